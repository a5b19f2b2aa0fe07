"""The texts that a document cites: all that its cover, its paragraphs and its footnotes cite, by class."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from ontology.namespaces import expand

from .ordering import sort_key
from .outline import Outline
from .reader import Place, Reader
from .said import Block, Value
from .told import of_itself

CITES = expand("eli:cites")


def cited_by(reader: Reader, whole: Outline, language: str) -> list[Block]:
    """What a document and its parts cite: a block for each class, each text with the parts that cite it.

    >>> from .outline import outline
    >>> reader = Reader(ox.Store(), "https://a.net/")
    >>> cited_by(reader, outline(reader, "https://a.net/id/document/A/1"), "ar")
    []
    """
    citing = reader.once(("cited", whole.document), lambda: _citing(reader, whole))
    by_class: dict[str, list[Value]] = defaultdict(list)
    for iri, places in citing.items():
        text = reader.label(iri, language)
        classes = reader.classes(iri)
        by_class[classes[0] if classes else ""].append(Value(text, iri, places, sort_key(text.text, language)))
    blocks = [
        Block(cls, reader.label(cls, language), sorted(values, key=lambda value: value.order))
        for cls, values in by_class.items()
    ]
    return sorted(blocks, key=lambda block: (-block.count, block.term))


def _citing(reader: Reader, whole: Outline) -> dict[str, tuple[Place, ...]]:
    """The texts that are cited, each with the parts that cite it in the order in which they are read."""
    found: dict[str, list[Place]] = defaultdict(list)
    for part in (whole.document, *whole.reading, *whole.footnotes):
        for value in reader.values(part, "eli:cites"):
            if isinstance(value, ox.NamedNode) and value.value != whole.document:
                place = of_itself(reader, part, "eli:cites", value.value)
                found[value.value] += [place] if place else []
    return {iri: tuple(places) for iri, places in found.items()}
