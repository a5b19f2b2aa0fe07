"""A text with single spaces: where lines end with a space, or columns stand apart, patterns see one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .plain import Plain

_SPACES = re.compile(" {2,}")


def single_spaced(text: Plain) -> Plain:
    """The same text with one space for each run of them; places lead back to the text as printed as before.

    >>> from .plain import plain
    >>> text = single_spaced(plain("3 November \\n1993"))
    >>> text.text, text.span(11, 15)
    ('3 November 1993', (12, 16))
    """
    if "  " not in text.text:
        return text
    places: Sequence[int] = range(len(text.text)) if text.origin is None else text.origin
    origin: list[int] = []
    end = 0
    for run in _SPACES.finditer(text.text):
        origin.extend(places[end : run.start() + 1])
        end = run.end()
    origin.extend(places[end:])
    return Plain(text.printed, _SPACES.sub(" ", text.text), origin)
