"""What has a date: each thing with its dates at the precision that is printed, and the days that they span."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from ..derive import bounds

_PRINTED = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_DATES = frozenset(expand(f"xsd:{name}") for name in ("date", "gYearMonth", "gYear"))
_LONGEST = 60
"""How many years of a period are looked at: one that lasts longer is a mistake, or is no news in each of its years."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a thing, or the beginning and end of a period of it.

    `begin` and `end` are the values as printed, `terms` the properties that they are values of, `first` and `last` the
    days that they allow. `end` is None for what is no period, and for a period of which no end is told.
    """

    iri: str
    terms: tuple[str, ...]
    begin: ox.Literal
    end: ox.Literal | None
    first: str
    last: str

    @property
    def year(self) -> int:
        """The year in which it is, or begins."""
        return int(self.first[:4])

    @property
    def years(self) -> range:
        """The years that it touches."""
        return range(self.year, min(int(self.last[:4]), self.year + _LONGEST) + 1)

    @property
    def month(self) -> int:
        """The month in which it is, or begins; 0 where only the year is printed."""
        return int(self.begin.value[5:7] or 0)

    @property
    def order(self) -> tuple[str, str, str]:
        """What dates are sorted by: a month comes before its days, a year before its months."""
        return self.begin.value, self.last, self.iri


def is_date(value: ox.Literal) -> bool:
    """Whether a literal is a day, month or year that the calendar has.

    >>> day = ox.NamedNode(expand("xsd:date"))
    >>> [is_date(ox.Literal(text, datatype=day)) for text in ("2018-02-28", "2018-02-30", "soon")]
    [True, False, False]
    """
    if value.datatype.value not in _DATES or not _PRINTED.fullmatch(value.value):
        return False
    try:
        date.fromisoformat(bounds(value.value)[0])
    except ValueError:
        return False
    return True


def dated(store: ox.Store) -> dict[str, tuple[Dated, ...]]:
    """The dates of all things that have any, in their order; what is no date is left to validation.

    A beginning and an end make one period where a thing has one of each; where paragraphs disagree, each date stands
    for itself.

    >>> dated(ox.Store())
    {}
    """
    found: dict[str, dict[str, list[tuple[str, ox.Literal]]]] = defaultdict(lambda: defaultdict(list))
    for term in vocabulary().terms.values():
        if term.printed_date:
            for quad in store.quads_for_pattern(None, ox.NamedNode(term.iri), None, ox.DefaultGraph()):
                thing, value = quad.subject, quad.object
                if isinstance(thing, ox.NamedNode) and isinstance(value, ox.Literal) and is_date(value):
                    found[thing.value][term.date_bound].append((term.iri, value))
    return {iri: tuple(sorted(_dated(iri, dates), key=lambda one: one.order)) for iri, dates in found.items()}


def _dated(iri: str, dates: Mapping[str, list[tuple[str, ox.Literal]]]) -> Iterator[Dated]:
    begins, ends = dates.get("first", []), dates.get("last", [])
    if len(begins) == 1 and len(ends) == 1:
        (start, begin), (stop, end) = begins[0], ends[0]
        first, last = bounds(begin.value)[0], bounds(end.value)[1]
        if first <= last:  # one that ends before it begins is no period
            yield Dated(iri, (start, stop), begin, end, first, last)
            begins, ends = [], []
    for term, value in (*dates.get("", []), *begins, *ends):
        yield Dated(iri, (term,), value, None, *bounds(value.value))
