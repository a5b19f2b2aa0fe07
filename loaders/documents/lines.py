"""A text as lines that are not blank, each with its number in the file, its page and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .plain import Plain, plain, spelled_plainly

_PIECE = re.compile(r"[^\n\f]+|\f")
_HEAD = 100
"""How many characters of a line show what it begins with."""
SHORT = 300
"""A heading and a line of a front page are no longer than this."""


@dataclass(slots=True)
class Line:
    """A line without the white space around it: `number` in the file (from 1), `page` (from 1).

    `gap` is whether a blank line or nothing stands before it, `top` whether it is the first of its page, `indented`
    whether white space stands before it. The text is kept once, in the source.
    """

    source: str
    start: int
    end: int
    number: int
    page: int
    gap: bool
    top: bool
    indented: bool

    @property
    def text(self) -> str:
        """The line as printed."""
        return self.source[self.start : self.end]

    @property
    def head(self) -> str:
        """How the line begins, as patterns read it."""
        return _plainly(self.source[self.start : min(self.end, self.start + _HEAD)])

    @property
    def plain(self) -> Plain:
        """The line as patterns read it, with the way back."""
        return plain(self.text)

    def after(self, end: int) -> int:
        """Where in the line as printed what follows a place in its head begins."""
        reading = plain(self.source[self.start : min(self.end, self.start + _HEAD)])
        ahead = len(reading.text) - len(reading.text.lstrip())
        return reading.span(0, ahead + end)[1]

    @property
    def whole(self) -> str:
        """The whole of a short line as patterns read it, single-spaced; nothing of a long one."""
        if self.end - self.start > SHORT:
            return ""
        return " ".join(spelled_plainly(self.text).split())

    @property
    def tail(self) -> str:
        """How the line ends, as patterns read it."""
        return spelled_plainly(self.source[max(self.start, self.end - 12) : self.end]).rstrip()


@lru_cache(maxsize=128)
def _plainly(beginning: str) -> str:
    """How a line begins; each is asked for several times in a row."""
    return spelled_plainly(beginning).lstrip()


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines of a text that are not blank; a form feed ends a page, and a line too.

    >>> [(line.number, line.page, line.text, line.gap) for line in lines_of("a\\n\\n b \\n\\fc")]
    [(1, 1, 'a', True), (3, 1, 'b', True), (4, 2, 'c', False)]
    """
    number, page, start, gap, top = 1, 1, 0, True, True
    length = len(text)
    while start <= length:
        end = text.find("\n", start)
        end = length if end < 0 else end
        blank = True
        for piece in _PIECE.finditer(text, start, end):
            if piece[0] == "\f":
                page, top = page + 1, True
                continue
            body = piece[0]
            kept = body.strip()
            if not kept or (len(kept) < 8 and not spelled_plainly(kept).strip()):  # direction marks alone are blank
                continue
            blank = False
            at = piece.start() + len(body) - len(body.lstrip())
            yield Line(text, at, at + len(kept), number, page, gap, top, at > piece.start())
            gap = top = False
        gap = gap or blank
        number, start = number + 1, end + 1
