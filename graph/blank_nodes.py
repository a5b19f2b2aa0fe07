"""Blank nodes named after what is said of them, so that two files can be compared whatever names they use.

RDF Dataset Canonicalization (RDFC-1.0, https://www.w3.org/TR/rdf-canon/) is applied to each group of blank nodes that
hang together, not to the whole file: there, one changed statement could give every blank node another name.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox


def steadily_named(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Rename the blank nodes so that equal groups of them have equal names in any file; the rest stays as it is.

    >>> p = ox.NamedNode("https://example.org/p")
    >>> one, other = (steadily_named([ox.Quad(ox.BlankNode(name), p, ox.Literal("x"))]) for name in "ab")
    >>> one == other
    True
    """
    renamed: set[ox.Quad] = set()
    hanging: list[ox.Quad] = []
    for quad in quads:
        if next(_blank_nodes(quad), None) is None:
            renamed.add(quad)
        else:
            hanging.append(quad)
    twins: dict[str, int] = defaultdict(int)
    for group in _groups(hanging):
        canonical = ox.Dataset(group)
        canonical.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        digest = hashlib.sha256("\n".join(sorted(str(q) for q in canonical)).encode()).hexdigest()[:16]
        twins[digest] += 1  # a file may say the same of two blank nodes: both count
        renamed.update(_renamed(quad, f"b{digest}n{twins[digest]}") for quad in canonical)
    return renamed


def _blank_nodes(quad: ox.Quad) -> Iterator[ox.BlankNode]:
    for node in (quad.subject, quad.object, quad.graph_name):
        if isinstance(node, ox.BlankNode):
            yield node


def _groups(quads: list[ox.Quad]) -> list[list[ox.Quad]]:
    """The quads by the blank nodes that hang together (union-find with halved paths)."""
    above: dict[ox.BlankNode, ox.BlankNode] = {}

    def top(node: ox.BlankNode) -> ox.BlankNode:
        above.setdefault(node, node)
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for quad in quads:
        first, *others = _blank_nodes(quad)
        for other in others:
            above[top(other)] = top(first)
    groups: dict[ox.BlankNode, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        groups[top(next(_blank_nodes(quad)))].append(quad)
    return list(groups.values())


def _renamed(quad: ox.Quad, prefix: str) -> ox.Quad:
    subject, value, graph = quad.subject, quad.object, quad.graph_name
    if isinstance(subject, ox.BlankNode):
        subject = ox.BlankNode(prefix + subject.value)
    if isinstance(value, ox.BlankNode):
        value = ox.BlankNode(prefix + value.value)
    if isinstance(graph, ox.BlankNode):
        graph = ox.BlankNode(prefix + graph.value)
    return ox.Quad(subject, quad.predicate, value, graph)
