"""The things of a class in the order of a language, and by what they can be narrowed: kind, place, year, topic."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from .holdings import Holdings, above
from .ordering import letter, sort_key

FACETS = ("kind", "country", "region", "year", "topic")
"""What a list can be narrowed by, in the order in which paths have them."""
PER_PAGE = 50


@dataclass(frozen=True)
class Choice:
    """A value that a list can be narrowed by: the part of the path that stands for it, and how many things have it.

    `only` is the one thing that would be left, where it is one.
    """

    facet: str
    slug: str
    count: int
    only: str = ""


class Slugs:
    """What stands for a thing in a path: its id without the kind before it, such as `NGA` for `country/NGA`.

    >>> slugs = Slugs(["https://a.net/id/country/NGA", "https://a.net/id/place/NGA"], "https://a.net/")
    >>> slugs.of["https://a.net/id/country/NGA"], slugs.of["https://a.net/id/place/NGA"]
    ('NGA', 'place~NGA')
    """

    def __init__(self, iris: Sequence[str], base: str) -> None:
        self.of: dict[str, str] = {}
        self.iri: dict[str, str] = {}
        for iri in sorted(iris):
            if not iri.startswith(f"{base}id/") or "#" in iri:
                continue  # what is minted elsewhere has no page either
            whole = iri.removeprefix(f"{base}id/").replace("/", "~")
            short = whole.partition("~")[2]
            slug = short if short and short not in self.iri else whole
            self.of[iri], self.iri[slug] = slug, iri


class Table:
    """The things of a class, sorted in a language, and which of them have each value of each facet."""

    def __init__(self, held: Holdings, cls: str, language: str, slugs: Mapping[str, Slugs]) -> None:
        self._held, self._slugs = held, slugs
        self.language = language
        self._narrower = vocabulary().subclasses(cls) - {cls}
        labelled = [(held.label(thing, language), thing) for thing in held.members.get(cls, [])]
        self.things = [thing for _, thing in sorted(labelled, key=lambda pair: (sort_key(pair[0], language), pair[1]))]

    def values(self, thing: str, facet: str) -> Iterator[str]:
        """The values of a facet that a thing has, as paths have them."""
        if facet == "kind":
            for cls in above(self._held.classes[thing]) & self._narrower:
                yield vocabulary().by_iri[cls].name
        elif facet == "year":
            dates = self._held.dates.get(thing, ())
            yield from {f"{year:04}" for one in dates for year in one.years}
        else:
            found = self._held.topics if facet == "topic" else self._held.places
            for iri in found.get(thing, ()):
                if iri in self._slugs[facet].of and iri != thing:
                    yield self._slugs[facet].of[iri]

    @cached_property
    def postings(self) -> dict[str, dict[str, list[int]]]:
        """Where in the list the things of each value of each facet are."""
        found: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}
        for place, thing in enumerate(self.things):
            for facet in FACETS:
                for value in self.values(thing, facet):
                    found[facet][value].append(place)
        return {facet: dict(values) for facet, values in found.items()}

    def narrowed(self, chosen: Mapping[str, str]) -> list[str]:
        """The things that have all the values chosen, in the order of the list."""
        if not chosen:
            return self.things
        shortest, *others = sorted((self.postings[facet].get(slug, []) for facet, slug in chosen.items()), key=len)
        return [self.things[place] for place in shortest if all(_has(other, place) for other in others)]

    def choices(self, chosen: Mapping[str, str]) -> dict[str, list[Choice]]:
        """What the list as narrowed can be narrowed by further: by count, and only what tells things apart."""
        things = self.narrowed(chosen)
        found = {}
        for facet in FACETS:
            if facet in chosen:
                continue
            having: dict[str, list[str]] = defaultdict(list)
            for thing in things if chosen else ():
                for value in self.values(thing, facet):
                    having[value].append(thing)
            if not chosen:
                having.update(
                    (value, [self.things[p] for p in places]) for value, places in self.postings[facet].items()
                )
            if len(having) > 1 or any(len(of) < len(things) for of in having.values()):
                found[facet] = [
                    Choice(facet, slug, len(of), of[0] if len(of) == 1 else "") for slug, of in having.items()
                ]
        return found

    def letters(self, things: Sequence[str]) -> list[tuple[str, int]]:
        """The letters under which the things stand, each with the place of its first thing."""
        found: dict[str, int] = {}
        for place, thing in enumerate(things):
            found.setdefault(self.letter(thing), place)
        return list(found.items())

    def letter(self, thing: str) -> str:
        """The letter under which a thing stands."""
        return letter(self._held.label(thing, self.language), self.language)


def _has(places: Sequence[int], place: int) -> bool:
    """Whether a place is among sorted ones."""
    found = bisect_left(places, place)
    return found < len(places) and places[found] == place


def place_slugs(held: Holdings, base: str) -> dict[str, Slugs]:
    """What stands in paths for the countries, regions and topics of a site."""
    kinds = {"country": "Country", "region": "Region", "topic": "Topic"}
    return {facet: Slugs(held.members.get(expand(name), []), base) for facet, name in kinds.items()}
