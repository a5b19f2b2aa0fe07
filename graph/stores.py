"""The command that tells of the kinds of stores: what each offers, how it behaves, and how it loads much at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import Form, Lang, Language, Whole, emit, say, show

if TYPE_CHECKING:
    from .remote.profiles import Profile

app = typer.Typer()


@app.command(epilog="Example: sijill stores virtuoso --lang ar")
def stores(
    name: Annotated[str | None, typer.Argument(help="A kind of store; a table of all where none is named.")] = None,
    *,
    form: Annotated[Form, typer.Option("--format", help="Form of the answer.")] = Form.table,
    whole: Whole = False,
    lang: Lang,
) -> None:
    """Show the kinds of triple stores that are known, or one of them with the page on how to load much at once."""
    from .remote.described import profile_table, stores_table, to_json
    from .remote.profiles import profile

    if name is None:
        show(stores_table(lang.value, plain=form in (Form.csv, Form.json)), form, whole=whole)
        return
    told = profile(name)
    if form is Form.json:
        emit(to_json(told))
    elif form is Form.csv:
        show(profile_table(told, lang.value), form)
    elif form is Form.markdown:
        emit(_markdown(told, lang))
    else:
        show(profile_table(told, lang.value), form, whole=True)
        _tell(told, lang)


def _tell(told: Profile, lang: Language) -> None:
    """Print the notes and the page; commands stand as they are, so that they can be copied."""
    from .remote.described import notes_heading
    from .remote.recipes import pieces, recipe

    say(["", notes_heading(lang.value), "", *(f"- {note}" for note in told.notes[lang.value])], lang)
    for piece in pieces(recipe(told.name, lang.value)):
        say([""], lang)
        if piece.kind:
            emit("".join(f"{line}\n" for line in piece.lines))
        else:
            say(piece.lines, lang)


def _markdown(told: Profile, lang: Language) -> str:
    from .remote.described import notes_heading, profile_table
    from .remote.recipes import recipe
    from .table import in_direction

    notes = "".join(f"- {note}\n" for note in told.notes[lang.value])
    above = in_direction(f"## {notes_heading(lang.value)}\n\n{notes}", lang.value)
    return f"{profile_table(told, lang.value).to_markdown()}\n{above}\n{recipe(told.name, lang.value)}"
