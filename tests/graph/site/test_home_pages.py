"""The home page, the page about the site, and the page above the languages."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.site.formats import Dump
from graph.site.holdings import holdings
from graph.site.home_pages import ASKED, newest_document, programme, root
from graph.site.site import Site
from graph.site.stated import stated
from graph.statistics import Statistics
from graph.store import base_of
from ontology.namespaces import expand
from queries.catalogue import questions

from .made import BASE, HOSTILE, PARAGRAPH, document, iri, quad, store_of, thing
from .parsed import Parsed, leads_somewhere, read


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_numbers_are_those_of_the_statistics(site: Site, store: ox.Store, language: str) -> None:
    words, page = site.words[language], read(site, language, "index.html")
    record = Statistics(store, language, site.base).record()
    size = record["size-of-graph"]
    assert isinstance(size, dict)
    labels = [len(holdings(site).labels[tag]) for tag in ("ar", "en")]
    expected = [size["things"], size["documents"], size["paragraphs"], holdings(site).statements, *labels]
    assert page.texts("a", class_="figure-number") == [words.number(n) for n in expected]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_document_is_told_as_one_and_what_needs_care_is_led_to(site: Site, language: str) -> None:
    page = read(site, language, "index.html")
    one = {"ar": "وثيقة قُرئت فقرة فقرة", "en": "Document read paragraph by paragraph"}[language]
    assert one in page.texts("dt")
    (care,) = [attrs["aria-labelledby"] for _, attrs in page.found("section") if attrs.get("aria-labelledby") == "care"]
    assert care in page.ids
    led = page.texts("h3")
    assert [site.words[language](f"home.care.{name}") in led for name in ("conflicts", "corrections", "gaps")] == [
        True
    ] * 3


@pytest.mark.parametrize("language", ["ar", "en"])
def test_statements_are_counted_in_one_way_and_the_page_says_how(site: Site, language: str) -> None:
    words = site.words[language]
    count = holdings(site).statements
    report = read(site, language, "id/document/CTOC/COP/2018/2.html")
    (totals,) = report.texts("ul", class_="totals")
    assert words.of("doc.count.statements", count) in totals
    (told,) = read(site, language, "about.html").texts("section", aria_labelledby="statements")
    assert words.of("about.trace.count", count) in told
    assert words("statements.counted") in told
    parts = [
        *site.reader.subjects("rdf:type", expand("Paragraph")),
        *site.reader.subjects("rdf:type", expand("Footnote")),
    ]
    cover = f"{site.base}id/document/CTOC/COP/2018/2"
    assert count == sum(stated(site.reader, part).statements for part in (*parts, cover))


def test_a_reader_of_arabic_sees_which_programme_worked_where_and_which_paragraph_says_so(site: Site) -> None:
    page = read(site, "ar", "index.html")
    (panel,) = page.texts("section", aria_labelledby="where")
    assert "برنامج العمل العالمي" in panel
    assert "كولومبيا الفقرة ٤١" in panel
    assert "ar/countries.html" in page.links
    assert "ar/id/document/CTOC/COP/2018/2/para/41.html" in page.links


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_way_in_leads_somewhere(site: Site, language: str) -> None:
    page = read(site, language, "index.html")
    ours = {t for t in page.links if "/id/" in t or "/list" in t or "/timeline" in t or "/about" in t}
    assert len(ours) > 60
    assert [target for target in ours if not leads_somewhere(site, target)] == []
    asked = {t.rpartition("/")[2].removesuffix(".html") for t in page.links if "/question/" in t}
    assert asked == set(ASKED)
    assert asked <= set(questions())


def test_the_programme_is_the_one_of_which_most_is_said(site: Site) -> None:
    assert programme(site) == f"{site.base}id/programme/glo-act"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_picture_is_in_the_language_and_its_boxes_are_links(site: Site, language: str) -> None:
    page = read(site, language, "index.html")
    drawn = [attrs for _, attrs in page.found("svg") if attrs.get("lang") == language or attrs.get("role") == "group"]
    assert drawn
    assert f"{language}/id/country/COL.html" in page.links


def test_the_newest_document_is_one_that_was_read(site: Site) -> None:
    found = newest_document(site, "en")
    assert found is not None
    assert found.date is not None
    assert (found.symbol, found.paragraphs, found.date.text) == ("CTOC/COP/2018/2", 75, "23 July 2018")


def test_of_documents_without_paragraphs_the_latest_is_shown() -> None:
    newer = [
        *thing("document/A/2", "Resolution", ar="قرار", en="Resolution"),
        quad(iri("document/A/2"), "adoptedOn", "2020", kind="xsd:gYear"),
    ]
    assert newest_document(Site(store_of(document(), newer), BASE), "en").document.iri == iri("document/A/1")  # type: ignore[union-attr]
    assert newest_document(Site(store_of(newer), BASE), "en").document.iri == iri("document/A/2")  # type: ignore[union-attr]
    assert newest_document(Site(ox.Store(), BASE), "en") is None


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", ["index.html", "about.html"])
def test_an_empty_store_has_the_pages(language: str, path: str) -> None:
    page = read(Site(ox.Store(), BASE), language, path)
    assert len(page.texts("h1")) == 1
    assert list(page.found("img")) == []


def test_one_document_without_graphs_is_counted_and_said_to_be_untold() -> None:
    bare = store_of([replace_graph(one) for one in document()])
    page = read(Site(bare, BASE), "ar", "about.html")
    assert any("ليس في هذه البيانات رسوم بيانية مسماة" in text for text in page.texts("p"))


def replace_graph(one: ox.Quad) -> ox.Quad:
    """A statement without its graph."""
    return ox.Quad(one.subject, one.predicate, one.object, ox.DefaultGraph())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_above_offers_both_languages(site: Site, language: str) -> None:
    page = Parsed(root(site), "index.html")
    doors = {attrs["hreflang"]: page.target(attrs["href"]) for _, attrs in page.found("a")}
    assert doors == {"ar": "ar/index.html", "en": "en/index.html"}
    assert site.words[language]("root.enter") in page.texts("a", hreflang=language)
    known = Site(ox.Store(), BASE, "https://data.example.net/sijill/")
    alternates = {a["hreflang"]: a["href"] for _, a in Parsed(root(known), "index.html").found("link", rel="alternate")}
    assert alternates == {
        "x-default": "https://data.example.net/sijill/",
        "ar": "https://data.example.net/sijill/ar/index.html",
        "en": "https://data.example.net/sijill/en/index.html",
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_about_tells_version_licence_statuses_and_how_to_cite(site: Site, store: ox.Store, language: str) -> None:
    page = read(site, language, "about.html")
    (dataset,) = site.reader.subjects("rdf:type", expand("void:Dataset"))
    version = site.reader.value(dataset, "dcat:version")
    (citation,) = page.texts("p", class_="citation")
    assert version in citation
    assert site.reader.label(dataset, language).text in citation
    assert page.texts("a", href="https://creativecommons.org/licenses/by/4.0/")
    assert {"data", "statements", "status", "licence", "version", "cite", "access"} <= set(page.ids)
    labels = Statistics(store, language, site.base).record()["label-counts"]
    assert isinstance(labels, list)
    shown = set(page.texts("td", class_="number")) - {site.words[language].number(0)}
    assert shown == {site.words[language].number(row["labels"]) for row in labels}
    assert all(leads_somewhere(site, target) for target in page.links if "/id/" in target)


def test_dumps_are_listed_with_their_sizes() -> None:
    dumps = [
        Dump("dumps/sijill.nq.gz", "application/n-quads", "N-Quads", 1_234_567),
        Dump("dumps/sijill.ttl", "text/turtle", "Turtle", 4_200),
        Dump("dumps/sijill.nt", "application/n-triples", "N-Triples"),
    ]
    made = Site(ox.Store(), BASE, live=False, dumps=dumps)
    page = read(made, "ar", "about.html")
    assert {"dumps/sijill.nq.gz", "dumps/sijill.ttl", "dumps/sijill.nt"} <= page.links
    assert page.texts("td", class_="number") == ["١٫٢ ميغابايت", "٤٫٢ كيلوبايت", ""]
    assert any("ملفات ثابتة" in text for text in page.texts("p"))


def test_a_description_that_is_hostile_is_text_and_no_link() -> None:
    node = iri("dataset/x")
    made = Site(
        store_of(
            [
                quad(node, "rdf:type", expand("void:Dataset")),
                quad(node, "skos:prefLabel", HOSTILE, tag="en"),
                quad(node, "dcat:version", HOSTILE),
                quad(node, "dcterms:license", "javascript:alert(1)"),
            ]
        ),
        BASE,
    )
    page = read(made, "ar", "about.html")
    assert list(page.found("script", type="")) == []
    assert not [attrs for _, attrs in page.found("a") if attrs["href"].startswith("javascript")]
    assert "لا تذكر هذه البيانات رخصة." in page.texts("p")


def test_a_home_page_in_one_language_tells_which_language_a_label_is_in() -> None:
    made = Site(
        store_of(
            document(),
            thing("programme/p", "Programme", en="Programme"),
            thing("country/NGA", "Country", en="Nigeria"),
            [
                quad(iri("programme/p"), "operatesIn", iri("country/NGA"), PARAGRAPH),
                quad(PARAGRAPH, "schema:mentions", iri("country/NGA"), PARAGRAPH),
            ],
        ),
        BASE,
    )
    (panel,) = read(made, "ar", "index.html").texts("section", aria_labelledby="where")
    assert "Nigeria بالإنكليزية الفقرة ١" in panel
