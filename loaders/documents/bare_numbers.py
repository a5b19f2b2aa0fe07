"""The numbers of a text that no mention has taken: years, articles, sessions, times, and what finders missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .plain import plain
from .records import Mention, Part
from .times_of_day import times

_TOKEN = re.compile(
    r"\^\([^()\n]{1,8}\)|(?<=[^\s(])\(\d{1,2}\)|(?<=[^\d][,.;:\"'\])؛،])\[?\d{1,3}\]?(?![\d.,/])"  # marks of footnotes
    r"|'\d{1,2}['`]|(?:https?://|www\.)\S+"
    r"|(?:\bpp?\. ?|\bpages? |(?:ال)?صفح(?:ه|تان|تين|ات) |(?<![^\W\d_])ص ?)\d+(?: ?(?:-|و|and|to|الي) ?\d+)*"
    r"|[^\W\d_]\w*(?:[./-]\w*\d\w*)*|(\d+)",
    re.IGNORECASE,
)
"""The mark of a footnote or list, an address, pages (each version has its own), a word with digits, or a number."""
_GROUPED = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ ,.'٬]\d{3})+)(?!\d)")
_DIGITS = re.compile(r"\d+")


def bare_numbers(part: Part) -> Iterator[Mention]:
    """The numbers of a part outside its mentions, as mentions of the kinds `numeral` and `time`.

    >>> part = Part("1", "paragraph", "", "وفي عام ٢٠١٦ (المادة ٥)^(١) الساعة ١٥:٠٠ (الصفحة ٧)", (1,))
    >>> [(m.kind, m.value, m.text) for m in bare_numbers(part)]
    [('time', '0:15', '١٥:٠٠'), ('numeral', '2016', '٢٠١٦'), ('numeral', '5', '٥')]
    """
    text = plain(part.text)
    taken = [(m.start, m.end) for m in part.mentions]
    for start, end, value in times(text):
        place = text.span(start, end)
        if not any(a < place[1] and place[0] < b for a, b in taken):
            taken.append(place)
            yield Mention("time", value, *place, part.text[slice(*place)])
    taken.sort()
    at = 0
    for match in _TOKEN.finditer(text.text):
        if match[1] is None:
            continue
        start, end = text.span(match.start(), match.end())
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or taken[at][0] >= end:
            yield Mention("numeral", _without_zeros(match[1]), start, end, part.text[start:end])


def digits(text: str) -> set[str]:
    """All numbers in digits of a text, those in groups of three as one number too.

    >>> sorted(digits("١ ٢٠٠ شخص، 71/167"))
    ['1', '1200', '167', '200', '71']
    """
    words = plain(text).text
    found = set(_DIGITS.findall(words))
    found |= {match[1] + re.sub(r"\D", "", match[2]) for match in _GROUPED.finditer(words)}
    return {_without_zeros(number) for number in found}


def _without_zeros(number: str) -> str:
    return re.sub(r"^0+(?=\d)", "", number)
