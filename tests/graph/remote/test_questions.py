"""Every question of the catalogue, asked of every store: the rows are those that the project's own store gives."""

from __future__ import annotations

import pytest

from graph.answers import cell
from graph.parameters import prepare
from graph.query import run
from graph.remote.held import held
from graph.remote.store import RemoteStore
from ontology.namespaces import DEFAULT_BASE
from tests.queries.test_catalogue import CASES, CATALOGUE, DATA

from .filled import connection, with_others
from .server import Server

Case = tuple[str, dict[str, str], list[list[str]]]
JOINED = [case for case in CASES if (DATA / f"{case[0]}.trig").is_file()]
"""Cases whose question needs data beside the dataset."""
ALONE = [case for case in CASES if case not in JOINED]
BEYOND = {"cities", "size-of-graph", "names-of", "stated-by", "names-by-status"}
"""Questions that would find more in a graph that is not of the dataset."""


def differing(store: RemoteStore, cases: list[Case]) -> list[str]:
    """The cases whose answer is not the expected one, each with the rows that it gets."""
    found = []
    for name, values, expected in cases:
        answer = run(store, prepare(CATALOGUE[name], values), name)
        language = values.get("lang", "en")
        rows = [[cell(node, language, DEFAULT_BASE) for node in row] for row in answer.rows]
        if [list(answer.variables), *rows] != expected:
            found.append(f"{name} {values}: {rows}")
    return found


def test_every_question_has_the_same_rows(filled_server: Server) -> None:
    with connection(filled_server) as endpoint:
        assert differing(RemoteStore(endpoint, held(endpoint)), ALONE) == []


@pytest.mark.parametrize("store", ["mixed_oxigraph", "filled_virtuoso"])
def test_data_beside_the_dataset_are_seen_only_where_they_are_listed(
    request: pytest.FixtureRequest, store: str
) -> None:
    server: Server = request.getfixturevalue(store)
    with connection(server) as endpoint:
        assert differing(RemoteStore(endpoint, with_others(endpoint)), JOINED) == []
        beyond = [case for case in ALONE if case[0] in BEYOND and case[1].get("lang") != "ar"]
        assert len(beyond) >= len(BEYOND)
        assert differing(RemoteStore(endpoint, held(endpoint)), beyond) == []
        assert differing(RemoteStore(endpoint, with_others(endpoint)), beyond) != []
