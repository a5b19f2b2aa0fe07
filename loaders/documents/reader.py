"""Reading a document: from a file to its parts, and to what each part mentions and where."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from sys import intern

from ontology.errors import SijillError

from ..register import Register
from .formats import read_source
from .language import language_of, share_of
from .mentions import in_order, mentions_of
from .names import Names
from .plain import Plain, plain
from .reading import Reading
from .records import Context, Document, Mention, Part, SourceText
from .short_forms import ShortForms
from .structure import Given, read_structure


class NoSymbol(SijillError):
    """A document that does not print its symbol, and to which none was given."""

    status = 2

    def __init__(self, file: str) -> None:
        super().__init__(
            {
                "ar": f"{file}: لا رمز في صفحتها الأولى؛ أعطها رمزها بالخيار --symbol، مثل --symbol CTOC/COP/2018/2",
                "en": f"{file}: no symbol on its front page; give it one with --symbol, as --symbol CTOC/COP/2018/2",
            }
        )


class Reader:
    """Reads documents with the names of the things that registers know."""

    def __init__(self, registers: Iterable[Register]) -> None:
        self.registers = list(registers)
        self.things = [thing for register in self.registers for thing in register.things]
        self._names: dict[str, Names] = {}

    def names(self, document: str) -> Names:
        """The names by which a document calls things: those of all registers, and of its own if it has one."""
        own = document if any(register.document == document for register in self.registers) else ""
        if own not in self._names:
            self._names[own] = Names.of(self.registers, own)
        return self._names[own]

    def read(self, path: Path, given: Given, *, with_text: bool = False) -> Reading:
        """Read a file: its structure, and what each part mentions.

        `given` is what the text lacks. Raises SourceRefused for a file from which no text can be had, and
        LanguageError for a text in a third language.
        """
        source = read_source(path)
        document = read_structure(source, replace(given, language=_language(source, given.language)))
        del source  # its parts have their text; of a long one there is not room for both and for the mentions
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.find(document)
        return Reading(document, digest, with_text)

    def find(self, document: Document) -> None:
        """Find what each part of a document mentions, in the order of the document."""
        front = document.front
        context = Context(front.symbol, front.organ, front.date, front.language)
        names = self.names(f"document/{front.symbol}")
        walk = _Walk(names, ShortForms(self.things), context, document)
        if document.cover:
            document.cover = walk.found(document.cover)
        for place, part in enumerate(document.parts):  # one by one, so that none is there twice
            document.parts[place] = walk.found(part)


class _Walk:
    """The walk through the parts of a document, in which short forms get their meaning."""

    def __init__(self, names: Names, shorts: ShortForms, context: Context, document: Document) -> None:
        self.names, self.shorts, self.context = names, shorts, context
        self.waiting = deque(document.headings)
        self.marks = {part.anchor for part in document.parts if part.anchor}
        """Where footnotes hang: a digit there counts nothing."""

    def found(self, part: Part) -> Part:
        """A part with its mentions."""
        self._enter(part)
        found: list[Mention] = []
        for start, end in stretches(part.text):
            found += (_kept(mention, start) for mention in self._read(plain(part.text[start:end])))
        mentions = tuple(m for m in found if m.kind != "number" or (part.number, m.start) not in self.marks)
        return replace(part, mentions=mentions)

    def _read(self, text: Plain) -> list[Mention]:
        mentions = mentions_of(text, self.context, self.names)
        self.shorts.learn(text, mentions)
        named = [mention for mention in mentions if mention.kind in ("country", "thing")]
        return in_order([*mentions, *self.shorts.find(text, named)])

    def _enter(self, part: Part) -> None:
        """Enter the sections whose headings stand before a part."""
        line = part.lines[0] if part.lines else 0
        while self.waiting and part.kind != "footnote" and self.waiting[0].line <= line:
            heading = self.waiting.popleft()
            self.shorts.enter(heading.id.count(".") + 1, self.names.find(plain(heading.title)))


_SMALL = list(range(4096))
"""The places that most mentions have, each there once."""


def _kept(mention: Mention, start: int) -> Mention:
    """A mention of a stretch as one of its text, made of what other mentions have as well: it is kept for long.

    Of 50 MB there are 700,000 mentions, of a few thousand values and texts at the same few thousand places.
    """
    begin, end = start + mention.start, start + mention.end
    begin, end = (_SMALL[place] if place < len(_SMALL) else place for place in (begin, end))
    value, text, counted = intern(mention.value), intern(mention.text), intern(mention.counted)
    return Mention(mention.kind, value, begin, end, text, mention.certain, mention.unit, mention.qualifier, counted)


def stretches(text: str, longest: int = 250_000) -> Iterator[tuple[int, int]]:
    """The stretches in which a text is read: it all, but for one that is too long for its words to be kept at once.

    A stretch ends with a line where it can, else with a word.

    >>> list(stretches("one two\\nthree four", 14))
    [(0, 8), (8, 18)]
    """
    start = 0
    while len(text) - start > longest:
        limit = start + longest
        end = next((place + 1 for sign in "\n " if (place := text.rfind(sign, start, limit)) >= 0), limit)
        yield start, end
        start = end
    yield start, len(text)


def with_symbol(reading: Reading) -> Reading:
    """A reading that can have a place in the graph, which one without a symbol cannot. Raises NoSymbol."""
    if not reading.document.front.symbol:
        raise NoSymbol(reading.document.file)
    return reading


_MIXED = 0.2
"""Where at least so much of a text is in the language that was given, it is read as that."""


def _language(source: SourceText, wanted: str) -> str:
    """The language of a text: what most of it is in, or what was given where the text is mixed."""
    found = language_of(source.text, source.file)
    return wanted if wanted and share_of(source.text, wanted) >= _MIXED else found
