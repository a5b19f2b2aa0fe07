"""Pages of documents, sections, paragraphs and footnotes."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from graph.site.outline import outline
from graph.site.pages import page_at
from graph.site.part_lines import MOST_LINES
from graph.site.site import Site
from graph.site.stated import stated
from graph.store import base_of, fill
from ontology.namespaces import DEFAULT_BASE, expand
from ontology.vocabulary import key

from .parsed import Parsed, leads_somewhere, read

REPORT = "document/CTOC/COP/2018/2"
BASE = "https://example.net/"
MADE = f"{BASE}id/document/A/1"


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


@pytest.fixture(scope="module")
def parts(site: Site) -> list[str]:
    """All paragraphs and footnotes of the report."""
    whole = outline(site.reader, f"{DEFAULT_BASE}id/{REPORT}")
    return [*whole.reading, *whole.footnotes]


def path_of(iri: str) -> str:
    return f"id/{iri.removeprefix(f'{DEFAULT_BASE}id/')}.html"


def quad(subject: str, name: str, value: str, graph: str = MADE, language: str = "") -> ox.Quad:
    """A statement of a made store: a value that is an address is a thing, one with a language a text."""
    thing = value.startswith("https://")
    node = ox.NamedNode(value) if thing else ox.Literal(value, language=language) if language else ox.Literal(value)
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(expand(name)), node, ox.NamedNode(graph))


def made(paragraphs: int, *more: ox.Quad, sections: int = 0, labels: Iterable[str] = ("ar", "en")) -> Site:
    """A site over a report of our own with so many paragraphs, dealt out over sections."""
    quads = [quad(MADE, "rdf:type", expand("Report")), quad(MADE, "dcterms:identifier", "A/1")]
    quads += [quad(MADE, "skos:prefLabel", {"ar": "تقرير", "en": "Report"}[tag], language=tag) for tag in labels]
    for number in range(1, sections + 1):
        section = f"{MADE}/section/{number}"
        quads += [quad(section, "rdf:type", expand("Section")), quad(section, "eli:is_part_of", MADE)]
        quads += [quad(section, "skos:prefLabel", f"Section {number}", language="en")]
    for number in range(1, paragraphs + 1):
        part = f"{MADE}/para/{number}"
        whole = f"{MADE}/section/{(number - 1) * sections // paragraphs + 1}" if sections else MADE
        quads += [quad(part, "rdf:type", expand("Paragraph")), quad(part, "eli:number", str(number))]
        quads += [
            quad(part, "eli:is_part_of", whole),
            quad(part, "skos:prefLabel", f"Paragraph {number}", language="en"),
        ]
    return Site(fill([*quads, *more]), BASE)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_document_shows_its_sections_and_all_its_paragraphs(site: Site, parts: list[str], language: str) -> None:
    page = read(site, language, f"id/{REPORT}.html")
    assert {f"{language}/{path_of(part)}" for part in parts} <= page.links
    assert page.texts("p", class_="document-symbol") == ["CTOC/COP/2018/2"]
    branches = list(outline(site.reader, f"{DEFAULT_BASE}id/{REPORT}").root.all())
    assert len(branches) == 22
    assert {f"{language}/{path_of(branch.iri)}" for branch in branches[1:]} <= page.links
    assert len(list(page.found("details", class_="fold"))) == sum(bool(branch.paragraphs) for branch in branches)


def test_document_counts_what_the_graph_holds(site: Site, store: ox.Store) -> None:
    (counts,) = [page.shown["counts"] for page in [page_at(site, "en", f"id/{REPORT}.html", {})] if page]

    def number(name: str) -> int:
        pattern = (None, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand(name)), ox.DefaultGraph())
        return len(list(store.quads_for_pattern(*pattern)))

    for name in ("Figure", "Mandate", "Membership", "Correction"):
        assert counts[f"doc.count.{name}"] == number(name) > 0
    for name in ("Section", "Paragraph", "Footnote"):
        assert counts[f"doc.count.{name.lower()}s"] == number(name) > 0


@pytest.mark.parametrize(("language", "first"), [("ar", "بالعربية"), ("en", "in English")])
def test_text_is_read_on_the_official_page_in_the_language_of_the_reader(site: Site, language: str, first: str) -> None:
    for path in (f"id/{REPORT}.html", f"id/{REPORT}/para/36.html", f"id/{REPORT}/section/II.A.html"):
        links = [
            (text, attrs)
            for text, attrs in read(site, language, path).found("a", class_="external")
            if attrs.get("hreflang")
        ]
        assert links[0][0] == first
        assert links[0][1]["href"] == f"https://undocs.org/{language}/CTOC/COP/2018/2"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_paragraph_shows_all_that_its_graph_states(
    site: Site, store: ox.Store, parts: list[str], language: str
) -> None:
    """Each thing that is said of or named is linked, each text in the language is there."""
    for part in parts:
        page = read(site, language, path_of(part))
        whole = "\n".join(page.texts("main"))
        hidden = {expand("rdf:type")}
        for one in store.quads_for_pattern(None, None, None, ox.NamedNode(part)):
            if one.predicate.value in hidden:
                continue
            for node in (one.subject, one.object):
                if isinstance(node, ox.NamedNode) and node.value != part and node.value.startswith(DEFAULT_BASE):
                    path = site.addresses.path(node.value)
                    assert f"{language}/{path}" in page.links or node.value.startswith(f"{part}#"), (part, one)
            if isinstance(one.object, ox.Literal) and one.object.language == language:
                assert " ".join(one.object.value.split()) in whole, (part, one)


def test_paragraph_counts_a_text_in_two_languages_once(site: Site) -> None:
    assert stated(site.reader, f"{DEFAULT_BASE}id/{REPORT}/para/36").statements == 19
    assert "١٩ عبارة" in " ".join(read(site, "ar", f"id/{REPORT}/para/36.html").texts("h2"))


def test_paragraph_says_who_else_states_the_same(site: Site) -> None:
    page = read(site, "en", f"id/{REPORT}/para/36.html")
    assert "also in para. 3" in page.texts("span", class_="also")
    assert "وكذلك في الفقرة ٣" in read(site, "ar", f"id/{REPORT}/para/36.html").texts("span", class_="also")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_node_is_on_the_page_of_its_owner(site: Site, store: ox.Store, language: str) -> None:
    """Figures, mandates, memberships and corrections: complete, with both labels, where their IRIs lead."""
    pages: dict[str, Parsed] = {}
    nodes = set()
    for one in store.quads_for_pattern(None, ox.NamedNode(expand("skos:prefLabel")), None, ox.DefaultGraph()):
        owner, mark, fragment = key(one.subject).partition("#")
        if mark and owner.startswith(f"{DEFAULT_BASE}id/"):
            page = pages.get(owner) or pages.setdefault(owner, read(site, language, path_of(owner)))
            shown = {attrs["id"]: text for text, attrs in page.found("section", class_="node")}
            assert key(one.object) in shown[fragment]
            assert page.ids.count(fragment) == 1
            nodes.add(one.subject)
    assert len(nodes) == 257


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_mandate_says_who_asks_what_of_whom(site: Site, language: str) -> None:
    page = read(site, language, f"id/{REPORT}/para/14.html")
    (text,) = page.texts("section", id="mandate-1")
    order = {
        "ar": ["القائل", "الجمعية العامة", "فعل المنطوق", "حث", "المخاطَب", "الدول الأعضاء", "المضمون", "التصديق على"],
        "en": ["actor", "General Assembly", "urges", "addressee", "Member States", "content", "ratification of"],
    }[language]
    place = 0
    for word in order:
        place = text.index(word, place)


def test_a_correction_shows_printed_and_meant_in_arabic_on_both_pages(site: Site) -> None:
    for language in ("ar", "en"):
        page = read(site, language, f"id/{REPORT}/para/36.html")
        for name, text in (("printed", "تتضمّن ٤٩٢ قضية"), ("meant", "تتضمّن ١٬٤٩٢ قضية")):
            assert (text, "ar", "rtl") in [
                (found, attrs["lang"], attrs["dir"]) for found, attrs in page.found("bdi", class_=name)
            ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_reading_on_leads_through_the_whole_document(site: Site, language: str) -> None:
    path, seen = f"id/{REPORT}/para/1.html", []
    while path:
        seen.append(path.removesuffix(".html").rpartition("/")[2])
        page = read(site, language, path)
        further = {page.target(attrs["href"]) for _, attrs in page.found("a", rel="next")}
        before = {page.target(attrs["href"]) for _, attrs in page.found("a", rel="prev")}
        assert before == ({f"{language}/id/{REPORT}/para/{seen[-2]}.html"} if len(seen) > 1 else set())
        path = further.pop().partition("/")[2] if further else ""
    assert len(seen) == 75
    assert seen[49:53] == ["50", "51", "51bis", "52"]


def test_footnote_leads_to_its_paragraph_and_back(site: Site) -> None:
    note, paragraph = f"id/{REPORT}/footnote/2.html", f"id/{REPORT}/para/37.html"
    assert f"ar/{paragraph}" in read(site, "ar", note).links
    assert f"ar/{note}" in read(site, "ar", paragraph).links


def test_what_a_paragraph_is_told_apart_from_by_a_note(site: Site) -> None:
    assert "صياغة ثانية للفقرة ٥١ طُبعت تحت الرقم نفسه" in read(site, "ar", f"id/{REPORT}/para/51bis.html").texts(
        "p", class_="note"
    )


def test_a_text_without_paragraphs_is_a_document_too(site: Site) -> None:
    page = read(site, "ar", "id/document/A/RES/71/167.html")
    assert "ar/documents.html" in page.links
    official = next(attrs["href"] for _, attrs in page.found("a", hreflang="ar", rel="external"))
    assert official == "https://undocs.org/ar/A/RES/71/167"
    articles = read(site, "en", "id/instrument/tip-protocol.html")
    assert "Parts of it that are named" in articles.texts("h2")
    assert "en/id/instrument/tip-protocol/article-6.html" in articles.links


@pytest.mark.parametrize("language", ["ar", "en"])
def test_links_lead_to_pages_and_fragments_that_are_there(site: Site, parts: list[str], language: str) -> None:
    sections = [branch.iri for branch in outline(site.reader, f"{DEFAULT_BASE}id/{REPORT}").root.all()]
    pages = [read(site, language, path_of(iri)) for iri in [*sections, *parts]]
    owned = {page.place: set(page.ids) for page in pages}
    for page in pages:
        assert len(page.ids) == len(owned[page.place]), page.place
        for target in page.links:
            whole, _, fragment = target.partition("#")
            if whole.startswith(f"{language}/id/"):
                assert leads_somewhere(site, whole), (page.place, target)
            if fragment and whole in owned:
                assert fragment in owned[whole] or fragment.startswith("label-"), (page.place, target)


def test_pages_are_the_same_each_time(store: ox.Store) -> None:
    for path in (f"id/{REPORT}.html", f"id/{REPORT}/para/14.html", f"id/{REPORT}/section/II.html"):
        pages = set()
        for _ in range(2):
            site = Site(store, base_of(store))
            found = page_at(site, "ar", path, {})
            assert found
            pages.add(site.html(found, "ar"))
        assert len(pages) == 1


def test_outline_needs_no_inferred_triples(store: ox.Store, site: Site) -> None:
    asserted = Site(fill(q for q in store if not str(q.graph_name).endswith("/graph/inferred>")), DEFAULT_BASE)
    iri = f"{DEFAULT_BASE}id/{REPORT}"
    assert outline(asserted.reader, iri) == outline(site.reader, iri)
    assert "٦ أرقام" in " ".join(read(asserted, "ar", f"id/{REPORT}.html").texts("span", class_="count"))


def test_sections_are_in_the_order_of_their_paragraphs() -> None:
    site = made(12, sections=3)
    assert [part.rpartition("/")[2] for part in outline(site.reader, MADE).reading] == [str(n) for n in range(1, 13)]


def test_parts_that_contain_each_other_do_not_keep_a_page_from_being_made() -> None:
    first, second = f"{MADE}/section/1", f"{MADE}/section/2"
    site = made(2, quad(first, "eli:is_part_of", second), quad(second, "eli:is_part_of", first), sections=2)
    assert read(site, "en", "id/document/A/1.html").texts("h1") == ["Report"]
    assert read(site, "en", "id/document/A/1/section/1.html").texts("h1")


def test_a_long_document_has_numbers_and_its_sections_have_lines() -> None:
    site = made(MOST_LINES + 50, sections=6)
    page = read(site, "ar", "id/document/A/1.html")
    numbers = page.texts("ul", class_="numbers")
    assert len(numbers) == 6
    assert {f"ar/id/document/A/1/para/{n}.html" for n in range(1, MOST_LINES + 51)} <= page.links
    assert not page.texts("li", class_="part")
    assert len(read(site, "ar", "id/document/A/1/section/2.html").texts("li", class_="part")) == 50


def test_a_label_in_one_language_alone_is_tagged() -> None:
    site = made(1, labels=["en"])
    page = read(site, "ar", "id/document/A/1.html")
    assert ("Report", {"lang": "en", "dir": "ltr"}) in list(page.found("bdi"))
    assert "بالإنكليزية" in page.texts("span", class_="tag")
    assert read(site, "ar", "id/document/A/1/para/1.html").texts("h1") == ["Paragraph 1 بالإنكليزية"]


def test_labels_with_markup_are_texts() -> None:
    evil = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>\u202e"
    part, thing, node = f"{MADE}/para/1", f"{BASE}id/body/x", f"{MADE}/para/1#correction-1"
    more = [quad(iri, "skos:prefLabel", evil, language="ar") for iri in (MADE, part, thing, node)]
    more += [quad(thing, "dcterms:description", evil, part, "ar"), quad(part, "schema:mentions", thing, part)]
    more += [quad(node, "rdf:type", expand("Correction")), quad(node, "corrected", evil, language="ar")]
    more += [quad(node, "oa:hasTarget", f"{node}-target"), quad(f"{node}-target", "oa:hasSource", part)]
    more += [quad(f"{node}-target", "oa:hasSelector", f"{node}-quote"), quad(f"{node}-quote", "oa:exact", evil)]
    site = made(1, *more, labels=["en"])
    for path in ("id/document/A/1.html", "id/document/A/1/para/1.html", "corrections.html", "documents.html"):
        for language in ("ar", "en"):
            page = page_at(site, language, path, {})
            assert page
            html = site.html(page, language)
            assert "alert(1)" in html or language == "en"
            for tag, attrs, _ in Parsed(html, f"{language}/{path}").elements:
                assert tag not in ("img",) and not any(name.startswith("on") or name == "style" for name in attrs)
            assert [attrs for tag, attrs, _ in Parsed(html, path).elements if tag == "script"] == [
                {"type": "module", "src": "../" * (path.count("/") + 1) + "assets/site.js"},
                {"type": "application/ld+json"},
            ]
            assert "\u202e" not in html


def test_data_without_graphs_say_that_they_do_not_tell(store: ox.Store) -> None:
    flat = ox.Store()
    flat.extend(
        ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph())
        for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    )
    site = Site(flat, DEFAULT_BASE)
    page = read(site, "ar", f"id/{REPORT}/para/36.html")
    assert page.texts("p", class_="gap")
    assert {"figure-1", "figure-6", "correction-3"} <= set(page.ids)
    assert "ar/id/body/unodc.html" in page.links
    assert read(site, "en", f"id/{REPORT}.html").texts("li", class_="part")


def test_other_paths_are_no_pages() -> None:
    for path in ("id/document/A/1/para/2.html", "id/document/none.html", "id/.html", "id/document/A/1.htm"):
        assert page_at(made(1), "ar", path, {}) is None
