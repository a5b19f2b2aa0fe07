"""Text in two directions on a terminal: how wide it is, where it is cut, and in which order its letters are sent.

Most terminals show letters in the order in which they come, so Arabic would read backwards and unjoined; some turn
whole lines round by themselves, so the columns of a table would change places. For a terminal the lines are therefore
put into visual order here (Unicode UAX #9, letters joined), and the terminal is told not to reorder (ECMA-48 BDSM
reset, `CSI 8 l`; https://terminal-wg.pages.freedesktop.org/bidi/). A file or a pipe gets the text as it is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import TextIO

from loaders.text import ARABIC_LETTER, LATIN_LETTER

ELLIPSIS = "…"
_EXPLICIT, _IMPLICIT = "\x1b[8l", "\x1b[8h"


class Order(StrEnum):
    """The order in which the letters of a line are sent."""

    logical = "logical"
    visual = "visual"


def order_for(stream: TextIO, environment: Mapping[str, str]) -> Order:
    """The order that a stream needs; the variable SIJILL_BIDI (`visual` or `logical`) overrides what is guessed.

    Konsole, mlterm and the terminal of macOS reorder always, whatever they are told.

    >>> import io
    >>> order_for(io.StringIO(), {}), order_for(io.StringIO(), {"SIJILL_BIDI": "visual"})
    (<Order.logical: 'logical'>, <Order.visual: 'visual'>)
    """
    wanted = environment.get("SIJILL_BIDI", "")
    if wanted in list(Order):
        return Order(wanted)
    reorders = (
        "KONSOLE_VERSION" in environment
        or environment.get("TERM_PROGRAM") == "Apple_Terminal"
        or environment.get("TERM", "").startswith("mlterm")
    )
    return Order.visual if stream.isatty() and not reorders else Order.logical


def width_for(stream: TextIO) -> int | None:
    """The width to fit text to, in cells: that of the terminal or the variable COLUMNS; None for a file or a pipe."""
    if stream.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return max(20, shutil.get_terminal_size((80, 24)).columns)
    return None


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: none for marks above and below letters, two for wide characters.

    >>> cells("سجل"), cells("سِجِلّ"), cells("国")
    (3, 3, 2)
    """
    if text.isascii():
        return len(text)
    return max(0, _wcswidth()(text))


@cache
def _wcswidth() -> Callable[[str], int]:
    from wcwidth import wcswidth

    return wcswidth


def cut(text: str, width: int) -> str:
    """Cut a text to a width in cells; what is cut is marked by an ellipsis.

    >>> cut("trafficking", 6), cut("traffic", 7)
    ('traff…', 'traffic')
    """
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def wrap(text: str, width: int, most: int | None = None) -> list[str]:
    """Break a text at spaces into lines of a width in cells, at most so many lines; a longer word is broken anywhere.

    >>> wrap("Global Action to Prevent", 13)
    ['Global Action', 'to Prevent']
    >>> wrap("Global Action to Prevent", 13, 1)
    ['Global Actio…']
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if cells(longer) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            while cells(word) > width:
                head = _head(word, width)
                lines.append(head)
                word = word[len(head) :]
            line = word
        lines.append(line)
    if most is not None and len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], cut(rest, width) if cells(rest) > width else rest]
    return lines


def _head(word: str, width: int) -> str:
    """The beginning of a long word that fits a width, up to a hyphen or slash of an id where one is near."""
    head = word
    while len(head) > 1 and cells(head) > width:
        head = head[:-1]
    end = max(head.rfind(mark) for mark in "-/#:") + 1
    return head[:end] if end > len(head) // 2 else head


def runs_leftward(text: str, language: str) -> bool:
    """Whether a text is set from right to left: in Arabic whatever holds an Arabic letter, elsewhere what begins so.

    >>> runs_leftward("A/RES/71/167 القرار", "ar"), runs_leftward("A/RES/71/167 القرار", "en")
    (True, False)
    """
    arabic = ARABIC_LETTER.search(text)
    if not arabic:
        return False
    latin = LATIN_LETTER.search(text)
    return language == "ar" or latin is None or arabic.start() < latin.start()


def visual(line: str, language: str) -> str:
    """Put a line into the order in which it is seen, from left to right, its Arabic letters joined.

    >>> visual("قرار A/RES", "ar") == "A/RES " + "".join(reversed("ﻗﺮﺍﺭ"))
    True
    """
    if not ARABIC_LETTER.search(line):
        return line
    from arabic_reshaper import reshape
    from bidi import get_display

    shown = get_display(reshape(line), base_dir="R" if runs_leftward(line, language) else "L")
    assert isinstance(shown, str)
    return shown


def lines_for(lines: Sequence[str], language: str, stream: TextIO, environment: Mapping[str, str]) -> str:
    """Running text for a stream; lines for a reader of Arabic stand at the right of a terminal."""
    width = width_for(stream) if stream.isatty() else None
    order = order_for(stream, environment)
    shown = []
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        for part in wrap(line.lstrip(" "), width - indent) if width else [line.lstrip(" ")]:
            seen = visual(part, language) if order is Order.visual else part
            right = width is not None and language == "ar" and runs_leftward(part, language)
            shown.append(" " * (width - indent - cells(seen) if width and right else indent) + seen)
    return framed("".join(f"{line}\n" for line in shown), order)


def framed(text: str, order: Order) -> str:
    """Tell the terminal not to reorder a text that is in visual order already, and to go back to its ways after it."""
    return f"{_EXPLICIT}{text}{_IMPLICIT}" if order is Order.visual and text else text
