"""What `sijill query` does: find the question, load the data, give the answer."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from ontology.vocabulary import vocabulary
from queries.catalogue import Parameter, Question, QuestionError, UnknownQuestion, parse, question

from .answers import cell, to_table
from .card import classes_of
from .facts import label
from .limit import limited
from .parameters import Given, ParameterError, prepare
from .query import QueryError, run, to_text
from .reading import Readable
from .store import Data, base_of, readable
from .table import Table
from .things import bound
from .unfitting import unfitting

_HEADED = re.compile(r"^# (question@|param |column )", re.MULTILINE)
STANDARD_INPUT = "-"
"""The name that stands for a query that comes through the standard input."""


@dataclass(frozen=True)
class Asked:
    """A query that is ready to run over a store, and the question of the catalogue that it comes from, if any.

    `name` is what errors call it; for the parameters `left_out` their examples are taken.
    """

    store: Readable
    text: str
    base: str
    question: Question | None
    name: str
    left_out: tuple[Parameter, ...] = ()
    things: Mapping[str, str] = field(default_factory=dict)
    """The IRIs of the things that the question is asked about, by parameter."""

    def about(self, language: str) -> str:
        """What the question is asked about, for a reader who gets no rows: each thing with its class.

        >>> from graph.store import fill
        >>> from ontology.namespaces import expand
        >>> node, kind = ox.NamedNode("https://a.net/id/country/NGA"), ox.NamedNode(expand("rdf:type"))
        >>> store = fill([ox.Quad(node, kind, ox.NamedNode(expand("Country")))])
        >>> Asked(store, "", "https://a.net/", None, "x", things={"country": node.value}).about("en")
        '--country country/NGA (country)'
        """
        said = []
        for name, iri in self.things.items():
            node = ox.NamedNode(iri)
            text = cell(label(self.store, node, language, self.base), language, self.base)
            terms = vocabulary().by_iri
            kinds = [terms[cls].labels.get(language, terms[cls].name) for cls in classes_of(self.store, node)]
            said.append(f"--{name} {text}" + (f" ({kinds[0]})" if kinds else ""))
        return {"ar": "، ", "en": ", "}[language].join(said)

    def unfitting(self, language: str) -> list[str]:
        """What is told of things of another kind than the question is about, for a reader who gets no rows."""
        if self.question is None:
            return []
        found = unfitting(self.store, self.question, self.things, self.base)
        names = ((one, label(self.store, ox.NamedNode(one.iri), language, self.base)) for one in found)
        return [f"--{one.parameter.name}: {one.said(cell(name, language, self.base), language)}" for one, name in names]

    def table(self, language: str, seconds: float | None = None) -> Table:
        """The answer as a table for a reader. Raises QueryError, and TimeIsOver after so many seconds.

        >>> Asked(ox.Store(), "ASK { ?s ?p ?o }", "https://a.net/", None, "x.rq").table("en").rows
        [['false']]
        """
        answer = limited(lambda: run(self.store, self.text, self.name), seconds)
        return to_table(answer, language, self.question, self.base)

    def results(self, form: str, seconds: float | None = None) -> str:
        """The answer for a program, in a form of SPARQL 1.1; Turtle where it is a graph. Raises as `table` does.

        >>> Asked(ox.Store(), "ASK { ?s ?p ?o }", "https://a.net/", None, "x.rq").results("csv")
        'false\\n'
        """
        return limited(lambda: to_text(self.store, self.text, form, self.name), seconds)


def ask(name: str, values: Mapping[str, str], data: Data, language: str) -> Asked:
    """Prepare a question of the catalogue, or a query file where the name is that of a file or `-`.

    A file with the header of a question is asked as one. The reader's language is bound where the question takes one.
    Raises UnknownQuestion, ParameterError, QueryError.

    >>> asked = ask("things-by-class", {}, [], "ar")
    >>> asked.name, 'VALUES ?lang { "ar" }' in asked.text
    ('things-by-class', True)
    >>> ask("things-by-class", {"country": "NGA"}, [], "en")
    Traceback (most recent call last):
    graph.parameters.ParameterError: things-by-class has no parameter --country; it has --lang
    """
    asked = None if name == STANDARD_INPUT or name.endswith(".rq") else _catalogued(name)
    if asked is None:
        text = read_text(name)
        try:
            asked = parse(Path(name).stem, text)
        except QuestionError:
            if _HEADED.search(text):
                raise
            if values:
                option = next(iter(values))
                raise QueryError(
                    {
                        "ar": f"ليس في {name} ترويسة تسمي الخيارات، فلا يُقبل الخيار --{option}",
                        "en": f"{name} has no header that names parameters; --{option} cannot be given",
                    }
                ) from None
            store = readable(data)
            return Asked(store, text, base_of(store), None, _shown(name))
    return _question(asked, values, data, language, _shown(name))


def _shown(name: str) -> str:
    return "<stdin>" if name == STANDARD_INPUT else name


def read_text(name: str) -> str:
    """The text of a query file, or of the standard input.

    Raises ParameterError where there is no such file, QueryError where it cannot be read.

    >>> read_text("no-such.rq")
    Traceback (most recent call last):
    graph.parameters.ParameterError: no-such.rq: there is no such file
    """
    try:
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ParameterError({"ar": f"لا وجود للملف {name}", "en": f"{name}: there is no such file"}) from None
    except UnicodeDecodeError:
        shown = _shown(name)
        raise QueryError({"ar": f"{shown}: ترميز الملف ليس UTF-8", "en": f"{shown}: the file is not UTF-8"}) from None
    except OSError as error:
        raise QueryError({"ar": f"تعذرت قراءة {name}: {error.strerror}", "en": f"{name}: {error.strerror}"}) from None


def _catalogued(name: str) -> Question | None:
    """The question of the catalogue with the name, or None where there is none but a file of that name."""
    try:
        return question(name)
    except UnknownQuestion:
        if Path(name).is_file():
            return None
        raise


def _question(asked: Question, values: Mapping[str, str], data: Data, language: str, name: str) -> Asked:
    reader = {"lang": language} if asked.takes_language else {}
    given: dict[str, Given] = {**reader, **values}
    store = readable(data)
    base = base_of(store)
    taken_as = bound(store, asked, given, base)
    left_out = tuple(p for p in asked.parameters if p.name not in given)
    things = {p.name: str(taken_as[p.name]) for p in asked.parameters if p.kind == "iri"}
    return Asked(store, prepare(asked, taken_as, base), base, asked, name, left_out, things)
