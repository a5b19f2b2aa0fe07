"""Dates in running text: days, months and ranges with the year that they share, as ISO 8601 writes them.

A day or month without a year is `--09-19` or `--09`. "X and Y" are two dates, "from X to Y" and "X-Y" one range. Years
and quarters alone, hours, and months of other calendars are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .date_points import RANGES, Point, chains, share
from .date_words import NUMERIC, month_places, tokens
from .plain import Plain
from .records import Context, Mention
from .wording import words_of

_REACH = 80
"""How far from the name of a month its date may begin or end."""
_ASKING = re.compile(
    r"(?:(?<![^\W\d_])(?:in|of|since|until|till|by|from|to|during|early|late|mid|last|next|this|and|or|between|each"
    r"|every|before|after|through|for)[ -]"
    r"|(?<![^\W\d_])[وف]?(?:في|شهر|شهري|منذ|حتي|خلال|بحلول|الي|اواخر|اوايل|نهايه|بدايه|منتصف|مطلع|ل?غايه) ?[وبل]?)$",
    re.IGNORECASE,
)
"""What stands before a word that is the name of a month there, and something else elsewhere: في مارس, in May."""
_MADDA = "آ"


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
    found: list[Mention] = []
    for start, end in _windows(text):
        for chain in chains(text.text, tokens(text, start, end)):
            share(chain)
            found += _mentions(text, chain, context)
    return found


def _windows(text: Plain) -> Iterator[tuple[int, int]]:
    """The stretches of a text around names of months and dates of digits; they do not overlap or cut a word."""
    plain = text.text
    places = sorted([*month_places(words_of(text)), *(match.start() for match in NUMERIC.finditer(plain))])
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


def _mentions(text: Plain, chain: list[Point], context: Context) -> Iterator[Mention]:
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


def _is_range(point: Point, after: Point) -> bool:
    if not after.joined:
        return False
    if after.links & RANGES or ("until" in after.links and point.links & {"from", "between"}):
        return True
    return "and" in after.links and "between" in point.links and "between" not in after.links


def _stands(text: Plain, point: Point) -> bool:
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
