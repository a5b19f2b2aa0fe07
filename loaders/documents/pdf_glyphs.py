"""The letters of a PDF page with their places, gathered to lines as the page shows them.

ISO 32000-2, 9.10 (extraction of text); the page is read by PDFium. The order in which PDFium gives letters is not
used: producers draw Arabic in either direction, and the places alone tell what stands where.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..text import ARABIC_LETTER
from .pdf_spans import address_of, scale, spans
from .visual_order import logical

_SPACE = 0.16
"""A gap of this part of the size of the letters parts two words; the narrowest spaces of justified text are wider."""
_FOUND_SPACE = 0.04
"""The same where PDFium has found a space: some letters, such as f and kaf, reach over a part of it."""
_SAME_LINE = 0.45
"""Letters whose baselines differ by less than this part of their size stand on one line."""
_LIGATURES = frozenset(("لا", "لأ", "لإ", "لآ", "الله", "لله", "صلى", "محمد"))
"""What the usual ligatures say: lam and alef never join in the other order, so no place need tell."""
_ALEFS = frozenset("اأإآ")
_HYPHEN, _NO_BREAK, _TATWEEL = 2, 0xA0, 0x640
"""What PDFium gives for a hyphen at the end of a line, the space that parts no lines, and what only fills a place."""
_RAISED = 0.15
_SMALL = 0.88
_COLUMN = 3.0
"""A gap of this many sizes parts columns or cells."""
MOST_LETTERS = 200_000
"""No page of a document has more."""


class PageTooFull(Exception):
    """A page holds more letters than a page can."""


@dataclass(slots=True)
class Glyph:
    """A letter: what it says, where its origin and edges are in points, its size, and whether it says nothing known."""

    text: str
    x: float
    y: float
    left: float
    right: float
    size: float
    spaced: bool = False
    """PDFium found a space before it, of which no more is drawn than a gap."""


@dataclass(slots=True)
class Line:
    """What stands side by side, from left to right: the text as shown, the baseline, the edges and the size."""

    text: str
    y: float
    left: float
    right: float
    size: float


def glyphs(page: pdfium.PdfPage) -> tuple[list[Glyph], int]:
    """The letters of a page, and how many of them say nothing because their font does not tell.

    Joined Arabic forms and ligatures become letters; marks are left out; tatweel says nothing, but it fills its place.
    """
    text_page = page.get_textpage()
    unknown = 0
    given, members = spans(page)
    whose, turn = raw.FPDFText_GetTextObject, raw.FPDFText_GetMatrix
    spaced = False
    count = raw.FPDFText_CountChars(text_page)
    if count > MOST_LETTERS:
        raise PageTooFull
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    codes, origin, edges = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    size_of, unmapped = raw.FPDFText_GetFontSize, raw.FPDFText_HasUnicodeMapError
    piles: list[list[Glyph]] = []
    for place in range(count):
        code = codes(text_page, place)
        if code < 0x20 and code != _HYPHEN:
            continue
        if code in (0xFFFD, 0xFFFE, 0xFFFF) or (unmapped(text_page, place) == 1 and 0xE000 <= code <= 0xF8FF):
            unknown += 1
        text = " " if code == _NO_BREAK else _letters(chr(code)) if code < 0xD800 or 0xDFFF < code < 0x110000 else ""
        if not text and code != _TATWEEL:
            continue
        if members and code > 0x20 and address_of(whose(text_page, place)) in members:
            spaced = False
            continue
        origin(text_page, place, x, y)
        edges(text_page, place, box)
        turn(text_page, place, matrix)
        if text == " " and box.right - box.left < 0.5:
            spaced = True  # PDFium put it there; between Arabic letters gaps tell more
            continue
        glyph = Glyph(text, x.value, y.value, box.left, box.right, max(size_of(text_page, place) * scale(matrix), 1.0))
        glyph.spaced, spaced = spaced and _follows(piles, glyph), False
        if piles and text != " " and abs(piles[-1][0].x - glyph.x) < 0.01 and abs(piles[-1][0].y - glyph.y) < 0.01:
            piles[-1].append(glyph)
        else:
            piles.append([glyph])
    found = [_shown_as_one(piles, place) for place in range(len(piles))]
    for span in given:
        text = "".join(map(_letters, span.text)).strip()
        shown = logical(text, from_right=True, mirrored=False) if ARABIC_LETTER.search(text) else text
        found.append(Glyph(shown, span.x, span.y, span.left, span.right, span.size))
    return found, unknown


def _follows(piles: list[list[Glyph]], glyph: Glyph) -> bool:
    """Whether a letter stands to the right of the one before it, in a run from left to right."""
    before = piles[-1][-1] if piles else None
    if before is None or ARABIC_LETTER.match(before.text) or ARABIC_LETTER.match(glyph.text):
        return False
    return before.x < glyph.x and abs(before.y - glyph.y) < 1


def _letters(sign: str) -> str:
    """What a sign says, its form and ornaments apart."""
    if sign < "\u0300":
        return "-" if sign in "\u00ad\x02" else "" if sign < " " else sign
    if "\ufb00" <= sign <= "\ufeff":
        return "".join(c for c in _unfolded(sign) if not _mark(c) and c != " ")
    return "" if _mark(sign) or unicodedata.category(sign) in ("Cf", "Cn", "Co") else sign


def _unfolded(sign: str) -> str:
    """The letters of a joined form or ligature, as shown from left to right."""
    letters = unicodedata.normalize("NFKC", sign)
    return letters[::-1] if sign > "\ufb06" else letters


def _mark(letter: str) -> bool:
    """Tatweel, and the marks above and below Arabic letters; accents of Latin letters stay."""
    return letter == "\u0640" or (letter >= "\u0600" and unicodedata.combining(letter) > 0)


def _shown_as_one(piles: list[list[Glyph]], place: int) -> Glyph:
    """Letters with one origin as one, in the order in which they are shown.

    They are those of one glyph, which PDFium gives as they are read, or glyphs of which all but one have no advance,
    drawn as they are shown; where it takes a run to be Arabic it has turned either.
    """
    pile = piles[place]
    first = pile[0]
    if len(pile) == 1:
        return first
    text = "".join(glyph.text for glyph in pile)
    if any(map(ARABIC_LETTER.match, text)):
        turned = text in _LIGATURES
        if not turned and text[::-1] not in _LIGATURES:
            turned = _one_glyph(pile) != _leftward(piles, place)
        text = "".join(glyph.text for glyph in pile[::-1]) if turned else text
    edges = min(g.left for g in pile), max(g.right for g in pile)
    return Glyph(text, first.x, first.y, *edges, max(g.size for g in pile), first.spaced)


def _one_glyph(pile: list[Glyph]) -> bool:
    """Whether letters are those of one glyph: PDFium gives them one box, or parts of it side by side."""
    first, second = pile[:2]
    same = abs(first.left - second.left) < 0.01 and abs(first.right - second.right) < 0.01
    return same or abs(first.left - second.right) < 0.01 or abs(first.right - second.left) < 0.01


def _leftward(piles: list[list[Glyph]], place: int) -> bool:
    """Whether PDFium goes leftward at a place, as the nearer neighbour tells."""
    here = piles[place][0]
    found = [(p, piles[p][0]) for p in (place - 1, place + 1) if 0 <= p < len(piles)]
    near = [(abs(g.x - here.x), (g.x > here.x) == (p < place)) for p, g in found if abs(g.y - here.y) < 1]
    return min(near)[1] if near else True


def lines(found: list[Glyph]) -> list[Line]:
    """Gather letters to lines from the top down, each with its letters from left to right.

    Raised numbers become marks of notes, `^(1)`; at the beginning of a line they number the note that follows.
    """
    return [line for row in _rows(found) for line in _cells(row)]


def _rows(found: list[Glyph]) -> Iterator[list[Glyph]]:
    """Letters with one baseline; what is small and raised goes to the line on which it stands."""
    rows: list[list[Glyph]] = []
    bases: list[Glyph] = []
    for glyph in sorted(found, key=lambda g: -g.y):
        for place in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            base = bases[place]
            if abs(base.y - glyph.y) < _SAME_LINE * max(base.size, glyph.size):
                rows[place].append(glyph)
                bases[place] = max(base, glyph, key=lambda g: g.size)
                break
        else:
            rows.append([glyph])
            bases.append(glyph)
    for row in rows:
        # lam and alef drawn at one place: alef is shown on the left
        row.sort(key=lambda g: (round(g.x, 1), g.text not in _ALEFS, g.left))
        yield row


def _cells(row: list[Glyph]) -> Iterator[Line]:
    """Part a row where a gap is as wide as between columns, and words where a gap is a space."""
    size = _usual_size(row)
    baseline = sorted(g.y for g in row if g.size >= _SMALL * size)
    y = baseline[len(baseline) // 2]
    begin = 0
    for place in range(1, len(row) + 1):
        if (
            place == len(row)
            or row[place].x - max(g.right for g in row[max(begin, place - 3) : place]) > _COLUMN * size
        ):
            cell = row[begin:place]
            yield Line(_shown(cell, y, size), y, cell[0].left, max(g.right for g in cell), size)
            begin = place


def _usual_size(row: list[Glyph]) -> float:
    sizes: dict[float, int] = {}
    for glyph in row:
        sizes[round(glyph.size, 1)] = sizes.get(round(glyph.size, 1), 0) + 1
    return max(sizes, key=lambda size: (sizes[size], size))


def _shown(cell: list[Glyph], y: float, size: float) -> str:
    """The text of a cell as shown from left to right; raised numbers are set between U+0001 and U+0002."""
    pieces: list[str] = []
    right, raised, space = cell[0].left, False, False
    for glyph in cell:
        if glyph.text == " ":
            space = True
            continue
        above = glyph.size < _SMALL * size and glyph.y > y + _RAISED * size and not ARABIC_LETTER.match(glyph.text)
        if raised and not above:
            pieces.append("\x02")
        if pieces and (space or glyph.x - right > (_FOUND_SPACE if glyph.spaced else _SPACE) * min(glyph.size, size)):
            pieces.append(" ")
        if above and not raised:
            pieces.append("\x01")
        raised, space = above, False
        pieces.append(glyph.text)
        right = max(right, glyph.right)
    return "".join(pieces) + ("\x02" if raised else "")
