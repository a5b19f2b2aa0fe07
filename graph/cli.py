"""The command line. Heavy libraries are imported inside the commands that use them, so that help comes at once.

Exit status: 0 done; 1 problems were found in the input; 2 the command was used wrongly.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loaders.text import grouped
from ontology.errors import SijillError
from ontology.namespaces import DEFAULT_BASE

from . import (
    aligning,
    asking,
    comparing,
    curate,
    extracting,
    looking,
    picturing,
    pushing,
    scoring,
    serving,
    stores,
)
from .documents_given import Documents
from .options import Base, Form, Lang, Language, checked_base, complain, language_asked, note, show
from .remote_options import Auth, EndpointUrl, Kind, Login, OfBase, StoreAt, TimeLimit, apart

if TYPE_CHECKING:
    from .build import Build
    from .validate import Report

app = typer.Typer(
    name="sijill",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ReportForm(StrEnum):
    """The form of a validation report."""

    table = "table"
    json = "json"
    turtle = "turtle"
    ttl = "ttl"


class Severity(StrEnum):
    """How grave a validation result is, the gravest first."""

    violation = "violation"
    warning = "warning"
    gap = "gap"


@app.command(epilog="Example: sijill build -o build")
def build(
    registers: Annotated[
        list[Path] | None,
        typer.Argument(help="Register folders; all that come with the project where none is named.", exists=True),
    ] = None,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder of the files.", metavar="DIR")] = Path("build"),
    base: Base = DEFAULT_BASE,
    asserted: Annotated[bool, typer.Option("--asserted", help="Without what is inferred.")] = False,
    documents: Documents = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="The text of the paragraphs of documents too.")
    ] = False,
    lang: Lang,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no summary.")] = False,
) -> None:
    """Build the graph from registers and documents: load, read, reason, validate, and write every form.

    What is read in documents is kept apart from what registers say, in graphs of its own.
    """
    from .build import BuildInvalid, build, default_registers
    from .documents_given import read_documents
    from .report import to_table
    from .summary import STEPS

    progress = (lambda _: None) if quiet else (lambda step: note(f"… {STEPS[step][lang.value]}", lang))
    try:
        made = build(
            registers or default_registers(),
            output,
            checked_base(base),
            progress,
            asserted=asserted,
            read=lambda known: read_documents(documents or (), known, lang, with_text=with_text, quiet=quiet),
        )
    except BuildInvalid as refused:
        show(to_table(refused.report, lang.order, [Severity.violation]), Form.table)
        raise
    if not quiet:
        _summary(made, output, lang)


def _summary(made: Build, output: Path, lang: Language) -> None:
    from .summary import summary_notes, summary_tables

    for table in summary_tables(made, lang.value):
        show(table, Form.table)
        typer.echo()
    for line in summary_notes(made, output, lang.value):
        note(line, lang)


@app.command(epilog="Example: sijill validate build/sijill.nq --lang ar")
def validate(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(help="RDF files of any form.", metavar="FILE...")] = None,
    *,
    form: Annotated[ReportForm, typer.Option("--format", help="Form of the report.")] = ReportForm.table,
    severity: Annotated[
        Severity, typer.Option(help="Least severity in the table; JSON and Turtle hold all.")
    ] = Severity.warning,
    endpoint: EndpointUrl = "",
    kind: Kind = "auto",
    login: Login = None,
    auth: Auth = "",
    of_base: OfBase = "",
    time_limit: TimeLimit = 60,
    lang: Lang,
) -> None:
    """Check RDF files, or what a store holds, against the shapes; the exit status is 1 where something is violated.

    Warnings are doubtful and gaps are merely missing: neither changes the exit status.
    """
    from ontology.vocabulary import vocabulary

    from .validate import read_files, validate

    if apart(context, endpoint, "files"):
        from .from_store import brought

        with brought(StoreAt(endpoint, kind, login, auth, of_base, time_limit), lang) as folder:
            triples = read_files([folder])
    elif files:
        triples = read_files(files)
    else:
        raise typer.BadParameter("name a file, or a store with --endpoint", param_hint="FILE...")
    report = validate(triples, vocabulary())
    shown = list(Severity)[: list(Severity).index(severity) + 1]
    _print_report(report, form, lang, shown)
    if not report.checked:
        nothing = {
            Language.ar: "ليس في الملفات شيء من أصناف الأنطولوجيا، فلم يُتحقق من شيء",
            Language.en: "nothing in the files is of a class of the ontology, so nothing was checked",
        }
        note(nothing[lang], lang)
    if not report.conforms:
        raise typer.Exit(1)


def _print_report(report: Report, form: ReportForm, lang: Language, shown: list[Severity]) -> None:
    from .report import to_json, to_table, to_turtle, verdict

    if form is ReportForm.json:
        typer.echo(to_json(report), nl=False)
    elif form in (ReportForm.turtle, ReportForm.ttl):
        typer.echo(to_turtle(report), nl=False)
    else:
        table = to_table(report, lang.order, shown)
        if table.rows:
            show(table, Form.table)
        typer.echo(verdict(report, lang.value))


app.add_typer(asking.app)
app.add_typer(looking.app)
app.add_typer(comparing.app)
app.add_typer(extracting.app)
app.add_typer(scoring.app)
app.add_typer(aligning.app)
app.add_typer(curate.app)
app.add_typer(picturing.app)
app.add_typer(serving.app)
app.add_typer(pushing.app)
app.add_typer(stores.app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"sijill {version('sijill')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Intergovernmental documents as one knowledge graph in Arabic and English."""


def main() -> None:
    """Run the command line; errors meant for a person end with exit status 1 and no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except SijillError as error:
        complain(error, sys.argv[1:])
        count = len(getattr(error, "problems", ()))
        if count:
            lang = language_asked(sys.argv[1:])
            told = {
                Language.ar: f"عدد المشكلات {grouped(str(count), 'ar')}؛ ولم يُكتب شيء",
                Language.en: f"{count} problem{'s' * (count != 1)}; nothing was written",
            }
            note(f"sijill: {told[lang]}", lang)
        sys.exit(error.status)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        reason = f"{error.filename or 'stdout'}: {error.strerror or error}"
        said = {"ar": f"تعذرت القراءة أو الكتابة: {reason}", "en": f"cannot read or write {reason}"}
        complain(SijillError(said), sys.argv[1:])
        os._exit(1)  # what is still to be written would fail again
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
