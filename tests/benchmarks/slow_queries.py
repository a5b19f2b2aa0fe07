"""How long a short query takes beside queries that take long; Oxigraph's own server stands beside ours.

`python -m tests.benchmarks.slow_queries`
"""

from __future__ import annotations

import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pyoxigraph as ox

from graph.build import build, default_registers
from graph.store import from_files
from tests.graph.server.running import running

from .server import oxigraph

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
AT_ONCE = "SELECT ?p ?o WHERE { <THING> ?p ?o } LIMIT NUMBER"
BY_A_PROCESS = "SELECT ?s ?p WHERE { ?s ?p <THING> } LIMIT NUMBER"
SHORT, MANY = 500, 4


@contextmanager
def slow_queries(endpoint: str, number: int) -> Iterator[None]:
    """So many queries that take long run meanwhile; they are given up in the end."""
    where = urlsplit(endpoint)
    connections = []
    for each in range(number):
        connections.append(socket.create_connection((where.hostname, where.port or 80)))
        target = f"{where.path}?query={quote(f'{SLOW} LIMIT {each + 1}')}"
        connections[-1].sendall(f"GET {target} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
    time.sleep(2.5 if number else 0)
    try:
        yield
    finally:
        for connection in connections:
            connection.close()
        time.sleep(0.5 if number else 0)


def delays(endpoint: str, subjects: list[str], query: str) -> list[float]:
    """Milliseconds of short queries one after another, none of which was asked before, in order of length."""
    took = []
    with httpx.Client(trust_env=False) as client:
        for each in range(SHORT):
            text = query.replace("THING", subjects[each]).replace("NUMBER", str(time.monotonic_ns() % 10**9))
            begun = time.perf_counter()
            client.get(endpoint, params={"query": text}).raise_for_status()
            took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)


def main() -> None:
    """Measure, and print what was measured."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "build"
        build(default_registers(), data)
        store = from_files([data])
        things = {quad.subject for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
        iris = sorted(thing.value for thing in things if isinstance(thing, ox.NamedNode))
        with running(data) as ours, oxigraph(data, Path(name) / "oxigraph") as theirs:
            mine, other = f"{ours.address}sparql", f"{theirs}/query"
            kinds = [("ours, at once", mine, AT_ONCE), ("ours, by a process", mine, BY_A_PROCESS)]
            for label, endpoint, query in [*kinds, ("Oxigraph's", other, BY_A_PROCESS)]:
                for many in (0, MANY):
                    with slow_queries(endpoint, many):
                        took = delays(endpoint, iris, query)
                    middle, high = statistics.median(took), took[len(took) * 95 // 100]
                    print(
                        f"{label}, beside {many} slow queries: {middle:.2f} ms, 95 in 100 within {high:.2f} ms",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
