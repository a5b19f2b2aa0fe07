"""Texts of search results: which words of a name were met, and which symbols keep their own direction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import TypedDict

from loaders.folding import DOTTED, WRITTEN_WORD, words
from loaders.text import BIDI_CONTROL, printable

from ..svg import isolated

_TOKEN = re.compile(f"{DOTTED.pattern}|{WRITTEN_WORD.pattern}")
_RUNS = re.compile("\u2066|\u2069")

Parts = list[tuple[str, bool]]
"""Parts of a text, each with whether it was met."""


class Marked(TypedDict):
    """A text in parts: its language (none for a symbol), and its runs, each with whether it is a symbol in it."""

    lang: str
    runs: list[tuple[bool, Parts]]


def clean(text: str) -> str:
    """A text as it is shown: without characters that command or turn.

    >>> clean("a\\u202eb\\nc") == "ab\\nc"
    True
    """
    return BIDI_CONTROL.sub("", printable(text, lines=True))


def marked(text: str, language: str, met: Set[str]) -> Marked:
    """A text in parts, those marked whose folded words are among those that were met.

    >>> marked("القرار A/RES/71/167", "ar", {"القرار", "71"})["runs"]
    [(False, [('القرار', True), (' ', False)]), (True, [('A/RES/', False), ('71', True), ('/167', False)])]
    >>> marked("Human trafficking", "en", {"human", "trafficking"})
    {'lang': 'en', 'runs': [(False, [('Human trafficking', True)])]}
    """
    runs = _RUNS.split(isolated(clean(text), language))
    return {"lang": language, "runs": [(n % 2 == 1, _parts(run, met)) for n, run in enumerate(runs) if run]}


def _parts(run: str, met: Set[str]) -> Parts:
    """A run in parts; words that are met one after the other make one part."""
    parts: Parts = []
    for part, found in _tokens(run, met):
        if len(parts) > 1 and found and parts[-2][1] and not parts[-1][0].strip():
            parts[-2:] = [(parts[-2][0] + parts[-1][0] + part, True)]
        elif parts and not found and not parts[-1][1]:
            parts[-1] = parts[-1][0] + part, False
        else:
            parts.append((part, found))
    return parts


def _tokens(run: str, met: Set[str]) -> Iterator[tuple[str, bool]]:
    """The words of a run, and what stands between them."""
    end = 0
    for token in _TOKEN.finditer(run):
        if token.start() > end:
            yield run[end : token.start()], False
        yield token[0], not met.isdisjoint(words(token[0]))
        end = token.end()
    if end < len(run):
        yield run[end:], False
