"""How many conflicts a dataset holds: the question `conflicts` of the catalogue says what one is."""

from __future__ import annotations

from queries.catalogue import question

from .dataset import Dataset
from .parameters import prepare
from .query import run
from .store import from_dataset


def count_conflicts(dataset: Dataset) -> int:
    """Count the things and properties about which paragraphs disagree.

    >>> count_conflicts(Dataset())
    0
    """
    answer = run(from_dataset(dataset), prepare(question("conflicts"), {}, dataset.base))
    return len({row[:2] for row in answer.rows})
