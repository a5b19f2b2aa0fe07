"""The command that scores the reading of a document against the register that a person made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import SijillError

from .documents_given import DateGiven, SymbolGiven, given
from .options import Form, Lang, Whole, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.documents.scores import Score

    from .table import Table

app = typer.Typer()
_NAMES = {
    "paragraph": {"ar": "الفقرات", "en": "Paragraphs"},
    "section": {"ar": "الأقسام", "en": "Sections"},
    "footnote": {"ar": "الحواشي", "en": "Footnotes"},
    "mention": {"ar": "كل ما تذكره الفقرات", "en": "All that paragraphs mention"},
}
_MENTIONED = {"ar": "ما يُذكر: {}/…", "en": "Mentioned: {}/…"}
"""The kind of thing is told as its ids begin."""
_HEADS = {
    "what": {"ar": "ما يُقاس", "en": "What"},
    "wanted": {"ar": "في السجل", "en": "In the register"},
    "found": {"ar": "ما قُرئ", "en": "Read"},
    "precision": {"ar": "الدقة", "en": "Precision"},
    "recall": {"ar": "الاستدعاء", "en": "Recall"},
    "f1": {"ar": "F1", "en": "F1"},
}


class NoRegister(SijillError):
    """No register is of the document that was read."""

    status = 2


@app.command(epilog="Example: sijill score report.txt --symbol CTOC/COP/2018/2")
def score(
    file: Annotated[Path, typer.Argument(help="The document.", metavar="FILE", readable=False)],
    *,
    symbol: SymbolGiven = "",
    date: DateGiven = "",
    registers: Annotated[
        list[Path] | None,
        typer.Option(
            "--register", help="Register folder; all that come with the project where none is named.", exists=True
        ),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Each mention that is missing or too many.")] = False,
    least: Annotated[
        float, typer.Option("--min", help="Exit status 1 where an F1 of structure or mentions is lower.")
    ] = 0,
    form: Annotated[Form, typer.Option("--format", help="Form of the scores.")] = Form.table,
    whole: Whole = False,
    lang: Lang,
) -> None:
    """Score the reading of a document against its register: structure, and what paragraphs mention, by kind."""
    from loaders.documents.reader import Reader, with_symbol
    from loaders.documents.scores import mentioned, recorded, scores

    from .build import default_registers, load

    known = load(registers or default_registers())
    document = with_symbol(Reader(known).read(file, given(symbol, date, None))).document
    register = next((r for r in known if r.document == f"document/{document.front.symbol}"), None)
    if register is None:
        raise NoRegister(
            {
                "ar": f"لا سجل للوثيقة {document.front.symbol} تُقاس القراءة به؛ سمِّه بالخيار --register",
                "en": f"no register is of {document.front.symbol}, to score the reading by; name it with --register",
            }
        )
    found = scores(document, register)
    show(_table(found, lang.value, plain=form in (Form.csv, Form.json)), form, whole=whole)
    if misses:
        typer.echo()
        show(_misses(mentioned(document), recorded(register), lang.value), form, whole=whole)
    if least and min(found[name].f1 for name in _NAMES) < least:
        raise typer.Exit(1)


def _table(found: Mapping[str, Score], language: str, *, plain: bool) -> Table:
    """The scores under headings; numbers are `plain` for programs, and in the digits of the language for a reader."""
    from loaders.text import grouped

    from .table import Column, Table

    heads = [Column(name, label[language], name != "what") for name, label in _HEADS.items()]
    rows = []
    for name, one in found.items():
        label = _NAMES[name][language] if name in _NAMES else _MENTIONED[language].format(name)
        numbers = [str(one.wanted), str(one.found), *(f"{v:.3f}" for v in (one.precision, one.recall, one.f1))]
        rows.append([label, *(numbers if plain else (grouped(number, language) for number in numbers))])
    return Table(heads, rows, language)


def _misses(found: set[tuple[str, str]], wanted: set[tuple[str, str]], language: str) -> Table:
    from loaders.labels import part_name
    from loaders.order import paragraph_order

    from .table import Column, Table

    names = {
        "paragraph": {"ar": "الفقرة", "en": "Paragraph"},
        "thing": {"ar": "الشيء", "en": "Thing"},
        "fault": {"ar": "الخطأ", "en": "Fault"},
    }
    faults = {True: {"ar": "زائد", "en": "too many"}, False: {"ar": "ناقص", "en": "missing"}}
    pairs = sorted(found ^ wanted, key=lambda pair: (paragraph_order(pair[0]), pair[1]))
    rows = [
        [part_name(number)[language != "ar"], thing, faults[(number, thing) in found][language]]
        for number, thing in pairs
    ]
    return Table([Column(name, label[language]) for name, label in names.items()], rows, language)
