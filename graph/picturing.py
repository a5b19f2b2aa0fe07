"""The command that draws a part of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontology.errors import SijillError

from .options import Data, Lang

app = typer.Typer()


class PictureRefused(SijillError):
    """The file cannot be written."""

    status = 2


@app.command(epilog="Example: sijill picture programme/glo-act --lang ar -o glo-act.svg")
def picture(
    things: Annotated[
        list[str] | None,
        typer.Argument(
            help="Ids of things: one is drawn with its neighbours, several with what connects them.", metavar="ID..."
        ),
    ] = None,
    *,
    model: Annotated[bool, typer.Option("--model", help="Draw the main classes and properties instead.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; without it, standard output.", metavar="FILE")
    ] = None,
    data: Data,
    lang: Lang,
) -> None:
    """Draw a part of the graph, or the model, as an SVG picture in Arabic or English."""
    if model == bool(things):
        raise typer.BadParameter("name one thing or several, or use --model alone", param_hint="ID...")
    if model:
        from .model_figure import model_svg

        drawn = model_svg(lang.value)
    else:
        drawn = _of_things(list(dict.fromkeys(things or [])), data, lang.value)
    if output is None:
        typer.echo(drawn, nl=False)
        return
    try:
        output.write_text(drawn, encoding="utf-8", newline="\n")
    except OSError as error:
        raise PictureRefused(
            {"ar": f"تعذرت كتابة {output}: {error.strerror}", "en": f"{output} cannot be written: {error.strerror}"}
        ) from None


def _of_things(things: list[str], data: list[Path], language: str) -> str:
    from .picture import neighbourhood_svg, part_svg
    from .store import base_of, from_files
    from .things import find

    store = from_files(data)
    base = base_of(store)
    iris = [find(store, given, base).value for given in things]

    def link(iri: str) -> str:
        return iri

    if len(iris) == 1:
        return neighbourhood_svg(store, iris[0], language, base, link)
    return part_svg(store, iris, language, base, link)
