"""What a PDF says of groups of its glyphs: text that a producer gives for glyphs whose font does not tell.

ISO 32000-2, 14.9.4 (replacement text, ActualText). PDFium gives it once or several times for a group, at the place of
any of its glyphs; here it is given once, at the place of all.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_KEY = b"ActualText"
_JOINED_FORMS = frozenset("\xfb\xfc\xfd\xfe")
"""The high bytes of joined Arabic forms."""
_LINE = 14.0
"""A group that is higher than this many points may be of several lines: PDFium's way is left as it is."""


_BEARING = 0.05
"""What a letter takes beyond what is drawn of it, in parts of its size."""
_BASE = 0.6
"""Glyphs of this part of the height of the tallest of a group are letters, lower ones are their marks."""


@dataclass(slots=True)
class Span:
    """Glyphs for which a text is given: that text, and origin, edges and size of the letters among them."""

    text: str
    x: float
    y: float
    left: float
    right: float
    size: float


@dataclass(slots=True)
class _Part:
    """One object of a group: its address, origin, edges, height and size."""

    address: int
    x: float
    y: float
    left: float
    right: float
    height: float
    size: float
    on_line: bool
    """Whether it touches the baseline, as what lengthens a letter does and no mark."""


def spans(page: pdfium.PdfPage) -> tuple[list[Span], set[int]]:
    """The groups of a page for which a text is given, and the addresses of the objects that belong to them."""
    groups: dict[int, list[_Part]] = {}
    texts: dict[int, str] = {}
    for place in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, place)
        mark = _mark(item, texts) if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT else 0
        part = _part(item) if mark else None
        if part:
            groups.setdefault(mark, []).append(part)
    found: list[Span] = []
    members: set[int] = set()
    for mark, parts in groups.items():
        if max(part.y for part in parts) - min(part.y for part in parts) > _LINE:
            continue
        tallest = max(part.height for part in parts)
        letters = [part for part in parts if part.height >= _BASE * tallest or part.on_line]
        first = min(letters, key=lambda part: part.x)
        edges = min(part.left for part in letters), max(part.right for part in letters)
        right = edges[1] + _BEARING * first.size
        found.append(Span(texts[mark], first.x, first.y, edges[0], right, first.size))
        members.update(part.address for part in parts)
    return found, members


def _part(item: ctypes._Pointer[ctypes.Structure]) -> _Part | None:
    left, bottom, right, top, size = (ctypes.c_float() for _ in range(5))
    matrix = raw.FS_MATRIX()
    if not (
        raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        and raw.FPDFPageObj_GetMatrix(item, matrix)
        and raw.FPDFTextObj_GetFontSize(item, size)
    ):
        return None
    drawn = max(size.value * scale(matrix), 1.0)
    height = top.value - bottom.value
    on_line = bottom.value - 0.1 * drawn < matrix.f < top.value
    return _Part(address_of(item), matrix.e, matrix.f, left.value, right.value, height, drawn, on_line)


def scale(matrix: raw.FS_MATRIX) -> float:
    """How many times its size a matrix draws what stands upright; 1 where it would draw nothing."""
    return math.hypot(matrix.c, matrix.d) or 1.0


def _mark(item: ctypes._Pointer[ctypes.Structure], texts: dict[int, str]) -> int:
    """The address of the mark that gives a text for an object, 0 where none does."""
    for number in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, number)
        address = address_of(mark)
        if address not in texts:
            texts[address] = _given(mark)
        if texts[address]:
            return address
    return 0


def _given(mark: ctypes._Pointer[ctypes.Structure]) -> str:
    size = ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetParamStringValue(mark, _KEY, None, 0, size) or size.value <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size.value)
    characters = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFPageObjMark_GetParamStringValue(mark, _KEY, characters, size.value, size)
    return _decoded(buffer.raw[: size.value - 2].decode("utf-16-le", "ignore"))


def _decoded(units: str) -> str:
    """A text as it is meant: PDFium may give UTF-16 byte by byte, each as if it were a letter.

    >>> _decoded("\\x06D\\x06'"), _decoded("fi"), _decoded("لا")
    ('لا', 'fi', 'لا')
    """
    high = units[::2]
    if len(units) % 2 or max(units) > "\xff" or not (min(high) < " " or set(high) <= _JOINED_FORMS):
        return units
    return units.encode("latin-1").decode("utf-16-be", "ignore")


def address_of(pointer: ctypes._Pointer[ctypes.Structure]) -> int:
    """The address of an object of PDFium, which tells it from others; 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
