"""A chart of an answer, where it fits one: bars by name, or columns over time.

SVG 1.1 (https://www.w3.org/TR/SVG11/) with presentation attributes alone, in the colour of the text around it, with a
title and a description (https://www.w3.org/TR/SVG-access/); an Arabic one is read from the right. It never stands for
the table, which has all that it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox
from markupsafe import Markup

from loaders.text import BIDI_CONTROL, printable
from ontology.namespaces import expand

from ..lettering import width, wrap
from ..svg import FONTS, Canvas
from ..svg import number as length
from .answer_table import AnswerTable, Cell
from .chart_time import day_of, placed
from .class_names import forms, listed

LEAST, MOST = 2, 40
"""A chart of one bar says nothing, one of more than this many is no longer read."""
_WIDE, _MARGIN, _SIZE = 720.0, 12.0, 14.0
_BAR, _STEP, _NAMES = 20.0, 30.0, 250.0
_HIGH, _FOOT, _THICKEST = 220.0, 30.0, 46.0
_FILL = "#3f7fae"
"""It stands out from both a light and a dark page (WCAG 2.2, 1.4.11)."""
_DATES = frozenset(expand(f"xsd:{name}") for name in ("date", "gYearMonth", "gYear"))
_INK = 'fill="currentColor"'
_SIDE = _MARGIN + 8.0


@dataclass(frozen=True)
class Point:
    """One bar: its name with the tag of its language, its value, the value as it is written, and the day it begins."""

    name: str
    language: str
    value: float
    written: str
    day: int | None = None


def chart(table: AnswerTable, language: str) -> Markup:
    """Draw an answer; nothing where it does not fit a chart.

    It fits where beside what is the same in all rows there are one column of numbers, none of them below zero, and one
    of names or dates, each of them once, in 2 to 40 rows.

    >>> from graph.query import Answer
    >>> from graph.site.answer_table import answer_table
    >>> from graph.site.reader import Reader
    >>> rows = ((ox.Literal("a"), ox.Literal(2)), (ox.Literal("b"), ox.Literal(3)))
    >>> table = answer_table(Reader(ox.Store(), "https://a.net/"), "en", Answer(("x", "y"), rows))
    >>> chart(table, "en").count("<rect")
    2
    """
    found = _fitting(table)
    if not found:
        return Markup("")
    name, value = found
    points = [point for row in table.rows if (point := _point(row[name], row[value], language)) is not None]
    if len(points) != len(table.rows) or len({point.name for point in points}) != len(points):
        return Markup("")
    title = "{1} — {0}".format(*(BIDI_CONTROL.sub("", table.columns[n].heading.text) for n in found))
    timed = None not in (days := {point.day for point in points}) and len(days) == len(points)
    return _columns(points, language, title) if timed else _bars(points, language, title)


def _fitting(table: AnswerTable) -> tuple[int, int] | None:
    """The columns of names and of numbers."""
    if table.left_out or not LEAST <= len(table.rows) <= MOST:
        return None
    varying = [n for n in range(len(table.columns)) if len({row[n].node for row in table.rows}) > 1]
    numbers = [n for n in range(len(table.columns)) if table.columns[n].numeric]
    names = [n for n in varying if n not in numbers]
    return (names[0], numbers[0]) if len(names) == 1 and len(numbers) == 1 else None


def _point(name: Cell, value: Cell, language: str) -> Point | None:
    """A bar; None where its number is not told, or less than nothing. A class stands for its things."""
    if name.node is None or not isinstance(value.node, ox.Literal):
        return None
    try:
        amount = float(value.node.value)
    except ValueError:
        return None
    if not 0 <= amount < float("inf"):
        return None
    dated = isinstance(name.node, ox.Literal) and name.node.datatype.value in _DATES
    day = day_of(name.node.value) if isinstance(name.node, ox.Literal) and dated else None
    text = listed(name.iri, language) if name.iri in forms() else name.text
    shown = printable(BIDI_CONTROL.sub("", text.text))
    return Point(shown, text.language or "en", amount, value.text.text, day)


def _bars(points: Sequence[Point], language: str, title: str) -> Markup:
    canvas = Canvas(_WIDE, language)
    room = min(_NAMES, max(width(point.name, _SIZE) for point in points) + 6)
    after = max(width(point.written, _SIZE) for point in points) + 14
    start = _MARGIN + room + 10
    scale = (_WIDE - start - after - _MARGIN) / (max(point.value for point in points) or 1)
    y = _MARGIN
    for point in points:
        lines = wrap(point.name, room, _SIZE, most=2)
        step = _STEP if len(lines) == 1 else _STEP + 16
        middle = y + step / 2
        canvas.elements.append(f"<g><title>{escape(f'{point.name}: {point.written}')}</title>")
        first = middle + 5 - 9 * (len(lines) - 1)
        for place, line in enumerate(lines):
            style = f'font-size="{length(_SIZE)}" {_INK}'
            ends = point.language != language  # what runs the other way begins at its far end
            canvas.line_of_text(
                start - 10, first + 18 * place, line, style, point.language, ' text-anchor="start"' if ends else _END
            )
        size = (max(point.value * scale, 1.0), _BAR)
        canvas.rectangle(start, middle - _BAR / 2, size, 2, f'fill="{_FILL}"')
        canvas.line_of_text(start + size[0] + 6, middle + 5, point.written, f'font-size="{length(_SIZE)}" {_INK}')
        canvas.elements.append("</g>")
        y += step
    canvas.elements.append(_line(canvas, (start, _MARGIN), (start, y)))
    return _document(canvas, y + _MARGIN, title, points)


_END = ' text-anchor="end"'


def _columns(points: Sequence[Point], language: str, title: str) -> Markup:
    points = sorted(points, key=lambda point: point.day or 0)
    canvas = Canvas(_WIDE, language)
    places, gap = placed([point.day or 0 for point in points], _WIDE - 2 * _SIDE)
    thick = min(_THICKEST, max(3.0, gap * 0.7))
    base = _MARGIN + 20 + _HIGH
    scale = _HIGH / (max(point.value for point in points) or 1)
    written_to = valued_to = 0.0
    middle = ' text-anchor="middle"'
    for point, place in zip(points, places, strict=True):
        x, high = _SIDE + place, max(point.value * scale, 1.0)
        canvas.elements.append(f"<g><title>{escape(f'{point.name}: {point.written}')}</title>")
        canvas.rectangle(x - thick / 2, base - high, (thick, high), 2, f'fill="{_FILL}"')
        style = f'font-size="{length(_SIZE - 1)}" {_INK}'
        half = width(point.written, _SIZE - 1) / 2
        if x - half >= valued_to:
            canvas.line_of_text(x, base - high - 6, point.written, style, anchor=middle)
            valued_to = x + half + 4
        half = width(point.name, _SIZE - 1) / 2
        at = min(max(x, half + 2), _WIDE - half - 2)
        if at - half >= written_to:
            canvas.line_of_text(at, base + 20, point.name, style, anchor=middle)
            written_to = at + half + 10
        canvas.elements.append("</g>")
    canvas.elements.append(_line(canvas, (_MARGIN, base), (_WIDE - _MARGIN, base)))
    return _document(canvas, base + _FOOT, title, points)


def _line(canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> str:
    ends = f"M{canvas.x(start[0])} {length(start[1])}L{canvas.x(end[0])} {length(end[1])}"
    return f'<path d="{ends}" fill="none" stroke="currentColor" stroke-width="1"/>'


def _document(canvas: Canvas, high: float, title: str, points: Sequence[Point]) -> Markup:
    language = canvas.language
    stop = "؛ " if language == "ar" else "; "
    described = stop.join(f"{point.name}: {point.written}" for point in points)
    size = f"{length(canvas.wide)} {length(high)}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" lang="{language}"'
        f' direction="{"rtl" if canvas.rtl else "ltr"}" font-family={quoteattr(FONTS[language])}'
        f" aria-label={quoteattr(title)}>"
    )
    body = [head, f"<title>{escape(title)}</title>", f"<desc>{escape(described)}</desc>", *canvas.elements, "</svg>"]
    return Markup("\n".join(body))
