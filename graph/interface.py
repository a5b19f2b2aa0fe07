"""The graph for Python programs: open a build, ask it, search it, and learn where a fact comes from.

The guide with runnable examples is `graph/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, overload

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.namespaces import expand
from ontology.vocabulary import key, vocabulary
from queries.catalogue import question

from .card import Card, card
from .dataset import local_name
from .facts import facts, having, preferred
from .found import class_filter
from .hits import Hit
from .limit import limited
from .parameters import Given, prepare
from .properties import property_iri
from .query import Answer, Term, run
from .search import index_of
from .sources import Source
from .store import base_of, from_files
from .things import bound, find

if TYPE_CHECKING:
    import pandas

Value = str | int | Decimal | bool | None
"""What a cell holds in Python. Dates stay texts: `2018-07` has no day, so no type of Python holds it."""
_NUMBERS: dict[str, type[int] | type[Decimal]] = {expand("xsd:integer"): int, expand("xsd:decimal"): Decimal}


class PandasMissing(SijillError):
    """pandas is not installed."""


@dataclass(frozen=True)
class Label:
    """A text with the tag of the language that it is in, which may not be the one asked for; empty for an id."""

    text: str
    language: str


@dataclass(frozen=True)
class Rows:
    """The rows of an answer: a sequence of dictionaries under `columns`; `terms` holds the RDF terms themselves.

    >>> rows = Rows(("n",), ((ox.Literal(3),),), "https://w3id.org/sijill/")
    >>> len(rows), rows[0]
    (1, {'n': 3})
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    base: str

    def __len__(self) -> int:
        return len(self.terms)

    @overload
    def __getitem__(self, number: int) -> dict[str, Value]: ...

    @overload
    def __getitem__(self, number: slice) -> list[dict[str, Value]]: ...

    def __getitem__(self, number: int | slice) -> dict[str, Value] | list[dict[str, Value]]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        return {name: self._value(term) for name, term in zip(self.columns, self.terms[number], strict=True)}

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (self[number] for number in range(len(self)))

    def column(self, name: str) -> list[Value]:
        """The values of one column. Raises ValueError where there is none.

        >>> Rows(("n",), ((ox.Literal(3),), (ox.Literal(4),)), "https://a.net/").column("n")
        [3, 4]
        """
        place = self.columns.index(name)
        return [self._value(row[place]) for row in self.terms]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas table. Raises PandasMissing where the package is not installed.

        The columns are those of the answer, in its order, also where there are no rows.
        """
        try:
            import pandas
        except ImportError:
            raise PandasMissing(
                {
                    "ar": "الحزمة pandas غير مثبتة؛ ثبّتها بالأمر pip install pandas",
                    "en": "pandas is not installed; pip install pandas",
                }
            ) from None
        return pandas.DataFrame(list(self), columns=list(self.columns))

    def _value(self, term: Term | None) -> Value:
        if term is None:
            return None
        if isinstance(term, ox.NamedNode):
            return local_name(term.value, self.base)
        if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
            try:
                return _NUMBERS[term.datatype.value](term.value)
            except (ValueError, ArithmeticError):  # what its datatype does not allow stays as it is written
                return term.value
        if isinstance(term, ox.Literal) and term.datatype.value == expand("xsd:boolean"):
            return {"true": True, "1": True, "false": False, "0": False}.get(term.value, term.value)
        return key(term)


class Graph:
    """An open graph. `languages` is the order in which texts are wanted; nothing is taken for granted.

    Things are given by id, IRI, or a whole name that only one thing has.

    >>> from graph.store import fill
    >>> bhutan, named = ox.NamedNode("https://w3id.org/sijill/id/country/BTN"), ox.NamedNode(expand("skos:prefLabel"))
    >>> says = ox.NamedNode("https://example.org/graph")
    >>> labels = [ox.Literal("بوتان", language="ar"), ox.Literal("Bhutan", language="en")]
    >>> store = fill(ox.Quad(bhutan, named, label, says) for label in labels)
    >>> graph = Graph(store, ["ar", "en"])
    >>> graph.label("country/BTN")
    Label(text='بوتان', language='ar')
    >>> [hit.thing.identifier for hit in graph.search("bhutan")]
    ['country/BTN']
    >>> graph.query("ASK { ?x skos:prefLabel 'Bhutan'@en }")[0]
    {'answer': True}
    >>> graph.ask("names-of", thing="Bhutan").column("name")
    ['بوتان', 'Bhutan']
    >>> graph.show("Bhutan").labels["en"], graph.provenance("Bhutan", "skos:prefLabel", "Bhutan")
    ('Bhutan', [])
    """

    def __init__(self, store: ox.Store, languages: Sequence[str]) -> None:
        self.store = store
        self.languages = list(languages)
        self._language = next(lang for lang in [*languages, "ar", "en"] if lang in ("ar", "en"))
        self.base = base_of(store)

    def ask(self, name: str, *, time_limit: float | None = None, **values: Given) -> Rows:
        """Ask a question of the catalogue; a parameter that is left out has its example.

        `time_limit` is in seconds, 0 for none.

        Raises UnknownQuestion, ParameterError, UnknownThing, TimeIsOver.
        """
        asked = question(name)
        if asked.takes_language:
            values = {"lang": self._language, **values}
        text = prepare(asked, bound(self.store, asked, values, self.base), self.base)
        return self._run(text, name, time_limit)

    def query(self, text: str, *, time_limit: float | None = None) -> Rows:
        """Run a SPARQL query; the prefixes of the project need no declaration. Raises QueryError, TimeIsOver."""
        return self._run(text, "query", time_limit)

    def search(self, text: str, *, of_class: str | None = None, limit: int = 10) -> list[Hit]:
        """Find things by their names, best first. Raises UnknownClass."""
        among = class_filter(of_class, vocabulary()) if of_class else lambda _: True
        return index_of(self.store, self.base).search(text, among, limit)

    def label(self, thing: str) -> Label:
        """The label of a thing in the first of the languages that it has. Raises UnknownThing."""
        node = find(self.store, thing, self.base)
        found = preferred(self.store, node, self.languages)
        return Label(found.value, found.language or "") if found else Label(local_name(node.value, self.base), "")

    def show(self, thing: str) -> Card:
        """Everything about a thing. Raises UnknownThing."""
        return card(self.store, find(self.store, thing, self.base), self._language, self.base)

    def provenance(self, subject: str, property_name: str, value: str) -> list[Source]:
        """The paragraphs that state a fact: none where it is inferred, or known to the register alone.

        The value is an id or name where it is a thing, otherwise the text of a literal.
        Raises UnknownThing, UnknownProperty.
        """
        node = find(self.store, subject, self.base)
        said = facts(self.store, node, property_iri(property_name), self._language, self.base)
        found = {place for statement in having(said, value, self.store, self.base) for place in statement.sources}
        return sorted(found, key=lambda place: place.order)

    def _run(self, text: str, name: str, time_limit: float | None) -> Rows:
        """Run a query: in this process, or in one of its own where a limit has to stop it."""

        def asked() -> Answer:
            return run(self.store, text, name)

        answer = limited(asked, time_limit) if time_limit else asked()
        return Rows(answer.variables, answer.rows, self.base)


def open_graph(*paths: str | Path, languages: Sequence[str]) -> Graph:
    """Open a build folder or RDF files; `languages` is the order in which texts are wanted, such as `["ar", "en"]`.

    Raises MissingFile, UnreadableFile, and TypeError for a language order that is one text.

    >>> open_graph("build", languages="ar")
    Traceback (most recent call last):
    TypeError: languages is an order of languages, such as ["ar", "en"]
    """
    if isinstance(languages, str) or not languages:
        raise TypeError('languages is an order of languages, such as ["ar", "en"]')
    return Graph(from_files([Path(path) for path in paths]), languages)
