"""The commands that look closer: show, why, conflicts and stats."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Data, Form, Lang, Language, Whole, note, say, show

app = typer.Typer()
ThingArgument = Annotated[str, typer.Argument(help="An id, an address, or a whole name.", metavar="ID")]


@app.command("show", epilog="Example: sijill show programme/glo-act")
def show_thing(
    identifier: ThingArgument,
    *,
    data: Data,
    form: Annotated[Form, typer.Option("--format", help="Form of the answer.")] = Form.table,
    whole: Whole = False,
    lang: Lang,
) -> None:
    """Show everything about one thing: names, what is said of it and where, and what points to it."""
    from .card import card
    from .shown import heading_lines, tables, to_json
    from .store import base_of, from_files
    from .things import find

    store = from_files(data)
    base = base_of(store)
    found = card(store, find(store, identifier, base), lang.value, base)
    if form is Form.json:
        typer.echo(to_json(found, base), nl=False)
        return
    if form is Form.csv:
        raise typer.BadParameter("a thing is shown as table, json or markdown", param_hint="--format")
    _lines(heading_lines(found, lang.value), form, lang)
    for heading, table in tables(found, lang.value, base):
        _lines(["", heading, *([""] if form is Form.markdown else [])], form, lang)
        show(table, form, whole=whole)


def _lines(lines: list[str], form: Form, lang: Language) -> None:
    """Print lines for a reader, as paragraphs where the form is Markdown."""
    if form is Form.markdown:
        typer.echo("\n\n".join(line for line in lines if line) + "\n")
    else:
        say(lines, lang)


@app.command(epilog="Example: sijill why body/icat dcterms:subject")
def why(
    subject: Annotated[str, typer.Argument(help="The thing: an id, an address, or a whole name.")],
    property_: Annotated[
        str | None, typer.Argument(help="A property, by its name or label.", metavar="PROPERTY")
    ] = None,
    object_: Annotated[str | None, typer.Argument(help="A value: an id, a name, or a text.", metavar="OBJECT")] = None,
    *,
    data: Data,
    form: Annotated[Form, typer.Option("--format", help="Form of the answer.")] = Form.table,
    whole: Whole = False,
    lang: Lang,
) -> None:
    """Say why the graph holds something: the paragraphs that state it, corrections of the text, sources of labels."""
    from .reasons import reasons
    from .store import base_of, from_files

    store = from_files(data)
    found = reasons(store, subject, property_, object_, lang.value, base_of(store))
    if form is Form.json:
        typer.echo(found.to_json(), nl=False)
        return
    if form is Form.csv:
        raise typer.BadParameter("reasons are shown as table, json or markdown", param_hint="--format")
    _lines(found.heading(), form, lang)
    for heading, table in found.tables():
        _lines(["", heading, *([""] if form is Form.markdown else [])], form, lang)
        show(table, form, whole=whole)


@app.command(epilog="Example: sijill conflicts --lang ar")
def conflicts(
    *,
    data: Data,
    form: Annotated[Form, typer.Option("--format", help="Form of the answer.")] = Form.table,
    lang: Lang,
) -> None:
    """Show where paragraphs disagree, and what each says; the exit status is 1 where they do."""
    from .ask import ask

    table = ask("conflicts", {}, data, lang.value).table(lang.value)
    if not table.rows and form is Form.table:
        note({Language.ar: "لا تعارض بين الفقرات", Language.en: "no paragraphs disagree"}[lang], lang)
        return
    show(table, form)
    if table.rows:
        raise typer.Exit(1)


@app.command(epilog="Example: sijill stats --format json")
def stats(
    *,
    data: Data,
    form: Annotated[Form, typer.Option("--format", help="Form of the answer.")] = Form.table,
    lang: Lang,
) -> None:
    """Count what is in the graph: things by class, labels by language and status, corrections, conflicts."""
    from .statistics import Statistics
    from .store import base_of, from_files

    store = from_files(data)
    counts = Statistics(store, lang.value, base_of(store))
    if form is Form.json:
        typer.echo(counts.to_json(), nl=False)
        return
    if form is Form.csv:
        raise typer.BadParameter("the counts come as table, json or markdown", param_hint="--format")
    for number, (heading, table) in enumerate(counts.tables()):
        _lines([*([""] if number else []), heading], form, lang)
        show(table, form)
