"""The look at a query, the queries that are answered at once, and the counting of rows."""

from __future__ import annotations

import json
from urllib.parse import quote_plus, unquote_plus

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.server.counting import Sink
from graph.server.limits import Limits
from graph.server.point import PATTERNS, ROWS, Points
from graph.server.problems import Refused, problem
from graph.server.request import looked_at, understood
from graph.server.scan import scan
from ontology.namespaces import expand

from .serving import numbers

WORDS = ["SERVICE", "service", "Service"]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.text(max_size=60), st.sampled_from(WORDS))
def test_the_word_in_a_text_a_comment_or_a_name_is_no_call(around: str, word: str) -> None:
    shown = json.dumps(around + word, ensure_ascii=True)
    comment = "".join(around.split("\n")).replace("\r", "") + word
    prologue = f"PREFIX s: <http://{word}.net/{word}#> "
    query = f"{prologue}ASK {{ ?{word} s:{word} {shown}@en-{word} . #{comment}\n ?s ?p _:{word} }}"
    assert scan(query).service == -1
    assert scan(query).form == "ASK"


@given(
    st.lists(st.sampled_from(["{ ", "OPTIONAL { ", "{ ?a ?b 'SERVICE' } UNION { ", "GRAPH ?g { #'\n", "MINUS{"])),
    st.sampled_from(WORDS),
)
def test_a_call_is_found_at_its_place_however_deep(before: list[str], word: str) -> None:
    query = f"SELECT * {{ {''.join(before)}"
    found = scan(f"{query}{word} <http://a.net/> {{ ?s ?p ?o }}{'}' * len(before)} }}")
    assert found.service == len(query)
    assert found.depth >= len(before) + 2
    with pytest.raises(Refused):
        looked_at(f"{query}{word}<http://a.net/>{{}}", Limits())


@given(st.text())
@example('\\"' * 50_000)
@example("a." * 50_000)
@example("<a" * 50_000)
@example("'" * 99_999)
@example('"""' * 33_333)
def test_any_text_can_be_looked_at(text: str) -> None:
    seen = scan(text)
    assert seen.depth <= len(text) and seen.service < len(text)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_fields_are_read_as_the_library_reads_them(pairs: list[tuple[str, str]]) -> None:
    encoded = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in [*pairs, ("query", "ASK {}")])
    if any(name in ("query", "update", "default-graph-uri", "named-graph-uri") for name, _ in pairs):
        return
    request = understood(encoded.encode(), None, b"", Limits())
    assert request is not None and request.text == "ASK {}"


@given(st.text(st.sampled_from("%\\+x41aguU0é"), max_size=12))
def test_a_query_is_unquoted_as_the_library_does(text: str) -> None:
    encoded = "query=" + text.replace("é", "%C3%A9")
    try:
        expected = unquote_plus(encoded[6:], errors="strict")
    except UnicodeDecodeError:
        with pytest.raises(Refused):
            understood(encoded.encode(), None, b"", Limits())
        return
    request = understood(encoded.encode(), None, b"", Limits())
    assert request is not None and request.text == expected


def test_what_is_answered_at_once_is_what_the_engine_answers(store: ox.Store) -> None:
    points = Points(store)
    subjects = {q.subject for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    at_once = 0
    for subject in sorted(subjects, key=str):
        if not isinstance(subject, ox.NamedNode):
            continue
        for head, body in (
            ("?p ?o", "?p ?o"),
            ("?o", "a ?o"),
            ("$label", "skos:prefLabel ?label"),
            ("?o ?p", "?p ?o ."),
        ):
            query = f"SELECT {head} WHERE {{ {subject} {body} }}"
            written = points.json(query)
            if written is None:
                continue
            at_once += 1
            expected = store.query(query, prefixes={"skos": expand("skos:prefLabel").removesuffix("prefLabel")})
            assert isinstance(expected, ox.QuerySolutions)
            given_ = ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
            assert isinstance(given_, ox.QuerySolutions)
            assert [v.value for v in given_.variables] == [v.value for v in expected.variables]
            assert sorted(str(tuple(row)) for row in given_) == sorted(str(tuple(row)) for row in expected)
    assert at_once > 4 * 3000


@given(TEXT, st.sampled_from(["", "ar", "en-gb"]))
@example('\x00\x1f"\\\x7f\u2028', "")
def test_any_text_is_written_as_the_engine_writes_it(text: str, language: str) -> None:
    store, node = ox.Store(), ox.NamedNode("http://x/a")
    literal = ox.Literal(text, language=language) if language else ox.Literal(text)
    store.add(ox.Quad(node, node, literal))
    query = "SELECT ?o WHERE { <http://x/a> ?p ?o }"
    written = Points(store).json(query)
    result = store.query(query)
    assert written is not None and isinstance(result, ox.QuerySolutions)
    assert json.loads(written) == json.loads(result.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def test_limit_and_offset_are_kept() -> None:
    store = ox.Store()
    for n in range(9):
        store.add(ox.Quad(ox.NamedNode("http://x/a"), ox.NamedNode("http://x/p"), ox.Literal(n)))
    points = Points(store)
    for tail, length in (("LIMIT 4", 4), ("LIMIT 4 OFFSET 7", 2), ("LIMIT 0", 0), ("OFFSET 100", 0), ("", 9)):
        written = points.json(f"SELECT ?o {{ <http://x/a> ?p ?o }} {tail}")
        assert written is not None and len(json.loads(written)["results"]["bindings"]) == length


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { <http://x/1> <http://x/next>+ ?o }",
        "SELECT * { <http://x/1> ?p ?o . ?o ?q ?r }",
        "SELECT * { <http://x/1> ?p ?o FILTER(?o = 1) }",
        "SELECT * { GRAPH ?g { <http://x/1> ?p ?o } }",
        "SELECT * FROM <http://x/g> { <http://x/1> ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { <http://x/1> ?p ?o }",
        "SELECT * { <http://x/1> ?p ?o } ORDER BY ?o",
        "SELECT * { { <http://x/1> ?p ?o } UNION { ?a ?b ?c } }",
        "SELECT * { <1> ?p ?o }",
        "SELECT * { x:y ?p ?o }",
        "SELECT * { <http://x/many> ?p ?o }",
        "SELECT * { <http://x/wide> ?p ?o }",
        "CONSTRUCT { <http://x/1> ?p ?o } WHERE { <http://x/1> ?p ?o }",
        "SELECT * {" + "<http://x/1> ?p ?o ." * (PATTERNS + 1) + "}",
        "SELECT * { <http://x/some> ?p ?o ; ?q ?r }",
        "SELECT * { <http://x/1> ?p ?o }" + " " * 2000,
        "SELECT * { SERVICE <http://x/1> { ?p ?p ?o } }",
        "",
    ],
)
def test_what_may_cost_more_is_not_answered_at_once(query: str) -> None:
    store = numbers(10)
    for n in range(ROWS + 1):
        store.add(ox.Quad(ox.NamedNode("http://x/many"), ox.NamedNode("http://x/p"), ox.Literal(n)))
    for n in range(30):
        store.add(ox.Quad(ox.NamedNode("http://x/some"), ox.NamedNode("http://x/p"), ox.Literal(n)))
    store.add(ox.Quad(ox.NamedNode("http://x/wide"), ox.NamedNode("http://x/p"), ox.Literal("x" * 300_000)))
    points = Points(store)
    assert points.answer(query) is None
    assert points.json(query) is None


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { <http://x/1> ?p ?o }",
        "prefix x: <http://x/> select distinct ?o where { x:1 x:next ?o ; ?p ?q . } limit 5 offset 0",
        "ASK{<http://x/1> <http://x/next> <http://x/2>}",
        "SELECT ?o\nWHERE {\n  <http://x/1> ?p ?o .\n  <http://x/2> ?q ?r\n}\n",
        "SELECT ?t { sj:Body a ?t }",
    ],
)
def test_point_queries_are_recognised(query: str) -> None:
    result = Points(numbers(10)).answer(query)
    assert result is not None
    assert isinstance(result, ox.QueryBoolean) or [v.value for v in result.variables]


ROWS_OF_TEXT = st.lists(
    st.lists(
        st.one_of(st.none(), TEXT, st.sampled_from(["},{", '"},{"', "\\", '\\"', "\r\n", "</result>"])),
        min_size=2,
        max_size=2,
    ),
    max_size=8,
)


@given(ROWS_OF_TEXT, st.sampled_from(["json", "csv", "tsv", "xml"]), st.integers(1, 7))
def test_rows_are_counted_exactly_whatever_they_hold_and_wherever_they_are_cut(
    rows: list[list[str | None]], form: str, size: int
) -> None:
    def written(cell: str | None) -> str:
        return "UNDEF" if cell is None else json.dumps(cell).replace("\\/", "/")

    rows = [[None if c is None else "".join(x for x in c if ord(x) >= 32 or x in "\r\n") for c in row] for row in rows]
    rows = [[None if c is None else "".join(x for x in c if ord(x) < 0xFFFE) for c in row] for row in rows]
    values = " ".join(f"({' '.join(written(cell) for cell in row)})" for row in rows)
    result = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(result, ox.QuerySolutions)
    formats = {f.file_extension: f for f in (ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.TSV)}
    formats |= {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}
    whole = result.serialize(format=formats[form]) or b""

    def fits(limit: int) -> bool:
        sink = Sink(form, Limits(rows=limit))
        try:
            for place in range(0, len(whole), size):
                sink.write(whole[place : place + size])
        except Refused:
            return False
        return sink.written() == whole

    assert fits(max(len(rows), 1))
    if len(rows) > 1:
        assert not fits(len(rows) - 1)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_refusal_can_be_told_whatever_the_headers_say(accept: str, language: str) -> None:
    headers, body = problem(Refused("rows", limit=3), "http://a.net/", accept, language)
    assert body.decode() and dict(headers)[b"content-length"] == str(len(body)).encode()
    assert dict(headers)[b"content-language"] in (b"ar", b"en", b"ar, en")
