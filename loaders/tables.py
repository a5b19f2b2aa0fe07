"""Reading the tables of a register: RFC 4180 CSV, UTF-8, comma separated, one header line.

Nothing is guessed: what a spreadsheet may do to a table (another separator, a byte order mark, another encoding, a
row cut short) is reported where it stands.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import suggestion

from . import text
from .problems import Place, Problem, shown


@dataclass(frozen=True)
class Row:
    """One row: its place and its cells by column."""

    place: Place
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def at(self, column: str) -> Place:
        """The place of one cell."""
        return self.place.at(column)


@dataclass(frozen=True)
class Table:
    """A table as read: its columns, its rows, and what was wrong with it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_table(path: Path, root: Path, required: Sequence[str], known: Sequence[str] | None = None) -> Table:
    """Read one CSV file.

    `required` columns must be there; where `known` is given, a column outside both is a problem. Every cell is
    checked for marks that no text may hold. A file with a wrong encoding, separator or header yields no rows.
    """
    name = shown(path, root)
    raw = path.read_bytes()
    refused = _encoding_problem(raw, name)
    if refused:
        return Table((), (), (refused,))
    reader = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
    problems: list[Problem] = []
    rows: list[Row] = []
    try:
        header = next(reader)
        problems += _header_problems(header, name, required, known)
        if problems:
            return Table(tuple(header), (), tuple(problems))
        line = reader.line_num + 1
        for cells in reader:
            place = Place(name, line)
            line = reader.line_num + 1
            if len(cells) != len(header):
                hint = "an empty line" if not cells else f"{len(cells)} cells"
                problems.append(Problem(place, f"{hint} where the header has {len(header)} columns"))
                continue
            if not any(cells):
                problems.append(Problem(place, "the row is empty", "remove it"))
                continue
            problems += [
                Problem(place.at(column), f"the cell has {defect}", "remove it")
                for column, cell in zip(header, cells, strict=True)
                for defect in text.defects(cell)
            ]
            rows.append(Row(place, {c: cell.strip() for c, cell in zip(header, cells, strict=True)}))
    except csv.Error as error:
        problems.append(Problem(Place(name, reader.line_num), f"not readable as CSV: {error}", "close the quotes"))
    return Table(tuple(header), tuple(rows), tuple(problems))


def _encoding_problem(raw: bytes, name: str) -> Problem | None:
    if not raw.strip():
        return Problem(
            Place(name), "the file is empty", "a header line was expected; delete the file if it has no rows"
        )
    if raw.startswith(codecs.BOM_UTF8):
        return Problem(
            Place(name, 1), "the file begins with a byte order mark", 'save it as "CSV UTF-8" without a mark'
        )
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in raw[:200]:
        return Problem(Place(name, 1), "the file is UTF-16", "save it as UTF-8")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(
            Place(name, line),
            f"byte 0x{raw[error.start]:02X} is not UTF-8",
            "save the file as UTF-8 (not windows-1256)",
        )
    return None


def _header_problems(
    header: list[str], name: str, required: Sequence[str], known: Sequence[str] | None
) -> list[Problem]:
    place = Place(name, 1)
    if len(header) == 1 and len(required) > 1:
        for separator, label in ((";", "semicolons"), ("\t", "tabs")):
            if separator in header[0]:
                return [Problem(place, f"the cells are separated by {label}", "save the file with commas")]
    if required and not set(required) & set(header):
        return [Problem(place, "the first line is no header", f"it names the columns: {','.join(required)}")]
    problems = [Problem(place, f"the column {c} is missing") for c in required if c not in header]
    problems += [
        Problem(place.at(c), f"the column {c} stands twice", "keep one")
        for c in dict.fromkeys(header)
        if header.count(c) > 1
    ]
    if known is not None:
        allowed = {*required, *known}
        problems += [
            Problem(place.at(c), f"unknown column {c!r}", suggestion(c, allowed)) for c in header if c not in allowed
        ]
    return problems


def split(cell: str) -> list[str]:
    """The values of a cell that may hold several, separated by a vertical bar.

    >>> split("body/unodc | country/NGA")
    ['body/unodc', 'country/NGA']
    """
    return [part.strip() for part in cell.split("|") if part.strip()]
