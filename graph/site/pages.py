"""All pages of a site: which section has the page at a path, and which paths there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from . import (
    about_pages,
    code_pages,
    conflict_pages,
    correction_pages,
    country_pages,
    dataset_page,
    document_list,
    gap_pages,
    home_pages,
    list_pages,
    ontology_page,
    query_page,
    question_pages,
    reading_pages,
    search_page,
    term_pages,
    text_pages,
    thing_pages,
    timeline_pages,
)
from .site import HOME, Page, Site
from .wording import LANGUAGES

PageOf = Callable[[Site, str, str, Mapping[str, str]], Page | None]
"""Gives the page at a path (below that of the language) in a language, with the values behind the question mark."""


@dataclass(frozen=True)
class Section:
    """A section of the site: its page at a path, and the paths of the pages that files are made of."""

    page: PageOf
    paths: Callable[[Site], Iterable[str]]


SECTIONS = (
    Section(home_pages.page, home_pages.paths),
    Section(list_pages.page, list_pages.paths),
    Section(search_page.page, search_page.paths),
    Section(country_pages.page, country_pages.paths),
    Section(timeline_pages.page, timeline_pages.paths),
    Section(about_pages.page, about_pages.paths),
    Section(document_list.page, document_list.paths),
    Section(conflict_pages.page, conflict_pages.paths),
    Section(correction_pages.page, correction_pages.paths),
    Section(gap_pages.page, gap_pages.paths),
    Section(question_pages.page, question_pages.paths),
    Section(query_page.page, query_page.paths),
    Section(ontology_page.page, ontology_page.paths),
    Section(term_pages.page, term_pages.paths),
    Section(code_pages.page, code_pages.paths),
    Section(reading_pages.page, reading_pages.paths),
    Section(text_pages.page, text_pages.paths),
    Section(dataset_page.page, dataset_page.paths),
    Section(thing_pages.page, thing_pages.paths),
)
"""The sections, the first that has a page at a path is asked for it: texts and their parts come before other things."""


_OF_THE_WHOLE = (
    *(HOME, "ontology.html", "about.html", "countries.html", "documents.html"),
    *("conflicts.html", "corrections.html", "gaps.html"),
)
"""The pages for which all of the graph is gone through."""


def page_at(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:
    """The page at a path in a language; None where there is none."""
    return next((found for section in SECTIONS if (found := section.page(site, language, path, query))), None)


def prepare(site: Site) -> None:
    """Find once what the pages about the whole graph show: processes that part afterwards share it."""
    for language in LANGUAGES:
        for path in _OF_THE_WHOLE:
            page_at(site, language, path, {})


def paths(site: Site) -> Iterator[str]:
    """The paths of all pages, each once."""
    yield from dict.fromkeys(path for section in SECTIONS for path in section.paths(site))
