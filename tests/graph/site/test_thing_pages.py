"""The page of a thing: what is the same for all values is said once, and every value still has its paragraphs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.site.pages import page_at
from graph.site.said import FIRST
from graph.site.site import Site
from graph.store import base_of
from ontology.vocabulary import vocabulary

from .made import BASE, DOCUMENT, PARAGRAPH, document, quad, store_of, thing
from .made import iri as made_iri
from .reading import Reading, read

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
GLO_ACT = "id/programme/glo-act.html"
DATED = "id/document/CTOC/COP/2018/2/para/26.html"


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


def page(site: Site, path: str, language: str) -> Reading:
    return read(site, page_at(site, language, path, {}), language)


def helped(count: int, *, alike: bool = True, name: str = "Country") -> Site:
    """A programme that helps so many countries and works in them, all by one paragraph or the last by the document."""
    countries = [f"country/C{number}" for number in range(count)]
    says = [
        quad(made_iri("programme/x"), relation, made_iri(one), PARAGRAPH if alike or one != countries[-1] else DOCUMENT)
        for relation in ("assistedCountry", "operatesIn")
        for one in countries
    ]
    named = [thing(one, "Country", ar=f"بلد {number}", en=f"{name} {number}") for number, one in enumerate(countries)]
    return Site(
        store_of(document(), thing("programme/x", "Programme", ar="برنامج", en="Programme"), says, *named), BASE
    )


@LANGUAGES
def test_properties_with_the_same_values_stand_together_and_name_the_paragraph_once(site: Site, language: str) -> None:
    found = [e.text.split() for e in page(site, GLO_ACT, language).all("div", class_="property")]
    assisted, operates = {"ar": ("المستفيد", "يعمل"), "en": ("assisted", "operates")}[language]
    both = [words for words in found if assisted in words]
    assert len(both) == 1 and operates in both[0]
    assert not [words for words in found if operates in words and words is not both[0]]
    assert both[0].count({"ar": "٤١", "en": "41"}[language]) == 1
    assert {"ar": "كولومبيا", "en": "Colombia"}[language] in both[0]


@LANGUAGES
def test_what_one_paragraph_states_of_few_values_or_two_paragraphs_state_is_said_with_each(language: str) -> None:
    for few in (helped(2), helped(4, alike=False)):
        reading = page(few, "id/programme/x.html", language)
        assert not reading.all("p", class_="shared")
        values = [e for e in reading.all("li") if {"ar": "بلد ", "en": "Country "}[language] in e.text]
        words = {"ar": ("الفقرة", "صفحة الغلاف"), "en": ("para.", "cover page")}[language]
        assert values and all(any(word in one.text for word in words) for one in values)
    assert len(page(helped(3), "id/programme/x.html", language).all("p", class_="shared")) == 1


def test_only_short_values_stand_in_columns_and_those_behind_are_behind_once() -> None:
    short, long = (page(helped(FIRST + 5, name=name), "id/programme/x.html", "en") for name in ("Land", "Land" * 12))
    assert len(short.all("ul", class_="columns")) == 2 and not long.all("ul", class_="columns")
    for reading in (short, long):
        assert len(reading.all("details")) == 1
        assert all(
            len([e for e in reading.all("li") if e.text.split()[-1:] == [str(n)]]) == 1 for n in range(FIRST + 5)
        )


@LANGUAGES
def test_description_stands_first_among_the_facts(site: Site, language: str) -> None:
    first = page(site, "id/document/CTOC/COP/2018/2.html", language).all("div", class_="property")[0]
    assert first.text.split()[0] == {"ar": "الوصف", "en": "description"}[language]


@LANGUAGES
def test_ways_within_a_page_lead_to_its_sections(site: Site, language: str) -> None:
    reading = page(site, GLO_ACT, language)
    ways = [e.attributes["href"] for e in reading.all("a") if e.attributes.get("href", "").startswith("#")]
    assert {"#said", "#figures", "#pointing", "#picture"} <= set(ways)
    assert {way[1:] for way in ways} <= set(reading.ids)


@LANGUAGES
def test_section_of_a_page_is_marked_among_the_sections_of_the_site(site: Site, language: str) -> None:
    marked = {
        path: [(e.attributes["href"].rpartition("/")[2], e.attributes["aria-current"]) for e in found]
        for path in ("lists.html", "list/Event.html", GLO_ACT, "id/document/CTOC/COP/2018/2/para/36.html")
        if (
            found := page(site, path, language).all("a", aria_current="page")
            or page(site, path, language).all("a", aria_current="true")
        )
    }
    assert marked["lists.html"] == [("lists.html", "page")]
    assert marked["list/Event.html"] == marked[GLO_ACT] == [("lists.html", "true")]
    assert marked["id/document/CTOC/COP/2018/2/para/36.html"] == [("documents.html", "true")]


@LANGUAGES
def test_figures_have_a_column_of_dates_only_where_one_has_a_date(site: Site, language: str) -> None:
    word = {"ar": "تاريخ القيمة", "en": "As of"}[language]
    heads = {path: [e.text for e in page(site, path, language).all("th", scope="col")] for path in (GLO_ACT, DATED)}
    assert word not in heads[GLO_ACT] and len(heads[GLO_ACT]) == 4
    assert word in heads[DATED]


@LANGUAGES
def test_the_contents_of_a_long_page_count_its_groups(site: Site, language: str) -> None:
    reading = page(site, "id/body/unodc.html", language)
    (contents,) = reading.all("nav", class_="contents")
    shown = page_at(site, language, "id/body/unodc.html", {})
    assert shown is not None
    words = site.words[language]
    for prefix in ("said", "pointing"):
        for group in shown.shown[prefix]:
            assert f"{words('kind.' + group.kind)} {words.number(group.count)}" in contents.text
            (section,) = reading.all("section", id=f"{prefix}-{group.kind}")
            assert len([e for e in reading.all("a") if e.attributes["href"] == f"#{prefix}-{group.kind}"]) == 1
            assert section.text.strip().startswith(words("kind." + group.kind))
    assert not page(helped(2), "id/country/C1.html", language).all("nav", class_="contents")


def test_groups_have_the_same_sizes_in_both_languages(site: Site) -> None:
    sizes = {}
    for language in ("ar", "en"):
        shown = page_at(site, language, "id/body/unodc.html", {})
        assert shown is not None
        sizes[language] = [(g.kind, g.count) for part in ("said", "pointing") for g in shown.shown[part]]
    assert sizes["ar"] == sizes["en"]


@LANGUAGES
def test_what_a_body_is_asked_to_do_comes_first_and_once(site: Site, language: str) -> None:
    reading = page(site, "id/body/unodc.html", language)
    (asked,) = reading.all("section", aria_labelledby="asked")
    mandates = site.reader.subjects("addressee", f"{site.base}id/body/unodc")
    assert len(mandates) > 5
    for mandate in mandates:
        assert site.reader.label(mandate, language).text in asked.text
        path = site.addresses.path(mandate)
        assert len([a for a in reading.all("a") if a.attributes["href"].endswith(str(path))]) == 1
    ids = reading.ids
    assert ids.index("asked") < ids.index("said") < ids.index("pointing")


@LANGUAGES
def test_what_no_paragraph_states_is_marked_as_from_the_register(site: Site, language: str) -> None:
    word = site.words[language]("thing.register")
    values = [e.text for e in page(site, "id/country/NGA.html", language).all("li")]
    essay = site.reader.label(f"{site.base}id/event/nigeria-school-essay-competition", language).text
    campaign = site.reader.label(f"{site.base}id/campaign/i-am-priceless-nigeria", language).text
    assert [text for text in values if essay in text and word in text]
    assert not [text for text in values if campaign in text and word in text]
    paragraph = page(site, "id/document/CTOC/COP/2018/2/para/65.html", language)
    assert word not in paragraph.all("section", aria_labelledby="states")[0].text


def test_data_without_graphs_mark_nothing_as_from_a_register() -> None:
    plain = [thing("body/x", "Body", en="X"), [quad(made_iri("body/x"), "locatedIn", made_iri("country/C"))]]
    made = Site(store_of(*plain, thing("country/C", "Country", en="C")), BASE)
    assert not page(made, "id/body/x.html", "en").all("a", class_="from-register")


@LANGUAGES
def test_a_status_says_that_it_is_that_of_a_name(site: Site, language: str) -> None:
    (first, *_) = page(site, "id/country/NGA.html", language).all("p", class_="status")
    assert first.text.strip() == {"ar": "تسمية رسمية", "en": "official name"}[language]
    codes = vocabulary().codes["label-status"]
    assert all(site.words[language].get(f"thing.status.{notation}") for notation in codes)


@LANGUAGES
def test_a_table_of_figures_tells_the_unit_once_and_brackets_hold_no_brackets(site: Site, language: str) -> None:
    reading = page(site, "id/document/CTOC/COP/2018/2/para/65.html", language)
    unit = {"ar": "في المائة", "en": "per cent"}[language]
    (row,) = [e.text for e in reading.all("tr") if unit in e.text]
    assert row.count(unit) == 1
    name = {"ar": "(الخط الساخن الوطني، المكسيك): ٧٦ في المائة", "en": "(National hotline, Mexico): 76 per cent"}[
        language
    ]
    assert [e.text for e in reading.all("h4") if name in e.text]
    figures = [e.text for e in reading.all("h4")]
    assert figures and not [text for text in figures if "))" in text]
