"""All pages of lists, countries, timeline, home and about: links, ids, what the content policy forbids, determinism."""

from __future__ import annotations

import re
from itertools import pairwise

import pyoxigraph as ox
import pytest

from graph.site import about_pages, country_pages, home_pages, list_pages, timeline_pages
from graph.site.pages import page_at
from graph.site.site import Site
from graph.store import base_of
from graph.store import fill as filled
from ontology.vocabulary import key

from .parsed import leads_somewhere, read

MODULES = (home_pages, list_pages, country_pages, timeline_pages, about_pages)
SOME = (
    *("index.html", "lists.html", "list/Event.html", "list/Event/page-2.html", "list/Event/year-2017.html"),
    *("list/Figure.html", "countries.html", "timeline.html", "timeline/2017.html", "about.html"),
)
_OURS = re.compile(r"(?:ar|en)/(?:id/|list|countries|timeline|about|index)")


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_link_leads_to_a_page(site: Site, language: str) -> None:
    known: set[str] = set()
    for path in (path for module in MODULES for path in module.paths(site) if "topic-" not in path):
        for target in read(site, language, path).links:
            whole = target.partition("#")[0]
            if whole not in known and _OURS.match(whole):
                assert leads_somewhere(site, whole), f"{path} leads to {whole}"
                known.add(whole)
    assert len(known) > 700


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", SOME)
def test_pages_keep_to_the_rules(site: Site, language: str, path: str) -> None:
    page = read(site, language, path)
    assert len(page.ids) == len(set(page.ids))
    assert len(page.texts("h1")) == 1
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before < 2 for before, after in pairwise(levels)), levels
    for tag, attrs, _ in page.elements:
        assert not attrs.keys() & {"style", "onclick", "onload"}, (tag, attrs)
        assert tag != "style"
        assert "src" not in attrs or not attrs["src"].startswith("http")
    for _, attrs in page.found("div", class_="scroll"):
        assert attrs["tabindex"] == "0"
        assert attrs.get("aria-label") or attrs.get("aria-labelledby")
    for name in ("aria-labelledby",):
        assert all(attrs[name] in page.ids for _, attrs, _ in page.elements if name in attrs)
    assert len(page.texts("table")) == len(page.texts("caption"))
    switch = [page.target(attrs["href"]) for _, attrs in page.found("a", class_="switch")]
    assert switch == [f"{'en' if language == 'ar' else 'ar'}/{path}"]


@pytest.mark.parametrize("path", SOME)
def test_arabic_pages_have_no_western_digits_in_their_own_words(site: Site, path: str) -> None:
    page = read(site, "ar", path)
    counts = [*page.texts("span", class_="count"), *page.texts("a", class_="figure-number"), *page.texts("summary")]
    assert not [text for text in counts if re.search("[0-9]", text)]


def test_pages_are_the_same_however_the_statements_are_ordered(site: Site, store: ox.Store) -> None:
    quads = sorted((q for q in store if isinstance(q.graph_name, ox.NamedNode)), key=lambda q: (key(q.object), str(q)))
    turned = Site(filled(quads), site.base)
    for path in SOME:
        one, other = page_at(site, "ar", path, {}), page_at(turned, "ar", path, {})
        assert one is not None
        assert other is not None
        assert site.html(one, "ar") == turned.html(other, "ar"), path
    for module in MODULES:
        assert sorted(module.paths(site)) == sorted(module.paths(turned))
    assert list(list_pages.paths(site)) == list(list_pages.paths(turned))


def test_only_a_live_site_says_where_queries_are_answered(site: Site, store: ox.Store) -> None:
    assert "/sparql" in read(site, "ar", "about.html").texts("code")
    static = read(Site(store, base_of(store), live=False), "ar", "about.html")
    assert "/sparql" not in static.texts("code")
    assert any("ملفات ثابتة" in text for text in static.texts("p"))
