"""A drawing in columns: where boxes, edges and their labels go, computed so that nothing overlaps.

Boxes stand in columns. Between two columns is a gap with three zones: curves, labels, curves. Every edge crosses the
zone of labels on a lane of its own, under its label, so no edge runs through a box or a label.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ontology.errors import SijillError

from .boxes import (
    BAR,
    BESIDE_LABEL,
    EDGE_SIZE,
    LABEL_LINE,
    LABEL_SIZE,
    MARGIN,
    NOTE_LINE,
    NOTE_SIZE,
    PAD,
    Box,
    Lane,
    Link,
    Placed,
    Plan,
    Sizes,
    sizes_for,
)
from .lettering import wrap

_BETWEEN_BOXES = 18.0
_BETWEEN_PORTS = 15.0


class TooFar(SijillError):
    """An edge joins boxes that are neither in the same column nor in two that stand side by side."""


def plan(boxes: Sequence[Box], links: Sequence[Link]) -> Plan:
    """Give every box and edge its place; boxes of a column stand in the order given.

    Raises TooFar where an edge would have to pass a column.

    >>> made = plan([Box("a", 0, "A"), Box("b", 1, "B")], [Link(("a",), ("b",), "to")])
    >>> [lane.gap for lane in made.lanes], made.boxes[0].y == made.boxes[1].y
    ([0], True)
    """
    columns = max(box.column for box in boxes) + 1
    sizes = sizes_for(columns)
    placed = {box.key: _measured(box, sizes) for box in boxes}
    lanes = [_lane(link, placed, columns, sizes) for link in links]
    ports = defaultdict[tuple[str, int], int](int)
    for lane in lanes:
        for key in (*lane.starts, *lane.ends):
            ports[key, lane.gap] += 1
    for (key, _), count in ports.items():
        placed[key].height = max(placed[key].height, (count - 1) * _BETWEEN_PORTS + 24)
    gaps = 1 + max((lane.gap for lane in lanes), default=-1)
    taken = [sum(lane.above + lane.below for lane in lanes if lane.gap == gap) for gap in range(gaps)]
    height = _stack(placed.values(), columns, max(taken, default=0.0))
    below = 0.0
    for gap in range(gaps):
        below = max(below, _spread([lane for lane in lanes if lane.gap == gap], placed, height))
    _dock(lanes, placed)
    wide = 2 * MARGIN + columns * sizes.box + max(columns - 1, gaps) * sizes.gap
    return Plan(sizes, tuple(placed.values()), tuple(lanes), wide, max(height, below) + MARGIN)


def _measured(box: Box, sizes: Sizes) -> Placed:
    room = sizes.box - BAR - 2 * PAD
    lines = wrap(box.label, room, LABEL_SIZE, bold=True)
    if box.names:
        lines = tuple(wrap(name.text, room, LABEL_SIZE, bold=True, most=1)[0] for name in box.names)
    notes = wrap(box.note, room, NOTE_SIZE, most=2) if box.note else ()
    x = MARGIN + box.column * (sizes.box + sizes.gap)
    height = 2 * PAD - 4 + len(lines) * LABEL_LINE + len(notes) * NOTE_LINE
    return Placed(box, x, sizes.box, lines, notes, height=height)


def _lane(link: Link, placed: Mapping[str, Placed], columns: int, sizes: Sizes) -> Lane:
    """Find the gap of an edge, and which boxes it touches at the beginning and at the end of that gap."""
    at = {key: placed[key].box.column for key in (*link.sources, *link.targets)}
    first, last = min(at.values()), max(at.values())
    if last - first > 1:
        raise TooFar(f"{link.label}: {', '.join(link.sources)} and {', '.join(link.targets)} are too far apart")
    gap = first if last > first or first < columns - 1 or columns == 1 else first - 1
    starts, ends = (tuple(key for key in at if at[key] == column) for column in (gap, gap + 1))
    room = sizes.label if starts and ends else sizes.label + sizes.curve - 2 * BESIDE_LABEL
    return Lane(link, gap, starts, ends, wrap(link.label, room, EDGE_SIZE, most=4))


def _stack(placed: Iterable[Placed], columns: int, least: float) -> float:
    """Stack the boxes of each column around a common middle; returns the lowest edge, at least so far down."""
    stacks: list[list[Placed]] = [[] for _ in range(columns)]
    for box in placed:
        stacks[box.box.column].append(box)
    heights = [sum(b.height for b in s) + _BETWEEN_BOXES * (len(s) - 1) for s in stacks]
    tallest = max(*heights, least)
    for stack, height in zip(stacks, heights, strict=True):
        # What is left over opens the spaces between boxes, so that edges have room, but only so far.
        spare = (tallest - height) / (len(stack) + 1) if stack else 0
        more = min(spare, 2.5 * _BETWEEN_BOXES)
        y = MARGIN + (tallest - height - more * (len(stack) - 1)) / 2
        for box in stack:
            box.y = y
            y += box.height + _BETWEEN_BOXES + more
    return MARGIN + tallest


def _spread(lanes: list[Lane], placed: Mapping[str, Placed], bottom: float) -> float:
    """Place the lanes of a gap near the boxes that they join, none over another; returns the lowest edge."""
    degree = defaultdict[str, int](int)
    for lane in lanes:
        for key in (*lane.starts, *lane.ends):
            degree[key] += 1

    def wanted(lane: Lane) -> float:
        sides = [side for side in (lane.starts, lane.ends) if side]
        least = min(max(degree[key] for key in side) for side in sides)
        near = [key for side in sides if max(degree[key] for key in side) == least for key in side]
        return sum(placed[key].middle for key in near) / len(near)

    def whole(lane: Lane) -> tuple[float, float, float]:
        both = [sum(placed[key].middle for key in side) / len(side) for side in (lane.starts, lane.ends) if side]
        return wanted(lane), sum(both) / len(both), both[0]

    lanes.sort(key=whole)
    floor = MARGIN
    for lane, y in zip(lanes, _apart([wanted(lane) for lane in lanes], lanes), strict=True):
        lane.y = max(y, floor + lane.above)
        floor = lane.y + lane.below
    return max(bottom, floor)


def _apart(wanted: Sequence[float], lanes: Sequence[Lane]) -> list[float]:
    """Move places as little as possible so that each leaves the room above and below that it needs.

    Pool adjacent violators: https://en.wikipedia.org/wiki/Isotonic_regression
    """
    offsets = [0.0]
    for one, following in pairwise(lanes):
        offsets.append(offsets[-1] + one.below + following.above)
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=False):
        pools.append((place - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n)]
    flat = [value for value, count in pools for _ in range(count)]
    return [value + offset for value, offset in zip(flat, offsets, strict=False)]


def _dock(lanes: Sequence[Lane], placed: Mapping[str, Placed]) -> None:
    """Spread the places where edges touch a side of a box, in the order of the lanes."""
    sides = defaultdict[tuple[str, int], list[Lane]](list)
    for lane in lanes:
        for key in (*lane.starts, *lane.ends):
            sides[key, lane.gap].append(lane)
    for (key, _), touching in sides.items():
        touching.sort(key=lambda lane: lane.y)
        box = placed[key]
        step = min(_BETWEEN_PORTS * 1.5, (box.height - 20) / max(len(touching) - 1, 1))
        for place, lane in enumerate(touching):
            lane.ports[key] = box.middle + (place - (len(touching) - 1) / 2) * step
