"""A real server for tests: the endpoint under uvicorn, on a port of its own, in this process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import uvicorn

from graph.server.giving import Send
from graph.server.limits import Limits
from graph.server.processes import address_of, bound
from graph.server.protocol import ClientLimits, limited_protocol
from graph.server.sparql import Endpoint, Receive, Scope

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CSV = {"Accept": "text/csv"}


def numbers(size: int) -> ox.Store:
    """A store of a chain of so many things."""
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"http://x/{n}"), ox.NamedNode("http://x/next"), ox.NamedNode(f"http://x/{n + 1}"))
        for n in range(size)
    )
    return store


@contextmanager
def listening(app: Callable[..., Any], limits: ClientLimits | None = None) -> Iterator[str]:
    """Serve an ASGI application, and give its address."""
    sockets = bound("127.0.0.1", 0)
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http=limited_protocol(limits or ClientLimits()),
        ws="none",
        lifespan="off",
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets}, daemon=True)
    thread.start()
    try:
        yield address_of(sockets[0])
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@contextmanager
def served(store: ox.Store | Path, limits: Limits | None = None, **options: Any) -> Iterator[httpx.Client]:
    """Serve the endpoint over a store at /sparql/, and give a client for it."""
    endpoint = Endpoint(store, "http://example.org/sparql", limits, **options)
    endpoint.start()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await endpoint(scope, receive, send)

    try:
        with listening(app) as address, httpx.Client(base_url=address, timeout=60) as client:
            client.headers["X-Process"] = str(zygote_of(endpoint))
            yield client
    finally:
        endpoint.stop()


def zygote_of(endpoint: Endpoint) -> int:
    """The process that the query processes are forked from."""
    assert endpoint._zygote is not None
    return endpoint._zygote.process


def workers(client: httpx.Client) -> set[int]:
    """The query processes that run now."""
    process = client.headers["X-Process"]
    children = Path(f"/proc/{process}/task/{process}/children")
    return {int(child) for child in children.read_text().split() if runs(int(child))}


def runs(process: int) -> bool:
    """Whether a process runs; one that only waits to be reaped does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def busy(process: int) -> int:
    """The ticks of processor time that a process took."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def wait(until: Callable[[], bool], seconds: float = 30) -> bool:
    """Wait until something is so; whether it is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        time.sleep(0.02)
    return until()


def ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    """Send a query by POST."""
    return client.post("/sparql/", data={"query": query}, headers=headers)
