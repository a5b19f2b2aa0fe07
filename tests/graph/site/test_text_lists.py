"""The lists of documents, conflicts, corrections and labels."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.conflicts import count_conflicts
from graph.parameters import prepare
from graph.query import run
from graph.site import conflict_pages, correction_pages, document_list, gap_pages
from graph.site.corrections import DEGREES, all_corrections
from graph.site.disagreements import conflict, disagreements
from graph.site.document_list import PER_PAGE, entries
from graph.site.label_gaps import coverage
from graph.site.pages import page_at, paths
from graph.site.site import Site
from graph.site.wording import wording
from graph.store import base_of, fill
from ontology.namespaces import DEFAULT_BASE, expand
from ontology.vocabulary import key
from queries.catalogue import question

from .parsed import leads_somewhere, read

BASE = "https://example.net/"
OWN = (document_list, conflict_pages, correction_pages, gap_pages)


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


def named(iri: str, name: str, value: str, language: str = "") -> ox.Quad:
    node = ox.NamedNode(value) if value.startswith("https://") else ox.Literal(value, language=language or None)
    return ox.Quad(ox.NamedNode(iri), ox.NamedNode(expand(name)), node, ox.NamedNode(f"{BASE}graph/x"))


def documents(count: int) -> Site:
    quads = []
    for number in range(1, count + 1):
        iri = f"{BASE}id/document/A/{number}"
        quads += [named(iri, "rdf:type", expand("Resolution")), named(iri, "dcterms:identifier", f"A/{number}")]
        quads += [named(iri, "skos:prefLabel", f"قرار {number}", "ar"), named(iri, "adoptedOn", f"{1990 + number % 7}")]
    return Site(fill(quads), BASE)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_documents_whose_text_is_there_come_first(site: Site, language: str) -> None:
    page = read(site, language, "documents.html")
    headings = page.texts("h2")
    assert (
        headings[0]
        == {"ar": "وثائق فقراتها في السجل", "en": "Documents whose paragraphs are in the register"}[language]
    )
    assert [e.iri for e in entries(site.reader) if e.held] == [f"{DEFAULT_BASE}id/document/CTOC/COP/2018/2"]
    assert page.texts("bdi", class_="symbol")[0] == "CTOC/COP/2018/2"
    assert f"{language}/id/document/A/RES/71/167.html" in page.links
    assert f"{language}/list/Resolution.html" in page.links


def test_documents_are_all_those_of_the_graph(site: Site, store: ox.Store) -> None:
    pattern = (None, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("eli:LegalResource")), ox.DefaultGraph())
    assert {e.iri for e in entries(site.reader)} == {key(q.subject) for q in store.quads_for_pattern(*pattern)}


def test_documents_are_dealt_out_over_pages() -> None:
    site = documents(2 * PER_PAGE + 30)
    own = list(document_list.paths(site))
    assert own == ["documents.html", "documents/page-2.html", "documents/page-3.html"]
    seen: list[str] = []
    for path in own:
        page = read(site, "ar", path)
        seen += page.texts("bdi", class_="symbol")
        assert [attrs for _, attrs in page.found("span", aria_current="page")]
        assert len(set(page.texts("h3"))) == len(page.texts("h3"))
    assert len(seen) == len(set(seen)) == 2 * PER_PAGE + 30
    years = [e.year for e in entries(site.reader)]
    assert years == sorted(years, reverse=True)
    assert page_at(site, "ar", "documents/page-4.html", {}) is None
    assert page_at(site, "ar", "documents/page-1.html", {}) is None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_conflicts_are_those_of_the_question(site: Site, store: ox.Store, language: str) -> None:
    answer = run(store, prepare(question("conflicts"), {"lang": language}, site.base))
    rows = {tuple(key(cell) for cell in row if cell) for row in answer.rows}
    assert len(disagreements(site.reader)) == count_conflicts(store, site.base) == 2
    found = set()
    for pair in disagreements(site.reader):
        told = conflict(site.reader, *pair, language)
        assert len(told.sides) > 1
        for side in told.sides:
            for place in side.places:
                found.add((told.label.text, told.kind_label.text, place.source.document, place.source.paragraph))
    assert found == {(row[0], row[1], row[3], row[4]) for row in rows}


def test_conflicts_show_each_side_with_its_paragraph(site: Site) -> None:
    page = read(site, "ar", "conflicts.html")
    assert [text for text in page.texts("li") if "الفقرة" in text] == [
        "شباط/فبراير ٢٠١٨ الفقرة ٣٧",
        "آذار/مارس ٢٠١٨ الفقرة ٥٠",
        "٦٥ نشاط الفقرة ٣",
        "٥٨ نشاط الفقرة ٤٠",
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_corrections_are_each_on_one_page_of_all_and_one_of_their_degree(site: Site, language: str) -> None:
    everything = [iri for iri, _ in all_corrections(site.reader)]
    seen: dict[str, list[str]] = {"": [], **{degree: [] for degree in DEGREES}}
    for path in correction_pages.paths(site):
        page = read(site, language, path)
        degree = next((one for one in DEGREES if path.startswith(f"corrections/{one}")), "")
        for text, attrs in page.found("bdi", class_="printed"):
            assert (attrs["lang"], attrs["dir"]) == ("ar", "rtl")
            assert text
        found = [page.target(attrs["href"]) for _, attrs in page.found("a") if "#correction-" in attrs["href"]]
        assert all(leads_somewhere(site, target) for target in found)
        seen[degree] += found
    assert len(set(seen[""])) == len(seen[""]) == len(everything) == 91
    assert sorted(seen[""]) == sorted(target for degree in DEGREES for target in seen[degree])
    assert [len(seen[degree]) for degree in DEGREES] == [69, 13, 9]


def test_label_counts_are_those_of_the_question(site: Site, store: ox.Store) -> None:
    answer = run(store, prepare(question("label-counts"), {"lang": "en"}, site.base))
    rows = {tuple(key(cell) for cell in row if cell) for row in answer.rows}
    found = coverage(site).statuses
    assert {(tag, site.reader.label(code, "en").text, str(n)) for (tag, code), n in found.items()} == rows


def test_label_gaps_are_those_of_the_question(store: ox.Store, site: Site) -> None:
    assert coverage(site).missing == {"ar": (), "en": ()}
    label, lost = ox.NamedNode(expand("skos:prefLabel")), {"ar": "body/unodc", "en": "country/NGA"}

    def is_lost(q: ox.Quad) -> bool:
        if q.predicate != label or not isinstance(q.object, ox.Literal):
            return False
        iri = key(q.subject).removeprefix(f"{DEFAULT_BASE}id/")
        return lost.get(q.object.language or "") == iri or iri == "topic/trafficking-in-persons"

    damaged = fill(q for q in store if q.graph_name != ox.DefaultGraph() and not is_lost(q))
    broken = Site(damaged, DEFAULT_BASE)
    answer = run(damaged, prepare(question("label-gaps"), {"lang": "en"}, DEFAULT_BASE))
    asked = [(key(missing), key(thing)) for thing, missing, _ in answer.rows if thing and missing]
    found = coverage(broken).missing
    assert sorted(asked) == sorted(
        (tag, broken.reader.label(iri, "en").text if broken.reader.values(iri, "skos:prefLabel") else iri)
        for tag, iris in found.items()
        for iri in iris
    )
    page = read(broken, "ar", "gaps.html")
    assert ("United Nations Office on Drugs and Crime", {"lang": "en", "dir": "ltr"}) in list(page.found("bdi"))
    assert "تسميتان ناقصتان" in page.texts("p", class_="missing")
    assert "ar/id/body/unodc.html" in page.links
    assert {"gaps/ar.html", "gaps/en.html", "id/topic/trafficking-in-persons.html"} <= set(paths(broken))
    assert "ar/id/topic/trafficking-in-persons.html" in read(broken, "ar", "gaps/en.html").links


@pytest.mark.parametrize("language", ["ar", "en"])
def test_all_is_well_is_said_where_it_is(site: Site, language: str) -> None:
    page = read(site, language, "gaps.html")
    assert page.texts("p", class_="good")
    assert page_at(site, language, "gaps/ar.html", {}) is None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_links_of_the_lists_lead_to_pages(site: Site, language: str) -> None:
    for section in OWN:
        for path in section.paths(site):
            page = read(site, language, path)
            assert len(page.ids) == len(set(page.ids))
            for target in page.links:
                if target.startswith((f"{language}/id/", *(f"{language}/{stem}" for stem in _STEMS))):
                    assert leads_somewhere(site, target), (path, target)


_STEMS = ("documents", "conflicts", "corrections", "gaps")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_empty_store_has_lists_that_say_so(language: str) -> None:
    site = Site(ox.Store(), BASE)
    expected = [
        *("documents.html", "conflicts.html", "corrections.html"),
        *(f"corrections/{degree}.html" for degree in DEGREES),
        "gaps.html",
    ]
    assert set(expected) <= set(paths(site))
    for path in expected:
        assert read(site, language, path).texts("p", class_="quiet"), path


def test_data_without_graphs_do_not_tell_of_conflicts(store: ox.Store) -> None:
    flat = ox.Store()
    flat.extend(
        ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph())
        for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    )
    site = Site(flat, DEFAULT_BASE)
    assert read(site, "ar", "conflicts.html").texts("p", class_="gap")
    assert len(all_corrections(site.reader)) == 91
    assert coverage(site).missing == {"ar": (), "en": ()}


def test_counted_words_have_all_their_forms() -> None:
    forms = ("zero", "one", "two", "few", "many", "other")
    counted = {name for name, form in wording() if form and name.startswith(("doc.", "read."))}
    assert len(counted) == 15
    for name in counted:
        assert all(wording()[name, form][language] for form in forms for language in ("ar", "en"))
