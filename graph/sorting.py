"""Sorting more lines than fit into memory: parts are sorted, kept in temporary files, and merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

_PART = 100_000
"""Lines that are sorted in memory."""
_FILES = 100
"""Parts that are merged at once; more are first merged among themselves."""


def sorted_unique(lines: Iterable[str], most: int = _PART) -> Iterator[str]:
    """Lines without their ends, each once, in the order of their characters; `most` are held in memory at a time.

    Temporary files go when all lines were given, or the iterator is closed. Raises OSError where there is no room.

    >>> list(sorted_unique(["b", "a", "c", "a"], most=2))
    ['a', 'b', 'c']
    """
    waiting = iter(lines)
    first = sorted(set(islice(waiting, most)))
    more = next(waiting, None)
    if more is None:
        yield from first
        return
    with tempfile.TemporaryDirectory(prefix="sijill-") as folder, ExitStack() as opened:
        parts = [_kept(first, Path(folder) / "0")]
        part = [more, *islice(waiting, most - 1)]
        number = 0
        while part:
            number += 1
            parts.append(_kept(sorted(set(part)), Path(folder) / str(number)))
            if len(parts) == _FILES:
                number += 1
                parts = [_kept(_merged(parts, opened), Path(folder) / str(number))]
            part = list(islice(waiting, most))
        yield from _merged(parts, opened)


def _kept(lines: Iterable[str], path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    return path


def _merged(parts: Iterable[Path], opened: ExitStack) -> Iterator[str]:
    """The lines of sorted files in their order, each once."""
    last = None
    for line in heapq.merge(*(_lines(path, opened) for path in parts)):
        if line != last:
            yield line
            last = line


def _lines(path: Path, opened: ExitStack) -> Iterator[str]:
    file = opened.enter_context(path.open(encoding="utf-8", newline="\n"))
    for line in file:
        yield line.removesuffix("\n")
    file.close()
