"""What is told of each country and region: programmes by name with their paragraphs, the rest by class."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from ..captions import kind_of
from .classes import roots
from .holdings import Holdings, above, holdings, kinds_of, place_terms
from .items import Linked
from .lists import lists
from .ordering import sort_key
from .reader import Place
from .site import Site
from .told import stating

_WITHIN = "schema:containedInPlace"
_GROUPS = (
    *("AssistanceActivity", "Event", "EventSeries", "Activity", "Legislation", "CourtCase", "CourtDecision"),
    *("Instrument", "Body", "Post", "Work", "Service", "Figure"),
)
"""The classes by which the table counts, in its order; things of other classes are counted by the top of the tree."""
_NAMED = (3, 12, 600)
"""How many programmes a place names: the least and the most, so that there are about so many in all places."""


@dataclass(frozen=True)
class Named:
    """A programme, project or plan, a network or campaign at a place, with the paragraphs that say so."""

    thing: Linked
    places: Sequence[Place]


@dataclass(frozen=True)
class Counted:
    """How many things of a class a place has, the path of their list if there is one, and the first of them."""

    cls: str
    kind: str
    count: int
    path: str | None
    iri: str


@dataclass(frozen=True)
class Row:
    """A country or region with what is told of it."""

    place: Linked
    slug: str
    region: bool
    named: Sequence[Named]
    more_named: int
    counted: Sequence[Counted]
    mentions: int


@dataclass(frozen=True)
class Group:
    """A region of the world with the rows of what is in it; no place for what the data place nowhere."""

    place: Linked | None
    rows: Sequence[Row]


@dataclass(frozen=True)
class Countries:
    """All countries and regions: those of which something is told by region, and those that are only named."""

    groups: Sequence[Group]
    only_named: Sequence[Row]


def countries(site: Site, language: str) -> Countries:
    """The countries and regions of a site in the order of a language.

    A region stands above its countries, the regions within it below them; what the data place in none comes last.
    """
    held = holdings(site)
    found = {
        facet: held.members.get(expand(name), []) for facet, name in (("region", "Region"), ("country", "Country"))
    }
    heads = _heads(site, found["country"], found["region"])
    least, most, all_named = _NAMED
    number = max(least, min(most, all_named // max(1, len(held.at))))
    groups: dict[str, list[Row]] = defaultdict(list)
    only_named = []
    for facet, places in found.items():
        for place in places:
            if held.at.get(place):
                groups[heads.get(place, "")].append(_row(site, place, facet, language, number))
            elif facet == "country":
                only_named.append(_row(site, place, facet, language, number))

    def order(row: Row) -> tuple[object, ...]:
        return row.place.iri not in groups, row.region, sort_key(row.place.text.text, language), row.place.iri

    made = [
        Group(_linked(site, head, language) if head else None, sorted(rows, key=order)) for head, rows in groups.items()
    ]
    made.sort(key=lambda group: (group.place is None, sort_key(group.place.text.text if group.place else "", language)))
    return Countries(made, sorted(only_named, key=order))


def _heads(site: Site, countries: Iterable[str], regions: Iterable[str]) -> dict[str, str]:
    """The region under which each place stands: the one around it that has the fewest countries, but has some.

    A region that is such for a country stands under itself.
    """
    around = {place: {v.value for v in site.reader.values(place, _WITHIN)} for place in (*countries, *regions)}
    having = Counter(region for country in countries for region in around[country] & set(regions))

    def smallest(place: str) -> str:
        return min(around[place] & having.keys(), key=lambda region: (having[region], region), default="")

    heads = {place: smallest(place) for place in around}
    top = {heads[country] for country in countries}
    return {place: place if place in top else head for place, head in heads.items()}


def _row(site: Site, place: str, facet: str, language: str, number: int) -> Row:
    held = holdings(site)
    things = held.at.get(place, [])
    named = sorted(
        (t for t in things if _is_named(held, t, place)), key=lambda t: sort_key(held.label(t, language), language)
    )
    slug = lists(site).slugs[facet].of.get(place, "")
    return Row(
        place=_linked(site, place, language),
        slug=slug,
        region=facet == "region",
        named=[_named(site, thing, place, language) for thing in named[:number]],
        more_named=len(named[number:]),
        counted=_counted(site, things, facet, place),
        mentions=held.mentions[place],
    )


def _is_named(held: Holdings, thing: str, place: str) -> bool:
    """Whether a thing is a programme, project or plan, or works at the place as a network or campaign does."""
    return "programme" in kinds_of(held.classes.get(thing, ())) or (thing, place) in held.operating


def _named(site: Site, thing: str, place: str, language: str) -> Named:
    return Named(_linked(site, thing, language), working(site, thing, place))


def working(site: Site, thing: str, place: str) -> list[Place]:
    """The paragraphs that say that a thing is or works at a place, or in a city or region within it."""
    reader, within = site.reader, ox.NamedNode(place)
    triples = [
        (thing, term, value)
        for term in place_terms()
        for value in reader.values(thing, vocabulary().by_iri[term].name)
        if isinstance(value, ox.NamedNode) and (value == within or within in reader.values(value.value, _WITHIN))
    ]
    return stating(reader, triples)


def _counted(site: Site, things: Iterable[str], facet: str, place: str) -> list[Counted]:
    """How many things of each class there are, but for programmes, which are named."""
    held = holdings(site)
    found: dict[str, list[str]] = defaultdict(list)
    order, tops = [expand(name) for name in _GROUPS], set(roots())
    for thing in things:
        classes = above(held.classes.get(thing, ()))
        if classes and not kinds_of(held.classes[thing]) & {"programme", "place"}:
            group = next((group for group in order if group in classes), "") or min(classes & tops)
            found[group].append(thing)
    return [
        Counted(cls, kind_of(cls), len(of), _path(site, cls, facet, place), min(of))
        for cls, of in sorted(
            found.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in order else 99, pair[0])
        )
    ]


def _path(site: Site, cls: str, facet: str, place: str) -> str | None:
    """The path of the list that has what is counted; None where it would have what is counted under other classes."""
    narrower = {expand(name) for name in _GROUPS} & vocabulary().subclasses(cls) - {cls}
    return None if narrower else lists(site).path_of(vocabulary().by_iri[cls].name, facet, place)


def _linked(site: Site, iri: str, language: str) -> Linked:
    return Linked(site.reader.label(iri, language), iri)
