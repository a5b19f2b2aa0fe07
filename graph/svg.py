"""Drawings as SVG: boxes, arrows and text in two scripts.

SVG 1.1 (https://www.w3.org/TR/SVG11/), without scripts, style sheets, external fonts or embedded HTML, so that a file
is drawn the same as a picture and in a page. Every line of text is an element of its own: a program that turns an
Arabic text round does so within its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from loaders.text import BIDI_CONTROL, printable

from .boxes import (
    BAR,
    EDGE_LINE,
    EDGE_SIZE,
    LABEL_LINE,
    LABEL_SIZE,
    MARGIN,
    NOTE_LINE,
    NOTE_SIZE,
    PAD,
    Lane,
    Name,
    Placed,
    Plan,
    label_box,
)
from .lettering import width

FONTS = {
    "ar": "'Noto Sans Arabic','Noto Naskh Arabic','Noto Sans',sans-serif",
    "en": "'Noto Sans','Noto Sans Arabic','Noto Naskh Arabic',sans-serif",
}
PAGE, FRAME, INK, LINE, EDGE_INK = "#fcfcfa", "#d9dbd6", "#1c2430", "#5f6b7a", "#38424f"
LATIN_RUN = re.compile(r"[A-Za-z0-9][^\u0600-\u06FF«»،؛؟]*[A-Za-z0-9)%/-]|[A-Za-z]")
"""What keeps its own direction inside Arabic: a symbol, a name in Latin letters, a number."""
_ISOLATE, _ISOLATED = "\u2066", "\u2069"
_HEAD, _HALF = 8.0, 4.2
_LEGEND_LINE = 24.0


@dataclass(frozen=True)
class Colours:
    """The colours of one kind of thing, and its name for the legend."""

    name: str
    fill: str
    line: str
    ink: str


_QUIET = Colours("", PAGE, "#7b8491", EDGE_INK)
"""The colours of a box that stands for no thing."""


def number(value: float) -> str:
    """Write a length, to a tenth.

    >>> number(12.04), number(3.26)
    ('12', '3.3')
    """
    return f"{value:.1f}".removesuffix(".0")


def isolated(line: str, language: str) -> str:
    """A line of text whose symbols in Latin letters are isolated where the line is Arabic.

    By the characters of Unicode (UAX #9), which every program that draws text follows, rather than by attributes, which
    some take as the direction of the whole line.

    >>> isolated("القرار A/RES/71/167", "ar") == "القرار \u2066A/RES/71/167\u2069"
    True
    >>> isolated("برنامج العمل (GLO.ACT)", "ar") == "برنامج العمل (\u2066GLO.ACT\u2069)"
    True
    """
    plain = directed_by_itself(line)
    return LATIN_RUN.sub(_isolate, plain) if language == "ar" else plain


def _isolate(found: re.Match[str]) -> str:
    run, rest = found[0], ""
    if run.count(")") > run.count("("):
        run, bracket, rest = run.rpartition(")")
        rest = bracket + rest
    return f"{_ISOLATE}{run}{_ISOLATED}{rest}" if re.search("[A-Za-z]", run) else found[0]


def directed_by_itself(text: str) -> str:
    """A text without marks of direction that it brings along, which could turn what follows.

    >>> directed_by_itself("a\u202eb")
    'ab'
    """
    return BIDI_CONTROL.sub("", text)


def _told(text: str) -> str:
    return escape(directed_by_itself(text))


class Canvas:
    """Collects the elements of a drawing; turns places round where the language is read from the right."""

    def __init__(self, wide: float, language: str) -> None:
        self.wide = wide
        self.language = language
        self.rtl = language == "ar"
        self.elements: list[str] = []

    def x(self, place: float) -> str:
        """A place counted from where reading begins, as a coordinate."""
        return number(self.wide - place if self.rtl else place)

    def rectangle(self, x: float, y: float, size: tuple[float, float], radius: float, paint: str) -> None:
        """A rectangle whose edge on the side where reading begins is at the place."""
        left = self.x(x + size[0]) if self.rtl else self.x(x)
        self.elements.append(
            f'<rect x="{left}" y="{number(y)}" width="{number(size[0])}" height="{number(size[1])}"'
            f' rx="{number(radius)}" {paint}/>'
        )

    def line_of_text(self, x: float, y: float, text: str, style: str, language: str = "", anchor: str = "") -> None:
        """A line of text that begins at the place, or has its middle there."""
        spoken = language or self.language
        marked = f' lang="{spoken}" xml:lang="{spoken}"' if spoken != self.language else ""
        direction = f' direction="{"rtl" if spoken == "ar" else "ltr"}"' if marked else ""
        if marked and not anchor:
            anchor = ' text-anchor="end"'
        runs = escape(isolated(text, spoken))
        self.elements.append(f'<text x="{self.x(x)}" y="{number(y)}" {style}{anchor}{marked}{direction}>{runs}</text>')

    def curve(self, x: float, y: float, to: tuple[float, float]) -> str:
        """The data of a path from a place to another, level at both."""
        middle = self.x((x + to[0]) / 2)
        return f"M{self.x(x)} {number(y)}C{middle} {number(y)} {middle} {number(to[1])} {self.x(to[0])} {number(to[1])}"


def draw(
    plan: Plan, language: str, colours: dict[str, Colours], title: str, description: str, notes: Sequence[str] = ()
) -> str:
    """Write a plan as an SVG document with a legend, a title and a description in the language.

    `notes` stand below; the first says what a dashed line means, and is left out where there is none.
    """
    canvas = Canvas(plan.width, language)
    for lane in plan.lanes:
        _edge(canvas, plan, lane)
    for placed in plan.boxes:
        _box(canvas, placed, colours.get(placed.box.kind, _QUIET))
    dashed = any(lane.link.inferred for lane in plan.lanes)
    shown = {placed.box.kind for placed in plan.boxes}
    bottom = _legend(canvas, plan.height, [c for k, c in colours.items() if k in shown], notes, dashed)
    wide, high = number(plan.width), number(bottom)
    direction = "rtl" if canvas.rtl else "ltr"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' role="img" lang="{language}" xml:lang="{language}" direction="{direction}"'
        f" font-family={quoteattr(FONTS[language])} aria-label={quoteattr(directed_by_itself(title))}>"
    )
    frame = f'<rect x=".5" y=".5" width="{number(plan.width - 1)}" height="{number(bottom - 1)}" rx="10"'
    body = [
        head,
        f"<title>{_told(title)}</title>",
        f"<desc>{_told(description)}</desc>",
        f'{frame} fill="{PAGE}" stroke="{FRAME}"/>',
        *canvas.elements,
        "</svg>",
    ]
    # XML 1.0 has no control characters, not even as references; no element is of several lines.
    return "".join(f"{printable(line)}\n" for line in body)


def _edge(canvas: Canvas, plan: Plan, lane: Lane) -> None:
    start = plan.gap_start(lane.gap)
    end = start + plan.sizes.gap
    near, far = start + plan.sizes.curve, end - plan.sizes.curve
    heads = {*lane.link.targets, *(lane.link.sources if lane.link.mutual else ())}
    paths, points = [], []
    for key in lane.starts:
        tip = _HEAD if key in heads else 0.0
        paths.append(canvas.curve(start + tip, lane.ports[key], (near, lane.y)))
        if tip:
            points.append(_head(canvas, start, lane.ports[key], 1))
    if lane.starts and lane.ends and lane.lines:
        paths.append(f"M{canvas.x(near)} {number(lane.y)}H{canvas.x(far)}")
    for key in lane.ends:
        tip = _HEAD if key in heads else 0.0
        paths.append(canvas.curve(end - tip, lane.ports[key], (far, lane.y)))
        if tip:
            points.append(_head(canvas, end, lane.ports[key], -1))
    dashes = ' stroke-dasharray="5 3"' if lane.link.inferred else ""
    canvas.elements.append(f"<g><title>{_told(lane.link.label)}</title>")
    canvas.elements.append(f'<path d="{"".join(paths)}" fill="none" stroke="{LINE}" stroke-width="1.4"{dashes}/>')
    canvas.elements.append(f'<path d="{"".join(points)}" fill="{LINE}"/>')
    begins, top, wide, _ = label_box(plan, lane)
    for place, line in enumerate(lane.lines):
        y = top + (place + 1) * EDGE_LINE - 4
        style = f'font-size="{number(EDGE_SIZE)}" fill="{EDGE_INK}"'
        canvas.line_of_text(begins + wide / 2, y, line, style, anchor=' text-anchor="middle"')
    canvas.elements.append("</g>")


def _head(canvas: Canvas, x: float, y: float, side: int) -> str:
    back = canvas.x(x + side * _HEAD)
    return f"M{canvas.x(x)} {number(y)}L{back} {number(y - _HALF)}L{back} {number(y + _HALF)}Z"


def _box(canvas: Canvas, placed: Placed, colours: Colours) -> None:
    box = placed.box
    opened = f"<a href={quoteattr(box.link)}>" if box.link else "<g>"
    canvas.elements.append(f"{opened}<title>{_told(box.title or box.label)}</title>")
    edge = f'fill="{colours.fill}" stroke="{colours.line}" stroke-width="{2.4 if box.central else 1.2}"'
    edge += ' stroke-dasharray="3 3"' if box.quiet else ""
    canvas.rectangle(placed.x, placed.y, (placed.width, placed.height), 6, edge)
    bar = f'fill="{colours.line}"'
    if not box.quiet:
        canvas.rectangle(placed.x, placed.y + 6, (BAR, placed.height - 12), 2, bar)
    used = len(placed.lines) * LABEL_LINE + len(placed.notes) * NOTE_LINE
    y = placed.middle - used / 2
    x = placed.x + BAR + PAD
    style = f'font-size="{number(LABEL_SIZE)}" font-weight="700" fill="{INK}"'
    for place, line in enumerate(placed.lines):
        if box.names:
            _name(canvas, box.names[place], x, y + LABEL_LINE - 5.5, line)
        else:
            canvas.line_of_text(x, y + LABEL_LINE - 5.5, line, style, box.language)
        y += LABEL_LINE
    for line in placed.notes:
        canvas.line_of_text(x, y + NOTE_LINE - 4.5, line, f'font-size="{number(NOTE_SIZE)}" fill="{colours.ink}"')
        y += NOTE_LINE
    canvas.elements.append("</a>" if box.link else "</g>")


def _name(canvas: Canvas, name: Name, x: float, y: float, line: str) -> None:
    """A line of a list, which leads to its own thing; one without a link says what the list leaves out."""
    weight = ' font-weight="700"' if name.link else ""
    if name.link:
        canvas.elements.append(f"<a href={quoteattr(name.link)}><title>{_told(name.title)}</title>")
    canvas.line_of_text(x, y, line, f'font-size="{number(LABEL_SIZE)}"{weight} fill="{INK}"', name.language)
    if name.link:
        canvas.elements.append("</a>")


def _legend(canvas: Canvas, top: float, kinds: Sequence[Colours], notes: Sequence[str], dashed: bool) -> float:
    """Draw the legend in as many rows as it takes; returns the lowest edge."""
    x, y = MARGIN, top + 6
    entries = [(c.name, c) for c in kinds] + [(n, None) for n in (notes if dashed else notes[1:])]
    for place, (name, colours) in enumerate(entries):
        swatch = 22.0 if colours else (32.0 if dashed and place == len(kinds) else 0.0)
        wide = swatch + width(name, NOTE_SIZE)
        if x > MARGIN and x + wide > canvas.wide - MARGIN:
            x, y = MARGIN, y + _LEGEND_LINE
        if colours:
            paint = f'fill="{colours.fill}" stroke="{colours.line}" stroke-width="1.2"'
            canvas.rectangle(x, y, (15, 15), 3, paint)
        elif swatch:
            canvas.elements.append(
                f'<path d="M{canvas.x(x)} {number(y + 7.5)}H{canvas.x(x + 26)}" stroke="{LINE}"'
                ' stroke-width="1.4" stroke-dasharray="5 3"/>'
            )
        canvas.line_of_text(x + swatch, y + 12, name, f'font-size="{number(NOTE_SIZE)}" fill="{EDGE_INK}"')
        x += wide + 20
    return y + _LEGEND_LINE + MARGIN / 2
