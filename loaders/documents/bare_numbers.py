"""The numbers in digits of a text that no mention has taken: years, articles, sessions, and what finders missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .plain import plain
from .records import Mention, Part

_TOKEN = re.compile(r"\^\([^()\n]{1,8}\)|(?:https?://|www\.)\S+|[^\W\d_]\w*(?:[./-]\w*\d\w*)*|(\d+)")
"""A footnote mark, an address, a word with its digits (`CO2`, `A/72/643`), or a number."""
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ ,.'٬]\d{3})+)(?!\d)")
_DIGITS = re.compile(r"\d+")


def numerals(part: Part) -> Iterator[Mention]:
    """The numbers of a part outside its mentions, as mentions of the kind `numeral`.

    >>> part = Part("1", "paragraph", "", "وفي عام ٢٠١٦ (المادة ٥)^(١) بموجب A/72/643", (1,))
    >>> [(m.value, m.text) for m in numerals(part)]
    [('2016', '٢٠١٦'), ('5', '٥')]
    """
    taken = sorted((m.start, m.end) for m in part.mentions)
    text = plain(part.text)
    at = 0
    for match in _TOKEN.finditer(text.text):
        if match[1] is None:
            continue
        start, end = text.span(match.start(), match.end())
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or taken[at][0] >= end:
            value = match[1].lstrip("0") or "0"
            yield Mention("numeral", value, start, end, part.text[start:end])


def digits(text: str) -> set[str]:
    """All numbers in digits of a text, those in groups of three as one number too.

    >>> sorted(digits("١ ٢٠٠ شخص، 71/167"))
    ['1', '1200', '167', '200', '71']
    """
    words = plain(text).text
    found = set(_DIGITS.findall(words))
    found |= {match[1] + re.sub(r"\D", "", match[2]) for match in _GROUPED.finditer(words)}
    return {number.lstrip("0") or "0" for number in found}
