"""What a query may take of the server; every limit is announced in the service description."""

from __future__ import annotations

import os
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The limits of one server process.

    A query whose answer is beyond `rows` or `answer_bytes` is refused with the reason: an answer that is cut off is
    taken for a whole one by programs that do not look at headers, and CSV, TSV and N-Triples have no place to say it.
    Nothing of an answer is therefore sent before it is complete; what is held for clients is bounded by `held_bytes`.

    >>> Limits(seconds=5).seconds
    5
    """

    seconds: float = 20.0
    """Seconds that a query may take; then its process is ended."""
    patience: float = 1.0
    """Seconds after which a query counts as a long one, and gives way to others."""
    rows: int = 100_000
    """Rows of an answer, or triples of a graph."""
    answer_bytes: int = 32 * MEGABYTE
    query_bytes: int = 100_000
    depth: int = 100
    """Brackets in brackets of a query."""
    graphs: int = 100
    """Graphs that a request may name for its dataset."""
    memory: int = 512 * MEGABYTE
    """Bytes that a query may take beside the data."""
    workers: int = 2
    """Processes for queries that are kept ready; they are forked as they are needed."""
    most_workers: int = 6
    long_queries: int = 4
    """How many long queries may run at a time: fewer than `most_workers`, so that short ones find a process."""
    waiting: int = 64
    """Queries that may wait for a process."""
    waiting_seconds: float = 5.0
    held_bytes: int = 128 * MEGABYTE
    """Bytes of answers that are held for clients who take them slowly; beyond that new queries are put off."""
    cache_bytes: int = 64 * MEGABYTE
    cached_answer_bytes: int = MEGABYTE // 2
    retry_after: int = 2
    """Seconds after which a client who was put off may ask again."""

    def __post_init__(self) -> None:
        if not 0 < self.long_queries < self.most_workers:
            raise ValueError("long queries must leave at least one process to others")


def cores() -> int:
    """The processor cores that this process may use.

    >>> cores() > 0
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
