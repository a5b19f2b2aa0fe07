"""The symbols of documents in a text: `A/72/643/Add.1`, `CTOC/COP/WG.4/2017/2`, `E/2013/27 and Corr.1`.

The beginnings of symbols are `series.csv`; for those of one letter, which are found in other words too, also what may
stand second (`0` for a number). A symbol is read through the ends of lines and the spaces of scanned text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .plain import Plain
from .records import Context, Mention
from .spacing import single_spaced

_SERIES = Path(__file__).parent / "series.csv"
_STEP = r"""(?:
    \d{1,6}[A-Za-z]?(?![A-Za-z\d])(?:-\d{1,2}(?![\d/]))?
    |E?S-\d{1,2}(?!\d)
    |[A-Z][A-Za-z]{0,11}
     (?:\.[ ]?(?:\d{1,5}(?:-\d{1,3}(?!\d))?|[IVX]{1,5}(?![A-Za-z])|[A-Z]{1,4}(?![A-Za-z])
       |[A-Z][a-z]{1,3}(?=\.[A-Z\d])))*
     (?:\([IVX\d]{1,5}\))?(?![A-Za-z\d])
)"""
_PARTS = r"(?:[ ]?\((?:Vol|Sect|Part|Prog|Income[ ]sect|Resumption|Introduction|Supp|Suppl|Chap)\b[^()]{0,12}\))"
_SYMBOL = re.compile(
    rf"[A-Z](?:(?<![A-Za-z\d/_@\\].)(?<![A-Za-z]-.))[A-Z]{{0,7}}(?:-ASP)?(?:\.\d{{1,3}}|\(\d{{1,3}}\))?"
    rf"(?:[ ]?/[ ]?{_STEP}){{1,12}}{_PARTS}?",
    re.VERBOSE,
)
_ENDING = re.compile(
    r" ?(?:[,،] ?(?:and |و ?)?|and |و ?|& ?)?(?P<kind>Add|Corr|Rev|Amend)\. ?(?P<first>\d{1,3})(?:-(?P<last>\d{1,3}))?"
    r"(?P<rest>(?:/(?:Add|Corr|Rev|Amend)\.\d{1,3})*)(?![\w/]|-\d)"
)
_AND_NUMBER = re.compile(
    r" ?(?:[,،] ?)?(?:and |و ?)(?P<first>\d{1,3})(?![\w/]|\.\d| ?\(| (?!(?:and |و ?)(?:Add|Corr|Rev)\b)[A-Za-zء-ي])"
)
_LAST_STEP = re.compile(r"/(?P<kind>Add|Corr|Rev|Amend)\.(?P<first>\d{1,3})(?:-(?P<last>\d{1,3}))?$")
_FILE = re.compile(r"\.(?:pdf|docx?|html?|txt|xlsx?)\b|://|@|[\\_=&%?]\w")
_RESOLUTION = re.compile(r"(?:^|/)(?:RES|DEC|Res|Dec)[./]")
_LONGEST_RANGE = 60


def find_symbols(text: Plain, _context: Context) -> list[Mention]:
    """The document symbols of a text, in order; those of resolutions are citations and not among them.

    >>> from .plain import plain
    >>> [m.value for m in find_symbols(plain("تقرير (A/66/304 وCorr.1) والوثيقة CTOC/COP/\\nWG.4/2017/2"), Context())]
    ['A/66/304', 'A/66/304/Corr.1', 'CTOC/COP/WG.4/2017/2']
    """
    text = single_spaced(text)
    found = []
    for value, start, end in symbols_in(text.text):
        if not is_resolution(value):
            place = text.span(start, end)
            found.append(Mention("symbol", value, *place, text.printed[slice(*place)]))
    return found


def is_resolution(symbol: str) -> bool:
    """Whether a symbol is that of a resolution or decision.

    >>> is_resolution("A/RES/71/322"), is_resolution("A/72/643")
    (True, False)
    """
    return bool(_RESOLUTION.search(symbol))


def symbols_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Every symbol with its place in a text as patterns read it, those of resolutions too.

    >>> list(symbols_in("E/2015/30-E/CN.15/2015/19, Add.1-2"))[2:]
    [('E/CN.15/2015/19/Add.1', 27, 34), ('E/CN.15/2015/19/Add.2', 27, 34)]
    """
    place = 0
    while match := _SYMBOL.search(text, place):
        place = max(match.end(), match.start() + 1)
        printed = match[0]
        cut = _another_begins(printed)
        if cut:
            printed, place = printed[:cut], match.start() + cut
        end = match.start() + len(printed)
        symbol = re.sub(r"\s", "", printed)
        if not _is_symbol(symbol, text, end):
            continue
        yield from _with_endings(text, symbol, match.start(), end)


def _with_endings(text: str, symbol: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """A symbol, with one more for each addendum or corrigendum that shares its stem."""
    own = _LAST_STEP.search(symbol)
    if own and own["last"]:
        for number in _counted(own["first"], own["last"]):
            yield f"{symbol[: own.start()]}/{own['kind']}.{number}", start, end
    else:
        yield symbol, start, end
    stem, kind = (symbol[: own.start()], own["kind"]) if own else (symbol, "")
    while True:
        ending = _ENDING.match(text, end)
        if ending:
            if own and (ending["kind"] not in (kind, "Add") or (own["kind"] == "Rev" and ending["kind"] == "Add")):
                stem = symbol  # the corrigendum of this addendum, the addendum of this revision
            kind = ending["kind"]
            place = ending.start("kind"), ending.end()
            for number in _counted(ending["first"], ending["last"] or ending["first"]):
                yield f"{stem}/{kind}.{number}{ending['rest']}", *place
        elif kind and (ending := _AND_NUMBER.match(text, end)):
            yield f"{stem}/{kind}.{ending['first']}", ending.start("first"), ending.end()
        else:
            return
        end = ending.end()


def _counted(first: str, last: str) -> range:
    low, high = int(first), int(last)
    return range(low, min(max(high, low), low + _LONGEST_RANGE) + 1)


_JOINT = re.compile(r"(?<=[\d)])(?:-| / )(?=[A-Z]{1,6}/)| ?/ ?(?=(?:A|S|E)/(?:\d{2,}|C\.|CN\.|AC\.|HRC|RES)[/\d])")


def _another_begins(printed: str) -> int:
    """Where a second symbol begins that stands close, or 0."""
    joint = _JOINT.search(printed)
    return joint.start() if joint else 0


def _is_symbol(symbol: str, text: str, end: int) -> bool:
    root, _, steps = symbol.partition("/")
    allowed = _series().get(re.sub(r"[.(].*", "", root))
    if allowed is None or not any(letter.isdigit() for letter in steps) or _FILE.match(text, end):
        return False
    first, _, more = steps.partition("/")
    if len(root) > 1:
        return "/" in steps or len(root) > 2 or len(first) > 2 or root != root.rstrip(")0123456789")
    if first.isdigit():
        return bool(more) or len(first) >= 3 or bool(_ENDING.match(text, end))
    kind = re.match(r"[A-Z]+", first.upper())
    return bool(kind) and kind[0] in allowed and (bool(more) or any(letter.isdigit() for letter in first))  # type: ignore[index]


@cache
def _series() -> dict[str, frozenset[str]]:
    with _SERIES.open(encoding="utf-8", newline="") as file:
        return {row["root"]: frozenset(row["second"].split("|")) for row in csv.DictReader(file)}
