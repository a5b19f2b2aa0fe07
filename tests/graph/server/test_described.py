"""Everything that the server says of itself is true: good and hostile requests are made of its own description."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.server.app import Application
from graph.server.limits import Limits
from graph.server.sparql import Endpoint
from graph.site.formats import FORMATS
from graph.site.site import Site
from graph.store import base_of
from ontology.namespaces import expand

from .calling import Answered, Caller, Headers
from .described import HERE, Forms, Link, Operation, examples, linked, operations
from .hostility import HEADERS, METHODS, SENT, TEXTS
from .kinds import KINDS
from .sound import sound

HTML: Headers = [("accept", "text/html")]
MODIFIED = 1_700_000_000.0
SEARCHED = settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
LONG = f"query.html?query={quote('ASK {}' + ' # so long that its answer is fetched with a form' * 140)}"
OFFERED = ("text/html", *(form.media_type for form in FORMATS))


@pytest.fixture(scope="module")
def caller(store: ox.Store) -> Iterator[Caller]:
    """What calls the server over the whole graph, with its endpoint, in this process."""
    endpoint = Endpoint(store, f"{HERE}sparql", replace(Limits(), seconds=5, rows=2000), "/query")
    endpoint.start()
    made = Caller(Application(Site(store, base_of(store)), MODIFIED, endpoint))
    yield made
    made.close()
    endpoint.stop()


@pytest.fixture(scope="module")
def pages(caller: Caller) -> dict[str, Answered]:
    """A page of each kind in both languages, by address."""
    addresses = [f"/{tag}/{path}" for tag in ("ar", "en") for path in (*KINDS, LONG)]
    return {address: caller.ask(address, headers=HTML) for address in addresses}


@pytest.fixture(scope="module")
def asked(pages: dict[str, Answered]) -> list[Operation]:
    """What can be asked: all forms of all pages, and what is asked without fields."""
    found = operations((HERE + address[1:], answer.text) for address, answer in pages.items())
    assert {operation.target.rpartition("/")[2] for operation in found} >= {"search.html", "query.html", "search.json"}
    assert any(operation.method == "POST" and operation.target == "/sparql" for operation in found)
    assert any(operation.target.startswith("/ar/question/") for operation in found)
    protocol = ("query", "default-graph-uri", "named-graph-uri", "format", "update")
    found += [Operation(method, "/sparql", tuple((name, ()) for name in protocol)) for method in ("GET", "POST")]
    return [*found, *(Operation("GET", target) for target in ("/", "/void.ttl", "/ontology", "/concepts", "/query"))]


def test_every_kind_of_page_is_sound(pages: dict[str, Answered]) -> None:
    for address, answer in pages.items():
        assert answer.status == (404 if "nothing" in address else 200), address
        sound(answer)


def test_everything_that_is_linked_answers_as_promised(caller: Caller, pages: dict[str, Answered]) -> None:
    by_kind: dict[tuple[str, str, str], set[Link]] = defaultdict(set)
    for address, answer in pages.items():
        place = HERE + address[1:]
        for link in (*linked(answer, place), *Forms(place, answer.text).links):
            by_kind[link.relation, link.media_type, link.language].add(link)
    promised = {(media, language) for _, media, language in by_kind}
    assert {media for media, _ in promised} >= set(OFFERED) and {language for _, language in promised} >= {"ar", "en"}
    chosen = random.Random(4)
    for links in by_kind.values():  # that no link is broken at all is asserted of the static site
        for link in chosen.sample(sorted(links), min(len(links), 30)):
            answer = caller.ask(link.target, headers=HTML if link.language else [])
            sound(answer)
            assert answer.status in ((404,) if "nothing" in link.target else (200, 301, 302, 303)), link
            if answer.status == 200:
                assert link.media_type in ("", "module", answer.media_type), (link, answer.media_type)
                assert link.language in ("", answer.headers.get("content-language")), link


def test_what_the_description_names_is_there_in_every_format(caller: Caller, store: ox.Store) -> None:
    things = examples(caller, base_of(store))
    assert things
    for thing in things:
        for form in FORMATS:
            sent = caller.ask(thing, headers=[("accept", form.media_type)])
            sound(sent)
            assert sent.status == 303, thing
            data = caller.ask(sent.headers["location"])
            sound(data)
            assert (data.status, data.media_type) == (200, form.media_type)
            describing = [link.relation for link in linked(data, HERE)]
            assert describing.count("alternate") == 2
            for link in linked(sent, HERE):
                assert caller.ask(link.target).media_type == link.media_type


def test_the_endpoint_gives_every_format_that_its_description_names(caller: Caller) -> None:
    answer = caller.ask("/sparql", headers=[("accept", "application/n-triples")])
    sound(answer)
    said = list(ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES))
    (address,) = {t.object.value for t in said if t.predicate.value == expand("sd:endpoint")}
    named = {t.object.value for t in said if t.predicate.value == expand("sd:resultFormat")}
    results = (
        ox.QueryResultsFormat.JSON,
        ox.QueryResultsFormat.XML,
        ox.QueryResultsFormat.CSV,
        ox.QueryResultsFormat.TSV,
    )
    graphs = [*(ox.RdfFormat.from_media_type(form.media_type) for form in FORMATS)]
    assert named == {form.iri for form in (*results, *graphs) if form}
    for forms, query in ((results, "SELECT * { ?s ?p ?o } LIMIT 9"), (graphs, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 9")):
        for form in forms:
            assert form is not None
            kind = form.media_type
            given_ = caller.ask(f"{address.removeprefix(HERE[:-1])}?query={quote(query)}", headers=[("accept", kind)])
            sound(given_)
            assert (given_.status, given_.media_type) == (200, kind.partition(";")[0])


FIELDS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40), SENT), max_size=6)
"""Fields of an operation by their place, each with the place of a value that is offered, and a hostile one."""


@SEARCHED
@given(st.integers(0, 10**6), FIELDS, HEADERS, st.sampled_from([None] * 6 + list(METHODS)))
def test_whatever_is_sent_with_a_form(
    caller: Caller,
    asked: list[Operation],
    place: int,
    chosen: list[tuple[int, int, str]],
    headers: Headers,
    method: str | None,
) -> None:
    operation = asked[place % len(asked)]
    pairs = []
    for number, offered, hostile in chosen:
        if number < len(operation.fields):
            name, values = operation.fields[number]
            value = quote(values[offered]) if offered < len(values) else hostile
            pairs.append(f"{name}={value}")
        else:  # a field that no form has, or one without a name or value
            pairs.append(hostile)
    sent = "&".join(pairs)
    method = method or operation.method
    if method == "POST":
        form = [("content-type", "application/x-www-form-urlencoded")]
        sound(caller.ask(operation.target, method, [*form, *_once(headers, form)], sent.encode()), method)
    else:
        sound(caller.ask(f"{operation.target}?{sent}", method, _once(headers)), method)


STARTS = (
    *("/", "/id/", "/id/body/unodc", "/data/", "/data/body/unodc.", "/data/ontology/", "/ontology", "/assets/"),
    *("/ar/", "/en/id/", "/ar/id/document/CTOC/COP/2018/2/para/", "/en/list/", "/en/list/Event/year-", "/ar/timeline/"),
    *("/en/question/", "/ar/concepts/", "/en/ontology/", "/.well-known/", "/void.", "/sparql/", "/fr/"),
)
ENDS = ("", ".html", ".ttl", "/", ".", "/../", ".html/x", "%2ehtml", "?", "//")


@SEARCHED
@given(st.sampled_from(STARTS), SENT, st.sampled_from(ENDS), HEADERS, st.sampled_from(["GET"] * 5 + list(METHODS)))
@example("/id/", "x" * 20_000, "", [], "GET")
@example("/ar/", "%2e%2e/" * 300, ".html", [("accept", "text/html")], "GET")
def test_whatever_path_is_asked(
    caller: Caller, start: str, hostile: str, end: str, headers: Headers, method: str
) -> None:
    answer = caller.ask(start + hostile + end, method, _once(headers))
    sound(answer, method)


LITERAL = TEXTS.map(
    lambda text: "".join(
        f"\\U{ord(c):08X}" for c in text[:200] if c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"
    )
)
"""Hostile text as SPARQL has it in a literal."""
QUERIES = (
    'SELECT ("TEXT" AS ?label) ?a {{ VALUES ?a {{ "TEXT" <javascript:harm> <https://a.net/x> sj:Body }} }}',
    'SELECT (CONCAT("TEXT", STR(?n)) AS ?thing) ?n {{ VALUES ?n {{ 3 4 5 6 }} }}',
    'CONSTRUCT {{ <https://a.net/x> <https://a.net/y> "TEXT" , "TEXT"@en }} WHERE {{}}',
    'SELECT (IRI(CONCAT("https://a.net/", ENCODE_FOR_URI("TEXT"))) AS ?i) (STRLANG("TEXT", "x-harm") AS ?l) {{}}',
    'ASK {{ ?s ?p "TEXT" }}',
    'SELECT * {{ ?s skos:prefLabel "TEXT" FILTER(REGEX("TEXT", "TEXT")) ',
)
"""Queries with a text in them; the last one has a mistake."""


@settings(SEARCHED, max_examples=60)
@given(st.sampled_from(QUERIES), LITERAL, st.sampled_from(["ar", "en"]), st.sampled_from((*OFFERED, "*/*", "text/csv")))
def test_whatever_a_query_holds_or_answers(caller: Caller, query: str, text: str, language: str, accept: str) -> None:
    whole = quote(query.format().replace("TEXT", text))
    page = caller.ask(f"/{language}/query.html?query={whole}", headers=HTML)
    sound(page)
    assert page.status == 200
    sound(caller.ask(f"/sparql?query={whole}", headers=[("accept", accept), ("accept-language", language)]))


ACCEPTED = st.dictionaries(
    st.sampled_from((*OFFERED, "image/png", "text/css")), st.integers(0, 10), min_size=1, max_size=5
)


@settings(SEARCHED, max_examples=100)
@given(ACCEPTED, st.sampled_from(["/id/body/unodc", "/ontology", "/concepts", "/.well-known/void"]), st.data())
def test_what_is_wanted_most_comes(caller: Caller, weights: dict[str, int], address: str, data: st.DataObject) -> None:
    order = data.draw(st.permutations(sorted(weights)))
    header = ", ".join(f"{kind};q={weights[kind] / 10:g}" for kind in order)
    sent = caller.ask(address, headers=[("accept", header), ("accept-language", "ar")])
    sound(sent)
    there = {kind: weight for kind, weight in weights.items() if kind in OFFERED and weight}
    if not there:
        assert sent.status == 406
        assert all(kind in sent.text for kind in OFFERED)
        return
    assert sent.status in (302, 303)
    given_ = caller.ask(sent.headers["location"])
    sound(given_)
    assert given_.status == 200 and there[given_.media_type] == max(there.values())


SPEAKS = st.permutations(["ar", "en", "fr", "ar-EG", "en-GB", "*"]).map(lambda tags: tags[:3])


@settings(SEARCHED, max_examples=40)
@given(SPEAKS)
def test_the_language_that_is_read_best_comes(caller: Caller, tags: list[str]) -> None:
    header = ", ".join(f"{tag};q={1 - number / 10:g}" for number, tag in enumerate(tags))
    first = next((tag[:2] for tag in tags if tag[:2] in ("ar", "en")), "ar")
    for address in ("/", "/id/body/unodc", "/query"):
        sent = caller.ask(address, headers=[*HTML, ("accept-language", header)])
        assert sent.headers["location"].startswith(f"/{first}/"), header
    told = caller.ask("/nothing", headers=[*HTML, ("accept-language", header)])
    sound(told)
    assert told.headers["content-language"] == first


def test_head_says_what_get_gives_and_what_is_held_is_not_sent_again(
    caller: Caller, pages: dict[str, Answered]
) -> None:
    addresses = [
        *pages,
        "/",
        "/id/body/unodc",
        "/data/body/unodc.ttl",
        "/void.rdf",
        "/assets/site.css",
        "/search.json?q=a",
    ]
    addresses += [
        "/assets/terms.json",
        "/sparql",
        "/sparql?query=ASK%20%7B%7D",
        "/sparql?query=ASK",
        "/nothing",
        "/ontology.nt",
    ]
    for address in addresses:
        for packed in ([], [("accept-encoding", "gzip")]):
            got = caller.ask(address, headers=packed)
            head = caller.ask(address, "HEAD", packed)
            assert (head.status, head.fields, head.body) == (got.status, got.fields, b""), address
            if got.status != 200:
                continue
            tag = got.headers["etag"]
            assert re.fullmatch(r'"[0-9a-z-]+"', tag)
            for held in (tag, f'"other", W/{tag}', "*"):
                again = caller.ask(address, headers=[*packed, ("if-none-match", held)])
                assert (again.status, again.headers["etag"], again.body) == (304, tag, b""), address
                sound(again)
            assert caller.ask(address, headers=[*packed, ("if-none-match", '"other"')]).body == got.body


def _once(headers: Headers, before: Headers | None = None) -> Headers:
    """The fields of a header, each once, and none that is there before."""
    there = {name for name, _ in before or []}
    return [(name, value) for name, value in dict(headers).items() if name not in there]
