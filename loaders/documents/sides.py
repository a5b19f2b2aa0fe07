"""One version of a pair of parts: what it mentions, by what is compared together, and what its text says besides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .bare_numbers import bare_numbers, digits
from .number_words import said_in_words, words_of
from .plain import plain
from .records import Mention, Part

GROUPS = {"citation": "document", "symbol": "document"}
"""Kinds that are compared together: a resolution may be named by its symbol."""
CONCEPTS = ("topic/", "audience/", "region/")
"""What is no name but a notion, which translations word freely: its absence is no difference."""
_LEAST_DIGITS = 3
_ZEROS = (9 * "0", 6 * "0", 3 * "0")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the part of its version in which it stands."""

    mention: Mention
    part: Part

    @property
    def line(self) -> int:
        """The line of the file on which the mention begins; 0 where the part has no lines."""
        lines = self.part.lines
        return lines[min(self.part.text.count("\n", 0, self.mention.start), len(lines) - 1)] if lines else 0


class Side:
    """What one version of a pair mentions, and its text."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.found: dict[str, list[Found]] = {}
        for part in parts:
            for mention in (*part.mentions, *bare_numbers(part)):
                if mention.value.startswith(CONCEPTS):
                    continue
                self.found.setdefault(GROUPS.get(mention.kind, mention.kind), []).append(Found(mention, part))
        # What is the number of a paragraph in one version stands in the text of one that runs two together.
        self._numbers = {part.number for part in parts} if len(parts) > 1 else set()
        self._text = "\n".join(part.text for part in parts)
        self._plain: str | None = None
        self._digits: set[str] | None = None
        self._words: frozenset[str] | None = None

    @property
    def digits(self) -> set[str]:
        """All numbers in digits."""
        if self._digits is None:
            self._digits = digits(self._text) | self._numbers
        return self._digits

    def prints(self, numbers: Sequence[str]) -> bool:
        """Whether some numbers stand in the text one beside the other, from either end."""
        if self._plain is None:
            self._plain = plain(self._text).text
        if len("".join(numbers)) < _LEAST_DIGITS or not set(numbers) <= self.digits:
            return False
        orders = (r"\W{1,3}".join(order) for order in (numbers, numbers[::-1]))
        return any(re.search(rf"(?<!\d){order}(?!\d|/\w)", self._plain) for order in orders)

    def says(self, number: str) -> bool:
        """Whether a canonical number stands in the text, in digits or in words."""
        if number in self.digits:
            return True
        if self._words is None:
            self._words = words_of(self._text)
        words = self._words
        counted = ((number.removesuffix(zeros), f"1{zeros}") for zeros in _ZEROS if number.endswith(zeros))
        return said_in_words(number, words) or any(a in self.digits and said_in_words(b, words) for a, b in counted)
