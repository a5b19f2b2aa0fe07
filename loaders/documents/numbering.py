"""The numbers that are written as words and letters in headings and sessions, in both languages.

Headings count أولاً، ثانياً or I, II; ألف، باء or A, B; ١، ٢ or 1, 2; sessions are `seventy-third` or الثالثة والسبعون.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from ..text import arabic_digits
from .number_forms import from_roman
from .plain import spelled_plainly

_TABLE = Path(__file__).parent / "numbering.csv"
ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_WORD = re.compile(r"[^\W\d_]+")


@cache
def words_of(kind: str) -> dict[str, int]:
    """The value of each word of a kind: `ordinal` (أولا), `letter` (ألف), `point` (أ), `nth` and `count`.

    >>> words_of("ordinal")["ثانيا"], words_of("letter")["جيم"]
    (2, 3)
    """
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {spelled_plainly(row["words"]): int(row["value"]) for row in csv.DictReader(file) if row["kind"] == kind}


@cache
def any_of(kind: str) -> str:
    """A pattern for the words of a kind, the longest first."""
    return "|".join(sorted((re.escape(word) for word in words_of(kind)), key=len, reverse=True))


def letter(number: int) -> str:
    """The letter with a number, then two letters: A, B … Z, AA.

    >>> letter(3), letter(27)
    ('C', 'AA')
    """
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@cache
def _points() -> dict[str, str]:
    """The Arabic letter of each Latin one that counts points, as printed."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {
            f"({letter(int(row['value'])).lower()})": f"({row['words']})"
            for row in csv.DictReader(file)
            if row["kind"] == "point"
        }


def item_in_arabic(item: str) -> str:
    """Write items of an agenda as Arabic does: the first point of an item is a letter, one below it a number in quotes.

    >>> item_in_arabic("2 (b)"), item_in_arabic("21 (e) (i), 108")
    ('٢ (ب)', "٢١ (هـ) '١'، ١٠٨")
    """
    one_by_one = (re.sub(r"\([a-z]\)", lambda point: _points()[point[0]], one, count=1) for one in item.split(", "))
    return arabic_digits(
        re.sub(r"\(([ivx]+)\)", lambda point: f"'{from_roman(point[1].upper())}'", "، ".join(one_by_one))
    )


def nth(words: str) -> int:
    """Read an ordinal number in words of either language, as patterns read them; 0 where it is none.

    >>> nth("seventy-third"), nth("one hundred and first"), nth("twentieth")
    (73, 101, 20)
    >>> nth(spelled_plainly("الحادية والسبعين")), nth(spelled_plainly("الثامنة عشرة")), nth("next")
    (71, 18, 0)
    """
    values = words_of("nth")
    total = 0
    for word in _WORD.findall(words.lower()):
        value = values.get(word) or (values.get(word[1:], 0) if word.startswith("و") else 0)
        if not value and word not in ("one", "and", "بعد", "المائه"):
            return 0
        total += value
    return total
