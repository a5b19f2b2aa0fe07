"""Everything that a store holds about one thing: names, classes, what is said of it, what points to it, where from.

The answers come from questions of the catalogue, so that they are the same for any store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import compress, expand
from ontology.vocabulary import vocabulary
from queries.catalogue import question

from .dataset import local_name
from .parameters import prepare
from .query import Term, run

Row = dict[str, Term | None]
"""One row of an answer, by the names of its variables."""


@dataclass(frozen=True)
class Source:
    """Where something is stated: the symbol of the document and the number of the paragraph.

    `0` is the cover page; no number is what a document is by its form, such as which paragraphs it has.
    """

    document: str
    paragraph: str

    @property
    def order(self) -> tuple[str, int, str]:
        """What sources are sorted by: document, then the number of the paragraph, footnotes last."""
        digits = "".join(c for c in self.paragraph if c.isdigit())
        footnote = self.paragraph.startswith("fn")
        return self.document, int(digits or 0) + 1_000_000 * footnote, self.paragraph


@dataclass(frozen=True)
class Statement:
    """Something said of a thing, or of another thing about it: property, value (or subject), and all its sources.

    `term` is the IRI of the property, `identifier` the IRI of the value where it is a thing; no source means that the
    register knows it from elsewhere, or that it is `inferred`.
    """

    property: Term
    term: str
    value: Term
    identifier: str | None
    sources: tuple[Source, ...]
    inferred: bool = False


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

    @property
    def labels(self) -> dict[str, str]:
        """The preferred labels by language."""
        kinds = {expand("skos:prefLabel"), *vocabulary().term("skos:prefLabel").labels.values()}
        found = {_text(n["language"]): _text(n["name"]) for n in self.names if _text(n["kind"]) in kinds}
        return dict(sorted(found.items()))

    def label(self, language: str) -> tuple[str, str]:
        """The label in a language with its tag, or in the other one with that; the id without a tag where none is."""
        labels = self.labels
        for wanted in (language, *labels):
            if wanted in labels:
                return labels[wanted], wanted
        return self.identifier, ""


def card(store: ox.Store, node: ox.NamedNode, language: str, base: str) -> Card:
    """Collect everything about a thing, its texts in the language as far as it has them."""
    names = tuple(ask_rows(store, "names-of", node, language, base))
    return Card(
        iri=node.value,
        identifier=local_name(node.value, base),
        classes=_classes(store, node),
        names=names,
        statements=_statements(ask_rows(store, "statements-about", node, language, base), "value"),
        pointing=_statements(ask_rows(store, "pointing-to", node, language, base), "subject"),
        mentioned=tuple(_sources(ask_rows(store, "paragraphs-mentioning", node, language, base))),
    )


def ask_rows(store: ox.Store, name: str, node: ox.NamedNode, language: str, base: str) -> list[Row]:
    """The rows of a question of the catalogue that takes a thing."""
    asked = question(name)
    values = {"thing": node.value} | ({"lang": language} if any(p.name == "lang" for p in asked.parameters) else {})
    answer = run(store, prepare(asked, values, base), name)
    return [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]


def source(store: ox.Store, graph: ox.NamedNode) -> Source | None:
    """The paragraph that a named graph stands for, or the cover page of a document; None for any other graph."""

    def value(node: ox.NamedNode, name: str) -> list[str]:
        found = store.quads_for_pattern(node, ox.NamedNode(expand(name)), None, ox.DefaultGraph())
        return [quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode | ox.Literal)]

    numbers = value(graph, "eli:number")
    if numbers:
        wholes = [ox.NamedNode(iri) for iri in value(graph, "eli:is_part_of")]
        symbols = [symbol for whole in wholes for symbol in value(whole, "dcterms:identifier")]
        return Source(symbols[0] if symbols else "", numbers[0])
    symbols = value(graph, "dcterms:identifier")
    return Source(symbols[0], "0") if symbols else None


def _classes(store: ox.Store, node: ox.NamedNode) -> tuple[str, ...]:
    """The own classes of a thing that are above no other class of it, as CURIEs."""
    terms = vocabulary()
    kind = ox.NamedNode(expand("rdf:type"))
    found = {q.object.value for q in store.quads_for_pattern(node, kind, None) if isinstance(q.object, ox.NamedNode)}
    own = {iri for iri in found if iri in terms.by_iri and compress(iri).startswith("sj:")}
    return tuple(sorted(c for c in own if not any(c != d and c in terms.superclasses.get(d, ()) for d in own)))


def _statements(rows: Sequence[Row], value: str) -> tuple[Statement, ...]:
    """Rows with one source each as statements with all their sources, in the order in which they come first."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((str(row["term"]), str(row[value]), str(row["id"])), []).append(row)
    statements = []
    for same in found.values():
        first = same[0]
        assert first["property"] is not None and first[value] is not None and isinstance(first["term"], ox.NamedNode)
        identifier = first["id"].value if isinstance(first["id"], ox.NamedNode) else None
        statements.append(
            Statement(first["property"], first["term"].value, first[value] or first["term"], identifier, _sources(same))
        )
    return tuple(statements)


def _sources(rows: Sequence[Row]) -> tuple[Source, ...]:
    found = (Source(_text(row["document"]), _text(row["paragraph"])) for row in rows if row["document"] is not None)
    return tuple(dict.fromkeys(found))


def _text(node: Term | None) -> str:
    return "" if node is None else node.value if isinstance(node, ox.Literal | ox.NamedNode) else str(node)
