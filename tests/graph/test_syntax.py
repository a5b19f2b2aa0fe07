"""Errors of SPARQL are shown at their line and column, with a guess where there is one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.query import QueryError, run
from graph.syntax import WINDOW, unknown_terms
from graph.syntax_place import spread_out
from graph.terminal import cells
from ontology.namespaces import PREFIXES
from queries.catalogue import questions

CASES = [
    ("SELCT * {}", "mine.rq:1:1: not SPARQL; did you mean SELECT?"),
    ("SELECT * WHERE {\n  ?s ?p ?o\n  FILTR(?x)\n}", "mine.rq:3:3: not SPARQL; did you mean FILTER?"),
    ("SELECT ?x WHERE { ?x a ?y } ORDR BY ?x", "mine.rq:1:29: not SPARQL; did you mean ORDER?"),
    ("SELECT ?x WHERE { ?x a ?y . ORDER BY ?x", "mine.rq:1:29: not SPARQL; this does not belong here"),
    ("SELECT ?x {\n ?x a foo:bar }", "mine.rq:2:7: not SPARQL; the prefix foo: is not declared"),
    ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }", "1:26: not SPARQL; GROUP BY ?y is missing"),
    ("INSERT DATA { <a> <b> <c> }", "mine.rq:1:1: not SPARQL; only queries are run, no updates"),
    ('SELECT ?x { ?x a "x" ', "mine.rq:1:21: not SPARQL; the text ends too early: the { of line 1 is not closed"),
    ("", "mine.rq:1:1: not SPARQL; the text ends too early"),
    ("SELECT ?x {\n\t\t?x a ]\n}", "mine.rq:2:8: not SPARQL; no bracket is open that ] closes\n    ?x a ]\n         ^"),
    ("\t" * 9 + "SELECT ]", "mine.rq:1:17: not SPARQL"),
    ('SELECT ?x { ?x a "\\u0041\\U00000042" . ?y a ] }', "mine.rq:1:44: not SPARQL"),
    ("PREFIX add: <x:>\nSELECT * {\nadd:x ?p ?o . ?x a ] }", "mine.rq:3:20: not SPARQL; no bracket"),
    ("SELECT * {\n add ?p ?o }", "mine.rq:2:2: not SPARQL"),
    (
        "# ours\nPREFIX a: <x:>\nBASE <y:>\nwith <g> delete { ?a ?b ?c } WHERE { ?a ?b ?c }",
        "mine.rq:4:10: not SPARQL; only",
    ),
    ("SELECT * { ?a zzz:a ?x }", "mine.rq:1:15: not SPARQL; the prefix zzz: is not declared"),
    ("SELECT * { zzz:a ?x ?y }", "mine.rq:1:12: not SPARQL; the prefix zzz: is not declared"),
    ("SELECT * { ?x ?y 'no:name'^^zzz:a }", "mine.rq:1:29: not SPARQL; the prefix zzz: is not declared"),
    ("SELECT * { VALUES ?x { sj:a :b <c:d> } }", "mine.rq:1:29: not SPARQL; the prefix : is not declared"),
    ("SELECT ?x ?y { ?x a ?y } GROUP BY ?x", "mine.rq:1:11: not SPARQL; ?y is neither in GROUP BY"),
    ("SELECT ?x WHERE { ?x a sj:Programme . FILTER(?x > ) }", "mine.rq:1:51: not SPARQL; a value is missing before )"),
    ("SELECT (COUNT(?x) ?n) { ?x a sj:Body }", "mine.rq:1:19: not SPARQL; perhaps AS is missing before ?n"),
    ("SELECT (COUNT(?x AS ?n) { ?x a sj:Body }", "mine.rq:1:18: not SPARQL; perhaps ) is missing before this"),
    ("SELECT COUNT(?x) AS ?n { ?x a sj:Body }", "mine.rq:1:8: not SPARQL; what is calculated stands in brackets"),
    ("SELECT ?x, ?y { ?x a ?y }", "mine.rq:1:10: not SPARQL; variables are separated by spaces"),
    ("SELECT ?x {\n ?x a sj:Body\n ?x sj:name ?l\n}", "mine.rq:3:2: not SPARQL; perhaps a full stop (.) or a"),
    ("SELECT ?x { ?x a sj:Body sj:name ?l }", "mine.rq:1:26: not SPARQL; perhaps a full stop (.) or a semicolon"),
    ("SELECT ?x { ?x a sj:Body؛ sj:name ?l }", "mine.rq:1:25: not SPARQL; write ; instead of ؛"),
    ("SELECT ?x { ?x a sj:Body ، sj:Event }", "mine.rq:1:26: not SPARQL; write , instead of ،"),
    ("SELECT ?x { ?x a sj:Body } LIMIT ١٠", "mine.rq:1:34: not SPARQL; write 10 instead of ١٠"),
    ("SELECT ?x { ?x sj:name «سجل»@ar }", 'mine.rq:1:24: not SPARQL; write " instead of «'),
    (
        "SELECT ?x { ?x a\u00a0sj:Body }",
        "mine.rq:1:17: not SPARQL; there is a character here that is not seen (U+00A0)",
    ),
    ('SELECT ?x { ?x sj:name "سجل@ar }', 'mine.rq:1:24: not SPARQL; the quotation mark " that opens here is not'),
    ('SELECT ?x { ?x sj:name "a .\n?y sj:name "b" }', 'mine.rq:1:24: not SPARQL; the quotation mark "'),
    ("SELECT ?x { ?x sj:name '''a }", "mine.rq:1:24: not SPARQL; the quotation mark ''' that"),
    ("SELECT ?x (COUNT(?y) AS ?n) { ?x a ?y }", "mine.rq:1:8: not SPARQL; GROUP BY ?x is missing"),
    ("SELECT * { { SELECT ?x (MAX(?y) AS ?n) { ?x a ?y } GROUP BY ?z } }", "mine.rq:1:21: not SPARQL; ?x is neither"),
    ("SELECT ?x { ?x a ?y FILTER(COUNT(?y) > 1) }", "mine.rq:1:28: not SPARQL; a calculation over groups"),
    ("SELECT * { ?x a ?y } GROUP BY ?y", "SELECT * cannot go with GROUP BY"),
    ("SELECT ?x { ?x a ?y . BIND(1 AS ?x) }", "mine.rq:1:33: not SPARQL; a variable that has a value already"),
    ("SELECT ?x { ?x a sj:Body }}", "mine.rq:1:27: not SPARQL; no bracket is open that } closes"),
    ("SELECT ?x { ?x a ?y FILTER(?x = 3 }", "mine.rq:1:35: not SPARQL; perhaps ) is missing before this"),
    ("SELECT ?x { ?x a ?y } ORDER ?x", "mine.rq:1:29: not SPARQL; BY is missing after ORDER"),
    ("SELECT ?x { ?x a ?y } LIMIT x", "mine.rq:1:29: not SPARQL; a number is expected after LIMIT"),
    ("SELECT ?x { ?x a ?y FILTER(?x => 3) }", "mine.rq:1:32: not SPARQL; write >= instead of =>"),
    ("SELECT ?x { ?x a ?y FILTER(?x = 3 and ?y = 3) }", "mine.rq:1:35: not SPARQL; write && instead of AND"),
    ("SELECT ?x { ?x a ?y . ?x = 3 }", "mine.rq:1:26: not SPARQL; a comparison stands in FILTER( … )"),
    ("SELECT ?x { ?x a ?y FILTER ?x = 3 }", "mine.rq:1:28: not SPARQL; ( is expected here"),
    ("SELECT ?x { ?x a }", "mine.rq:1:18: not SPARQL; a triple has three parts"),
    ("SELECT ?x { OPTIONAL ?x a ?y }", "mine.rq:1:22: not SPARQL; { is expected here"),
    ("SELECT ?x { ?x a ?y FILTER(CONTAIN(?x, 1)) }", "mine.rq:1:28: not SPARQL; did you mean CONTAINS"),
    ("SELECT ?x { ?x a <http://a b> }", "mine.rq:1:18: not SPARQL; what stands between < and > is not a valid address"),
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
    assert "{" not in arabic.splitlines()[0].replace("{ ", "").replace("القوس {", "").replace("هنا {", ""), (
        "every value is put in"
    )
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


@pytest.mark.parametrize("name", sorted(questions()))
def test_the_parser_reads_a_query_whose_parts_stand_apart(name: str) -> None:
    """Else the place of a mistake behind such a part would be told as that part."""
    spread = spread_out(questions()[name].text)[0]
    ox.Store().query(spread, prefixes=PREFIXES)
    assert len(spread) > 3 * len(questions()[name].text)


@pytest.mark.parametrize("name", ["texts-cited", "country-overview", "timeline"])
def test_a_query_cut_at_any_place_is_explained_in_both_languages(name: str) -> None:
    text = questions()[name].text
    for end in range(0, text.rindex("}"), 211):
        with pytest.raises(QueryError) as caught:
            run(ox.Store(), text[:end], "x")
        for language in ("ar", "en"):
            assert caught.value.said(language).count("\n") == 2


def test_terms_that_the_data_cannot_have_are_told_with_what_may_be_meant() -> None:
    text = (
        "SELECT * { ?x a sj:Campain ; skos:prefLabl ?n ; schema:locaton ?l ; rdf:type sjc:role-chiar ; eli:cites ?c }"
    )
    assert unknown_terms(text, "en") == [
        "sj:Campain is no term of the ontology; did you mean sj:Campaign?",
        "skos:prefLabl is not used in these data; did you mean skos:prefLabel?",
        "schema:locaton is not used in these data; did you mean schema:location?",
        "sjc:role-chiar is no term of the ontology; did you mean sjc:role-chair?",
    ]
    assert unknown_terms(text, "ar")[1] == "لا يُستعمل skos:prefLabl في هذه البيانات؛ لعلك تقصد skos:prefLabel؟"


@pytest.mark.parametrize("name", sorted(questions()))
def test_no_question_of_the_catalogue_names_an_unknown_term(name: str) -> None:
    assert unknown_terms(questions()[name].text, "en") == []
