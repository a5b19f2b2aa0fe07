"""The pages of documents and of their parts: what a text consists of, and what each paragraph of it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ontology.namespaces import expand

from .cited import CITES, cited_by
from .mentions import read_in
from .nodes import by_class, node, without
from .outline import Outline, document_of, has_parts, is_text, only_read, outline, part_kind
from .part_lines import MOST_LINES, held, line, name_of, shown, texts_of
from .part_order import is_unnumbered
from .reading import official_pages, symbol_of, versions_of
from .said import Block, Group, apart
from .site import Page, Site
from .stated import named, stated, subjects
from .thing_pages import shown as shown_of_thing

_PLACED = frozenset(map(expand, ("eli:is_part_of", "eli:number", "paragraphKind", "schema:mentions", "statedIn")))
"""What a page of a part tells by its head, its neighbours and its lists."""
_TOLD = frozenset(map(expand, ("dcterms:title", "rdfs:seeAlso")))
"""What the head of a document tells."""
_NUMBERED_KIND = expand("sjc:paragraph-kind-numbered")
"""The kind of most paragraphs, which is told of those alone that have a number."""
_READ = frozenset({expand("eli:realizes")})


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of the document, section, paragraph or footnote at a path; None for all else."""
    iri = site.addresses.iri(path)
    if not path.startswith("id/") or iri is None or not site.reader.known(iri):
        return None
    kind = part_kind(site.reader, iri)
    if kind:
        return _part(site, language, path, iri, kind)
    if is_text(site.reader, iri) or has_parts(site.reader, iri):
        return _document(site, language, path, iri)
    return None


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """None of its own: the pages of things list the documents and their parts too."""
    yield from ()


def _document(site: Site, language: str, path: str, iri: str) -> Page:
    reader, words = site.reader, site.words[language]
    whole = outline(reader, iri)
    long = len(whole.reading) > MOST_LINES
    told = shown_of_thing(site, iri, language, drawn=not long)
    found = stated(reader, iri)
    label = reader.label(iri, language)
    symbol = symbol_of(reader, iri, language)
    shown_here: dict[str, Any] = {
        **told,
        "said": without(told["said"], {*_TOLD, CITES}),
        "cited": cited_by(reader, whole, language),
        "pointing": without(told["pointing"], _READ),
        "symbol": symbol,
        "official": official_pages(reader, iri, language),
        "given": any(reader.values(part, "schema:text") for part in whole.reading),
        "versions": versions_of(reader, iri),
        "outline": shown(reader, whole, whole.root, language, short=long),
        "counts": held(reader, whole).counts if whole.reading else {},
        "first": whole.reading[0] if whole.reading else "",
        "footnotes": [line(reader, whole, note, language) for note in whole.footnotes],
        "others": named(reader, whole.others, language),
        "nodes": by_class(node(reader, one, language) for one in found.nodes),
        "read": read_in(reader, iri, language),
        "only_read": only_read(reader, iri),
        "folded": len(whole.reading) > _OPEN,
        "long": long,
    }
    described = words.of("doc.count.paragraphs", len(whole.reading)) if whole.reading else ""
    steps = (("index.html", words("nav.home")), ("documents.html", words("nav.documents")))
    title = label.text if label.text == symbol else f"{symbol}{words('title.mark')}{label.text}"
    return Page(path, "document.html", title, shown_here, described, iri, steps)


_OPEN = 20
"""Up to so many paragraphs, the sections of a document are unfolded."""


def _part(site: Site, language: str, path: str, iri: str, kind: str) -> Page:
    reader, words = site.reader, site.words[language]
    document = document_of(reader, iri)
    whole = outline(reader, document)
    symbol = symbol_of(reader, document, language) if document else ""
    label = reader.label(iri, language)
    before, behind = whole.beside(iri)
    steps = [("index.html", words("nav.home")), ("documents.html", words("nav.documents"))]
    if document:
        steps.append((site.addresses.path(document) or "", symbol))
    shared = {
        **shown_of_thing(site, iri, language, drawn=False),
        "kind": kind,
        "document": document,
        "symbol": symbol,
        "official": official_pages(reader, document, language),
        "given": bool(reader.values(iri, "schema:text")),
        "way": [step for step in whole.way(iri) if step != document],
        "before": _neighbour(site, before, language),
        "behind": _neighbour(site, behind, language),
    }
    if kind == "section":
        here = _section(site, whole, iri, language)
        title = label.text if not symbol else f"{label.text} ({symbol})"
        return Page(path, "section.html", title, shared | here, "", iri, tuple(steps))
    here = _paragraph(site, whole, iri, language, shared)
    described = words.of("doc.count.statements", here["count"])
    return Page(path, "paragraph.html", label.text, shared | here, described, iri, tuple(steps))


def _elsewhere(groups: list[Group], iri: str) -> list[Group]:
    """What a paragraph says of itself, without repeating with each statement that this paragraph makes it."""

    def told(block: Block) -> Block:
        places = [tuple(place for place in value.places if place.iri != iri) for value in block.values]
        return replace(block, values=[replace(v, places=found) for v, found in zip(block.values, places, strict=True)])

    return [replace(group, blocks=[told(block) for block in group.blocks]) for group in groups]


def _neighbour(site: Site, iri: str, language: str) -> tuple[str, Any] | None:
    """A part beside another: its IRI and its name."""
    if not iri:
        return None
    section = part_kind(site.reader, iri) == "section"
    return iri, site.reader.label(iri, language) if section else name_of(site.reader, iri, language)


def _section(site: Site, whole: Outline, iri: str, language: str) -> dict[str, Any]:
    reader = site.reader
    branch = whole.section(iri)
    if branch is None:  # data that do not say which document the section is of
        return {"outline": None, "long": False, "folded": False, "first": ""}
    parts = list(branch.reading())
    long = len(parts) > MOST_LINES
    return {
        "outline": shown(reader, whole, branch, language, short=long),
        "long": long,
        "folded": False,
        "first": parts[0] if parts else "",
    }


def _paragraph(site: Site, whole: Outline, iri: str, language: str, told: Mapping[str, Any]) -> dict[str, Any]:
    reader = site.reader
    found = stated(reader, iri)
    holder = whole.above.get(iri, "")
    paragraph_kind = reader.value(iri, "paragraphKind")
    if is_unnumbered(reader.value(iri, "eli:number")) and paragraph_kind == _NUMBERED_KIND:
        paragraph_kind = ""
    recorded, said_by_program = apart(without(told["said"], {*_PLACED, expand("dcterms:description")}))
    return {
        "said": _elsewhere(recorded, iri),
        "read": read_in(reader, iri, language),
        "read_said": _elsewhere(said_by_program, iri),
        "pointing": without(told["pointing"], _PLACED),
        "described": texts_of(reader, iri, "dcterms:description", language),
        "paragraph_kind": paragraph_kind,
        "subjects": subjects(reader, iri, found, language),
        "count": found.statements,
        "mentioned": named(reader, found.mentions, language),
        "nodes": by_class(node(reader, one, language) for one in found.nodes),
        "notes": [line(reader, whole, note, language) for note in whole.notes.get(iri, ())],
        "holder": _neighbour(site, holder, language) if part_kind(reader, holder) == "paragraph" else None,
        "silent": not reader.told,
    }
