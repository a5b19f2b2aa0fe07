"""What a person gives with a document that its text lacks: its symbol and date, and its language if need be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import SijillError

from .options import Language, note

if TYPE_CHECKING:
    from loaders.documents.reading import Reading
    from loaders.documents.structure import Given
    from loaders.register import Register

SymbolGiven = Annotated[
    str, typer.Option("--symbol", help="Symbol of the document, where its text lacks it.", metavar="SYMBOL")
]
DateGiven = Annotated[
    str, typer.Option("--date", help="Date of the document, where its text lacks it: 2018-07-23.", metavar="DATE")
]
Documents = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        help="Document to read: a file, or SYMBOL=FILE where its text lacks its symbol; may be given again.",
        metavar="FILE",
    ),
]


_SYMBOL = re.compile(r"[A-Z]+(?:[./][A-Za-z0-9,()\[\]-]+)+")
"""What the shapes take for the symbol of a document."""


class WrongGiven(SijillError):
    """What was given with a document cannot be right."""

    status = 2


def given(symbol: str, date: str, lang: Language | None) -> Given:
    """What was given with a document, checked. Raises WrongGiven.

    A language that was asked for is that of the text where the text is in both.

    >>> given("S/RES/2331 (2016)", "", None).symbol
    'S/RES/2331(2016)'
    """
    from loaders.documents.structure import Given
    from loaders.values import ValueProblem, printed_date

    if date:
        try:
            printed_date(date)
        except ValueProblem as problem:
            said = f"--date {date}: "
            raise WrongGiven(
                {"ar": f"{said}يلزم تاريخ مثل 2018-07-23 أو 2018-07 أو 2018", "en": f"{said}{problem}"}
            ) from None
    whole = re.sub(r" +(?=[(\[])", "", symbol.strip().strip("/"))
    if symbol and not ("/" in whole and _SYMBOL.fullmatch(whole)):
        raise WrongGiven(
            {
                "ar": f"--symbol {symbol}: ليس رمز وثيقة؛ اكتبه كما في A/RES/71/167",
                "en": f"--symbol {symbol}: no symbol of a document; write it as A/RES/71/167",
            }
        )
    return Given(symbol=whole, language=lang.value if lang else "", date=date)


def named(document: str) -> tuple[str, Path]:
    """The symbol, if any, and the file of a document that was named on the command line.

    >>> named("CTOC/COP/2018/2=report.txt"), named("A_RES_73_8.txt")
    (('CTOC/COP/2018/2', PosixPath('report.txt')), ('', PosixPath('A_RES_73_8.txt')))
    """
    symbol, equals, file = document.partition("=")
    if equals and not Path(document).exists():
        return symbol, Path(file)
    return "", Path(document)


def read_documents(
    documents: Sequence[str], registers: Sequence[Register], lang: Language, *, with_text: bool, quiet: bool
) -> list[Reading]:
    """Read the documents of a build, with progress, in the order of their names on the command line.

    A file that is named twice is read once. Raises WrongGiven where two files are one document in one language.
    """
    from loaders.documents.reader import Reader, with_symbol

    if not documents:
        return []
    reader, readings = Reader(registers), []
    for document in documents:
        symbol, path = named(document)
        if not quiet:
            note(f"… {path.name}", lang)
        readings.append(with_symbol(reader.read(path, given(symbol, "", None), with_text=with_text)))
    return one_a_version(readings)


def one_a_version(readings: Sequence[Reading]) -> list[Reading]:
    """One reading of each language version of each document: what was given again is left out.

    Raises WrongGiven where two files of different content claim to be the same version of one document.
    """
    found: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        front = reading.document.front
        other = found.setdefault((front.symbol, front.language), reading)
        if other.digest != reading.digest:
            names = (other.document.file, reading.document.file)
            arabic, english = {"ar": ("العربية", "Arabic"), "en": ("الإنكليزية", "English")}[front.language]
            raise WrongGiven(
                {
                    "ar": f"{names[0]} و{names[1]} كلاهما النسخة {arabic} من الوثيقة {front.symbol}؛"
                    " أعطِ واحداً منهما، أو أعطِ الآخر رمزه: SYMBOL=FILE",
                    "en": f"{names[0]} and {names[1]} are both the {english} version of {front.symbol};"
                    " give one of them, or give the other its symbol as SYMBOL=FILE",
                }
            )
    return list(found.values())
