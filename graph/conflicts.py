"""Where paragraphs disagree: figures of the same measure, and dates that should be one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ontology.namespaces import expand
from ontology.vocabulary import key, vocabulary

from .dataset import Dataset
from .derive import bounds, subdivisions


@dataclass(frozen=True, order=True)
class Conflict:
    """Values for one property of one thing that cannot all hold, each with the paragraph that gives it."""

    subject: str
    property: str
    values: tuple[tuple[str, str], ...]


def conflicts(dataset: Dataset) -> list[Conflict]:
    """Find all conflicts; the question `conflicts` of the catalogue gives the same from SPARQL.

    Figures conflict when they have the same subject, measure, unit and date of value, are exact, and differ. Dates
    conflict when the ontology expects one, several paragraphs give one, and no day fits them all.
    """
    return sorted([*_figures(dataset), *_dates(dataset)])


def _figures(dataset: Dataset) -> list[Conflict]:
    exact = vocabulary().codes["qualifier"]["exact"]
    names = ("schema:observationAbout", "measure", "unit", "qualifier", "schema:value", "schema:observationDate")
    wanted = {expand(name): name for name in names}
    figures: dict[str, dict[str, str]] = defaultdict(dict)
    part_of: dict[str, str] = {}
    for part in subdivisions(dataset):
        for t in dataset.graphs.get(part, ()):
            name = wanted.get(t.predicate.value)
            if name:
                figures[key(t.subject)][name] = key(t.object)
                part_of[key(t.subject)] = part
    groups: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for node, values in figures.items():
        if values.get("qualifier") == exact and "measure" in values:
            same = tuple(values.get(n, "") for n in names if n not in ("qualifier", "schema:value"))
            groups[same].add((values["schema:value"], part_of[node]))
    return [
        Conflict(about, measure, tuple(sorted(found)))
        for (about, measure, *_), found in groups.items()
        if len({value for value, _ in found}) > 1 and len({part for _, part in found}) > 1
    ]


def _dates(dataset: Dataset) -> list[Conflict]:
    once = {iri for iri, term in vocabulary().by_iri.items() if term.expected_once and term.printed_date}
    found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for part in subdivisions(dataset):
        for t in dataset.graphs.get(part, ()):
            if t.predicate.value in once:
                found[key(t.subject), t.predicate.value].add((key(t.object), part))
    result = []
    for (subject, name), values in found.items():
        spans = [bounds(value) for value, _ in values]
        several = len({part for _, part in values}) > 1
        if several and max(first for first, _ in spans) > min(last for _, last in spans):
            result.append(Conflict(subject, name, tuple(sorted(values))))
    return result
