"""The commands that put a dataset into a store and bring it back: push and pull."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .from_store import connected_for
from .options import Form, Lang, Language, emit, note, show
from .remote_options import Auth, Kind, Login, OfBase, StoreAt, TimeLimit, Tries

if TYPE_CHECKING:
    from .remote.plan import Progress

app = typer.Typer()


class Graphs(StrEnum):
    """What becomes of the named graphs."""

    keep = "keep"
    merge = "merge"


class PushForm(StrEnum):
    """The form of what is told of a push."""

    table = "table"
    json = "json"


Address = Annotated[str, typer.Argument(help="Web address of the store, as http://127.0.0.1:7878.", metavar="ENDPOINT")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no summary.")]


@app.command(epilog="Example: sijill push http://127.0.0.1:7878 --dry-run")
def push(
    endpoint: Address,
    *,
    build: Annotated[
        Path | None, typer.Option("--build", help="A build folder; build if not given.", metavar="DIR")
    ] = None,
    files: Annotated[
        list[Path] | None, typer.Option("--files", help="RDF files instead; may be given again.", metavar="FILE")
    ] = None,
    graphs: Annotated[
        Graphs, typer.Option("--graphs", help="Keep the named graphs, or merge all into one.")
    ] = Graphs.keep,
    kind: Kind = "auto",
    login: Login = None,
    auth: Auth = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    verify: Annotated[
        bool, typer.Option("--verify/--no-verify", help="Read back what was sent, and compare it graph by graph.")
    ] = True,
    in_parts: Annotated[
        bool,
        typer.Option("--in-parts", help="Put the new state in place by several operations, where one is too much."),
    ] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Compare all content, even where the store says it is the same version.")
    ] = False,
    tries: Tries = 6,
    time_limit: TimeLimit = 600,
    form: Annotated[PushForm, typer.Option("--format", help="Form of the summary.")] = PushForm.table,
    quiet: Quiet = False,
    lang: Lang,
) -> None:
    """Put a build, or RDF files, into a triple store, and prove that it arrived.

    Exactly the graphs that the dataset lists, here and in the store, are replaced, and only where they differ. The new
    state is there whole, or the old one still is, wherever the store can do that; else this is said before. To do it
    again is safe.
    """
    from .remote.outcomes import BrokenOff
    from .remote.plan import plan
    from .remote.push import push as put
    from .remote.push import too_much, way
    from .remote.source import form_for, source
    from .remote.telling import done_lines, plan_table, record, way_lines
    from .remote.trouble import RemoteTrouble

    if build and files:
        raise typer.BadParameter("give --build or --files, not both", param_hint="--files")
    at = StoreAt(endpoint, kind, login, auth, seconds=time_limit)
    with (
        connected_for(at, lang, tries) as store,
        source(files or [build or Path("build")], form_for(graphs, store.profile)) as here,
        _progress(lang, quiet=quiet) as progress,
    ):
        try:
            planned = plan(here, store, thorough=thorough, progress=progress)
        except RemoteTrouble as trouble:
            raise BrokenOff(trouble, "untouched") from None
        how = way(planned, store, parts=in_parts)
        if not quiet and not planned.nothing:
            for line in way_lines(how, store, too_much=too_much(planned, store), language=lang.value):
                note(line, lang)
        if dry_run:
            if form is PushForm.json:
                emit(_json(record(here, store, planned, None)))
            elif not planned.nothing:
                show(plan_table(planned, here.base, lang.value), Form.table)
            if form is PushForm.table:
                for line in done_lines(here, planned, None, lang.value):
                    note(line, lang)
            return
        done = put(here, store, planned, verify=verify, parts=in_parts, progress=progress)
        if form is PushForm.json:
            emit(_json(record(here, store, planned, done)))
        elif not quiet:
            for line in done_lines(here, planned, done, lang.value):
                note(line, lang)


@app.command(epilog="Example: sijill pull http://127.0.0.1:7878 -o pulled")
def pull(
    endpoint: Address,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder of the files; replaced whole.", metavar="DIR")],
    base: OfBase = "",
    kind: Kind = "auto",
    login: Login = None,
    auth: Auth = "",
    tries: Tries = 6,
    time_limit: TimeLimit = 600,
    form: Annotated[PushForm, typer.Option("--format", help="Form of the summary.")] = PushForm.table,
    quiet: Quiet = False,
    lang: Lang,
) -> None:
    """Bring the dataset of a store back, as a folder that every command takes for a build."""
    from .output import refuse_foreign, replacing
    from .remote.pull import FILES
    from .remote.pull import pull as bring
    from .remote.telling import pulled_line

    refuse_foreign(output, FILES)
    at = StoreAt(endpoint, kind, login, auth, base, time_limit)
    wanted = at.wanted
    with (
        connected_for(at, lang, tries) as store,
        _progress(lang, quiet=quiet) as progress,
        replacing(output) as fresh,
    ):
        pulled = bring(store, fresh, wanted, progress)
    if form is PushForm.json:
        emit(_json({"base": pulled.base, "graphs": pulled.graphs, "triples": pulled.triples, "folder": str(output)}))
    elif not quiet:
        note(pulled_line(pulled, output, lang.value), lang)


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


@contextmanager
def _progress(lang: Language, *, quiet: bool) -> Iterator[Progress]:
    """Show how far the work is: a bar in a terminal, else a line at the beginning of each step."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from .remote.plan import silent
    from .remote.telling import STEPS

    beside = Console(stderr=True)
    if quiet:
        yield silent
    elif not beside.is_terminal:
        yield _lines(lang)
    else:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=beside, transient=True) as shown:
            task = shown.add_task("", total=None)

            def tell(step: str, done: int, total: int) -> None:
                shown.update(task, description=STEPS[step][lang.value], completed=done, total=total or None)

            yield tell


def _lines(lang: Language) -> Callable[[str, int, int], None]:
    from .remote.telling import STEPS

    begun: set[str] = set()

    def tell(step: str, _done: int, _total: int) -> None:
        if step not in begun:
            begun.add(step)
            note(f"… {STEPS[step][lang.value]}", lang)

    return tell
