"""What `sijill query` does: find the question, load the data, give the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import DEFAULT_BASE
from queries.catalogue import Question, QuestionError, UnknownQuestion, parse, question, questions

from .query import QueryError, prepare, read_text, run, to_table, to_text
from .store import base_of, from_files
from .table import Column, Table
from .things import checked_things

_HEADINGS = {
    "group": {"ar": "الباب", "en": "Group"},
    "name": {"ar": "الاسم", "en": "Name"},
    "question": {"ar": "السؤال", "en": "Question"},
    "parameters": {"ar": "الخيارات", "en": "Parameters"},
}


def question_list(language: str) -> Table:
    """All questions of the catalogue, grouped."""
    asked = sorted(questions().values(), key=lambda q: (q.group["en"], q.name))
    rows = []
    for q in asked:
        options = (f"--{p.name} {p.example}" for p in q.parameters if p.kind != "lang")
        rows.append([q.group[language], q.name, q.questions[language], " ".join(options)])
    return Table([Column(key, heading[language]) for key, heading in _HEADINGS.items()], rows, language)


def question_lines(language: str) -> list[str]:
    """The catalogue for a terminal: a heading for each group; under it each name with its parameters, and the question.

    Names and questions stand on lines of their own, so that no line mixes two directions.
    """
    lines: list[str] = []
    last = ""
    for group, name, text, options in question_list(language).rows:
        if group != last:
            lines += ["", group] if lines else [group]
            last = group
        lines += [f"  {name} {options}".rstrip(), f"      {text}"]
    return lines


@dataclass(frozen=True)
class Asked:
    """A query that is ready to run over a store, and the question of the catalogue that it comes from, if any."""

    store: ox.Store
    text: str
    base: str
    question: Question | None

    def table(self, language: str) -> Table:
        """The answer as a table for a reader."""
        return to_table(run(self.store, self.text), language, self.question, self.base)

    def results(self, form: str) -> str:
        """The answer for a program, in a form of SPARQL 1.1: `csv` or `json`; Turtle where it is a graph."""
        return to_text(self.store, self.text, form)


def ask(name: str, values: Mapping[str, str], data: Sequence[Path], language: str) -> Asked:
    """Prepare a question of the catalogue, or a query file where the name is that of a file.

    A file with the header of a question is asked as one. The reader's language is bound where the question takes one.
    Raises UnknownQuestion, ParameterError, QueryError.
    """
    path = Path(name)
    asked = None if path.suffix == ".rq" else _catalogued(name, path)
    if asked is None:
        text = read_text(path)
        try:
            asked = parse(path.stem, text)
        except QuestionError:
            if values:
                option = next(iter(values))
                raise QueryError(f"{path} has no header that names parameters; --{option} cannot be given") from None
            return Asked(from_files(data), text, DEFAULT_BASE, None)
    return _question(asked, values, data, language)


def _catalogued(name: str, path: Path) -> Question | None:
    """The question of the catalogue with the name, or None where there is none but a file of that name."""
    try:
        return question(name)
    except UnknownQuestion:
        if path.is_file():
            return None
        raise


def _question(asked: Question, values: Mapping[str, str], data: Sequence[Path], language: str) -> Asked:
    bound = {p.name: p.example for p in asked.parameters} | dict(values)
    if any(p.name == "lang" for p in asked.parameters):
        bound["lang"] = values.get("lang", language)
    store = from_files(data)
    base = base_of(store)
    text = prepare(asked, bound, base)
    checked_things(store, asked, values, base)
    return Asked(store, text, base, asked)
