"""Dates in running text: days, months and ranges with the year that they share, as ISO 8601 writes them.

A day or month without a year is `--09-19` or `--09`. "X and Y" are two dates, "from X to Y" and "X-Y" one range. Years
and quarters alone, hours, and months of other calendars are none.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .date_words import NUMERIC, Token, month_places, tokens
from .plain import Plain
from .records import Context, Mention

_REACH = 80
"""How far from the name of a month its date may begin or end."""
_ASKING = re.compile(
    r"(?:(?<![^\W\d_])(?:in|of|since|until|till|by|from|to|during|early|late|mid|last|next|this|and|or|between|each"
    r"|every|before|after|through|for)[ -]"
    r"|(?<![^\W\d_])(?:و|ف)?(?:في|شهر|شهري|منذ|حتي|خلال|بحلول|الي|اواخر|اوايل|نهايه|بدايه|منتصف|مطلع|غايه|لغايه) ?(?:و|ب|ل)?)$",
    re.IGNORECASE,
)
"""What stands before a word that is the name of a month there, and something else elsewhere: في مارس, in May."""
_ON = re.compile(r"(?<![^\W\d_])(?:on|by|until|before|after|since|of|dated) $", re.IGNORECASE)
_JOINS = frozenset({"and", "comma", "to", "until", "dash", "slash"})
_RANGES = frozenset({"to", "dash", "slash"})
_SKIPPED = frozenset({"skip", "of", "year"})
_MADDA = "آ"


@dataclass(slots=True)
class _Point:
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
        year = f"{self.year:04}-" if self.year else "--"
        return f"{year}{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def exists(self) -> bool:
        if not 1 <= self.month <= 12:
            return False
        return self.day <= calendar.monthrange(self.year or 2000, self.month)[1]

    def order(self) -> tuple[int, int]:
        return self.month, self.day


def find_dates(text: Plain, context: Context) -> list[Mention]:
    """Find the dates of a text, in order.

    Args:
        text: The text as patterns read it.
        context: The document it stands in; its language tells which way a range of days was printed.

    >>> from .plain import plain
    >>> found = find_dates(plain("من ٦ إلى ٨ أيلول/سبتمبر ٢٠١٧ ويومي ٢ و٣ تموز/يوليه"), Context(language="ar"))
    >>> [(date.value, date.text) for date in found]
    [('2017-09-06/2017-09-08', '٦ إلى ٨ أيلول/سبتمبر ٢٠١٧'), ('--07-02', '٢'), ('--07-03', '٣ تموز/يوليه')]
    >>> [date.value for date in find_dates(plain("On September 19, 2016, and in July-August 2014"), Context())]
    ['2016-09-19', '2014-07/2014-08']
    """
    found = []
    for start, end in _windows(text.text):
        for chain in _chains(text.text, tokens(text, start, end)):
            _share(chain)
            found += _mentions(text, chain, context)
    return found


def _windows(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text around names of months and dates of digits; they do not overlap or cut a word."""
    places = sorted([*month_places(plain), *(match.start() for match in NUMERIC.finditer(plain))])
    begin = finish = -1
    for place in places:
        start, end = max(0, place - _REACH), min(len(plain), place + _REACH)
        if start > finish:
            if finish >= 0:
                yield begin, finish
            begin = _word_edge(plain, start)
        finish = _word_edge(plain, end)
    if finish >= 0:
        yield begin, finish


def _word_edge(plain: str, place: int) -> int:
    """The next place where no word or number is cut, if one is near."""
    if place == 0:
        return 0
    for edge in range(place, min(len(plain), place + 30)):
        if plain[edge] == " ":
            return edge
    return place


def _chains(plain: str, found: Iterable[Token]) -> Iterator[list[_Point]]:
    """The points that stand together, with nothing between them but words that join dates."""
    row: list[Token] = []
    for token in found:
        if token.kind == "break":
            yield _points(plain, row)
            row = []
        else:
            row.append(token)
    yield _points(plain, row)


def _points(plain: str, row: list[Token]) -> list[_Point]:
    points: list[_Point] = []
    links: set[str] = set()
    at = 0
    while at < len(row):
        token = row[at]
        point = None
        if token.kind == "date":
            point, at = _Point(token.start, token.end, token.date[2], token.date[1], token.date[0]), at + 1
        elif token.kind in ("day", "ordinal"):
            point, at = _day(row, at, bool(points and points[-1].month_first))
        elif token.kind == "month":
            point, at = _month(plain, row, at)
        else:
            links.add("from" if token.kind == "of" else token.kind)
            if token.number:  # a year of no month: what stands before it shares nothing with what follows
                point = _Point(token.start, token.end)
            at += 1
        if point is not None:
            if points and points[-1].end == point.start:
                links.add("dash")  # lost in print
            point.links, links = links, set()
            points.append(point)
    return points


def _day(row: list[Token], at: int, month_first: bool) -> tuple[_Point, int]:
    """A day with the month and year that follow it, and the place after them."""
    point = _Point(row[at].start, row[at].end, day=row[at].number)
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


def _month(plain: str, row: list[Token], at: int) -> tuple[_Point, int]:
    """A month that no day stands before: alone, or in the American order with its day behind it."""
    point = _Point(row[at].start, row[at].end)
    after = _named(point, row, at)
    if (
        point.year
        or after >= len(row)
        or row[after].kind != "day"
        or not row[at].month
        or row[at].month.language != "en"
    ):
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


def _named(point: _Point, row: list[Token], at: int) -> int:
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


def _dated(point: _Point, row: list[Token], at: int) -> int:
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


def _share(chain: list[_Point]) -> None:
    """Give each point the month and year that it shares with a neighbour."""
    for before, point in zip(chain, chain[1:], strict=False):
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
    for before, point in zip(chain, chain[1:], strict=False):
        if before.year and point.month and not point.year and point.links & _RANGES and point.order() > before.order():
            point.year, point.certain = before.year, False


def _share_year(point: _Point, after: _Point) -> None:
    if point.order() <= after.order() or (not point.day == after.day == 0 and point.month == after.month):
        point.year = after.year
    elif after.links & (_RANGES | {"until"}):
        point.year, point.certain = after.year - 1, False


def _mentions(text: Plain, chain: list[_Point], context: Context) -> Iterator[Mention]:
    at = 0
    while at < len(chain):
        point, after = chain[at], chain[at + 1] if at + 1 < len(chain) else None
        if not _stands(text, point):
            at += 1
            continue
        if after is not None and _stands(text, after) and _is_range(point, after):
            first, last = (point, after)
            certain = first.certain and last.certain
            if ((first.year, *first.order()) > (last.year, *last.order()) and first.year and last.year) or (
                first.month == last.month and first.year == last.year and first.day > last.day
            ):
                if "dash" not in after.links or context.language == "en":
                    yield _mention(text, point.iso(), point.start, point.end, point.certain)
                    at += 1
                    continue
                first, last, certain = last, first, False  # days printed from right to left
            value = first.iso() if first.iso() == last.iso() else f"{first.iso()}/{last.iso()}"
            yield _mention(text, value, point.start, after.end, certain)
            at += 2
        else:
            yield _mention(text, point.iso(), point.start, point.end, point.certain)
            at += 1


def _is_range(point: _Point, after: _Point) -> bool:
    if not after.joined:
        return False
    if after.links & _RANGES or ("until" in after.links and point.links & {"from", "between"}):
        return True
    return "and" in after.links and "between" in point.links and "between" not in after.links


def _stands(text: Plain, point: _Point) -> bool:
    """Whether a point is a date: its day is one of its month, and its name is no other word."""
    if not point.month or not point.exists():
        return False
    name = point.name
    if name is None or name.month is None:
        return True
    place, _ = text.span(name.start, name.start + 1)
    capital = text.printed[place].isupper() or not text.text[name.start].isascii()
    if point.day or point.year:
        return capital or name.month.alone == "yes" or bool(point.year)
    if name.month.alone == "marked":
        return text.printed[place] == _MADDA
    if name.month.alone == "asked":
        return capital and bool(_ASKING.search(text.text[max(0, name.start - 14) : name.start]))
    return capital and name.month.alone == "yes"


def _mention(text: Plain, value: str, start: int, end: int, certain: bool) -> Mention:
    begin, finish = text.span(start, end)
    return Mention("date", value, begin, finish, text.printed[begin:finish], certain)
