"""What tells whether two graphs hold the same: how many triples, and a digest that no order of lines changes.

The digest is the sum, modulo 2 to the power of 128, of the BLAKE2b hash (RFC 7693) of each triple, written as N-Triples
(https://www.w3.org/TR/n-triples/) without the closing dot; a graph is a set, so no triple counts twice.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_BYTES = 16


@dataclass(frozen=True)
class Fingerprint:
    """How many triples a graph holds, and the digest of them as 32 hexadecimal digits.

    >>> str(Fingerprint(2, "00ff"))
    '2 00ff'
    """

    triples: int
    digest: str

    def __str__(self) -> str:
        return f"{self.triples} {self.digest}"

    @classmethod
    def parsed(cls, text: str) -> Fingerprint:
        """Read what `str` writes. Raises ValueError.

        >>> Fingerprint.parsed("2 00ff").triples
        2
        """
        triples, digest = text.split(" ")
        return cls(int(triples), digest)


EMPTY = Fingerprint(0, "0" * 2 * _BYTES)
"""The fingerprint of a graph that holds nothing."""


class Fingerprints:
    """The fingerprints of several graphs, taken triple by triple.

    >>> one, other = Fingerprints(), Fingerprints()
    >>> for triple in ("<urn:a> <urn:p> 1", "<urn:b> <urn:p> 2"):
    ...     one.add("urn:g", triple)
    >>> for triple in ("<urn:b> <urn:p> 2", "<urn:a> <urn:p> 1"):
    ...     other.add("urn:g", triple)
    >>> one.found() == other.found(), one.found()["urn:g"].triples
    (True, 2)
    """

    def __init__(self) -> None:
        self._triples: dict[str, int] = defaultdict(int)
        self._sums: dict[str, int] = defaultdict(int)

    def add(self, graph: str, triple: str) -> None:
        """Count a triple of a graph, written as N-Triples without its dot."""
        self._triples[graph] += 1
        self._sums[graph] += int.from_bytes(hashlib.blake2b(triple.encode(), digest_size=_BYTES).digest(), "big")

    def found(self) -> dict[str, Fingerprint]:
        """The fingerprint of every graph that has a triple."""
        return {
            graph: Fingerprint(count, f"{self._sums[graph] % 2 ** (8 * _BYTES):032x}")
            for graph, count in self._triples.items()
        }


def fingerprint(triples: Iterable[str]) -> Fingerprint:
    """The fingerprint of one graph.

    >>> fingerprint([]) == EMPTY
    True
    """
    taken = Fingerprints()
    for triple in triples:
        taken.add("", triple)
    return taken.found().get("", EMPTY)
