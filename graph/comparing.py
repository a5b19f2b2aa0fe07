"""The command that compares two graphs; its exit status is that of diff(1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import SijillError

from .options import Lang, Language, note, say
from .remote_options import Auth, Kind, Login, OfBase, StoreAt, TimeLimit

if TYPE_CHECKING:
    from .diff import Difference

app = typer.Typer()

_NOTES = {
    "one": {
        "ar": "لا رسوم بيانية مسماة في {}، فقورنت الثلاثيات المدمجة في الجانبين",
        "en": "{} has no named graphs: the merged triples of both are compared",
    },
    "untold": {
        "ar": "من دون رسوم بيانية مسماة لا تُعرف الفقرة التي تذكر العبارة ولا يُميَّز المستنتج من المذكور؛ "
        "قارن ملفات nq أو trig",
        "en": "without named graphs it is not known which paragraph states a thing, nor what is inferred; "
        "compare .nq or .trig files",
    },
    "bases": {
        "ar": "عنوانا الأساس مختلفان ({} و{})، فكل شيء يظهر جديداً أو محذوفاً",
        "en": "the two have different bases ({} and {}), so that every thing is new or gone",
    },
}


class DifferenceForm(StrEnum):
    """The form of a difference."""

    table = "table"
    json = "json"
    ttl = "ttl"
    turtle = "turtle"
    md = "md"
    markdown = "markdown"


class CannotCompare(SijillError):
    """One of the two cannot be read, which diff(1) tells from a difference by its exit status."""

    status = 2


@app.command(epilog="Example: sijill diff last-month/build build --lang ar")
def diff(
    old: Annotated[
        str, typer.Argument(help="What was: a build folder, an RDF file of any form, or a store.", metavar="A")
    ],
    new: Annotated[
        str, typer.Argument(help="What is: a build folder, an RDF file of any form, or a store.", metavar="B")
    ],
    *,
    form: Annotated[
        DifferenceForm,
        typer.Option("--format", help="Text, JSON, Turtle (Changeset vocabulary) or Markdown."),
    ] = DifferenceForm.table,
    everything: Annotated[
        bool, typer.Option("--all", help="List what changed as a consequence too: inferred triples, counts, terms.")
    ] = False,
    kind: Kind = "auto",
    login: Login = None,
    auth: Auth = "",
    base: OfBase = "",
    time_limit: TimeLimit = 60,
    lang: Lang,
) -> None:
    """Show what changed between two builds, dumps or stores, by thing. A store is named by its web address.

    The exit status is 0 where nothing did, 1 where something did, 2 where the two cannot be compared.
    """
    from .diff import Difference
    from .files import read_quads

    def at(address: str) -> StoreAt:
        return StoreAt(address, kind, login, auth, base, time_limit)

    try:
        with _read(old, at, lang) as before, _read(new, at, lang) as after:
            found = Difference(read_quads(before), read_quads(after))
    except SijillError as trouble:
        raise CannotCompare({language: trouble.said(language) for language in Language}) from None
    _say_what_is_compared(found, (old, new), lang)
    written = _written(found, form, lang, everything=everything)
    if form is DifferenceForm.table:
        say(written.splitlines(), lang)
    else:
        typer.echo(written, nl=False)
    if not found.equal:
        raise typer.Exit(1)


@contextmanager
def _read(named: str, at: Callable[[str], StoreAt], lang: Language) -> Iterator[Path]:
    """The file or folder that is named, or one with the dataset of the store at that address."""
    if not named.startswith(("http://", "https://")):
        yield Path(named)
        return
    from .from_store import brought

    with brought(at(named), lang) as folder:
        yield folder


def _written(found: Difference, form: DifferenceForm, lang: Language, *, everything: bool) -> str:
    from .diff_forms import to_json, to_turtle
    from .diff_text import to_markdown, to_text

    if form is DifferenceForm.json:
        return to_json(found, everything=everything)
    if form in (DifferenceForm.ttl, DifferenceForm.turtle):
        return to_turtle(found, everything=everything)
    return (to_text if form is DifferenceForm.table else to_markdown)(found, lang.value, everything=everything)


def _say_what_is_compared(found: Difference, paths: tuple[str, str], lang: Language) -> None:
    if found.merged:
        without = next(path for path, graphs in zip(paths, found.with_graphs, strict=True) if not graphs)
        note(_NOTES["one"][lang].format(without), lang)
    if found.equal:
        return
    if not found.graphs_told:
        note(_NOTES["untold"][lang], lang)
    if len(set(found.bases)) > 1:
        note(_NOTES["bases"][lang].format(*found.bases), lang)
