"""The text of a PDF with a text layer: Arabic in the order of reading, pages parted, notes marked.

ISO 32000-2; read by PDFium. A scanned PDF without text is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ..problems import Problem
from ..text import ARABIC_LETTER
from .pdf_columns import in_reading_order
from .pdf_glyphs import Line, PageTooFull, glyphs, lines
from .sayings import SourceRefused, problem
from .visual_order import logical, runs_from_right, stands_turned, upright

MOST_PAGES = 2000
"""A page takes a tenth of a second."""
_PARAGRAPH = 1.45
"""A distance between two lines of this many usual distances parts paragraphs."""
_CLOSE = 6
"""The smallest distances, of which there is one in so many, are those within paragraphs."""
_UNKNOWN = 0.3
"""A page on which more of the letters are unknown than this part is told."""
_RAISED = re.compile("\x01([^\x02]*)\x02")
_MARK = re.compile(r"\(?([0-9\u0660-\u0669]{1,3})\)?")
_UNIT = re.compile(r"(?:^|[\s\d])(?:[kcm]?m)$")
"""A number raised after a unit of length is a power."""
_BROKEN = re.compile(r"([^\W\d_]+)-\n([a-z]\w*)")
_HYPHENATED = 0.08
"""In a text in which more lines than this part end with a hyphen, a program has divided words."""
_RUNS_FROM_RIGHT = re.compile(rf"{ARABIC_LETTER.pattern}|[\u0660-\u0669]|^[.,:;]|[ \x02]\*+$")
"""An Arabic letter or digit, a point at the left end, or the star of a note at the right end."""
_LATIN = re.compile(r"[A-Za-z]")


def pdf_text(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a PDF and what was in doubt: pages without text or with letters that nobody can tell.

    Raises SourceRefused for a PDF that is protected, damaged, or scanned without a text layer.
    """
    document = _opened(data, file)
    try:
        if len(document) > MOST_PAGES:
            raise SourceRefused("pages", file=file, limit=MOST_PAGES)
        pages, empty, damaged, unknown = _pages(document)
    finally:
        document.close()
    if not any(pages):
        raise SourceRefused("scanned" if empty else "damaged" if damaged else "blank", file=file, form="PDF")
    if len(unknown) == sum(map(bool, pages)):
        raise SourceRefused("unmapped", file=file)
    told = (("page_without_text", empty), ("page_damaged", damaged), ("page_unmapped", unknown))
    problems = [problem(file, key, pages=numbers) for key, numbers in told if numbers]
    arabic = runs_from_right("".join(line.text for page in pages for line in page))
    read = [[_read(line.text, arabic) for line in page] for page in pages]
    if stands_turned(line for page in read for line in page):
        read = [[line if not runs_from_right(line) else _words_turned(line) for line in page] for page in read]
        problems.append(problem(file, "order_turned"))
    text = "\f".join(_page_text(page, texts) for page, texts in zip(pages, read, strict=True))
    return _unbroken(text), tuple(problems)


def _opened(data: bytes, file: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise SourceRefused("password" if protected else "damaged", file=file, form="PDF") from error


def _pages(document: pdfium.PdfDocument) -> tuple[list[list[Line]], list[int], list[int], list[int]]:
    """The lines of every page, and the numbers of those that are empty, damaged, or full of unknown letters."""
    pages: list[list[Line]] = []
    empty, damaged, unknown = [], [], []
    for number in range(1, len(document) + 1):
        pages.append([])
        try:
            page = document[number - 1]
            found, strange = glyphs(page)
        except (pdfium.PdfiumError, PageTooFull):
            damaged.append(number)
            continue
        pictures = not found and any(True for _ in page.get_objects(max_depth=2))
        page.close()
        if pictures:
            empty.append(number)
        if found and strange > _UNKNOWN * len(found):
            unknown.append(number)
        gathered = lines(found) if found else []
        from_right = runs_from_right("".join(line.text for line in gathered))
        pages[-1] = in_reading_order(gathered, from_right=from_right)
    return pages, empty, damaged, unknown


def _read(shown: str, arabic: bool) -> str:
    """A line as shown in the order of reading, with its marks of notes.

    In an Arabic document a line runs so unless its letters and digits are Latin and its ends are not turned.
    """
    if arabic or runs_from_right(shown):
        shown = upright(shown)
    from_right = runs_from_right(shown)
    if arabic and not from_right:
        from_right = not _LATIN.search(shown) or bool(_RUNS_FROM_RIGHT.search(shown))
    text = logical(shown.replace("\x01", "\ue001").replace("\x02", "\ue002"), from_right=from_right)
    if from_right:
        text = text.translate({0xE001: 2, 0xE002: 1})
    return text.translate({0xE001: 1, 0xE002: 2})


def _words_turned(line: str) -> str:
    """A line of a file that has its Arabic words letter by letter in the order of reading but shows them turned."""
    return logical(line, from_right=True)


def _usual_step(page: list[Line]) -> float:
    """The distance between two lines of a paragraph of a page; 0 on a page of one line.

    Where most paragraphs are of one line, most distances part paragraphs: the smaller ones count, unless they are
    those of small print.
    """
    steps = sorted(above.y - below.y for above, below in pairwise(page) if above.y - below.y > 1)
    if not steps:
        return 0.0
    usual, close = median(steps), steps[len(steps) // _CLOSE]
    size = median(line.size for line in page)
    return close if close >= size and usual > _PARAGRAPH * close else usual


def _page_text(page: list[Line], texts: list[str]) -> str:
    """The lines of a page, an empty one between paragraphs."""
    usual = _usual_step(page)
    pieces: list[str] = []
    for place, text in enumerate(texts):
        step = page[place - 1].y - page[place].y if place else 0.0
        if place and (step > _PARAGRAPH * usual or step < 0):
            pieces.append("")
        pieces.append(_marked(text))
    return "\n".join(pieces) + "\n" if pieces else ""


def _marked(text: str) -> str:
    """Marks of notes written as `^(1)`; a raised number that begins a line numbers the note there."""

    def mark(match: re.Match[str]) -> str:
        number = _MARK.fullmatch(match[1].strip())
        before = text[: match.start()]
        if not number or _UNIT.search(before):
            return match[1]
        if before.strip():
            return f"^({number[1]})"
        return f"({number[1]})" if text[match.end() :].startswith(" ") else f"({number[1]}) "

    return _RAISED.sub(mark, text).strip() if "\x01" in text else text.strip()


def _unbroken(text: str) -> str:
    """Words that a line's end divides made whole: without the hyphen where the text has them so elsewhere."""
    broken = _BROKEN.findall(text)
    if not broken:
        return text
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))
    often = len(broken) > _HYPHENATED * text.count("\n") and len(broken) > 3

    def whole(match: re.Match[str]) -> str:
        joined, hyphened = match[1] + match[2], f"{match[1]}-{match[2]}"
        drop = words[joined] > words[hyphened] or (often and not words[hyphened])
        return (joined if drop else hyphened) + "\n"

    return re.sub(r"([^\W\d_]+)-\n([a-z]\w*)(?: |(?=\W))", lambda m: whole(m), text)
