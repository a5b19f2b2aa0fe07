"""Which paragraphs tell something: what states one triple, or that two things are related."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from .reader import Place, Reader


def stating(reader: Reader, triples: Iterable[tuple[str, str, ox.NamedNode | ox.Literal]]) -> list[Place]:
    """The paragraphs and footnotes that state any of some triples, and the documents on their covers, in their order.

    >>> stating(Reader(ox.Store(), "https://a.net/"), [("https://a.net/id/a", "https://a.net/p", ox.Literal("x"))])
    []
    """
    graphs = {
        (quad.graph_name.value, subject)
        for subject, term, value in triples
        for quad in reader.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(term), value)
        if isinstance(quad.graph_name, ox.NamedNode)
    }
    found = {graph: place for graph, subject in graphs if (place := _place(reader, graph, subject))}
    return sorted(found.values(), key=lambda place: place.source.order)


def _place(reader: Reader, graph: str, subject: str) -> Place | None:
    """The part of a document behind a graph; the graph of a document is the form of its own parts, not its cover."""
    place = reader.place(graph)
    own = place and place.source.paragraph == "0" and subject.startswith((f"{graph}/para/", f"{graph}/footnote/"))
    return None if own else place
