"""The count of paragraphs: a number is a paragraph only where it continues the count.

Each annex, and each text that begins at 1 again under a heading, has a count of its own; its paragraphs carry its id
(`annex-1/3`), so that numbers stay unique in the document. A paragraph that is printed twice is `51`, then `51bis`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from ..folding import fold
from .marks import STYLES, Mark

_AHEAD = 60
"""How many numbers that follow are looked at."""
_MOST_MISSING = 3
"""A count may miss as many numbers, where it goes on after them."""
_ALIKE = 70.0
_REPEATED = ("", "bis", "ter", "quater", "quinquies")


@dataclass(slots=True)
class Scope:
    """One count: the id that its numbers carry, the last number, how it is written, and what has been counted."""

    id: str = ""
    last: int = 0
    style: str = ""
    times: int = 0
    preambular: int = 0
    unnumbered: int = 0
    opening: str = ""
    """How the last paragraph begins, folded."""

    def named(self, number: str) -> str:
        """The number of a part of this count, unique in the document."""
        return f"{self.id}/{number}" if self.id else number


class Numbered(NamedTuple):
    """The number that a line begins with, and how it is written."""

    value: int
    style: str


class Count:
    """The numbers that lines of a document begin with, in their order, and the count that they continue.

    >>> marks = {4: Mark(1, "dot", 3), 9: Mark(2018, "dot", 5), 11: Mark(2, "dot", 3)}
    >>> count = Count(marks.items())
    >>> count.continues(4, marks[4]), count.take(marks[4], "The Committee met")
    (True, '1')
    >>> count.continues(9, marks[9]), count.continues(11, marks[11])
    (False, True)
    """

    def __init__(self, marks: Iterable[tuple[int, Mark]]) -> None:
        self.scope = Scope()
        self._lines, self._values, self._styles = array("I"), array("I"), bytearray()
        for index, mark in marks:
            self._lines.append(index)
            self._values.append(mark.value)
            self._styles.append(STYLES.index(mark.style))

    def following(self, index: int) -> Iterator[Numbered]:
        """The next numbers after a line."""
        begin = bisect_right(self._lines, index)
        for at in range(begin, min(begin + _AHEAD, len(self._lines))):
            yield Numbered(self._values[at], STYLES[self._styles[at]])

    def _fits(self, index: int, mark: Mark) -> bool:
        """Whether a number is written as those of this count are."""
        if self.scope.style:
            return (mark.style == "paren") == (self.scope.style == "paren")
        if mark.style == "paren":  # the points of a list, and footnotes, are written so as well
            return next((other.style == "paren" and other.value == 2 for other in self.following(index)), False)
        return True

    def continues(self, index: int, mark: Mark) -> bool:
        """Whether a number is the next one; or, where some are missing, one that the count goes on from."""
        if not self._fits(index, mark):
            return False
        if mark.value == self.scope.last + 1:
            return True
        missing = mark.value - self.scope.last - 1
        begins = self.scope.last == 0 and mark.value > 1
        if not begins and not 0 < missing <= _MOST_MISSING:
            return False
        for place, other in enumerate(self.following(index)):
            if other.value == mark.value + 1:
                return not begins or place == 0
            if begins or other.value == self.scope.last + 1:
                return False
        return False

    def comes_again(self, index: int, mark: Mark) -> bool:
        """Whether the same number comes again before the next one does."""
        for other in self.following(index):
            if other.value in (mark.value, mark.value + 1) and (other.style == "paren") == (mark.style == "paren"):
                return other.value == mark.value
        return False

    def repeats(self, mark: Mark, opening: str) -> bool:
        """Whether the last paragraph is printed once more: the same number, and nearly the same words."""
        if mark.value != self.scope.last or not self.scope.times:
            return False
        return mark.again or fuzz.ratio(fold(opening), self.scope.opening) >= _ALIKE

    def begins_again(self, index: int, mark: Mark) -> bool:
        """Whether a count begins that the present one does not come back from."""
        if mark.value != 1 or not self.scope.last:
            return False
        reached = 1
        for other in self.following(index):
            if other.value == reached + 1:
                reached += 1
            if reached > self.scope.last or (other.value == 1 and reached > 1):
                break
            if other.value == reached:
                continue
            if other.value == self.scope.last + 1:
                return False
        return reached > 1 or next(self.following(index), None) is None

    def take(self, mark: Mark, opening: str) -> str:
        """Count a paragraph and give its number."""
        scope = self.scope
        scope.times = scope.times + 1 if mark.value == scope.last else 1
        scope.last, scope.style, scope.opening = mark.value, mark.style, fold(opening)
        again = _REPEATED[scope.times - 1] if scope.times <= len(_REPEATED) else f"-{scope.times}"
        return scope.named(f"{mark.value}{again}")
