"""The days and months that a text joins into dates, and the month and year that they share."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from .date_words import Token

_ON = re.compile(r"(?<![^\W\d_])(?:on|by|until|before|after|since|of|dated) $", re.IGNORECASE)
_JOINS = frozenset({"and", "comma", "to", "until", "dash", "slash"})
RANGES = frozenset({"to", "dash", "slash"})
"""What stands between the first and the last day of a range."""


@dataclass(slots=True)
class Point:
    """One day or month: what is known of it, its place, and the words that lead to it."""

    start: int
    end: int
    day: int = 0
    month: int = 0
    year: int = 0
    links: set[str] = field(default_factory=set)
    name: Token | None = None
    month_first: bool = False
    listed: bool = False
    """Whether it belongs to an enumeration that ends in "and" or "to"."""
    certain: bool = True

    @property
    def joined(self) -> bool:
        """Whether it shares month and year with the point before it; a dash before a word is punctuation."""
        return bool(self.links & _JOINS) and not ("dash" in self.links and len(self.links) > 1)

    def iso(self) -> str:
        """The point as ISO 8601 writes it."""
        year = f"{self.year:04}-" if self.year else "--"
        return f"{year}{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def exists(self) -> bool:
        """Whether the calendar has it."""
        if not 1 <= self.month <= 12:
            return False
        return self.day <= calendar.monthrange(self.year or 2000, self.month)[1]

    def order(self) -> tuple[int, int]:
        """What orders points of one year."""
        return self.month, self.day


def chains(plain: str, found: Iterable[Token]) -> Iterator[list[Point]]:
    """The points that stand together, with nothing between them but words that join dates.

    >>> from .date_words import tokens
    >>> from .plain import plain
    >>> [[(p.day, p.month) for p in chain] for chain in chains("2 and 3 May", tokens(plain("2 and 3 May"), 0, 11))]
    [[(2, 0), (3, 5)]]
    """
    row: list[Token] = []
    for token in found:
        if token.kind != "break":
            row.append(token)
        elif row:
            yield _points(plain, row)
            row = []
    yield _points(plain, row)


def _points(plain: str, row: list[Token]) -> list[Point]:
    points: list[Point] = []
    links: set[str] = set()
    at = 0
    while at < len(row):
        token = row[at]
        point = None
        if token.kind == "date":
            point, at = Point(token.start, token.end, token.date[2], token.date[1], token.date[0]), at + 1
        elif token.kind in ("day", "ordinal"):
            point, at = _day(row, at, bool(points and points[-1].month_first))
        elif token.kind == "month":
            point, at = _month(plain, row, at)
        else:
            links.add("from" if token.kind == "of" else token.kind)
            if token.number:  # a year of no month: what stands before it shares nothing with what follows
                point = Point(token.start, token.end)
            at += 1
        if point is not None:
            if points and points[-1].end == point.start:
                links.add("dash")  # lost in print
            point.links, links = links, set()
            points.append(point)
    return points


def _day(row: list[Token], at: int, month_first: bool) -> tuple[Point, int]:
    """A day with the month and year that follow it, and the place after them."""
    point = Point(row[at].start, row[at].end, day=row[at].number)
    after = at + 1
    while after < len(row) and row[after].kind in ("of", "skip"):
        after += 1
    if (
        after < len(row)
        and row[after].kind == "month"
        and (row[at].kind == "day" or row[after - 1].kind != row[at].kind)
    ):
        return point, _named(point, row, after)
    if row[at].kind == "ordinal":
        point.day = 0 if not _in_list(row, at + 1) else point.day
        return point, at + 1
    return point, (_dated(point, row, at + 1) if month_first else at + 1)


def _in_list(row: list[Token], at: int) -> bool:
    return at < len(row) and row[at].kind in _JOINS


def _month(plain: str, row: list[Token], at: int) -> tuple[Point, int]:
    """A month that no day stands before: alone, or in the American order with its day behind it."""
    point = Point(row[at].start, row[at].end)
    after = _named(point, row, at)
    if point.year or after >= len(row) or row[after].kind != "day" or not _english(row[at]):
        return point, after
    day = row[after]
    behind = plain[day.end : day.end + 2]
    follows = row[after + 1].kind if after + 1 < len(row) else "break"
    closed = (
        plain[day.end - 1].isalpha() or not behind.strip() or not (behind.strip()[0].isalnum() or behind[0] in "/(")
    )
    if plain[point.end : day.start].strip(" ") or not (
        closed or follows in ("year", "and", "to", "dash") or _ON.search(plain[max(0, point.start - 8) : point.start])
    ):
        return point, after
    point.day, point.end, point.month_first = day.number, day.end, True
    return point, _dated(point, row, after + 1)


def _english(token: Token) -> bool:
    return token.month is not None and token.month.language == "en"


def _named(point: Point, row: list[Token], at: int) -> int:
    """Take the month, with the other half of a double name, and the year behind it."""
    point.name = row[at]
    point.month, point.end = row[at].number, row[at].end
    after = at + 1
    while after < len(row) and (
        (row[after].kind == "month" and row[after].number == point.month)
        or (row[after].kind in ("slash", "dash") and _is_month(row, after + 1, point.month))
    ):
        if row[after].kind == "month":
            point.end = row[after].end
            if point.name.month and point.name.month.alone != "yes":
                point.name = row[after]
        after += 1
    return _dated(point, row, after)


def _is_month(row: list[Token], at: int, number: int) -> bool:
    return at < len(row) and row[at].kind == "month" and row[at].number == number


def _dated(point: Point, row: list[Token], at: int) -> int:
    """Take the year, after a comma or the word for it; the place after what was taken."""
    after = at
    while after < len(row) and (
        row[after].kind in ("of", "comma") or (row[after].kind == "year" and not row[after].number)
    ):
        after += 1
    if after < len(row) and row[after].kind == "year":
        point.year, point.end = row[after].number, row[after].end
        return after + 1
    return at


def share(chain: list[Point]) -> None:
    """Give each point the month and year that it shares with a neighbour.

    >>> chain = [Point(0, 1, day=2, links={"skip"}), Point(6, 11, day=3, month=5, links={"and"})]
    >>> share(chain)
    >>> chain[0].month
    5
    """
    for before, point in pairwise(chain):
        if not point.month and point.day and before.month_first and point.joined:
            point.month, point.month_first, point.name = before.month, True, before.name
    for point, after in zip(reversed(chain[:-1]), reversed(chain), strict=False):
        if not after.month or not after.joined:
            continue
        after_listed = bool(after.links & {"and", "to", "until", "dash", "slash"}) or after.listed
        if not point.month and point.day and after.day and not after.month_first and (after_listed or point.links):
            point.month, point.year, point.name = after.month, after.year, after.name
            point.listed, point.certain = after_listed, after.certain
        elif point.month and not point.year and after.year:
            _share_year(point, after)
    for before, point in pairwise(chain):
        if before.year and point.month and not point.year and point.links & RANGES and point.order() > before.order():
            point.year, point.certain = before.year, False


def _share_year(point: Point, after: Point) -> None:
    if point.order() <= after.order() or (not point.day == after.day == 0 and point.month == after.month):
        point.year = after.year
    elif after.links & (RANGES | {"until"}):
        point.year, point.certain = after.year - 1, False
