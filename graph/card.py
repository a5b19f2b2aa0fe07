"""Everything that a store holds about one thing: names, classes, what is said of it, what points to it, where from.

The answers come from questions of the catalogue, so that they are the same for any store.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import compress, expand
from ontology.vocabulary import vocabulary
from queries.catalogue import question

from .dataset import local_name
from .facts import Statement
from .parameters import prepare
from .query import Term, run
from .reading import Readable
from .sources import Source

Row = dict[str, Term | None]
"""One row of an answer, by the names of its variables."""


@dataclass(frozen=True)
class Card:
    """One thing with all that is known of it, in one language."""

    iri: str
    identifier: str
    classes: tuple[str, ...]
    names: tuple[Row, ...]
    statements: tuple[Statement, ...]
    pointing: tuple[Statement, ...]
    mentioned: tuple[Source, ...]
    told: bool = True
    """Whether the data have named graphs, which tell who states what."""

    @property
    def labels(self) -> dict[str, str]:
        """The preferred labels by language.

        >>> kind = ox.Literal(expand("skos:prefLabel"))
        >>> row = {"name": ox.Literal("Body"), "language": ox.Literal("en"), "kind": kind}
        >>> Card("https://a.net/id/body/x", "body/x", (), (row,), (), (), ()).labels
        {'en': 'Body'}
        """
        kinds = {expand("skos:prefLabel"), *vocabulary().term("skos:prefLabel").labels.values()}
        found = {text_of(n["language"]): text_of(n["name"]) for n in self.names if text_of(n["kind"]) in kinds}
        return dict(sorted(found.items()))

    def label(self, language: str) -> tuple[str, str]:
        """The label in a language with its tag, or in the other one with that; the id without a tag where none is.

        >>> kind = ox.Literal(expand("skos:prefLabel"))
        >>> row = {"name": ox.Literal("Body"), "language": ox.Literal("en"), "kind": kind}
        >>> cards = (Card("https://a.net/id/body/x", "body/x", (), names, (), (), ()) for names in ((row,), ()))
        >>> [card.label("ar") for card in cards]
        [('Body', 'en'), ('body/x', '')]
        """
        labels = self.labels
        for wanted in (language, *labels):
            if wanted in labels:
                return labels[wanted], wanted
        return self.identifier, ""


def card(store: Readable, node: ox.NamedNode, language: str, base: str) -> Card:
    """Collect everything about a thing, its texts in the language as far as it has them.

    >>> from graph.store import fill
    >>> node = ox.NamedNode("https://a.net/id/body/x")
    >>> store = fill([ox.Quad(node, ox.NamedNode(expand("skos:prefLabel")), ox.Literal("Body", language="en"))])
    >>> card(store, node, "ar", "https://a.net/").label("ar")
    ('Body', 'en')
    """
    names = tuple(ask_rows(store, "names-of", node, language, base))
    told = next(store.named_graphs(), None) is not None
    read = _read_alone(ask_rows(store, "read-only", node, language, base) if told else ())
    return Card(
        iri=node.value,
        identifier=local_name(node.value, base),
        classes=classes_of(store, node),
        names=names,
        statements=_statements(ask_rows(store, "statements-about", node, language, base), "value", read),
        pointing=_statements(ask_rows(store, "pointing-to", node, language, base), "subject", read),
        told=told,
        mentioned=_sources(
            ask_rows(store, "paragraphs-mentioning", node, language, base),
            read.get((expand("schema:mentions"), str(node))),
        ),
    )


def ask_rows(store: Readable, name: str, node: ox.NamedNode, language: str, base: str) -> list[Row]:
    """The rows of a question of the catalogue that takes a thing.

    >>> from graph.store import fill
    >>> node = ox.NamedNode("https://a.net/id/body/x")
    >>> store = fill([ox.Quad(node, ox.NamedNode(expand("skos:prefLabel")), ox.Literal("Body", language="en"))])
    >>> [text_of(row["name"]) for row in ask_rows(store, "names-of", node, "en", "https://a.net/")]
    ['Body']
    """
    asked = question(name)
    values = {"thing": node.value} | ({"lang": language} if asked.takes_language else {})
    answer = run(store, prepare(asked, values, base), name)
    return [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]


def classes_of(store: Readable, node: ox.NamedNode) -> tuple[str, ...]:
    """The own classes of a thing that are above no other class of it, as IRIs.

    >>> from graph.store import fill
    >>> node, kind = ox.NamedNode("https://a.net/id/event/x"), ox.NamedNode(expand("rdf:type"))
    >>> names = ("Event", "Session", "schema:Event")
    >>> classes_of(fill([ox.Quad(node, kind, ox.NamedNode(expand(name))) for name in names]), node)
    ('https://w3id.org/sijill/ontology#Session',)
    """
    terms = vocabulary()
    kind = ox.NamedNode(expand("rdf:type"))
    found = {q.object.value for q in store.quads_for_pattern(node, kind, None) if isinstance(q.object, ox.NamedNode)}
    own = {iri for iri in found if iri in terms.by_iri and compress(iri).startswith("sj:")}
    return tuple(sorted(terms.lowest(own)))


_ReadAlone = dict[tuple[str, str], set[tuple[str, str]]]
"""The documents and paragraphs in which only a program read something: by the term and what is at its other end."""


def _read_alone(rows: Sequence[Row]) -> _ReadAlone:
    """What only a program says, by the term and by each of its ends; the place in a text of a mention has no name."""
    found: _ReadAlone = {}
    for row in rows:
        term, place = text_of(row["term"]), (text_of(row["document"]), text_of(row["paragraph"]))
        for end in ("",) if term == expand("oa:hasTarget") else (str(row["subject"]), str(row["value"])):
            found.setdefault((term, end), set()).add(place)
    return found


def _statements(rows: Sequence[Row], value: str, read: _ReadAlone) -> tuple[Statement, ...]:
    """Rows with one source each as statements with all their sources, in the order in which they come first."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((str(row["term"]), str(row[value]), str(row["id"])), []).append(row)
    statements = []
    for same in found.values():
        first = same[0]
        assert first["property"] is not None and first[value] is not None and isinstance(first["term"], ox.NamedNode)
        identifier = first["id"].value if isinstance(first["id"], ox.NamedNode) else None
        term, end = first["term"].value, str(first["id"] or first[value])
        sources = _sources(same, read.get((term, end)) or read.get((term, "")))
        statements.append(Statement(first["property"], term, first[value] or first["term"], identifier, sources))
    return tuple(statements)


def _sources(rows: Sequence[Row], read: Collection[tuple[str, str]] | None = None) -> tuple[Source, ...]:
    """The documents and paragraphs of some rows; those among the ones that were only read are told as such."""
    places = [(text_of(row["document"]), text_of(row["paragraph"])) for row in rows if row["document"] is not None]
    return tuple(Source(*place, read=place in (read or ())) for place in dict.fromkeys(places))


def text_of(node: Term | None) -> str:
    """The text of a term of an answer; nothing where the cell is empty.

    >>> text_of(ox.Literal("Body", language="en")), text_of(None)
    ('Body', '')
    """
    return "" if node is None else node.value if isinstance(node, ox.Literal | ox.NamedNode) else str(node)
