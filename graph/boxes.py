"""The parts of a drawing in columns: boxes and edges, before and after they have a place.

Places are counted from where reading begins; the drawing turns them round for a script that begins at the right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .lettering import width

MARGIN = 16.0
PAD = 10.0
BAR = 5.0
LABEL_SIZE, NOTE_SIZE, EDGE_SIZE = 14.0, 12.0, 12.5
LABEL_LINE, NOTE_LINE, EDGE_LINE = 20.0, 17.0, 16.0
UNDER_LABEL = 5.0
_BETWEEN_LANES = 13.0
BESIDE_LABEL = 6.0


@dataclass(frozen=True)
class Sizes:
    """Widths in a drawing: of a box, and of the zones of curves and of labels in a gap."""

    box: float
    curve: float
    label: float

    @property
    def gap(self) -> float:
        """The room between two columns."""
        return 2 * self.curve + self.label


def sizes_for(columns: int) -> Sizes:
    """Fewer columns have more room each, so that letters come out about the same on a page.

    >>> sizes_for(3).box > sizes_for(4).box
    True
    """
    return Sizes(200, 34, 90) if columns <= 3 else Sizes(160, 20, 82)


@dataclass(frozen=True)
class Name:
    """One line of a box that lists several things: the name, the whole label, and the address behind it."""

    text: str
    title: str = ""
    link: str | None = None
    language: str = ""


@dataclass(frozen=True)
class Box:
    """A box before it has a place: what stands in it, and in which column.

    A box with `names` lists several things, each on a line; its label tells them all in running text.
    """

    key: str
    column: int
    label: str
    note: str = ""
    kind: str = "other"
    title: str = ""
    link: str | None = None
    language: str = ""
    central: bool = False
    quiet: bool = False
    names: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Link:
    """An edge from one or several boxes to one or several, with one label; a mutual one is said of both ends."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    label: str
    inferred: bool = False
    mutual: bool = False


@dataclass
class Placed:
    """A box in its place: the edge where reading begins, the top, and the lines of its texts."""

    box: Box
    x: float
    width: float
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    y: float = 0.0
    height: float = 0.0

    @property
    def middle(self) -> float:
        """The height at which its edges begin."""
        return self.y + self.height / 2


@dataclass
class Lane:
    """An edge in its place: its height in the gap, its label, and where it touches each box."""

    link: Link
    gap: int
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    lines: tuple[str, ...]
    y: float = 0.0
    ports: dict[str, float] = field(default_factory=dict)

    @property
    def returns(self) -> bool:
        """Whether it joins boxes of one column: then it turns back where its label begins, and has no line under it."""
        return not (self.starts and self.ends)

    @property
    def above(self) -> float:
        """How far the label reaches above the line, or above the turn."""
        high = len(self.lines) * EDGE_LINE
        return high / 2 + UNDER_LABEL if self.returns else high + UNDER_LABEL

    @property
    def below(self) -> float:
        """The room that it needs below."""
        return (len(self.lines) * EDGE_LINE / 2 if self.returns else 0) + _BETWEEN_LANES


@dataclass(frozen=True)
class Plan:
    """A whole drawing in its places."""

    sizes: Sizes
    boxes: tuple[Placed, ...]
    lanes: tuple[Lane, ...]
    width: float
    height: float

    def gap_start(self, gap: int) -> float:
        """Where the gap after a column begins."""
        return MARGIN + gap * (self.sizes.box + self.sizes.gap) + self.sizes.box


def label_box(drawing: Plan, lane: Lane) -> tuple[float, float, float, float]:
    """The room of an edge's label: start, top, width, height, counted from where reading begins."""
    wide = max((width(line, EDGE_SIZE) for line in lane.lines), default=0.0)
    start = drawing.gap_start(lane.gap)
    if not lane.returns:
        begins = start + (drawing.sizes.gap - wide) / 2
    elif lane.starts:
        begins = start + drawing.sizes.curve + BESIDE_LABEL
    else:
        begins = start + drawing.sizes.gap - drawing.sizes.curve - BESIDE_LABEL - wide
    high = len(lane.lines) * EDGE_LINE
    return begins, lane.y - (high / 2 if lane.returns else lane.above), wide, high
