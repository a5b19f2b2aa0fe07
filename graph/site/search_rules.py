"""The rules of folding and searching as data for the script of the search page, so that they are written once.

The patterns are those of loaders.folding, graph.meetings and graph.svg, in the syntax of ECMAScript with the flag `u`.
What Python knows of characters and a script cannot ask (which marks combine, what letters become when their case is
folded) is listed from the Unicode data of Python, so that both fold every character alike.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from loaders import folding

from .. import meetings
from ..svg import LATIN_RUN
from ..weights import WEIGHTS

_LETTER_OR_DIGIT, _LETTER = r"[^\W_]", r"[^\W\d_]"
_IN_SCRIPT = {_LETTER_OR_DIGIT: r"[\p{L}\p{N}]", _LETTER: r"[\p{L}\p{Nl}\p{No}]"}
"""The two classes of Python's patterns that ECMAScript writes otherwise."""


def rules() -> dict[str, Any]:
    """The rules, each by the name that the script knows it by.

    >>> rules()["meeting"]["similar"], rules()["folding"]["becomes"], rules()["weights"]["other_name"]
    (0.72, {'ies': 'y'}, 0.98)
    """
    return {
        "folding": {
            "letters": folding.LETTERS,
            **characters(),
            "invisible": in_script(folding.INVISIBLE),
            "word": in_script(folding.WORD),
            "written": in_script(folding.WRITTEN_WORD),
            "dotted": in_script(folding.DOTTED),
            "possessive": in_script(folding.POSSESSIVE),
            "arabic": in_script(folding.ARABIC_WORD),
            "proclitic": in_script(folding.PROCLITIC),
            "suffix": in_script(folding.SUFFIX),
            "relating": in_script(folding.RELATING),
            "feminine": in_script(folding.FEMININE),
            "feminine_one": folding.FEMININE_ONE,
            "plural": in_script(folding.PLURAL),
            "becomes": folding.BECOMES,
            "bare": folding.BARE,
            "light": folding.LIGHT,
            "singular": folding.SINGULAR,
            "of_one": folding.OF_ONE,
            "related": folding.RELATED,
        },
        "meeting": {
            "same": meetings.SAME,
            "joined": meetings.JOINED,
            "similar": meetings.SIMILAR,
            "near": meetings.NEAR,
            "far": meetings.FAR,
            "ended": folding.LIGHT,
            "begun": meetings.BEGUN,
            "begun_share": meetings.BEGUN_SHARE,
            "beginning": meetings.BEGINNING,
            "half": meetings.HALF,
            "long": meetings.LONG,
            "very_long": meetings.VERY_LONG,
            "lacking": meetings.LACKING,
            "whole_word": meetings.WHOLE_WORD,
            "markup": in_script(meetings.MARKUP),
            "article": in_script(meetings.ARTICLE),
            "little": sorted(meetings.LITTLE_WORDS),
            "two_numbers": in_script(meetings.TWO_NUMBERS),
            "between_words": in_script(meetings.BETWEEN_WORDS),
        },
        "weights": WEIGHTS._asdict(),
        "latin_run": in_script(LATIN_RUN),
    }


def in_script(pattern: re.Pattern[str]) -> str:
    r"""A pattern as ECMAScript has it (ECMA-262, flag `u`). Raises ValueError for a class that it has otherwise.

    >>> in_script(re.compile(r"(?<![^\W_])[^\W\d_]+"))
    '(?<![\\p{L}\\p{N}])[\\p{L}\\p{Nl}\\p{No}]+'
    """
    text = pattern.pattern
    for python, script in _IN_SCRIPT.items():
        text = text.replace(python, script)
    if re.search(r"\\[WwsSbBAZ]|\(\?[^:=!<]", text):
        raise ValueError(f"the script would read this pattern otherwise: {pattern.pattern}")
    return text


@cache
def characters() -> dict[str, Any]:
    """What characters become, once they are decomposed (Unicode NFKD).

    `gone` are the marks that combine, as the inside of a class; `zeros` the zero of each set of ten digits; `cases`
    small letters that become others when their case is folded.

    >>> characters()["cases"]["ß"], characters()["cases"]["ς"], characters()["zeros"][:3]
    ('ss', 'σ', '0٠۰')
    """
    gone, zeros, cases = [], [], {}
    for point in range(sys.maxunicode + 1):
        letter = chr(point)
        if unicodedata.combining(letter):
            gone.append(point)
        elif unicodedata.normalize("NFKD", letter) == letter:
            if unicodedata.decimal(letter, None) == 0:
                zeros.append(letter)
            if letter.lower() == letter != letter.casefold():
                cases[letter] = letter.casefold()
    return {"gone": "".join(_ranges(gone)), "zeros": "".join(zeros), "cases": cases}


def _ranges(points: Iterable[int]) -> Iterator[str]:
    """Code points as ranges of a class."""
    runs: list[list[int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    for first, last in runs:
        yield f"\\u{{{first:x}}}" + (f"-\\u{{{last:x}}}" if last > first else "")
