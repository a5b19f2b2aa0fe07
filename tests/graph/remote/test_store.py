"""A dataset in a store, read as that in memory is: the same quads, and answers that are whole."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from graph.dataset import Dataset
from graph.query import QueryError, evaluated, run
from graph.reading import Readable
from graph.remote.held import NoDataset, held
from graph.remote.store import MAY_BE_CUT, RemoteStore
from graph.store import base_of
from graph.things import find
from ontology.errors import SijillError
from ontology.namespaces import DEFAULT_BASE, expand

from .filled import connection
from .server import Server
from .servers import OxigraphServer

WARNED: list[SijillError] = []
MANY = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture
def remote(filled_server: Server) -> Iterator[RemoteStore]:
    with connection(filled_server) as endpoint:
        WARNED.clear()
        yield RemoteStore(endpoint, held(endpoint), warn=WARNED.append)


def rows(store: Readable, text: str) -> list[tuple[object, ...]]:
    return list(run(store, text).rows)


def test_the_same_quads_for_every_pattern(remote: RemoteStore, store: ox.Store, dataset: Dataset) -> None:
    nigeria, label = ox.NamedNode(f"{DEFAULT_BASE}id/country/NGA"), ox.NamedNode(expand("skos:prefLabel"))
    name, merged = ox.Literal("Nigeria", language="en"), ox.DefaultGraph()
    graph, month = (
        ox.NamedNode(dataset.description_graph),
        ox.Literal("2018-07", datatype=ox.NamedNode(expand("xsd:gYearMonth"))),
    )
    patterns: list[tuple[ox.NamedNode | None, ox.NamedNode | None, ox.NamedNode | ox.Literal | None, object]] = [
        (nigeria, None, None, None),
        (None, None, nigeria, merged),
        (None, label, None, merged),
        (None, None, name, None),
        (None, None, month, merged),
        (None, label, None, graph),
        (nigeria, label, name, ox.NamedNode("https://example.org/none")),
    ]
    for subject, predicate, value, place in patterns:
        found = list(remote.quads_for_pattern(subject, predicate, value, place))  # type: ignore[arg-type]
        assert len(found) == len(set(found))
        assert set(found) == set(store.quads_for_pattern(subject, predicate, value, place))  # type: ignore[arg-type]
    assert set(remote.named_graphs()) == set(store.named_graphs())
    assert base_of(remote) == DEFAULT_BASE and remote.contains_named_graph(graph)
    assert not remote.contains_named_graph(ox.NamedNode(f"{DEFAULT_BASE}graph/gaps"))


def test_all_quads_come_as_they_are(remote: RemoteStore, dataset: Dataset) -> None:
    assert set(remote) == set(dataset.quads()) and len(remote) == len(list(dataset.quads()))


def test_long_answers_are_whole_and_limits_stay(remote: RemoteStore, store: ox.Store) -> None:
    assert sorted(map(str, rows(remote, MANY))) == sorted(map(str, rows(store, MANY)))
    part = (
        "SELECT ?s (COUNT(?o) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ORDER BY DESC(?n) ?s LIMIT 11500 OFFSET 5"
    )
    ours, theirs = rows(store, part), rows(remote, part)
    assert len(theirs) == 11500 and [row[1] for row in theirs] == [row[1] for row in ours]
    assert len(rows(remote, f"{MANY} LIMIT 10000")) == 10000
    assert len(rows(remote, f"{MANY} LIMIT 7")) == 7


def test_graphs_that_are_constructed_are_whole(remote: RemoteStore, store: ox.Store) -> None:
    made = "CONSTRUCT { ?s a ?p . ?p rdfs:seeAlso ?s } WHERE { ?s ?p ?o }"
    assert set(rows(remote, made)) == set(rows(store, made))
    short = "CONSTRUCT WHERE { ?s skos:prefLabel ?o }"
    assert set(rows(remote, short)) == set(rows(store, short))
    assert len(rows(remote, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3")) == 3
    assert WARNED == []


def test_truths_and_descriptions(remote: RemoteStore) -> None:
    assert run(remote, "ASK { ?s a sj:Body }").rows == run(ox.Store(), "ASK {}").rows
    assert not bool(evaluated(remote, "ASK { ?s a sj:NoSuchClass }"))
    nigeria = f"<{DEFAULT_BASE}id/country/NGA>"
    about = {(s, p, o) for s, p, o in rows(remote, f"DESCRIBE {nigeria} # all") if str(s) == nigeria}
    assert about == set(rows(remote, f"SELECT DISTINCT ({nigeria} AS ?s) ?p ?o {{ {nigeria} ?p ?o }}"))
    assert WARNED == [] or WARNED == [MAY_BE_CUT]


def test_a_mistake_is_found_before_the_store_is_asked(remote: RemoteStore) -> None:
    with pytest.raises(QueryError, match="2:"):
        run(remote, "SELECT *\nWHERE { ?s ?p }")


def test_a_name_is_looked_up_as_at_home(remote: RemoteStore, store: ox.Store) -> None:
    for given in ("country/NGA", "Nigeria", "نيجيريا", "sj:Campaign"):
        assert find(remote, given, DEFAULT_BASE) == find(store, given, DEFAULT_BASE)


def test_a_store_without_a_dataset_says_so(clean_oxigraph: OxigraphServer) -> None:
    with connection(clean_oxigraph) as endpoint:
        with pytest.raises(NoDataset, match="sijill push") as refused:
            held(endpoint)
        assert "لا مجموعة بيانات" in refused.value.said("ar")
