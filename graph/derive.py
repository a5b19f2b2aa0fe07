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
    """Give sj:earliest and sj:latest of everything that has a date.

    The first day comes from all dates but those that end a period, the last from all but those that begin one; a thing
    with an end alone has its first day from that. Where paragraphs disagree about a date, the bounds span what they
    say; a period that ends before it begins has its bounds in the wrong order, which a shape finds.
    """
    roles = {iri: term.date_bound for iri, term in vocabulary.by_iri.items() if term.printed_date}
    found: dict[ox.NamedNode, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for t in triples:
        role = roles.get(t.predicate.value)
        if role is not None and isinstance(t.object, ox.Literal) and isinstance(t.subject, ox.NamedNode):
            found[t.subject][role].append(bounds(key(t.object)))
    for subject, dates in found.items():
        opening = dates["first"] + dates[""] or dates["last"]
        closing = dates["last"] + dates[""]
        yield _dated(subject, "earliest", min(first for first, _ in opening))
        if closing:
            yield _dated(subject, "latest", max(last for _, last in closing))


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
