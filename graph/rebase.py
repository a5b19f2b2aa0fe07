"""The same graph under another base, so that a publisher mints things under a domain of its own."""

from __future__ import annotations

import pyoxigraph as ox

from ontology.namespaces import SJ, SJC, SJS

from .catalogue_record import literally
from .dataset import ONTOLOGY_GRAPH
from .store import base_of

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def rebased(store: ox.Store, base: str) -> ox.Store:
    """A store whose things and graphs are minted at the base; the store itself where they are already.

    Terms of the ontology keep their IRIs.

    >>> old, name = ox.NamedNode("https://w3id.org/sijill/id/body/x"), ox.NamedNode("https://example.org/name")
    >>> store = ox.Store()
    >>> store.add(ox.Quad(old, name, ox.Literal("X")))
    >>> [quad.subject.value for quad in rebased(store, "https://a.net/")]
    ['https://a.net/id/body/x']
    """
    before = base_of(store)
    if before == base:
        return store
    move = _Move(before, base)
    made = ox.Store()
    made.bulk_extend(move.quad(quad) for quad in store)
    return made


class _Move:
    """From one base to another."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._stay = tuple(iri for iri in (ONTOLOGY_GRAPH, SJ, SJC, SJS) if iri.startswith(before))
        self._pattern, self._new_pattern = literally(before), literally(after)
        self._known: dict[str, ox.NamedNode] = {}

    def quad(self, quad: ox.Quad) -> ox.Quad:
        subject, predicate, obj, graph = quad
        name = graph if isinstance(graph, ox.DefaultGraph) else self._node(graph)
        return ox.Quad(self._node(subject), predicate, self._node(obj), name)  # type: ignore[arg-type]

    def _node(self, node: Node) -> Node:
        if isinstance(node, ox.NamedNode):
            if not node.value.startswith(self._before) or node.value.startswith(self._stay):
                return node
            moved = self._known.get(node.value)
            if moved is None:
                moved = ox.NamedNode(self._after + node.value.removeprefix(self._before))
                self._known[node.value] = moved
            return moved
        if isinstance(node, ox.Literal) and node.datatype.value == _XSD_STRING:
            return self._text(node)
        return node

    def _text(self, node: ox.Literal) -> ox.Literal:
        """A text that tells where things are minted, as descriptions of datasets do (void:uriSpace)."""
        for before, after in ((self._before, self._after), (self._pattern, self._new_pattern)):
            if before in node.value:
                return ox.Literal(node.value.replace(before, after))
        return node
