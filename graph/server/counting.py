"""Where an answer is written to: it takes rows and bytes up to a limit, and stops the query there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from .limits import Limits
from .problems import Refused

_ENDS = {"json": b"},{", "csv": b"\n", "tsv": b"\n", "xml": b"</result>"}
"""What is between or behind two rows, and nowhere else but in a quoted text."""
_QUOTED = frozenset(("json", "csv"))
"""Forms whose texts may hold such ends; in TSV and XML these signs are escaped."""


class Sink:
    """A file that counts the rows of what is written to it in a form.

    Raises Refused from `write`, where a row or a byte is too many. The first line of CSV and TSV is no row.

    >>> sink = Sink("tsv", Limits(rows=1))
    >>> sink.write(b"?x" + bytes([10]) + b"1" + bytes([10]))
    5
    >>> sink.write(b"2" + bytes([10]))
    Traceback (most recent call last):
    graph.server.problems.Refused: Rows or triples that are sent at most: 1. Ask for a part with ORDER BY, ...
    """

    def __init__(self, form: str, limits: Limits) -> None:
        self._limits = limits
        self._end = _ENDS.get(form)
        self._escapes, self._quoted = form == "json", form in _QUOTED
        # JSON has one separator fewer than rows, CSV and TSV one line more
        self._most = limits.rows + {"json": -1, "csv": 1, "tsv": 1}.get(form, 0)
        self._parts: list[bytes] = []
        self._bytes = self._ends = 0
        self._inside, self._left = False, b""

    def write(self, part: bytes) -> int:
        """Take a part of the answer."""
        self._bytes += len(part)
        if self._bytes > self._limits.answer_bytes:
            raise Refused("bytes", limit=self._limits.answer_bytes)
        if self._end:
            self._ends += self._outside(part).count(self._end) if self._quoted else self._across(part)
            if self._ends > max(self._most, 0):
                raise Refused("rows", limit=self._limits.rows)
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Do nothing: everything is kept."""

    def written(self) -> bytes:
        """All that was written."""
        return b"".join(self._parts)

    def _across(self, part: bytes) -> int:
        """How many ends there are, also where one is cut between two parts."""
        assert self._end
        text = self._left + part
        self._left = text[-len(self._end) + 1 :] if len(self._end) > 1 else b""
        return text.count(self._end)

    def _outside(self, part: bytes) -> bytes:
        """What of a part is outside quotation marks, after what the last end may have begun with."""
        assert self._end
        if self._escapes:
            text = (b"\\" if self._inside and self._left == b"\\" else b"") + part
            cut = (len(text) - len(text.rstrip(b"\\"))) % 2
            text = text[: len(text) - cut].replace(b"\\\\", b"").replace(b'\\"', b"")
        else:
            text, cut = part, 0
        pieces = text.split(b'"')
        before = b"" if self._inside else self._left
        outside = b'"'.join(pieces[self._inside :: 2])
        self._inside ^= len(pieces) % 2 == 0
        outside = before + outside
        if self._inside:
            self._left = b"\\" if cut else b""
        else:
            self._left = outside[-len(self._end) + 1 :] if len(self._end) > 1 else b""
        return outside


def counted(triples: Iterable[ox.Triple], most: int) -> Iterator[ox.Triple]:
    """Hand on triples up to a number. Raises Refused behind it.

    >>> list(counted([], 0))
    []
    """
    for number, triple in enumerate(triples, 1):
        if number > most:
            raise Refused("rows", limit=most)
        yield triple
