"""The count of paragraphs: a number is a paragraph only where it continues the count.

Each annex, and each text that begins at 1 again under a heading, has a count of its own; its paragraphs carry its id
(`annex-1/3`), so that numbers stay unique in the document. A paragraph that is printed twice is `51`, then `51bis`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from rapidfuzz import fuzz

from ..folding import fold
from .marks import Mark

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


@dataclass(slots=True)
class Count:
    """The numbers that lines of a document begin with, in their order, and the count that they continue.

    >>> count = Count([(4, Mark(1, "dot", 3)), (9, Mark(2018, "dot", 5)), (11, Mark(2, "dot", 3))])
    >>> count.continues(4, count.marks[0][1]), count.take(count.marks[0][1], "The Committee met")
    (True, '1')
    >>> count.continues(9, count.marks[1][1]), count.continues(11, count.marks[2][1])
    (False, True)
    """

    marks: Sequence[tuple[int, Mark]]
    scope: Scope = field(default_factory=Scope)

    def following(self, index: int) -> list[Mark]:
        """The next numbers after a line."""
        at = bisect_right(self.marks, index, key=itemgetter(0))
        return [mark for _, mark in self.marks[at : at + _AHEAD]]

    def _fits(self, mark: Mark, after: Sequence[Mark]) -> bool:
        """Whether a number is written as those of this count are."""
        if self.scope.style:
            return (mark.style == "paren") == (self.scope.style == "paren")
        if mark.style == "paren":  # the points of a list, and footnotes, are written so as well
            return next((other.style == "paren" and other.value == 2 for other in after), False)
        return True

    def continues(self, index: int, mark: Mark) -> bool:
        """Whether a number is the next one; or, where some are missing, one that the count goes on from."""
        after = self.following(index)
        if not self._fits(mark, after):
            return False
        if mark.value == self.scope.last + 1:
            return True
        missing = mark.value - self.scope.last - 1
        begins = self.scope.last == 0 and mark.value > 1
        if not begins and not 0 < missing <= _MOST_MISSING:
            return False
        for other in after:
            if other.value == mark.value + 1:
                return not begins or other is after[0]
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
        return reached > 1 or not self.following(index)

    def take(self, mark: Mark, opening: str) -> str:
        """Count a paragraph and give its number."""
        scope = self.scope
        scope.times = scope.times + 1 if mark.value == scope.last else 1
        scope.last, scope.style, scope.opening = mark.value, mark.style, fold(opening)
        again = _REPEATED[scope.times - 1] if scope.times <= len(_REPEATED) else f"-{scope.times}"
        return scope.named(f"{mark.value}{again}")
