"""Tables for the screen and for other programs: one model, several forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its key in machine-readable output, its heading for a reader."""

    key: str
    heading: str


@dataclass(frozen=True)
class Table:
    """Rows of text under columns, headed in one language."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    language: str

    def to_csv(self) -> str:
        """RFC 4180 CSV under the keys.

        >>> Table([Column("a", "A")], [["x,y"]], "en").to_csv()
        'a\\n"x,y"\\n'
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([c.key for c in self.columns])
        writer.writerows(self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """A list of objects under the keys."""
        keys = [c.key for c in self.columns]
        rows = [dict(zip(keys, row, strict=True)) for row in self.rows]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"

    def to_screen(self, width: int | None = None) -> str:
        """Box-drawn text that fits the width in terminal cells; Arabic columns stand at the right.

        >>> print(Table([Column("a", "Name")], [["x"]], "en").to_screen(20), end="")
         Name
        ──────
         x
        """
        from rich import box
        from rich.console import Console
        from rich.table import Table as RichTable
        from rich.text import Text

        rtl = self.language == "ar"
        columns = list(self.columns)[::-1] if rtl else list(self.columns)
        drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=True, show_edge=False, header_style="bold")
        for column in columns:
            drawn.add_column(Text(column.heading), justify="right" if rtl else "left", overflow="fold")
        for row in self.rows:
            cells = list(row)[::-1] if rtl else list(row)
            drawn.add_row(*(Text(cell) for cell in cells))
        out = io.StringIO()
        Console(file=out, width=width, force_terminal=False, highlight=False).print(drawn)
        return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())
