"""Reading a document: from a file to its parts, and to what each part mentions and where."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ontology.errors import SijillError

from ..register import Register
from .formats import read_source
from .language import language_of, share_of
from .mentions import find_mentions, in_order
from .names import Names
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
        self.names = Names.of_registers(registers)

    def read(self, path: Path, given: Given, *, with_text: bool = False) -> Reading:
        """Read a file: its structure, and what each part mentions.

        `given` is what the text lacks. Raises SourceRefused for a file from which no text can be had, and
        LanguageError for a text in a third language.
        """
        source = read_source(path)
        document = read_structure(source, replace(given, language=_language(source, given.language)))
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.find(document)
        return Reading(document, digest, with_text)

    def find(self, document: Document) -> None:
        """Find what each part of a document mentions, in the order of the document."""
        front = document.front
        context = Context(front.symbol, front.organ, front.date, front.language)
        shorts = ShortForms(self.names)
        if document.cover:
            document.cover = self._found(document.cover, context, shorts)
        document.parts[:] = [self._found(part, context, shorts) for part in document.parts]

    def _found(self, part: Part, context: Context, shorts: ShortForms) -> Part:
        shorts.enter(part.section)
        mentions: Sequence[Mention] = find_mentions(part.text, context, self.names)
        mentions = in_order([*mentions, *shorts.find(part.text, mentions)])
        shorts.learn(part.text, mentions)
        return replace(part, mentions=tuple(mentions))


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
