"""Reading a register: the folder of tables that holds what a person has read out of one document.

`register.toml` names the register and, unless it is an authority, its document. The tables are described in
`loaders/registers/README.md`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ontology.errors import suggestion

from .problems import Place, Problem
from .records import Cell, Node, Paragraph, SearchName, Section, Statement, Thing
from .tables import Row, read_table, split

REGISTERS = Path(__file__).parent / "registers"
THING_COLUMNS = ("id", "class", "ar", "ar_status", "en", "en_status", "ar_alt", "en_alt", "identifier")
STATEMENT_COLUMNS = ("para", "subject", "property", "object", "lang")
SECTION_COLUMNS = ("id", "number", "parent", "ar", "en")
NAME_COLUMNS = ("id", "lang", "name")
PARAGRAPH_COLUMNS = ("number", "section", "kind", "mentions")
NODE_TABLES = {
    "figures": "Figure",
    "memberships": "Membership",
    "mandates": "Mandate",
    "corrections": "Correction",
}
REQUIRED_CELLS = {
    "figures": ("schema:observationAbout", "measure", "schema:value", "unit", "qualifier"),
    "memberships": ("org:member", "org:organization", "org:role"),
    "mandates": ("operativeVerb", "content@ar", "content@en"),
    "corrections": ("oa:exact@ar", "corrected@ar", "confidence", "correctionNote@ar", "correctionNote@en"),
}
EITHER_CELL = {"Mandate": ("mandatedIn", "actor")}
"""Of these cells one must be filled."""


@dataclass
class Register:
    """All records of one register, with the problems met while reading."""

    folder: Path
    name: str
    document: str
    titles: dict[str, str]
    things: list[Thing] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    names: list[SearchName] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: bool = False
    """Whether the settings, or a table that others refer to, could not be read."""

    def part(self, paragraph: str) -> str:
        """The id of the part of the document that a table calls `36`, `51bis`, `fn2` or `0` (the cover page).

        >>> Register(Path("x"), "x", "document/A/1", {}).part("fn*")
        'document/A/1/footnote/star'
        """
        if paragraph == "0":
            return self.document
        if paragraph.startswith("fn"):
            return f"{self.document}/footnote/{paragraph[2:].replace('*', 'star')}"
        return f"{self.document}/para/{paragraph}"

    def node_id(self, node: Node) -> str:
        """The id of an n-ary node: a fragment of its paragraph with the ordinal that the table gives."""
        return f"{self.part(node.paragraph)}#{node.cls.lower()}-{node.ordinal}"


def read_register(folder: Path) -> Register:
    """Read all tables of a register folder; what is wrong is in the register's `problems`.

    >>> read_register(REGISTERS / "authority").name
    'authority'
    """
    register = _read_settings(folder)
    if register.problems:
        register.refused = True  # what the tables mean depends on the settings
        return register
    register.problems += _strange_files(folder)
    _each(register, "things", THING_COLUMNS, None, _thing)
    _each(register, "countries", THING_COLUMNS, None, _thing)
    _each(register, "statements", STATEMENT_COLUMNS, (), _statement)
    for table, cls in NODE_TABLES.items():
        required = ("para", "n", *REQUIRED_CELLS[table])
        _each(register, table, required, None, partial(_node, cls, required))
    _each(register, "sections", SECTION_COLUMNS, (), _section)
    _each(register, "paragraphs", PARAGRAPH_COLUMNS, (), _paragraph)
    _each(register, "names", NAME_COLUMNS, (), _name)
    if not (register.things or register.problems):
        register.problems.append(Problem(Place(folder.name), "the register has no things.csv with rows"))
    return register


def _strange_files(folder: Path) -> list[Problem]:
    """Files that look like tables and are none, so that nothing is left out unseen."""
    tables = ("things", "countries", "names", "statements", "sections", "paragraphs", *NODE_TABLES)
    known = [f"{name}.csv" for name in tables]
    return [
        Problem(
            Place(f"{folder.name}/{path.name}"),
            "the file is no table of a register",
            suggestion(path.name.lower(), known) or "move it elsewhere",
        )
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in (".csv", ".tsv", ".txt", ".ods", ".xlsx", ".xls") and path.name not in known
    ]


def _read_settings(folder: Path) -> Register:
    path = folder / "register.toml"
    place = Place(f"{folder.name}/register.toml")
    empty = Register(folder, folder.name, "", {})
    if not path.is_file():
        empty.problems.append(
            Problem(place, "the file is missing", "a register folder holds register.toml and its tables")
        )
        return empty
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        empty.problems.append(Problem(place, f"not readable as TOML: {error}"))
        return empty
    known = ("name", "document", "title")
    empty.problems += [
        Problem(place, f"unknown setting {key!r}", suggestion(key, known) or f"one of {', '.join(known)}")
        for key in settings
        if key not in known
    ]
    empty.problems += [
        Problem(place, f"{key} is no text", f'as {key} = "…"')
        for key in ("name", "document")
        if not isinstance(settings.get(key, ""), str)
    ]
    title = settings.get("title", {})
    if not isinstance(title, dict) or not all(isinstance(text, str) for text in title.values()):
        empty.problems.append(Problem(place, "title is no pair of texts", "[title] with ar and en"))
    if empty.problems:
        return empty
    register = Register(folder, settings.get("name", ""), settings.get("document", ""), settings.get("title", {}))
    if not re.fullmatch(r"[A-Za-z0-9/._()\[\]-]+", register.name):
        register.problems.append(Problem(place, "name is missing or not ASCII", 'as name = "authority"'))
    if set(register.titles) != {"ar", "en"}:
        register.problems.append(Problem(place, "the title is not there in both languages", "[title] with ar and en"))
    return register


def _each(
    register: Register,
    name: str,
    required: Sequence[str],
    known: Sequence[str] | None,
    read: Callable[[Register, Row], None],
) -> None:
    path = register.folder / f"{name}.csv"
    if not path.is_file():
        return
    table = read_table(path, register.folder, required, known)
    register.problems += table.problems
    referred_to = name in ("things", "countries", "sections", "paragraphs")
    register.refused |= referred_to and bool(table.problems) and not table.rows
    for row in table.rows:
        read(register, row)


def _thing(register: Register, row: Row) -> None:
    register.things.append(
        Thing(
            place=row.place,
            id=row["id"],
            cls=row["class"],
            labels={lang: row[lang] for lang in ("ar", "en")},
            statuses={lang: row[f"{lang}_status"] for lang in ("ar", "en")},
            alternatives={lang: split(row[f"{lang}_alt"]) for lang in ("ar", "en")},
            identifier=row["identifier"],
        )
    )
    for column, value in row.cells.items():
        if column not in THING_COLUMNS and value:
            register.statements.append(Statement(row.at(column), "", row["id"], column, value))


def _statement(register: Register, row: Row) -> None:
    register.statements.append(
        Statement(row.place, row["para"], row["subject"], row["property"], row["object"], row["lang"])
    )


def _node(cls: str, required: Sequence[str], register: Register, row: Row) -> None:
    for column in required:
        if not row[column]:
            register.problems.append(Problem(row.at(column), "the cell is empty", "a value is needed here"))
    either = EITHER_CELL.get(cls, ())
    if either and not any(row[column] for column in either):
        expected = f"{' or '.join(either)} is needed"
        register.problems.append(Problem(row.at(either[0]), "the cells are empty", expected))
    if row["n"] and not re.fullmatch(r"[1-9][0-9]*", row["n"]):
        register.problems.append(Problem(row.at("n"), f"{row['n']!r} is no ordinal", "a whole number from 1"))
    cells = []
    for column, value in row.cells.items():
        name, _, language = column.partition("@")
        if column in ("para", "n") or not value:
            continue
        cells += [Cell(column, name, part, language) for part in ([value] if language else split(value))]
    register.nodes.append(Node(row.place, cls, row["para"], row["n"], tuple(cells)))


def _section(register: Register, row: Row) -> None:
    labels = {"ar": row["ar"], "en": row["en"]}
    register.sections.append(Section(row.place, row["id"], row["number"], row["parent"], labels))


def _paragraph(register: Register, row: Row) -> None:
    register.paragraphs.append(
        Paragraph(row.place, row["number"], row["section"], row["kind"], tuple(split(row["mentions"])))
    )


def _name(register: Register, row: Row) -> None:
    register.names += [SearchName(row.place, row["id"], row["lang"], name) for name in split(row["name"])]
