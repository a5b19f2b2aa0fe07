"""A store on the web: asking it, reading its graphs, and changing them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TypeVar
from urllib.parse import urlencode

import pyoxigraph as ox

from ..sorting import sorted_unique
from ..tokens import tokens
from .batches import halves, in_parts, insertion
from .client import Client
from .credentials import Credentials
from .parts import Parts, parts
from .patience import Patience
from .recognise import AUTO, Place, place
from .requests import request
from .trouble import TooLarge, cut_off

Item = TypeVar("Item")
ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples, text/plain"
"""The forms in which graphs are read: N-Triples, by its own name and by that of before 2014, which some stores give."""
_PAGE = 10_000
_IN_MEMORY = 2**22
"""Bytes of a graph that are kept in memory while it is read; more go to a temporary file."""
_CUT = "x-sparql-maxrows"
"""The header with which Virtuoso says of rows that there may be more of them."""
_FORM = "application/x-www-form-urlencoded"
Read = TypeVar("Read")


def untold(_done: int) -> None:
    """Tell nobody how many rows there are already."""


class Endpoint:
    """A store of a kind that is known, with credentials, a time limit for each request, and patience."""

    def __init__(
        self, at: Place, credentials: Credentials, patience: Patience | None = None, seconds: float = 0
    ) -> None:
        self.place, self.profile = at, at.profile
        self.patience = patience or Patience()
        self._client = Client(credentials, at.login, seconds, at.profile.final)

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    @property
    def address(self) -> str:
        """The address of the store."""
        return self.place.root

    def answer(
        self, text: str, accept: str, parameters: Iterable[tuple[str, str]], read: Callable[[bytes], Read]
    ) -> tuple[Read, bool]:
        """What is read from the answer of a query, and whether the store cut it, as far as it says so.

        What cannot be read, for which `read` raises SyntaxError or ValueError, is asked for again.

        Raises RemoteTrouble.
        """
        address = self.place.part(self.profile.query)
        wanted = [*parameters]

        def asked() -> tuple[Read, bool]:
            body, headers = self._client.sparql(address, text, accept, wanted)
            try:
                return read(body), _CUT in headers
            except (SyntaxError, ValueError):
                raise cut_off(address) from None

        return self.patience.attempt(asked)

    def rows(self, text: str, parameters: Iterable[tuple[str, str]] = ()) -> list[ox.QuerySolution]:
        """All solutions of a query of ours, which must be of the SELECT form and compute nothing from variables.

        Raises RemoteTrouble.

        Where the store cuts its answers at a number of rows, the rest is asked for page by page.
        """
        return self._all(text, [*parameters], _solutions)

    def _all(self, text: str, parameters: Sequence[tuple[str, str]], read: Callable[[bytes], list[Item]]) -> list[Item]:
        """All that is read from the rows of a query without limits."""
        most = self.profile.limits.rows
        first, cut = self.answer(f"{text}\nLIMIT {most}" if most else text, ROWS, parameters, read)
        if not most or (len(first) < most and not cut):
            return first
        asked = parts(text)
        columns = [part for kind, part in tokens(asked.head) if kind == "variable"]
        return self.in_pages(asked, columns, parameters, read)

    def in_pages(
        self,
        asked: Parts,
        columns: list[str],
        parameters: Sequence[tuple[str, str]],
        read: Callable[[bytes], list[Item]],
        tell: Callable[[int], None] = untold,
    ) -> list[Item]:
        """All that is read from the rows of a query, asked for page by page; `tell` hears how many there are.

        Pages have an order, without which they overlap at times. Raises RemoteTrouble.
        """
        found: list[Item] = []
        while True:
            size = self.profile.limits.rows or _PAGE
            if asked.limit is not None:
                size = min(size, asked.limit - len(found))
            page = asked.page(columns, size, asked.offset + len(found))
            more, cut = self.answer(page, ROWS, parameters, read)
            found += more
            tell(len(found))
            if not more or len(found) == asked.limit or (len(more) < size and not cut):
                return found

    def counts(self, graphs: Collection[str]) -> dict[str, int]:
        """How many triples each of some graphs holds; those that hold none are left out. Raises RemoteTrouble."""
        most = self.profile.limits.graphs
        if self.profile.count_all or len(graphs) > 10 * most:
            asked = [request("all_counts.rq")]
        else:
            few = in_parts(sorted(graphs), most)
            asked = [request("counts.rq", graph=" ".join(f"<{name}>" for name in some)) for some in few]
        wanted = set(graphs)
        found = {name: number for text in asked for name, number in self._all(text, (), _counted) if name in wanted}
        return {name: number for name, number in found.items() if number}

    def triples(self, graph: str, expected: int) -> Iterator[ox.Triple]:
        """The triples of a graph, of which `expected` are there. Raises RemoteTrouble, CutOff where they are fewer.

        Read at once where the store gives graphs whole, else page by page: without an order, which is quick, and once
        more with one where that gave some twice.
        """
        found = 0
        most = self.profile.limits.rows
        if self.profile.read and (not most or expected < most):
            with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as kept:
                self.patience.attempt(lambda: self._fetch(graph, kept))
                kept.seek(0)
                for triple in self._parsed(kept):
                    found += 1
                    yield triple
        else:
            for name in ("page.rq", "ordered_page.rq"):
                with tempfile.TemporaryFile() as kept:
                    found = self._collect(name, graph, expected, kept)
                    if found >= expected:
                        kept.seek(0)
                        yield from self._parsed(kept)
                        break
        if found < expected:
            raise cut_off(self.address)

    def _fetch(self, graph: str, kept: IO[bytes]) -> None:
        """Keep a graph before any of it is given on, so that it can be read again from its beginning."""
        kept.seek(0)
        kept.truncate()
        with self._client.reading(self.place.part(self.profile.read), TRIPLES, {"graph": graph}) as pieces:
            for piece in pieces:
                kept.write(piece)

    def _parsed(self, source: bytes | IO[bytes]) -> Iterator[ox.Triple]:
        try:
            for quad in ox.parse(source, format=ox.RdfFormat.N_TRIPLES):
                yield quad.triple
        except SyntaxError:
            raise cut_off(self.address) from None

    def _collect(self, name: str, graph: str, expected: int, kept: IO[bytes]) -> int:
        """Keep the triples of a graph, each once, as they come in pages; gives how many there are."""
        found = 0
        for line in sorted_unique(self._pages(name, graph, expected)):
            kept.write(f"{line} .\n".encode())
            found += 1
        return found

    def _pages(self, name: str, graph: str, expected: int) -> Iterator[str]:
        """The triples of a graph in pages that the store does not cut, some of them twice perhaps."""
        most = self.profile.limits.rows or _PAGE
        text = request(name, graph=f"<{graph}>")
        address = self.place.part(self.profile.query)
        for start in range(0, expected + most, most):
            asked = f"{text}\nLIMIT {most} OFFSET {start}"
            body = self.patience.attempt(lambda asked=asked: self._client.sparql(address, asked, TRIPLES)[0])  # type: ignore[misc]
            found = 0
            for triple in self._parsed(body):
                yield str(triple)
                found += 1
            if found < most:
                return

    def update(self, text: str) -> None:
        """Do an update. Raises RemoteTrouble."""
        address = self.place.part(self.profile.update)
        self.patience.attempt(lambda: self._client.sparql(address, text, "*/*", update=True))

    def insert(self, quads: Sequence[tuple[str, str]]) -> None:
        """Put triples, written as N-Triples without the dot, into graphs: pairs of graph and triple.

        What the store finds too large is sent in halves. Raises RemoteTrouble.
        """
        body = urlencode({"update": insertion(quads)}).encode()
        address = self.place.part(self.profile.update)
        try:
            self.patience.attempt(lambda: self._client.send("POST", address, body, _FORM, {}))
        except TooLarge:
            for half in halves(quads):
                self.insert(half)

    def add(self, graph: str, triples: Sequence[str]) -> None:
        """Put triples, written as N-Triples without the dot, into one graph by the Graph Store protocol.

        What the store finds too large is sent in halves. Raises RemoteTrouble.
        """
        body = "".join(f"{triple} .\n" for triple in triples).encode()
        address = self.place.part(self.profile.write)
        try:
            self.patience.attempt(
                lambda: self._client.send("POST", address, body, "application/n-triples", {"graph": graph})
            )
        except TooLarge:
            for half in halves(triples):
                self.add(graph, half)

    def load(self, quads: Callable[[], Iterable[bytes]]) -> None:
        """Send N-Quads, made anew for every try, in one request. Raises RemoteTrouble."""
        path, _, parameters = self.profile.load.partition("?")
        address, sent_with = self.place.part(path), dict(_pairs(parameters))
        self.patience.attempt(lambda: self._client.send("POST", address, quads, "application/n-quads", sent_with))


def _pairs(parameters: str) -> Iterator[tuple[str, str]]:
    for pair in filter(None, parameters.split("&")):
        name, _, value = pair.partition("=")
        yield name, value


def parsed(body: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    """The rows or the truth that an answer in JSON tells. Raises SyntaxError and ValueError.

    >>> bool(parsed(b'{"head": {}, "boolean": true}'))
    True
    """
    return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)


def _solutions(body: bytes) -> list[ox.QuerySolution]:
    solutions = parsed(body)
    assert isinstance(solutions, ox.QuerySolutions)
    return list(solutions)


def _counted(body: bytes) -> list[tuple[str, int]]:
    """The graphs and numbers of an answer: others may have graphs with names that are no IRIs and can be no terms."""
    try:
        rows = json.loads(body)["results"]["bindings"]
        return [(row["graph"]["value"], int(row["triples"]["value"])) for row in rows]
    except (KeyError, TypeError):
        raise ValueError("no numbers of graphs") from None


@contextmanager
def connected(
    address: str,
    kind: str = AUTO,
    credentials: Credentials | None = None,
    login: str = "",
    *,
    patience: Patience | None = None,
    seconds: float = 0,
) -> Iterator[Endpoint]:
    """The store at an address, closed at the end. Raises what `place` raises."""
    known = credentials or Credentials()
    endpoint = Endpoint(place(address, kind, known, login, patience), known, patience, seconds)
    try:
        yield endpoint
    finally:
        endpoint.close()
