"""What questions need of a store: that of the project in memory has it, and a store on the web is given it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class Readable(Protocol):
    """A store that can be asked; it has the part of the interface of pyoxigraph's Store that reads.

    Its default graph is the merged set of its named graphs.

    >>> store: Readable = ox.Store()
    >>> len(store)
    0
    """

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: ox.NamedNode
        | ox.BlankNode
        | ox.DefaultGraph
        | list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
        | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer of a SPARQL 1.1 query."""

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Node | None,
        graph_name: Graph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The quads that have the terms which are given."""

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """The names of the graphs."""

    def __len__(self) -> int:
        """How many quads there are."""

    def __hash__(self) -> int:
        """A store is the same as no other, so that what is found once for it is kept."""


@runtime_checkable
class Minted(Protocol):
    """A store that knows where the things of its dataset are minted.

    >>> isinstance(ox.Store(), Minted)
    False
    """

    @property
    def base(self) -> str:
        """The address under which they are."""
