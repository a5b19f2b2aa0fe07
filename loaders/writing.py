"""Writing a register: the tables of `loaders/registers/README.md`, from records, for a person to go on with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from .order import row_order
from .records import Node, Thing
from .register import (
    NAME_COLUMNS,
    NODE_TABLES,
    PARAGRAPH_COLUMNS,
    SECTION_COLUMNS,
    STATEMENT_COLUMNS,
    THING_COLUMNS,
    Register,
)

SEVERAL = " | "
"""What stands between the values of a cell."""
WIDE_COLUMNS = {
    "figures": (
        *("schema:observationAbout", "measure", "schema:value", "unit", "qualifier"),
        "schema:observationDate",
    ),
    "mandates": ("mandatedIn", "actor", "operativeVerb", "addressee", "concerns", "content@ar", "content@en"),
}
"""The columns of wide tables whose rows need not fill all of them, in their order."""


def register_files(register: Register) -> dict[str, str]:
    """The settings and tables of a register, each by the name of its file; a table without rows is left out.

    >>> files = register_files(Register(Path("a"), "A/1", "document/A/1", {"ar": "تقرير", "en": 'A "report"'}))
    >>> print(files["register.toml"], end="")
    name = "A/1"
    document = "document/A/1"
    <BLANKLINE>
    [title]
    ar = "تقرير"
    en = "A \\"report\\""
    """
    tables = {
        "things": _table("things", THING_COLUMNS, map(_thing, register.things)),
        "names": _table("names", NAME_COLUMNS, _names(register)),
        "statements": _table("statements", STATEMENT_COLUMNS, _statements(register)),
        "sections": _table("sections", SECTION_COLUMNS, _sections(register)),
        "paragraphs": _table("paragraphs", PARAGRAPH_COLUMNS, _paragraphs(register)),
    }
    for name, cls in NODE_TABLES.items():
        nodes = [node for node in register.nodes if node.cls == cls]
        tables[name] = _table(name, _columns(name, nodes), map(_node, nodes))
    files = {"register.toml": _settings(register)}
    return files | {f"{name}.csv": text for name, text in tables.items() if text.count("\n") > 1}


def write_register(register: Register, folder: Path) -> None:
    """Write a register into an empty folder."""
    for name, text in register_files(register).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _settings(register: Register) -> str:
    lines = [f"name = {_quoted(register.name)}"]
    if register.document:
        lines.append(f"document = {_quoted(register.document)}")
    lines += ["", "[title]", *(f"{lang} = {_quoted(text)}" for lang, text in sorted(register.titles.items()))]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML 1.0."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'


def _table(name: str, columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row_order(name, row)))
    return out.getvalue()


def _thing(thing: Thing) -> dict[str, str]:
    row = {"id": thing.id, "class": thing.cls, "identifier": thing.identifier}
    for language in ("ar", "en"):
        row[language] = thing.labels[language]
        row[f"{language}_status"] = thing.statuses[language]
        row[f"{language}_alt"] = SEVERAL.join(thing.alternatives[language])
    return row


def _names(register: Register) -> Iterable[dict[str, str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for name in register.names:
        found.setdefault((name.id, name.language), []).append(name.text)
    for (identifier, language), texts in found.items():
        yield dict(zip(NAME_COLUMNS, (identifier, language, SEVERAL.join(texts)), strict=True))


def _statements(register: Register) -> Iterable[dict[str, str]]:
    for s in dict.fromkeys((s.paragraph, s.subject, s.property, s.value, s.language) for s in register.statements):
        yield dict(zip(STATEMENT_COLUMNS, s, strict=True))


def _sections(register: Register) -> Iterable[dict[str, str]]:
    for section in register.sections:
        yield {"id": section.id, "number": section.number, "parent": section.parent, **section.labels}


def _paragraphs(register: Register) -> Iterable[dict[str, str]]:
    for p in register.paragraphs:
        yield {"number": p.number, "section": p.parent, "kind": p.kind, "mentions": SEVERAL.join(p.mentions)}


def _columns(name: str, nodes: Iterable[Node]) -> list[str]:
    filled = [cell.column for node in nodes for cell in node.cells]
    return list(dict.fromkeys(["para", "n", *WIDE_COLUMNS.get(name, ()), *filled]))


def _node(node: Node) -> dict[str, str]:
    row = {"para": node.paragraph, "n": node.ordinal}
    for cell in node.cells:
        row[cell.column] = SEVERAL.join(filter(None, (row.get(cell.column, ""), cell.value)))
    return row
