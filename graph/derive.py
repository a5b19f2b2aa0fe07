"""Triples that the build derives besides reasoning: date bounds, and from each thing to its paragraphs."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, Vocabulary, key

from .dataset import Dataset

XSD_DATE = ox.NamedNode(expand("xsd:date"))
OPEN_ENDED = frozenset({expand("from"), expand("start"), expand("namedSince")})
"""Properties that say when something begins: without an end the latest date is not known."""


def bounds(value: str) -> tuple[str, str]:
    """The first and last day that a date at printed precision allows.

    >>> bounds("2018-02")
    ('2018-02-01', '2018-02-28')
    >>> bounds("2017")
    ('2017-01-01', '2017-12-31')
    """
    parts = [int(p) for p in value.split("-")]
    if len(parts) == 3:
        return value, value
    if len(parts) == 2:
        return f"{value}-01", f"{value}-{calendar.monthrange(parts[0], parts[1])[1]:02d}"
    return f"{value}-01-01", f"{value}-12-31"


def date_bounds(triples: Iterable[ox.Triple], vocabulary: Vocabulary) -> Iterator[ox.Triple]:
    """Give sj:earliest and sj:latest of everything that has a date, over all its dates.

    Where paragraphs disagree about a date, the bounds span what they say.
    """
    dated = {iri for iri, term in vocabulary.by_iri.items() if term.printed_date}
    lower: dict[ox.NamedNode, list[str]] = defaultdict(list)
    upper: dict[ox.NamedNode, list[str]] = defaultdict(list)
    for t in triples:
        if t.predicate.value in dated and isinstance(t.object, ox.Literal) and isinstance(t.subject, ox.NamedNode):
            first, last = bounds(key(t.object))
            lower[t.subject].append(first)
            if t.predicate.value not in OPEN_ENDED:
                upper[t.subject].append(last)
    for subject, days in lower.items():
        yield _dated(subject, "earliest", min(days))
    for subject, days in upper.items():
        yield _dated(subject, "latest", max(days))


def _dated(subject: ox.NamedNode, name: str, day: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(expand(name)), ox.Literal(day, datatype=XSD_DATE))


def subdivisions(dataset: Dataset) -> set[str]:
    """The IRIs of all paragraphs and footnotes: the graphs that hold what a document states."""
    kinds = {expand("Paragraph"), expand("Footnote")}
    return {
        key(t.subject)
        for triples in dataset.graphs.values()
        for t in triples
        if t.predicate.value == RDF_TYPE and key(t.object) in kinds
    }


def stated_in(dataset: Dataset) -> Iterator[ox.Triple]:
    """Give sj:statedIn from every thing to the paragraphs that state something about it; a mere mention is none."""
    mentions, stated = expand("schema:mentions"), ox.NamedNode(expand("statedIn"))
    things = {
        t.subject
        for triples in dataset.graphs.values()
        for t in triples
        if t.predicate.value == expand("skos:prefLabel")
    }
    for part in sorted(subdivisions(dataset)):
        graph = ox.NamedNode(part)
        named = {
            node
            for t in dataset.graphs.get(part, ())
            if t.predicate.value != mentions
            for node in (t.subject, t.object)
            if isinstance(node, ox.NamedNode) and node in things and node != graph
        }
        for node in named:
            yield ox.Triple(node, stated, graph)
