"""What programs ask a server for beside things: the description, the whole graph, what search engines read."""

from __future__ import annotations

import gzip
import multiprocessing
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.dataset import DATASET_ID
from graph.server.app import Application
from graph.server.dump_files import DumpFiles
from graph.server.sparql import Endpoint
from graph.site.formats import FORMATS
from graph.site.site import Site
from graph.store import base_of
from ontology.namespaces import DEFAULT_BASE, expand, thing_iri
from ontology.vocabulary import key

from ..site.made import BASE, document, store_of

MODIFIED = 1_700_000_000.0  # 14 November 2023
HERE = "http://here.example:8000/"
DATASET = thing_iri(DATASET_ID)


@pytest.fixture(scope="module")
def dumps(store: ox.Store) -> Iterator[DumpFiles]:
    made = DumpFiles(store, base_of(store))
    yield made
    made.close()


@pytest.fixture(scope="module")
def client(store: ox.Store, dumps: DumpFiles) -> Iterator[TestClient]:
    """A client of a server over the whole graph, with an endpoint that nobody asks; it follows no redirect."""
    site = Site(store, base_of(store), dumps=dumps.listed())
    app = Application(site, MODIFIED, Endpoint(store, f"{HERE}sparql"), dumps)
    with TestClient(app, base_url=HERE, follow_redirects=False) as made:
        for name in ("accept", "accept-encoding"):
            del made.headers[name]
        yield made


def triples(client: TestClient, path: str) -> list[ox.Triple]:
    answer = client.get(path)
    assert answer.status_code == 200
    return [quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)]


def values(said: list[ox.Triple], name: str, subject: str = "") -> set[str]:
    return {
        key(t.object) for t in said if t.predicate.value == expand(name) and (not subject or key(t.subject) == subject)
    }


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_every_file_that_the_description_names_holds_the_whole_graph(
    client: TestClient, store: ox.Store, form: object
) -> None:
    ending, media_type = form.ending, form.media_type  # type: ignore[attr-defined]
    (address,) = (a for a in values(triples(client, "/void.ttl"), "void:dataDump") if a.endswith(f".{ending}"))
    path = f"/{address.removeprefix(DEFAULT_BASE)}"
    plain = client.get(path)
    assert (plain.status_code, plain.headers["content-type"]) == (200, f"{media_type}; charset=utf-8")
    assert int(plain.headers["content-length"]) == len(plain.content)
    found = set(ox.parse(plain.content, format=ox.RdfFormat.from_extension(ending)))
    named = {quad for quad in store if isinstance(quad.graph_name, ox.NamedNode)}
    merged = set(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert found == (named if form.graphs else merged)  # type: ignore[attr-defined]
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    assert (packed.headers["content-encoding"], packed.content) == ("gzip", plain.content)
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert packed.headers["etag"] != plain.headers["etag"] and "Accept-Encoding" in packed.headers["vary"]
    file = client.get(f"{path}.gz")
    assert file.headers["content-type"] == "application/gzip" and "content-encoding" not in file.headers
    assert gzip.decompress(file.content) == plain.content
    for sent, headers in ((plain, {}), (packed, {"accept-encoding": "gzip"})):
        head = client.head(path, headers=headers)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == sent.headers["content-length"]
        again = client.get(path, headers={**headers, "if-none-match": sent.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_a_file_of_the_whole_graph_that_is_not_there_is_missing(client: TestClient, store: ox.Store) -> None:
    for name in ("sijill.exe", "sijill", "sijill.nq.gz.gz", "other.nq", "%2e%2e%2fsite.py"):
        assert client.get(f"/dumps/{name}").status_code == 404, name
    with TestClient(Application(Site(store, base_of(store)), MODIFIED)) as other:
        assert other.get("/dumps/sijill.nq").status_code == 404


def test_the_page_about_the_site_lists_the_files_as_the_static_site_does(client: TestClient) -> None:
    for language in ("ar", "en"):
        page = client.get(f"/{language}/about.html").text
        links = re.findall(r'href="\.\./(dumps/[^"]*)"', page)
        assert links == [f"dumps/sijill.{form.ending}.gz" for form in FORMATS]
        assert all(client.head(f"/{link}").status_code == 200 for link in links)
        assert "../void.ttl" in page


def test_files_without_named_graphs_are_left_out_where_the_data_have_none() -> None:
    store = ox.Store()
    store.extend(ox.Quad(*quad.triple) for quad in store_of(document()))
    made = DumpFiles(store, BASE)
    assert [dump.name for dump in made.listed()] == [form.name for form in FORMATS if not form.graphs]
    made.close()


def test_processes_write_a_file_once_and_read_the_same(store: ox.Store) -> None:
    made, context = DumpFiles(store, base_of(store)), multiprocessing.get_context("fork")
    tags = context.SimpleQueue()

    def read() -> None:
        file = made.file("sijill.nq")
        assert file is not None
        tags.put((file.tag, sum(map(len, file.parts())), file.size))

    readers = [context.Process(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    found = {tags.get() for _ in readers}
    for reader in readers:
        reader.join()
    assert len(found) == 1 and all(size == read for _, read, size in found)
    assert made.sizes() == {"sijill.nq": next(iter(found))[2]}
    made.close()


def test_a_file_that_was_left_half_written_is_written_anew(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = DumpFiles(store, base_of(store))
    with monkeypatch.context() as broken:
        broken.setattr("os.pwrite", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space left"):
            made.file("sijill.nt")
    assert made.sizes() == {}
    file = made.file("sijill.nt")
    assert file is not None and len(b"".join(file.parts()).splitlines()) == len(
        list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    )
    made.close()


def test_the_description_names_the_endpoint_the_page_and_the_sizes(client: TestClient, dumps: DumpFiles) -> None:
    client.get("/dumps/sijill.nq")
    for path in ("/void.ttl", "/data/dataset/sijill.ttl"):
        said = triples(client, path)
        assert values(said, "void:sparqlEndpoint", DATASET) == {f"{HERE}sparql"}
        assert values(said, "dcat:landingPage", DATASET) == {HERE}
        assert values(said, "dcat:endpointURL", f"{HERE}sparql") == {f"{HERE}sparql"}
        assert values(said, "dcat:servesDataset", f"{HERE}sparql") == {DATASET}
        assert expand("dcat:DataService") in values(said, "rdf:type", f"{HERE}sparql")
        size = dumps.sizes()["sijill.nq"]
        assert values(said, "dcat:byteSize", f"{DATASET}#dump/sijill.nq") == {str(size)}


def test_the_address_is_that_of_the_request_unless_it_is_told_and_is_never_made_up(store: ox.Store) -> None:
    app = Application(Site(store, base_of(store)), MODIFIED, Endpoint(store, "http://a.net/sparql"))
    with TestClient(app, base_url="http://fallback:99") as client:
        for host, shown in (
            ("data.example.org", "http://data.example.org/sparql"),
            ("[::1]:8000", "http://[::1]:8000/sparql"),
            ("a.net/x?y", "http://fallback:99/sparql"),
            ('a"><script>', "http://fallback:99/sparql"),
            ("a b", "http://fallback:99/sparql"),
        ):
            answer = client.get("/void.ttl", headers={"host": host})
            said = [quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)]
            assert values(said, "void:sparqlEndpoint") == {shown}, host
    told = Application(Site(store, base_of(store), "https://b.net/"), MODIFIED, Endpoint(store, "https://b.net/sparql"))
    with TestClient(told) as client:
        assert values(triples(client, "/void.ttl"), "void:sparqlEndpoint") == {"https://b.net/sparql"}
    none = Application(Site(store, base_of(store)), MODIFIED)
    with TestClient(none) as client:
        assert not values(triples(client, "/void.ttl"), "void:sparqlEndpoint")


def test_the_description_says_what_it_is_itself(client: TestClient) -> None:
    itself = f"{DEFAULT_BASE}void.ttl"
    said = triples(client, "/void.ttl")
    assert values(said, "rdf:type", itself) == {expand("void:DatasetDescription"), expand("foaf:Document")}
    assert values(said, "foaf:primaryTopic", itself) == {DATASET}
    assert values(said, "dcterms:license", itself) == values(said, "dcterms:license", DATASET)
    assert len(said) == len(set(said))


def test_the_address_by_which_a_version_is_cited_leads_where_the_dataset_does(client: TestClient) -> None:
    (version,) = values(triples(client, "/void.ttl"), "owl:versionIRI", DATASET)
    path = f"/{version.removeprefix(DEFAULT_BASE)}"
    for accept, to in (("text/turtle", "/data/dataset/sijill.ttl"), ("text/html", "/en/id/dataset/sijill.html")):
        sent = client.get(path, headers={"accept": accept, "accept-language": "en"})
        assert (sent.status_code, sent.headers["location"]) == (303, to)
        assert client.get(to).status_code == 200
    for other in (f"{path}0", path[:-1], f"{path}/x", "/id/dataset/sijill/version/latest"):
        assert client.get(other).status_code == 404, other


def test_the_entrance_leads_programs_to_the_description_and_people_to_a_page(client: TestClient) -> None:
    for form in FORMATS:
        sent = client.get("/", headers={"accept": form.media_type})
        assert (sent.status_code, sent.headers["location"]) == (303, f"/void.{form.ending}")
        assert {"Accept", "Accept-Language"} <= {each.strip() for each in sent.headers["vary"].split(",")}
    for accept in ("text/html", "*/*", "", "image/png"):
        sent = client.get("/", headers={"accept": accept, "accept-language": "ar"})
        assert (sent.status_code, sent.headers["location"]) == (302, "/ar/index.html")


def test_a_site_without_a_description_leads_everybody_to_a_page() -> None:
    with TestClient(Application(Site(store_of(document()), BASE), MODIFIED), follow_redirects=False) as client:
        sent = client.get("/", headers={"accept": "text/turtle", "accept-language": "en"})
        assert (sent.status_code, sent.headers["location"]) == (302, "/en/index.html")
        page = client.get("/en/about.html")
        assert "describedby" not in page.text and "describedby" not in page.headers.get("link", "")


@pytest.mark.parametrize("path", ["/ar/index.html", "/en/about.html"])
def test_the_home_page_and_the_page_about_the_site_lead_to_the_description(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert '</void.ttl>; rel="describedby"; type="text/turtle"' in page.headers["link"]
    assert '<link rel="describedby" type="text/turtle" href="../void.ttl"' in page.text
    assert client.get(path.replace(".html", "-x.html"), headers={"accept": "text/html"}).text.count("describedby") == 0


def test_search_engines_find_every_page_in_both_languages_and_when_it_was_changed(client: TestClient) -> None:
    assert client.get("/robots.txt").text == f"User-agent: *\nAllow: /\nSitemap: {HERE}sitemap.xml\n"
    sent = client.get("/sitemap.xml")
    assert sent.headers["content-type"] == "application/xml; charset=utf-8"
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = ElementTree.fromstring(sent.content).findall("s:url", space)
    found = {place.findtext("s:loc", namespaces=space) or "" for place in places}
    assert len(found) == len(places) > 2000
    assert {place.findtext("s:lastmod", namespaces=space) for place in places} == {"2023-11-14"}
    for address in (f"{HERE}ar/index.html", f"{HERE}en/id/body/unodc.html", *sorted(found)[::400]):
        assert address in found and client.get(address).status_code == 200, address
    assert client.get("/sitemap-1.xml").status_code == 404


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/favicon.ico", "/assets/icon.svg"),
        ("/ar", "/ar/index.html"),
        ("/en", "/en/index.html"),
        ("/ontology/", "/ontology"),
        ("/concepts/", "/concepts"),
        ("/id/body/unodc/", "/id/body/unodc"),
    ],
)
def test_what_is_meant_is_found(client: TestClient, path: str, to: str) -> None:
    sent = client.get(path)
    assert (sent.status_code, sent.headers["location"]) == (301, to)
    assert client.get(to, headers={"accept": "text/html"}).status_code in (200, 303)
    assert client.get("/fr").status_code == client.get("/id/body/nobody/").status_code == 404
