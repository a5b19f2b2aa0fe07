"""What happens where no more files can be open: queries are put off, the server stays, connections are fewer."""

from __future__ import annotations

import errno
import subprocess
import sys
from types import SimpleNamespace
from typing import NoReturn

import pytest

from tests.conftest import ROOT

from .serving import CSV, ask, numbers, served

CHAIN = "SELECT (COUNT(*) AS ?n) { ?a <http://x/next> ?b . ?b <http://x/next> ?c }"


def test_where_no_more_files_can_be_opened_a_query_is_put_off_and_the_server_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full() -> NoReturn:
        raise OSError(errno.EMFILE, "Too many open files")

    lost: list[bool] = []
    with served(numbers(10), lost=lambda: lost.append(True)) as client:
        with monkeypatch.context() as patched:
            patched.setattr("graph.server.pool.socket", SimpleNamespace(socketpair=full))
            put_off = ask(client, CHAIN, Accept="application/problem+json, text/csv;q=0.5")
        assert (put_off.status_code, put_off.headers["retry-after"]) == (503, "2")
        assert ask(client, CHAIN, **CSV).text.split() == ["n", "9"]
    assert not lost


@pytest.mark.parametrize(
    ("soft", "hard", "most"), [(64, 2000, 1000), (64, 500, 300), (64, 100, 50), (2000, 2000, 1000)]
)
def test_there_are_no_more_connections_than_files_can_be_open(soft: int, hard: int, most: int) -> None:
    text = f"""
import resource
from graph.server.running import connections
resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard}))
print(connections(1000), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=True)
    given, allowed = map(int, done.stdout.split())
    assert given == most
    assert allowed == max(soft, min(hard, 1200))
