"""Options that commands share, and how they show what they found."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import SijillError
from ontology.namespaces import is_web_address

from .direction import order_for
from .terminal import lines_for, width_for

if TYPE_CHECKING:
    from .table import Table


class Language(StrEnum):
    """The language of what is shown."""

    ar = "ar"
    en = "en"

    @property
    def order(self) -> list[str]:
        """This language first, then the other.

        >>> Language.ar.order, Language.en.order
        (['ar', 'en'], ['en', 'ar'])
        """
        return [self.value, "en" if self is Language.ar else "ar"]


class Form(StrEnum):
    """The form of tabular output."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


class PartsForm(StrEnum):
    """The form of what has several tables."""

    table = "table"
    json = "json"
    markdown = "markdown"


def reader_language(environment: Mapping[str, str] = os.environ) -> Language:
    """The reader's language: as the variable SIJILL_LANG says, else as the locale does; Arabic or else English.

    >>> reader_language({"LANG": "ar_EG.UTF-8"}), reader_language({"SIJILL_LANG": "en", "LANG": "ar_EG.UTF-8"})
    (<Language.ar: 'ar'>, <Language.en: 'en'>)
    """
    for name in ("SIJILL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return Language.ar if environment[name].startswith("ar") else Language.en
    return Language.en


Lang = Annotated[
    Language,
    typer.Option(
        "--lang",
        help="Language of labels, headings and messages; that of the locale, or of SIJILL_LANG, where it is not given.",
        default_factory=reader_language,
        show_default=False,
    ),
]
Base = Annotated[str, typer.Option("--base", help="Where things and graphs are minted.", metavar="IRI")]
Data = Annotated[
    list[Path],
    typer.Option(
        "--data",
        help="A build folder or RDF file; may be given again.",
        metavar="PATH",
        default_factory=lambda: [Path("build")],
        show_default="build",
    ),
]
Whole = Annotated[bool, typer.Option("--whole", help="Show long texts whole instead of cutting them to the width.")]


def show(table: Table, form: Form, *, whole: bool = False) -> None:
    """Print a table in the form that was asked for; one for a reader fits the terminal."""
    if form is Form.table:
        shown = table.to_screen(width_for(sys.stdout), order_for(sys.stdout, os.environ), whole=whole)
    else:
        shown = {Form.csv: table.to_csv, Form.json: table.to_json, Form.markdown: table.to_markdown}[form]()
    emit(shown)


def emit(text: str) -> None:
    """Write what is for a program, to the letter."""
    sys.stdout.write(text)


def say(lines: Sequence[str], language: Language) -> None:
    """Print running text."""
    emit(lines_for(lines, language.value, sys.stdout, os.environ))


def note(text: str, language: Language | None = None) -> None:
    """Say something beside the answer, on standard error."""
    wanted = (language or reader_language()).value
    typer.echo(lines_for(text.splitlines(), wanted, sys.stderr, os.environ), nl=False, err=True)


def language_asked(arguments: Sequence[str]) -> Language:
    """The language that a command line asks for, for errors that come before its options are read.

    >>> language_asked(["query", "x", "--lang", "ar"]), language_asked(["query", "--lang=en"])
    (<Language.ar: 'ar'>, <Language.en: 'en'>)
    """
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] or (arguments[place + 1] if place + 1 < len(arguments) else "")
        if argument.partition("=")[0] == "--lang" and value in list(Language):
            return Language(value)
    return reader_language()


def complain(error: SijillError, arguments: Sequence[str]) -> None:
    """Tell a person what went wrong, in the language that the command line asks for."""
    language = language_asked(arguments)
    text = error.said(language.value)
    note(f"sijill: {text}", language)


class WrongBase(SijillError):
    """The base is no web address that can be one."""

    status = 2


def checked_base(base: str) -> str:
    """A base as it is used: a web address that ends with a slash. Raises WrongBase.

    >>> checked_base("https://example.org")
    'https://example.org/'
    """
    whole = base if base.endswith("/") else f"{base}/"
    if not is_web_address(whole) or "#" in whole or "?" in whole:
        raise WrongBase(
            {
                "ar": f"{base} ليس عنوان موقع؛ اكتب عنواناً مثل https://data.example.org/",
                "en": f"{base} is not the address of a site; write one such as https://data.example.org/",
            }
        )
    return whole
