"""Counting the graphs of real stores: more of them than a store tells at once, and with whatever names."""

from __future__ import annotations

import pytest

from graph.remote.client import Client
from graph.remote.credentials import Credentials
from graph.remote.trouble import CutOff, Unreachable

from .filled import connection
from .server import Server
from .servers import VirtuosoServer
from .small import foreign, put

GRAPH = "https://a.net/id/many"
MANY = 10_400
"""More than Virtuoso gives rows."""


def test_more_graphs_than_an_answer_has_rows_are_all_counted(clean_server: Server) -> None:
    names = [f"{GRAPH}/{number * 7919 % MANY}" for number in range(MANY)]
    for start in range(0, MANY, 1300):
        put(clean_server, {name: [f"<{name}> <urn:p> 1"] for name in names[start : start + 1300]})
    with connection(clean_server) as endpoint:
        for _ in range(2):
            assert endpoint.counts(names) == dict.fromkeys(names, 1)
        assert len(endpoint.counts([*names[:5], "https://c.net/none"])) == 5


def test_the_rows_of_an_answer_in_pages_are_each_there_once(clean_server: Server) -> None:
    asked = "SELECT ?s ?o WHERE { GRAPH ?g { ?s <urn:p> ?o } }"
    for start in range(0, 10_400, 1300):
        put(clean_server, {GRAPH: [f"<{GRAPH}/{n * 7919 % MANY}> <urn:p> {n % 3}" for n in range(start, start + 1300)]})
    with connection(clean_server) as endpoint:
        rows = endpoint.rows(asked)
    assert len(rows) == MANY == len({row["s"] for row in rows})


def test_a_graph_of_more_triples_than_an_answer_has_rows_is_read_whole(clean_server: Server) -> None:
    for start in range(0, MANY, 1300):
        put(clean_server, {GRAPH: [f"<{GRAPH}/{n}> <urn:p> {n}" for n in range(start, start + 1300)]})
    with connection(clean_server) as endpoint:
        assert len(set(map(str, endpoint.triples(GRAPH, MANY)))) == MANY
        with pytest.raises(CutOff):
            list(endpoint.triples(GRAPH, MANY + 1))


def test_an_address_at_which_nobody_answers_is_given_up_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is one that is kept for documentation (RFC 5737)."""
    monkeypatch.setattr("graph.remote.client.CONNECTING", 0.2)
    client = Client(Credentials(), "none", seconds=600)
    with pytest.raises(Unreachable):
        client.sparql("http://192.0.2.1/sparql", "ASK {}", "*/*")
    client.close()


def test_names_that_are_no_iris_do_not_hide_the_others(clean_virtuoso: VirtuosoServer) -> None:
    """Virtuoso takes any text for the name of a graph."""
    put(clean_virtuoso, foreign())
    for name in ("labels", "http://c.net/x> y"):
        clean_virtuoso.run_sql(f"sparql insert in graph iri('{name}') {{ <urn:a> <urn:b> <urn:c> }};")
    with connection(clean_virtuoso) as endpoint:
        wanted = {name: len(triples) for name, triples in foreign().items()}
        assert endpoint.counts(wanted) == wanted
