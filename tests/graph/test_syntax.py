"""Errors of SPARQL are shown at their line and column, with a guess where there is one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.query import QueryError, run

CASES = [
    ("SELCT * {}", "mine.rq:1:1: not SPARQL; did you mean SELECT?"),
    ("SELECT * WHERE {\n  ?s ?p ?o\n  FILTR(?x)\n}", "mine.rq:3:3: not SPARQL; did you mean FILTER?"),
    ("SELECT ?x WHERE { ?x a ?y } ORDR BY ?x", "mine.rq:1:29: not SPARQL; did you mean ORDER?"),
    ("SELECT ?x WHERE { ?x a ?y . ORDER BY ?x", "mine.rq:1:29: not SPARQL; this does not belong here"),
    ("SELECT ?x {\n ?x a foo:bar }", "mine.rq:2:7: not SPARQL; the prefix foo: is not declared"),
    ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }", "contains a variable that is unbound"),
    ("INSERT DATA { <a> <b> <c> }", "mine.rq:1:1: not SPARQL; only queries are run, no updates"),
    ('SELECT ?x { ?x a "x" ', "mine.rq:1:21: not SPARQL; expected one of"),
    ("", "mine.rq:1:1: not SPARQL; the text ends too early"),
]


@pytest.mark.parametrize(("text", "message"), CASES)
def test_the_place_and_the_guess(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(ox.Store(), text, "mine.rq")
    assert message in str(caught.value)
    arabic = caught.value.said("ar")
    assert "ليس هذا استعلام SPARQL" in arabic
    assert str(caught.value).split(" ")[0] == arabic.split(" ")[0], "the same place in both languages"


def test_the_mark_stands_under_the_place_after_arabic_text() -> None:
    text = 'SELECT ?x WHERE {\n ?x rdfs:label "القرارُ"@ar ; ; skos:prefLabel ?label . ]\n}'
    with pytest.raises(QueryError) as caught:
        run(ox.Store(), text, "mine.rq")
    _, line, mark = str(caught.value).splitlines()
    assert line.strip() == text.splitlines()[1].strip()
    assert mark.index("^") == line.index("]") - 1, "the mark over a letter takes no cell"
