"""Pages over data in shapes that the project's own do not have: each is shown, and takes no other page down."""

from __future__ import annotations

import pyoxigraph as ox

from graph.site.pages import page_at
from graph.site.site import Site
from ontology.namespaces import expand

from .made import BASE, DOCUMENT, iri, quad, store_of, thing


def html(site: Site, language: str, path: str) -> str:
    """A page that is there, as it is written."""
    page = page_at(site, language, path, {})
    assert page is not None, path
    return site.html(page, language)


def test_a_label_in_a_language_that_the_site_has_no_name_for_is_told_with_its_tag() -> None:
    site = Site(store_of(thing("body/x", "Body", fr="Organe"), thing("country/y", "Country", fr="Pays")), BASE)
    for language in ("ar", "en"):
        for path, label in (("list/Body.html", "Organe"), ("countries.html", "Pays"), ("gaps.html", "Organe")):
            page = html(site, language, path)
            assert f'lang="fr" dir="ltr">{label}' in page, path
            assert '<span class="tag">fr</span>' in page


def test_what_a_blank_node_says_of_a_thing_does_no_harm_to_its_page() -> None:
    nameless, place = ox.BlankNode("b"), ox.NamedNode(iri("country/c"))
    said = [
        ox.Quad(nameless, ox.NamedNode(expand(name)), place)
        for name in ("schema:location", "schema:mentions", "schema:observationAbout", "eli:is_part_of")
    ]
    site = Site(store_of(thing("country/c", "Country", ar="ج", en="C"), said), BASE)
    for language in ("ar", "en"):
        assert "_:" not in html(site, language, "id/country/c.html")


def test_a_document_whose_date_is_none_is_listed_with_what_is_written() -> None:
    for written in ("2018-13-45", "2018-xx", "someday"):
        said = [quad(DOCUMENT, "adoptedOn", written, kind="xsd:date")]
        site = Site(store_of(thing("document/A/1", "Report", ar="تقرير", en="Report"), said), BASE)
        for language in ("ar", "en"):
            assert written in html(site, language, "documents.html")
            assert written in html(site, language, "id/document/A/1.html")


def test_a_number_that_is_longer_than_numbers_are_is_shown_as_text() -> None:
    for written in ("1" * 5000, "--1", "²"):
        said = [quad(iri("figure/f"), "schema:value", written, kind="xsd:integer")]
        site = Site(store_of(thing("figure/f", "Figure", ar="عدد", en="Figure"), said), BASE)
        assert f'"{written}"' in html(site, "ar", "id/figure/f.html")


def test_parts_that_hold_each_other_in_a_circle_have_pages() -> None:
    ends = [iri(f"document/A/1/section/{name}") for name in ("a", "b")]
    circle = [quad(ends[each], "eli:is_part_of", ends[not each]) for each in (0, 1)]
    named = [thing(f"document/A/1/section/{name}", "Section", ar=f"القسم {name}", en=name) for name in ("a", "b")]
    site = Site(store_of(*named, circle), BASE)
    for name in ("a", "b"):
        for language in ("ar", "en"):
            assert f"section/{'ab'.replace(name, '')}" in html(site, language, f"id/document/A/1/section/{name}.html")
