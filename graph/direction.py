"""Text in two directions on a terminal: in which order its letters are sent.

Most terminals show letters in the order in which they come, so Arabic would read backwards and unjoined; some turn
whole lines round by themselves, so the columns of a table would change places. For a terminal the lines are therefore
put into visual order here (Unicode UAX #9, letters joined), and the terminal is told not to reorder, in two ways: by
the mode of ECMA-48 (BDSM reset, `CSI 8 l`; https://terminal-wg.pages.freedesktop.org/bidi/), which VTE knows but tmux
does not pass on, and by the override of Unicode, which passes through tmux and which mlterm obeys as well. Terminals
that turn Arabic words whatever they are told get them to turn, between marks that keep their places. A file or a pipe
gets the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TextIO

from loaders.text import ARABIC_LETTER, LATIN_LETTER, PRESENTATION_FORM

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_EXPLICIT, _IMPLICIT = "\x1b[8l", "\x1b[8h"
_MARK, _OVERRIDE = "\u200e", "\u202d"

_ARABIC = re.compile(rf"{ARABIC_LETTER.pattern}|[\u0660-\u0669]")
_SHOWN_ARABIC = re.compile(rf"{_ARABIC.pattern}|[\uFB50-\uFDFF\uFE70-\uFEFC]")
_LETTERS = r"[\u0610-\u061A\u0620-\u065F\u0670-\u06DC]+"
_KEPT_TOGETHER = re.compile(rf"{_LETTERS}(?: {_LETTERS})*|[\u0660-\u0669]+|[\u061B-\u061F]")
_MARKS_BEFORE = re.compile(r"([\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC]+)(.)")

_PROBE = "\u034f"
"""A mark that shows nothing and has the direction of the character before it (UAX #9, rules W1 and N0)."""
_BRACKET = r"[()\[\]{}<>«»‹›]"
_PROBED = re.compile(rf"({_BRACKET}){_PROBE}|{_PROBE}({_BRACKET})")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


class Order(StrEnum):
    """The order in which the letters of a line are sent."""

    logical = "logical"
    visual = "visual"
    words = "words"
    """Visual but for Arabic words, which the terminal turns and joins by itself."""


def order_for(stream: TextIO, environment: Mapping[str, str]) -> Order:
    """The order that a stream needs; the variable SIJILL_BIDI (`visual`, `words`, `logical`) overrides what is guessed.

    Konsole and, as far as is known, the terminal of macOS turn Arabic words always. The variable of Konsole is seen in
    a tmux that was started there too.

    >>> import io
    >>> order_for(io.StringIO(), {}), order_for(io.StringIO(), {"SIJILL_BIDI": "visual"})
    (<Order.logical: 'logical'>, <Order.visual: 'visual'>)
    """
    wanted = environment.get("SIJILL_BIDI", "")
    if wanted in list(Order):
        return Order(wanted)
    if not stream.isatty():
        return Order.logical
    turns = "KONSOLE_VERSION" in environment or environment.get("TERM_PROGRAM") == "Apple_Terminal"
    return Order.words if turns else Order.visual


def runs_leftward(text: str, language: str) -> bool:
    """Whether a text is set from right to left: in Arabic what holds an Arabic letter or digit, else what begins so.

    >>> runs_leftward("A/RES/71/167 القرار", "ar"), runs_leftward("A/RES/71/167 القرار", "en")
    (True, False)
    """
    if language == "ar":
        return bool(_ARABIC.search(text))
    arabic, latin = ARABIC_LETTER.search(text), LATIN_LETTER.search(text)
    return arabic is not None and (latin is None or arabic.start() < latin.start())


def visual(line: str, leftward: bool) -> str:
    """Put a line into the order in which it is seen, from left to right, its Arabic letters joined.

    >>> visual("قرار (A/RES)", True) == "(A/RES) " + "".join(reversed("ﻗﺮﺍﺭ"))
    True
    """
    return _MARKS_BEFORE.sub(_marks_after, _turned(_joiner().reshape(line), leftward))


@cache
def _joiner() -> ArabicReshaper:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False})


def _marks_after(found: re.Match[str]) -> str:
    """Marks above and below a letter follow it in a terminal, whichever way it runs (UAX #9, rule L3)."""
    return found[2] + found[1][::-1]


def _turned(line: str, leftward: bool) -> str:
    """Visual order, with brackets that enclose what they enclosed; python-bidi leaves them facing outwards.

    It does not tell the direction that it found either: a mark set behind each bracket stands before it where it was
    turned.
    """
    from bidi import get_display

    shown = get_display(re.sub(_BRACKET, rf"\g<0>{_PROBE}", line), base_dir="R" if leftward else "L")
    assert isinstance(shown, str)
    return _PROBED.sub(lambda found: found[1] or found[2].translate(_MIRRORED), shown)


def sent(text: str, order: Order, leftward: bool) -> str:
    """A text or a part of one, which runs in a direction, in the order in which it is sent.

    >>> sent("البند ٣، أ", Order.words, True).replace(_MARK, "|")
    '|أ| ،|٣| |البند|'
    """
    if order is Order.logical or not (leftward or _ARABIC.search(text)):
        return text
    return visual(text, leftward) if order is Order.visual else _KEPT_TOGETHER.sub(_word, _turned(text, leftward))


def _word(found: re.Match[str]) -> str:
    """Arabic words that follow each other, to be turned by the terminal, or a number, which it does not turn."""
    return f"{_MARK}{found[0] if found[0].isdigit() else found[0][::-1]}{_MARK}"


def framed(text: str, order: Order) -> str:
    """Tell the terminal not to reorder lines that are in visual order already, and to go back to its ways after them.

    >>> framed("nothing to reorder", Order.visual), framed("كما هو", Order.logical)
    ('nothing to reorder', 'كما هو')
    """
    if order is Order.logical or not _SHOWN_ARABIC.search(text):
        return text
    lines = "".join(_kept(line, order) for line in text.splitlines(keepends=True))
    return f"{_EXPLICIT}{lines}{_IMPLICIT}" if order is Order.visual else lines


def _kept(line: str, order: Order) -> str:
    """A line that keeps its order: one that holds Arabic is marked as one from left to right and overridden to its end.

    The controls hold on to the cell before them and are lost where there is none.
    """
    if not _SHOWN_ARABIC.search(line):
        return line
    if line.startswith(_MARK) or _SHOWN_ARABIC.match(line):
        line = f" {line}"
    return f"{line[0]}{_MARK}{_OVERRIDE}{line[1:]}" if order is Order.visual else line


def turned(text: str) -> str:
    """Turn text round that was copied from a terminal in visual order; other text comes back as it is.

    >>> turned(visual("حملة القلب 2018", "ar"))
    'حملة القلب 2018'
    """
    if not PRESENTATION_FORM.search(text):
        return text
    plain = re.sub(r"[\u200e\u202d\u202c]", "", text)[::-1]
    return unicodedata.normalize("NFKC", re.sub(r"[0-9٠-٩A-Za-z./()]+", lambda run: run[0][::-1], plain))
