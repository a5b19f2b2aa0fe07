"""Trying again: what may succeed later is tried a few times, each time after a longer wait."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from .trouble import RemoteTrouble

Result = TypeVar("Result")


def _silent(_trouble: RemoteTrouble, _seconds: float, _left: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Patience:
    """How often a request is tried, and how long is waited: twice as long each time, but never longer than `most`.

    A wait is shortened by chance to between half and the whole, so that several do not come back at once; what the
    store itself asks for is kept. `tell` hears of the trouble, the seconds of the wait, and how often it is tried yet.
    """

    tries: int = 6
    first: float = 0.5
    most: float = 30.0
    tell: Callable[[RemoteTrouble, float, int], None] = _silent

    def pause(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def attempt(self, work: Callable[[], Result]) -> Result:
        """Do some work, again where it fails in a way that may pass. Raises the last RemoteTrouble.

        >>> Patience(tries=3).attempt(lambda: 2 + 2)
        4
        """
        for number in range(1, self.tries + 1):
            try:
                return work()
            except RemoteTrouble as trouble:
                trouble.tried = number
                if not trouble.again or number == self.tries:
                    raise
                wait = min(self.most, self.first * 2 ** (number - 1)) * random.uniform(0.5, 1)
                if trouble.after is not None:
                    wait = min(trouble.after, self.most)
                self.tell(trouble, wait, self.tries - number)
                self.pause(wait)
        raise AssertionError("at least one try is made")
