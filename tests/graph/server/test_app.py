"""The server's answers: dereferencing, language, formats, conditions, refusals, headers, hostile input."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.server.app import Application
from graph.server.dump_files import DumpFiles
from graph.site.formats import FORMATS
from graph.site.site import Site
from graph.store import base_of

from ..site.made import BASE, HOSTILE, quad, store_of, thing

MODIFIED = 1_700_000_000.0


@pytest.fixture(scope="module")
def client(store: ox.Store) -> Iterator[TestClient]:
    """A client of a server over the whole graph; it follows no redirect."""
    dumps = DumpFiles(store, base_of(store))
    app = Application(Site(store, base_of(store), dumps=dumps.listed()), MODIFIED, dumps=dumps)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as made:
        for name in ("accept", "accept-encoding"):
            del made.headers[name]
        yield made


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_a_thing_leads_to_its_data_in_every_format(client: TestClient, form: object) -> None:
    media, ending = form.media_type, form.ending  # type: ignore[attr-defined]
    sent = client.get("/id/body/unodc", headers={"accept": media})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/data/body/unodc.{ending}")
    data = client.get(sent.headers["location"])
    assert data.status_code == 200
    assert data.headers["content-type"].startswith(media)
    if ending != "jsonld":
        quads = list(ox.parse(data.content, format=ox.RdfFormat.from_extension(ending)))
        assert any(str(q.object) == '"United Nations Office on Drugs and Crime"@en' for q in quads)
    else:
        assert "مكتب الأمم المتحدة المعني بالمخدرات والجريمة" in data.text


@pytest.mark.parametrize(
    ("accept", "languages", "to"),
    [
        ("text/html", "ar", "/ar/id/body/unodc.html"),
        ("text/html", "en-GB, ar;q=0.4", "/en/id/body/unodc.html"),
        ("text/html, text/turtle;q=0.9", "en", "/en/id/body/unodc.html"),
        ("text/html;q=0.3, text/turtle;q=0.8", "en", "/data/body/unodc.ttl"),
        ("application/ld+json;q=0.5, application/rdf+xml;q=0.6", "ar", "/data/body/unodc.rdf"),
        ("*/*", "fr, ar;q=0.1", "/ar/id/body/unodc.html"),
        ("text/*;q=0, application/n-triples", "en", "/data/body/unodc.nt"),
    ],
)
def test_weights_and_languages_decide(client: TestClient, accept: str, languages: str, to: str) -> None:
    sent = client.get("/id/body/unodc", headers={"accept": accept, "accept-language": languages})
    assert (sent.status_code, sent.headers["location"]) == (303, to)
    assert "Accept" in sent.headers["vary"] and "Accept-Language" in sent.headers["vary"]
    assert 'rel="alternate"; type="text/turtle"' in sent.headers["link"]


def test_headers_in_several_lines_are_one_list(client: TestClient) -> None:
    lines = [("accept", "text/html;q=0.1"), ("accept", "text/turtle;q=0.2"), ("accept-language", "fr")]
    sent = client.get("/id/body/unodc", headers=lines)
    assert sent.headers["location"] == "/data/body/unodc.ttl"
    page = client.get("/id/body/unodc", headers=[("accept-language", "ar;q=0.1"), ("accept-language", "en")])
    assert page.headers["location"] == "/en/id/body/unodc.html"
    tag = client.get("/data/body/unodc.ttl").headers["etag"]
    held = client.get("/data/body/unodc.ttl", headers=[("if-none-match", '"other"'), ("if-none-match", tag)])
    assert held.status_code == 304


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("application/json", "jsonld"),
        ("text/n3", "ttl"),
        ("application/x-turtle", "ttl"),
        ("application/xml", "rdf"),
        ("text/xml;q=0.9, text/html;q=0.1", "rdf"),
        ("text/plain", "nt"),
        ("application/*", "jsonld"),
        ("application/*;q=0.9, application/ld+json;q=0.1, application/json;q=0", "nt"),
    ],
)
def test_data_are_found_by_the_names_that_common_clients_send(client: TestClient, accept: str, ending: str) -> None:
    for name, data in (("id/body/unodc", "data/body/unodc"), ("ontology", "ontology")):
        sent = client.get(f"/{name}", headers={"accept": accept})
        assert (sent.status_code, sent.headers["location"]) == (303, f"/{data}.{ending}")


def test_a_browser_gets_a_page_although_it_takes_xml(client: TestClient) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    for accept in (browser, "application/xhtml+xml", "application/xhtml+xml, text/turtle;q=0.5"):
        sent = client.get("/id/body/unodc", headers={"accept": accept, "accept-language": "en"})
        assert sent.headers["location"] == "/en/id/body/unodc.html"


def test_what_cannot_be_given_is_refused_with_what_can(client: TestClient) -> None:
    refused = client.get("/id/body/unodc", headers={"accept": "image/png", "accept-language": "ar"})
    assert refused.status_code == 406
    told = refused.json()
    assert (
        "text/turtle" in told["detail"]
        and "الصيغ المتاحة" in told["detail"]
        and "What there is" in told["texts"]["en"]["detail"]
    )


@pytest.mark.parametrize("name", ["ontology", "concepts"])
def test_terms_are_dereferenced_like_things(client: TestClient, name: str) -> None:
    sent = client.get(f"/{name}", headers={"accept": "text/turtle"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/{name}.ttl")
    data = client.get(sent.headers["location"])
    assert data.headers["content-type"].startswith("text/turtle") and "@prefix sj:" in data.text


def test_a_graph_that_is_no_paragraph_is_told_of_in_the_description(client: TestClient) -> None:
    for name in ("inferred", "authority", "CTOC/COP/2018/2"):
        sent = client.get(f"/graph/{name}", headers={"accept": "text/turtle"})
        assert (sent.status_code, sent.headers["location"]) == (303, "/void.ttl")
        assert f"sijill/graph/{name}>" in client.get(sent.headers["location"]).text
        sent = client.get(f"/graph/{name}", headers={"accept": "text/html", "accept-language": "en"})
        assert (sent.status_code, sent.headers["location"]) == (303, "/en/about.html")
    assert client.get("/graph/nothing").status_code == 404


def test_the_description_of_the_dataset_is_where_it_is_looked_for(client: TestClient) -> None:
    sent = client.get("/.well-known/void", headers={"accept": "text/turtle"})
    assert (sent.status_code, sent.headers["location"]) == (302, "/void.ttl")
    assert "void:Dataset" in client.get("/void.ttl").text


def test_a_page_says_what_it_is_to_people_and_programs(client: TestClient) -> None:
    page = client.get("/ar/id/body/unodc.html")
    assert page.headers["content-language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in page.text
    for relation in ("cite-as", "describedby", "license", "type"):
        assert f'rel="{relation}"' in page.headers["link"]
    assert 'hreflang="en" href="../../../en/id/body/unodc.html"' in page.text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S)
    assert json.loads(data)["@context"]


def test_what_a_client_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/en/id/country/NGA.html")
    again = client.get("/en/id/country/NGA.html", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    since = client.get("/en/id/country/NGA.html", headers={"if-modified-since": first.headers["last-modified"]})
    assert since.status_code == 304
    packed = client.get("/en/id/country/NGA.html", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and packed.text == first.text
    assert packed.headers["etag"] != first.headers["etag"]
    for held, taken, status in (("identity", "gzip", 200), ("gzip", "identity", 200), ("gzip", "gzip", 304)):
        tag = (packed if held == "gzip" else first).headers["etag"]
        told = {"if-none-match": tag, "accept-encoding": taken}
        again = client.get("/en/id/country/NGA.html", headers=told)
        assert again.status_code == status
        assert again.headers["etag"] == (packed if taken == "gzip" else first).headers["etag"]
    changed = client.get("/en/id/country/NGA.html", headers={"if-none-match": '"another"'})
    assert changed.status_code == 200


def test_head_says_what_get_would(client: TestClient) -> None:
    got, asked = client.get("/en/id/country/NGA.html"), client.head("/en/id/country/NGA.html")
    assert asked.content == b""
    assert {k: v for k, v in asked.headers.items() if k != "date"} == {
        k: v for k, v in got.headers.items() if k != "date"
    }


def test_other_sites_may_read(client: TestClient) -> None:
    for address in ("/id/body/unodc", "/data/body/unodc.ttl", "/en/id/body/unodc.html", "/en/nothing.html"):
        assert client.get(address).headers["access-control-allow-origin"] == "*"
    preflight = client.options("/data/body/unodc.ttl", headers={"origin": "https://example.org"})
    assert preflight.status_code == 204 and "GET" in preflight.headers["access-control-allow-methods"]


def test_what_is_not_there_is_told_in_both_languages(client: TestClient) -> None:
    page = client.get("/ar/id/body/unodcc.html", headers={"accept": "text/html"})
    assert page.status_code == 404 and "لا صفحة هنا" in page.text and "/ar/id/body/unodc.html" in page.text
    for method in ("post", "put", "delete", "patch"):
        refused = getattr(client, method)("/en/index.html")
        assert refused.status_code == 405 and "GET" in refused.headers["allow"]


def test_every_answer_is_guarded(client: TestClient) -> None:
    for address in ("/", "/id/body/unodc", "/en/index.html", "/data/body/unodc.ttl", "/nothing", "/assets/site.css"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"], address
        assert headers["x-content-type-options"] == "nosniff"


PATHS = [
    "/ar/../../etc/passwd",
    "/assets/..%2f..%2fapp.py",
    "/assets/%2e%2e/site.py",
    "/data/..%2f..%2fetc%2fpasswd.ttl",
    "/en/id/%00.html",
    "/id/%0d%0aSet-Cookie:%20a=b",
    "/id/" + "a/" * 2000,
    "/en/" + quote("<script>alert(1)</script>") + ".html",
    "/en/id/" + quote("'\"><img src=x onerror=alert(1)>") + ".html",
    "/ar/id/" + quote("هيئة") + ".html",
    "/en/id/%ff%fe.html",
    "/data/ontology/%3Cx%3E.ttl",
    "/en/id/ body.html",
    "/en/list/Body/page-999999999999999999999.html",
    "/en/timeline/0000.html",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["text/html", "*/*", "text/turtle", ";;;,q=,\x80"])
def test_hostile_addresses_are_refused_without_a_trace(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"accept": accept.encode("latin-1")})
    assert 400 <= answer.status_code < 500, answer.status_code
    assert "Traceback" not in answer.text and "<script>alert" not in answer.text and "<img" not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "query",
    ["q=%ff", "a=1&" * 100, "q=" + "x" * 30_000, "q=%00", "q=<script>alert(1)</script>", "=&&=;", "lang=xx", "q=‮abc"],
)
@pytest.mark.parametrize("path", ["/en/index.html", "/ar/search.html", "/search.json", "/en/id/body/unodc.html"])
def test_hostile_values_do_no_harm(client: TestClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}", headers={"accept": "text/html"})
    assert answer.status_code < 500
    assert "Traceback" not in answer.text and "<script>alert" not in answer.text


def test_labels_that_hold_markup_are_escaped_everywhere() -> None:
    parts = [thing("body/x", "Body", ar=HOSTILE, en=HOSTILE), thing("country/y", "Country", ar=HOSTILE, en=HOSTILE)]
    said = [quad(f"{BASE}id/body/x", "dcterms:description", HOSTILE, tag="en")]
    app = Application(Site(store_of(*parts, said), BASE), MODIFIED)
    with TestClient(app) as client:
        for path in (
            "id/body/x.html",
            "list/Body.html",
            "index.html",
            "lists.html",
            "countries.html",
            "search.html?q=x",
        ):
            for language in ("ar", "en"):
                page = client.get(f"/{language}/{path}")
                assert page.status_code == 200, path
                assert "<script>alert" not in page.text
                assert "\u202e" not in page.text
        assert "{{ 7 * 7 }}" in client.get("/en/id/body/x.html").text


def test_an_error_of_ours_is_told_kindly(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = Application(Site(store, base_of(store)), MODIFIED)

    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr(app.pages, "get", broken)
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/ar/index.html", headers={"accept": "text/html"})
    assert answer.status_code == 500 and "حدث خطأ" in answer.text and "secret" not in answer.text


def test_data_of_a_thing_with_an_encoded_mark_are_where_its_page_says() -> None:
    parts = [thing(f"body/{name}", "Body", ar="هيئة", en="Body") for name in ("a%3Fb", "a%23b", "a%5Bb%5D")]
    with TestClient(Application(Site(store_of(*parts), BASE), MODIFIED), follow_redirects=False) as client:
        for name in ("a%3Fb", "a%23b", "a%5Bb%5D"):
            assert client.get(f"/en/id/body/{name}.html").status_code == 200
            led = client.get(f"/id/body/{name}", headers={"accept": "text/turtle"})
            assert (led.status_code, led.headers["location"]) == (303, f"/data/body/{name}.ttl")
            data = client.get(led.headers["location"])
            assert data.status_code == 200 and f"id/body/{name}>" in data.text


@pytest.mark.parametrize("path", ["/en/id/programme/nope", "/ar/id/country/XXX.html"])
def test_a_page_that_is_not_there_suggests_no_noise_and_is_not_the_home_page(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"accept": "text/html"})
    assert page.status_code == 404 and "aria-current" not in page.text
    assert "Perhaps you mean" not in page.text and "لعلك تقصد" not in page.text


def test_searches_of_scripts_are_counted_and_have_pages(client: TestClient) -> None:
    def asked(**values: str | int) -> dict[str, object]:
        sent = client.get("/search.json", params={"q": "trafficking", "lang": "en", **values})
        assert sent.status_code == 200
        return dict(sent.json())

    first, second = (asked(page=page) for page in (1, 2))
    assert first["total"] == second["total"] and int(str(first["total"])) > 300
    pages = [[one["id"] for one in answer["results"]] for answer in (first, second)]  # type: ignore[attr-defined]
    assert [len(page) for page in pages] == [20, 20] and not set(pages[0]) & set(pages[1])
    few = asked(limit=8, lang="ar")
    assert few["told"] == "٨ اقتراحات" and str(few["all"]).startswith("كل النتائج (")
    for odd in ({"limit": "999"}, {"limit": "-1"}, {"page": "x"}, {"page": "٢"}, {"limit": "0"}):
        assert len(asked(**odd)["results"]) == 20  # type: ignore[arg-type]
    assert asked(page=99999)["results"] == [] and asked(q="")["total"] == 0


def test_all_pages_of_results_can_be_read_without_a_script(client: TestClient) -> None:
    seen: list[str] = []
    path: str | None = "/ar/search.html?q=trafficking"
    total = client.get("/search.json?q=trafficking&lang=ar").json()["total"]
    number = 0
    while path:
        page = client.get(path, headers={"accept": "text/html"}).text
        number += 1
        seen += re.findall(r'<a class="hit" href="([^"]+)"', page)
        following = re.search(rf'href="([^"]*search\.html\?q=trafficking&amp;page={number + 1})"', page)
        path = "/ar/" + following[1].removeprefix("../ar/").replace("&amp;", "&") if following else None
    assert len(seen) == len(set(seen)) == total
    assert number == -(-total // 20)
    last = client.get("/ar/search.html?q=trafficking&page=99999", headers={"accept": "text/html"}).text
    assert seen[-1] in last and f"page={number}" in last


def test_the_answer_of_a_question_is_a_table_for_spreadsheets(client: TestClient) -> None:
    sent = client.get("/ar/question/country-overview.table.csv?country=Nigeria")
    assert sent.status_code == 200 and sent.headers["content-type"].startswith("text/csv")
    assert sent.headers["content-disposition"] == 'attachment; filename="country-overview-NGA.table.csv"'
    assert sent.content.startswith(b"\xef\xbb\xbf") and "نيجيريا" in sent.text
    assert client.get("/en/question/conflicts.table.csv").status_code == 200
    refused = client.get("/ar/question/country-overview.table.csv?country=zzz")
    assert (refused.status_code, refused.headers["location"]) == (303, "/ar/question/country-overview.html?country=zzz")
    assert client.get("/ar/question/no-question.table.csv").status_code == 404
