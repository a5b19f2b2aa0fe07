"""Where paragraphs disagree: figures of the same measure, and dates that should be one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

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
    conflict when the ontology expects one and no day fits both.
    """
    return sorted([*_figures(dataset), *_dates(dataset)])


def _figures(dataset: Dataset) -> list[Conflict]:
    exact = vocabulary().codes["qualifier"]["exact"]
    wanted = {expand(n): n for n in ("schema:observationAbout", "measure", "unit", "qualifier", "schema:value")}
    dated = expand("schema:observationDate")
    figures: dict[str, dict[str, str]] = defaultdict(dict)
    part_of: dict[str, str] = {}
    for part in subdivisions(dataset):
        for t in dataset.graphs.get(part, ()):
            key = wanted.get(t.predicate.value) or ("date" if t.predicate.value == dated else None)
            if key:
                figures[t.subject.value][key] = t.object.value  # type: ignore[union-attr]
                part_of[t.subject.value] = part  # type: ignore[union-attr]
    groups: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for node, values in figures.items():
        if values.get("qualifier") == exact and "measure" in values:
            key = (values["schema:observationAbout"], values["measure"], values["unit"], values.get("date", ""))
            groups[key].add((values["schema:value"], part_of[node]))
    return [
        Conflict(about, measure, tuple(sorted(found)))
        for (about, measure, _, _), found in groups.items()
        if len({value for value, _ in found}) > 1 and len({part for _, part in found}) > 1
    ]


def _dates(dataset: Dataset) -> list[Conflict]:
    once = {iri for iri, term in vocabulary().by_iri.items() if term.expected_once and term.printed_date}
    found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for part in subdivisions(dataset):
        for t in dataset.graphs.get(part, ()):
            if t.predicate.value in once:
                found[t.subject.value, t.predicate.value].add((t.object.value, part))  # type: ignore[union-attr]
    result = []
    for (subject, name), values in found.items():
        spans = [bounds(value) for value, _ in values]
        if max(first for first, _ in spans) > min(last for _, last in spans):
            result.append(Conflict(subject, name, tuple(sorted(values))))
    return result
