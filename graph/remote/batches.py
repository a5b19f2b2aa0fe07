"""What is sent in several requests, each no larger than a store takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def in_parts(names: Sequence[Item], most: int) -> Iterator[Sequence[Item]]:
    """Some names in parts of at most so many.

    >>> list(in_parts("abc", 2))
    ['ab', 'c']
    """
    for start in range(0, len(names), most):
        yield names[start : start + most]


def halves(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """Both halves of what was too large. Raises TooLarge, the one that is being handled, where it is a single one."""
    if len(items) == 1:
        raise
    return items[: len(items) // 2], items[len(items) // 2 :]


def insertion(quads: Sequence[tuple[str, str]]) -> str:
    """An INSERT DATA of some quads, those of one graph that follow each other under one name."""
    opening = "{"
    lines, last = ["INSERT DATA", opening], ""
    for graph, triple in quads:
        if graph != last:
            lines.append(f"{'} ' if last else ''}GRAPH <{graph}> {{")
            last = graph
        lines.append(f"{triple} .")
    return "\n".join([*lines, "} }" if last else "}"])
