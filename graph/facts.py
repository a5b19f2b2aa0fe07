"""What the graphs of a store say of a thing by one property: each value once, with all that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.folding import fold
from ontology.namespaces import compress, expand
from ontology.vocabulary import key, vocabulary

from .answers import cell_for_reader
from .dataset import local_name
from .query import Term
from .reading import Readable
from .sources import Source, inferred_graphs, recorded_first, source
from .things import UnknownThing, find


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


def facts(store: Readable, node: ox.NamedNode, term: str, language: str, base: str) -> list[Statement]:
    """Every statement about a thing by a property, in whichever graph, labelled in the language, sorted.

    A statement that only the graph of inferred triples holds is inferred.

    >>> facts(ox.Store(), ox.NamedNode("https://example.org/a"), expand("skos:prefLabel"), "en", "https://a.net/")
    []
    """
    labels = vocabulary().by_iri[term].labels if term in vocabulary().by_iri else {}
    name = ox.Literal(labels.get(language, compress(term)))
    graphs: dict[Term, set[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]] = defaultdict(set)
    for quad in store.quads_for_pattern(node, ox.NamedNode(term), None):
        graphs[quad.object].add(quad.graph_name)
    found = []
    inferring = inferred_graphs(store)
    for value, where in graphs.items():
        named = [graph for graph in where if isinstance(graph, ox.NamedNode)]
        places = {source(store, graph, node) for graph in named if graph.value not in inferring}
        statement = Statement(
            property=name,
            term=term,
            value=label(store, value, language, base),
            identifier=value.value if isinstance(value, ox.NamedNode) else None,
            sources=recorded_first(place for place in places if place),
            inferred=bool(named) and {graph.value for graph in named} <= inferring,
        )
        found.append(statement)
    return sorted(found, key=lambda s: (key(s.value), s.identifier or ""))


def label(store: Readable, node: Term, language: str, base: str) -> Term:
    """The label of a node in the language, or in another one with its tag; else its id; a literal is its own.

    >>> label(ox.Store(), ox.NamedNode("https://a.net/id/body/x"), "en", "https://a.net/").value
    'body/x'
    """
    if isinstance(node, ox.Literal):
        return node
    found = preferred(store, node, [language]) if isinstance(node, ox.NamedNode) else None
    return found or ox.Literal(local_name(key(node), base))


def preferred(store: Readable, node: ox.NamedNode, languages: Sequence[str]) -> ox.Literal | None:
    """The preferred label of a node in the first of the languages that it has, else in any; None where it has none.

    >>> preferred(ox.Store(), ox.NamedNode("https://a.net/id/body/x"), ["ar"]) is None
    True
    """
    labels = {}
    for quad in store.quads_for_pattern(node, ox.NamedNode(expand("skos:prefLabel")), None):
        if isinstance(quad.object, ox.Literal) and quad.object.language:
            labels[quad.object.language] = quad.object
    return next((labels[tag] for tag in (*languages, *sorted(labels)) if tag in labels), None)


def having(statements: list[Statement], value: str, store: Readable, base: str) -> list[Statement]:
    """Those of some statements that have a value: a thing by id or name, or a text as it is or as a reader sees it.

    >>> day = ox.Literal("2018-07", datatype=ox.NamedNode(expand("xsd:gYearMonth")))
    >>> said = [Statement(ox.Literal("date"), expand("dcterms:date"), day, None, ())]
    >>> [len(having(said, value, ox.Store(), "https://a.net/")) for value in ("2018-07", "July 2018", "2018")]
    [1, 1, 0]
    """
    try:
        thing: str | None = find(store, value, base).value
    except UnknownThing:
        thing = None
    return [s for s in statements if (thing is not None and s.identifier == thing) or _reads(s, value, base)]


def _reads(statement: Statement, value: str, base: str) -> bool:
    shown = {cell_for_reader(statement.value, language, base) for language in ("ar", "en")}
    return fold(value) in {fold(key(statement.value)), *map(fold, shown)} - {""}
