"""The typed records that a loader yields: what a source says, free of its format and of RDF."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import Place

Text = dict[str, str]
"""A text by language, `ar` and `en`."""


@dataclass(frozen=True)
class Thing:
    """A named thing: its id, class, and both labels with their status."""

    place: Place
    id: str
    cls: str
    labels: Text
    statuses: Text
    alternatives: dict[str, list[str]]
    identifier: str


@dataclass(frozen=True)
class SearchName:
    """A name that documents give a thing, by which a text search finds it; it is not shown (`skos:hiddenLabel`)."""

    place: Place
    id: str
    language: str
    text: str


@dataclass(frozen=True)
class Statement:
    """One fact: which paragraph states it (empty: none does), about what, by which property, and the value."""

    place: Place
    paragraph: str
    subject: str
    property: str
    value: str
    language: str = ""


@dataclass(frozen=True)
class Cell:
    """One value of a wide row: the property, the value and its language."""

    column: str
    property: str
    value: str
    language: str = ""


@dataclass(frozen=True)
class Node:
    """An n-ary fact of a paragraph, one row of a wide table: a figure, membership, mandate or correction."""

    place: Place
    cls: str
    paragraph: str
    ordinal: str
    cells: tuple[Cell, ...]

    def values(self, property_name: str, language: str = "") -> list[str]:
        """The values of one property."""
        return [c.value for c in self.cells if c.property == property_name and c.language in ("", language)]


@dataclass(frozen=True)
class Section:
    """A headed part of the document."""

    place: Place
    id: str
    number: str
    parent: str
    labels: Text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or footnote: its number as tables write it, the part it stands in, its kind, what it mentions."""

    place: Place
    number: str
    parent: str
    kind: str
    mentions: tuple[str, ...]
