"""Commands for those who keep the tables and the ontology: terms, order of rows, lint, consistency."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Form, Lang, Language, note, show

app = typer.Typer()


@app.command(epilog="Example: sijill tidy loaders/registers/ctoc-cop-2018-2")
def tidy(
    registers: Annotated[
        list[Path] | None,
        typer.Argument(help="Register folders; all that come with the project where none is named.", exists=True),
    ] = None,
) -> None:
    """Sort the rows of the tables as the project keeps them."""
    from loaders.order import tidy

    from .build import default_registers, load

    folders = registers or default_registers()
    load(folders)
    for path in sorted(table for folder in folders for table in folder.glob("*.csv")):
        if tidy(path):
            typer.echo(f"sorted: {path}")


@app.command(epilog="Example: sijill terms assisted country")
def terms(
    words: Annotated[list[str] | None, typer.Argument(help="Words of a name, label or definition.")] = None,
    *,
    form: Annotated[Form, typer.Option("--format", help="Form of the list.")] = Form.table,
    lang: Lang,
) -> None:
    """List the classes, properties and codes that tables may use."""
    from .terms import term_table

    table = term_table(" ".join(words or []), lang.value)
    if table.rows or form is not Form.table:
        show(table, form)
    if not table.rows:
        note({Language.ar: "لا مصطلح ولا رمز بهذه الكلمات", Language.en: "no term or code has these words"}[lang], lang)
        raise typer.Exit(1)


@app.command("check-ontology", epilog="Example: sijill check-ontology build/sijill.nq")
def check_ontology(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Data to check with the ontology; the build where none is named."),
    ] = None,
) -> None:
    """Check with HermiT that the ontology and the data are consistent; needs Java."""
    from .consistency import check_consistency

    outcome = check_consistency(files or [Path("build")])
    typer.echo(str(outcome))
    if not outcome.consistent:
        raise typer.Exit(1)


@app.command(epilog="Example: sijill lint build/sijill.nq")
def lint(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="RDF files whose terms and literals are checked too.", metavar="FILE..."),
    ] = None,
) -> None:
    """Check the vocabulary: undefined and undeclared terms, literals, placeholders, missing languages."""
    from ontology.vocabulary import vocabulary

    from .lint import lint_project, lint_triples
    from .validate import read_files

    found = lint_project(vocabulary()) + lint_triples(read_files(files or []), vocabulary())
    for problem in found:
        typer.echo(problem)
    typer.echo(f"{len(found)} problem{'s' * (len(found) != 1)}")
    if found:
        raise typer.Exit(1)
