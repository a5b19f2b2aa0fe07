"""Running the server: the port, the processes that answer, and the address that is told when they listen."""

from __future__ import annotations

import logging
import resource
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
import uvicorn

from ..search import index_of
from ..site.pages import prepare
from ..site.site import Site
from .app import SPARQL, Application
from .dump_files import DumpFiles
from .limits import Limits
from .processes import address_of, bound, default_processes, supervise
from .protocol import ClientLimits, limited_protocol
from .sparql import Endpoint

_OTHER_FILES = 200
"""Files that a process has open besides connections, at most: sockets, pipes, the files of a store on disk."""

_LARGE = 300_000
"""Statements of a graph for which it pays to find what all pages need before anybody asks: in a smaller one it takes
less than the first reader notices."""


@dataclass(frozen=True)
class Settings:
    """Where the server listens, how many processes it has (0: as many as cores), and the limits of queries.

    `time_limit` is in seconds; `language` is that of the line that tells the address.
    """

    host: str
    port: int
    processes: int
    time_limit: float
    most_rows: int
    language: str


def run(
    store: ox.Store,
    base: str,
    address: str,
    settings: Settings,
    modified: float,
    tell: Callable[[str], None],
    folder: Path | None = None,
) -> None:
    """Serve a store until the process is told to stop.

    `address` is the web address at which the site is reached, where it is known; `modified` is when the data were
    made, in seconds since 1970. `folder` is where a store on disk keeps itself: the processes that run queries, which
    keep no file open that was opened before, each open it again. Raises CannotServe.
    """
    number = settings.processes or default_processes()
    sockets = bound(settings.host, settings.port, number)
    here = f"{address_of(sockets[0])}/"
    dumps = _dumps(store, base)
    site = Site(store, base, address, dumps=dumps.listed() if dumps else ())
    index_of(store, base)  # made once, before the processes part, so that they share it
    if len(store) > _LARGE:
        prepare(site)
    limits = replace(Limits(), seconds=settings.time_limit, rows=settings.most_rows)
    tell(site.words[settings.language]("serve.at", address=here))

    def work(listening: socket.socket) -> None:
        endpoint = Endpoint(folder or store, f"{address or here}{SPARQL[1:]}", limits, "/query")
        serve(Application(site, modified, endpoint, dumps), endpoint, listening)

    supervise(sockets, number, work)


def _dumps(store: ox.Store, base: str) -> DumpFiles | None:
    """The files of the whole graph; None where nothing can be written, as in a container whose files are only read."""
    try:
        return DumpFiles(store, base)
    except OSError as error:
        logging.getLogger(__name__).warning("no files of the whole graph are offered: %s", error)
        return None


def serve(application: Application, endpoint: Endpoint, listening: socket.socket) -> None:
    """Answer the connections of a socket in this process until it is told to stop."""
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    endpoint.start()
    try:
        config = uvicorn.Config(
            application,
            http=limited_protocol(ClientLimits(connections=connections(ClientLimits.connections))),
            lifespan="off",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        endpoint.stop()


def connections(wanted: int) -> int:
    """How many connections this process may have, of those wanted: what the system allows is raised as far as it can.

    >>> connections(10)
    10
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted + _OTHER_FILES:
        return wanted
    most = wanted + _OTHER_FILES if hard == resource.RLIM_INFINITY else min(wanted + _OTHER_FILES, hard)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    except (OSError, ValueError):
        most = soft
    return max(most - _OTHER_FILES, most // 2)
