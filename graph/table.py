"""Tables for a reader and for other programs: one model, several forms."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.text import printable

from .direction import Order, framed, runs_leftward, sent
from .terminal import cells, wrap

GAP = 2
"""Cells between columns."""
NARROWEST = 6
"""No column is made narrower than this many cells to fit the width, unless its texts are."""
LONGEST_WORD = 18
"""A word of more cells may be broken to fit the width."""
MOST_LINES = 3
"""A cell of a table that has to fit a width takes at most this many lines."""


@dataclass(frozen=True)
class Column:
    """A column: its key in machine-readable output, its heading for a reader, whether it holds numbers."""

    key: str
    heading: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of text under columns, headed in one language; the caption stands below them."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    language: str
    caption: str = ""

    def to_csv(self, delimiter: str = ",") -> str:
        """RFC 4180 CSV under the keys.

        >>> Table([Column("a", "A")], [["x,y"]], "en").to_csv()
        'a\\n"x,y"\\n'
        """
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerow([c.key for c in self.columns])
        writer.writerows(self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """A list of objects under the keys.

        >>> print(Table([Column("n", "Name")], [["سجل"]], "ar").to_json(), end="")
        [
          {
            "n": "سجل"
          }
        ]
        """
        keys = [c.key for c in self.columns]
        rows = [dict(zip(keys, row, strict=True)) for row in self.rows]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"

    def to_markdown(self) -> str:
        """A table of GitHub Flavored Markdown (https://github.github.com/gfm/); an Arabic one runs from the right.

        >>> print(Table([Column("a", "Name"), Column("n", "Count", True)], [["x|y", "2"]], "en").to_markdown(), end="")
        | Name | Count |
        | --- | ---: |
        | x\\|y | 2 |
        """
        headings = [c.heading for c in self.columns]
        caption = printable(self.caption)
        rule = ["---:" if c.numeric else "---" for c in self.columns]
        lines = [_markdown_row(headings), _markdown_row(rule), *(_markdown_row(row) for row in self.rows)]
        text = "".join(f"{line}\n" for line in lines) + (f"\n{caption}\n" if caption else "")
        return in_direction(text, self.language)

    def to_screen(self, width: int | None = None, order: Order = Order.logical, *, whole: bool = False) -> str:
        """Lines of cells under headings; an Arabic table has its first column at the right, and stands there itself.

        Where a width in terminal cells is given, columns are narrowed to fit it, and a text that takes more than three
        lines is cut unless the `whole` is wanted.

        >>> print(Table([Column("a", "Name")], [["x"]], "en").to_screen(20), end="")
         Name
        ──────
         x
        """
        return self._printable()._to_screen(width, order, whole)

    def _printable(self) -> Table:
        """The table without control characters, which a terminal would obey; a cell may have several lines."""
        columns = [replace(column, heading=printable(column.heading)) for column in self.columns]
        rows = [[printable(cell, lines=True) for cell in row] for row in self.rows]
        return Table(columns, rows, self.language, printable(self.caption))

    def _to_screen(self, width: int | None, order: Order, whole: bool) -> str:
        headings = [c.heading for c in self.columns]
        widths = self._widths(width)
        if widths is None:
            return framed(self._one_below_another(width or 0, order), order)
        rule = "─" * (sum(widths) + GAP * (len(widths) - 1) + 2)
        lines = [*self._lines(headings, widths, order, whole), rule]
        for row in self.rows:
            lines += self._lines(row, widths, order, whole)
        if self.language == "ar" and width is not None:
            lines = [" " * (width - cells(rule)) + line for line in lines]
        if self.caption:
            shown = sent(self.caption, order, runs_leftward(self.caption, self.language))
            room = (width if width is not None else cells(rule)) - 1 - cells(shown)
            left = " " * max(0, room) if self.language == "ar" else " "
            lines += ["", left + shown]
        return framed("".join(f"{line.rstrip()}\n" for line in lines), order)

    def _widths(self, width: int | None) -> list[int] | None:
        """The width of each column: as wide as its texts, or narrowed, the widest first, until all fit.

        No number is broken, nor a word of a heading. None where even so the table does not fit.
        """
        columns = list(zip([c.heading for c in self.columns], *self.rows, strict=True))
        widths = [max(max(map(cells, text.split("\n"))) for text in column) for column in columns]
        if width is None or not widths:
            return widths
        room = width - 2 - GAP * (len(widths) - 1)
        least = [
            natural if column.numeric else min(natural, max(NARROWEST, *map(_longest_word, texts)))
            for column, texts, natural in zip(self.columns, columns, widths, strict=True)
        ]
        if sum(least) > room:
            return None
        widths = [min(natural, max(room, smallest)) for natural, smallest in zip(widths, least, strict=True)]
        while sum(widths) > room:
            widest = max(range(len(widths)), key=lambda i: (widths[i] > least[i], widths[i]))
            widths[widest] -= 1
        return widths

    def _one_below_another(self, width: int, order: Order) -> str:
        """The rows where a terminal is too narrow for columns: heading and value in a line, rows apart."""
        lines: list[str] = []
        for row in [*self.rows, *([[self.caption]] if self.caption else [])]:
            heads = [f"{c.heading}: " for c in self.columns] if len(row) == len(self.columns) else [""]
            for head, cell in zip(heads, row, strict=True):
                leftward = runs_leftward(head + cell, self.language)
                for part in wrap(head + cell, width - 1) if cell else []:
                    shown = sent(part, order, leftward)
                    right = self.language == "ar"
                    lines.append(" " * (width - 1 - cells(shown)) + shown if right else shown)
            lines.append("")
        return "".join(f"{line.rstrip()}\n" for line in lines[:-1])

    def _lines(self, row: Sequence[str], widths: Sequence[int], order: Order, whole: bool) -> list[str]:
        """The lines of one row, each cell padded to its column."""
        most = None if whole else MOST_LINES
        blocks = [
            wrap(cell, width, most if " " in cell else None)  # an id is never cut
            for cell, width in zip(row, widths, strict=True)
        ]
        leftward = [runs_leftward(cell, self.language) for cell in row]
        height = max((len(block) for block in blocks), default=0)
        lines = []
        for number in range(height):
            placed = []
            for block, turned, width, column in zip(blocks, leftward, widths, self.columns, strict=True):
                part = block[number] if number < len(block) else ""
                shown = sent(part, order, turned) if part else ""
                padding = " " * (width - cells(shown))  # joined letters may take less room
                right = column.numeric or self.language == "ar"
                placed.append(padding + shown if right else shown + padding)
            placed = placed[::-1] if self.language == "ar" else placed
            lines.append(" " + (" " * GAP).join(placed))
        return lines


def in_direction(markdown: str, language: str) -> str:
    """Markdown that ends with a line feed, in a block from right to left where it is Arabic.

    >>> in_direction("نص\\n", "ar")
    '<div dir="rtl" lang="ar">\\n\\nنص\\n\\n</div>\\n'
    """
    return f'<div dir="rtl" lang="ar">\n\n{markdown}\n</div>\n' if language == "ar" else markdown


def _markdown_row(row: Sequence[str]) -> str:
    escaped = (printable(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in row)
    return f"| {' | '.join(escaped)} |"


def _longest_word(text: str) -> int:
    """The cells of the longest word that is no id, which can be broken at its hyphens and slashes."""
    words = [word for word in text.split() if not re.search(r"\w[-/_#]\w", word)]
    return min(LONGEST_WORD, max(map(cells, words), default=0))
