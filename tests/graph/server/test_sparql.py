"""The endpoint over the whole graph, by HTTP: forms, negotiation, refusals in both languages, its description."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from graph.query import RESULT_FORMS, run
from graph.server.forms import GRAPHS, TABLES, Form
from graph.server.headers import PREFLIGHT
from graph.server.limits import Limits
from graph.server.service import announced
from ontology.namespaces import expand

from .serving import ask, served

LABELS = "SELECT ?body ?label WHERE { ?body a sj:Body ; skos:prefLabel ?label } ORDER BY ?label ?body LIMIT 50"
ABOUT = "CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s a sj:Body ; skos:prefLabel ?o }"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def client(store: ox.Store) -> Iterator[httpx.Client]:
    with served(store, Limits(rows=2000), query_page="http://example.org/ar/query.html") as client:
        yield client


@pytest.mark.parametrize("form", TABLES, ids=lambda form: str(form.name))
def test_rows_come_in_each_form(client: httpx.Client, store: ox.Store, form: Form) -> None:
    expected = run(store, LABELS)
    for answer in (
        ask(client, LABELS, Accept=form.media_types[0]),
        client.get("/", params=[("query", LABELS), ("format", form.name)]),
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == form.content_type(form.media_types[0])
        if form.name == "csv":
            rows = list(csv.reader(io.StringIO(answer.text)))
            assert rows[0] == ["body", "label"]
            assert rows[1:] == [
                [str(cell.value) for cell in row if cell and not isinstance(cell, ox.Triple)] for row in expected.rows
            ]
        else:
            parsed = ox.parse_query_results(answer.content, format=RESULT_FORMS[form.name])
            assert isinstance(parsed, ox.QuerySolutions)
            assert [tuple(row) for row in parsed] == list(expected.rows)


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: str(form.name))
def test_graphs_come_in_each_form(client: httpx.Client, store: ox.Store, form: Form) -> None:
    expected = {tuple(row) for row in run(store, ABOUT).rows}
    answer = ask(client, ABOUT, Accept=form.media_types[0])
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(form.media_types[0])
    assert isinstance(form.written, ox.RdfFormat)
    parsed = {tuple(quad.triple) for quad in ox.parse(answer.content, format=form.written)}
    assert parsed == expected
    assert ask(client, "DESCRIBE sjc:role-chair", Accept=form.media_types[0]).status_code == 200


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        (LABELS, "", "application/sparql-results+json"),
        (LABELS, "*/*", "application/sparql-results+json"),
        (LABELS, "application/json;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        (LABELS, "text/*", "text/xml"),
        (LABELS, "text/csv;q=0, text/*;q=0.1, application/json;q=0.05", "text/xml"),
        (LABELS, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("ASK {}", "text/csv", "text/csv"),
        (ABOUT, "", "text/turtle"),
        (ABOUT, "application/rdf+xml;q=0.5, application/ld+json", "application/ld+json"),
        (ABOUT, "text/n3", "text/n3"),
        (ABOUT, "application/x-turtle", "text/turtle"),
        (ABOUT, "text/plain, text/turtle;q=0.5", "text/plain"),
        (ABOUT, "application/sparql-results+json", "text/turtle"),
    ],
)
def test_the_form_that_is_wanted_most_comes(client: httpx.Client, query: str, accept: str, given: str) -> None:
    answer = ask(client, query, Accept=accept)
    assert answer.headers["content-type"].partition(";")[0] == given
    assert "accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [(LABELS, "text/turtle"), (ABOUT, "text/csv"), (LABELS, "image/png"), ("ASK { sj:Body ?p ?o }", "text/turtle")],
)
def test_where_no_form_fits_those_that_are_there_are_named(client: httpx.Client, query: str, accept: str) -> None:
    answer = ask(client, query, Accept=accept)
    assert answer.status_code == 406
    assert ("text/turtle" in answer.text) == (query == ABOUT)
    assert ("text/csv" in answer.text) == (query != ABOUT)


def test_headers_in_several_lines_are_one_list(client: httpx.Client) -> None:
    asked = {"query": LABELS}
    for lines in (["text/csv", "application/json;q=0.1"], ["application/json;q=0.1", "text/csv"]):
        answer = client.get("/", headers=[("Accept", line) for line in lines], params=asked)
        assert answer.headers["content-type"].startswith("text/csv")
    held = [("Accept", "text/csv"), ("If-None-Match", answer.headers["etag"]), ("If-None-Match", '"other"')]
    assert client.get("/", headers=held, params=asked).status_code == 304


@pytest.mark.parametrize("form", ["json", "xml"])
def test_the_store_of_rdflib_that_asks_an_endpoint_reads_rows_and_graphs(client: httpx.Client, form: str) -> None:
    asked = SPARQLStore(f"{client.base_url}/", returnFormat=form)
    rows = asked.query(LABELS)
    assert rows.type == "SELECT" and len(rows) == 50
    graph = asked.query(ABOUT)
    assert graph.type == "CONSTRUCT" and graph.graph is not None and len(graph.graph) > 50
    assert asked.query("ASK { ?s ?p ?o }").askAnswer


@pytest.mark.parametrize("name", ["turtle", "n3", "xml", "rdf+xml", "rdf", "json-ld", "json", "application/ld+json"])
def test_a_graph_is_asked_for_by_the_names_that_clients_send(client: httpx.Client, name: str) -> None:
    answer = client.get("/", params={"query": ABOUT, "format": name}, headers={"Accept": "*/*"})
    media_type = answer.headers["content-type"].partition(";")[0]
    form = next(form for form in GRAPHS if media_type in form.media_types)
    assert isinstance(form.written, ox.RdfFormat)
    assert len(list(ox.parse(answer.content, format=form.written))) > 50


def test_a_question_of_yes_or_no_in_forms_for_rows(client: httpx.Client) -> None:
    assert [ask(client, "ASK {}", Accept=form.media_types[0]).text for form in TABLES[2:]] == ["true\n", "true\n"]
    assert ask(client, "ASK { sj:Body ?p ?o }", Accept="text/csv").text == "true\n"


def test_the_same_answer_whether_it_is_kept_or_not_and_in_every_way_to_ask(client: httpx.Client) -> None:
    answers = [ask(client, LABELS), ask(client, LABELS), client.get("/", params={"query": LABELS})]
    answers.append(client.post("/", content=LABELS, headers={"Content-Type": "application/sparql-query"}))
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["etag"] for answer in answers}) == 1


def test_what_is_another_every_time_is_not_kept(client: httpx.Client) -> None:
    query = "SELECT (RAND() AS ?n) (STRUUID() AS ?u) {}"
    assert ask(client, query).content != ask(client, query).content


def test_a_client_that_has_the_answer_gets_none(client: httpx.Client) -> None:
    first = ask(client, LABELS)
    tags = f'"other", W/{first.headers["etag"]}'
    again = ask(client, LABELS, **{"If-None-Match": tags})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert ask(client, LABELS, **{"If-None-Match": '"other"'}).status_code == 200


def test_head_has_the_headers_of_get(client: httpx.Client) -> None:
    for query in (LABELS, "ASK {", ""):
        params = {"query": query} if query else {}
        got, head = client.get("/", params=params), client.head("/", params=params)
        assert head.content == b"" and got.content
        for name in ("content-type", "content-length"):
            assert head.headers[name] == got.headers[name]
        assert head.status_code == got.status_code


@pytest.mark.parametrize("rows", [50, 2000])
def test_a_long_answer_is_packed_for_who_takes_that(client: httpx.Client, rows: int) -> None:
    query = f"SELECT ?s ?p ?o {{ ?s ?p ?o }} ORDER BY ?s ?p ?o LIMIT {rows}"
    sent = {"Accept-Encoding": "gzip"}
    with client.stream("POST", "/sparql/", data={"query": query}, headers=sent) as packed:
        raw = b"".join(packed.iter_raw())
    plain = ask(client, query, **{"Accept-Encoding": "identity"})
    assert (packed.headers["content-encoding"], gzip.decompress(raw)) == ("gzip", plain.content)
    assert "content-encoding" not in plain.headers and len(raw) < len(plain.content) / 3
    assert all("accept-encoding" in each.headers["vary"] for each in (plain, packed))
    assert packed.headers["etag"] != plain.headers["etag"]
    again = ask(client, query, **sent, **{"If-None-Match": packed.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", packed.headers["etag"])
    assert ask(client, query, **sent, **{"If-None-Match": plain.headers["etag"]}).status_code == 200
    head = client.head("/", params={"query": query}, headers=sent)
    assert (head.headers["content-encoding"], head.headers["etag"]) == ("gzip", packed.headers["etag"])


def test_a_short_answer_is_not_packed(client: httpx.Client) -> None:
    for query in ("ASK {}", "SELECT ?label { sj:Body skos:prefLabel ?label }"):
        answer = ask(client, query, **{"Accept-Encoding": "gzip"})
        assert "content-encoding" not in answer.headers and int(answer.headers["content-length"]) < 1024


def test_pages_of_other_sites_may_ask(client: httpx.Client) -> None:
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "POST" in answer.headers["access-control-allow-methods"]
    for each in (answer, ask(client, LABELS), ask(client, "ASK {"), client.put("/")):
        assert each.headers["access-control-allow-origin"] == "*"
        assert "ETag" in each.headers["access-control-expose-headers"]
    assert answer.headers["access-control-allow-headers"] == PREFLIGHT["access-control-allow-headers"]
    assert client.put("/").headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_the_service_describes_itself(client: httpx.Client, store: ox.Store) -> None:
    for form in GRAPHS:
        assert isinstance(form.written, ox.RdfFormat)
        answer = client.get("/", headers={"Accept": form.media_types[0]})
        said = [quad.triple for quad in ox.parse(answer.content, format=form.written)]
        one = {(t.predicate.value, getattr(t.object, "value", "")) for t in said}
        assert (f"{SD}endpoint", "http://example.org/sparql") in one
        assert (f"{SD}supportedLanguage", f"{SD}SPARQL11Query") in one
        assert {value for name, value in one if name == f"{SD}resultFormat"} == {
            f.written.iri for f in (*TABLES, *GRAPHS)
        }
        assert not [name for name, _ in one if name == f"{SD}feature"]
        named = {value for name, value in one if name == f"{SD}name"}
        assert named == {graph.value for graph in store.named_graphs()}
        for predicate in ("rdfs:label", "rdfs:comment"):
            texts = [t.object for t in said if t.predicate.value == expand(predicate)]
            assert {text.language for text in texts if isinstance(text, ox.Literal)} == {"ar", "en"}
    limits = announced(Limits(rows=2000))
    assert "2000" in limits["en"] and "٢٠٠٠" in limits["ar"]
    assert limits["en"] in client.get("/", headers={"Accept": "application/n-triples"}).text


def test_a_person_with_a_browser_is_sent_to_the_page_for_queries(client: httpx.Client) -> None:
    answer = client.get("/", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "http://example.org/ar/query.html")
    assert client.get("/", headers={"Accept": "text/turtle, text/html;q=0.5"}).status_code == 200
    assert client.get("/", headers={"Accept": "*/*"}).status_code == 200


def test_a_refusal_is_in_the_language_asked_for_and_else_in_both(client: httpx.Client) -> None:
    arabic, english = "الاستعلام غير مفهوم", "The query cannot be understood"
    for language, there in (
        ("ar", (True, False)),
        ("en-GB,ar;q=0.3", (False, True)),
        ("", (True, True)),
        ("fr", (True, True)),
    ):
        answer = ask(client, "ASK { ?s ?p }", **{"Accept-Language": language})
        assert answer.status_code == 400
        assert (arabic in answer.text, english in answer.text) == there
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "query:1:" in answer.text and "^" in answer.text


def test_programs_get_a_refusal_as_json(client: httpx.Client) -> None:
    for accept in ("application/problem+json, text/csv;q=0.5", "application/sparql-results+json, */*;q=0.1"):
        answer = ask(client, "SELECT * { ?s ?p ?o }", Accept=accept, **{"Accept-Language": "en"})
        assert answer.headers["content-type"] == "application/problem+json"
        problem = json.loads(answer.content)
        assert (problem["status"], problem["type"]) == (422, "http://example.org/sparql#rows")
        assert problem["title"] == "The answer has too many rows" and "2000" in problem["detail"]
        assert set(problem["texts"]) == {"ar", "en"}


@pytest.mark.parametrize("form", [*TABLES, *GRAPHS], ids=lambda form: str(form.name))
def test_rows_beyond_the_limit_are_refused_and_not_cut(client: httpx.Client, form: Form) -> None:
    head = "SELECT *" if form in TABLES else "CONSTRUCT"
    accept = form.media_types[0]
    fits = ask(client, f"{head} WHERE {{ ?s ?p ?o }} LIMIT 2000", Accept=accept)
    assert fits.status_code == 200, fits.text
    beyond = ask(client, f"{head} WHERE {{ ?s ?p ?o }} LIMIT 2001", Accept=accept)
    assert beyond.status_code == 422
    assert "LIMIT" in beyond.text and "http" not in beyond.text.replace("http://example.org/sparql#", "")


def test_a_point_query_is_held_to_the_limit_of_rows_too(store: ox.Store) -> None:
    node, said = ox.NamedNode(expand("Body")), len(run(store, "SELECT ?p ?o { sj:Body ?p ?o }").rows)
    assert said > 3
    for text in (f"SELECT ?p ?o {{ {node} ?p ?o }}", f"SELECT ?o ?p {{ {node} ?p ?o ; ?p ?o }}"):
        with served(store, Limits(rows=said - 1)) as client:
            assert ask(client, text).status_code == 422
            assert ask(client, text + " LIMIT 2").status_code == 200
        with served(store, Limits(rows=said)) as client:
            assert ask(client, text).status_code == 200


def test_relative_addresses_and_the_prefixes_of_the_project_are_understood(client: httpx.Client) -> None:
    answer = ask(client, "CONSTRUCT { <s> <#p> sj:Body } {}", Accept="application/n-triples")
    assert answer.text == f"<http://example.org/s> <http://example.org/sparql#p> <{expand('Body')}> .\n"


@pytest.mark.parametrize(
    ("request_", "status", "kind"),
    [
        ("query=ASK%20%7B%7D&default-graph-uri=x%20y", 400, "graph-iri"),
        ("query=ASK%20%7B%7D&default-graph-uri=http://%5B", 400, "graph-iri"),
        ("query=ASK%20%7B%7D&named-graph-uri=a:%25zz", 400, "graph-iri"),
        ("query=ASK%20%7B%7D&" + "&".join(f"named-graph-uri=http://x/{n}" for n in range(101)), 400, "too-many-graphs"),
        ("query=%FF", 400, "not-utf8"),
        ("query=" + "x" * 14000, 400, "query"),
        ("query=" + quote("ASK " + "{" * 101 + "}" * 101), 400, "too-deep"),
        ("query=" + quote("ASK { SERVICE <http://a.net/> {} }"), 403, "service"),
        ("query=" + quote("INSERT DATA { <a:a> <a:a> 1 }"), 400, "query"),
        ("query=" + quote("LOAD <http://a.net/>"), 400, "query"),
        ("query=" + quote("ASK { FILTER(<script>alert(1)</script>) }"), 400, "query"),
        ("query=ASK%20%7B%7D&format=%0D%0ASet-Cookie:%20a", 406, "not-acceptable"),
    ],
)
def test_bad_requests(client: httpx.Client, request_: str, status: int, kind: str) -> None:
    answer = client.get(f"/?{request_}", headers={"Accept": "application/problem+json, text/csv;q=0.5"})
    assert (answer.status_code, answer.json()["type"]) == (status, f"http://example.org/sparql#{kind}")
    assert "Traceback" not in answer.text and "set-cookie" not in answer.headers


def test_bad_bodies(client: httpx.Client) -> None:
    direct = {"Content-Type": "application/sparql-query"}
    assert client.post("/", content=b"x" * 150_000, headers=direct).status_code == 413
    assert client.post("/", content=b"x" * 400_000, headers=direct).status_code == 413
    assert client.post("/", content=iter([b"x" * 200_000] * 3), headers=direct).status_code == 413
    assert client.post("/", content=b"\xff", headers=direct).status_code == 400
    assert client.post("/", data={"a": "b"}).status_code == 400


def test_a_graph_of_the_request_is_the_whole_dataset(client: httpx.Client, store: ox.Store) -> None:
    graph = next(iter(store.named_graphs())).value
    counted = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    expected = len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(graph))))
    for name in ("default-graph-uri", "named-graph-uri"):
        answer = client.get("/", params={"query": counted, name: graph, "format": "csv"})
        assert answer.text.split() == ["n", str(expected)]
    nowhere = client.get("/", params={"query": counted, "default-graph-uri": "http://127.0.0.1:9/", "format": "csv"})
    assert nowhere.text.split() == ["n", "0"]


def test_graphs_with_any_name_are_described() -> None:
    names = ["http://[::1]/g#a", "urn:x:a?b=c", "https://a.net/\u0633%20x"]
    store = ox.Store()
    node = ox.NamedNode("urn:x:y")
    store.extend(ox.Quad(node, node, node, ox.NamedNode(name)) for name in names)
    with served(store) as client:
        answer = client.get("/", headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    said = [quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)]
    assert {str(t.object) for t in said if t.predicate.value == f"{SD}name"} == {f"<{name}>" for name in names}
    assert len({t.object for t in said if t.predicate.value == f"{SD}namedGraph"}) == len(names)
