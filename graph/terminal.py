"""Text on a terminal: how wide it is, where it is cut and broken, on which side it stands."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TextIO

from loaders.text import printable

from .direction import Order, framed, order_for, runs_leftward, sent

ELLIPSIS = "…"
MARK = "^"
"""What stands below a place in a line of source, in a line of its own."""


def width_for(stream: TextIO) -> int | None:
    """The width to fit text to, in cells: that of the terminal or the variable COLUMNS; None for a file or a pipe.

    In mlterm the two controls of a line take cells, though they are not seen.

    >>> import io
    >>> from unittest.mock import patch
    >>> with patch.dict(os.environ, {"COLUMNS": "100", "TERM": "xterm"}):
    ...     width_for(io.StringIO())
    100
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
    return _wcswidth()(printable(text))  # a control character has no width, nor has a text that holds one


@cache
def _wcswidth() -> Callable[[str], int]:
    from wcwidth import wcswidth

    return wcswidth


def _signs(text: str) -> Iterator[tuple[str, int]]:
    """What stands together in a text, such as a letter with its marks, and the cells that it takes."""
    if text.isascii():
        yield from ((letter, 1) for letter in text)
        return
    from wcwidth import iter_graphemes

    for sign in iter_graphemes(text):
        yield sign, cells(sign)


def _fitting(text: str, width: int) -> int:
    """How many characters of a text fit a width; it is read no further than that, since a text may be very long."""
    end = used = 0
    for sign, wide in _signs(text):
        used += wide
        if used > width:
            break
        end += len(sign)
    return end


def cut(text: str, width: int) -> str:
    """Cut a text to a width in cells; what is cut is marked by an ellipsis.

    >>> cut("trafficking", 6), cut("traffic", 7)
    ('traff…', 'traffic')
    """
    if _fitting(text, width) == len(text):
        return text
    return text[: _fitting(text, width - 1)].rstrip() + ELLIPSIS


def around(line: str, place: int, width: int) -> tuple[str, int]:
    """The part of a line around a character, in a width of cells, and the number of cells before the character there.

    >>> around("one two three four", 8, 11)
    ('…two three…', 5)
    """
    if cells(line) <= width:
        return line, cells(line[:place])
    room = max(width // 2, width - cells(line[place:]))
    start, used = place, 0
    for sign, wide in reversed(list(_signs(line[:place]))):
        if used + wide > room - 1:
            break
        start, used = start - len(sign), used + wide
    left = ELLIPSIS if start else ""
    return cut(left + line[start:], width), len(left) + used


def wrap(text: str, width: int, most: int | None = None) -> list[str]:
    """Break a text at spaces into lines of a width in cells, at most so many lines; a longer word is broken anywhere.

    Where there is no width at all, one sign stands in a line.

    >>> wrap("Global Action to Prevent", 13)
    ['Global Action', 'to Prevent']
    >>> wrap("Global Action to Prevent", 13, 1)
    ['Global Actio…']
    """
    width = max(1, width)
    lines: list[str] = []
    for line, space in _lines(text, width):
        if most is None or len(lines) < most:
            lines.append(line)
        else:
            lines[-1] += f" {line}" if space else line
            if cells(lines[-1]) > width:
                lines[-1] = cut(lines[-1], width)
                break
    return lines


def _lines(text: str, width: int) -> Iterator[tuple[str, bool]]:
    """The lines of a text, and whether a space stood before each, or a word goes on."""
    for part in text.split("\n"):
        line, used, space = "", 0, True
        for word in part.split(" "):
            wide = cells(word)
            if line and used + 1 + wide <= width:
                line, used = f"{line} {word}", used + 1 + wide
                continue
            if line:
                yield line, space
            begin, space = 0, True
            while wide > width and begin < len(word):
                head = _head(word[begin : begin + 8 * width], width)  # more than fits, less than a very long word
                yield head, space
                wide -= cells(head)
                begin, space = begin + len(head), False
            line, used = word[begin:], wide
        if line or space:
            yield line, space


def _head(word: str, width: int) -> str:
    """The beginning of a long word that fits a width, up to a hyphen or slash of an id where one is near."""
    head = word[: _fitting(word, width)] or next(_signs(word))[0]
    end = max(head.rfind(mark) for mark in "-/#:") + 1
    return head[:end] if end > len(head) // 2 else head


def lines_for(lines: Sequence[str], language: str, stream: TextIO, environment: Mapping[str, str]) -> str:
    """Running text for a stream; lines for a reader of Arabic stand at the right of a terminal.

    >>> import io
    >>> print(lines_for(["ASK { ?s }", "         ^"], "en", io.StringIO(), {}), end="")
    ASK { ?s }
             ^
    """
    width = width_for(stream) if stream.isatty() else None
    order = order_for(stream, environment)
    shown = []
    marked = [False, *(line.strip(" ") == MARK for line in lines[1:])]
    for number, line in enumerate(printable(line, lines=True) for line in lines):
        if marked[number]:
            continue
        if marked[number + 1 : number + 2] == [True]:
            shown += _pointed(line, len(lines[number + 1].rstrip()) - 1, width, order)
            continue
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        leftward = runs_leftward(text, language)
        for part in wrap(text, width - indent - 1) if width else text.split("\n"):  # a cell is left free for `framed`
            seen = sent(part, order, leftward)
            right = width is not None and language == "ar" and leftward
            shown.append(" " * (width - indent - cells(seen) if width and right else indent) + seen)
    return framed("".join(f"{line}\n" for line in shown), order)


def _pointed(line: str, place: int, width: int | None, order: Order) -> list[str]:
    """A line of source and the mark under a place in it: never broken, and from left to right for every reader."""
    part, before = (line, place) if width is None else around(line, _fitting(line, place), width - 1)
    left = sent(part[: _fitting(part, before)], order, False)  # joined letters may take less room
    return [sent(part, order, False), " " * cells(left) + MARK]
