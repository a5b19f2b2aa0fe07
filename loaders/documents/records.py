"""The typed records of a document that was read: its source, its parts, and what they mention, free of RDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..problems import Problem

KINDS = ("citation", "symbol", "date", "number", "country", "thing")
"""What a mention may be of."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the document that a text stands in: symbol, organ that speaks, date, language `ar` or `en`."""

    symbol: str = ""
    organ: str = ""
    date: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a text mentions: its kind, canonical value, place in the text as printed, and that text.

    Values: of a citation or symbol the symbol (`A/RES/71/167`), of a date or range ISO 8601 (`2017-09-06/2017-09-08`,
    `--09-19` without a year), of a number its canonical decimal (`1200`), of a country ISO 3166-1 alpha-3, of a thing
    its id (`body/unodc`). `certain` is false where the text cannot decide between readings.
    """

    kind: str
    value: str
    start: int
    end: int
    text: str
    certain: bool = True
    unit: str = ""
    qualifier: str = ""
    counted: str = ""
    """Of a number: the notations of its unit and qualifier, and the words that say what is counted."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file in reading order, whatever its format.

    Lines end with a line feed, pages with a form feed. A footnote mark in the text is `^(1)`; a footnote is a line
    that begins with `(1) `. A heading and a numbered paragraph begin a line with their number as printed.
    """

    file: str
    text: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page says of the document; empty where it does not say it."""

    symbol: str = ""
    organ: str = ""
    distribution: str = ""
    date: str = ""
    language: str = ""
    original_language: str = ""
    session: str = ""
    """The number of the session in digits."""
    place: str = ""
    dates: str = ""
    """When the session was held: an ISO 8601 date or range."""
    agenda_item: str = ""
    """`2 (b)`; of several items `21 (b), 108`."""
    title: str = ""
    kind: str = ""
    """`report`, `resolution`, `decision`, `note`, `letter` or empty."""
    adopted: str = ""
    """When a resolution was adopted; `date` is when it was issued, or this where the page says no other."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter, section or sub-section: `II.A.1` by its numbers from the top, its title, the line it stands on.

    A heading without a number has a small letter for its place among its like: `II.A.1.b`. An annex is `annex-1` or
    `annex-A`, as it is printed, and its headings are `annex-1.II`.
    """

    id: str
    number: str
    parent: str
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or footnote: number (`36`, `51bis`, `fn1`, `pp3` for a preambular one), text as printed, its place.

    `u2` is the second paragraph without a number, `0` the front page; what has a count of its own, in an annex or under
    a heading, carries the id of that heading: `annex-1/3`.
    `text` is the printed lines, each ended by one line feed but the last, without number mark and page furniture;
    `lines` gives the line of the file (from 1) on which each line of the text stands. `section` is the id of its
    heading; `anchor` is the number of the part on which a footnote hangs and the offset there. `items` are the spans of
    the points of a list inside; `verb` is the opening verb of a paragraph of a resolution, as printed.
    """

    number: str
    kind: str
    """`paragraph`, `preambular`, `operative` or `footnote`."""
    section: str
    text: str
    lines: Sequence[int]
    verb: str = ""
    items: tuple[tuple[int, int], ...] = ()
    anchor: tuple[str, int] | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(slots=True)
class Document:
    """A document that was read: its front page, headings and parts, with what was left out and what was not understood.

    `cover` is the text of the front page as printed, with the lines it stands on; its mentions belong to it.
    """

    file: str
    front: Front
    headings: list[Heading] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    cover: Part | None = None
    furniture: list[tuple[int, str]] = field(default_factory=list)
    """Lines left out as page furniture, with their number."""
    problems: list[Problem] = field(default_factory=list)
