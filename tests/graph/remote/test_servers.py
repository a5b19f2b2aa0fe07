"""The servers of the tests start, keep what they were told through a kill, refuse what they must, and leave nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT

from .server import Server
from .servers import OxigraphServer, VirtuosoServer

INSERT = 'INSERT DATA { GRAPH <https://a.net/g> { <https://a.net/x> <https://a.net/p> "مجلس الأمن"@ar } }'


def test_each_store_answers_counts_and_is_cleared(clean_server: Server) -> None:
    own = clean_server.count()
    clean_server.update(INSERT)
    clean_server.update(INSERT.replace("/g>", "/h>"))
    assert clean_server.graphs() == {"https://a.net/g": 1, "https://a.net/h": 1}
    assert clean_server.count("https://a.net/g") == 1
    clean_server.clear()
    assert (clean_server.graphs(), clean_server.count()) == ({}, own)


def test_a_killed_server_has_its_data_when_it_is_started_again(clean_server: Server) -> None:
    clean_server.update(INSERT)
    address = clean_server.address
    clean_server.restart()
    assert clean_server.address == address and clean_server.count("https://a.net/g") == 1


def test_a_stopped_server_is_gone_and_one_that_only_reads_refuses_updates(tmp_path: Path) -> None:
    with OxigraphServer(tmp_path) as server:
        server.update(INSERT)
        server.stop()
        with pytest.raises(httpx.ConnectError):
            server.count()
        server.read_only = True
        server.start()
        assert server.count("https://a.net/g") == 1
        with server.client() as client:
            assert client.post(server.updates, data={"update": INSERT}).status_code == 403
            assert client.put(server.graph_store, content=b"").status_code == 403


@pytest.mark.parametrize(
    ("user", "password", "status", "told"),
    [
        (VirtuosoServer.user, "wrong", 401, ""),
        (VirtuosoServer.reader, VirtuosoServer.password, 500, "No permission to execute procedure"),
    ],
)
def test_virtuoso_refuses_a_wrong_password_and_a_user_who_may_only_read(
    clean_virtuoso: VirtuosoServer, user: str, password: str, status: int, told: str
) -> None:
    asked = {"data": {"update": INSERT}, "auth": httpx.DigestAuth(user, password), "trust_env": False}
    answer = httpx.post(clean_virtuoso.updates, **asked)  # type: ignore[arg-type]
    assert answer.status_code == status and told in answer.text
    assert clean_virtuoso.graphs() == {}


def test_virtuoso_cuts_answers_as_debian_sets_it(clean_virtuoso: VirtuosoServer) -> None:
    many = "".join(f"<https://a.net/{n}> <https://a.net/p> {n} .\n" for n in range(10_001))
    put(clean_virtuoso, many)
    assert clean_virtuoso.count("https://a.net/g") == 10_001
    query = "SELECT ?s WHERE { GRAPH <https://a.net/g> { ?s ?p ?o } }"
    asked = {"params": {"query": query}, "headers": {"Accept": "text/csv"}, "trust_env": False}
    answer = httpx.get(clean_virtuoso.queries, **asked)  # type: ignore[arg-type]
    assert answer.headers["X-SPARQL-MaxRows"] == "10000" and len(answer.text.splitlines()) == 10_001


def put(server: Server, triples: str | Iterable[bytes], *, add: bool = False) -> httpx.Response:
    """Replace a graph by the Graph Store protocol, or add to it; text has its length said, all else comes in chunks."""
    with server.client() as client:
        asked = {"params": {"graph": "https://a.net/g"}, "headers": {"Content-Type": "text/turtle"}}
        method = "POST" if add else "PUT"
        return client.request(method, server.graph_store, content=triples, **asked)  # type: ignore[arg-type]


class Blocks:
    """A text that may be read more than once, as a client must that is asked only then who it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __iter__(self) -> Iterator[bytes]:
        yield from (line.encode() for line in self.text.splitlines(True))


def test_virtuoso_takes_a_body_in_chunks_for_an_empty_one_and_says_that_all_is_well(
    clean_virtuoso: VirtuosoServer,
) -> None:
    one = '<https://a.net/y> <https://a.net/p> "مجلس"@ar .\n'
    clean_virtuoso.update(INSERT)
    assert put(clean_virtuoso, Blocks(one), add=True).status_code == 204
    assert clean_virtuoso.count("https://a.net/g") == 1
    assert put(clean_virtuoso, Blocks(one)).status_code == 204
    assert clean_virtuoso.count("https://a.net/g") == 0
    assert put(clean_virtuoso, one).status_code == 201
    assert clean_virtuoso.count("https://a.net/g") == 1


LONG = "".join(f'<https://a.net/{n}> <https://a.net/p> "a value of a long text, {n}" .\n' for n in range(20_000))


def test_oxigraph_without_space_says_so_and_keeps_the_old_state(tmp_path: Path) -> None:
    with OxigraphServer(tmp_path) as server:
        server.update(INSERT)
        server.limit_space(500_000)
        answer = put(server, LONG)
        assert answer.status_code == 500 and "IO error: While appending to file" in answer.text
        assert server.count("https://a.net/g") == 1
        server.limit_space(None)
        with pytest.raises(httpx.HTTPStatusError):  # it writes no more until it is started again
            server.update(INSERT)
        server.restart()
        assert server.count("https://a.net/g") == 1
        assert put(server, LONG).is_success and server.count("https://a.net/g") == 20_000


@pytest.mark.parametrize(("add", "left"), [(True, 1), (False, 0)])
def test_virtuoso_without_space_says_so_and_loses_the_graph_that_a_put_replaces(
    clean_virtuoso: VirtuosoServer, add: bool, left: int
) -> None:
    clean_virtuoso.update(INSERT)
    clean_virtuoso.run_sql("checkpoint;")
    clean_virtuoso.limit_space(10_000)  # its log is empty now, and its database is not written before a checkpoint
    answer = put(clean_virtuoso, LONG, add=add)
    assert answer.status_code == 500 and "SR174: Log out of disk" in answer.text
    assert clean_virtuoso.count("https://a.net/g") == left


def test_virtuoso_forgets_in_a_kill_what_it_accepted_after_it_had_no_space(clean_virtuoso: VirtuosoServer) -> None:
    clean_virtuoso.run_sql("checkpoint;")
    clean_virtuoso.limit_space(10_000)
    assert put(clean_virtuoso, LONG).status_code == 500
    clean_virtuoso.limit_space(None)
    # The start of what it could not write stays in its log, and hides what comes after it until a checkpoint.
    assert put(clean_virtuoso, LONG).is_success and clean_virtuoso.count("https://a.net/g") == 20_000
    clean_virtuoso.restart()
    assert clean_virtuoso.count("https://a.net/g") == 0


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"oxigraph did not start:(.|\n)+No such file"):
        OxigraphServer(tmp_path, read_only=True).start()


def test_no_server_outlives_the_process_of_the_tests(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.graph.remote.servers import OxigraphServer\n"
        "server = OxigraphServer(Path(sys.argv[1])); server.start()\n"
        "print(server.process, flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout is not None
        server = int(tests.stdout.readline())
        assert runs(server)
        tests.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 30
    while runs(server) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not runs(server)


def runs(process: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
