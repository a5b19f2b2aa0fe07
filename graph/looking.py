"""The commands that look closer: show, why, conflicts and stats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from .asking import AnswerForm, print_answer
from .options import Data, Form, Lang, Language, PartsForm, Whole, emit, note, say, show
from .remote_options import Auth, EndpointUrl, Kind, Login, OfBase, StoreAt, TimeLimit, apart

if TYPE_CHECKING:
    from .store import Data as Opening
    from .table import Table

app = typer.Typer()
ThingArgument = Annotated[str, typer.Argument(help="An id, an address, or a whole name.", metavar="ID")]


@app.command("show", epilog="Example: sijill show programme/glo-act")
def show_thing(
    identifier: ThingArgument,
    *,
    data: Data,
    form: Annotated[PartsForm, typer.Option("--format", help="Form of the answer.")] = PartsForm.table,
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
    parts = Parts(heading_lines(found, lang.value), tables(found, lang.value, base), lambda: to_json(found, base))
    print_parts(parts, form, lang, whole=whole)


@dataclass(frozen=True)
class Parts:
    """What is shown of something: lines that name it, tables under headings, and all of it for a program."""

    lines: list[str]
    tables: list[tuple[str, Table]]
    to_json: Callable[[], str]

    def to_markdown(self, lang: Language) -> str:
        """Headings, lines and tables as GitHub Flavored Markdown; Arabic ones run from the right."""
        from .table import in_direction

        title, *lines = self.lines or [""]
        above = [f"## {title}"] * bool(title) + lines
        parts = [in_direction("\n\n".join(above) + "\n", lang.value)] if above else []
        for heading, table in self.tables:
            parts += [in_direction(f"### {heading}\n", lang.value), table.to_markdown()]
        return "\n".join(parts)


def print_parts(parts: Parts, form: PartsForm, lang: Language, *, whole: bool = False) -> None:
    """Print parts in the form that was asked for."""
    if form is PartsForm.json:
        emit(parts.to_json())
        return
    if form is PartsForm.markdown:
        emit(parts.to_markdown(lang))
        return
    say(parts.lines, lang)
    for number, (heading, table) in enumerate(parts.tables):
        say([*([""] if parts.lines or number else []), heading], lang)
        show(table, Form.table, whole=whole)


@app.command(epilog="Example: sijill why body/icat dcterms:subject")
def why(
    subject: Annotated[str, typer.Argument(help="The thing: an id, an address, or a whole name.")],
    property_: Annotated[
        str | None, typer.Argument(help="A property, by its name or label.", metavar="PROPERTY")
    ] = None,
    object_: Annotated[str | None, typer.Argument(help="A value: an id, a name, or a text.", metavar="OBJECT")] = None,
    *,
    data: Data,
    form: Annotated[PartsForm, typer.Option("--format", help="Form of the answer.")] = PartsForm.table,
    whole: Whole = False,
    lang: Lang,
) -> None:
    """Say why the graph holds something: the paragraphs that state it, corrections of the text, sources of labels."""
    from .reasons import reasons
    from .store import base_of, from_files

    store = from_files(data)
    found = reasons(store, subject, property_, object_, lang.value, base_of(store))
    print_parts(Parts(found.heading(), found.tables(), found.to_json), form, lang, whole=whole)


@app.command(epilog="Example: sijill conflicts --lang ar")
def conflicts(
    *,
    data: Data,
    form: Annotated[AnswerForm, typer.Option("--format", help="Form of the answer.")] = AnswerForm.table,
    lang: Lang,
) -> None:
    """Show where paragraphs disagree, and what each says. Both stay in the graph, so the exit status is 0."""
    from .ask import ask

    if print_answer(ask("conflicts", {}, data, lang.value), form, lang):
        note({Language.ar: "لا تعارض بين الفقرات", Language.en: "no paragraphs disagree"}[lang], lang)


@app.command(epilog="Example: sijill stats --format json")
def stats(
    context: typer.Context,
    *,
    data: Data,
    form: Annotated[PartsForm, typer.Option("--format", help="Form of the answer.")] = PartsForm.table,
    endpoint: EndpointUrl = "",
    kind: Kind = "auto",
    login: Login = None,
    auth: Auth = "",
    base: OfBase = "",
    time_limit: TimeLimit = 60,
    lang: Lang,
) -> None:
    """Count what is in the graph: things by class, labels by language and status, corrections, conflicts."""
    if apart(context, endpoint, "data"):
        from .from_store import asked_at

        with asked_at(StoreAt(endpoint, kind, login, auth, base, time_limit), lang) as opened:
            _count(opened, form, lang)
    else:
        _count(data, form, lang)


def _count(data: Opening, form: PartsForm, lang: Language) -> None:
    from .statistics import Statistics
    from .store import base_of, readable

    store = readable(data)
    counts = Statistics(store, lang.value, base_of(store))
    print_parts(Parts([], counts.tables(), counts.to_json), form, lang)
