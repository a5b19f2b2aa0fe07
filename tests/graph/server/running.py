"""A server of the project in a process of its own, for tests that need the real one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT


@dataclass(frozen=True)
class Running:
    """A server that runs: its address, with a slash at the end, its process, and, once it has ended, what it told."""

    address: str
    process: subprocess.Popen[str]
    errors: list[str] = field(default_factory=list)


@contextmanager
def running(data: Path, *options: str, port: int = 0, language: str = "en") -> Iterator[Running]:
    """Serve some data on a port that is free until the block ends; then no process of the server is left."""
    command = [sys.executable, "-m", "graph.cli", "serve", str(data), "--port", str(port), "--processes", "2", *options]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "SIJILL_LANG": language},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    errors: list[str] = []
    try:
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        if "http://" not in line:
            raise AssertionError(process.stderr.read())
        yield Running(line[line.index("http://") :].split()[0], process, errors)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            errors.append(process.communicate(timeout=30)[1])
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
