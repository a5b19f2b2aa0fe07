"""A long list over several pages: which rows are on a page, and where the others are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
_NEAR = 2
"""How many pages on each side of the present one are linked, beside the first and the last."""


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """One page of a list: its rows, its number, how many pages there are, and the stem of their paths."""

    rows: Sequence[Row]
    number: int
    pages: int
    stem: str

    def path(self, number: int) -> str:
        """The path of a page of the list.

        >>> sheet = Sheet([], 1, 2, "documents")
        >>> sheet.path(1), sheet.path(2)
        ('documents.html', 'documents/page-2.html')
        """
        return f"{self.stem}.html" if number == 1 else f"{self.stem}/page-{number}.html"

    @property
    def links(self) -> list[int]:
        """The pages that are linked, 0 where some are left out.

        >>> Sheet([], 6, 20, "documents").links
        [1, 0, 4, 5, 6, 7, 8, 0, 20]
        """
        near = {n for n in range(self.number - _NEAR, self.number + _NEAR + 1) if 1 <= n <= self.pages}
        found: list[int] = []
        for number in sorted({1, self.pages} | near):
            if found and number > found[-1] + 1:
                found.append(0)
            found.append(number)
        return found


def sheet(rows: Sequence[Row], stem: str, path: str, size: int) -> Sheet[Row] | None:
    """The rows of the page at a path; None where the path is none of the list's.

    >>> sheet("abcde", "documents", "documents/page-2.html", 3).rows
    'de'
    >>> [sheet("abcde", "documents", f"documents/page-{n}.html", 3) for n in ("1", "3", "02")]
    [None, None, None]
    """
    pages = max(1, -(-len(rows) // size))
    found = re.fullmatch(rf"{re.escape(stem)}(?:/page-([1-9][0-9]{{0,6}}))?\.html", path)
    number = int(found[1] or 1) if found else 0
    if not found or number > pages or found[1] == "1":
        return None
    return Sheet(rows[(number - 1) * size : number * size], number, pages, stem)


def sheet_paths(count: int, stem: str, size: int) -> list[str]:
    """The paths of all pages of a list of so many rows.

    >>> sheet_paths(5, "documents", 3)
    ['documents.html', 'documents/page-2.html']
    """
    empty: Sheet[object] = Sheet((), 1, max(1, -(-count // size)), stem)
    return [empty.path(number) for number in range(1, empty.pages + 1)]
