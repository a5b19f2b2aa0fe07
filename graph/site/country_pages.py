"""The table of countries and regions, with what is told of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from .country_rows import Countries, countries
from .lists import list_path
from .site import Page, Site
from .wording import LANGUAGES


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of all countries; None for any other path."""
    if path != "countries.html":
        return None
    words = site.words[language]
    shown = {"countries": countries_of(site, language), "list_of": list_path}
    trail = (("index.html", words("nav.home")),)
    return Page(path, "countries.html", words("countries.title"), shown, words("countries.lead"), trail=trail)


def countries_of(site: Site, language: str) -> Countries:
    """The countries of a site, gone through once for each language."""
    return site.whole(_MADE[language])


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The path of the page."""
    yield "countries.html"


_MADE: dict[str, Callable[[Site], Countries]] = {tag: partial(countries, language=tag) for tag in LANGUAGES}
