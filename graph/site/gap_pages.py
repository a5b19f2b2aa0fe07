"""The pages of labels: what lacks a label in a language, and how the labels that there are came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..statements import natural
from .class_names import listed
from .holdings import holdings
from .label_gaps import coverage
from .ordering import sort_key
from .sheets import sheet, sheet_paths
from .site import Page, Site
from .wording import LANGUAGES

PER_PAGE = 200
_SHOWN = 20
"""How many of the things without a label the first page shows; the others are on pages of their own."""


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of labels at a path; None for other paths."""
    if path == "gaps.html":
        return _overview(site, language)
    for missing in LANGUAGES if path.startswith("gaps/") else ():
        found = sheet(_missing(site, missing, language), f"gaps/{missing}", path, PER_PAGE)
        if found and found.rows:
            words = site.words[language]
            shown = {"missing": missing, "things": found.rows, "sheet": found, "count": _count(site, missing)}
            steps = (("index.html", words("nav.home")), ("gaps.html", words("nav.gaps")))
            return Page(path, "gap-list.html", words(f"doc.gaps.{missing}"), shown, trail=steps)
    return None


def paths(site: Site) -> Iterator[str]:
    """The paths of the pages of labels, and of things that have no label at all, which no list of labels has."""
    yield "gaps.html"
    missing = coverage(site).missing
    for language in LANGUAGES:
        if missing[language]:
            yield from sheet_paths(len(missing[language]), f"gaps/{language}", PER_PAGE)
    for iri in sorted(set(missing["ar"]) & set(missing["en"])):
        path = site.addresses.path(iri)
        if path and path.startswith("id/") and "#" not in path:
            yield path


def _overview(site: Site, language: str) -> Page:
    words, found = site.words[language], coverage(site)
    codes = sorted(
        {code for _, code in found.statuses},
        key=lambda code: (-sum(found.statuses[tag, code] for tag in LANGUAGES), code),
    )

    def order(cls: str) -> tuple[object, ...]:
        return sort_key(listed(cls, language).text, language), cls

    shown = {
        "things": found.things,
        "languages": [
            (tag, found.things - _count(site, tag), _missing(site, tag, language)[:_SHOWN]) for tag in LANGUAGES
        ],
        "missing": {tag: _count(site, tag) for tag in LANGUAGES},
        "statuses": [(code, [found.statuses[tag, code] for tag in LANGUAGES]) for code in codes],
        "totals": [sum(n for (tag, _), n in found.statuses.items() if tag == wanted) for wanted in LANGUAGES],
        "classes": [(cls, *found.classes[cls]) for cls in sorted(found.classes, key=order)],
    }
    trail = (("index.html", words("nav.home")),)
    return Page("gaps.html", "gaps.html", words("doc.gaps.title"), shown, words("doc.gaps.about"), trail=trail)


def _count(site: Site, language: str) -> int:
    return len(coverage(site).missing[language])


def _missing(site: Site, missing: str, language: str) -> Sequence[str]:
    """The things without a label in one language, in the order of the names that a page in another one gives them."""
    held = holdings(site)

    def names() -> list[str]:
        return sorted(
            coverage(site).missing[missing],
            key=lambda iri: (sort_key(held.label(iri, language), language), natural(iri)),
        )

    return site.reader.once(("missing", missing, language), names)
