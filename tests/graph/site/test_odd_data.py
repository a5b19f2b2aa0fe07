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
