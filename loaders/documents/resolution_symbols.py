"""Resolutions and decisions that are cited by their symbol: `A/RES/71/322`, `S/RES/2331 (2016)`, `A/RES/54/54 F`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .organs import organ_of_symbol
from .resolution_numbers import Number, numbers_at
from .sessions import numbered_in
from .symbols import is_resolution, symbols_in

_STEM = re.compile(
    r"(?P<stem>[A-Z](?<![A-Za-z\d/_@\\].)[A-Z]{0,5}(?: ?/ ?(?:HRC|COP|COSP|GC|B|ICEF|(?:C|CN|Sub|EA)\. ?\d{1,2}))*)"
    r" ?/ ?(?P<kind>RES|DEC|Res|Dec) ?/ ?(?=[\dSE(])"
)
_ENVIRONMENT = re.compile(r"UNEP/EA\.(\d{1,2})/Res\.(\d{1,2})")
_FORMS = {"year_in_brackets", "roman", "session", "special", "bare"}


def cited_symbols(text: str) -> Iterator[tuple[str, int, int]]:
    """Each resolution that is cited by its symbol in a text as patterns read it, with its place.

    >>> [value for value, _, _ in cited_symbols("A/RES/71/322 and S/RES/2331 (2016), A / RES / 217 A (III)")]
    ['A/RES/71/322', 'S/RES/2331(2016)', 'A/RES/217(III)[A]']
    """
    read = set()
    for match in _STEM.finditer(text):
        groups, _ = numbers_at(text, match.end(), False)
        organ = organ_of_symbol(re.sub(r"\s", "", match["stem"]))
        if not groups:
            continue
        code = organ.code if organ and organ.code else re.sub(r"\s", "", match["stem"])
        for place, number in enumerate(member for group in groups for member in group):
            if number.form not in _FORMS or (place and groups[0][0].form == "bare"):
                break
            read.add(match.start())
            start = match.start() if place == 0 else number.start
            yield f"{code}/{match['kind'].upper()}/{_numbered(code, number)}", start, number.end
    for symbol, start, end in symbols_in(text):
        if is_resolution(symbol) and start not in read:
            environment = _ENVIRONMENT.fullmatch(symbol)
            yield f"UNEA/RES/{environment[1]}/{environment[2]}" if environment else symbol, start, end


def _numbered(code: str, number: Number) -> str:
    letter = f"[{number.letter}]" if number.letter else ""
    if number.form == "bare":
        when = numbered_in(code, int(number.first))
        return number.first + (f"({when})" if when else "")
    if number.form in ("session", "special"):
        return f"{number.first}/{number.second}{letter}"
    return f"{number.first}({number.second}){letter}"
