"""Where dates stand on a line of time: in proportion to the days between them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise

from loaders.dates import date_for_reader


def day_of(date: str) -> int | None:
    """The number of the day on which a date of any precision begins; None for what is no date.

    >>> day_of("2018-07") - day_of("2018"), day_of("2018-13") is None
    (181, True)
    """
    try:
        date_for_reader(date, "en")
        return datetime.date.fromisoformat((date + "-01-01")[:10]).toordinal()
    except (ValueError, KeyError):
        return None


def placed(days: Sequence[int], room: float) -> tuple[list[float], float]:
    """The places of sorted days in a room, with half a gap left at both ends, and the smallest gap between two.

    >>> placed([0, 10, 30], 120.0)
    ([15.0, 45.0, 105.0], 30.0)
    """
    span = days[-1] - days[0]
    least = min((later - earlier for earlier, later in pairwise(days)), default=0) or 1
    scale = room / ((span + least) or 1)
    return [(day - days[0] + least / 2) * scale for day in days], least * scale
