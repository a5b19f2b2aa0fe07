"""Quads that were added and removed, paired as a person sees them: a value replaced, a statement moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pyoxigraph as ox

from ontology.namespaces import expand

from .diff import LINKS_TO_PARTS, Change, Difference, Entry, Kind, Subject

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Fact = tuple[str, Value]
_FIRST = [expand(name) for name in ("rdf:type", "skos:prefLabel", "rdfs:label", "skos:altLabel")]
_REPEATING_A_LABEL = frozenset(expand(name) for name in ("rdfs:label", "skosxl:literalForm"))
_SAYING_WHAT_A_PART_IS = frozenset(expand(name) for name in ("rdf:type", "oa:hasSource"))


class Step(StrEnum):
    """What happened to a statement."""

    added = "+"
    removed = "-"
    replaced = "~"
    moved = ">"


@dataclass(frozen=True)
class Statement:
    """A change of one property: its old value, its new one, the graphs that hold them, those that do in both."""

    step: Step
    subject: Subject
    predicate: str
    old: Value | None
    new: Value | None
    old_graphs: tuple[Graph, ...] = ()
    new_graphs: tuple[Graph, ...] = ()
    kept_graphs: tuple[Graph, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """The old value and the new one, as far as there are such."""
        return tuple(value for value in (self.old, self.new) if value is not None)


def statements(change: Change, difference: Difference) -> list[Statement]:
    """The statements of a change: labels first, then by property and value."""
    before, after = (side.get(change.subject, []) for side in difference.sides)
    found = _Pairing(change, before, after).statements()
    return sorted(found, key=_place)


def read(entry: Entry, difference: Difference) -> list[Statement]:
    """The statements of a thing and its parts as a person reads them, each change once.

    Left out is what only repeats: rdfs:label and the label nodes' forms beside the label itself, the links to parts
    that are shown here, the kinds of parts that are new or gone, and the status of the labels of such a thing. Where
    nothing else is left, that is what changed, and it stays.
    """
    given = sorted((s for change in entry.changes for s in statements(change, difference)), key=_place)
    names = {expand("skos:prefLabel"), expand("skos:altLabel")}
    said = {(s.old, s.new) for s in given if s.subject == entry.thing and s.predicate in names}
    parts = {change.subject: change.kind for change in entry.changes if change.subject != entry.thing}
    return [s for s in given if not _repeats(s, entry, said, parts)] or given


def _repeats(
    statement: Statement,
    entry: Entry,
    said: set[tuple[Value | None, Value | None]],
    parts: dict[Subject, Kind],
) -> bool:
    name = statement.predicate
    if name in LINKS_TO_PARTS:
        return any(value in parts for value in statement.values)
    if name in _REPEATING_A_LABEL:
        return (statement.old, statement.new) in said
    if name == expand("labelStatus"):
        return entry.kind is not Kind.changed
    return name in _SAYING_WHAT_A_PART_IS and parts.get(statement.subject, Kind.changed) is not Kind.changed


def _place(statement: Statement) -> tuple[int, str, str, str]:
    name = statement.predicate
    rank = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return rank, name, str(statement.new or statement.old), str(statement)


class _Pairing:
    """The added and removed facts of one subject, with the graphs that they came into and went from."""

    def __init__(self, change: Change, before: Iterable[ox.Quad], after: Iterable[ox.Quad]) -> None:
        self.subject = change.subject
        self.removed, self.added = _graphs_of(change.removed), _graphs_of(change.added)
        self.before, self.after = _graphs_of(before), _graphs_of(after)

    def statements(self) -> list[Statement]:
        moved = []
        for name, value in self.removed.keys() & self.added.keys():
            gone, came = self.removed.pop((name, value)), self.added.pop((name, value))
            moved.append(Statement(Step.moved, self.subject, name, value, value, _sorted(gone), _sorted(came)))
        return [*moved, *self._replaced(), *self._plain(Step.added), *self._plain(Step.removed)]

    def _replaced(self) -> list[Statement]:
        """Pair an old and a new value where a property has one of each, in one graph or in all of them together."""
        in_graph = self._pairs(by_graph=True)
        pairs: dict[tuple[str, Value, Value], tuple[set[Graph], set[Graph]]] = defaultdict(lambda: (set(), set()))
        for name, old, new, gone, came in [*in_graph, *self._pairs(by_graph=False)]:
            pairs[name, old, new][0].update(gone)
            pairs[name, old, new][1].update(came)
        return [
            Statement(Step.replaced, self.subject, name, old, new, _sorted(gone), _sorted(came))
            for (name, old, new), (gone, came) in pairs.items()
        ]

    def _pairs(self, *, by_graph: bool) -> list[tuple[str, Value, Value, set[Graph], set[Graph]]]:
        """Take the pairs out of what was added and removed."""
        olds, news = (_slots(facts, by_graph=by_graph) for facts in (self.before, self.after))
        found = []
        for slot, values in _slots(self.removed, by_graph=by_graph).items():
            name, _, graph = slot
            if values != olds[slot] or len(values) > 1 or len(news.get(slot, ())) != 1:
                continue
            (old,), (new,) = values, news[slot]
            came_into = self.added.get((name, new), set())
            if came_into and (graph is None or graph in came_into):
                gone, came = _taken(self.removed, (name, old), graph), _taken(self.added, (name, new), graph)
                found.append((name, old, new, gone, came))
        return found

    def _plain(self, step: Step) -> list[Statement]:
        found = []
        for (name, value), graphs in (self.added if step is Step.added else self.removed).items():
            kept = _sorted(self.before.get((name, value), set()) & self.after.get((name, value), set()))
            if step is Step.added:
                found.append(Statement(step, self.subject, name, None, value, (), _sorted(graphs), kept))
            else:
                found.append(Statement(step, self.subject, name, value, None, _sorted(graphs), (), kept))
        return found


Slot = tuple[str, str, Graph | None]


def _graphs_of(quads: Iterable[ox.Quad]) -> dict[Fact, set[Graph]]:
    facts: dict[Fact, set[Graph]] = defaultdict(set)
    for quad in quads:
        facts[quad.predicate.value, quad.object].add(quad.graph_name)
    return facts


def _slots(facts: dict[Fact, set[Graph]], *, by_graph: bool) -> dict[Slot, set[Value]]:
    """The values of each property in each language, and in each graph where that matters."""
    slots: dict[Slot, set[Value]] = defaultdict(set)
    for (name, value), graphs in facts.items():
        language = (value.language or "") if isinstance(value, ox.Literal) else ""
        for graph in graphs if by_graph else [None]:
            slots[name, language, graph].add(value)
    return slots


def _taken(facts: dict[Fact, set[Graph]], fact: Fact, graph: Graph | None) -> set[Graph]:
    """Take a fact out of a graph, or out of all."""
    if graph is None:
        return facts.pop(fact)
    facts[fact].discard(graph)
    if not facts[fact]:
        del facts[fact]
    return {graph}


def _sorted(graphs: Iterable[Graph]) -> tuple[Graph, ...]:
    return tuple(sorted(graphs, key=str))
