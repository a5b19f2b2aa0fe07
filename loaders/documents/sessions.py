"""When the organs sat and numbered: which session in which year, and in which year or session a bare number falls.

Session n of the General Assembly opens in September of 1945 + n. The other organs are in `sessions.csv`: from which
year a session is, and how many follow each year until the next row. The ranges in `numbers.csv` are those of the
Security Council by year, and of the Assembly's old numbering between resolutions whose session is well known.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from .records import Context

_FOLDER = Path(__file__).parent
ASSEMBLY, FIRST_SLASHED = "A", 31
"""The Assembly writes session/number since its thirty-first session (1976)."""
LATEST_YEAR = 2025
"""No session after that of this year is expected unless the document itself is later."""


def sessions_on(organ: str, date: str) -> range:
    """The sessions of an organ in which a resolution of this date (`2016-12-19`, `2016-12` or `2016`) can have passed.

    Empty where it is not known.

    >>> sessions_on("A", "2016-12-19"), sessions_on("A", "2017-03"), sessions_on("CCPCJ", "2018")
    (range(71, 72), range(71, 72), range(27, 28))
    """
    if not date[:4].isdigit():
        return range(0)
    year = int(date[:4])
    if organ == ASSEMBLY:
        month = int(date[5:7]) if date[5:7].isdigit() else 0
        first = year - 1946 if month <= 9 else year - 1945
        return range(first, year - 1945 + (month == 0 or month >= 9))
    return range(sessions_before(organ, year), sessions_before(organ, year + 1))


def year_of_session(organ: str, session: int) -> int:
    """The year in which a session of an organ opened, or 0 where it is not known.

    >>> year_of_session("A", 71), year_of_session("CTOC/COP", 8), year_of_session("XYZ", 1)
    (2016, 2016, 0)
    """
    if organ == ASSEMBLY:
        return 1945 + session
    known = [(first, year, each) for first, year, each in _table().get(organ, ()) if first <= session]
    if not known:
        return 0
    first, year, each = known[-1]
    return year + int((session - first) / each) if each else year if session == first else 0


@cache
def sessions_before(organ: str, year: int) -> int:
    """The number of the first session of an organ that is not before a year: all earlier ones have smaller numbers."""
    if organ == ASSEMBLY:
        return year - 1945
    rows = _table().get(organ, ())
    session = rows[0][0] if rows else 1
    while (opened := year_of_session(organ, session)) and opened < year:
        session += 1
    return session


def last_session(organ: str, year: int) -> int:
    """The last session of an organ that had opened in a year, or 0 where it is not known.

    >>> last_session("A", 2016), last_session("CTOC/COP", 2018), last_session("A/HRC", 2011)
    (71, 9, 18)
    """
    if organ != ASSEMBLY and organ not in _table():
        return 0
    return sessions_before(organ, year + 1) - 1


def numbered_in(organ: str, number: int) -> str:
    """The year or session in which an organ passed a resolution that is cited by number only; empty if not certain.

    >>> numbered_in("S", 1325), numbered_in("A", 194), numbered_in("S", 99999)
    ('2000', 'III', '')
    """
    return next((when for first, last, when in _numbers().get(organ, ()) if first <= number <= last), "")


def year_of(context: Context) -> int:
    """The year of a document by its date or symbol, or 0.

    >>> year_of(Context(date="2018-07-23")), year_of(Context(symbol="S/2017/939")), year_of(Context(symbol="A/71/3"))
    (2018, 2017, 2017)
    """
    if context.date[:4].isdigit():
        return int(context.date[:4])
    steps = context.symbol.replace("(", "/").replace(")", "/").split("/")
    for step in steps:
        if len(step) == 4 and step.isdigit() and 1946 <= int(step) < 2100:
            return int(step)
    if steps[0] != ASSEMBLY:
        return 0
    council = steps[1:2] == ["HRC"]
    place = _session_step(steps[2:]) + 2 if council else _session_step(steps[1:]) + 1
    if place >= len(steps) or not steps[place].isdigit() or len(steps[place]) > 3:
        return 0
    session = int(steps[place])
    return year_of_session("A/HRC", session) if council else 1946 + session if session >= FIRST_SLASHED else 0


def _session_step(steps: list[str]) -> int:
    """Which step of a symbol is the session: the first, or the one after a committee or a series."""
    return int(bool(steps) and (steps[0].startswith("C.") or steps[0] in ("RES", "DEC", "INF", "BUR")))


@cache
def _table() -> dict[str, tuple[tuple[int, int, float], ...]]:
    table: dict[str, tuple[tuple[int, int, float], ...]] = {}
    with (_FOLDER / "sessions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = (int(row["session"]), int(row["year"]), float(row["each_year"] or 0))
            table[row["organ"]] = (*table.get(row["organ"], ()), known)
    return table


@cache
def _numbers() -> dict[str, tuple[tuple[int, int, str], ...]]:
    table: dict[str, tuple[tuple[int, int, str], ...]] = {}
    with (_FOLDER / "numbers.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = (int(row["first"]), int(row["last"]), row["in"])
            table[row["organ"]] = (*table.get(row["organ"], ()), known)
    return table
