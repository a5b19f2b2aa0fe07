"""Pages of a graph with readings: what a program read stands apart from what people recorded, and is marked."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.site.data_documents import About
from graph.site.holdings import Holdings
from graph.site.mentions import read_in
from graph.site.outline import outline
from graph.site.pages import page_at, paths
from graph.site.site import Site
from graph.store import from_dataset
from loaders.documents.reading import Reading
from ontology.namespaces import DEFAULT_BASE, expand

from .made import READ_TEXT as TEXT
from .made import SYMBOL
from .parsed import leads_somewhere
from .reading import Reading as PageRead
from .reading import path_of, read

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
THINGS = f"{DEFAULT_BASE}id/"
REPORT, RESOLUTION, RECORDED = "document/CAC/COSP/2019/12", "document/E/RES/2016/40", f"document/{SYMBOL}"
MARK = {"ar": "قراءة آلية", "en": "machine reading"}


@pytest.fixture(scope="module")
def site(read_store: ox.Store) -> Site:
    return Site(read_store, DEFAULT_BASE)


def page(site: Site, identifier: str, language: str) -> PageRead:
    return read(site, page_at(site, language, f"id/{identifier}.html", {}), language)


def marked(reading: PageRead) -> str:
    """The text of the parts that are set apart for what a program read."""
    return " ".join(
        " ".join(e.text.split()) for e in reading.all() if "machine" in e.attributes.get("class", "").split()
    )


@LANGUAGES
def test_a_paragraph_shows_the_words_read_with_their_place_meaning_and_how_sure(site: Site, language: str) -> None:
    reading = page(site, f"{RECORDED}/para/1", language)
    rows = {e.attributes["id"]: e.text for e in reading.all("tr") if "id" in e.attributes}
    found = read_in(site.reader, f"{THINGS}{RECORDED}/para/1", language)
    assert found and list(rows) == [one.fragment for one in found.mentions]
    text = TEXT.split("\n\n")[0].removeprefix("1. ")
    for one in found.mentions:
        assert text[one.start : one.end] == one.printed.text
        assert one.printed.text in rows[one.fragment]
    told = " ".join(rows.values())
    comoros, date, number, sure = {
        "ar": ("جزر القمر", "٥ أيار/مايو ٢٠١٨", "١٬٢٠٠", "مرجح"),
        "en": ("Comoros", "5 May 2018", "1,200", "likely"),
    }[language]
    assert all(word in told for word in (comoros, date, number, sure))
    assert {row.attributes["id"] for row in reading.all("td") if "id" in row.attributes} == {
        one.amount for one in found.mentions if one.amount
    }


@LANGUAGES
def test_the_text_stands_in_its_language_and_leads_to_what_was_read_there(site: Site, language: str) -> None:
    reading = page(site, f"{RECORDED}/para/2", language)
    (quoted,) = reading.all("blockquote")
    assert (quoted.attributes["lang"], quoted.attributes["dir"]) == ("en", "ltr")
    assert quoted.text == TEXT.split("\n\n")[1].removeprefix("2. ").strip()
    words = {e.attributes["href"]: e.text for e in reading.all("a", class_="read-words")}
    assert set(words.values()) >= {"72/1", "Comoros"}
    assert all(href.removeprefix("#") in reading.ids for href in words)
    arabic = page(site, f"{REPORT}/para/1", language)
    assert [(e.attributes["lang"], e.attributes["dir"]) for e in arabic.all("blockquote")] == [("ar", "rtl")]
    assert not page(site, f"{RESOLUTION}/para/1", language).all("blockquote")  # its text was not asked for


@LANGUAGES
def test_what_people_recorded_stands_first_and_without_the_mark(site: Site, language: str) -> None:
    reading = page(site, f"{RECORDED}/para/1", language)
    assert reading.ids.index("states") < reading.ids.index("read")
    named = next(e.text for e in reading.all("dl", class_="named"))
    assert {"ar": "جزر القمر", "en": "Comoros"}[language] not in named
    assert MARK[language] in marked(reading)
    states = next(e.text for e in reading.all("section", aria_labelledby="states"))
    assert MARK[language] not in states


@LANGUAGES
def test_what_only_a_program_says_of_a_paragraph_is_in_its_part(site: Site, language: str) -> None:
    reading = page(site, f"{RECORDED}/para/2", language)
    cited = "A/RES/72/1"
    states = next(e for e in reading.all("section", aria_labelledby="states"))
    apart = next(e for e in reading.all("section", aria_labelledby="read"))
    label = site.reader.label(f"{THINGS}document/{cited}", language).text
    assert label in apart.text and label not in states.text


@LANGUAGES
@pytest.mark.parametrize(
    "identifier",
    [
        *(f"{document}{part}" for document in (REPORT, RECORDED) for part in ("", "/para/1", "/read")),
        *(f"{RESOLUTION}/para/pp1", f"{RESOLUTION}/read", f"{REPORT}/para/annex-1/1", f"{REPORT}/para/1/read"),
        *("country/COM", "body/unodc", "software/sijill", "document/CAC/COSP/2017/14"),
    ],
)
def test_no_page_shows_nodes_of_annotations_or_names_of_graphs(site: Site, identifier: str, language: str) -> None:
    reading = page(site, identifier, language)
    shown = reading.text.replace(f"{THINGS}{identifier}", "")  # the identifier of the page itself
    assert not [word for word in shown.split() if word.startswith(("document/", THINGS))]
    assert not [word for word in shown.split() if word.endswith(("-target", "-quote", "-position", "/read"))]
    inner = {a for a in reading.addresses if a.startswith(("ar/", "en/"))}
    assert all(leads_somewhere(site, address) for address in inner)


@LANGUAGES
def test_the_address_of_a_mention_is_a_place_on_the_page_of_its_paragraph(site: Site, language: str) -> None:
    found = read_in(site.reader, f"{THINGS}{RECORDED}/para/1", language)
    assert found
    ids = page(site, f"{RECORDED}/para/1", language).ids
    for one in found.mentions:
        assert site.addresses.path(one.iri) == f"id/{RECORDED}/para/1.html#{one.fragment}"
        assert one.fragment in ids
        assert site.reader.label(one.iri, language) == one.printed


@LANGUAGES
def test_a_thing_names_where_only_a_program_read_of_it_apart(site: Site, language: str) -> None:
    reading = page(site, "country/COM", language)
    (part,) = reading.all("div", class_="machine")
    assert {"ar": "في موضعين", "en": "in 2 places"}[language] in part.text
    assert "Comoros" in part.text and MARK[language] in part.text
    unodc = page(site, "body/unodc", language)
    recorded = next(e.text for e in unodc.all("section", aria_labelledby="mentions"))
    assert recorded.index({"ar": "الفقرات", "en": "paras."}[language]) < recorded.index(MARK[language])
    pointing = " ".join(e.text for e in unodc.all("section", aria_labelledby="pointing"))
    assert {"ar": "المذكور", "en": "has body"}[language] not in pointing


@LANGUAGES
def test_a_document_that_was_only_read_says_so_and_has_its_parts_in_order(site: Site, language: str) -> None:
    reading = page(site, RESOLUTION, language)
    assert [e for e in reading.all("p", class_="gap") if MARK[language] in e.text]
    assert not [e for e in page(site, RECORDED, language).all("p", class_="gap") if MARK[language] in e.text]
    order = [iri.rpartition("/para/")[2] for iri in outline(site.reader, f"{THINGS}{RESOLUTION}").reading]
    assert order == ["pp1", "pp2", "pp3", "1", "2", "3", "4", "u1"]
    order = [iri.rpartition("/para/")[2] for iri in outline(site.reader, f"{THINGS}{REPORT}").reading]
    assert order[:2] == ["1", "2"] and order[-3:] == ["annex-1/1", "annex-1/2", "annex-2/u1"]
    names = [e.text for e in page(site, REPORT, language).all("a", class_="part-name")]
    assert {"ar": "الفقرة ١ من المرفق ١", "en": "Paragraph 1 of annex 1"}[language] in names


@LANGUAGES
def test_documents_that_were_only_read_are_marked_in_lists(site: Site, language: str) -> None:
    reading = read(site, page_at(site, language, "documents.html", {}), language)
    names = {
        symbol: MARK[language] in e.text
        for e in reading.all("p", class_="document-name")
        for symbol in ("CAC/COSP/2019/12", "E/RES/2016/40", SYMBOL)
        if e.text.strip().startswith(symbol)
    }
    assert names == {"CAC/COSP/2019/12": True, "E/RES/2016/40": True, SYMBOL: False}
    home = read(site, page_at(site, language, "index.html", {}), language)
    newest = next(e.text for e in home.all("section", aria_labelledby="newest"))
    assert "CAC/COSP/2019/12" in newest and MARK[language] in newest


@LANGUAGES
def test_the_number_of_an_unnumbered_paragraph_is_not_said_to_be_printed(site: Site, language: str) -> None:
    kind = {"ar": "نوعها: فقرة مرقمة", "en": "Kind: numbered paragraph"}[language]
    assert kind not in page(site, f"{RESOLUTION}/para/u1", language).text
    assert kind in page(site, f"{REPORT}/para/2", language).text


@LANGUAGES
def test_a_reading_has_a_page_with_its_tool_the_digest_of_its_file_and_its_parts(
    site: Site, report: Reading, language: str
) -> None:
    reading = page(site, f"{REPORT}/read", language)
    assert "run-ar" in reading.ids
    assert report.digest in reading.text
    parts = {path_of(address) for address in reading.addresses if "/para/" in address}
    assert f"id/{REPORT}/para/1.html" in parts and f"id/{REPORT}/para/annex-2/u1.html" in parts
    assert f"id/{REPORT}/read.html" in set(paths(site))
    assert f"id/{REPORT}/para/1/read.html" not in set(paths(site))  # that is on the page of the paragraph


def test_labels_of_paragraphs_name_the_symbol_as_they_do_without_a_reading(site: Site) -> None:
    assert site.reader.label(f"{THINGS}{RECORDED}/para/36", "en").text == "Paragraph 36 of CTOC/COP/2018/2"


def test_lists_have_no_mentions(site: Site) -> None:
    held = Holdings(site.store)
    assert expand("Mention") not in held.members and held.counts[expand("Reading")] == 3
    assert page_at(site, "en", "list/Mention.html", {}) is None
    shown = page_at(site, "en", "ontology/Mention.html", {})
    assert shown and shown.shown["list"] == "" and shown.shown["count"] > 0
    assert all(use.thing.language for use in shown.shown["uses"])


def test_data_of_a_paragraph_tell_the_mentions_and_the_reading_that_made_them(site: Site) -> None:
    part = f"{THINGS}{RECORDED}/para/1"
    quads = About(site.store, DEFAULT_BASE).document(part, f"{DEFAULT_BASE}data/x.ttl")
    run = ox.NamedNode(f"{THINGS}{RECORDED}/read#run-en")
    generated = [q for q in quads if q.predicate.value == expand("prov:wasGeneratedBy") and q.object == run]
    assert [str(q.subject) for q in generated] == [f"<{part}/read>"]
    exact = [q for q in quads if q.predicate.value == expand("oa:exact") and f"{part}#en" in str(q.subject)]
    assert exact and {q.graph_name for q in exact} == {ox.NamedNode(f"{part}/read")}


def test_a_site_without_readings_has_none_of_it(dataset_site: Site) -> None:
    for identifier in (RECORDED, f"{RECORDED}/para/36", "body/unodc"):
        reading = page(dataset_site, identifier, "en")
        assert not [e for e in reading.all() if "machine" in e.attributes.get("class", "")]
        assert MARK["en"] not in reading.text


@pytest.fixture(scope="module")
def dataset_site(request: pytest.FixtureRequest) -> Site:
    return Site(from_dataset(request.getfixturevalue("dataset")), DEFAULT_BASE)
