"""What was understood of a document, and what was not: tables for a reader, and the whole for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from loaders.dates import date_for_reader
from loaders.documents.as_register import DISTRIBUTION, target
from loaders.documents.numbering import item_in_arabic
from loaders.documents.organs import official_names
from loaders.documents.reading import Reading
from loaders.documents.records import Document, Mention, Part
from loaders.documents.segments import as_json
from loaders.labels import SAID_WITH_NUMBER, part_name
from loaders.problems import Problem
from loaders.section_numbers import section_name
from loaders.text import arabic_digits, grouped
from ontology.vocabulary import vocabulary

from .table import Column, Table

Label = Callable[[str], dict[str, str]]
"""Gives both labels of the id of a thing."""

_HEADS = {
    "what": {"ar": "البيان", "en": "What"},
    "value": {"ar": "القيمة", "en": "Value"},
    "part": {"ar": "الموضع", "en": "Where"},
    "line": {"ar": "السطر", "en": "Line"},
    "kind": {"ar": "النوع", "en": "Kind"},
    "text": {"ar": "كما طُبع", "en": "As printed"},
    "meaning": {"ar": "المقصود", "en": "Meaning"},
    "number": {"ar": "الرقم", "en": "Number"},
    "title": {"ar": "العنوان", "en": "Heading"},
    "problem": {"ar": "ما لم يُفهم أو تُرك", "en": "Not understood, or left out"},
}
_FRONT = {
    "symbol": {"ar": "الرمز", "en": "Symbol"},
    "title": {"ar": "العنوان", "en": "Title"},
    "kind": {"ar": "نوع الوثيقة", "en": "Kind of document"},
    "organ": {"ar": "الهيئة", "en": "Organ"},
    "distribution": {"ar": "التوزيع", "en": "Distribution"},
    "date": {"ar": "التاريخ", "en": "Date"},
    "language": {"ar": "اللغة", "en": "Language"},
    "original_language": {"ar": "اللغة الأصلية", "en": "Original language"},
    "session": {"ar": "الدورة", "en": "Session"},
    "place": {"ar": "المكان", "en": "Place"},
    "dates": {"ar": "تواريخ الانعقاد", "en": "Dates of the session"},
    "agenda_item": {"ar": "بند جدول الأعمال", "en": "Agenda item"},
}
_KINDS = {
    "report": {"ar": "تقرير", "en": "report"},
    "resolution": {"ar": "قرار", "en": "resolution"},
    "decision": {"ar": "مقرر", "en": "decision"},
    "note": {"ar": "مذكرة", "en": "note"},
    "letter": {"ar": "رسالة", "en": "letter"},
}
_COUNTS = {
    "sections": {"ar": "الأقسام", "en": "Sections"},
    "paragraph": {"ar": "الفقرات المرقمة", "en": "Numbered paragraphs"},
    "preambular": {"ar": "فقرات الديباجة", "en": "Preambular paragraphs"},
    "operative": {"ar": "فقرات المنطوق", "en": "Operative paragraphs"},
    "footnote": {"ar": "الحواشي", "en": "Footnotes"},
    "citation": {"ar": "القرارات والمقررات المستشهد بها", "en": "Resolutions and decisions cited"},
    "symbol": {"ar": "رموز الوثائق", "en": "Document symbols"},
    "date": {"ar": "التواريخ", "en": "Dates"},
    "number": {"ar": "الكميات", "en": "Quantities"},
    "country": {"ar": "أسماء الدول", "en": "Names of States"},
    "thing": {"ar": "الأشياء المعروفة", "en": "Known things"},
    "uncertain": {"ar": "ما قراءته غير مؤكدة", "en": "Readings in doubt"},
    "furniture": {"ar": "أسطر متروكة من زوائد الصفحات", "en": "Lines left out as page furniture"},
    "problems": {"ar": "ما لم يُفهم", "en": "Not understood"},
}
_MENTION = {
    "citation": {"ar": "استشهاد", "en": "citation"},
    "symbol": {"ar": "رمز", "en": "symbol"},
    "date": {"ar": "تاريخ", "en": "date"},
    "number": {"ar": "كمية", "en": "quantity"},
    "country": {"ar": "دولة", "en": "State"},
    "thing": {"ar": "شيء", "en": "thing"},
}
_DOUBT = {"ar": "غير مؤكد", "en": "in doubt"}


def to_tables(reading: Reading, label: Label, language: str) -> list[Table]:
    """Tables for a reader: the document, its sections, what its parts mention, and what was not understood."""
    document = reading.document
    tables = [_described(document, language), _outline(document, language), _mentioned(document, label, language)]
    tables.append(_left(document, language))
    return [table for table in tables if table.rows]


def _table(names: tuple[str, ...], rows: list[list[str]], language: str, caption: str = "") -> Table:
    numeric = ("line",)
    heads = [Column(name, _HEADS[name][language], name in numeric) for name in names]
    return Table(heads, rows, language, caption)


def counts(document: Document) -> dict[str, int]:
    """How much of each kind was found, and how much was not understood.

    >>> from loaders.documents.records import Front
    >>> counts(Document("a.txt", Front()))["paragraph"]
    0
    """
    mentions = [m for part in parts(document) for m in part.mentions]
    found = Counter([part.kind for part in document.parts] + [m.kind for m in mentions])
    found["sections"], found["uncertain"] = len(document.headings), sum(not m.certain for m in mentions)
    found["furniture"], found["problems"] = len(document.furniture), len(document.problems)
    return {name: found[name] for name in _COUNTS}


def parts(document: Document) -> list[Part]:
    """The front page, where something is on it, and all parts."""
    return ([document.cover] if document.cover else []) + document.parts


def _described(document: Document, language: str) -> Table:
    front, rows = document.front, []
    for name, label in _FRONT.items():
        value = getattr(front, name)
        if value:
            rows.append([label[language], _front_value(name, value, language)])
    for name, number in counts(document).items():
        if number or name in ("sections", "problems"):
            rows.append([_COUNTS[name][language], grouped(str(number), language)])
    return _table(("what", "value"), rows, language)


def _front_value(name: str, value: str, language: str) -> str:
    if name in ("date", "dates"):
        return dates(value, language)
    if name == "kind":
        return _KINDS.get(value, {}).get(language, value)
    if name == "organ":
        return official_names(value).get(language, value)
    if name == "distribution":
        return DISTRIBUTION.get(value, {}).get(language, value)
    if name in ("language", "original_language"):
        words = vocabulary()
        code = words.codes["language"].get(value)
        return words.code_labels[code][language] if code else value
    if language == "ar" and name in ("session", "agenda_item"):
        return arabic_digits(value) if name == "session" else item_in_arabic(value)
    return " ".join(value.split())


def dates(value: str, language: str) -> str:
    """A date or range of ISO 8601 for a reader, with a year or without one.

    >>> dates("2018-10-15/2018-10-19", "en"), dates("--09-19", "en")
    ('15 October 2018 – 19 October 2018', '19 September')
    """
    return " – ".join(date_for_reader(date, language) for date in value.split("/"))


def _line(number: int, language: str) -> str:
    return "" if not number else arabic_digits(str(number)) if language == "ar" else str(number)


def _numbered(section: str, language: str) -> str:
    """The number of a section or annex, whose word stands in the heading of the column."""
    name = section_name(section)[language != "ar"]
    return name.removeprefix("القسم ").removeprefix("section ")


def _outline(document: Document, language: str) -> Table:
    rows = [[_numbered(h.id, language), " ".join(h.title.split()), _line(h.line, language)] for h in document.headings]
    return _table(("number", "title", "line"), rows, language)


def _mentioned(document: Document, label: Label, language: str) -> Table:
    place, rows = 0 if language == "ar" else 1, []
    for part in parts(document):
        where = part_name(part.number)[place]
        for mention, line in with_lines(part):
            kind = _MENTION[mention.kind][language] + ("" if mention.certain else f" ({_DOUBT[language]})")
            printed = " ".join(mention.text.split())
            meaning = _meaning(mention, label, language)
            rows.append([where, _line(line, language), kind, printed, meaning])
    return _table(("part", "line", "kind", "text", "meaning"), rows, language)


def _meaning(mention: Mention, label: Label, language: str) -> str:
    if mention.kind == "date":
        return dates(mention.value, language)
    if mention.kind == "number":
        amount = grouped(mention.value, language)
        words = vocabulary()
        qualifier = "" if mention.qualifier in ("exact", "counted") else mention.qualifier
        told = [(name, code) for name, code in (("qualifier", qualifier), ("unit", mention.unit)) if code]
        more = {name: words.code_labels[words.codes[name][code]][language] for name, code in told}
        if mention.unit and mention.unit not in SAID_WITH_NUMBER:
            more["unit"] = f"({more['unit']})"  # a unit that is counted would have to agree with the number
        return " ".join(filter(None, (more.get("qualifier", ""), amount, more.get("unit", ""))))
    if mention.kind in ("country", "thing"):
        return label(target(mention))[language]
    return mention.value


def with_lines(part: Part) -> Iterator[tuple[Mention, int]]:
    """Each mention of a part with the line of the file on which it begins, in one walk through the text.

    >>> part = Part("1", "paragraph", "", "a\\nb", (7, 8), mentions=(Mention("symbol", "A/1", 2, 3, "b"),))
    >>> [line for _, line in with_lines(part)]
    [8]
    """
    text, row, place = part.text, 0, 0
    for mention in part.mentions:
        if mention.start >= place:
            row += text.count("\n", place, mention.start)
        else:
            row -= text.count("\n", mention.start, place)
        place = mention.start
        yield mention, part.lines[row] if row < len(part.lines) else 0


def _left(document: Document, language: str) -> Table:
    rows = [[_line(p.place.line or 0, language), said(p, language)] for p in document.problems]
    return _table(("line", "problem"), rows, language)


def said(problem: Problem, language: str) -> str:
    """What a problem says, in the language where it has one."""
    told = getattr(problem.message, "said", None)
    text = told(language) if told else problem.message
    semicolon = "؛ " if language == "ar" else "; "
    return f"{text}{semicolon}{problem.expected}" if problem.expected else str(text)


def to_record(reading: Reading, label: Label) -> dict[str, Any]:
    """The whole of a reading for a program, labels in both languages."""
    document, front = reading.document, reading.document.front
    return {
        "file": document.file,
        "sha256": reading.digest,
        "front": {name: getattr(front, name) for name in _FRONT},
        "counts": counts(document),
        "sections": [
            {"id": h.id, "number": h.number, "parent": h.parent, "title": h.title, "line": h.line}
            for h in document.headings
        ],
        "parts": [_part_record(part, label, reading.with_text) for part in parts(document)],
        "left_out": [{"line": line, "text": text} for line, text in document.furniture],
        "problems": [{"line": p.place.line, "ar": said(p, "ar"), "en": said(p, "en")} for p in document.problems],
    }


def _part_record(part: Part, label: Label, with_text: bool) -> dict[str, Any]:
    mentions = []
    for mention, line in with_lines(part):
        found = as_json(mention) | {"line": line}
        if mention.kind in ("country", "thing"):
            found |= {"id": target(mention), "label": label(target(mention))}
        mentions.append(found)
    record = {
        "number": part.number,
        "kind": part.kind,
        "section": part.section,
        "line": part.lines[0] if part.lines else 0,
        "verb": part.verb,
        "anchor": {"part": part.anchor[0], "offset": part.anchor[1]} if part.anchor else None,
        "items": [list(item) for item in part.items],
        "mentions": mentions,
    }
    return record | ({"text": part.text} if with_text else {})
