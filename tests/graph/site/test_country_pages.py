"""The table of countries: who worked where, and which paragraphs say so."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.card import text_of
from graph.parameters import prepare
from graph.query import run
from graph.site.country_pages import countries_of
from graph.site.country_rows import Row, countries
from graph.site.holdings import holdings
from graph.site.pages import page_at
from graph.site.site import Site
from graph.store import base_of
from ontology.vocabulary import vocabulary
from queries.catalogue import question

from .made import BASE, PARAGRAPH, document, iri, quad, store_of, thing
from .parsed import leads_somewhere, read


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


def rows_of(site: Site, language: str) -> dict[str, Row]:
    """All rows of the table, by the id of the place."""
    found = countries_of(site, language)
    rows = [row for group in found.groups for row in group.rows] + list(found.only_named)
    return {row.place.iri.rpartition("/id/")[2]: row for row in rows}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_countries_of_a_programme_are_those_of_the_question_with_its_paragraphs(
    site: Site, store: ox.Store, language: str
) -> None:
    programme = f"{site.base}id/programme/glo-act"
    told = {
        (row.place.text.text, place.source.document, place.source.paragraph)
        for row in rows_of(site, language).values()
        for named in row.named
        if named.thing.iri == programme and not row.region
        for place in named.places
    }
    values = {"programme": "programme/glo-act", "lang": language}
    answer = run(store, prepare(question("programme-countries"), values, site.base), "programme-countries")
    columns = [answer.variables.index(name) for name in ("country", "document", "paragraph")]
    asked = {tuple(text_of(row[column]) for column in columns) for row in answer.rows}
    assert told == asked
    assert len(told) == 13


def test_each_country_is_there_once_and_what_is_counted_is_what_its_list_has(site: Site) -> None:
    rows = rows_of(site, "ar")
    held = holdings(site)
    every = {c.rpartition("/id/")[2] for c in held.members[vocabulary().term("Country").iri]}
    assert every == {key for key, row in rows.items() if not row.region}
    counts = 0
    for row in rows.values():
        for one in row.counted:
            if one.path is None:
                assert one.cls == vocabulary().term("Activity").iri, "what is left of a class whose parts are counted"
                continue
            counts += 1
            page = page_at(site, "ar", one.path, {})
            assert page is not None, one.path
            assert page.shown["total"] == one.count, (one.path, one.count)
    assert counts > 100


def test_a_figure_counts_where_it_is_about_that_place_alone(site: Site) -> None:
    held, rows = holdings(site), rows_of(site, "en")
    figure = vocabulary().term("Figure").iri
    glo_act = {f for f in held.members[figure] if site.reader.value(f, "schema:observationAbout").endswith("/glo-act")}
    assert len(glo_act) >= 5
    assert not any(held.places.get(one) for one in glo_act), "totals for thirteen countries are of none of them"
    (counted,) = [one.count for one in rows["country/EGY"].counted if one.cls == figure]
    assert counted == 1, "that of the meeting in Egypt"
    (counted,) = [one.count for one in rows["country/NGA"].counted if one.cls == figure]
    assert counted == len([one for one in held.at[f"{site.base}id/country/NGA"] if one in held.members[figure]]) == 3


def test_a_figure_of_what_is_in_one_place_and_in_a_part_of_it_is_of_both() -> None:
    made = Site(
        store_of(
            document(),
            thing("country/ZAF", "Country", en="South Africa"),
            thing("country/NGA", "Country", en="Nigeria"),
            thing("region/kzn", "Region", en="KwaZulu-Natal"),
            thing("body/court", "Body", en="Court"),
            thing("document/A/1/para/1#figure-1", "Figure", en="Cases"),
            [
                quad(iri("region/kzn"), "schema:containedInPlace", iri("country/ZAF")),
                quad(iri("body/court"), "locatedIn", iri("region/kzn"), PARAGRAPH),
                quad(f"{PARAGRAPH}#figure-1", "schema:observationAbout", iri("body/court"), PARAGRAPH),
            ],
        ),
        BASE,
    )
    assert holdings(made).places[f"{PARAGRAPH}#figure-1"] == (iri("country/ZAF"), iri("region/kzn"))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("country", ["NGA", "MEX", "COL", "EGY"])
def test_the_question_about_a_country_finds_what_its_page_tells(
    site: Site, store: ox.Store, country: str, language: str
) -> None:
    page = page_at(site, language, f"id/country/{country}.html", {})
    assert page is not None
    groups = [*page.shown["said"], *page.shown["pointing"]]
    told = {
        value.text.text for group in groups for block in group.blocks for value in block.values if value.iri is not None
    }
    values = {"country": f"country/{country}", "lang": language}
    answer = run(store, prepare(question("country-overview"), values, site.base))
    found = {text_of(row[answer.variables.index("thing")]) for row in answer.rows}
    assert told - found == set()
    unstated = [row for row in answer.rows if row[answer.variables.index("paragraph")] is None]
    assert unstated, "the region of a country is from the register"


def test_countries_stand_under_their_regions_and_the_rest_at_the_end(site: Site) -> None:
    groups = countries_of(site, "en").groups
    names = [group.place.text.text if group.place else None for group in groups]
    assert names == ["Africa", "Americas", "Asia", "Europe", "Oceania", None]
    africa = [row.place.text.text for row in groups[0].rows if not row.region]
    assert "Nigeria" in africa
    assert "Colombia" not in africa
    assert africa == sorted(africa)
    assert all(row.region for row in groups[-1].rows)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_links_what_it_names(site: Site, language: str) -> None:
    page = read(site, language, "countries.html")
    assert all(leads_somewhere(site, target) for target in page.links if _is_made(target))
    anchors = {target.partition("#")[2] for target in page.links if target.startswith(f"{language}/countries.html#")}
    assert anchors <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert [attrs["scope"] for _, attrs in page.found("th", role="rowheader")].count("row") >= 60


def _is_made(target: str) -> bool:
    return "/id/" in target or "/list" in target


def test_a_city_stands_for_its_country_with_the_paragraph_that_names_the_city() -> None:
    made = Site(
        store_of(
            document(),
            thing("country/AUT", "Country", ar="النمسا", en="Austria"),
            thing("city/vienna", "City", ar="فيينا", en="Vienna"),
            thing("project/p", "Project", ar="مشروع", en="Project"),
            thing("country/XXX", "Country", ar="بلد", en="Country"),
            [
                quad(iri("city/vienna"), "schema:containedInPlace", iri("country/AUT")),
                quad(iri("project/p"), "operatesIn", iri("city/vienna"), PARAGRAPH),
                quad(iri("project/p"), "locatedIn", "a word, not a place", PARAGRAPH),
            ],
        ),
        BASE,
    )
    found = countries(made, "en")
    (group,) = found.groups
    assert group.place is None
    (row,) = group.rows
    assert [(n.thing.text.text, [p.source.paragraph for p in n.places]) for n in row.named] == [("Project", ["1"])]
    assert [row.place.text.text for row in found.only_named] == ["Country"]
    assert "بلد واحد لا يُذكر عنه إلا اسمه" in read(made, "ar", "countries.html").texts("summary")


def test_a_place_with_very_many_programmes_names_some() -> None:
    many = [
        one
        for n in range(40)
        for one in (
            *thing(f"project/p{n}", "Project", ar=f"مشروع {n}", en=f"Project {n}"),
            quad(iri(f"project/p{n}"), "operatesIn", iri("country/NGA")),
        )
    ]
    made = Site(store_of(many, thing("country/NGA", "Country", ar="نيجيريا", en="Nigeria")), BASE)
    ((row,),) = (group.rows for group in countries(made, "ar").groups)
    assert (len(row.named), row.more_named) == (12, 28)


def test_an_empty_store_says_so() -> None:
    assert "لا بلد في هذا السجل بعد." in read(Site(ox.Store(), BASE), "ar", "countries.html").texts("p")
