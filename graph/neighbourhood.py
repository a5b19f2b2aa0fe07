"""What a picture of a part of the graph shows: which things, and which statements between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from .statements import Statement, class_of, natural, statements_of

MOST = 14
"""How many neighbours a picture shows."""
_MOST_ON_A_SIDE = 9
_MOST_BETWEEN = 6
_SAME_ENDS = 2
_STATED_IN = expand("statedIn")
_EDITORIAL = (expand("eli:LegalResourceSubdivision"), expand("Correction"))
_BETWEEN = (expand("Figure"), expand("Membership"), expand("Mandate"))


@dataclass(frozen=True)
class Group:
    """Neighbours that are related to the thing in the middle by the same properties."""

    properties: tuple[str, ...]
    things: tuple[str, ...]
    inferred: bool


@dataclass(frozen=True)
class Side:
    """The neighbours on one side that are shown, and how many are not."""

    groups: tuple[Group, ...]
    left_out: int


@dataclass(frozen=True)
class Part:
    """A part of the graph: things, the statements between them, and how many nodes between them are not shown."""

    things: tuple[str, ...]
    statements: tuple[Statement, ...]
    left_out: int


def sides(store: ox.Store, iri: str, base: str, most: int = MOST) -> tuple[Side, Side]:
    """What points to a thing and what it points to: those stated before those inferred, some of each property."""
    statements = statements_of(store, iri, base)
    stated = {s.other(iri) for s in statements if not s.inferred}
    statements = [s for s in statements if not s.inferred or s.other(iri) not in stated]
    pointing = _groups(store, iri, [s for s in statements if s.object == iri])
    pointed = _groups(store, iri, [s for s in statements if s.subject == iri])
    totals = [sum(len(g.things) for g in groups) for groups in (pointing, pointed)]
    half = most // 2
    shares = [max(half, most - min(half, total)) for total in reversed(totals)]
    one, other = (
        _side(groups, min(share, _MOST_ON_A_SIDE)) for groups, share in zip((pointing, pointed), shares, strict=True)
    )
    return one, other


def _groups(store: ox.Store, iri: str, statements: Sequence[Statement]) -> list[Group]:
    by_thing: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_thing[statement.other(iri)].append(statement)
    groups: dict[tuple[bool, bool, tuple[str, ...]], list[str]] = defaultdict(list)
    for thing, about in by_thing.items():
        above = vocabulary().superclasses[class_of(store, thing) or ""]
        editorial = any(c in above for c in _EDITORIAL)
        groups[about[0].inferred, editorial, tuple(sorted({s.property for s in about}))].append(thing)
    ordered = sorted(groups.items(), key=lambda g: (*g[0][:2], -len(g[1]), g[0][2]))
    return [
        Group(p, tuple(sorted(things, key=natural) if editorial else _telling(store, things)), inferred)
        for (inferred, editorial, p), things in ordered
    ]


def _telling(store: ox.Store, things: Iterable[str]) -> list[str]:
    """Things in the order in which they are worth showing: those that more is said of first."""

    def links(iri: str) -> int:
        return sum(1 for _ in store.quads_for_pattern(None, None, ox.NamedNode(iri), ox.DefaultGraph()))

    counted = {iri: links(iri) for iri in things}
    return sorted(counted, key=lambda iri: (-counted[iri], natural(iri)))


def _side(groups: Sequence[Group], most: int) -> Side:
    """Take one neighbour of each group in turn until there are enough."""
    total = sum(len(g.things) for g in groups)
    # A box is for what is left out: it would be a waste to leave out only one thing.
    most = total if total == most + 1 else most
    taken = [0] * len(groups)
    while sum(taken) < min(most, total):
        for place, group in enumerate(groups):
            if taken[place] < len(group.things) and sum(taken) < most:
                taken[place] += 1
    shown = (Group(g.properties, g.things[:n], g.inferred) for g, n in zip(groups, taken, strict=True) if n)
    return Side(tuple(shown), total - sum(taken))


def between(store: ox.Store, iris: Sequence[str], base: str) -> Part:
    """The statements between things, and the figures, memberships and mandates that connect them."""
    given = list(dict.fromkeys(iris))
    statements = {s for iri in given for s in statements_of(store, iri, base)}
    joining: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for iri in given:
            if iri in (statement.subject, statement.object):
                joining[statement.other(iri)].add(iri)
    nodes: dict[frozenset[str], list[str]] = defaultdict(list)
    for node, ends in sorted(joining.items(), key=lambda item: natural(item[0])):
        if node not in given and len(ends) > 1 and _is_between(store, node):
            nodes[frozenset(ends)].append(node)
    joined = sorted(nodes, key=lambda ends: (-len(ends), natural(nodes[ends][0])))
    # One node for each set of ends comes before a second one for any.
    turns = [node for turn in range(_SAME_ENDS) for ends in joined for node in nodes[ends][turn : turn + 1]]
    added = turns[:_MOST_BETWEEN]
    shown = [*given, *sorted(added, key=natural)]
    statements |= {s for node in added for s in statements_of(store, node, base)}
    kept = [s for s in statements if {s.subject, s.object} <= set(shown)]
    left_out = sum(len(found) for found in nodes.values()) - len(added)
    return Part(
        tuple(shown), tuple(sorted(_plain(store, kept), key=lambda s: (s.subject, s.property, s.object))), left_out
    )


def _is_between(store: ox.Store, iri: str) -> bool:
    above = vocabulary().superclasses.get(class_of(store, iri) or "", frozenset())
    return any(c in above for c in _BETWEEN)


def _plain(store: ox.Store, statements: Iterable[Statement]) -> Iterator[Statement]:
    """Without what is inferred where something is stated, and without the paragraphs of what is no node of one."""
    stated = {frozenset((s.subject, s.object)) for s in statements if not s.inferred}
    nodes = {iri for s in statements for iri in (s.subject, s.object) if _is_between(store, iri)}
    joined = defaultdict[str, set[str]](set)
    for s in statements:
        for end in (s.subject, s.object):
            if end in nodes:
                joined[end].add(s.other(end))
    for s in statements:
        through = any({s.subject, s.object} <= ends for ends in joined.values())
        if s.inferred and s.property == _STATED_IN:
            shown = s.subject in nodes
        else:
            shown = not s.inferred or not (frozenset((s.subject, s.object)) in stated or through)
        if shown:
            yield s
