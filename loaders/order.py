"""The order of rows in the tables of a register, so that a change shows as the rows it concerns."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

SortKey = tuple[object, ...]
_NUMBER = re.compile(r"(?:(?P<scope>[A-Za-z0-9.-]+)/)?(?P<kind>pp|u)?(?P<count>[0-9]+)[a-z]*")
_RANKS = {"pp": 1, "": 2, "u": 3}


def paragraph_order(number: str) -> SortKey:
    """Where a paragraph stands: none first, then the front matter, the preamble, the document's count, what has no
    number, counts of their own, the footnotes.

    >>> sorted(["fn1", "51bis", "", "9", "51", "0", "pp10", "pp9", "annex-1/2", "u1"], key=paragraph_order)
    ['', '0', 'pp9', 'pp10', '9', '51', '51bis', 'u1', 'annex-1/2', 'fn1']
    """
    parts = _NUMBER.fullmatch(number)
    if not number:
        return 0, "", 0, 0, ""
    if not parts:
        return 3, "", 0, 0, number
    rank = 0 if number == "0" else _RANKS[parts["kind"] or ""]
    return 2 if parts["scope"] else 1, parts["scope"] or "", rank, int(parts["count"]), number


def row_order(table: str, row: Mapping[str, str]) -> SortKey:
    """The key by which the rows of a table are sorted; sections and paragraphs stay in the order of the document.

    >>> row_order("things", {"id": "body/unodc"})
    ('body/unodc',)
    """
    if table in ("things", "countries"):
        return (row["id"],)
    if table == "names":
        return row["id"], row["lang"], row["name"]
    if table == "statements":
        return (*paragraph_order(row["para"]), row["subject"], row["property"], row["object"], row["lang"])
    if table in ("sections", "paragraphs"):
        return ()
    ordinal = int(row["n"]) if re.fullmatch(r"[0-9]+", row["n"], re.ASCII) else 0
    return (*paragraph_order(row["para"]), ordinal)


def tidy(path: Path) -> bool:
    """Sort the rows of a table in place, whole or not at all, and tell whether anything changed.

    Cells are kept as they are; quotes and line ends become those of the project.
    """
    path = path.resolve()
    raw = path.read_bytes()
    reader = csv.DictReader(io.StringIO(raw.decode("utf-8"), newline=""))
    rows = sorted(reader, key=lambda row: row_order(path.stem, row))
    out = io.StringIO()
    writer = csv.DictWriter(out, reader.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    fresh = out.getvalue().encode("utf-8")
    if fresh == raw:
        return False
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(fresh)
    Path(name).chmod(path.stat().st_mode)
    Path(name).replace(path)
    return True
