"""The page of conflicts: on which matters paragraphs disagree, with what each says side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..query import QueryError
from .disagreements import conflict, disagreements
from .sheets import sheet, sheet_paths
from .site import Page, Site

PER_PAGE = 50


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of conflicts at a path; None for other paths."""
    if not path.startswith("conflicts"):
        return None
    found = sheet(_pairs(site), "conflicts", path, PER_PAGE)
    if found is None:
        return None
    words = site.words[language]
    shown = {
        "conflicts": [conflict(site.reader, thing, kind, language) for thing, kind in found.rows],
        "count": len(_pairs(site)),
        "sheet": found,
        "silent": not site.reader.told and len(site.store) > 0,
    }
    trail = (("index.html", words("nav.home")),)
    return Page(path, "conflicts.html", words("nav.conflicts"), shown, words("doc.conflicts.about"), trail=trail)


def paths(site: Site) -> Iterator[str]:
    """The paths of the pages of conflicts."""
    yield from sheet_paths(len(_pairs(site)), "conflicts", PER_PAGE)


def _pairs(site: Site) -> list[tuple[str, str]]:
    try:
        return disagreements(site.reader)
    except QueryError:  # data without named graphs, of which the page says that they do not tell
        return []
