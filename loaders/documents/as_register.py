"""A document that was read, as the records of a register: what a person would have typed into its tables.

A title, heading or name is printed in one language; the label in the other is a description, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..problems import Place
from ..records import Cell, Node, Paragraph, Section, Statement, Text, Thing
from ..register import Register
from ..section_numbers import section_name
from ..text import arabic_digits, script_defect
from .cited import KINDS, cited_document, kind_of, labels_by_symbol
from .known import Known
from .numbering import item_in_arabic
from .operative import operative_code
from .organs import official_names
from .records import Document, Mention, Part

DISTRIBUTION = {
    "general": {"ar": "توزيع عام", "en": "General distribution"},
    "limited": {"ar": "توزيع محدود", "en": "Limited distribution"},
    "restricted": {"ar": "توزيع مقيد", "en": "Restricted distribution"},
}
PARAGRAPH_KIND = {"paragraph": "numbered"}
"""The code of the kind of a part, where it is not the kind's own name."""
_EXACT = "exact"


def as_register(document: Document, known: Known, folder: Path) -> Register:
    """The records of a document that was read, for a register in a folder.

    What `known` registers have of it already, things or parts of the document, is referred to and not repeated.
    """
    return _Records(document, known, folder).register


def target(mention: Mention) -> str:
    """The id of the thing that a mention is of; nothing for dates and numbers.

    >>> target(Mention("country", "NGA", 0, 7, "Nigeria")), target(Mention("number", "12", 0, 2, "12"))
    ('country/NGA', '')
    """
    if mention.kind in ("citation", "symbol"):
        return f"document/{mention.value}"
    if mention.kind == "country":
        return f"country/{mention.value}"
    return mention.value if mention.kind == "thing" else ""


class _Records:
    """The records of one document, gathered in a register."""

    def __init__(self, document: Document, known: Known, folder: Path) -> None:
        self.document, self.known, self.front = document, known, document.front
        self.id = f"document/{self.front.symbol}"
        self.curated = self.id in known.curated
        self.language = self.front.language
        self.other = "en" if self.language == "ar" else "ar"
        self.cover = document.cover.lines[0] if document.cover and document.cover.lines else 1
        self.kind = self.front.kind or kind_of(self.front.symbol)
        titles = self._titled(self.front.title)
        self.register = Register(folder, self.front.symbol, self.id, titles)
        self.had = known.parts(self.id)
        if not self.curated:
            self._described(titles)
            self.register.sections += self._sections()
        for part in self._parts():
            self._part(part)
        self._cited()

    def _place(self, line: int = 0) -> Place:
        return Place(self.document.file, line or self.cover)

    def _titled(self, title: str) -> Text:
        labels = labels_by_symbol(self.front.symbol, self.kind)
        printed = " ".join(title.split())
        if printed and not script_defect(printed, self.language):
            labels[self.language] = printed
        return labels

    def _described(self, titles: Text) -> None:
        """The document itself, its language version, and what its front page says."""
        printed = titles[self.language] != labels_by_symbol(self.front.symbol, self.kind)[self.language]
        statuses = {self.language: "printed" if printed else "described", self.other: "described"}
        cls = KINDS.get(self.kind, KINDS[""])[0]
        self._thing(self.id, cls, titles, statuses, self.front.symbol)
        version = f"{self.id}/{self.language}"
        names = {"ar": ("العربية", "الإنكليزية"), "en": ("Arabic", "English")}
        place = 0 if self.language == "ar" else 1
        labels = {
            "ar": f"النسخة {names['ar'][place]} من الوثيقة {self.front.symbol}",
            "en": f"{names['en'][place]} version of {self.front.symbol}",
        }
        self._thing(version, "LanguageVersion", labels, {"ar": "described", "en": "described"})
        self._say(version, "dcterms:language", self.language)
        self._say(version, "eli:realizes", self.id)
        self._say(version, "eli:title", titles[self.language], self.language)
        for language, text in DISTRIBUTION.get(self.front.distribution.casefold(), {}).items():
            self._say(self.id, "dcterms:description", text, language)
        if self.front.original_language in ("ar", "en", "es", "fr", "ru", "zh"):
            self._say(self.id, "dcterms:language", self.front.original_language)
        if self.front.adopted:
            self._say(self.id, "adoptedOn", self.front.adopted)
        if self.front.date:
            self._say(self.id, "issuedOn", self.front.date)
            if len(self.front.date) == len("2018-07-23"):
                self._say(self.id, "eli:date_document", self.front.date)
        self._session()

    def _session(self) -> None:
        """The body, and the session for which the document was prepared or at which it was adopted."""
        body = self.known.named(official_names(self.front.organ).get("en", ""), "body")
        if not body:
            return
        resolution = self.kind in ("resolution", "decision")
        self._say(self.id, "adoptedBy" if resolution else "submittedTo", body)
        if not self.front.session:
            return
        session = self.known.session(body, self.front.session)
        if not session:
            session = f"event/{body.removeprefix('body/')}-session-{self.front.session}"
            labels = self.known.things[body].labels
            texts = {
                "ar": f"{labels['ar']}: الدورة {arabic_digits(self.front.session)}",
                "en": f"{labels['en']}: session {self.front.session}",
            }
            self._thing(session, "Session", texts, {"ar": "described", "en": "described"})
            self._say(session, "eventKind", "regular-session", paragraph="")
            self._say(session, "sessionOf", body)
            self._say(session, "sessionNumber", self.front.session)
            first, _, last = self.front.dates.partition("/")
            if first and not first.startswith("--"):
                self._say(session, "start", first)
                self._say(session, "end", last or first)
            city = self.known.named(self.front.place, "city")
            if city:
                self._say(session, "schema:location", city)
        self._say(self.id, "adoptedAt" if resolution else "preparedFor", session)
        for printed in filter(None, self.front.agenda_item.split(", ")):
            self._agenda_item(session, printed)

    def _agenda_item(self, session: str, printed: str) -> None:
        number = re.sub(r"\s+", "", printed)
        item = f"item/{session.removeprefix('event/')}-{re.sub(r'[^0-9a-z]+', '-', number.casefold()).strip('-')}"
        if self.known.thing(item) is None:
            labels = {
                "ar": f"البند {item_in_arabic(printed)} من جدول أعمال {session_name(session, 'ar')}",
                "en": f"Item {printed} of the agenda of {session_name(session, 'en')}",
            }
            self._thing(item, "AgendaItem", labels, {"ar": "described", "en": "described"})
            self._say(item, "eli:number", number)
        self._say(self.id, "agendaItem", item)

    def _thing(self, identifier: str, cls: str, labels: Text, statuses: Text, symbol: str = "") -> None:
        if self.known.thing(identifier):
            return  # a second row would give it two labels in a language
        none: dict[str, list[str]] = {"ar": [], "en": []}
        self.register.things.append(Thing(self._place(), identifier, cls, labels, statuses, none, symbol))

    def _say(self, subject: str, name: str, value: str, language: str = "", paragraph: str = "0") -> None:
        if (subject, name) not in self.known.said:  # what a person recorded goes before what the page seems to say
            self.register.statements.append(Statement(self._place(), paragraph, subject, name, value, language))

    def _sections(self) -> Iterator[Section]:
        for heading in self.document.headings:
            title = " ".join(heading.title.split())
            ar, en = section_name(heading.id)
            labels = {"ar": ar, "en": f"{en[0].upper()}{en[1:]}"}
            if title and not script_defect(title, self.language):
                labels[self.language] = title
            parent = f"section/{heading.parent}" if heading.parent else ""
            yield Section(self._place(heading.line), f"section/{heading.id}", heading.number, parent, labels)

    def _parts(self) -> Sequence[Part]:
        cover = (self.document.cover,) if self.document.cover else ()
        return (*cover, *self.document.parts)

    def _part(self, part: Part) -> None:
        place = self._place(part.lines[0] if part.lines else 0)
        if part.kind == "footnote" and part.anchor:
            parent = f"para/{part.anchor[0]}" if part.anchor[0] != "0" else ""
        else:
            parent = f"section/{part.section}" if part.section and not self.curated else ""
        kind = PARAGRAPH_KIND.get(part.kind, part.kind)
        cited = sorted({target(m) for m in part.mentions if m.kind in ("citation", "symbol") and m.certain} - {self.id})
        named = sorted({target(m) for m in part.mentions if m.kind in ("country", "thing")} | set(cited))
        local = part_token(part.number)
        if part.number != "0":
            self.register.paragraphs.append(Paragraph(place, part.number, parent, kind, tuple(named)))
        if part.kind == "footnote" and parent.startswith("para/"):
            number = parent.removeprefix("para/")
            self.register.statements.append(Statement(place, number, parent, "refersToSubdivision", local))
        subject = local or self.id
        for token in cited:
            self.register.statements.append(Statement(place, part.number, subject, "eli:cites", token))
        code = operative_code(part.verb, self.language) if part.kind == "operative" else ""
        if code:
            self.register.statements.append(Statement(place, part.number, subject, "operativeVerb", code))
        self.register.nodes += figures(part, place)

    def _cited(self) -> None:
        """Describe the documents that are cited and that no register knows."""
        have = {t.id for t in self.register.things}
        for part in self._parts():
            for mention in part.mentions:
                identifier = target(mention)
                if mention.kind not in ("citation", "symbol") or identifier in have or self.known.thing(identifier):
                    continue
                have.add(identifier)
                self.register.things.append(cited_document(mention.value, self._place(part.lines[0])))


def session_name(session: str, language: str) -> str:
    """A session as an agenda item names it, from its id.

    >>> session_name("event/general-assembly-session-73", "en")
    'session 73'
    """
    number = session.rpartition("-")[2]
    return f"الدورة {arabic_digits(number)}" if language == "ar" else f"session {number}"


def part_token(number: str) -> str:
    """A part of the document as its tables write it; nothing for the front page.

    >>> part_token("36"), part_token("fn*"), part_token("0")
    ('para/36', 'footnote/star', '')
    """
    if number.startswith("fn"):
        return f"footnote/{number[2:].replace('*', 'star')}"
    return f"para/{number}" if number != "0" else ""


def figures(part: Part, place: Place) -> Iterable[Node]:
    """The numbers of a part as rows of figures; what they are about, and what they count, is for a person to say."""
    numbers = (m for m in part.mentions if m.kind == "number")
    for ordinal, mention in enumerate(numbers, start=1):
        cells = (
            Cell("schema:observationAbout", "schema:observationAbout", ""),
            Cell("measure", "measure", ""),
            Cell("schema:value", "schema:value", mention.value),
            Cell("unit", "unit", mention.unit),
            Cell("qualifier", "qualifier", mention.qualifier or _EXACT),
        )
        yield Node(place, "Figure", part.number, str(ordinal), cells)
