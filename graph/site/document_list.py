"""The list of documents: first those whose text is in the graph, newest first; then those that they cite or name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from loaders.dates import date_for_reader
from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary

from ..statements import natural
from .items import few_naming
from .outline import PART_OF, only_read, part_kind
from .reader import Place, Reader, Text
from .sheets import sheet, sheet_paths
from .site import Page, Site

PER_PAGE = 100
_DATES = ("adoptedOn", "issuedOn", "eli:date_document", "date", "dcterms:issued", "start")
_BODIES = ("adoptedBy", "eli:passed_by", "submittedTo", "preparedBy")
"""Which body a document is by, the most telling property first."""


@dataclass(frozen=True)
class Entry:
    """A document of the list: its class, its year as far as it is known, and whether its text is in the graph."""

    iri: str
    cls: str
    year: str
    held: bool


@dataclass(frozen=True)
class Item:
    """A document as the list shows it."""

    iri: str
    symbol: str
    label: Text
    date: Text | None
    body: tuple[str, Text] | None
    session: tuple[str, Text] | None
    named: int
    naming: Sequence[Place]
    only_read: bool = False
    """Whether a program read it, and no person recorded anything of it."""


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of the list at a path; None for other paths."""
    if not path.startswith("documents"):
        return None
    found = sheet(entries(site.reader), "documents", path, PER_PAGE)
    if found is None:
        return None
    reader, words = site.reader, site.words[language]
    groups: list[dict[str, Any]] = []
    for (held, cls), same in groupby(found.rows, key=lambda entry: (entry.held, "" if entry.held else entry.cls)):
        years = [
            {"year": words.digits(year) if year else "", "items": [_item(reader, e.iri, language) for e in rows]}
            for year, rows in groupby(same, key=lambda entry: entry.year)
        ]
        name = vocabulary().by_iri[cls].name if cls else ""
        groups.append({"held": held, "cls": cls, "name": name, "years": years})
    shown = {"groups": groups, "sheet": found, "count": len(entries(reader))}
    title = words("doc.list.title")
    if found.number > 1:
        title += words("title.mark") + words("page.of", page=found.number, pages=found.pages)
    return Page(
        path, "documents.html", title, shown, words("doc.list.about"), trail=(("index.html", words("nav.home")),)
    )


def paths(site: Site) -> Iterator[str]:
    """The paths of the pages of the list."""
    yield from sheet_paths(len(entries(site.reader)), "documents", PER_PAGE)


def entries(reader: Reader) -> list[Entry]:
    """All documents and instruments with a label, in the order of the list; found once.

    >>> entries(Reader(ox.Store(), "https://a.net/"))
    []
    """
    return reader.once("documents", lambda: _entries(reader))


def _entries(reader: Reader) -> list[Entry]:
    found: set[str] = set()
    for cls in vocabulary().subclasses(expand("eli:LegalResource")):
        pattern = (None, ox.NamedNode(RDF_TYPE), ox.NamedNode(cls), ox.DefaultGraph())
        found.update(key(quad.subject) for quad in reader.store.quads_for_pattern(*pattern))
    rows = []
    for iri in found:
        if iri.startswith(f"{reader.base}id/") and "#" not in iri and reader.values(iri, "skos:prefLabel"):
            classes = reader.classes(iri)
            rows.append(Entry(iri, classes[0] if classes else "", _year(reader, iri), _held(reader, iri)))
    sizes = {entry.cls: sum(other.cls == entry.cls and not other.held for other in rows) for entry in rows}
    rows.sort(key=lambda entry: natural(entry.iri))
    rows.sort(key=lambda entry: entry.year, reverse=True)
    return sorted(rows, key=lambda e: (not e.held, *(() if e.held else (-sizes[e.cls], e.cls))))


def _held(reader: Reader, iri: str) -> bool:
    """Whether paragraphs of the document are in the graph."""
    pattern = (None, ox.NamedNode(expand(PART_OF)), ox.NamedNode(iri), ox.DefaultGraph())
    return any(part_kind(reader, key(quad.subject)) for quad in reader.store.quads_for_pattern(*pattern))


def _date(reader: Reader, iri: str) -> ox.Literal | None:
    values = (value for name in _DATES for value in reader.values(iri, name))
    return next((value for value in values if isinstance(value, ox.Literal)), None)


def _year(reader: Reader, iri: str) -> str:
    date = _date(reader, iri)
    return date.value[:4] if date and date.value[:4].isdigit() else ""


def _item(reader: Reader, iri: str, language: str) -> Item:
    date = _date(reader, iri)
    body = next((value for name in _BODIES if (value := reader.value(iri, name))), "")
    session = reader.value(iri, "adoptedAt") or reader.value(iri, "preparedFor")
    count = len(reader.subjects("schema:mentions", iri))
    return Item(
        iri,
        reader.value(iri, "dcterms:identifier"),
        reader.label(iri, language),
        _written(reader, date, language) if date else None,
        (body, reader.label(body, language)) if body else None,
        (session, reader.label(session, language)) if session else None,
        count,
        few_naming(reader, iri, count),
        only_read(reader, iri),
    )


def _written(reader: Reader, date: ox.Literal, language: str) -> Text:
    text = reader.written(date, language)
    try:
        return text if text.language else Text(date_for_reader(date.value, language), language)
    except (KeyError, ValueError):  # what is no date is shown as it is written
        return text
