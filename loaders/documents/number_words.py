"""Numbers in words: whether a text says in words, in either language, what another says in digits.

A number counts as said where all words of it are in the text; that they stand together is not looked at, so that a
translation that inflects and turns them round is not called another number.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from .number_forms import numbered
from .plain import plain, spelled_plainly

_TABLE = Path(__file__).parent / "number_words.csv"
_WORD = re.compile(r"[^\W\d_]+")
_PROCLITICS = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|[وف][بكل]|[وفبكل])(?=..)")
_DUAL = re.compile(r".{3,}(?:ان|تا|ين|تي)$")
_MAGNITUDES = (10**12, 10**9, 10**6, 1000, 100)
_LONGEST = 18
"""More digits are a code, which nobody says in words."""
_ROMAN = re.compile(r"[IVXLC]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a text as patterns read them, Arabic ones also without article and proclitics.

    >>> sorted(words_of("وبالخمسين"))
    ['بالخمسين', 'خمسين', 'وبالخمسين']
    """
    words = set(_WORD.findall(plain(text).text))
    found = {word if word.isupper() else word.casefold() for word in words}
    for word in words:
        if not word.isascii():
            once = _PROCLITICS.sub("", word)
            found |= {once, _PROCLITICS.sub("", once)} | ({word[1:]} if word[0] in "وف" and len(word) > 3 else set())
    return frozenset(found)


def said_in_words(value: str, words: frozenset[str]) -> bool:
    """Whether words say a number (a canonical decimal): in full, in Roman numerals, by an Arabic dual.

    >>> said_in_words("69", words_of("الدورة التاسعة والستون")), said_in_words("25", words_of("twenty-four"))
    (True, False)
    >>> said_in_words("5000000", words_of("خمسة ملايين")), said_in_words("4", words_of("Article IV"))
    (True, True)
    """
    if len(value) > _LONGEST:
        return False
    try:
        number = Decimal(value)
    except InvalidOperation:  # 26.743.1 is the number of a law
        return False
    if number != number.to_integral_value():
        half = f"{(number % 1).normalize():f}"
        return _said(half, words) and (number < 1 or _composed(int(number), words))
    whole = int(number)
    if 0 < whole < 200 and any(_ROMAN.fullmatch(w) for w in words):
        roman = numbered(whole, "upperRoman")
        if roman in words and roman != "I":
            return True
    return _composed(whole, words)


def _composed(number: int, words: frozenset[str]) -> bool:
    """Whether all parts of a whole number are among the words."""
    if _said(str(number), words) or (number == 2 and any(_DUAL.fullmatch(w) for w in words if not w.isascii())):
        return True
    if 10 < number < 20:  # Arabic says both parts, English has a word
        return _said("10", words) and _said(str(number - 10), words)
    if 20 < number < 100:
        tens, units = divmod(number, 10)
        return bool(units) and _said(str(tens * 10), words) and _said(str(units), words)
    for magnitude in _MAGNITUDES:
        times, rest = divmod(number, magnitude)
        if not times:
            continue
        if not _said(str(times * magnitude), words) and not _said(str(magnitude), words):
            return False
        counted = times == 1 or _said(str(times * magnitude), words) or (times < magnitude and _composed(times, words))
        return counted and (not rest or _composed(rest, words))
    return False


def _said(value: str, words: frozenset[str]) -> bool:
    return any(need <= words for need in _table().get(value, ()))


@cache
def _table() -> dict[str, tuple[frozenset[str], ...]]:
    """The words of each value, one set for each way to say it."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ways = [way for language in ("ar", "en") for way in row[language].split("|") if way]
            found[row["value"]] = tuple(frozenset(_WORD.findall(spelled_plainly(way))) for way in ways)
    return found
