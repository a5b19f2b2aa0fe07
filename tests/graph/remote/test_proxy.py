"""Each fault of the proxy is what it says, in front of a real server and with a real client."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from .faults import LOGIN, Fault, login, portal
from .proxy import Proxy
from .server import Server
from .servers import OxigraphServer, VirtuosoServer

LINES = [f'<https://a.net/{n}> <https://a.net/p> "مجلس {n}"@ar .\n'.encode() for n in range(3000)]
LENGTH = sum(map(len, LINES))
GRAPH = {"graph": "https://a.net/g"}
TRIPLES = {"Content-Type": "application/n-triples"}
COUNT = {"query": "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"}


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=30) as client:
        yield client


def put(client: httpx.Client, proxy: Proxy, *, chunked: bool = False) -> httpx.Response:
    content = iter(LINES) if chunked else b"".join(LINES)
    return client.put(f"{proxy.address}/store", params=GRAPH, content=content, headers=TRIPLES)


@pytest.mark.parametrize("chunked", [False, True])
def test_what_fits_no_line_passes_unchanged_both_ways(
    clean_oxigraph: OxigraphServer, client: httpx.Client, chunked: bool
) -> None:
    with Proxy(clean_oxigraph.address, Fault("drop_before", "DELETE")) as proxy:
        assert put(client, proxy, chunked=chunked).status_code == 201
        got = client.get(f"{proxy.address}/store", params=GRAPH, headers={"Accept": "application/n-triples"})
        assert sorted(got.content.splitlines(True)) == sorted(LINES)
        assert client.head(f"{proxy.address}/store", params=GRAPH).status_code == 200
        assert client.get(f"{proxy.address}/nothing").status_code == 404
        sent = proxy.seen[0]
        query = str(httpx.QueryParams(GRAPH))
        assert (sent.method, sent.path, sent.query, sent.size) == ("PUT", "/store", query, LENGTH)
        assert ("transfer-encoding" in sent.headers) == chunked and (sent.fault, sent.status) == (None, 201)
        assert (proxy.count(), proxy.count("GET"), proxy.count("GET", "/store")) == (4, 2, 1)


def test_a_client_keeps_its_connection(clean_oxigraph: OxigraphServer) -> None:
    with Proxy(clean_oxigraph.address) as proxy, httpx.Client(trust_env=False) as client:
        streams = {
            id(client.get(f"{proxy.address}/query", params=COUNT).extensions["network_stream"].get_extra_info("socket"))
            for _ in range(3)
        }
        assert len(streams) == 1


def test_digest_passes_and_what_is_kept_holds_no_secret(clean_server: Server) -> None:
    update = {"update": "INSERT DATA { GRAPH <https://a.net/g> { <https://a.net/x> <https://a.net/p> 1 } }"}
    with Proxy(clean_server.address) as proxy, clean_server.client() as client:
        answer = client.post(clean_server.updates.replace(clean_server.address, proxy.address), data=update)
        assert answer.is_success and clean_server.count("https://a.net/g") == 1
        if clean_server.kind == "virtuoso":
            assert [seen.headers.get("authorization") for seen in proxy.seen] == [None, "Digest"]
            assert "unspoken" not in repr(proxy.seen) and "loader" not in repr(proxy.seen)


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("fault", "arrived"),
    [
        (Fault("drop_before"), 0),
        (Fault("drop_within", size=100_000), 0),
        (Fault("drop_within", size=LENGTH), 0),
        (Fault("drop_after"), 3000),
    ],
    ids=["before", "within", "at the end", "after"],
)
def test_the_connection_is_dropped(
    clean_oxigraph: OxigraphServer, client: httpx.Client, fault: Fault, arrived: int, chunked: bool
) -> None:
    once = Fault(fault.do, "PUT", "/store", size=fault.size)
    with Proxy(clean_oxigraph.address, once) as proxy:
        with pytest.raises(httpx.TransportError):
            put(client, proxy, chunked=chunked)
        assert proxy.seen[0].fault == fault.do and proxy.seen[0].status == (201 if arrived else None)
        time.sleep(0.1)  # for the server to see that no more comes
        assert clean_oxigraph.count("https://a.net/g") == arrived
        assert put(client, proxy, chunked=chunked).is_success, "the second passes"


def test_virtuoso_leaves_the_graph_as_it_was_when_the_body_is_cut_off(clean_virtuoso: VirtuosoServer) -> None:
    clean_virtuoso.update("INSERT DATA { GRAPH <https://a.net/g> { <https://a.net/x> <https://a.net/p> 1 } }")
    lines = sum(map(len, LINES[:1000]))  # all that came is a whole document
    # The first request is answered with the question who asks.
    with Proxy(clean_virtuoso.address, Fault("drop_within", "PUT", skip=1, size=lines)) as proxy:
        address = clean_virtuoso.graph_store.replace(clean_virtuoso.address, proxy.address)
        with clean_virtuoso.client() as client, pytest.raises(httpx.TransportError):
            client.put(address, params=GRAPH, content=b"".join(LINES), headers=TRIPLES)
        assert [seen.fault for seen in proxy.seen] == [None, "drop_within"]
    time.sleep(0.1)  # for the server to see that no more comes
    assert clean_virtuoso.count("https://a.net/g") == 1


def test_a_server_is_killed_while_it_works(clean_oxigraph: OxigraphServer, client: httpx.Client) -> None:
    put_whole = Fault("drop_during", "PUT", call=clean_oxigraph.kill)
    with Proxy(clean_oxigraph.address, put_whole) as proxy:
        with pytest.raises(httpx.TransportError):
            put(client, proxy)
        assert client.get(f"{proxy.address}/query", params=COUNT).status_code == 502, "nobody is behind the proxy"
        clean_oxigraph.start()
        assert clean_oxigraph.count("https://a.net/g") in (0, 3000)
        assert put(client, proxy).is_success and clean_oxigraph.count("https://a.net/g") == 3000


def test_an_answer_is_late(clean_oxigraph: OxigraphServer, client: httpx.Client) -> None:
    with Proxy(clean_oxigraph.address, Fault("delay", seconds=0.5)) as proxy:
        with pytest.raises(httpx.ReadTimeout):
            client.get(f"{proxy.address}/query", params=COUNT, timeout=httpx.Timeout(30, read=0.1))
        assert client.get(f"{proxy.address}/query", params=COUNT).is_success


@pytest.mark.parametrize("size", [0, 30])
def test_an_answer_is_cut_off(clean_server: Server, client: httpx.Client, size: int) -> None:
    with Proxy(clean_server.address, Fault("truncate", size=size)) as proxy:
        address = clean_server.queries.replace(clean_server.address, proxy.address)
        got = b""
        with client.stream("GET", address, params=COUNT) as answer:
            assert answer.status_code == 200
            framing = "content-length" if clean_server.kind == "virtuoso" else "transfer-encoding"
            assert framing in answer.headers
            with pytest.raises(httpx.RemoteProtocolError):
                for block in answer.iter_raw():
                    got += block
        assert len(got) == size
        assert client.get(address, params=COUNT).is_success


@pytest.mark.parametrize(
    ("status", "name", "value"),
    [
        (500, "Content-Type", "text/plain"),
        (401, "WWW-Authenticate", 'Basic realm="proxy"'),
        (403, "Content-Type", "text/plain"),
        (413, "Content-Type", "text/plain"),
        (429, "Retry-After", "1"),
        (503, "Content-Type", "text/plain"),
        (507, "Content-Type", "text/plain"),
    ],
)
def test_another_answer_comes_in_place_of_the_server(
    clean_oxigraph: OxigraphServer, client: httpx.Client, status: int, name: str, value: str
) -> None:
    with Proxy(clean_oxigraph.address, Fault("answer", "PUT", "/store", status=status, times=2, skip=1)) as proxy:
        answers = [put(client, proxy, chunked=chunked) for chunked in (False, True, False, True)]
        assert [answer.status_code for answer in answers] == [201, status, status, 204]
        assert answers[1].headers[name] == value and answers[1].text.startswith(str(status))
        assert [seen.status for seen in proxy.seen] == [201, None, None, 204]
        assert {seen.size for seen in proxy.seen} == {LENGTH}


def test_a_captive_portal_and_a_login_page_answer_with_html(client: httpx.Client) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        server = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        with Proxy(server, portal("GET", "/query"), login("POST")) as proxy:
            answer = client.get(f"{proxy.address}/query", params=COUNT)
            assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
            moved = client.post(f"{proxy.address}/update", data={"update": "CLEAR ALL"})
            assert (moved.status_code, moved.headers["Location"]) == (302, LOGIN)
            page = client.get(f"{proxy.address}{LOGIN}")
            assert page.status_code == 200 and page.text.startswith("<!DOCTYPE html>")
