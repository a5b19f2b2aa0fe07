"""Where something is stated: a named graph of a store as the paragraph or document that it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import key

from .reading import Readable


@dataclass(frozen=True)
class Source:
    """Where something is stated: the symbol of the document and the number of the paragraph.

    `0` is the cover page; no number is what a document is by its form, such as which paragraphs it has. `read` says
    that a program read it there, and that no person recorded it.
    """

    document: str
    paragraph: str
    read: bool = False

    @property
    def order(self) -> tuple[object, ...]:
        """What sources are sorted by: document, then the number, as the questions of the catalogue have it.

        >>> Source("A/1", "7").order < Source("A/1", "51bis").order < Source("A/1", "51bis", read=True).order
        True
        """
        digits = "".join(c for c in self.paragraph if c.isdigit())
        return self.document, int(digits or 0), self.paragraph, self.read


def inferred_graphs(store: Readable) -> frozenset[str]:
    """The named graphs that hold what is inferred, as the dataset's description marks them.

    Data that have no description mark none.

    >>> inferred_graphs(ox.Store())
    frozenset()
    """
    role, code = ox.NamedNode(expand("graphRole")), ox.NamedNode(expand("sjc:graph-role-inferred"))
    name = ox.NamedNode(expand("sd:name"))
    return frozenset(
        key(named.object)
        for marked in store.quads_for_pattern(None, role, code, ox.DefaultGraph())
        for named in store.quads_for_pattern(marked.subject, name, None, ox.DefaultGraph())
    )


def recorded_first(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources in their order; what people recorded of a part is not told once more as what a program read in it.

    >>> [found.read for found in recorded_first([Source("A/1", "7", read=True), Source("A/1", "7")])]
    [False]
    """
    found = set(sources)
    kept = (one for one in found if not one.read or replace(one, read=False) not in found)
    return tuple(sorted(kept, key=lambda one: one.order))


def source(store: Readable, graph: ox.NamedNode, of: ox.NamedNode | None = None) -> Source | None:
    """The paragraph that a named graph stands for, or the document; None for any other graph.

    The graph of a document stands for its cover page, but for what is said `of` its own parts.

    >>> source(ox.Store(), ox.NamedNode("https://example.org/a")) is None
    True
    """
    pattern = (None, ox.NamedNode(expand("readGraph")), graph, ox.DefaultGraph())
    for quad in store.quads_for_pattern(*pattern):
        assert isinstance(quad.subject, ox.NamedNode)
        found = source(store, quad.subject, of)
        return replace(found, read=True) if found else None
    numbers = _values(store, graph, "eli:number")
    if numbers:
        wholes = [ox.NamedNode(iri) for iri in _values(store, graph, "eli:is_part_of")]
        symbols = [symbol for whole in wholes for symbol in _values(store, whole, "dcterms:identifier")]
        return Source(symbols[0] if symbols else "", numbers[0])
    symbols = _values(store, graph, "dcterms:identifier")
    if not symbols:
        return None
    part = of is not None and graph.value in _values(store, of, "eli:is_part_of")
    return Source(symbols[0], "" if part else "0")


def _values(store: Readable, node: ox.NamedNode, name: str) -> list[str]:
    found = store.quads_for_pattern(node, ox.NamedNode(expand(name)), None, ox.DefaultGraph())
    return sorted(key(quad.object) for quad in found)
