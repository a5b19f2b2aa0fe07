"""Which part of n/m is the session or the year, and which the number: what each organ allows, and what decides.

An organ allows the sessions that it had held and the numbers that it reaches. What is left is decided by the date of
the resolution, the session that the sentence names, the order of the others in the text, the language, in this order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log

from .ordinals import ordinal_sessions
from .organs import Organ
from .resolution_numbers import Number
from .sessions import ASSEMBLY, FIRST_SLASHED, LATEST_YEAR, last_session, sessions_on

_YEAR = re.compile(r"19[4-9]\d|20\d\d")
_NUMBER_FIRST_SLASHED = {"CTOC/COP": 5}
"""The first session with resolutions, where only decisions were passed before."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A session or year and a number, and whether they were printed in this order."""

    session: str
    number: str
    session_first: bool


def readings(organ: Organ, kind: str, number: Number, year: int) -> list[Reading]:
    """How the two parts of a number can be read as one of an organ in a document of a year (0: not known).

    >>> from .organs import organ
    >>> slash = Number("session", "179", "72", 0, 6)
    >>> readings(organ("A"), "RES", slash, 0), readings(organ("CTOC/COP"), "RES", slash, 2018)
    ([Reading(session='72', number='179', session_first=False)], [])
    """
    pairs = ((number.first, number.second, True), (number.second, number.first, False))
    return [
        Reading(str(int(session)), str(int(count)), first)
        for session, count, first in pairs
        if _allows(organ, kind, session, count, year)
    ]


def _allows(organ: Organ, kind: str, session: str, count: str, year: int) -> bool:
    if not int(count) or not int(session) or session[0] == "0":
        return False
    if "year" in organ.forms and _YEAR.fullmatch(session):
        return int(count) <= organ.highest and int(session) <= max(year, LATEST_YEAR) + 1
    if "session" not in organ.forms or len(session) > 3:
        return False
    highest = last_session(organ.code, year or LATEST_YEAR) or 150
    lowest = FIRST_SLASHED if organ.code == ASSEMBLY else 1
    if kind == "RES":
        lowest = _NUMBER_FIRST_SLASHED.get(organ.code, lowest)
        numbered = 1 <= int(count) <= organ.highest
    else:
        numbered = organ.decisions_from <= int(count) <= organ.highest + organ.decisions_from
        if organ.decisions_from == 1:
            numbered = int(count) <= organ.highest
    return lowest <= int(session) <= highest and numbered


def decided(found: list[Reading], organ: Organ, date: str, sentence: str) -> Reading | None:
    """The one reading that is left, or that the date or the session in the sentence tells; None where nothing tells.

    >>> both = [Reading("46", "59", True), Reading("59", "46", False)]
    >>> from .organs import organ
    >>> decided(both, organ("A"), "2004-12-02", "").session, decided(both, organ("A"), "", "")
    ('59', None)
    """
    if len(found) == 1:
        return found[0]
    if date:
        sittings = sessions_on(organ.code, date)
        dated = [reading for reading in found if int(reading.session) in sittings]
        if len(dated) == 1:
            return dated[0]
    named = ordinal_sessions(sentence)
    said = [reading for reading in found if int(reading.session) in named]
    return said[0] if len(said) == 1 else None


def likelier(found: list[Reading], arabic: bool, votes: float) -> Reading:
    """The reading to prefer where nothing decides: in the order of the others, else with the session first.

    `votes` is above 0 where the others have the session first, and below it where they have it second. English texts
    always print it first.

    >>> both = [Reading("2", "8", True), Reading("8", "2", False)]
    >>> likelier(both, True, -1).session, likelier(both, False, -1).session
    ('8', '2')
    """
    wanted = not arabic or votes >= 0
    return next((reading for reading in found if reading.session_first == wanted), found[0])


def usual_order(organ: Organ, found: list[list[Reading]]) -> float:
    """Which order is usual for numbers that have both: where an organ passes fewer resolutions in a session than it has
    held sessions, the larger part is the session.

    >>> from .organs import organ
    >>> usual_order(organ("A/HRC"), [[Reading("5", "1", True), Reading("1", "5", False)]]) > 0
    True
    """
    if organ.code == ASSEMBLY:
        return 0
    firsts = (reading for several in found for reading in several if reading.session_first)
    return sum(log(int(reading.session) / int(reading.number)) for reading in firsts)
