"""What is found once for a site: the store behind it is taken not to change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from .reader import Kept, Reader

Found = TypeVar("Found")
_MOST = 400
"""How many answers are kept for a store: an outline of a long document is large."""
_KEPT: WeakKeyDictionary[Reader, Kept] = WeakKeyDictionary()


def once(reader: Reader, asked: object, find: Callable[[], Found]) -> Found:
    """The answer that was found before for the same store, or a new one.

    >>> import pyoxigraph as ox
    >>> reader = Reader(ox.Store(), "https://a.net/")
    >>> once(reader, "x", lambda: [1]) is once(reader, "x", lambda: [2])
    True
    """
    return _KEPT.setdefault(reader, Kept(_MOST)).get(asked, find)
