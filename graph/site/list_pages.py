"""The lists of things by class: the tree of classes, and each class with its things, paged and narrowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontology.vocabulary import vocabulary

from ..captions import kind_of
from .class_names import listed
from .classes import Branch, branches, by_kind
from .facets import PER_PAGE, Choice
from .holdings import Holdings, holdings
from .items import item
from .lists import FIRST, address, list_path, lists, stem
from .ordering import NUMBERS
from .reader import Text
from .sheets import Sheet, sheet, sheet_paths
from .site import Page, Site

_PATH = re.compile(
    r"list/(?P<cls>\w+)(?P<chosen>(?:/(?:kind|country|region|year|topic)-[^/]+)*)(?:/page-[0-9]+)?\.html"
)


@dataclass(frozen=True)
class Option:
    """A value of a facet as a link: its text, how many things have it, and the path or the thing that it leads to."""

    text: Text
    count: int
    path: str
    iri: str


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of all classes, or of a list; None where no thing is in it, or the path is not in its usual form."""
    if path == "lists.html":
        return _all(site, language)
    match = _PATH.fullmatch(path)
    term = vocabulary().terms.get(match["cls"]) if match else None
    if match is None or term is None or term.iri not in holdings(site).members:
        return None
    chosen = dict(part.split("-", 1) for part in match["chosen"].split("/")[1:])
    things = lists(site).table(term.iri, language).narrowed(chosen)
    found = sheet(things, stem(term.name, chosen), path, PER_PAGE)
    if not things or not found:
        return None
    title = _title(site, listed(term.iri, language).text, chosen, language)
    shown = _shown(site, term.iri, chosen, things, found, language)
    trail = [("index.html", "nav.home"), ("lists.html", "nav.lists")]
    words = site.words[language]
    steps = [*((to, words(name)) for to, name in trail)]
    steps += [(address(term.name, {}), listed(term.iri, language).text)] if chosen else []
    return Page(
        path, "list.html", title, shown, term.definitions[language], trail=tuple(steps), indexed=len(chosen) < 2
    )


def paths(site: Site) -> Iterator[str]:
    """The paths of all lists, and of what they come to by one choice that leaves more than one thing."""
    yield "lists.html"
    for cls in sorted(holdings(site).members):
        table, name = lists(site).table(cls, "ar"), vocabulary().by_iri[cls].name
        yield from sheet_paths(len(table.things), stem(name, {}), PER_PAGE)
        shown = {(one.facet, one.slug) for values in lists(site).choices(cls, "ar", {}).values() for one in values}
        for facet, values in table.postings.items():
            for slug, places in sorted(values.items()):
                if len(places) > 1 and (facet in ("country", "region") or (facet, slug) in shown):
                    yield from sheet_paths(len(places), stem(name, {facet: slug}), PER_PAGE)


def _all(site: Site, language: str) -> Page:
    held, words = holdings(site), site.words[language]
    groups = [
        (kind, found)
        for kind, roots in by_kind(held.counts).items()
        if (found := branches(roots, held.counts, language))
    ]
    shown: dict[str, object] = {"groups": groups, "list_of": list_path}
    trail = (("index.html", words("nav.home")),)
    return Page("lists.html", "lists.html", words("lists.title"), shown, words("lists.lead"), trail=trail)


def _title(site: Site, name: str, chosen: Mapping[str, str], language: str) -> str:
    words, texts = site.words[language], lists(site)
    told = [
        words.digits(texts.text(f, s, language)) if f == "year" else texts.text(f, s, language)
        for f, s in chosen.items()
    ]
    return words("list.colon").join([name, words("list.comma").join(told)]) if told else name


def _shown(
    site: Site, cls: str, chosen: Mapping[str, str], things: list[str], found: Sheet[str], language: str
) -> dict[str, object]:
    held = holdings(site)
    letters = lists(site).letters(cls, language, chosen) if len(things) > PER_PAGE else []
    anchors = {things[place]: letter_id(letter) for letter, place in letters}
    options = lists(site).choices(cls, language, chosen) if site.live or not chosen else {}
    return {
        "list_of": list_path,
        "cls": cls,
        "kind": kind_of(cls),
        "definition": vocabulary().by_iri[cls].definitions[language],
        "total": len(things),
        "items": [item(site, held, thing, cls, language, anchors.get(thing, "")) for thing in found.rows],
        "start": (found.number - 1) * PER_PAGE + 1,
        "chosen": [_option(site, cls, chosen, facet, slug, language) for facet, slug in chosen.items()],
        "facets": {
            facet: [_narrower(site, cls, chosen, choice, language) for choice in values]
            for facet, values in options.items()
        },
        "first": FIRST,
        "letters": [_jump(found, letter, place) for letter, place in letters],
        "numbers": NUMBERS,
        "sheet": found,
        "parents": _parents(held, cls, language),
    }


def _option(
    site: Site, cls: str, chosen: Mapping[str, str], facet: str, slug: str, language: str
) -> tuple[str, Option]:
    """A choice that was made, with the path of the list without it."""
    rest = {f: s for f, s in chosen.items() if f != facet}
    return facet, Option(_text(site, facet, slug, language), 0, address(vocabulary().by_iri[cls].name, rest), "")


def _narrower(site: Site, cls: str, chosen: Mapping[str, str], choice: Choice, language: str) -> Option:
    """A choice that can be made: a list, or the one thing that would be left."""
    more = {**chosen, choice.facet: choice.slug}
    path = address(vocabulary().by_iri[cls].name, more)
    return Option(_text(site, choice.facet, choice.slug, language), choice.count, path, choice.only)


def _text(site: Site, facet: str, slug: str, language: str) -> Text:
    if facet == "year":
        return Text(site.words[language].digits(slug), language)
    if facet == "kind":
        return listed(vocabulary().term(slug).iri, language)
    return site.reader.label(lists(site).slugs[facet].iri[slug], language)


def _jump(found: Sheet[str], letter: str, place: int) -> tuple[str, str, str]:
    """A letter with the path of the page on which it begins, nothing for this one, and the id that it has there."""
    number = place // PER_PAGE + 1
    return letter, "" if number == found.number else found.path(number), letter_id(letter)


def letter_id(letter: str) -> str:
    """The id of a letter on a page.

    >>> letter_id("ا"), letter_id("#")
    ('letter-627', 'letter-23')
    """
    return f"letter-{ord(letter):x}"


def _parents(held: Holdings, cls: str, language: str) -> tuple[Branch, ...]:
    """The class right above a list, so that a reader can widen it."""
    direct = [upper for lower, upper in vocabulary().pairs("rdfs:subClassOf") if lower == cls and upper in held.members]
    return branches(direct, held.counts, language, deep=False)
