"""A text as lines that are not blank, each with its number in the file, its page and what stands before it.

Of a long text it is kept in columns of numbers where its lines stand; a line is made when it is looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import compress
from typing import overload

from ..text import TATWEEL
from .plain import Plain, plain, spelled_plainly

_HEAD = 100
"""How many characters of a line show what it begins with."""
SHORT = 300
"""A heading and a line of a front page are no longer than this."""
GAP, TOP, INDENTED = 1, 2, 4
"""What stands before a line, as bits of one number."""
_MOST_RECENT = 256
"""So many lines that were looked at are kept as they are."""


class Line:
    """A line without the white space around it: `number` in the file (from 1), `page` (from 1).

    `gap` is whether a blank line or nothing stands before it, `top` whether it is the first of its page, `indented`
    whether white space stands before it. The text is kept once, in the source.
    """

    __slots__ = ("_head", "_signs", "_source", "_whole", "end", "number", "page", "start")

    def __init__(self, source: str, start: int, end: int, number: int, page: int, signs: int) -> None:
        self._source, self._signs = source, signs
        self.start, self.end, self.number, self.page = start, end, number, page
        self._head: str | None = None
        self._whole: str | None = None

    @property
    def gap(self) -> bool:
        """Whether a blank line or nothing stands before it."""
        return self._signs & GAP != 0

    @property
    def top(self) -> bool:
        """Whether it is the first of its page."""
        return self._signs & TOP != 0

    @property
    def indented(self) -> bool:
        """Whether white space stands before it, where that parts paragraphs."""
        return self._signs & INDENTED != 0

    @property
    def text(self) -> str:
        """The line as printed."""
        return self._source[self.start : self.end]

    @property
    def initial(self) -> str:
        """The letter that the line begins with as printed; empty where it begins with a digit or sign."""
        first = self._source[self.start]
        return first if first.isalpha() and first != TATWEEL else ""

    @property
    def head(self) -> str:
        """How the line begins, as patterns read it."""
        if self._head is None:
            self._head = spelled_plainly(self._source[self.start : min(self.end, self.start + _HEAD)]).lstrip()
        return self._head

    @property
    def plain(self) -> Plain:
        """The line as patterns read it, with the way back."""
        return plain(self.text)

    def after(self, end: int) -> int:
        """Where in the line as printed what follows a place in its head begins."""
        reading = plain(self._source[self.start : min(self.end, self.start + _HEAD)])
        ahead = len(reading.text) - len(reading.text.lstrip())
        return reading.span(0, ahead + end)[1]

    @property
    def whole(self) -> str:
        """The whole of a short line as patterns read it, single-spaced; nothing of a long one."""
        if self._whole is None:
            short = self.end - self.start <= SHORT
            self._whole = " ".join(spelled_plainly(self.text).split()) if short else ""
        return self._whole

    @property
    def tail(self) -> str:
        """How the line ends, as patterns read it."""
        return spelled_plainly(self._source[max(self.start, self.end - 12) : self.end]).rstrip()


class Lines(Sequence[Line]):
    """The lines of a text in their order; `signs` are what stands before each, in bits."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts, self.ends, self.numbers, self.pages = (array("I") for _ in range(4))
        self.signs = bytearray()
        self._recent: dict[int, Line] = {}

    def add(self, start: int, end: int, number: int, page: int, signs: int) -> None:
        """Add one more line."""
        self.starts.append(start)
        self.ends.append(end)
        self.numbers.append(number)
        self.pages.append(page)
        self.signs.append(signs)

    def without(self, left_out: Collection[int], begin: int) -> Lines:
        """The lines from one on, without those with some indexes."""
        if not left_out and not begin:
            return self
        kept = bytes(index >= begin and index not in left_out for index in range(len(self)))
        lines = Lines(self.source)
        for mine, other in zip(self._columns(), lines._columns(), strict=True):
            other.extend(compress(mine, kept))
        return lines

    def _columns(self) -> tuple[array[int] | bytearray, ...]:
        return self.starts, self.ends, self.numbers, self.pages, self.signs

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Line]:
        source = self.source
        for start, end, number, page, signs in zip(*self._columns(), strict=True):
            yield Line(source, start, end, number, page, signs)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self.starts)))]
        line = self._recent.get(index)
        if line is None:
            start, end, number = self.starts[index], self.ends[index], self.numbers[index]
            line = Line(self.source, start, end, number, self.pages[index], self.signs[index])
            if len(self._recent) >= _MOST_RECENT:
                self._recent.clear()
            self._recent[index] = line
        return line


def lines_of(text: str) -> Lines:
    """Give the lines of a text that are not blank; a form feed ends a page, and a line too.

    >>> [(line.number, line.page, line.text, line.gap) for line in lines_of("a\\n\\n b \\n\\fc")]
    [(1, 1, 'a', True), (3, 1, 'b', True), (4, 2, 'c', False)]
    """
    lines = Lines(text)
    number, page, start, signs, length = 1, 1, 0, GAP | TOP, len(text)
    feed = _found(text, "\f", 0)
    while start <= length:
        end = _found(text, "\n", start)
        blank, begin = True, start
        while begin < end:
            if begin == feed:
                page, signs, begin, feed = page + 1, signs | TOP, begin + 1, _found(text, "\f", begin + 1)
                continue
            stop = min(end, feed)
            body = text[begin:stop]
            kept = body.strip()
            if kept and (len(kept) >= 8 or spelled_plainly(kept).strip()):  # direction marks alone are blank
                at = begin + len(body) - len(body.lstrip())
                lines.add(at, at + len(kept), number, page, signs | (INDENTED if at > begin else 0))
                blank, signs = False, 0
            begin = stop
        signs |= GAP if blank else 0
        number, start = number + 1, end + 1
    return lines


def _found(text: str, sign: str, start: int) -> int:
    """Where a sign stands next, or the length of the text."""
    place = text.find(sign, start)
    return len(text) if place < 0 else place
