"""The place at which the store's parser cannot go on with a query.

The parser tells how far it looked, not where it stopped: it takes as many letters as a keyword has before it compares
them, so that its place is behind the word at fault, or behind several short ones. In a text whose parts stand far from
each other it looks at one part only, which is then the one at fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import PREFIXES

from .tokens import tokens

PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
"""What the store's parser says: line, column, and what it looked for."""
_APART = " " * 40
"""More cells than any keyword has letters."""
_ALONE = frozenset("(){};,")
"""Signs that may stand apart from what is before and behind them."""
_CALLED = frozenset({"COALESCE", "CONCAT", "BNODE"})
"""Functions that the parser knows only where their bracket follows at once."""
_SPACES = " \t\r\n"
_JOINED = frozenset("@^_:")
"""Signs that what follows them belongs to."""


@dataclass(frozen=True)
class Part:
    """A token of a query that is no space and no comment, and its place in the text."""

    kind: str
    text: str
    start: int


def parts_of(text: str) -> list[Part]:
    """The tokens of a query without spaces and comments; a stop at the end of a name is a token of its own.

    >>> [part.text for part in parts_of("ASK { ?s a sj:Body. } # all")]
    ['ASK', '{', '?s', 'a', 'sj:Body', '.', '}']
    """
    found: list[Part] = []
    start = 0
    for kind, part in tokens(text):
        end = start + len(part)
        if kind != "comment" and part.strip(_SPACES):
            stop = part.endswith(".") and len(part) > 1 and kind in ("name", "word", "number")
            found.append(Part(kind, part[:-1] if stop else part, start))
            if stop:
                found.append(Part("other", ".", end - 1))
        start = end
    return found


def place(text: str, line: int, column: int) -> int:
    """Where the parser stopped in a text that is no query: `line` and `column` are how far it looked.

    >>> place("ASK { ?x a sj:Body FILTER(?x > ) }", 1, 35)
    31
    >>> place("ASK { ?s ?p ", 1, 13)
    12
    """
    looked = offset_of(text, line, column)
    spread, starts, origins = spread_out(text)
    try:
        ox.Store().query(spread, prefixes=PREFIXES)
    except SyntaxError as error:
        found = PLACE.match(str(error))
        if found:
            far = offset_of(spread, int(found[1]), int(found[2]))
            if far >= len(spread):
                return len(text)
            return min(origins[max(bisect_right(starts, far) - 1, 0)], looked) if starts else looked
    return looked


def offset_of(text: str, line: int, column: int) -> int:
    """The place in a text that a line and a column name, both from 1.

    >>> offset_of("ab\\ncd", 2, 2)
    4
    """
    lines = text.split("\n")
    return min(len(text), sum(len(earlier) + 1 for earlier in lines[: line - 1]) + column - 1)


def spread_out(text: str) -> tuple[str, list[int], list[int]]:
    """A query with its parts far from each other, where each part begins in it, and where it begins in the query.

    >>> spread_out("ASK {}")[1:]
    ([40, 124, 205], [0, 4, 5])
    """
    written: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = origin = 0

    def write(piece: str) -> None:
        nonlocal length
        written.append(piece)
        length += len(piece)

    before = ""
    for kind, part in tokens(text):
        if not part.strip(_SPACES) or kind == "comment":
            write(part if kind == "comment" else part + _APART)
        else:
            alone = part in _ALONE
            called = part == "(" and before.upper() in _CALLED
            if not called and (alone or (kind != "other" and before[-1:] not in _JOINED)):
                write(_APART)
            starts.append(length)
            origins.append(origin)
            write(part + _APART if alone else part)
        before = part
        origin += len(part)
    write("\n" + _APART)
    return "".join(written), starts, origins
