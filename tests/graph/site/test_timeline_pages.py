"""The timeline: every date once, under its year and month, with the paragraphs that give it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.site import list_pages, timeline_pages
from graph.site.pages import page_at
from graph.site.site import Site
from graph.site.wording import Wording
from graph.site.year_bars import bars, drawn_years
from graph.store import base_of
from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from .made import BASE, PARAGRAPH, document, iri, quad, store_of, thing
from .parsed import leads_somewhere, read


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


@pytest.fixture(scope="module")
def made() -> Site:
    return Site(
        store_of(
            document(),
            thing("strategy/s", "Strategy", ar="استراتيجية", en="Strategy"),
            thing("event/x", "Meeting", ar="اجتماع", en="Meeting"),
            [
                quad(iri("strategy/s"), "start", "2016", PARAGRAPH, kind="xsd:gYear"),
                quad(iri("strategy/s"), "end", "2019", PARAGRAPH, kind="xsd:gYear"),
                quad(iri("event/x"), "date", "2018-05", PARAGRAPH, kind="xsd:gYearMonth"),
            ],
        ),
        BASE,
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_date_of_the_graph_is_on_the_page_of_its_year(site: Site, store: ox.Store, language: str) -> None:
    printed = [term for term in vocabulary().terms.values() if term.printed_date]
    stated = {
        (quad.subject.value, quad.object.value)  # type: ignore[union-attr]
        for term in printed
        for quad in store.quads_for_pattern(None, ox.NamedNode(term.iri), None, ox.DefaultGraph())
    }
    shown: set[tuple[str, str]] = set()
    bare: list[str] = []
    adopted = ox.NamedNode(expand("adoptedOn"))
    for path in timeline_pages.paths(site):
        page = page_at(site, language, path, {})
        assert page is not None
        for dates in timeline_pages.years_of(site).begun.get(page.shown.get("year", 0), []):
            shown |= {(dates.iri, value.value) for value in (dates.begin, dates.end) if value is not None}
        moments = [one for _, _, some in page.shown.get("months", ()) for one in some]
        assert len(moments) == (page.shown["total"] if moments else 0)
        bare += [one.thing.iri for one in moments if not one.places]
    assert shown == stated
    for subject in bare:
        graphs = {q.graph_name for q in store.quads_for_pattern(ox.NamedNode(subject), adopted, None)}
        assert not any("/para/" in str(graph) for graph in graphs), "each date names the paragraphs that give it"
    assert len(bare) < 3


def test_a_period_shows_its_end_and_goes_on_in_later_years(made: Site) -> None:
    first = read(made, "ar", "timeline/2016.html")
    assert first.texts("p", class_="when") == ["من ٢٠١٦ إلى ٢٠١٩ المدة"]
    later = read(made, "ar", "timeline/2018.html")
    assert later.texts("h2") == ["أيار/مايو ٢٠١٨", "ما بدأ قبلها واستمر فيها"]
    assert later.texts("p", class_="when") == [
        "أيار/مايو ٢٠١٨ التاريخ",
        "٢ أيار/مايو ٢٠١٨ تاريخ الإصدار",
        "من ٢٠١٦ إلى ٢٠١٩ المدة",
    ]
    sources = later.texts("a", class_="source")
    assert sources == ["١", "صفحة الغلاف", "١"]
    assert page_at(made, "ar", "timeline/2017.html", {}) is None


def test_the_years_beside_a_year_are_those_with_dates(made: Site) -> None:
    page = page_at(made, "en", "timeline/2018.html", {})
    assert page is not None
    assert page.shown["before"] == (2016, "timeline/2016.html")
    assert page.shown["after"] is None


@pytest.mark.parametrize(
    "path", ["timeline/1800.html", "timeline/2018/page-1.html", "timeline/2018/page-9.html", "timeline/٢٠١٨.html"]
)
def test_a_year_without_dates_has_no_page(made: Site, path: str) -> None:
    assert page_at(made, "ar", path, {}) is None


def test_a_year_with_very_many_dates_has_several_pages() -> None:
    many = [
        one
        for n in range(400)
        for one in (
            *thing(f"event/e{n}", "Meeting", ar=f"اجتماع {n}", en=f"Meeting {n}"),
            quad(iri(f"event/e{n}"), "date", f"2018-{n % 12 + 1:02}", kind="xsd:gYearMonth"),
        )
    ]
    made = Site(store_of(many), BASE)
    paths = list(timeline_pages.paths(made))
    assert paths == ["timeline.html", "timeline/2018.html", "timeline/2018/page-2.html", "timeline/2018/page-3.html"]
    found = [
        target for path in paths[1:] for target in read(made, "en", path).links if target.startswith("en/id/event/")
    ]
    assert len(found) == len(set(found)) == 400


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_columns_run_with_the_reading_direction_and_lead_to_their_years(made: Site, language: str) -> None:
    page = read(made, language, "timeline.html")
    columns = [(float(attrs["x"]), attrs) for _, attrs in page.found("rect", class_="bar-column")]
    places = [x for x, _ in columns]
    assert places == sorted(places, reverse=language == "ar")
    links = [page.target(attrs["href"]) for _, attrs in page.found("a") if "timeline/" in attrs["href"]]
    pages = {target.partition("#")[0] for target in links}
    assert {f"{language}/timeline/2016.html", f"{language}/timeline/2018.html"} == pages
    assert all(leads_somewhere(made, target) for target in links)
    told = {"ar": "٢٠١٨: تاريخان", "en": "2018: 2 dates"}[language]
    assert told in [attrs.get("aria-label") for _, attrs in page.found("a")]
    high = {attrs["height"] for _, attrs in columns}
    assert len(high) == 2, "a year with twice as many dates has a higher column"


def test_the_kinds_of_a_year_come_to_what_is_dated_in_it_and_lead_there(site: Site) -> None:
    page = page_at(site, "ar", "timeline.html", {})
    assert page is not None
    shown = read(site, "ar", "timeline.html")
    places: dict[str, list[str]] = {}
    to_lists = 0
    begun = timeline_pages.years_of(site).begun
    for year, count, kinds, _ in page.shown["years"]:
        assert count == len(begun[year])
        assert sum(one.count for one in kinds) == len({one.iri for one in begun[year]}), year
        for one in kinds:
            assert f"ar/{one.path}" in shown.links
            path, _, anchor = one.path.partition("#")
            if anchor:
                ids = places.setdefault(path, read(site, "ar", path).ids)
                assert ids.count(anchor) == 1, (year, one)
                continue
            to_lists += 1
            listed = page_at(site, "ar", path, {})
            assert listed is not None
            assert listed.shown["total"] == one.count
            assert path in set(list_pages.paths(site)), "the site of files has the list as well"
    assert to_lists > 3
    assert len(places) > 3


def test_a_kind_that_begins_on_a_later_page_is_led_to_there() -> None:
    many = [
        one
        for n in range(200)
        for one in (
            *thing(f"event/e{n}", "Meeting" if n < 180 else "Workshop", en=f"Event {n}"),
            quad(iri(f"event/e{n}"), "date", "2018-03" if n < 180 else "2018-04", kind="xsd:gYearMonth"),
        )
    ]
    later = quad(iri("event/e180"), "date", "2018-12", kind="xsd:gYearMonth")
    made = Site(store_of(many, [later]), BASE)
    links = [t for t in read(made, "en", "timeline.html").links if "#kind-" in t or "/list/" in t]
    assert sorted(links) == ["en/timeline/2018.html#kind-Meeting", "en/timeline/2018/page-2.html#kind-Workshop"]
    assert "kind-Workshop" in read(made, "en", "timeline/2018/page-2.html").ids


def test_a_picture_of_a_thousand_years_shows_the_latest() -> None:
    counts = dict.fromkeys(range(1000, 2000), 1)
    assert len(drawn_years(counts)) == 60
    drawn = bars(counts, Wording("en"), lambda year: f"{year}.html")
    assert 'href="1940.html"' in drawn
    assert 'href="1939.html"' not in drawn
    assert 'class="bars many"' in drawn


def test_an_empty_store_says_so() -> None:
    page = read(Site(ox.Store(), BASE), "ar", "timeline.html")
    assert "لا شيء مؤرخ في هذا السجل بعد." in page.texts("p")
    assert list(page.found("svg", class_="bars")) == []
