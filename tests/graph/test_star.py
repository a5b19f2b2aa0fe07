"""The columns of SELECT *: in the order of the query, and the same rows as before."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.query import run
from graph.star import starred
from ontology.namespaces import PREFIXES


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("SELECT * { ?s ?p ?o }", "s p o"),
        ("select  distinct # ?x *\n * where { ?z a ?c . OPTIONAL { ?z skos:prefLabel $b } }", "z c b"),
        ("PREFIX select: <https://a.net/> SELECT*{?y ?x 'a * ?q'@en}", "y x"),
        ("SELECT * { { SELECT ?b (COUNT(?q) AS ?n) { ?b ?a ?q } GROUP BY ?b } ?b ?c ?d }", "b n c d"),
        ("SELECT * { VALUES (?z ?a) { (1 2) } BIND(?z * ?a AS ?m) }", "z a m"),
        ("SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?hidden ?x ?s } }", "s p o"),
        ('SELECT * { ?z ?y """?a " * ?b""" . <https://a.net/?q#?w> ?c ?z } ORDER BY ?c', "z y c"),
    ],
)
def test_columns_come_in_the_order_in_which_the_query_names_them(store: ox.Store, text: str, columns: str) -> None:
    answer = run(store, f"{text} LIMIT 20" if "ORDER" not in text else text)
    assert list(answer.variables) == columns.split()
    before = store.query(text, prefixes=PREFIXES)
    assert isinstance(before, ox.QuerySolutions)
    assert {variable.value for variable in before.variables} == set(columns.split())


def test_the_rows_are_those_of_the_query_as_it_was(store: ox.Store) -> None:
    text = "SELECT * { ?z a sj:Body ; skos:prefLabel ?a } ORDER BY ?z ?a"
    before = store.query(text, prefixes=PREFIXES)
    assert isinstance(before, ox.QuerySolutions)
    assert [tuple(row[name] for name in ("z", "a")) for row in before] == [tuple(row) for row in run(store, text).rows]


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p ?o }",
        "SELECT ?o ?s { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } { { SELECT * { ?s ?p ?o } } }",
        "DESCRIBE * { ?s ?p ?o }",
        "SELECT * { ?s ?p",
        "SELECT * {}",
        "SELECT * { ?\\u0073 ?p ?o }",
    ],
)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert starred(text) == text
