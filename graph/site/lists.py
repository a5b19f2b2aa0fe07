"""The lists of a site: a table for each class and language, by what each can be narrowed, and their paths."""

from __future__ import annotations

from collections.abc import Mapping

from ontology.vocabulary import vocabulary

from .class_names import listed
from .facets import FACETS, Choice, Slugs, Table, place_slugs
from .holdings import holdings
from .ordering import sort_key
from .reader import Kept
from .site import Site

FIRST, MOST = 12, 300
"""How many values of a facet are seen at once, and how many there are at most."""


class Lists:
    """The tables of a site, each made when it is first asked for and kept."""

    def __init__(self, site: Site) -> None:
        self.held = holdings(site)
        self.slugs: dict[str, Slugs] = place_slugs(self.held, site.base)
        self._tables: dict[tuple[str, str], Table] = {}
        self._kept = Kept(2_000)

    def table(self, cls: str, language: str) -> Table:
        """The things of a class in the order of a language."""
        if (cls, language) not in self._tables:
            self._tables[cls, language] = Table(self.held, cls, language, self.slugs)
        return self._tables[cls, language]

    def choices(self, cls: str, language: str, chosen: Mapping[str, str]) -> dict[str, list[Choice]]:
        """What a list can be narrowed by: those that most things have come first, the latest years before others."""

        def order(choice: Choice) -> tuple[object, ...]:
            if choice.facet == "year":
                return -choice.count, -int(choice.slug)
            return -choice.count, sort_key(self.text(choice.facet, choice.slug, language), language), choice.slug

        def found() -> dict[str, list[Choice]]:
            choices = self.table(cls, language).choices(chosen)
            some = {facet: sorted(v, key=lambda c: (-c.count, c.slug))[:MOST] for facet, v in choices.items()}
            return {facet: sorted(values, key=order) for facet, values in some.items()}

        return self._kept.get((cls, language, tuple(chosen.items())), found)

    def letters(self, cls: str, language: str, chosen: Mapping[str, str]) -> list[tuple[str, int]]:
        """The letters under which the things of a list stand, each with the place of its first thing."""
        table = self.table(cls, language)
        asked = ("letters", cls, language, tuple(chosen.items()))
        return self._kept.get(asked, lambda: table.letters(table.narrowed(chosen)))

    def text(self, facet: str, slug: str, language: str) -> str:
        """The name of a value of a facet."""
        if facet == "kind":
            return listed(vocabulary().term(slug).iri, language).text
        return slug if facet == "year" else self.held.label(self.slugs[facet].iri[slug], language)

    def path_of(self, cls: str, facet: str, place: str) -> str | None:
        """The path of the list of a class at a place, or on a topic; None where the place has no path."""
        slug = self.slugs[facet].of.get(place)
        return address(cls, {facet: slug}) if slug else None


def lists(site: Site) -> Lists:
    """The lists of a site, kept as long as the site."""
    return site.whole(Lists)


def address(cls: str, chosen: Mapping[str, str]) -> str:
    """The path of a list: its class by name, and what it is narrowed by in the order of the facets.

    >>> address("Event", {"year": "2017", "country": "NGA"})
    'list/Event/country-NGA/year-2017.html'
    """
    return f"{stem(cls, chosen)}.html"


def stem(cls: str, chosen: Mapping[str, str]) -> str:
    """How the paths of the pages of a list begin."""
    return "/".join(["list", cls, *(f"{facet}-{chosen[facet]}" for facet in FACETS if facet in chosen)])


def list_path(cls: str) -> str:
    """The path of the list of a class, by its IRI.

    >>> from ontology.namespaces import expand
    >>> list_path(expand("Body"))
    'list/Body.html'
    """
    return address(vocabulary().by_iri[cls].name, {})
