"""The pages of graphs of what was read: what a program read in a part or a document, and the readings themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ontology.vocabulary import key

from .mentions import read_count, read_in
from .nodes import node
from .outline import document_of, outline, part_kind
from .part_lines import name_of
from .reader import Text
from .reading import symbol_of
from .site import Page, Site


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of the graph of what was read, at the path of its IRI; None for all else."""
    iri, reader, words = site.addresses.iri(path), site.reader, site.words[language]
    if not path.startswith("id/") or iri is None or not reader.known(iri):
        return None
    parts = reader.subjects("readGraph", iri)
    read = read_in(reader, parts[0], language) if parts else None
    if not read:
        return None
    part = parts[0]
    document = document_of(reader, part) if part_kind(reader, part) else part
    symbol = symbol_of(reader, document, language)
    name = reader.label(part, language) if part != document else None
    shown = {
        "part": part,
        "part_name": name,
        "symbol": symbol,
        "cover": part == document,
        "read": read,
        "runs": [
            (replace(node(reader, run.iri, language), pointing=[]), _parts(site, run.iri, document, language))
            for run in read.runs
            if run.iri.startswith(f"{iri}#")
        ],
    }
    steps = (
        ("index.html", words("nav.home")),
        ("documents.html", words("nav.documents")),
        (site.addresses.path(document) or "", symbol),
    )
    title = words("read.page", part=name.text if name else symbol)
    return Page(path, "reading.html", title, shown, words("read.about"), iri, steps)


def _parts(site: Site, run: str, document: str, language: str) -> list[tuple[str, Text, int]]:
    """The parts of a document that a reading found something in, in their order, each with its mentions' number."""
    reader, whole = site.reader, outline(site.reader, document)
    made = set(reader.subjects("prov:wasGeneratedBy", run))
    read = (
        part for part in (*whole.reading, *whole.footnotes) if made & set(map(key, reader.values(part, "readGraph")))
    )
    return [(part, name_of(reader, part, language), read_count(reader, part)) for part in read]


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """None of its own: the pages of things list the graphs that tell of readings too."""
    yield from ()
