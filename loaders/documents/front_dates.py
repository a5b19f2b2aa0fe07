"""The dates of a front page: of issue, of adoption, and from when to when a session was held."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ..dates import months
from .plain import plain, spelled_plainly

_VARIANTS = {"حزيران/يونيه": ["يونيو"], "تموز/يوليه": ["يوليو"], "أيار/مايو": ["ايار"], "آب/أغسطس": ["اب"]}


@cache
def _months() -> dict[str, int]:
    """Each name of a month as patterns read it: both Arabic series, alone and together, and the English one."""
    names = {}
    for number, both in months().items():
        for name in (both["ar"], *both["ar"].split("/"), *_VARIANTS.get(both["ar"], ()), both["en"]):
            names[spelled_plainly(name).lower()] = number
    return names


@cache
def _pattern() -> re.Pattern[str]:
    name = "|".join(re.escape(month) for month in sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<from>\d{{1,2}})(?: (?P<month>{name})(?: (?P<year>\d{{4}}))?)? ?(?:-|to|and|الي|و) ?)?"
        rf"(?P<day>\d{{1,2}}) (?P<last>{name})،?,? (?P<until>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )


def date_in(text: str) -> tuple[str, int, int] | None:
    """The first full date or range of dates in a line, ISO 8601, and where it stands in the line as patterns read it.

    >>> date_in("Vienna, 15-19 October 2018"), date_in("23 July 2018")
    (('2018-10-15/2018-10-19', 8, 26), ('2018-07-23', 0, 12))
    >>> date_in("فيينا، ٣٠ نيسان/أبريل - ٤ أيار/مايو ٢٠١٨")[0], date_in("31 February 2018")
    ('2018-04-30/2018-05-04', None)
    """
    line = plain(text).text
    for match in _pattern().finditer(line):
        last, year = _months()[match["last"].lower()], int(match["until"])
        end = _iso(year, last, int(match["day"]))
        if not match["from"]:
            start = end
        else:
            month = _months()[match["month"].lower()] if match["month"] else last
            start = _iso(int(match["year"] or year), month, int(match["from"]))
        if start and end:
            return start if start == end else f"{start}/{end}", match.start(), match.end()
    return None


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
