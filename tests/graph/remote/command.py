"""The command line as its user meets it, in the process of the tests, with waits that are short."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from typer.main import get_command

import graph.cli
from graph.remote.patience import Patience

from .server import Server


@cache
def _made() -> Any:
    """The command line, made once: this takes longer than many a command."""
    return get_command(graph.cli.app)


@dataclass
class Ended:
    """How a command ended: its exit status, what it printed, what it noted beside that."""

    status: int
    out: str
    err: str


@dataclass
class Sijill:
    """Runs commands; `waits` are the seconds that they would have waited, `secrets` what none of them may tell."""

    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]
    waits: list[float] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)

    def __call__(self, *arguments: str, lang: str = "en") -> Ended:
        """Run a command. No traceback and no secret is in what it tells."""
        self.capture.readouterr()
        with self.monkeypatch.context() as patched:
            patched.setenv("SIJILL_LANG", lang)
            patched.setattr(sys, "argv", ["sijill", *arguments])
            patched.setattr(graph.cli, "app", _made())
            patched.setattr(Patience, "pause", lambda _, seconds: self.waits.append(seconds))
            with pytest.raises(SystemExit) as ended:
                graph.cli.main()
        told = self.capture.readouterr()
        assert "Traceback" not in told.err + told.out
        for secret in self.secrets:
            assert secret not in told.err + told.out
        code = ended.value.code
        return Ended(code if isinstance(code, int) else int(code is not None), told.out, told.err)

    def as_writer(self, server: Server, user: str | None = None, password: str | None = None) -> None:
        """Have the credentials of the writer of a store in the environment, if it has any; or others."""
        if server.user is None and user is None:
            return
        secret = password or server.password or ""
        self.monkeypatch.setenv("SIJILL_STORE_USER", user or server.user or "")
        self.monkeypatch.setenv("SIJILL_STORE_PASSWORD", secret)
        self.secrets.append(secret)
