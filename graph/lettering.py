"""How much room a text takes, estimated without a font: in Latin letters, and in Arabic ones as they join.

A figure is read with whatever fonts the reader has, so widths are those of Noto Sans and of the wider of Noto Sans
Arabic and Noto Naskh Arabic, with a margin.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from loaders.text import ARABIC_LETTER

LETTERS = Path(__file__).parent / "pictures" / "letters.csv"
_MARGIN = 1.04
_BOLD = 1.07
_UNKNOWN = 700
_ENDS_A_JOIN = frozenset("ءآأؤإاةدذرزوىٱژ")
"""Letters that do not join the next one."""
_MARK = re.compile(r"[\u064B-\u0652\u0670]")
_BREAK = re.compile(r"(?<=[/-])")
ELLIPSIS = "…"


@cache
def _widths() -> dict[str, tuple[int, ...]]:
    """Thousandths of the font size, by letter: alone, first, middle and last in a run of joined letters."""
    with LETTERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    forms = ("alone", "first", "middle", "last")
    return {r["letter"]: tuple(int(r[form] or r["alone"]) for form in forms) for r in rows}


def _forms(text: str) -> Iterator[tuple[str, int]]:
    """Each letter with its form: 0 alone, 1 first, 2 middle, 3 last."""
    letters = _MARK.sub("", text)
    joined = False
    for letter, after in zip(letters, letters[1:] + " ", strict=True):
        arabic = bool(ARABIC_LETTER.match(letter)) and letter != "ء"
        before = joined and arabic
        joined = arabic and letter not in _ENDS_A_JOIN and bool(ARABIC_LETTER.match(after)) and after != "ء"
        yield letter, (2 if joined else 3) if before else int(joined)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a line of text, in the units of the font size.

    >>> width("iii", 10) < width("WWW", 10)
    True
    >>> width("بيت", 10) < width("ب ي ت", 10)
    True
    """
    known = _widths()
    total = sum(known[letter][form] if letter in known else _UNKNOWN for letter, form in _forms(text))
    return total * size * _MARGIN * (_BOLD if bold else 1) / 1000


def wrap(text: str, room: float, size: float, *, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """Break a text into lines that fit the room, at most so many; what does not fit gives way to an ellipsis.

    >>> wrap("Trafficking in persons", 80, 12)
    ('Trafficking in', 'persons')
    >>> wrap("Trafficking in persons", 80, 12, most=1)
    ('Trafficking…',)
    """
    lines: list[str] = []
    line = ""
    for piece, space in _pieces(text, room, size, bold):
        longer = f"{line}{' ' if space and line else ''}{piece}"
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if len(lines) + 1 == most:
            return _shortened([*lines, line], room, size, bold)
        lines.append(line)
        line = piece
    return (*lines, line)


def _pieces(text: str, room: float, size: float, bold: bool) -> Iterator[tuple[str, bool]]:
    """What may stand on a line of its own, and whether a space comes before: words, or parts of those too long."""
    for word in text.split():
        if width(word, size, bold=bold) <= room:
            yield word, True
            continue
        space = True
        for part in _BREAK.split(word):
            while part:
                end = next((n for n in range(len(part), 1, -1) if width(part[:n], size, bold=bold) <= room), 1)
                yield part[:end], space
                part, space = part[end:], False


def _shortened(lines: list[str], room: float, size: float, bold: bool) -> tuple[str, ...]:
    """The lines with an ellipsis, without the words that leave no room for it."""
    *before, line = lines
    while " " in line and width(line + ELLIPSIS, size, bold=bold) > room:
        line = line.rpartition(" ")[0]
    if width(line + ELLIPSIS, size, bold=bold) > room:
        if before:
            return _shortened(before, room, size, bold)
        while len(line) > 1 and width(line + ELLIPSIS, size, bold=bold) > room:
            line = line[:-1]
    return (*before, line.rstrip(" ,،:;؛(-–") + ELLIPSIS)
