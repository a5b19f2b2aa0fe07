"""The command that draws a part of the graph."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import SijillError

from .options import Data, Lang, Language, note

if TYPE_CHECKING:
    import pyoxigraph as ox

app = typer.Typer()


class PictureRefused(SijillError):
    """The picture cannot be written where it was asked for."""

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
        Path | None,
        typer.Option("-o", "--output", help="SVG file to write; without it, standard output.", metavar="FILE"),
    ] = None,
    data: Data,
    lang: Lang,
) -> None:
    """Draw a part of the graph, or the model, as an SVG picture in Arabic or English."""
    if model == bool(things):
        raise typer.BadParameter("name one thing or several, or use --model alone", param_hint="ID...")
    if output is not None and output.suffix.lower() != ".svg":
        raise PictureRefused(_not_svg(output))
    if model:
        from .model_figure import model_svg

        drawn = model_svg(lang.value)
    else:
        drawn = _of_things(list(dict.fromkeys(things or [])), data, lang)
    _write(drawn, output)


def _not_svg(output: Path) -> dict[str, str]:
    better = output.with_suffix(".svg") if output.suffix else f"{output}.svg"
    return {
        "ar": f"{output}: لا تُكتب الصور إلا بصيغة SVG؛ اختر اسماً ينتهي باللاحقة .svg مثل {better}،"
        " أو احذف الخيار -o لتُكتب الصورة في الخرج القياسي",
        "en": f"{output}: pictures are written as SVG alone; choose a name that ends in .svg, such as {better},"
        " or leave out -o for standard output",
    }


def _write(drawn: str, output: Path | None) -> None:
    """Write the picture to the file or to standard output. Raises PictureRefused where that fails."""
    try:
        if output is None:
            typer.echo(drawn, nl=False)
        else:
            output.write_text(drawn, encoding="utf-8", newline="\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        if output is None:
            # What could not be written would be tried again at the end, with a traceback.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        elif not output.parent.exists():
            folder = output.parent
            raise PictureRefused(
                {"ar": f"لا وجود للمجلد {folder}، فأنشئه أولاً", "en": f"there is no folder {folder}; make it first"}
            ) from None
        raise PictureRefused(
            {
                "ar": f"تعذرت كتابة {output or 'الصورة في الخرج القياسي'}: {error.strerror}",
                "en": f"{output or 'the picture'} cannot be written{'' if output else ' to standard output'}:"
                f" {error.strerror}",
            }
        ) from None


def _of_things(things: list[str], data: list[Path], lang: Language) -> str:
    from .picture import neighbourhood_svg, part_svg
    from .store import base_of, from_files
    from .things import find

    store = from_files(data)
    base = base_of(store)
    iris = [find(store, given, base).value for given in things]

    def link(iri: str) -> str:
        return iri

    if len(iris) == 1:
        return neighbourhood_svg(store, iris[0], lang.value, link)
    _note_alone(store, iris, lang)
    return part_svg(store, iris, lang.value, link)


def _note_alone(store: ox.Store, iris: list[str], lang: Language) -> None:
    """Say which of the things nothing connects with another, which the picture shows without words."""
    from .captions import label
    from .neighbourhood import alone, between

    apart = [label(store, iri, lang.value)[0] for iri in alone(between(store, iris), iris)]
    if not apart:
        return
    texts = {
        Language.ar: f"لا تربط أي عبارة ما يلي بغيره من الأشياء المرسومة: {'؛ '.join(apart)}",
        Language.en: f"no statement connects the following with another of the things drawn: {'; '.join(apart)}",
    }
    note(texts[lang], lang)
