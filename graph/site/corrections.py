"""Corrections of the printed text as a reader sees them: printed and meant, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import SJC, expand
from ontology.vocabulary import RDF_TYPE, key

from ..statements import natural
from .ordering import sort_key
from .reader import Place, Reader, Text
from .said import Value

DEGREES = ("sure", "likely", "possible")
"""How sure a correction can be, the surest first."""


@dataclass(frozen=True)
class Correction:
    """A correction: what is printed, what is meant, the degree of confidence, the reason, and what it concerns."""

    iri: str
    printed: Text
    meant: Text
    degree: str
    confidence: Text
    reason: Text | None
    part: str
    place: Place | None
    affects: tuple[Value, ...]


def correction(reader: Reader, iri: str, language: str) -> Correction | None:
    """The correction behind an IRI; None where it does not say what is printed or what is meant.

    >>> correction(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1#correction-1", "ar")
    """
    target = reader.value(iri, "oa:hasTarget")
    selector = reader.value(target, "oa:hasSelector") if target else ""
    printed = _text(reader, selector, "oa:exact", language) if selector else None
    meant = _text(reader, iri, "corrected", language)
    if not printed or not meant:
        return None
    degree, part = reader.value(iri, "confidence"), reader.value(target, "oa:hasSource")
    affects = [Value(reader.label(key(v), language), key(v), ()) for v in reader.values(iri, "affects")]
    return Correction(
        iri,
        printed,
        meant,
        degree.removeprefix(f"{SJC}confidence-"),
        reader.label(degree, language) if degree else Text("", ""),
        _text(reader, iri, "correctionNote", language),
        part,
        reader.place(part) if part else None,
        tuple(sorted(affects, key=lambda value: sort_key(value.text.text, language))),
    )


def corrections_of(reader: Reader, part: str) -> list[str]:
    """The corrections of the text of a paragraph, footnote or cover page, in their order.

    >>> corrections_of(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1")
    []
    """
    targets = reader.subjects("oa:hasSource", part)
    found = (iri for target in targets for iri in reader.subjects("oa:hasTarget", target))
    return sorted((iri for iri in found if expand("Mention") not in reader.classes(iri)), key=natural)


def all_corrections(reader: Reader) -> list[tuple[str, str]]:
    """All corrections with their degrees of confidence, in the order of their paragraphs; found once.

    >>> all_corrections(Reader(ox.Store(), "https://a.net/"))
    []
    """
    return reader.once("corrections", lambda: _all(reader))


def _all(reader: Reader) -> list[tuple[str, str]]:
    pattern = (None, ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("Correction")), ox.DefaultGraph())
    found = (key(quad.subject) for quad in reader.store.quads_for_pattern(*pattern))
    shown = [iri for iri in found if correction(reader, iri, "ar")]
    degrees = {iri: reader.value(iri, "confidence").removeprefix(f"{SJC}confidence-") for iri in shown}
    return [(iri, degrees[iri]) for iri in sorted(shown, key=natural)]


def _text(reader: Reader, iri: str, name: str, language: str) -> Text | None:
    """A text in the language, else in the other one."""
    found = [v for v in reader.values(iri, name) if isinstance(v, ox.Literal)]
    best = min(found, key=lambda v: (v.language != language, v.value), default=None)
    return Text(best.value, best.language or "") if best else None
