"""Pictures of a part of the graph: a thing among its neighbours, or several things and what connects them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import pyoxigraph as ox

from loaders.text import arabic_digits, grouped

from .boxes import Box, Link, Name, Plan
from .captions import COMMA, caption, colours, kind_of, label, part_caption, property_label
from .columns import plan
from .layers import layers, ordered
from .neighbourhood import Group, Part, Side, between, sides
from .statements import Statement, class_of, inverse, is_mutual
from .svg import draw

LinkOf = Callable[[str], str | None]
"""Gives the address of the page of a thing, or its IRI; None where the box is no link."""
_STOP = {"ar": "؛ ", "en": "; "}
_INFERRED = {"ar": "مستنتج", "en": "inferred"}
_AMONG = {"ar": "{} ({}) وما يرتبط به", "en": "{} ({}) and what it is linked with"}
_PART = {
    "ar": "أشياء من الرسم البياني والعبارات التي تربط بينها",
    "en": "Things of the graph and the statements between them",
}
_NOT_DRAWN = {"ar": "يربط بينها أيضاً ما لم يُرسم، وعدده {}", "en": "also between them, not drawn: {}"}
_NOTHING = {"ar": "لا عبارات", "en": "No statements"}


def more(count: int, language: str) -> str:
    """Say how many things are not shown.

    >>> [more(n, "ar") for n in (1, 2, 3, 11, 100)]
    ['وشيء آخر', 'وشيئان آخران', 'و٣ أشياء أخرى', 'و١١ شيئاً آخر', 'و١٠٠ شيء آخر']
    >>> more(12, "en")
    'and 12 more'
    """
    if language == "en":
        return f"and {count} more"
    if count <= 2:
        return ("وشيء آخر", "وشيئان آخران")[count - 1]
    form = "{} أشياء أخرى" if 3 <= count % 100 <= 10 else "{} شيئاً آخر" if count % 100 > 10 else "{} شيء آخر"
    return f"و{form.format(arabic_digits(str(count)))}"


def neighbourhood_svg(store: ox.Store, identifier: str, language: str, link: LinkOf) -> str:
    """Draw a thing in the middle, what points to it before it, and what it points to after it.

    `identifier` is the IRI of the thing; `link` gives the address behind each box.
    """
    made = neighbourhood_plan(store, identifier, language, link)
    about = caption(store, identifier, language)
    title = _AMONG[language].format(about.label, about.class_label)
    return draw(made, language, colours(language), title, told(made, language), [_INFERRED[language]])


def neighbourhood_plan(store: ox.Store, identifier: str, language: str, link: LinkOf) -> Plan:
    """The places of the picture of a thing among its neighbours."""
    pointing, pointed = sides(store, identifier)
    middle = 1 if pointing.groups else 0
    boxes = [_box(store, identifier, identifier, middle, language, link, central=True)]
    links: list[Link] = []
    for column, side, name in ((0, pointing, "in"), (middle + 1, pointed, "out")):
        made, edges = _side(store, identifier, side, (column, name), language, link)
        boxes += made
        links += edges
    return plan(boxes, links)


def _side(
    store: ox.Store, iri: str, side: Side, place: tuple[int, str], language: str, link: LinkOf
) -> tuple[list[Box], list[Link]]:
    column, name = place
    boxes: list[Box] = []
    links: list[Link] = []
    for group in side.groups:
        if group.listed:
            made = [_list(store, f"{name} {group.things[0]}", group, column, language, link)]
        else:
            made = [_box(store, f"{name} {t}", t, column, language, link, beside=(iri,)) for t in group.things]
        boxes += made
        outer, told_by = tuple(box.key for box in made), _labels(group, language)
        sources, targets = (outer, (iri,)) if name == "in" else ((iri,), outer)
        links.append(Link(sources, targets, told_by, group.inferred, all(map(is_mutual, group.properties))))
    if side.left_out:
        text = more(side.left_out, language)
        boxes.append(Box(f"{name} more", column, text, kind="more", link=link(iri), quiet=True))
    return boxes, links


def _labels(group: Group, language: str) -> str:
    return COMMA[language].join(property_label(p, language) for p in group.properties)


def _list(store: ox.Store, key: str, group: Group, column: int, language: str, link: LinkOf) -> Box:
    """One box for several things: the name of each on a line, their class or their document below."""
    classes = [class_of(store, iri) or "" for iri in group.things]
    labels = [(iri, *label(store, iri, language)) for iri in group.things]
    names = [Name(text, text, link(iri), tag) for iri, text, tag in labels]
    note = caption(store, group.things[0], language).class_label if len(set(classes)) == 1 else ""
    parts = [part_caption(store, iri, language) for iri in group.things] if group.rank else []
    if parts and all(short for short, _ in parts):
        names = [replace(name, text=short, language=language) for name, (short, _) in zip(names, parts, strict=True)]
        note = parts[0][1]
    if group.left_out:
        names.append(Name(more(group.left_out, language)))
    told = COMMA[language].join(name.text for name in names)
    return Box(key, column, told, note, kind_of(classes[0]), names=tuple(names))


def _box(
    store: ox.Store,
    key: str,
    iri: str,
    column: int,
    language: str,
    link: LinkOf,
    *,
    central: bool = False,
    beside: Collection[str] = (),
) -> Box:
    about = caption(store, iri, language, beside)
    return Box(key, column, about.short, about.note, about.kind, about.label, link(iri), about.language, central)


def part_svg(
    store: ox.Store,
    identifiers: Sequence[str],
    language: str,
    link: LinkOf,
    columns: Mapping[str, int] | None = None,
) -> str:
    """Draw several things and the statements between them, from the first thing on.

    `identifiers` are IRIs. Figures, memberships and mandates that connect them are drawn too, unless `columns` says
    where each thing stands: then these things alone are drawn, in the order given. Raises TooFar where such columns
    do not fit.
    """
    part = between(store, identifiers)
    if columns is not None:
        part = Part(tuple(identifiers), tuple(s for s in part.statements if {s.subject, s.object} <= set(columns)), 0)
    made = part_plan(store, part, language, link, columns)
    notes = [_INFERRED[language]]
    if part.left_out:
        notes.append(_NOT_DRAWN[language].format(grouped(str(part.left_out), language)))
    return draw(made, language, colours(language), _PART[language], told(made, language), notes)


def part_plan(
    store: ox.Store, part: Part, language: str, link: LinkOf, columns: Mapping[str, int] | None = None
) -> Plan:
    """The places of the picture of several things."""
    pairs = [(s.subject, s.object) for s in part.statements]
    found = dict(columns) if columns is not None else layers(part.things, pairs)
    order = list(part.things) if columns is not None else ordered(found, pairs)
    boxes = [_box(store, iri, iri, found[iri], language, link, beside=part.things) for iri in order]
    return plan(boxes, edges(part.statements, found, language))


def edges(statements: Sequence[Statement], columns: Mapping[str, int], language: str) -> list[Link]:
    """One edge for all that a thing is related to by the same properties, in the same direction and column.

    Arrows run with the reading direction where the ontology has a word for it: `implements` for `implemented by`.
    """
    joined: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for s in statements:
        begin, name, end = s.subject, s.property, s.object
        turned = inverse(name)
        if columns[begin] > columns[end] and turned:
            begin, name, end = end, turned, begin
        joined[begin, end, s.inferred].append(name)
    from_one: dict[tuple[str, tuple[str, ...], bool, int], list[str]] = defaultdict(list)
    for (begin, end, inferred), names in joined.items():
        from_one[begin, tuple(names), inferred, columns[end]].append(end)
    to_one: dict[tuple[tuple[str, ...], tuple[str, ...], bool, int], list[str]] = defaultdict(list)
    for (begin, told_by, inferred, _), ends in from_one.items():
        to_one[tuple(ends), told_by, inferred, columns[begin]].append(begin)
    return [
        Link(
            tuple(begins),
            ends,
            COMMA[language].join(property_label(name, language) for name in told_by),
            inferred,
            all(map(is_mutual, told_by)),
        )
        for (ends, told_by, inferred, _), begins in to_one.items()
    ]


def told(made: Plan, language: str) -> str:
    """What the picture shows, told in words for those who do not see it."""
    names = {placed.box.key: placed.box.label for placed in made.boxes}
    told = [
        f"{names[source]} – {lane.link.label} – {names[target]}"
        for lane in made.lanes
        for source in lane.link.sources
        for target in lane.link.targets
    ]
    return (_STOP[language].join(told) or _NOTHING[language]) + "."
