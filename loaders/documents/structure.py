"""From the text of a file to the structure of the document: its front page, headings, paragraphs, footnotes and lists.

Numbers: `36`, `51bis`, `pp3` for a preambular paragraph, `u2` for one without a number, `fn1` for a footnote, `0` for
the front page. What has a count of its own carries the id of the heading that it begins under: `annex-1/3`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ontology.errors import SijillError

from ..problems import Place, Problem
from .body import read_body
from .footnotes import find_notes, hang
from .front import organ_of, read_front
from .furniture import furniture_by_form, running_heads
from .language import language_of
from .layout import body_begins, enacting, laid_out
from .lines import Line
from .records import Document, Front, Part, SourceText

LANGUAGES = ("ar", "en")


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of a document and its text may lack; it goes before what the text says."""

    symbol: str = ""
    language: str = ""
    date: str = ""


def read_structure(source: SourceText, given: Given = Given()) -> Document:
    """Read the structure of a document from its text.

    Raises LanguageError where the text has no letters, or is in neither Arabic nor English and no language is given;
    SijillError where the language that is given is neither `ar` nor `en`. Nothing else is raised, whatever the text.

    >>> text = "أولاً - مقدمة\\n\\n١- يقدَّم هذا التقرير.\\n\\n٢- وعُقدت الدورة^(١).\\n\\n(١) انظر A/72/1."
    >>> document = read_structure(SourceText("a.txt", text), Given(symbol="A/73/5"))
    >>> [(heading.id, heading.title) for heading in document.headings]
    [('I', 'مقدمة')]
    >>> [(part.number, part.section, part.text, part.anchor) for part in document.parts[1:]]
    [('2', 'I', 'وعُقدت الدورة^(١).', None), ('fn1', 'I', 'انظر A/72/1.', ('2', 13))]
    """
    if given.language and given.language not in LANGUAGES:
        raise SijillError(
            {
                "ar": f"اللغة «{given.language}» ليست ar ولا en",
                "en": f"the language “{given.language}” is neither ar nor en",
            }
        )
    language = given.language or language_of(source.text, source.file)
    lines = laid_out(source.text)
    by_form = furniture_by_form(lines)
    notes = find_notes(lines, by_form)
    body = body_begins(lines, by_form | notes.taken)
    cover = [lines[index] for index in range(body) if index not in by_form and index not in notes.taken]
    front = _completed(read_front(cover, language), given)
    heads = running_heads(lines, body, by_form, front.symbol, front.title)
    if heads:  # a running head ends the notes of a page, where no form feed does
        notes = find_notes(lines, by_form | heads)
    left_out = by_form | heads
    out = left_out | notes.taken
    text = lines.without(out, body)
    enacted = any(enacting(lines, index) for index in range(max(0, body - 4), body))
    reading = read_body(source.file, language, text, enacted=enacted)
    page = _cover(cover)
    parts = reading.parts
    footnotes, lost = hang(notes, lines, [page, *parts] if page else parts)
    furniture = [(lines[index].number, lines[index].text) for index in sorted(left_out)]
    problems = [
        *source.problems,
        *reading.problems,
        *(Problem(Place(source.file, line), message) for line, message in lost),
    ]
    return Document(source.file, front, reading.outline.headings, [*parts, *footnotes], page, furniture, problems)


def _completed(front: Front, given: Given) -> Front:
    """The front with what the caller knows."""
    symbol = given.symbol or front.symbol
    organ = organ_of(symbol) or front.organ
    return replace(front, symbol=symbol, organ=organ, date=given.date or front.date)


def _cover(lines: Sequence[Line]) -> Part | None:
    """The front page as a part of its own, so that its mentions have a place."""
    if not lines:
        return None
    return Part("0", "paragraph", "", "\n".join(line.text for line in lines), tuple(line.number for line in lines))
