"""A text as patterns read it, and the way back to the text as printed.

Letters, digits, spaces, dashes and slashes that are written in several ways become one each; marks, tatweel and what
has no width go (Unicode NFKC, UAX #9 and #15). Words keep their places: every place has one in the text as printed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import overload

from ..text import BIDI_CONTROL, TATWEEL, ZERO_WIDTH

_SAME = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىی", "ي"),
    "ة": "ه",
    "ک": "ك",
    "ؤ": "و",
    "ئ": "ي",
    **dict.fromkeys("‐‑‒–—―−﹘－", "-"),
    **dict.fromkeys("⁄∕／", "/"),
    **dict.fromkeys("“”„«»‟", '"'),
    **dict.fromkeys("‘’‚‛ʼ", "'"),
    "٪": "%",
    TATWEEL: "",
}
_GONE = re.compile(f"{BIDI_CONTROL.pattern}|{ZERO_WIDTH.pattern}")
_MARKS = re.compile(r"[\u0300-\u036F\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]*")
"""What belongs to the letter before it."""


class _Table(dict[int, str]):
    """What each character becomes; filled as characters are met."""

    def __missing__(self, point: int) -> str:
        self[point] = _become(chr(point))
        return self[point]


def _become(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    if unicodedata.combining(letter) or _GONE.match(letter):
        return ""
    if letter.isspace():
        return " "
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    if "\ufb50" <= letter <= "\ufefc":  # the joined forms of Arabic letters
        joined = unicodedata.normalize("NFKC", letter)
        return letter if joined == letter else "".join(_become(c) for c in joined)
    return letter


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as printed, the same as patterns read it, and where each of its characters was printed.

    `origin` is None where both have the same places.
    """

    printed: str
    text: str
    origin: Sequence[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text as printed, with the marks of its last letter.

        >>> text = plain("قرارِ الجمعيّة ٧١")
        >>> text.text, text.span(0, 4), text.span(5, 12)
        ('قرار الجمعيه 71', (0, 5), (6, 14))
        """
        if self.origin is None:
            return start, end
        last = self.origin[end - 1] + 1 if end > start else self.origin[start] if start < len(self.text) else 0
        marks = _MARKS.match(self.printed, last)
        return (self.origin[start] if end > start else last), (marks.end() if marks else last)


def plain(printed: str) -> Plain:
    """Give a text as patterns read it.

    >>> plain("القرار ٧١/١٦٧ – الأمم\u00a0المتحدة").text
    'القرار 71/167 - الامم المتحده'
    >>> plain("ﺍﻟﻘﺮﺍﺭ (\u200eA/72/\u200e643)").text
    'القرار (A/72/643)'
    """
    text = printed.translate(_TABLE)
    moved = {letter for letter in set(printed) if len(_TABLE[ord(letter)]) != 1}
    if not moved:
        return Plain(printed, text, None)
    if all(not _TABLE[ord(letter)] for letter in moved):
        return Plain(printed, text, Places(printed, frozenset(moved), len(text)))
    return Plain(printed, text, [place for place, letter in enumerate(printed) for _ in _TABLE[ord(letter)]])


class Places(Sequence[int]):
    """Where the kept characters of a text stand, told by those that go, which are few.

    >>> list(Places("a\u0640b\u200ec", frozenset("\u0640\u200e"), 3))
    [0, 2, 4]
    """

    __slots__ = ("_before", "_length")

    def __init__(self, printed: str, gone: frozenset[str], length: int) -> None:
        # A character is moved by as many as go before it: the place of each of those, less those before it.
        self._before = [match.start() - count for count, match in enumerate(_any_of(gone).finditer(printed))]
        self._length = length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(self._length))]
        if at < 0:
            at += self._length
        if not 0 <= at < self._length:
            raise IndexError(at)
        return at + bisect_right(self._before, at)


@lru_cache(maxsize=256)
def _any_of(letters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(letters)))}]")


def spelled_plainly(words: str) -> str:
    """A keyword as patterns meet it, for patterns that are made from data.

    >>> spelled_plainly("أيلول/سبتمبر")
    'ايلول/سبتمبر'
    """
    return words.translate(_TABLE)
