"""Text on a terminal: how wide it is, where it is cut and broken, on which side it stands."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TextIO

from .direction import framed, order_for, runs_leftward, sent

ELLIPSIS = "…"


def width_for(stream: TextIO) -> int | None:
    """The width to fit text to, in cells: that of the terminal or the variable COLUMNS; None for a file or a pipe.

    In mlterm the two controls of a line take cells, though they are not seen.
    """
    if stream.isatty() or os.environ.get("COLUMNS", "").isdigit():
        taken = 2 if os.environ.get("TERM", "").startswith("mlterm") else 0
        return max(20, shutil.get_terminal_size((80, 24)).columns - taken)
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


def lines_for(lines: Sequence[str], language: str, stream: TextIO, environment: Mapping[str, str]) -> str:
    """Running text for a stream; lines for a reader of Arabic stand at the right of a terminal."""
    width = width_for(stream) if stream.isatty() else None
    order = order_for(stream, environment)
    shown = []
    for line in lines:
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        leftward = runs_leftward(text, language)
        for part in wrap(text, width - indent - 1) if width else [text]:  # a cell is left free for `framed`
            seen = sent(part, order, leftward)
            right = width is not None and language == "ar" and leftward
            shown.append(" " * (width - indent - cells(seen) if width and right else indent) + seen)
    return framed("".join(f"{line}\n" for line in shown), order)
