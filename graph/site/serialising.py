"""Quads as files: Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD, the same bytes for the same quads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from ontology.context import context
from ontology.namespaces import PREFIXES, compress
from ontology.vocabulary import RDF_TYPE, vocabulary

from ..export import XSD_STRING, json_ld
from .formats import Format

_LINES = {"nt", "nq"}
"""Endings of the formats whose lines are sorted, since they have no other order."""
_FORMS = {"ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "rdf": ox.RdfFormat.RDF_XML}


def serialise(quads: Sequence[ox.Quad], form: Format, base: str) -> bytes:
    """Write quads in a format, in their order; the formats without graphs have each triple once.

    A base is where things are minted; the JSON-LD has the names of its context with it, so that it is read offline.

    >>> from .formats import of_ending
    >>> named = ox.Quad(ox.NamedNode("https://a.net/x"), ox.NamedNode(PREFIXES["skos"] + "notation"), ox.Literal("x"))
    >>> print(serialise([named], of_ending("ttl"), "https://a.net/").decode().rstrip())
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <https://a.net/x> skos:notation "x" .
    """
    statements: list[ox.Quad] | list[ox.Triple]
    statements = list(_by_graph(quads)) if form.graphs else list(dict.fromkeys(quad.triple for quad in quads))
    if form.ending in _LINES:
        return "".join(sorted(f"{statement} .\n" for statement in statements)).encode()
    if form.ending == "jsonld":
        return _json_ld([s for s in statements if isinstance(s, ox.Triple)], base)
    written = ox.serialize(statements, format=_FORMS[form.ending], prefixes=prefixes_of(statements))
    assert written is not None
    return written


def _by_graph(quads: Iterable[ox.Quad]) -> Iterable[ox.Quad]:
    """Quads with those of a graph together, the default graph first; the order within each stays."""
    graphs: dict[ox.NamedNode | ox.BlankNode | ox.DefaultGraph, dict[ox.Quad, None]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, {})[quad] = None
    for graph in sorted(graphs, key=lambda name: "" if isinstance(name, ox.DefaultGraph) else str(name)):
        yield from graphs[graph]


def prefixes_of(statements: Iterable[ox.Quad | ox.Triple]) -> dict[str, str]:
    """The prefixes that statements use, and no others.

    >>> fact = ox.Triple(ox.NamedNode("https://a.net/x"), ox.NamedNode(PREFIXES["skos"] + "notation"), ox.Literal("x"))
    >>> list(prefixes_of([fact]))
    ['skos']
    """
    iris: set[str] = set()
    for statement in statements:
        if statement.predicate.value != RDF_TYPE:  # which Turtle writes as one letter
            iris.add(statement.predicate.value)
        for node in (statement.subject, statement.object):
            if isinstance(node, ox.NamedNode):
                iris.add(node.value)
            elif isinstance(node, ox.Literal) and not node.language and node.datatype.value != XSD_STRING:
                iris.add(node.datatype.value)
    spaces = {iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in iris}
    return {prefix: space for prefix, space in sorted(PREFIXES.items()) if space in spaces}


def _json_ld(triples: Sequence[ox.Triple], base: str) -> bytes:
    document = json_ld(triples, _names(base))
    used = {compress(triple.predicate.value) for triple in triples}
    document["@context"] = {
        name: entry
        for name, entry in document["@context"].items()
        if not isinstance(entry, dict) or entry["@id"] in used
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


@lru_cache(maxsize=8)
def _names(base: str) -> dict[str, Any]:
    return context(vocabulary(), base)
