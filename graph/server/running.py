"""Running the server: the socket, the processes, and the address that is told when it listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox
import uvicorn

from ..site.site import Site
from .app import Application


@dataclass(frozen=True)
class Settings:
    """Where the server listens, how many processes it has, and the limits of queries."""

    host: str
    port: int
    processes: int
    time_limit: float
    most_rows: int
    language: str


def run(
    store: ox.Store, base: str, address: str, settings: Settings, modified: float, tell: Callable[[str], None]
) -> None:
    """Serve until the process is told to stop."""
    site = Site(store, base, address)
    tell(site.words[settings.language]("serve.at", address=f"http://{settings.host}:{settings.port}/"))
    uvicorn.run(Application(site, modified), host=settings.host, port=settings.port, log_level="warning")
