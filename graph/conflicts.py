"""How many conflicts a store holds: the question `conflicts` of the catalogue says what one is."""

from __future__ import annotations

from queries.catalogue import question

from .parameters import prepare
from .query import run
from .reading import Readable


def count_conflicts(store: Readable, base: str) -> int:
    """Count the things and properties about which paragraphs disagree.

    >>> import pyoxigraph as ox
    >>> count_conflicts(ox.Store(), "https://a.net/")
    0
    """
    answer = run(store, prepare(question("conflicts"), {}, base))
    return len({row[:2] for row in answer.rows})
