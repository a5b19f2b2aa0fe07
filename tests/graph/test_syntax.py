"""Errors of SPARQL are shown at their line and column, with a guess where there is one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.query import QueryError, run
from graph.syntax import WINDOW
from graph.terminal import cells

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
    ("SELECT ?x {\n\t\t?x a ]\n}", "mine.rq:2:3: not SPARQL; this does not belong here\n    ?x a ]\n    ^"),
    ("\t" * 9 + "SELECT ]", "mine.rq:1:17: not SPARQL"),
    ('SELECT ?x { ?x a "\\u0041\\U00000042" . ?y a ] }', "mine.rq:1:39: not SPARQL"),
    ("PREFIX add: <x:>\nSELECT * {\nadd:x ?p ?o . ?x a ] }", "mine.rq:3:15: not SPARQL; this does not"),
    ("SELECT * {\n add ?p ?o }", "mine.rq:2:2: not SPARQL"),
    (
        "# ours\nPREFIX a: <x:>\nBASE <y:>\nwith <g> delete { ?a ?b ?c } WHERE { ?a ?b ?c }",
        "mine.rq:4:10: not SPARQL; only",
    ),
    ("SELECT * { ?a zzz:a ?x }", "mine.rq:1:15: not SPARQL; the prefix zzz: is not declared"),
    ("SELECT * { zzz:a ?x ?y }", "mine.rq:1:12: not SPARQL; the prefix zzz: is not declared"),
    ("SELECT * { ?x ?y 'no:name'^^zzz:a }", "mine.rq:1:29: not SPARQL; the prefix zzz: is not declared"),
    ("SELECT * { VALUES ?x { sj:a :b <c:d> } }", "mine.rq:1:29: not SPARQL; the prefix : is not declared"),
    ("SELECT ?x ?y { ?x a ?y } GROUP BY ?x", "mine.rq:1:1: not SPARQL; The SELECT contains a variable"),
    ("SELECT * { ?x a \x1b[31m ] }", "  SELECT * { ?x a ␛[31m ] }\n"),
]


@pytest.mark.parametrize(("text", "message"), CASES)
def test_the_place_and_the_guess(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(ox.Store(), text, "mine.rq")
    assert message in str(caught.value)
    arabic = caught.value.said("ar")
    assert "ليس هذا استعلام SPARQL" in arabic
    assert "Prefix not found" not in arabic
    assert str(caught.value).split(" ")[0] == arabic.split(" ")[0], "the same place in both languages"


def test_the_mark_stands_under_the_place_after_arabic_text() -> None:
    text = 'SELECT ?x WHERE {\n ?x rdfs:label "القرارُ"@ar ; ; skos:prefLabel ?label . ]\n}'
    with pytest.raises(QueryError) as caught:
        run(ox.Store(), text, "mine.rq")
    _, line, mark = str(caught.value).splitlines()
    assert line.strip() == text.splitlines()[1].strip()
    assert mark.index("^") == line.index("]") - 1, "the mark over a letter takes no cell"


def test_of_a_very_long_line_the_part_around_the_place_is_shown() -> None:
    text = "SELECT * { " + "?a ?b ?c . " * 50 + "FILTR(?x) " + "?a ?b ?c . " * 50 + "}"
    with pytest.raises(QueryError) as caught:
        run(ox.Store(), text, "mine.rq")
    place, line, mark = str(caught.value).splitlines()
    assert place.startswith(f"mine.rq:1:{text.index('FILTR') + 1}:")
    assert cells(line) <= WINDOW + 2 and line.startswith("  …") and line.endswith("…")
    assert line[len(mark) - 1 :].startswith("FILTR")
