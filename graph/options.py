"""Options that commands share, and how they show what they found."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from .table import Table


class Language(StrEnum):
    """The language of what is shown."""

    ar = "ar"
    en = "en"

    @property
    def order(self) -> list[str]:
        """This language first, then the other."""
        return [self.value, "en" if self is Language.ar else "ar"]


class Form(StrEnum):
    """The form of tabular output."""

    table = "table"
    csv = "csv"
    json = "json"


Lang = Annotated[Language, typer.Option("--lang", help="Language of labels, headings and messages.")]
Base = Annotated[str, typer.Option("--base", help="Where things and graphs are minted.", metavar="IRI")]
Data = Annotated[
    list[Path], typer.Option("--data", help="A build folder or RDF file; may be given again.", metavar="PATH")
]


def show(table: Table, form: Form) -> None:
    """Print a table in the form that was asked for."""
    shown = {Form.csv: table.to_csv, Form.json: table.to_json, Form.table: table.to_screen}[form]()
    typer.echo(shown, nl=False)


def note(text: str) -> None:
    """Say something beside the answer, on standard error."""
    typer.echo(text, err=True)
