"""Which paragraphs tell something: what states one triple, or that two things are related."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from ontology.namespaces import expand

from .reader import Place, Reader


def stating(reader: Reader, triples: Iterable[tuple[str, str, ox.NamedNode | ox.Literal]]) -> list[Place]:
    """The paragraphs and footnotes that state any of some triples, and the documents on their covers, in their order.

    >>> stating(Reader(ox.Store(), "https://a.net/"), [("https://a.net/id/a", "https://a.net/p", ox.Literal("x"))])
    []
    """
    graphs = {(graph, triple[0]) for triple in triples for graph in _graphs(reader, *triple)}
    found = {graph: place for graph, subject in graphs if (place := _place(reader, graph, subject))}
    return in_order(found.values())


def in_order(places: Iterable[Place]) -> list[Place]:
    """Places in their order: what people recorded of a part is not told once more as what a program read in it.

    >>> from ..sources import Source
    >>> read, recorded = (Place("https://a.net/id/x", Source("A/1", "0", read=read)) for read in (True, False))
    >>> in_order([read, recorded]) == [recorded], in_order([read]) == [read]
    (True, True)
    """
    found = sorted(places, key=lambda place: place.source.order)
    recorded = {place.iri for place in found if not place.source.read}
    return [place for place in found if not place.source.read or place.iri not in recorded]


def of_itself(reader: Reader, part: str, name: str, value: str) -> Place | None:
    """A part of a document as the place of what it says of itself; as one that was read where only a program says so.

    >>> of_itself(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x", "eli:cites", "https://a.net/id/y")
    """
    place = reader.place(part)
    graphs = _graphs(reader, part, expand(name), ox.NamedNode(value))
    by = [found for graph in graphs if (found := reader.place(graph))]
    if place and by and all(found.source.read for found in by):
        return replace(place, source=replace(place.source, read=True))
    return place


def _graphs(reader: Reader, subject: str, term: str, value: ox.NamedNode | ox.Literal) -> set[str]:
    """The named graphs that hold a triple."""
    quads = reader.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(term), value)
    return {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}


def _place(reader: Reader, graph: str, subject: str) -> Place | None:
    """The part of a document behind a graph; the graph of a document is the form of its own parts, not its cover."""
    place = reader.place(graph)
    if place and place.source.paragraph == "0" and subject.startswith((f"{place.iri}/para/", f"{place.iri}/footnote/")):
        return None
    return place
