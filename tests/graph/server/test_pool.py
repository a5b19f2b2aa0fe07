"""What a query may take: time, memory, a process; and that it takes it from nobody else."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.server.answering import Asked, answer
from graph.server.limits import Limits
from graph.server.problems import Refused
from graph.server.sparql import Endpoint
from tests.conftest import ROOT

from .serving import CSV, ENDLESS, ask, busy, numbers, runs, served, wait, workers, zygote_of

LONG = Limits(seconds=60, patience=1, workers=1, most_workers=3, long_queries=2, waiting=2, waiting_seconds=20)
SHORT = Limits(seconds=1, patience=0.3, memory=100_000_000, answer_bytes=5_000_000, rows=10_000_000)
CHAIN = "SELECT (COUNT(*) AS ?n) { ?a <http://x/next> ?b . ?b <http://x/next> ?c }"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with served(numbers(3000), SHORT) as client:
        yield client


def _kind(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].partition("#")[2]


def _asked(client: httpx.Client, query: str) -> httpx.Response:
    return ask(client, query, Accept="application/problem+json, text/csv;q=0.5")


def test_a_query_at_its_limit_is_stopped_and_its_process_is_gone(client: httpx.Client) -> None:
    assert ask(client, CHAIN, **CSV).text.split() == ["n", "2999"]
    before = workers(client)
    assert before
    assert _kind(_asked(client, ENDLESS)) == (422, "time-limit")
    assert wait(lambda: not before & workers(client))
    assert ask(client, CHAIN + " LIMIT 3", **CSV).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(DISTINCT ?k) AS ?n) { ?a ?p ?x . ?b ?q ?y BIND(CONCAT(STR(?a), STR(?b)) AS ?k) }",
        "SELECT (STRLEN(?z) AS ?n) { BIND('aaaaaaaaaa' AS ?a0)"
        + "".join(f"BIND(CONCAT({','.join([f'?a{n}'] * 16)}) AS ?a{n + 1})" for n in range(8))
        + "BIND(?a8 AS ?z) }",
        "ASK { FILTER(" + "!" * 90_000 + "true) }",
        "SELECT * {" + "UNION".join(["{}"] * 13_000) + "}",
    ],
    ids=["rows", "text", "signs", "unions"],
)
def test_a_query_that_takes_too_much_costs_its_own_process_alone(client: httpx.Client, query: str) -> None:
    status, kind = _kind(_asked(client, query))
    assert status == 422 and kind in ("ended", "time-limit", "failed")
    assert ask(client, CHAIN + " LIMIT 4", **CSV).status_code == 200


def test_a_regular_expression_that_explodes_elsewhere_does_no_harm(client: httpx.Client) -> None:
    for pattern in ("^(a+)+$", "(a{1000}){1000}", "(a|a)*b"):
        answer = _asked(client, f"SELECT (REGEX('{'a' * 40}!', '{pattern}') AS ?r) {{}}")
        assert answer.status_code == 200 or _kind(answer)[0] == 422


def test_deep_nesting_is_refused_or_costs_a_process(client: httpx.Client) -> None:
    for opening, closing in ("{}", "()", "[]"):
        answer = _asked(client, f"ASK {{ ?s ?p {opening * 5000}{closing * 5000} }}")
        assert _kind(answer) == (400, "too-deep")


def test_a_million_rows_are_stopped_and_not_held(client: httpx.Client) -> None:
    answer = _asked(client, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert _kind(answer) == (422, "bytes")
    for process in workers(client):
        assert _memory(process) < _memory(os.getpid()) + 60, "it has the store and more of this process"


def _memory(process: int) -> float:
    """Megabytes that a process has in memory."""
    line = next(line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def test_a_process_that_is_killed_is_replaced(client: httpx.Client) -> None:
    assert ask(client, CHAIN + " LIMIT 5", **CSV).status_code == 200
    for process in workers(client):
        os.kill(process, signal.SIGKILL)
    assert wait(lambda: not workers(client))
    answers = [_asked(client, f"{CHAIN} LIMIT {n}") for n in range(10, 14)]
    assert answers[-1].status_code == 200
    assert {answer.status_code for answer in answers} <= {200, 422}


def test_what_nobody_waits_for_is_stopped() -> None:
    with served(numbers(3000), LONG) as client:
        with pytest.raises(httpx.ReadTimeout):
            client.post("/", data={"query": ENDLESS}, timeout=1)
        client.close()
        assert wait(lambda: not workers(client))


def test_long_queries_do_not_hold_up_short_ones_and_are_bounded() -> None:
    with served(numbers(3000), LONG) as client, ThreadPoolExecutor(6) as threads:
        slow = [threads.submit(_long, client, n) for n in range(4)]
        assert wait(lambda: len([process for process in workers(client) if _lowered(process)]) == LONG.long_queries)
        assert wait(lambda: sum(each.done() for each in slow) == 2), "two are too many, and are told so"
        for each in slow:
            if each.done():
                assert _kind(each.result()) == (503, "crowded")
                assert each.result().headers["retry-after"] == "2"
        for n in range(20):
            assert ask(client, f"{CHAIN} LIMIT {n + 20}", **CSV).text.split() == ["n", "2999"]
        assert sum(each.done() for each in slow) == 2, "the others still run"
        for process in workers(client):
            os.kill(process, signal.SIGKILL)
        assert {_kind(each.result())[1] for each in slow} == {"crowded", "ended"}


def _long(client: httpx.Client, number: int) -> httpx.Response:
    return httpx.post(
        client.base_url.join("/"),
        data={"query": f"{ENDLESS} LIMIT {number + 1}"},
        headers={"Accept": "application/problem+json, text/csv;q=0.5"},
        timeout=60,
    )


def _lowered(process: int) -> bool:
    try:
        return os.getpriority(os.PRIO_PROCESS, process) > 0
    except ProcessLookupError:
        return False


def test_where_too_many_wait_they_are_put_off() -> None:
    limits = Limits(seconds=60, patience=60, workers=1, most_workers=2, long_queries=1, waiting=1, waiting_seconds=0.5)
    with served(numbers(3000), limits) as client, ThreadPoolExecutor(4) as threads:
        slow = [threads.submit(_long, client, n) for n in range(4)]
        assert wait(lambda: sum(each.done() for each in slow) == 2)
        assert {_kind(each.result()) for each in slow if each.done()} == {(503, "busy")}
        for process in workers(client):
            os.kill(process, signal.SIGKILL)


def test_a_store_on_disk_is_opened_by_each_process(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path))
    store.bulk_extend(numbers(100))
    store.flush()
    del store
    with served(tmp_path, SHORT) as client:
        assert ask(client, CHAIN, **CSV).text.split() == ["n", "99"]
        assert ask(client, "SELECT ?o { <http://x/1> ?p ?o }", **CSV).text.split() == ["o", "http://x/2"]
        assert _kind(_asked(client, ENDLESS + " LIMIT 1"))[0] in (200, 422)
        assert client.get("/").status_code == 200
        assert _connections(client, [f"SELECT * {{ FILTER(1<'(')SERVICEe:#>{chr(10)}{{ ?s ?p ?o }} }}"]) == 0


HIDDEN = [
    "ASK { SERVICE <ADDRESS> { ?s ?p ?o } }",
    "ASK { { OPTIONAL { sErViCe SILENT <ADDRESS> { ?s ?p ?o } } } }",
    "ASK { service#x\n<ADDRESS>{ ?s ?p ?o } }",
    "PREFIX e: <ADDRESS> SELECT * { SERVICEe: { ?s ?p ?o } }",
    "PREFIX e: <ADDRESS> SELECT * { SERVICESILENTe: { ?s ?p ?o } }",
    "PREFIX e: <ADDRESS> SELECT * { FILTER(1<2)SERVICEe:#>\n{ ?s ?p ?o } }",
    "PREFIX e: <ADDRESS> SELECT * { FILTER(1<'(')SERVICE e:#>\n{ ?s ?p ?o } }",
    "PREFIX e: <ADDRESS> SELECT * { FILTER(1<'a>')SERVICE e: { ?s ?p ?o } FILTER('' = '') }",
    "PREFIX e: <ADDRESS> SELECT * { FILTER(1<2)#>'''\nSERVICE SILENT e: { ?s ?p ?o } #'''\n }",
    "ASK { FILTER NOT EXISTS { SERVICE SILENT <ADDRESS> { ?s ?p ?o } } }",
    "SELECT * { VALUES ?x { <ADDRESS> } SERVICE SILENT ?x { ?s ?p ?o } }",
    "PREFIX trueSERVICE: <x:> PREFIX e: <ADDRESS> ASK { ?s ?p trueSERVICEe: { ?s ?p ?o } }",
]


def _connections(client: httpx.Client, queries: list[str]) -> int:
    """How many connections queries make to a server that they name as ADDRESS."""
    came = 0
    with socket.create_server(("127.0.0.1", 0)) as server:

        def count() -> None:
            nonlocal came
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                came += 1
                connection.close()

        threading.Thread(target=count, daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        for query in queries:
            assert ask(client, query.replace("ADDRESS", address)).status_code < 500
        with socket.create_connection(server.getsockname()):
            assert wait(lambda: came > 0)
        server.shutdown(socket.SHUT_RDWR)
    return came - 1


def test_no_query_reaches_the_network_however_it_hides_that(client: httpx.Client) -> None:
    assert _connections(client, HIDDEN) == 0
    refused = [_asked(client, query.replace("ADDRESS", "http://a.net/")) for query in HIDDEN]
    assert [answer.status_code for answer in refused[:6]] == [403] * 6
    assert _kind(refused[0]) == (403, "service") and "SERVICE" in refused[0].text


PIECES = ["SERVICE", "service", " ", "\n", "<ADDRESS>", "e:", "SILENT", "{", "}", "(", ")", "FILTER", "1<2", "#", ">",
          "'", '"', "'''", "?s ?p ?o", ".", "UNION", "true", "OPTIONAL", "<", "a:b", "@en", "\\"]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_nothing_made_of_such_pieces_reaches_it(client: httpx.Client, pieces: list[str]) -> None:
    inside = "".join(pieces)
    queries = [f"PREFIX e: <ADDRESS> PREFIX a: <x:> ASK {{ {inside} {{ ?s ?p ?o }} }}"]
    assert _connections(client, queries) == 0


def test_the_answer_of_a_process_is_that_of_the_store() -> None:
    asked = Asked(CHAIN, "csv", "http://example.org/")
    assert answer(numbers(10), asked, SHORT).split() == [b"n", b"9"]


SERVER = """
import asyncio, sys
from graph.server.limits import Limits
from graph.server.sparql import Endpoint
from graph.server.answering import Asked
from tests.graph.server.serving import ENDLESS, numbers, zygote_of

endpoint = Endpoint(numbers(3000), "http://a.net/", Limits(seconds=300, patience=0.1))
endpoint.start()
print(zygote_of(endpoint), flush=True)
asyncio.run(endpoint._pool.ask(Asked(ENDLESS, "csv", "http://a.net/")))
"""


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("whom", ["server", "zygote"])
def test_when_the_server_dies_nothing_runs_on(sign: signal.Signals, whom: str) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            zygote = int(server.stdout.readline())
            children = Path(f"/proc/{zygote}/task/{zygote}/children")
            assert wait(lambda: children.read_text() != "")
            worker = int(children.read_text().split()[0])
            assert wait(lambda: busy(worker) > 5), "the query runs"
            if whom == "zygote":
                os.kill(zygote, signal.SIGKILL)
            else:
                server.send_signal(sign)
            server.wait(20)
        finally:
            server.kill()
    assert wait(lambda: not runs(worker) and not runs(zygote))


def test_a_page_too_is_told_where_the_processes_are_gone_and_so_is_what_supervises() -> None:
    lost: list[bool] = []
    endpoint = Endpoint(numbers(3), "http://example.org/sparql", lost=lambda: lost.append(True))
    endpoint.start()
    try:
        os.kill(zygote_of(endpoint), signal.SIGKILL)
        with pytest.raises(Refused) as refused:
            asyncio.run(endpoint.ask(CHAIN, 1, _waits))
    finally:
        endpoint.stop()
    assert (refused.value.kind, lost) == ("busy", [True])


async def _waits() -> dict[str, object]:
    """A client that waits."""
    await asyncio.sleep(60)
    return {"type": "http.disconnect"}


def test_the_query_of_a_page_is_stopped_when_its_client_goes_away() -> None:
    endpoint = Endpoint(numbers(3000), "http://example.org/sparql", Limits(seconds=60))

    async def leaves() -> dict[str, object]:
        await asyncio.sleep(0.3)
        return {"type": "http.disconnect"}

    async def ask_and_leave() -> int:
        with pytest.raises(Refused):
            await asyncio.wait_for(endpoint.ask(ENDLESS, 1, leaves), 30)
        answer = await endpoint.ask(CHAIN, 1, _waits)
        assert str(answer.rows[0][0]).startswith('"2999"')
        assert endpoint._pool is not None
        return endpoint._pool._number

    endpoint.start()
    try:
        assert asyncio.run(ask_and_leave()) == 1
    finally:
        endpoint.stop()
