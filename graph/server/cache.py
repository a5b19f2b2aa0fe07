"""Answers that were given, kept up to a number of bytes; those not asked for longest go first."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

Key = tuple[bytes, ...]
_BESIDE = 1000
"""Bytes that an entry takes beside its key and its answer, about."""
_REMEMBERED = 50_000
"""Things asked once that are remembered."""


class Reply(NamedTuple):
    """An answer as it is sent: its headers and its body, with its entity tag."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    tag: bytes


class Cache:
    """Answers by what was asked. What is asked must always have the same answer.

    >>> cache = Cache(3000, 2000)
    >>> cache.put((b"a",), Reply((), b"1", b"")); cache.put((b"b",), Reply((), b"2", b"")); cache.get((b"a",)).body
    b'1'
    >>> cache.put((b"c",), Reply((), b"3" * 700, b"")); cache.get((b"b",)) is None, cache.get((b"a",)) is None
    (True, False)
    """

    def __init__(self, most: int, longest: int) -> None:
        self._most, self._longest = most, longest
        self._kept: OrderedDict[Key, Reply] = OrderedDict()
        self._once: set[int] = set()
        self.bytes = 0

    def again(self, key: Key) -> bool:
        """Whether something is asked for not the first time of late, so that it is worth to keep.

        >>> cache = Cache(3000, 2000)
        >>> cache.again((b"a",)), cache.again((b"a",))
        (False, True)
        """
        mark = hash(key)
        if mark in self._once:
            return True
        if len(self._once) >= _REMEMBERED:
            self._once.clear()
        self._once.add(mark)
        return False

    def get(self, key: Key) -> Reply | None:
        """The answer that was given, if it is kept."""
        reply = self._kept.get(key)
        if reply is not None:
            self._kept.move_to_end(key)
        return reply

    def put(self, key: Key, reply: Reply) -> None:
        """Keep an answer, if it is not too long."""
        size = _size(key, reply)
        if size > self._longest or key in self._kept:
            return
        self._kept[key] = reply
        self.bytes += size
        while self.bytes > self._most:
            self.bytes -= _size(*self._kept.popitem(last=False))


def _size(key: Key, reply: Reply) -> int:
    return sum(map(len, key)) + len(reply.body) + _BESIDE
