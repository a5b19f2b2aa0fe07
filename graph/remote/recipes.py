"""The pages that say how each kind of store loads much at once: `recipes/NAME.md`, and `NAME.ar.md` in Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from .profiles import profile

_FENCE = re.compile(r"```(?P<kind>\w*)")
_MARKS = re.compile(r"</?(?:div|bdi)[^>]*>|`|^#+ ")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Piece:
    """A part of a page: running text, or the lines of a block of code with its kind (`sh` commands, `text` an answer).

    Running text has no kind.
    """

    kind: str
    lines: tuple[str, ...]


def recipe(name: str, language: str) -> str:
    """The page of a kind of store, as Markdown. Raises UnknownKind.

    >>> recipe("oxigraph", "en").splitlines()[0]
    '# Bulk load into Oxigraph'
    """
    page = f"{profile(name).name}.md" if language == "en" else f"{profile(name).name}.{language}.md"
    return files("graph.remote").joinpath("recipes", page).read_text(encoding="utf-8")


def pieces(markdown: str) -> Iterator[Piece]:
    """The parts of a page in their order, the text without the marks of Markdown.

    >>> list(pieces("# A `b`\\n\\n```sh\\nls\\n```\\n\\nSee [c](d)."))
    [Piece(kind='', lines=('A b',)), Piece(kind='sh', lines=('ls',)), Piece(kind='', lines=('See c (d).',))]
    """
    kind, lines = "", list[str]()
    for line in [*markdown.splitlines(), "```"]:
        fence = _FENCE.fullmatch(line)
        if fence is None:
            lines.append(line if kind else _LINK.sub(r"\1 (\2)", _MARKS.sub("", line)))
            continue
        if kind or any(lines):
            yield Piece(kind, tuple(lines if kind else _trimmed(lines)))
        kind, lines = fence["kind"], []


def _trimmed(lines: list[str]) -> Iterator[str]:
    """Lines without empty ones at the ends, and with one at most between others."""
    waiting = False
    begun = False
    for line in lines:
        if not line:
            waiting = begun
            continue
        if waiting:
            yield ""
        yield line
        waiting, begun = False, True
