"""The lists: the tree of classes, things in their order, pages, letters and what a list can be narrowed by."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from graph.site import list_pages
from graph.site.class_names import listed
from graph.site.facets import Slugs, Table, place_slugs
from graph.site.holdings import holdings
from graph.site.ordering import sort_key
from graph.site.pages import page_at
from graph.site.site import Site
from graph.store import base_of
from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from .made import BASE, DOCUMENT, HOSTILE, PARAGRAPH, document, iri, quad, store_of, thing
from .parsed import Parsed, read


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


@pytest.fixture(scope="module")
def many() -> Site:
    """A site with 130 meetings, some of them in a country, and one training."""
    meetings = [
        one
        for n in range(130)
        for one in (
            *thing(f"event/m{n}", "Meeting", ar=f"الاجتماع {n}", en=f"Meeting {n}"),
            quad(iri(f"event/m{n}"), "rdf:type", expand("Event")),
            *([quad(iri(f"event/m{n}"), "schema:location", iri("country/NGA"), PARAGRAPH)] if n < 60 else []),
            *([quad(iri(f"event/m{n}"), "date", "2017-05", PARAGRAPH, kind="xsd:gYearMonth")] if n % 2 else []),
        )
    ]
    others = [
        *thing("country/NGA", "Country", ar="نيجيريا", en="Nigeria"),
        *thing("event/t", "Training", ar="تدريب", en="Training"),
        quad(iri("event/t"), "rdf:type", expand("Event")),
    ]
    return Site(store_of(document(), meetings, others), BASE)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_tree_has_each_class_with_its_number(site: Site, language: str) -> None:
    page = read(site, language, "lists.html")
    held = holdings(site)
    leading = {target for target in page.links if target.startswith(f"{language}/list/")}
    assert leading == {f"{language}/list/{vocabulary().by_iri[cls].name}.html" for cls in held.members}
    body = vocabulary().term("Body")
    number = site.words[language].number(held.counts[body.iri])
    assert [t for t in page.texts("li") if t.startswith(f"{listed(body.iri, language).text} ({number}) ")]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pages_of_a_list_have_all_its_things_once_in_their_order(site: Site, language: str) -> None:
    held = holdings(site)
    paths = [p for p in list_pages.paths(site) if re.fullmatch(r"list/Body(/page-[0-9]+)?\.html", p)]
    found = [
        site.base + target.removeprefix(f"{language}/").removesuffix(".html")
        for path in paths
        for target in _things(read(site, language, path))
    ]
    assert sorted(found) == sorted(held.members[expand("Body")])
    labels = [held.label(thing, language) for thing in found]
    assert labels == sorted(labels, key=lambda label: sort_key(label, language))


def _things(page: Parsed) -> list[str]:
    """The addresses of the things of a list, in the order of the page."""
    inside, found = False, []
    for tag, attrs, _ in page.elements:
        inside = inside or (tag == "p" and attrs.get("class") == "entry")
        if inside and tag == "a":
            found.append(page.target(attrs["href"]))
            inside = False
    return found


def test_every_path_of_the_lists_is_a_page_and_every_choice_leads_to_what_it_counts(site: Site) -> None:
    count = 0
    for path in list_pages.paths(site):
        page = page_at(site, "en", path, {})
        assert page is not None, path
        assert page.path == path
        for options in page.shown.get("facets", {}).values():
            for option in options:
                count += 1
                if option.iri:
                    assert option.count == 1
                    assert site.reader.known(option.iri)
                elif "/page-" not in path:
                    narrower = page_at(site, "en", option.path, {})
                    assert narrower is not None, option.path
                    assert narrower.shown["total"] == option.count, option.path
    assert count > 1000


def test_a_static_site_has_the_lists_that_its_pages_lead_to(store: ox.Store) -> None:
    static = Site(store, base_of(store), live=False)
    paths = set(list_pages.paths(static))
    for path in sorted(paths):
        page = page_at(static, "ar", path, {})
        assert page is not None
        if page.shown.get("chosen"):
            assert not page.shown["facets"], "a second choice needs a server"
        leading = {
            option.path for options in page.shown.get("facets", {}).values() for option in options if not option.iri
        }
        assert leading <= paths
        if sheet := page.shown.get("sheet"):
            assert {sheet.path(number) for number in sheet.links if number} <= paths


def test_choices_are_combined_and_taken_back(many: Site) -> None:
    page = page_at(many, "ar", "list/Event/country-NGA/year-2017.html", {})
    assert page is not None
    assert page.shown["total"] == 30
    assert [option.path for _, option in page.shown["chosen"]] == [
        "list/Event/year-2017.html",
        "list/Event/country-NGA.html",
    ]
    assert page.title == "أحداث: نيجيريا، ٢٠١٧"
    assert not page.indexed


@pytest.mark.parametrize(
    "path",
    [
        "list/Event/page-1.html",
        "list/Event/page-0.html",
        "list/Event/page-4.html",
        "list/Event/page-99999999999.html",
        "list/Event/year-2017/country-NGA.html",
        "list/Event/country-NGA/country-NGA.html",
        "list/Event/country-XXX.html",
        "list/Event/topic-.html",
        "list/Nothing.html",
        "list/Work.html",
        "list/schema:Event.html",
        "list/../Event.html",
        "list/Event",
        "lists/Event.html",
    ],
)
def test_what_is_no_list_has_no_page(many: Site, path: str) -> None:
    assert page_at(many, "ar", path, {}) is None


def test_a_long_list_has_pages_and_letters_that_lead_to_its_things(many: Site) -> None:
    page = page_at(many, "en", "list/Event/page-2.html", {})
    assert page is not None
    assert page.shown["sheet"].links == [1, 2, 3]
    assert page.shown["letters"] == [
        ("M", "list/Event.html", "letter-4d"),
        ("T", "list/Event/page-3.html", "letter-54"),
    ]
    assert "letter-54" in read(many, "en", "list/Event/page-3.html").ids
    assert [item.label.text for item in page.shown["items"]][:2] == ["Meeting 50", "Meeting 51"]
    first = page_at(many, "en", "list/Event/kind-Training.html", {})
    assert first is not None
    assert first.shown["letters"] == []


def test_a_line_says_where_and_when_and_which_paragraphs_name_it() -> None:
    cited = quad(PARAGRAPH, "schema:mentions", iri("event/x"), PARAGRAPH)
    at = [
        *thing("event/x", "Meeting", ar="اجتماع", en="Meeting"),
        quad(iri("event/x"), "schema:location", iri("city/vienna"), PARAGRAPH),
        quad(iri("event/x"), "start", "2017-05-02", PARAGRAPH, kind="xsd:date"),
        quad(iri("event/x"), "end", "2017-05-04", PARAGRAPH, kind="xsd:date"),
        *thing("city/vienna", "City", ar="فيينا", en="Vienna"),
        *thing("country/AUT", "Country", ar="النمسا", en="Austria"),
        quad(iri("city/vienna"), "schema:containedInPlace", iri("country/AUT")),
    ]
    made = Site(store_of(document(), at, [cited]), BASE)
    (text,) = read(made, "ar", "list/Meeting.html").texts("p", class_="entry-facts")
    assert text == "من ٢ أيار/مايو ٢٠١٧ إلى ٤ أيار/مايو ٢٠١٧النمسايرد في الفقرة ١"
    (text,) = read(made, "en", "list/Meeting.html").texts("p", class_="entry-facts")
    assert text == "2 May 2017 to 4 May 2017Austrianamed in para. 1"


@pytest.mark.parametrize("path", ["list/Resolution.html", "documents.html"])
def test_few_paragraphs_that_name_a_thing_are_told_and_many_are_counted(path: str) -> None:
    parts = [f"{DOCUMENT}/para/{number}" for number in range(1, 6)]
    paragraphs = [
        one
        for number, part in enumerate(parts, 1)
        for one in (
            *thing(f"document/A/1/para/{number}", "Paragraph", DOCUMENT, ar="فقرة", en="Paragraph"),
            quad(part, "eli:number", str(number), DOCUMENT),
            quad(part, "eli:is_part_of", DOCUMENT, DOCUMENT),
        )
    ]
    cited = [thing(f"document/A/RES/{n}", "Resolution", ar=f"قرار {n}", en=f"Resolution {n}") for n in (3, 4)]
    named = [quad(part, "schema:mentions", iri(f"document/A/RES/{n}"), part) for n in (3, 4) for part in parts[:n]]
    page = read(Site(store_of(document(), paragraphs, *cited, named), BASE), "ar", path)
    (main,) = page.texts("main")
    assert "يرد في الفقرات ١، ٢، ٣" in main
    assert "٤ فقرات" in main and "١، ٢، ٣، ٤" not in main


def test_a_line_of_a_thing_without_place_or_date_tells_what_it_is_related_to() -> None:
    made = Site(
        store_of(
            thing("body/a", "Body", ar="أمانة", en="Office"),
            thing("body/b", "Body", ar="أمم", en="Nations"),
            [quad(iri("body/a"), "org:subOrganizationOf", iri("body/b"))],
        ),
        BASE,
    )
    assert read(made, "ar", "list/Body.html").texts("p", class_="entry-facts") == ["يتبع: أمم", ""]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_hostile_labels_are_texts_and_one_language_is_told(language: str) -> None:
    made = Site(
        store_of(
            thing("event/x", "Meeting", en=HOSTILE),
            thing("country/NGA", "Country", en=HOSTILE),
            [quad(iri("event/x"), "schema:location", iri("country/NGA"))],
            thing("event/y", "Meeting", en="Other"),
            [quad(PARAGRAPH, "schema:mentions", iri("country/NGA"), PARAGRAPH)],
        ),
        BASE,
    )
    for path in ("list/Meeting.html", "list/Meeting/country-NGA.html", "countries.html", "index.html"):
        page = page_at(made, language, path, {})
        assert page is not None
        html = made.html(page, language)
        assert "<script>alert" not in html
        assert "\u202e" not in html
        assert "{{ 7 * 7 }}" in html
    assert ('class="tag"' in made.html(page_at(made, language, "list/Meeting.html", {}), language)) == (  # type: ignore[arg-type]
        language == "ar"
    )


def test_things_without_labels_classes_or_graphs_are_listed_by_their_ids() -> None:
    made = Site(store_of([quad(iri("event/x"), "rdf:type", expand("Meeting"))]), BASE)
    page = read(made, "ar", "list/Event.html")
    assert page.texts("p", class_="entry") == ["event/x اجتماع"]
    elsewhere = Site(store_of([quad("https://other.org/x", "rdf:type", expand("Meeting"))]), BASE)
    assert "https://other.org/x" in elsewhere.html(page_at(elsewhere, "ar", "list/Meeting.html", {}), "ar")  # type: ignore[arg-type]


def test_an_empty_store_has_an_empty_tree() -> None:
    empty = Site(ox.Store(), BASE)
    assert list(list_pages.paths(empty)) == ["lists.html"]
    assert "لا شيء في هذا السجل بعد" in " ".join(read(empty, "ar", "lists.html").texts("p"))


def test_places_of_the_same_name_have_paths_of_their_own() -> None:
    slugs = Slugs([iri("country/x"), iri("place/x"), iri("place/y/z"), "https://other.org/x", f"{DOCUMENT}#a"], BASE)
    assert slugs.of == {iri("country/x"): "x", iri("place/x"): "place~x", iri("place/y/z"): "y~z"}


def test_a_table_says_which_things_have_all_values(many: Site) -> None:
    held = holdings(many)
    table = Table(held, expand("Event"), "en", place_slugs(held, BASE))
    both = table.narrowed({"country": "NGA", "year": "2017"})
    assert set(both) == {iri(f"event/m{n}") for n in range(60) if n % 2}
    assert {one.slug: one.count for one in table.choices({"year": "2017"})["country"]} == {"NGA": 30}
    assert "country" not in table.choices({"country": "NGA"})
