"""Answers that were written, kept up to a number of bytes; those that nobody asks for go first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from .sending import Body

_AROUND = 2000
"""About what an entry takes besides its text, in bytes."""


class KeptBodies:
    """Bodies by what was asked, made when they are first asked for; each counts with what it is packed.

    >>> kept = KeptBodies(5000)
    >>> [kept.get(asked, lambda: Body(asked.encode(), "text/plain")).content for asked in "abca"]
    [b'a', b'b', b'c', b'a']
    >>> len(kept), kept.get("d", lambda: None) is None
    (2, True)
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Body] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def get(self, asked: Hashable, make: Callable[[], Body | None]) -> Body | None:
        """The body that is kept, or a new one; None, which is not kept, where there is none."""
        if asked in self._kept:
            self._kept.move_to_end(asked)
            return self._kept[asked]
        body = make()
        if body is not None:
            self._kept[asked] = body
            self._bytes += _size(body)
            while self._bytes > self._most:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= _size(gone)
        return body


def _size(body: Body) -> int:
    # Most clients take it packed: that is done once, here.
    return len(body.content) + len(body.packed or b"") + _AROUND
