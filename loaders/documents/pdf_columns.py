"""The order in which the lines of a page are read: columns one after the other, rows of tables side by side."""

from __future__ import annotations

from itertools import pairwise

from .pdf_glyphs import Line

_FEWEST = 6
"""Fewer rows in two parts are no columns."""
_FILLED = 0.75
"""The lines of a column of text fill this part of its width; the cells of a table do not."""


def in_reading_order(found: list[Line], *, from_right: bool) -> list[Line]:
    """Order the lines of a page; the right column comes first where the text runs `from_right`."""
    middle = _gutter(found)
    if middle is None:
        return _rows(found)
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in found:
        if line.left < middle < line.right:
            ordered += [*(right + left if from_right else left + right), line]
            left, right = [], []
        else:
            (left if line.right <= middle else right).append(line)
    return ordered + (right + left if from_right else left + right)


def _gutter(found: list[Line]) -> float | None:
    """Where the space between two columns of running text lies, or None."""
    pairs = [(a, b) for a, b in pairwise(found) if abs(a.y - b.y) < 0.1 and a.right < b.left]
    if len(pairs) < _FEWEST:
        return None
    low, high = sorted(a.right for a, _ in pairs), sorted(b.left for _, b in pairs)
    place = len(pairs) // 10  # a few lines may stand out
    begin, end = low[-1 - place], high[place]
    if begin >= end:
        return None
    middle = (begin + end) / 2
    edges = min(a.left for a, _ in pairs), max(b.right for _, b in pairs)
    wide = [a.right - a.left for a, _ in pairs], [b.right - b.left for _, b in pairs]
    widths = begin - edges[0], edges[1] - end
    full = [sorted(w)[len(w) // 2] >= _FILLED * width for w, width in zip(wide, widths, strict=True)]
    crossing = sum(line.left < middle < line.right for line in found)
    return middle if all(full) and crossing < len(found) / 2 else None


def _rows(found: list[Line]) -> list[Line]:
    """Cells side by side as one line with spaces between them."""
    joined: list[Line] = []
    for line in found:
        last = joined[-1] if joined else None
        if last is not None and abs(last.y - line.y) < 0.1:
            text = f"{last.text}   {line.text}"
            joined[-1] = Line(text, last.y, last.left, line.right, max(last.size, line.size))
        else:
            joined.append(line)
    return joined
