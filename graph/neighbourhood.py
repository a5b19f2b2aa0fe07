"""What a picture of a part of the graph shows: which things, and which statements between them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from .captions import document_of, kind_of, label
from .statements import Statement, class_of, natural, statements_of

MOST = 14
"""How many neighbours a picture shows."""
_MOST_ON_A_SIDE = 9
_NAMES_IN_A_BOX, _NAMES_MORE = 4, 5
"""How many names stand in a list as high as one box, and how many more for each further box that it is high."""
_MOST_HIGH = {0: 3, 2: 2}
"""How many boxes high a list is at most: of named things, of paragraphs."""
_SHORT = 22
"""How many letters a name has at most that fits a line."""
_MOST_BETWEEN = 6
_SAME_ENDS = 2
_STATED_IN = expand("statedIn")
_NUMBERED = (expand("Paragraph"), expand("Footnote"))
_EDITORIAL = (expand("Section"), expand("Correction"))
_MEASURE = expand("Measure")
_BETWEEN = (expand("Figure"), expand("Membership"), expand("Mandate"))


@dataclass(frozen=True)
class Group:
    """Neighbours that are related to the thing in the middle by the same properties.

    They are named things (rank 0), sections and corrections (1), or paragraphs and footnotes (2), which say little by
    themselves. Where they are `listed`, they stand together in one box, which says how many it leaves out.
    """

    properties: tuple[str, ...]
    things: tuple[str, ...]
    inferred: bool
    rank: int = 0
    listed: bool = False
    left_out: int = 0

    @property
    def boxes(self) -> int:
        """How many boxes they take, or are high as a list."""
        if not self.listed:
            return len(self.things)
        # The line for what is left out is as high as a name: it would be a waste to leave out only one.
        further = len(self.things) - _NAMES_IN_A_BOX - 1
        return min(1 + math.ceil(further / _NAMES_MORE), _MOST_HIGH[self.rank]) if further > 0 else 1

    def shortened(self, boxes: int) -> Group:
        """As many of them as there is room for in so many boxes."""
        if not self.listed:
            return replace(self, things=self.things[:boxes])
        names = _NAMES_IN_A_BOX + (boxes - 1) * _NAMES_MORE
        shown = self.things if len(self.things) == names + 1 else self.things[:names]
        return replace(self, things=shown, left_out=len(self.things) - len(shown))


@dataclass(frozen=True)
class Side:
    """The neighbours on one side that are shown, and how many are not, besides what lists leave out."""

    groups: tuple[Group, ...]
    left_out: int


@dataclass(frozen=True)
class Part:
    """A part of the graph: things, the statements between them, and how many nodes between them are not shown."""

    things: tuple[str, ...]
    statements: tuple[Statement, ...]
    left_out: int


def sides(store: ox.Store, iri: str, most: int = MOST) -> tuple[Side, Side]:
    """What points to a thing and what it points to: some of each property, named things before parts of documents.

    Among both, what is stated comes before what is inferred.
    """
    statements = statements_of(store, iri)
    stated = {s.other(iri) for s in statements if not s.inferred}
    statements = [s for s in statements if not s.inferred or s.other(iri) not in stated]
    pointing = _groups(store, iri, [s for s in statements if s.object == iri])
    pointed = _groups(store, iri, [s for s in statements if s.subject == iri])
    totals = [sum(g.boxes for g in groups) for groups in (pointing, pointed)]
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
    groups: dict[tuple[int, bool, tuple[str, ...]], list[str]] = defaultdict(list)
    for thing, about in by_thing.items():
        key = _rank(store, thing), about[0].inferred, tuple(sorted({s.property for s in about}))
        groups[key].append(thing)
    ordered = sorted(groups.items(), key=lambda g: (*g[0][:2], -len(g[1]), g[0][2]))
    return [_group(store, properties, things, inferred, rank) for (rank, inferred, properties), things in ordered]


def _rank(store: ox.Store, iri: str) -> int:
    above = vocabulary().superclasses.get(class_of(store, iri) or "", frozenset())
    return 2 if any(c in above for c in _NUMBERED) else int(any(c in above for c in _EDITORIAL))


def _group(store: ox.Store, properties: tuple[str, ...], things: list[str], inferred: bool, rank: int) -> Group:
    if rank:
        listed = rank == 2 and len(things) > 1 and len({document_of(thing) for thing in things}) == 1
        return Group(properties, tuple(sorted(things, key=natural)), inferred, rank, listed)
    telling = _telling(store, things)
    short = [thing for thing in telling if _is_short(store, thing)]
    alike = len({kind_of(class_of(store, thing) or "") for thing in things}) == 1
    listed = alike and len(short) >= _NAMES_IN_A_BOX and 2 * len(short) > len(things)
    # In a list, names that a line would cut come last.
    shown = short + [thing for thing in telling if thing not in short] if listed else telling
    return Group(properties, tuple(shown), inferred, rank, listed)


def _is_short(store: ox.Store, iri: str) -> bool:
    """Whether a name fits a line in both languages, so that both pictures show the same."""
    return all(len(label(store, iri, language)[0]) <= _SHORT for language in ("ar", "en"))


def _telling(store: ox.Store, things: Iterable[str]) -> list[str]:
    """Things in the order in which they are worth showing: those that more is said of first, one of each kind in turn.

    What is counted says little without the figures that count it, and comes last of its kind.
    """

    def worth(iri: str) -> tuple[bool, int, tuple[str, ...]]:
        pointing = store.quads_for_pattern(None, None, ox.NamedNode(iri), ox.DefaultGraph())
        return classes[iri] == _MEASURE, -sum(1 for _ in pointing), natural(iri)

    classes = {iri: class_of(store, iri) or "" for iri in things}
    turns: dict[str, int] = defaultdict(int)
    placed: list[tuple[int, int, str]] = []
    for place, iri in enumerate(sorted(classes, key=worth)):
        kind = kind_of(classes[iri])
        placed.append((turns[kind], place, iri))
        turns[kind] += 1
    return [iri for _, _, iri in sorted(placed)]


def _side(groups: Sequence[Group], most: int) -> Side:
    """Fill the boxes of a side: named things leave one box to the parts of documents, which take what is left."""
    total = sum(g.boxes for g in groups)
    # A box is for what is left out: it would be a waste to leave out only one thing.
    most = total if total == most + 1 else most
    taken = [0] * len(groups)
    named = [place for place, group in enumerate(groups) if not group.rank]
    others = [place for place, group in enumerate(groups) if group.rank]
    _take_in_turn(groups, taken, named, most - bool(others))
    _take_in_turn(groups, taken, others, most - sum(taken))
    shown = [group.shortened(n) for group, n in zip(groups, taken, strict=True) if n]
    counted = sum(len(group.things) + group.left_out for group in shown)
    return Side(tuple(shown), sum(len(group.things) for group in groups) - counted)


def _take_in_turn(groups: Sequence[Group], taken: list[int], places: Sequence[int], most: int) -> None:
    """Take one box of each group in turn until there are enough."""
    left = min(most, sum(groups[place].boxes for place in places))
    while left > 0:
        for place in places:
            if left > 0 and taken[place] < groups[place].boxes:
                taken[place] += 1
                left -= 1


def between(store: ox.Store, iris: Sequence[str]) -> Part:
    """The statements between things, and the figures, memberships and mandates that connect them."""
    given = list(dict.fromkeys(iris))
    statements = {s for iri in given for s in statements_of(store, iri)}
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
    statements |= {s for node in added for s in statements_of(store, node)}
    kept = [s for s in statements if {s.subject, s.object} <= set(shown)]
    left_out = sum(len(found) for found in nodes.values()) - len(added)
    return Part(
        tuple(shown), tuple(sorted(_plain(store, kept), key=lambda s: (s.subject, s.property, s.object))), left_out
    )


def alone(part: Part, iris: Sequence[str]) -> list[str]:
    """Those of the things that no statement of the part connects with another.

    >>> alone(Part(("a", "b", "c"), (Statement("a", "p", "b", False),), 0), ["a", "c"])
    ['c']
    """
    joined = {end for s in part.statements for end in (s.subject, s.object)}
    return [iri for iri in iris if iri not in joined]


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
