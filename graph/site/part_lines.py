"""A line for each paragraph of a document: how much it states, what it names, and what else it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

import pyoxigraph as ox

from loaders.labels import part_name
from ontology.namespaces import SJC
from ontology.vocabulary import key

from .mentions import read_count
from .outline import Branch, Outline
from .reader import Reader, Text
from .said import Value
from .section_numbers import section_number
from .stated import NODES, Stated, named, nodes_of, stated

NAMED = 4
"""How many of the things that a paragraph names its line shows."""
MOST_LINES = 250
"""Of a text with more paragraphs, each section has the numbers of its paragraphs; the lines are on its own page."""
_PARAGRAPH = {"ar": "الفقرة ", "en": "Paragraph "}
_USUAL = ("narrative", "footnote", "numbered")
"""Kinds of paragraphs that need no mark."""
_NAMED_FIRST = ("text", "programme", "activity", "work", "actor", "place", "topic", "record", "other")


@dataclass(frozen=True)
class Line:
    """A paragraph in short: `counts` by what is counted, as pairs of the name of a wording and a number.

    `number` is the number in its name, which several paragraphs share a word for; nothing where it has none.
    """

    iri: str
    name: Text
    mark: Text | None
    counts: tuple[tuple[str, int], ...]
    names: tuple[Value, ...]
    more: int
    notes: tuple[Line, ...] = ()
    number: str = ""


@dataclass(frozen=True)
class Shown:
    """A section with its lines, or the numbers of its paragraphs where there are too many; what is below follows.

    `items` are runs of paragraphs and sections in reading order.
    """

    iri: str
    label: Text
    number: Text
    count: int
    items: tuple[tuple[Line, ...] | Shown, ...]
    first: Text | None
    last: Text | None


@dataclass(frozen=True)
class Held:
    """What a document holds: parts, statements, nodes by the names of their wordings; how often it names each thing."""

    counts: dict[str, int] = field(default_factory=dict)
    named: Mapping[str, int] = field(default_factory=Counter)


def line(reader: Reader, whole: Outline, iri: str, language: str, *, short: bool = False) -> Line:
    """The line of a paragraph with its footnotes; a short one is its number alone.

    >>> from .outline import outline
    >>> reader = Reader(ox.Store(), "https://a.net/")
    >>> whole = outline(reader, "https://a.net/id/document/A/1")
    >>> line(reader, whole, "https://a.net/id/document/A/1/para/1", "ar").counts
    (('doc.count.statements', 0),)
    """
    name = name_of(reader, iri, language)
    number = name.text.removeprefix(_PARAGRAPH[language])
    number = number if number != name.text else ""
    if short:
        return Line(iri, name, None, (), (), 0, number=number)
    found = stated(reader, iri)
    nodes = nodes_of(reader, found)
    read = read_count(reader, iri)
    counts = [("doc.count.statements", found.statements)] if found.statements or not read else []
    counts += [("doc.count.read", read)] if read else []
    counts += [(f"doc.count.{kind}", nodes[kind]) for kind in NODES if nodes[kind]]
    if not (found.mentions or found.statements):  # no person recorded what it names
        found = replace(found, mentions=tuple(key(value) for value in reader.values(iri, "schema:mentions")))
    values = tuple(_named(reader, iri, found, language, held(reader, whole).named))
    below = tuple(line(reader, whole, note, language) for note in whole.notes.get(iri, ()))
    mark = _mark(reader, iri, language)
    return Line(iri, name, mark, tuple(counts), values[:NAMED], len(values[NAMED:]), below, number)


def shown(reader: Reader, whole: Outline, branch: Branch, language: str, *, short: bool) -> Shown:
    """A branch of an outline for a page.

    >>> from .outline import outline
    >>> reader = Reader(ox.Store(), "https://a.net/")
    >>> whole = outline(reader, "https://a.net/id/document/A/1")
    >>> shown(reader, whole, whole.root, "ar", short=False).count
    0
    """
    items: list[tuple[Line, ...] | Shown] = []
    for below, run in groupby(branch.items, key=lambda item: isinstance(item, Branch)):
        if below:
            items += [shown(reader, whole, one, language, short=short) for one in run if isinstance(one, Branch)]
        else:
            iris = [iri for iri in run if isinstance(iri, str)]
            items.append(tuple(line(reader, whole, iri, language, short=short) for iri in iris))
    parts = list(branch.reading())
    ends = [name_of(reader, parts[place], language) for place in (0, -1)] if parts else [None, None]
    number = section_number(_section_number(branch.iri), language)
    return Shown(branch.iri, reader.label(branch.iri, language), number, len(parts), tuple(items), *ends)


def name_of(reader: Reader, iri: str, language: str) -> Text:
    """A paragraph or footnote by its number, as a heading would name it; its label where it has none.

    >>> name_of(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1", "ar").text
    'document/A/1/para/1'
    """
    number = reader.value(iri, "eli:number")
    if not number:
        return reader.label(iri, language)
    name = part_name(number)[language != "ar"]
    return Text(name[0].upper() + name[1:], language)


def held(reader: Reader, whole: Outline) -> Held:
    """What a document holds, found once.

    >>> from .outline import outline
    >>> reader = Reader(ox.Store(), "https://a.net/")
    >>> held(reader, outline(reader, "https://a.net/id/document/A/1")).counts
    {}
    """
    return reader.once(("held", whole.document), lambda: _held(reader, whole))


def _held(reader: Reader, whole: Outline) -> Held:
    nodes: Counter[str] = Counter()
    names: Counter[str] = Counter()
    statements = 0
    for iri in (whole.document, *whole.reading, *whole.footnotes):
        found = stated(reader, iri)
        statements += found.statements
        nodes.update(nodes_of(reader, found))
        names.update(found.mentions)
    counts = {
        "doc.count.sections": sum(1 for _ in whole.root.all()) - 1,
        "doc.count.paragraphs": len(whole.reading),
        "doc.count.footnotes": len(whole.footnotes),
        "doc.count.statements": statements,
        "doc.count.read": sum(read_count(reader, iri) for iri in (whole.document, *whole.reading, *whole.footnotes)),
        **{f"doc.count.{kind}": nodes[kind] for kind in NODES},
    }
    return Held({name: count for name, count in counts.items() if count}, names)


def _named(reader: Reader, iri: str, found: Stated, language: str, common: Mapping[str, int]) -> list[Value]:
    """What a paragraph names: first what it is about; then what the document seldom names, which tells most."""
    about = {value.value for value in reader.values(iri, "eli:is_about")}
    groups = dict(named(reader, {*found.mentions, *about}, language))
    values = [value for kind in _NAMED_FIRST for value in groups.get(kind, ())]
    return sorted(values, key=lambda value: (value.iri not in about, common.get(value.iri or "", 0)))


def _mark(reader: Reader, iri: str, language: str) -> Text | None:
    """The kind of a paragraph where it is not a usual one."""
    kind = reader.value(iri, "paragraphKind")
    usual = not kind or kind.removeprefix(f"{SJC}paragraph-kind-") in _USUAL
    return None if usual else reader.label(kind, language)


def _section_number(iri: str) -> str:
    """The number of a section as its IRI has it, with those of the sections above.

    >>> _section_number("https://a.net/id/document/A/1/section/II.A.2")
    'II.A.2'
    """
    return iri.rpartition("/section/")[2] if "/section/" in iri else ""


def texts_of(reader: Reader, iri: str, name: str, language: str) -> list[Text]:
    """The texts of a property in the language, else in whichever there are.

    >>> texts_of(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1", "aim", "ar")
    []
    """
    found = [Text(v.value, v.language or "") for v in reader.values(iri, name) if isinstance(v, ox.Literal)]
    return [text for text in found if text.language == language] or found
