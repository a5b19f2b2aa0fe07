"""In which column a thing stands, and in which order: by how many steps it is from the first thing.

Neighbours of a breadth-first search are at most one step apart, so no edge has to pass a column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

_SWEEPS = 4


def layers(keys: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The column of each key; one that nothing connects with the first begins at the first column again.

    >>> layers(["a", "b", "c", "d"], [("a", "b"), ("c", "b")])
    {'a': 0, 'b': 1, 'c': 2, 'd': 0}
    """
    near = _neighbours(pairs)
    found: dict[str, int] = {}
    for first in keys:
        waiting = [] if first in found else [first]
        found.setdefault(first, 0)
        while waiting:
            following: list[str] = []
            for key in waiting:
                for other in near[key]:
                    if other not in found:
                        found[other] = found[key] + 1
                        following.append(other)
            waiting = following
    return {key: found[key] for key in keys}


def ordered(columns: dict[str, int], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """The keys, those of a column in the order in which their edges cross least: by the middle of their neighbours.

    >>> ordered({"a": 0, "b": 0, "c": 1, "d": 1}, [("a", "d"), ("b", "c")])
    ['a', 'b', 'd', 'c']
    """
    near = _neighbours(pairs)
    stacks: list[list[str]] = [[] for _ in range(max(columns.values(), default=-1) + 1)]
    for key, column in columns.items():
        stacks[column].append(key)
    for sweep in range(_SWEEPS):
        turn = range(1, len(stacks)) if sweep % 2 == 0 else range(len(stacks) - 2, -1, -1)
        for column in turn:
            beside = stacks[column - 1 if sweep % 2 == 0 else column + 1]
            place = {key: n / max(len(beside) - 1, 1) for n, key in enumerate(beside)}
            own = {key: n / max(len(stacks[column]) - 1, 1) for n, key in enumerate(stacks[column])}
            stacks[column].sort(key=lambda key: _middle([place[k] for k in near[key] if k in place], own[key]))
    return [key for stack in stacks for key in stack]


def _middle(places: Sequence[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise


def _neighbours(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    near = defaultdict[str, list[str]](list)
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    return near
