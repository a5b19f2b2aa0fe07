"""The command that sets the two versions of a document beside each other; its exit status is that of diff(1)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import SijillError

from .documents_given import DateGiven, SymbolGiven, given
from .extracting import Registers
from .looking import Parts, print_parts
from .options import Lang, Language, PartsForm, Whole, note

if TYPE_CHECKING:
    from loaders.documents.alignment import Alignment

app = typer.Typer()
Version = Annotated[
    Path,
    typer.Argument(
        help="One version of the document: plain text, Word (.docx), PDF with a text layer, HTML.",
        metavar="FILE",
        readable=False,
    ),
]


class CannotAlign(SijillError):
    """One of the two cannot be read, which is told from a difference by the exit status."""

    status = 2


@app.command(epilog="Example: sijill align report.ar.txt report.en.txt --lang ar")
def align(
    one: Version,
    other: Version,
    *,
    symbol: SymbolGiven = "",
    date: DateGiven = "",
    registers: Registers = None,
    form: Annotated[PartsForm, typer.Option("--format", help="Form of what was found.")] = PartsForm.table,
    whole: Whole = False,
    lang: Lang,
) -> None:
    """Pair the Arabic and the English version of a document part by part, and show what differs between them.

    Compared are citations, symbols, dates, numbers, States and known things. Labels that one language lacks are
    proposed from the other. The exit status is 0 where nothing differs, 1 where something does, 2 where the two cannot
    be read or are not one version in each language.
    """
    try:
        found = _aligned((one, other), symbol, date, registers, lang)
    except SijillError as trouble:
        raise CannotAlign({language: trouble.said(language) for language in Language}) from None
    _show(found, form, lang, whole=whole)
    if not found.equal:
        raise typer.Exit(1)


def _aligned(
    paths: tuple[Path, Path], symbol: str, date: str, registers: list[Path] | None, lang: Language
) -> Alignment:
    from loaders.documents.alignment import align
    from loaders.documents.reader import Reader

    from .build import default_registers, load

    known = load(registers or default_registers())
    reader = Reader(known)
    wanted = given(symbol, date, None)  # what language each is in, its text tells
    documents = []
    for path in paths:
        note(f"… {path.name}", lang)
        documents.append(reader.read(path, wanted).document)
    things = {thing.id: thing for register in known for thing in register.things}
    return align(documents[0], documents[1], things)


def _show(found: Alignment, form: PartsForm, lang: Language, *, whole: bool) -> None:
    from .aligned import WORDS, tables
    from .aligned_record import to_record

    def to_json() -> str:
        return json.dumps(to_record(found), ensure_ascii=False, indent=2) + "\n"

    print_parts(Parts([], tables(found, lang.value), to_json), form, lang, whole=whole)
    if found.equal:
        note(WORDS["equal"][lang.value], lang)
