"""How a thing is shown to a reader, in the terminal or for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from loaders.labels import part_name
from ontology.namespaces import compress
from ontology.vocabulary import vocabulary

from .answers import cell, cell_for_reader
from .card import Card, Row, text_of
from .dataset import local_name
from .facts import Statement
from .sources import Source
from .table import Column, Table

WORDS = {
    "class": {"ar": "الصنف", "en": "Class"},
    "id": {"ar": "المعرّف", "en": "Id"},
    "address": {"ar": "العنوان", "en": "Address"},
    "names": {"ar": "الأسماء", "en": "Names"},
    "name": {"ar": "الاسم", "en": "Name"},
    "language": {"ar": "اللغة", "en": "Language"},
    "kind": {"ar": "النوع", "en": "Kind"},
    "status": {"ar": "الحالة", "en": "Status"},
    "register": {"ar": "السجل", "en": "Register"},
    "statements": {"ar": "ما يُقال عنه", "en": "What is said of it"},
    "pointing": {"ar": "ما يشير إليه", "en": "What points to it"},
    "property": {"ar": "الخاصية", "en": "Property"},
    "value": {"ar": "القيمة", "en": "Value"},
    "thing": {"ar": "الشيء", "en": "Thing"},
    "stated": {"ar": "مذكور في", "en": "Stated in"},
    "mentioned": {"ar": "ورد ذكره في", "en": "Named in"},
    "elsewhere": {"ar": "السجل، لا فقرة", "en": "the register, no paragraph"},
    "itself": {"ar": "الوثيقة نفسها", "en": "the document itself"},
    "untold": {"ar": "لا تبينه البيانات", "en": "the data do not tell"},
    "inferred": {"ar": "مستنتج من الأنطولوجيا", "en": "inferred from the ontology"},
    "document": {"ar": "الوثيقة", "en": "Document"},
    "read": {"ar": "قراءة آلية", "en": "machine reading"},
}


def heading_lines(card: Card, language: str) -> list[str]:
    """The first lines about a thing: its label in the reader's language, in the other one, then class and id.

    >>> heading_lines(Card("https://a.net/id/body/x", "body/x", (), (), (), (), (Source("A/1", "3"),)), "en")
    ['body/x', 'Id: body/x', 'Address: https://a.net/id/body/x', 'Named in: A/1, paragraph 3']
    """
    other = "en" if language == "ar" else "ar"
    text, tag = card.label(language)
    lines = [f"{text} [{tag}]" if tag not in ("", language) else text]
    second, second_tag = card.label(other)
    if second_tag == other and second != text:
        lines.append(second)
    terms = vocabulary()
    named = [terms.by_iri[iri].labels.get(language, compress(iri)) for iri in card.classes]
    between = {"ar": "، ", "en": ", "}[language]
    colon = ": "
    if named:
        lines.append(WORDS["class"][language] + colon + between.join(named))
    lines.append(f"{WORDS['id'][language]}{colon}{card.identifier}")
    lines.append(f"{WORDS['address'][language]}{colon}{card.iri}")
    if card.mentioned:
        lines.append(f"{WORDS['mentioned'][language]}{colon}{places(card.mentioned, language)}")
    return lines


def tables(card: Card, language: str, base: str) -> list[tuple[str, Table]]:
    """The parts of a card as headed tables: names, what is said of the thing, what points to it; empty ones go."""
    found = [
        (WORDS["names"][language], names_table(card.names, language, base)),
        (WORDS["statements"][language], statement_table(card.statements, language, base, "value", told=card.told)),
        (WORDS["pointing"][language], statement_table(card.pointing, language, base, "thing", told=card.told)),
    ]
    return [(heading, table) for heading, table in found if table.rows]


def names_table(names: Sequence[Row], language: str, base: str) -> Table:
    """The names of a thing with language, kind, status and the register that gives them.

    >>> from pyoxigraph import Literal
    >>> row = dict.fromkeys(("language", "kind", "status", "register")) | {"name": Literal("سجل", language="ar")}
    >>> names_table([row], "en", "https://a.net/").rows
    [['سجل [ar]', '', '', '', '']]
    """
    keys = ("name", "language", "kind", "status", "register")
    rows = [[cell(row[key], language, base) for key in keys] for row in names]
    return Table([Column(key, WORDS[key][language]) for key in keys], rows, language)


def statement_table(
    statements: Sequence[Statement], language: str, base: str, value: str, *, told: bool = True
) -> Table:
    """Statements with their sources; `value` is what their other end is called.

    Where all come from one document, it is named once below the table. Data without graphs are not `told` of sources.

    >>> from pyoxigraph import Literal
    >>> said = Statement(Literal("city"), "https://a.net/city", Literal("Vienna"), None, (Source("A/1", "3"),))
    >>> table = statement_table([said], "en", "https://a.net/", "value")
    >>> table.rows, table.caption
    ([['city', 'Vienna', '', 'paragraph 3']], 'Document: A/1')
    """
    keys = ("property", value, "id", "stated")
    documents = {source.document for s in statements for source in s.sources}
    single = documents.pop() if len(documents) == 1 else ""
    rows = [
        [
            cell(s.property, language, base),
            cell_for_reader(s.value, language, base),
            local_name(s.identifier, base) if s.identifier else "",
            _stated(s, single, language, told=told),
        ]
        for s in statements
    ]
    caption = f"{WORDS['document'][language]}: {single}" if single else ""
    return Table([Column(key, WORDS[key][language]) for key in keys], rows, language, caption)


def _stated(statement: Statement, document: str, language: str, *, told: bool) -> str:
    """Where a statement comes from; `document` need not be named."""
    if not statement.sources:
        return WORDS["inferred" if statement.inferred else "elsewhere" if told else "untold"][language]
    if document:
        return _told(statement.sources, language)
    return places(statement.sources, language)


def places(sources: Sequence[Source], language: str) -> str:
    """Name paragraphs with their documents, each document once.

    >>> places([Source("A/1", "3"), Source("A/1", "51bis"), Source("A/2", "0")], "en")
    'A/1, paragraphs 3, 51 bis; A/2, cover page'
    >>> places([Source("A/1", "3"), Source("A/1", "5")], "ar")
    'A/1، الفقرتان ٣، ٥'
    >>> places([Source("A/1", "3"), Source("A/1", "5", read=True)], "en")
    'A/1, paragraph 3; paragraph 5 (machine reading)'
    """
    comma, semicolon = {"ar": ("، ", "؛ "), "en": (", ", "; ")}[language]
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(source.document, []).append(source)
    return semicolon.join(f"{document}{comma}{_told(among, language)}" for document, among in found.items())


def _told(sources: Sequence[Source], language: str) -> str:
    """Name parts of one document: those where people recorded something, then those where only a program read it."""
    recorded = _parts([source.paragraph for source in sources if not source.read], language)
    read = _parts([source.paragraph for source in sources if source.read], language)
    marked = f"{read} ({WORDS['read'][language]})" if read else ""
    return {"ar": "؛ ", "en": "; "}[language].join(filter(None, (recorded, marked)))


def _parts(numbers: Sequence[str], language: str) -> str:
    """Name parts of one document: a single one whole, several paragraphs by their numbers after one word."""
    comma = {"ar": "، ", "en": ", "}[language]
    place = 0 if language == "ar" else 1
    paragraphs = [n for n in numbers if n[:1].isdigit() and n != "0"]
    others = [part_name(n)[place] if n else WORDS["itself"][language] for n in numbers if n not in paragraphs]
    if len(paragraphs) < 2:
        return comma.join([*others, *(part_name(n)[place] for n in paragraphs)])
    word = {"ar": "الفقرتان" if len(paragraphs) == 2 else "الفقرات", "en": "paragraphs"}[language]
    listed = [part_name(n)[place].partition(" ")[2] for n in paragraphs]
    return comma.join([*others, f"{word} {comma.join(listed)}"])


def to_record(card: Card, base: str) -> dict[str, Any]:
    """A card for a program: labels in both languages, terms and values as ids, CURIEs and texts.

    >>> card = Card("https://a.net/id/body/x", "body/x", (), (), (), (), (Source("A/1", "3"),))
    >>> to_record(card, "https://a.net/")["mentioned"]
    [{'document': 'A/1', 'paragraph': '3'}]
    """
    return {
        "id": card.identifier,
        "iri": card.iri,
        "classes": [compress(iri) for iri in card.classes],
        "labels": card.labels,
        "names": [
            {key: text_of(row[key]) for key in ("name", "language", "kind", "status", "register")} for row in card.names
        ],
        "mentioned": [_source(s) for s in card.mentioned],
        "statements": [_record(s, "value", base) for s in card.statements],
        "pointing": [_record(s, "thing", base) for s in card.pointing],
    }


def to_json(card: Card, base: str) -> str:
    """The record of a card as JSON."""
    return json.dumps(to_record(card, base), ensure_ascii=False, indent=2) + "\n"


def _record(statement: Statement, value: str, base: str) -> dict[str, Any]:
    return {
        "property": text_of(statement.property),
        "term": compress(statement.term),
        value: text_of(statement.value),
        "id": local_name(statement.identifier, base) if statement.identifier else None,
        "sources": [_source(s) for s in statement.sources],
    }


def _source(source: Source) -> dict[str, str | bool]:
    """A source for a program; one that only a program read says so."""
    found: dict[str, str | bool] = {"document": source.document, "paragraph": source.paragraph}
    return found | ({"read": True} if source.read else {})
