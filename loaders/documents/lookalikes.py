"""What looks like the number of a resolution and is none: a State's decision, a share, a date, a size, a year.

Bodies of States and of other organizations are known by words of their names, which are in `foreign.csv`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from .citing import Approach, Noun
from .organs import Named, Organ
from .plain import spelled_plainly
from .resolution_numbers import Number
from .sessions import numbered_in

_FOREIGN = Path(__file__).parent / "foreign.csv"
_SHARE = re.compile(r" ?(?:per ?cent|votes?\b|of the (?:members|votes)|في الماي|صوت|من (?:ال)?(?:اعضا|اصوات|دول))")
_COUNTED = re.compile(r" ?(?:dpi|ppi|px|pixels?|met(?:re|er)s?|k?m\b|p\b|متر|دولار)")
_DATE = re.compile(r"(?:\d{1,2}) (?:[A-Z][a-z]{2,8}\b|[ء-ي]+(?: (?:الاول|الثاني))?(?: ?/| \d{4}))")
_GOES_ON = re.compile(r"[,.;:)\]،؛\"']|\Z| (?:and|or|on|of|و|او|بشان|المورخ|المتعلق|الصادر)")


def is_span_of_years(numbers: list[Number]) -> bool:
    """Whether a pair in brackets is more likely a span of years than a number.

    >>> is_span_of_years([Number("session", "2016", "17", 0, 7)])
    True
    """
    return any(4 in (len(number.first), len(number.second)) for number in numbers if number.form == "session")


def is_year(number: Number, beside: list[Named]) -> bool:
    """Whether a bare number is more likely a year, since no organ is named beside it.

    >>> is_year(Number("bare", "1995", "", 0, 4), [])
    True
    """
    return number.form == "bare" and not beside and re.fullmatch(r"19\d\d|20[0-4]\d", number.first) is not None


def is_of_the_council(number: Number) -> bool:
    """Whether the Security Council passed a resolution of this number in this year.

    >>> is_of_the_council(Number("year_in_brackets", "1325", "2000", 0, 11))
    True
    """
    return number.form == "year_in_brackets" and numbered_in("S", int(number.first)) == number.second


def is_counted(text: str, number: Number, announced: bool, way: Approach) -> bool:
    """Whether a number after a noun counts something else: shares, and if it is bare days, years, pixels.

    >>> is_counted("3/4 of the members", Number("session", "3", "4", 0, 3), False, Approach(0, (), False, True))
    True
    """
    if number.form not in ("bare", "session"):
        return False
    if _SHARE.match(text, number.end) or number.form == "session":
        return bool(_SHARE.match(text, number.end))
    if _COUNTED.match(text, number.end) or _DATE.match(text, number.start) or not way.direct:
        return True
    return len(number.first) < 3 and (not _GOES_ON.match(text, number.end) or not announced)


def is_of_a_state(
    numbered: bool, noun: Noun, number: Number, found: Organ, beside: list[Named], speaker: Organ | None
) -> bool:
    """Whether it is more likely a State's own: `decision No. 12/2010`, with no organ named beside it.

    >>> from .citing import nouns
    >>> from .organs import organ
    >>> noun = next(nouns("decision No. 12/2010"))
    >>> is_of_a_state(True, noun, Number("session", "12", "2010", 13, 20), organ("E"), [], None)
    True
    """
    if number.form != "session" or beside or (found == speaker and not numbered):
        return False
    backwards = len(number.second) == 4 and not noun.arabic
    return backwards or (numbered and not noun.possessive and found.code != "A")


def foreign_near(text: str, noun: Noun, place: int, end: int) -> bool:
    """Whether a court, ministry or parliament is named as the one that passed it, before the number or after its end.

    >>> from .citing import nouns
    >>> text = "decision No. 8/351 of the Constitutional Court"
    >>> foreign_near(text, next(nouns(text)), 13, 18)
    True
    """
    before, after = _foreign_patterns(noun.arabic)
    sought = (noun.end, place) if noun.arabic else (max(0, noun.start - 60), noun.start)
    return bool(before.search(text, *sought) or after.match(text, end))


@cache
def _foreign_patterns(arabic: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names a body of a State before the number, and after it."""
    with _FOREIGN.open(encoding="utf-8", newline="") as file:
        words = {row["language"]: spelled_plainly(row["words"]) for row in csv.DictReader(file)}
    if arabic:
        word = rf"(?:{words['ar']})(?![ء-ي])"
        return (
            re.compile(rf"(?<![ء-ي])[وفبكل]?{word}"),
            re.compile(rf" (?:[^.,،؛;()]{{0,40}}(?:الصاد[ء-ي]+ (?:عن|من)|اصدر[ء-ي]*) |من |لل?)?{word}"),
        )
    word = rf"\b(?:{words['en']})\b"
    return (
        re.compile(rf"{word}(?:'s?)?(?: \w+)? \Z"),
        re.compile(rf",? (?:of|issued by|adopted by|handed down by) (?:the )?(?:[A-Z]\w+ (?:of )?){{0,4}}?{word}"),
    )
