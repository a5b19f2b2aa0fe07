"""The numbers of a text that no mention has taken: years, articles, sessions, times, and what finders missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from .plain import plain
from .records import Mention, Part
from .times_of_day import times

_TOKEN = re.compile(
    r"\^\([^()\n]{1,8}\)|(?<=[^\s(])\(\d{1,2}\)|(?<=[^\d][,.;:\"'\])؛،])\[?\d{1,3}\]?(?![\d.,/])"  # marks of footnotes
    r"|'\d{1,2}['`]|(?:https?://|www\.)\S+"
    r"|(?:\bpp?\. ?|\bpages? |(?:ال)?صفح(?:ه|تان|تين|ات) |(?<![^\W\d_])ص\.? ?)\d+(?: ?(?:-|و|and|to|الي) ?\d+)*"
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
    taken = sorted((m.start, m.end) for m in part.mentions)
    hours = list(_outside(((*text.span(start, end), "time", value) for start, end, value in times(text)), taken))
    taken = sorted(taken + [hour[:2] for hour in hours])
    tokens = (match for match in _TOKEN.finditer(text.text) if match[1] is not None)
    others = ((*text.span(*match.span()), "numeral", _without_zeros(match[1])) for match in tokens)
    for start, end, kind, value in (*hours, *_outside(others, taken)):
        yield Mention(kind, value, start, end, part.text[start:end])


_Place = tuple[int, int, str, str]


def _outside(found: Iterable[_Place], taken: Sequence[tuple[int, int]]) -> Iterator[_Place]:
    """What lies outside places that are taken; both come in order."""
    at = 0
    for place in found:
        while at < len(taken) and taken[at][1] <= place[0]:
            at += 1
        if at == len(taken) or taken[at][0] >= place[1]:
            yield place


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
