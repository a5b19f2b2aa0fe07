"""What a document cites, and how the numbers of its sections and paragraphs are written."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.parameters import prepare
from graph.query import run
from graph.site.pages import page_at
from graph.site.section_numbers import section_number
from graph.site.site import Site
from graph.store import base_of
from ontology.vocabulary import key
from queries.catalogue import question

from .made import BASE, DOCUMENT, HOSTILE, PARAGRAPH, document, iri, quad, store_of, thing
from .parsed import read

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
REPORT = "id/document/CTOC/COP/2018/2.html"


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


@LANGUAGES
def test_a_document_shows_all_texts_that_its_parts_cite_with_the_parts(
    site: Site, store: ox.Store, language: str
) -> None:
    page = page_at(site, language, REPORT, {})
    assert page is not None
    cited = {
        (value.text.text, place.source.paragraph)
        for block in page.shown["cited"]
        for value in block.values
        for place in value.places
    }
    asked = run(store, prepare(question("texts-cited"), {"lang": language}, site.base))
    columns = [asked.variables.index(name) for name in ("text", "paragraph")]
    documents = {(key(row[columns[0]]), key(row[columns[1]])) for row in asked.rows}  # type: ignore[arg-type]
    assert documents <= cited
    assert len({text for text, _ in documents}) >= 25
    shown = read(site, language, REPORT)
    (section,) = shown.texts("section", aria_labelledby="cited")
    assert all(text in section for text, _ in cited)
    assert site.words[language].of("doc.cited.count", len({text for text, _ in cited})) in section
    assert f"{language}/{REPORT}#cited" in shown.links


def test_a_document_that_cites_nothing_has_no_such_section_and_names_are_escaped() -> None:
    plain = Site(store_of(document()), BASE)
    assert "cited" not in read(plain, "ar", "id/document/A/1.html").ids
    hostile = thing("document/A/2", "Resolution", ar=HOSTILE, en=HOSTILE)
    some = [quad(PARAGRAPH, "eli:cites", iri("document/A/2"), PARAGRAPH), quad(DOCUMENT, "eli:cites", DOCUMENT)]
    made = Site(store_of(document(), hostile, some), BASE)
    (section,) = read(made, "ar", "id/document/A/1.html").texts("section", aria_labelledby="cited")
    assert '"><script>alert(1)</script>' in section
    assert "نص واحد" in section


@pytest.mark.parametrize(
    ("number", "arabic"),
    [
        ("I", "أولاً"),
        ("III", "ثالثاً"),
        ("A", "ألف"),
        ("II.B", "ثانياً-باء"),
        ("II.C.12", "ثانياً-جيم-١٢"),
        ("IV.I.3.i", "رابعاً-طاء-٣(ط)"),
        ("XIX", "تاسع عشر"),
        ("XXI", "XXI"),
        ("annex/II", "annex/II"),
        ("", ""),
    ],
)
def test_a_number_of_a_section_is_written_as_arabic_documents_print_it(number: str, arabic: str) -> None:
    assert section_number(number, "ar").text == arabic
    assert section_number(number, "en").text == number


def test_the_outline_is_numbered_in_each_language(site: Site) -> None:
    arabic = read(site, "ar", REPORT)
    assert arabic.texts("span", class_="section-number")[:5] == [
        "أولاً",
        "ثانياً",
        "ثانياً-ألف",
        "ثانياً-ألف-١",
        "ثانياً-ألف-١(أ)",
    ]
    assert not [text for text in arabic.texts("span", class_="section-number") if set(text) & set("IVABCabc")]
    assert read(site, "en", REPORT).texts("span", class_="section-number")[4] == "II.A.1.a"


def test_runs_of_paragraphs_are_told_by_their_ends(site: Site) -> None:
    arabic, english = (read(site, language, REPORT).texts("summary") for language in ("ar", "en"))
    assert arabic[:3] == ["الفقرات ١–٣", "الفقرتان ٤ و٥", "الفقرة ٦"]
    assert english[:3] == ["Paragraphs 1–3", "Paragraphs 4 and 5", "Paragraph 6"]
