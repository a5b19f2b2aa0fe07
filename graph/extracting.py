"""Commands that read documents: what was understood of them, and a register drafted from them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import SijillError

from .documents_given import DateGiven, SymbolGiven, given, one_a_version
from .options import Lang, Language, PartsForm, Whole, emit, note, show

if TYPE_CHECKING:
    from loaders.documents.reading import Reading
    from loaders.documents.structure import Given
    from loaders.register import Register

    from .extracted import Label

app = typer.Typer()
Registers = Annotated[
    list[Path] | None,
    typer.Option(
        "--register",
        help="Register folder whose things are known; all that come with the project where none is named.",
        exists=True,
        metavar="DIR",
    ),
]


_LONG = 1 << 20
"""A file of more bytes takes more than a second to read, so that it is said which one is being read."""


class NothingDrafted(SijillError):
    """A register cannot be drafted from these files, or not there."""

    status = 2


@app.command(epilog="Example: sijill extract report.docx --symbol CTOC/COP/2018/2")
def extract(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Documents: plain text, Word (.docx), PDF with a text layer, HTML.", metavar="FILE...", readable=False
        ),
    ] = None,
    *,
    symbol: SymbolGiven = "",
    date: DateGiven = "",
    registers: Registers = None,
    segments: Annotated[
        str,
        typer.Option(
            "--segments",
            help="Answer texts without a document: JSON Lines from a file, or - for input.",
            metavar="FILE",
        ),
    ] = "",
    with_text: Annotated[bool, typer.Option("--with-text", help="The text of each part too, in JSON.")] = False,
    form: Annotated[PartsForm, typer.Option("--format", help="Form of what was understood.")] = PartsForm.table,
    whole: Whole = False,
    lang: Lang,
) -> None:
    """Read documents and show what was understood: structure, citations, dates, quantities, States, known things.

    What was not understood is shown as well. The exit status is 1 where that is so.
    """
    if segments:
        if files:
            raise typer.BadParameter("give either documents or --segments", param_hint="FILE...")
        _segments(segments, _registers(registers))
        return
    if not files:
        raise typer.BadParameter("name a document, or texts with --segments", param_hint="FILE...")
    known = _registers(registers)
    label, doubtful, records = _label(known), False, []
    wanted = given(symbol, date, _asked(context, lang))
    for reading in _readings(files, known, wanted, lang, with_text=with_text):
        doubtful |= bool(reading.document.problems)
        if form is PartsForm.json:
            from .extracted import to_record

            records.append(to_record(reading, label))
        else:
            _show(reading, label, form, lang, named=len(files) > 1, whole=whole)
    if form is PartsForm.json:
        emit(json.dumps(records if len(files) > 1 else records[0], ensure_ascii=False, indent=2) + "\n")
    if doubtful:
        raise typer.Exit(1)


def _show(reading: Reading, label: Label, form: PartsForm, lang: Language, *, named: bool, whole: bool) -> None:
    from .extracted import to_tables
    from .options import Form

    if named:
        typer.echo(f"{reading.document.file}\n")
    for place, table in enumerate(to_tables(reading, label, lang.value)):
        if place:
            typer.echo()
        show(table, Form(form.value), whole=whole)
    if named:
        typer.echo()


def _segments(source: str, registers: Sequence[Register]) -> None:
    from loaders.documents.names import Names
    from loaders.documents.segments import answered

    names = Names.of(registers)
    lines = sys.stdin if source == "-" else _lines(Path(source))
    for answer in answered(lines, names, "-" if source == "-" else Path(source).name):
        emit(answer + "\n")


def _lines(path: Path) -> Iterator[str]:
    from loaders.documents.sayings import SourceRefused

    if path.is_dir() or not path.exists():
        raise SourceRefused("folder" if path.is_dir() else "missing", file=path.name)
    with path.open(encoding="utf-8", errors="surrogateescape") as file:
        yield from file


def _registers(folders: Sequence[Path] | None) -> list[Register]:
    from .build import default_registers, load

    return load(folders or default_registers())


def _asked(context: typer.Context, lang: Language) -> Language | None:
    """The language, if the command line names one."""
    source = context.get_parameter_source("lang")
    return lang if source is not None and source.name == "COMMANDLINE" else None


def _readings(
    files: Sequence[Path], registers: Sequence[Register], wanted: Given, lang: Language, *, with_text: bool = False
) -> Iterator[Reading]:
    from loaders.documents.reader import Reader

    reader = Reader(registers)
    for path in files:
        if len(files) > 1 or (path.is_file() and path.stat().st_size > _LONG):
            note(f"… {path.name}", lang)
        yield reader.read(path, wanted, with_text=with_text)


def _label(registers: Sequence[Register]) -> Label:
    from ontology.vocabulary import vocabulary

    things = {t.id: t.labels for r in registers for t in r.things}
    words = vocabulary()

    def label(token: str) -> dict[str, str]:
        scheme, _, notation = token.partition("/")
        code = words.codes.get(scheme, {}).get(notation)
        return words.code_labels[code] if code else things.get(token, {"ar": token, "en": token})

    return label


@app.command(epilog="Example: sijill draft report.ar.docx report.en.docx -o registers/my-report")
def draft(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(help="One document, in one language or in both.", metavar="FILE...", readable=False),
    ],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder of the new register.", metavar="DIR")],
    symbol: SymbolGiven = "",
    date: DateGiven = "",
    registers: Registers = None,
    lang: Lang,
) -> None:
    """Write a register filled with what was found in a document, for a person to correct and complete."""
    from loaders.documents.drafts import standing_alone
    from loaders.documents.emit_read import read_registers
    from loaders.documents.reader import with_symbol
    from loaders.writing import write_register

    from .output import refuse_foreign, replacing

    refuse_foreign(output, ())
    known = _registers(registers)
    wanted = given(symbol, date, _asked(context, lang))
    readings = one_a_version([with_symbol(reading) for reading in _readings(files, known, wanted, lang)])
    symbols = sorted({reading.document.front.symbol for reading in readings})
    if len(symbols) > 1:
        raise NothingDrafted(
            {
                "ar": f"الملفات لأكثر من وثيقة ({'، '.join(symbols)})؛ اكتب سجلاً لكل وثيقة",
                "en": f"the files are of several documents ({', '.join(symbols)}); draft a register for each",
            }
        )
    others = [register for register in known if register.document != f"document/{symbols[0]}"]
    drafted = standing_alone(read_registers(readings, others)[0], known)
    with replacing(output) as folder:
        write_register(drafted, folder)
    _told(drafted, output, lang)


def _told(register: Register, output: Path, lang: Language) -> None:
    from loaders.text import arabic_digits

    open_figures = sum(not node.values("measure")[0] for node in register.nodes)
    count = str(open_figures)
    figures = {
        "ar": f"يلزم أن تذكر لكل رقم في figures.csv ({arabic_digits(count)}) عمّ هو وما يعدّه، أو أن تحذف صفه",
        "en": f"each figure in figures.csv ({count}) needs what it is about and what it counts, or goes",
    }
    lines = {
        "ar": [f"كُتب السجل في {output}", f"صحّح الجداول وأكملها، ثم: sijill build {output}"],
        "en": [f"the register is in {output}", f"correct and complete the tables, then: sijill build {output}"],
    }
    if open_figures:
        lines[lang.value].insert(1, figures[lang.value])
    for line in lines[lang.value]:
        note(line, lang)
