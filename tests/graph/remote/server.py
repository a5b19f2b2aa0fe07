"""A real store of the tests: on a free port of loopback, with its data in a folder of the test.

It can be stopped, killed, started again over the same data at the same address, and given too little space. It ends
with its block, and also when the process of the tests is killed.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

import httpx

# Below the ports that the system gives to outgoing connections: what is free stays free while a server starts.
_PORTS = range(20000, 32000)
_PATIENCE = 30.0  # seconds
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE {{ {} }}"
# Virtuoso answers `SELECT DISTINCT ?g` alone from a list of its own, with graphs that hold nothing, and slowly.
_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


class Server(ABC):
    """A store in a process of its own; a context manager that starts it and at the end leaves no process.

    `folder` holds its data and what it told (`output.txt`); the address stays the same when it is started again.
    """

    kind: ClassVar[str]
    own_graphs: ClassVar[frozenset[str]] = frozenset()
    user: str | None = None
    password: str | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._limited = False
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def address(self) -> str:
        """The root of the server, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    @abstractmethod
    def queries(self) -> str:
        """The address of SPARQL queries."""

    @property
    @abstractmethod
    def updates(self) -> str:
        """The address of SPARQL updates."""

    @property
    @abstractmethod
    def graph_store(self) -> str:
        """The address of the Graph Store protocol."""

    @property
    def process(self) -> int:
        """The identifier of the process that runs."""
        assert self._process is not None, "the server does not run"
        return self._process.pid

    def start(self) -> None:
        """Start the server over its data and wait until it answers a query; what it told is in the error if not."""
        assert self._process is None, "the server runs already"
        self._limited = False
        told = self.folder / "output.txt"
        # A write beyond the space that is left is then an error for the server, not the signal that ends it; Python
        # ignores that signal, and the server inherits this.
        with told.open("ab") as output:
            self._process = subprocess.Popen(
                self._command(),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                restore_signals=False,
            )
        # Ends the server when the process of the tests ends in whatever way, since its end of the pipe is then closed.
        self._watch = subprocess.Popen(
            ["sh", "-c", 'read -r _; kill -s KILL -- "-$0"', str(self._process.pid)],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + _PATIENCE
        while self._process.poll() is None and time.monotonic() < deadline:
            if self._answers():
                return
            time.sleep(0.02)
        self.kill()
        raise AssertionError(f"{self.kind} did not start:\n{told.read_text(errors='replace')}")

    def stop(self) -> None:
        """Ask the server to end, and wait until it has ended."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill the server as a loss of power would: it has no time to write anything. A stopped one stays stopped."""
        if self._process is not None:
            self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Start the server again over its data, at the same address, with all space; a running one is killed first."""
        self.kill()
        self.start()

    def limit_space(self, most_bytes: int | None) -> None:
        """Let no file of the running server grow beyond some bytes, until it is started again; None lifts the limit.

        A write beyond them fails as on a full disk. Needs no rights and no mounted file system.
        """
        self._limited = True
        _, hard = resource.prlimit(self.process, resource.RLIMIT_FSIZE)
        soft = hard if most_bytes is None else most_bytes
        resource.prlimit(self.process, resource.RLIMIT_FSIZE, (soft, hard))

    def update(self, text: str) -> None:
        """Run a SPARQL update as the writer; raises `httpx.HTTPStatusError` where the server refuses."""
        with self.client() as client:
            client.post(self.updates, data={"update": text}).raise_for_status()

    def count(self, graph: str | None = None) -> int:
        """How many triples a named graph has; None counts those that the server answers without one."""
        pattern = "?s ?p ?o" if graph is None else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
        return int(self._rows(_COUNT.format(pattern))[0])

    def graphs(self) -> dict[str, int]:
        """The named graphs that hold something, with their numbers of triples; the server's own are left out."""
        rows = (row.rpartition(",") for row in self._rows(_GRAPHS))
        return {name.strip('"'): int(number) for name, _, number in rows if name.strip('"') not in self.own_graphs}

    def clear(self) -> None:
        """Remove all triples but the server's own; a server that ended or had little space is started again first."""
        if self._process is None or self._process.poll() is not None or self._limited:
            self.restart()
        self._remove_all()

    def client(self) -> httpx.Client:
        """A client with the rights of the writer."""
        # Nothing is encrypted here, and the certificates of the system take a while to read.
        return httpx.Client(trust_env=False, verify=False, timeout=60, auth=self.auth)

    @property
    def auth(self) -> httpx.Auth | None:
        """How the writer shows who it is; None where the server does not ask."""
        return None

    @abstractmethod
    def _remove_all(self) -> None:
        """Remove all triples but the server's own."""

    @abstractmethod
    def _command(self) -> list[str]:
        """Make ready what the server reads, and give the command that runs it in the foreground."""

    def _answers(self) -> bool:
        try:
            with self.client() as client:
                return client.get(self.queries, params={"query": "ASK {}"}).is_success
        except httpx.TransportError:
            return False

    def _rows(self, query: str) -> list[str]:
        """The lines of a CSV answer, without the head."""
        with self.client() as client:
            answer = client.get(self.queries, params={"query": query}, headers={"Accept": "text/csv"})
        return answer.raise_for_status().text.splitlines()[1:]

    def _end(self, sign: signal.Signals) -> None:
        assert self._process is not None, "the server does not run"
        try:
            if self._process.poll() is None:
                os.killpg(self._process.pid, sign)
            self._process.wait(timeout=_PATIENCE)
        finally:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            self._process = None
            if self._watch is not None:
                self._watch.kill()
                self._watch.communicate()
                self._watch = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()


def free_port() -> int:
    """A port of loopback on which nobody listens."""
    while True:
        port = random.SystemRandom().choice(_PORTS)
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
