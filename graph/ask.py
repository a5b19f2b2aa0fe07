"""What `sijill query` does: find the question, load the data, give the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from queries.catalogue import question, questions

from .query import QueryError, cell, cell_for_reader, prepare, run, to_table
from .store import from_files
from .table import Column, Table

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


def answer_question(
    name: str, values: Mapping[str, str], data: Sequence[Path], language: str, *, for_reader: bool = True
) -> Table:
    """Ask a question of the catalogue; the reader's language is bound where the question takes one."""
    asked = question(name)
    bound = dict(values)
    if any(p.name == "lang" for p in asked.parameters):
        bound.setdefault("lang", language)
    answer = run(from_files(data), prepare(asked, bound))
    return to_table(answer, language, asked, write=cell_for_reader if for_reader else cell)


def answer_file(path: Path, data: Sequence[Path], language: str, *, for_reader: bool = True) -> Table:
    """Run a query file as it stands. Raises QueryError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: {error}") from None
    return to_table(run(from_files(data), text), language, write=cell_for_reader if for_reader else cell)
