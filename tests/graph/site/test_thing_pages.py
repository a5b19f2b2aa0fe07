"""The page of a thing: what is the same for all values is said once, and every value still has its paragraphs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.site.pages import page_at
from graph.site.said import FIRST
from graph.site.site import Site
from graph.store import base_of

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
