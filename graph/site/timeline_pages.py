"""The timeline: what has a date, by year and month, and how many things each year has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from loaders.dates import date_for_reader
from ontology.vocabulary import vocabulary

from ..captions import kind_of
from .class_names import listed
from .dated import Dated
from .holdings import holdings
from .items import Linked, place_order, span
from .lists import address as list_address
from .lists import list_path, lists
from .ordering import sort_key
from .reader import Place, Text
from .sheets import Sheet, sheet, sheet_paths
from .site import Page, Site, View
from .told import stating
from .year_bars import bars, drawn_years

_PATH = re.compile(r"timeline/(?P<year>[0-9]{4})(?:/page-[0-9]+)?\.html")
PER_PAGE = 150
_MOST_LASTING, _MOST_PLACES = 40, 4


@dataclass(frozen=True)
class Moment:
    """A date of a thing as a reader sees it: what it stands for, when, of what, where, and who states it."""

    what: Text
    when: Text
    thing: Linked
    cls: str
    kind: str
    at: Sequence[Linked]
    places: Sequence[Place]
    anchor: str = ""
    """The id of the first date of a kind on the page of its year."""


@dataclass(frozen=True)
class OfKind:
    """A class of what has a date in a year: how many things, and the path of what is counted."""

    cls: str
    count: int
    path: str


class Years:
    """The dates of a site by the year in which they are or begin, and the periods that go on in later years."""

    def __init__(self, site: Site) -> None:
        self._held = holdings(site)

    @cached_property
    def begun(self) -> dict[int, list[Dated]]:
        """What is in each year or begins in it, in the order of time."""
        found: dict[int, list[Dated]] = defaultdict(list)
        for dates in self._held.dates.values():
            for one in dates:
                if one.iri in self._held.classes:
                    found[one.year].append(one)
        return {year: sorted(found[year], key=lambda one: one.order) for year in sorted(found)}

    @cached_property
    def lasting(self) -> dict[int, list[Dated]]:
        """What began before each year and goes on in it."""
        found: dict[int, list[Dated]] = defaultdict(list)
        for dates in self.begun.values():
            for one in dates:
                for year in one.years[1:]:
                    found[year].append(one)
        return dict(found)

    @cached_property
    def kinds(self) -> dict[int, Counter[str]]:
        """The classes of what has a date in each year, with how many things of each."""
        found = {}
        for year, dates in self.begun.items():
            things = {one.iri for one in dates}
            found[year] = Counter(cls for thing in things for cls in self._held.classes[thing][:1])
        return found

    @cached_property
    def firsts(self) -> dict[int, dict[str, int]]:
        """Where among the dates of each year the first of each class is."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for year, dates in self.begun.items():
            for place, one in enumerate(dates):
                for cls in self._held.classes[one.iri][:1]:
                    found[year].setdefault(cls, place)
        return dict(found)

    @property
    def counts(self) -> dict[int, int]:
        """How many dates each year has."""
        return {year: len(dates) for year, dates in self.begun.items()}


def years_of(site: Site) -> Years:
    """The dates of a site by year, kept as long as the site."""
    return site.whole(Years)


def address(year: int) -> str:
    """The path of the page of a year.

    >>> address(2017)
    'timeline/2017.html'
    """
    return f"{_stem(year)}.html"


def _stem(year: int) -> str:
    return f"timeline/{year:04}"


def kind_anchor(cls: str) -> str:
    """The id of the first date of a class on the page of a year.

    >>> kind_anchor("https://w3id.org/sijill/ontology#Resolution")
    'kind-Resolution'
    """
    return f"kind-{vocabulary().by_iri[cls].name}"


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of all years, or of one; None for a year without any dates."""
    words = site.words[language]
    home = ("index.html", words("nav.home"))
    if path == "timeline.html":
        shown = _overview(site, language)
        return Page(path, "timeline.html", words("timeline.title"), shown, words("timeline.lead"), trail=(home,))
    match = _PATH.fullmatch(path)
    year = int(match["year"]) if match else 0
    begun = years_of(site).begun.get(year, [])
    found = sheet(begun, _stem(year), path, PER_PAGE)
    if not begun or not found:
        return None
    title = words("timeline.year", year=words.digits(str(year)))
    trail = (home, ("timeline.html", words("timeline.title")))
    return Page(path, "year.html", title, _year(site, year, found, language), words("timeline.lead"), trail=trail)


def paths(site: Site) -> Iterator[str]:
    """The paths of the timeline and of each year that has dates."""
    yield "timeline.html"
    for year, dates in years_of(site).begun.items():
        yield from sheet_paths(len(dates), _stem(year), PER_PAGE)


def _overview(site: Site, language: str) -> dict[str, object]:
    years = years_of(site)
    return {
        "list_of": list_path,
        "bars": year_bars(site, language, "timeline.html"),
        "years": [
            (year, len(years.begun[year]), _kinds(site, year, language), address(year))
            for year in reversed(years.begun)
        ],
        "total": sum(years.counts.values()),
        "undrawn": any(year not in drawn_years(years.counts) for year in years.counts),
    }


def _kinds(site: Site, year: int, language: str) -> list[OfKind]:
    """The kinds of a year, each with the list of just what is counted; else with its place on the page of the year."""

    def order(pair: tuple[str, int]) -> tuple[object, ...]:
        return -pair[1], sort_key(listed(pair[0], language).text, language), pair[0]

    counts = sorted(years_of(site).kinds[year].items(), key=order)
    return [OfKind(cls, n, _counted_at(site, year, cls, n, language)) for cls, n in counts]


def _counted_at(site: Site, year: int, cls: str, count: int, language: str) -> str:
    years, held = years_of(site), holdings(site)
    name, chosen = vocabulary().by_iri[cls].name, {"year": f"{year:04}"}
    here = {one.iri for one in years.begun[year] if held.classes[one.iri][:1] == (cls,)}
    if count > 1:
        in_list = lists(site).table(cls, language).narrowed(chosen)
        offered = lists(site).choices(cls, language, {}).get("year", [])
        if set(in_list) == here and any(choice.slug == chosen["year"] for choice in offered):
            return list_address(name, chosen)
    number = years.firsts[year][cls] // PER_PAGE + 1
    return f"{_stem(year)}{f'/page-{number}' if number > 1 else ''}.html#{kind_anchor(cls)}"


def year_bars(site: Site, language: str, path: str, current: int | None = None) -> str:
    """The picture of all years as the page at a path shows it."""
    view = View(site, language, f"{language}/{path}")
    return bars(years_of(site).counts, site.words[language], lambda year: view.to(address(year)), current)


def _year(site: Site, year: int, found: Sheet[Dated], language: str) -> dict[str, object]:
    years = years_of(site)
    known = sorted(years.begun)
    here = known.index(year)
    lasting = years.lasting.get(year, [])
    return {
        "list_of": list_path,
        "year": year,
        "told": site.reader.told,
        "bars": year_bars(site, language, found.path(found.number), year),
        "total": len(years.begun[year]),
        "months": [
            (
                month,
                _month(year, month, language),
                [_first(site, year, one, moment(site, one, language)) for one in dates],
            )
            for month, dates in groupby(found.rows, key=lambda one: one.month)
        ],
        "lasting": [moment(site, one, language) for one in lasting[:_MOST_LASTING]] if found.number == 1 else [],
        "more_lasting": max(0, len(lasting) - _MOST_LASTING),
        "before": (known[here - 1], address(known[here - 1])) if here else None,
        "after": (known[here + 1], address(known[here + 1])) if here + 1 < len(known) else None,
        "sheet": found,
    }


def _first(site: Site, year: int, one: Dated, shown: Moment) -> Moment:
    """A date of a year, with an id where it is the first of its kind."""
    years = years_of(site)
    first = years.begun[year][years.firsts[year][shown.cls]] is one
    return replace(shown, anchor=kind_anchor(shown.cls)) if first else shown


def _month(year: int, month: int, language: str) -> str:
    return date_for_reader(f"{year:04}-{month:02}", language) if month else ""


def moment(site: Site, one: Dated, language: str) -> Moment:
    """A date of a thing as a reader of the language sees it."""
    reader, held, words = site.reader, holdings(site), site.words[language]
    cls = held.classes[one.iri][0]
    values = [value for value in (one.begin, one.end) if value is not None]
    at = sorted(held.places.get(one.iri, ()), key=lambda place: place_order(held, place, language))
    return Moment(
        what=reader.label(one.terms[0], language) if one.end is None else Text(words("timeline.period"), language),
        when=span(site, one, language),
        thing=Linked(reader.label(one.iri, language), one.iri),
        cls=cls,
        kind=kind_of(cls),
        at=[Linked(reader.label(place, language), place) for place in at[:_MOST_PLACES]],
        places=stating(reader, [(one.iri, *pair) for pair in zip(one.terms, values, strict=True)]),
    )
