"""The data document of one thing: what is said of it and of its parts, what points to it, and the names of all that.

A concise bounded description (https://www.w3.org/submissions/CBD/) in both directions, with the named graphs kept, and
with labels in both languages, so that a person who reads the file sees names.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from loaders.text import grouped
from ontology.namespaces import expand, thing_iri
from ontology.vocabulary import RDF_TYPE

from ..blank_nodes import steadily_named
from ..dataset import DATASET_ID
from ..sources import inferred_graphs

MOST_POINTING = 1000
"""How many statements that point to a thing a document has at most."""
_SAYS = {
    "ar": "في هذا المستند {shown} من العبارات التي تشير إلى هذا الشيء، ومجموعها {all}؛ وهي كلها في مجموعة البيانات.",
    "en": "Of the {all} statements that point to this thing, {shown} are in this document; all are in the dataset.",
}
_LABELS = tuple(ox.NamedNode(expand(name)) for name in ("skos:prefLabel", "rdfs:label"))
"""Where the name of a node is: the first that it has."""
_READ_GRAPH = ox.NamedNode(expand("readGraph"))
"""What leads from a part to the graph of what a program read in it, of which the document tells the reading."""
_LICENCE = ox.NamedNode(expand("dcterms:license"))
Subject = ox.NamedNode | ox.BlankNode


@dataclass
class _Found:
    """What was found about a thing: its own nodes, all quads, and how many statements point to it."""

    nodes: dict[Subject, None]
    quads: dict[ox.Quad, None] = field(default_factory=dict)
    pointing: int = 0


class About:
    """What a store says about things that are minted at a base; the store is taken not to change.

    >>> About(ox.Store(), "https://a.net/").document("https://a.net/id/body/x", "https://a.net/data/body/x.ttl")
    []
    """

    def __init__(self, store: ox.Store, base: str, most_pointing: int = MOST_POINTING) -> None:
        self._store = store
        self._most = most_pointing
        self._told = next(store.named_graphs(), None) is not None
        self._inferred = inferred_graphs(store)
        self._dataset = ox.NamedNode(thing_iri(DATASET_ID, base))
        self._licences = [q.object for q in store.quads_for_pattern(self._dataset, _LICENCE, None, ox.DefaultGraph())]
        self._described = next(store.quads_for_pattern(self._dataset, None, None), None) is not None

    def document(self, iri: str, address: str) -> list[ox.Quad]:
        """The quads of the document that is about a thing and has the address; none where nothing is said of the thing.

        A text that is no IRI is no thing, and nothing is said of it.

        First what the document says of itself, in the default graph, then the thing, its parts, what points to it and
        the names of others, each sorted. Data without named graphs give all quads in the default graph.
        """
        try:
            thing = ox.NamedNode(iri)
        except ValueError:
            return []
        found = _Found({thing: None})
        self._gather(thing, found)
        if not found.quads:
            return []
        itself = list(self._itself(thing, ox.NamedNode(address), found.pointing))
        quads: set[ox.Quad] = {*found.quads, *self._names({*found.quads, *itself}, found.nodes)}
        first: dict[object, int] = {thing: 1}
        if any(isinstance(node, ox.BlankNode) for quad in quads for node in (quad.subject, quad.object)):
            quads = steadily_named(quads)
        else:
            first.update(dict.fromkeys((node for node in found.nodes if node != thing), 2))
        pointing = {quad.subject for quad in found.quads}
        for node in pointing - first.keys():
            first[node] = 3
        keyed = [
            (first.get(q.subject, 4), str(q.subject), q.predicate.value != RDF_TYPE, str(q.predicate), str(q), q)
            for q in quads
        ]
        keyed.sort(key=lambda item: item[:5])
        return [*itself, *(item[5] for item in keyed)]

    def _quads(self, *pattern: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Iterator[ox.Quad]:
        """The quads of a pattern: of the named graphs, and what the default graph has beside the copies of those."""
        subject, predicate, value = pattern
        found = list(self._store.quads_for_pattern(subject, predicate, value))  # type: ignore[arg-type]
        named = [quad for quad in found if isinstance(quad.graph_name, ox.NamedNode)]
        known = {quad.triple for quad in named}
        yield from named
        yield from (q for q in found if isinstance(q.graph_name, ox.DefaultGraph) and q.triple not in known)

    def _gather(self, thing: ox.NamedNode, found: _Found) -> None:
        """Collect what is said of the thing and its parts, what its graph states, and what points to them."""
        part = f"{thing.value}#"
        read = {quad.object for quad in self._store.quads_for_pattern(thing, _READ_GRAPH, None)}
        waiting: list[Subject] = [thing]
        pointing: dict[ox.Quad, None] = {}

        def own(node: object) -> None:
            is_part = isinstance(node, ox.BlankNode) or (isinstance(node, ox.NamedNode) and node.value.startswith(part))
            if (is_part or node in read) and node not in found.nodes:
                assert isinstance(node, ox.NamedNode | ox.BlankNode)
                found.nodes[node] = None
                waiting.append(node)

        if self._told:
            for quad in self._store.quads_for_pattern(None, None, None, thing):
                found.quads[quad] = None
                own(quad.subject)
        while waiting:
            node = waiting.pop()
            for quad in self._quads(node, None, None):
                found.quads[quad] = None
                own(quad.object)
            if isinstance(node, ox.NamedNode):
                for quad in self._quads(None, None, node):
                    if isinstance(quad.subject, ox.BlankNode):
                        for above in self._up_from(quad):
                            found.quads[above] = None
                            own(above.object)
                    own(quad.subject)
                    if quad.subject not in found.nodes:
                        pointing[quad] = None
        self._bound({quad: None for quad in pointing if quad not in found.quads}, found)

    def _up_from(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        """The quads that lead to the blank node of a quad from a node with an IRI, such as the cells of a list."""
        seen = {quad.subject}
        above = next(self._quads(None, None, quad.subject), None)
        while above is not None:
            yield above
            if not isinstance(above.subject, ox.BlankNode) or above.subject in seen:
                return
            seen.add(above.subject)
            above = next(self._quads(None, None, above.subject), None)

    def _bound(self, pointing: dict[ox.Quad, None], found: _Found) -> None:
        """Keep what points to the thing as far as there is room: what is stated comes before what is inferred."""
        graphs: dict[ox.Triple, list[ox.Quad]] = {}
        for quad in pointing:
            graphs.setdefault(quad.triple, []).append(quad)
        found.pointing = len(graphs)

        def order(triple: ox.Triple) -> tuple[bool, str]:
            names = (quad.graph_name for quad in graphs[triple])
            return all(isinstance(n, ox.NamedNode) and n.value in self._inferred for n in names), str(triple)

        kept = graphs if len(graphs) <= self._most else heapq.nsmallest(self._most, graphs, key=order)
        for triple in kept:
            found.quads.update(dict.fromkeys(graphs[triple]))

    def _itself(self, thing: ox.NamedNode, document: ox.NamedNode, pointing: int) -> Iterator[ox.Quad]:
        """What the document says of itself."""
        cut = pointing > self._most

        def say(name: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.Quad:
            return ox.Quad(document, ox.NamedNode(expand(name)), value, ox.DefaultGraph())

        yield say("rdf:type", ox.NamedNode(expand("foaf:Document")))
        yield say("foaf:primaryTopic", thing)
        for licence in self._licences:
            yield say("dcterms:license", licence)
        if self._described:
            yield say("void:inDataset", self._dataset)
        if cut:
            for language, text in _SAYS.items():
                counts = {"all": grouped(str(pointing), language), "shown": grouped(str(self._most), language)}
                yield say("rdfs:comment", ox.Literal(text.format(**counts), language=language))
        if cut and self._described:
            yield say("rdfs:seeAlso", self._dataset)

    def _names(self, quads: set[ox.Quad], known: dict[Subject, None]) -> Iterator[ox.Quad]:
        """The labels of the nodes that quads are about or refer to."""
        nodes = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
        nodes |= {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        for node in nodes - known.keys():
            for name in _LABELS:
                labels = list(self._quads(node, name, None))
                yield from labels
                if labels:
                    break
