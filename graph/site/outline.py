"""The outline of a document: its sections, nested, with their paragraphs in the order in which they are read.

ELI: `eli:is_part_of` leads from a part to what holds it; data with inferred triples also say so of what holds that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import key, vocabulary

from ..statements import natural
from .part_order import LAST, Order, is_preambular, part_order
from .reader import Reader

PART_OF = "eli:is_part_of"
_NUMBERED = {expand("Section"): "section", expand("Paragraph"): "paragraph", expand("Footnote"): "footnote"}


@dataclass
class Branch:
    """A document or a section of it: the paragraphs directly in it, and the sections below, in reading order."""

    iri: str
    items: list[str | Branch] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs directly in it.

        >>> Branch("a", ["a/1", Branch("b", ["b/2"])]).paragraphs
        ['a/1']
        """
        return [item for item in self.items if isinstance(item, str)]

    @property
    def sections(self) -> list[Branch]:
        """The sections directly below."""
        return [item for item in self.items if isinstance(item, Branch)]

    def reading(self) -> Iterator[str]:
        """All paragraphs in it and below, as they are read.

        >>> list(Branch("a", ["a/1", Branch("b", ["b/2"]), "a/3"]).reading())
        ['a/1', 'b/2', 'a/3']
        """
        for item in self.items:
            yield from [item] if isinstance(item, str) else item.reading()

    def all(self) -> Iterator[Branch]:
        """The branch itself and all that are below it."""
        yield self
        for section in self.sections:
            yield from section.all()


@dataclass
class Outline:
    """What a document consists of.

    `above` leads from a part to what holds it directly; `others` are parts that have no place in the text, such as
    the articles of a treaty whose text is elsewhere.
    """

    document: str
    root: Branch
    reading: list[str]
    footnotes: list[str]
    others: list[str]
    above: dict[str, str]
    notes: dict[str, list[str]]
    """The footnotes of a paragraph, or of the document."""

    def section(self, iri: str) -> Branch | None:
        """The branch of a section; None where the document has no such section."""
        return next((branch for branch in self.root.all() if branch.iri == iri), None)

    def way(self, iri: str) -> list[str]:
        """What holds a part, from the document down to the part's own section."""
        steps: list[str] = []
        while (iri := self.above.get(iri, "")) and iri not in steps:
            steps.append(iri)
        return steps[::-1]

    def beside(self, iri: str) -> tuple[str, str]:
        """The paragraph (footnote, section) before a part and the one behind it; nothing at the ends."""
        for row in (self.reading, self.footnotes, [branch.iri for branch in self.root.all()][1:]):
            if iri in row:
                place = row.index(iri)
                return row[place - 1] if place else "", row[place + 1] if place + 1 < len(row) else ""
        return "", ""


def part_kind(reader: Reader, iri: str) -> str:
    """Which part of a text a thing is: section, paragraph or footnote; nothing for all else.

    >>> part_kind(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x")
    ''
    """
    return next((_NUMBERED[cls] for cls in reader.classes(iri) if cls in _NUMBERED), "")


def is_text(reader: Reader, iri: str) -> bool:
    """Whether a thing is a text of the class of documents, instruments or laws.

    >>> is_text(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x")
    False
    """
    above = vocabulary().superclasses
    return any(expand("eli:LegalResource") in above.get(cls, ()) for cls in reader.classes(iri))


def document_of(reader: Reader, iri: str) -> str:
    """What a part belongs to in the end; nothing where it is a part of nothing.

    Where parts hold each other in a circle, which is a mistake of the data, it is one of these.

    >>> document_of(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x")
    ''
    """
    held = _held_by(reader, iri)
    tops = [whole for whole in held if not reader.values(whole, PART_OF)]
    return min(tops or held, key=lambda whole: (not is_text(reader, whole), whole), default="")


def outline(reader: Reader, document: str) -> Outline:
    """The outline of a document, found once.

    >>> outline(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1").reading
    []
    """
    return reader.once(("outline", document), lambda: _outline(reader, document))


def has_parts(reader: Reader, iri: str) -> bool:
    """Whether anything is a part of a thing.

    >>> has_parts(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1")
    False
    """
    pattern = (None, ox.NamedNode(expand(PART_OF)), ox.NamedNode(iri), ox.DefaultGraph())
    return next(reader.store.quads_for_pattern(*pattern), None) is not None


def only_read(reader: Reader, document: str) -> bool:
    """Whether a program read a document of whose parts no person recorded anything.

    >>> only_read(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1")
    False
    """
    if not reader.values(document, "readGraph"):
        return False
    whole = outline(reader, document)
    return not any(map(reader.is_graph, (*whole.reading, *whole.footnotes)))


def _outline(reader: Reader, document: str) -> Outline:
    parts = _below(reader, document)
    kinds = {iri: part_kind(reader, iri) for iri in parts}
    above = {iri: _nearest(reader, iri) for iri in parts}
    printed = {iri: reader.value(iri, "eli:number") for iri in parts}
    enacted = any(map(is_preambular, printed.values()))
    numbers = {iri: part_order(number, enacted=enacted) for iri, number in printed.items()}
    below: dict[str, list[str]] = defaultdict(list)
    notes: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(parts, key=lambda iri: (numbers[iri], natural(iri))):
        if kinds[iri] in ("section", "paragraph"):
            below[above[iri]].append(iri)
        elif kinds[iri] == "footnote":
            notes[above[iri]].append(iri)

    def branch(iri: str, seen: frozenset[str]) -> tuple[Order, Branch]:
        """A branch with the number of its first paragraph, by which it is ordered among its neighbours."""
        placed: list[tuple[Order, int, tuple[str, ...], str | Branch]] = []
        for part in below[iri]:
            if kinds[part] == "section":
                if part not in seen:
                    first, found = branch(part, seen | {part})
                    placed.append((first, 1, natural(part), found))
            else:
                placed.append((numbers[part], 0, natural(part), part))
        placed.sort(key=lambda item: item[:3])
        return (placed[0][0] if placed else LAST), Branch(iri, [item[3] for item in placed])

    _, root = branch(document, frozenset({document}))
    footnotes = sorted((iri for iri in parts if kinds[iri] == "footnote"), key=lambda iri: (numbers[iri], iri))
    others = sorted((iri for iri in parts if not kinds[iri]), key=natural)
    return Outline(document, root, list(root.reading()), footnotes, others, above, dict(notes))


def _below(reader: Reader, document: str) -> list[str]:
    """All parts of a document, whether or not the data say of each that it is a part of the document itself."""
    found: dict[str, None] = {}
    waiting = [document]
    while waiting:
        for iri in reader.subjects(PART_OF, waiting.pop()):
            if iri not in found and iri != document:
                found[iri] = None
                waiting.append(iri)
    return list(found)


def _held_by(reader: Reader, iri: str) -> set[str]:
    found: set[str] = set()
    waiting = [iri]
    while waiting:
        wholes = {key(value) for value in reader.values(waiting.pop(), PART_OF) if isinstance(value, ox.NamedNode)}
        waiting.extend(wholes - found)
        found |= wholes
    return found


def _nearest(reader: Reader, iri: str) -> str:
    """Of all that hold a part the one that holds it directly: it is held by the others."""
    wholes: Iterable[str] = (key(v) for v in reader.values(iri, PART_OF) if isinstance(v, ox.NamedNode))
    return max(wholes, key=lambda whole: (len(_held_by(reader, whole)), whole), default="")
