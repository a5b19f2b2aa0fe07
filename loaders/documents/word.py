"""The text of a Word document in reading order, with automatic numbers and notes as they are printed.

ECMA-376 (Office Open XML); the package is opened by python-docx.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ..problems import Problem
from ..text import ARABIC_LETTER, LATIN_LETTER, arabic_digits
from .sayings import numeral, problem
from .word_numbering import Numbering, numbering_of
from .word_runs import PAGE, read_paragraph

_P, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_PASSED = {qn(n) for n in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")}
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


def word_text(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The printed text of a `.docx` and what was in doubt; raises what python-docx raises for a damaged file.

    The header of the first page, which bears the symbol, comes first; other headers and footers are left out. Notes
    stand where their page ends, or at the end.
    """
    document = docx.Document(io.BytesIO(data))
    reader = _Reader(document)
    lines = [*reader.first_header(), *reader.block(document.element.body)]
    text = "\n".join([*lines, *reader.notes_so_far()])
    problems = [problem(file, "numbering_unknown", form=form) for form in sorted(reader.numbering.unknown)]
    if reader.missing:
        problems.append(problem(file, "note_missing", lines=[numeral(mark) for mark in reader.missing]))
    return _paged(text), tuple(problems)


def _paged(text: str) -> str:
    """Let no line hold two pages: a form feed ends the line before it."""
    return PAGE.join(page.strip("\n") + "\n" for page in text.split(PAGE)) if text.strip() else text


@dataclass(slots=True)
class _Reader:
    """Walks through a document once, counting its lists and notes."""

    document: Document
    numbering: Numbering = field(init=False)
    missing: list[str] = field(default_factory=list)
    styles: dict[str, Any] = field(default_factory=dict)
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)
    pending: list[tuple[str, Any]] = field(default_factory=list)
    count: int = 0
    joined: str = ""
    """The text of a paragraph whose end was deleted: it goes on in the next."""

    def __post_init__(self) -> None:
        self.styles = {style.get(qn("w:styleId")): style for style in self.document.styles.element.iter(qn("w:style"))}
        linked = {name: self._own_number(style.find(qn("w:pPr"))) for name, style in self.styles.items()}
        parts = {rel.reltype.rpartition("/")[2]: rel for rel in self.document.part.rels.values() if not rel.is_external}
        self.numbering = Numbering()
        if "numbering" in parts:
            self.numbering = numbering_of(parts["numbering"].target_part.element, linked)
        for kind in ("footnote", "endnote"):
            if kind + "s" in parts:
                for note in parse_xml(parts[kind + "s"].target_part.blob).iterchildren(qn(f"w:{kind}")):
                    if note.get(qn("w:type")) not in _NO_NOTE:
                        self.notes[kind, note.get(qn("w:id")) or ""] = note

    def first_header(self) -> list[str]:
        """The lines of the header that the first page shows."""
        section = self.document.sections[0] if len(self.document.sections) else None
        if section is None:
            return []
        header = section.first_page_header if section.different_first_page_header_footer else section.header
        lines = [] if header.is_linked_to_previous else list(self.block(header._element))
        return [line for line in lines if line.strip()]

    def block(self, parent: Any) -> Iterator[str]:
        """The lines of the paragraphs and tables below an element."""
        stack = [iter(parent)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
            elif child.tag == _P:
                yield from self.paragraph(child)
            elif child.tag == _TABLE:
                yield from self.table(child)
            elif child.tag in _PASSED:
                stack.append(iter(child))

    def paragraph(self, element: Any) -> Iterator[str]:
        """The lines of a paragraph: its number, text and boxes, an empty line after it, notes where a page ends."""
        properties = element.find(qn("w:pPr"))
        found = read_paragraph(element, self.note)
        text = self.joined + found.text
        self.joined = ""
        if properties is not None and properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None:
            self.joined = text
            return
        number = self.number(properties) if text.strip() else ""
        if number and self._arabic(properties, text):
            number = arabic_digits(number)
        if self._begins_page(properties):
            yield from self.page()
        first, *others = f"{number}{text}".split(PAGE)
        yield first
        for page in others:
            yield from self.page()
            yield page
        for box in found.boxes:
            yield from self.block(box)
        if text.strip():
            yield ""
        if properties is not None and properties.find(qn("w:sectPr")) is not None:
            kind = properties.find(f"{qn('w:sectPr')}/{qn('w:type')}")
            if kind is None or kind.get(qn("w:val")) not in ("continuous", "nextColumn"):
                yield from self.page()

    def page(self) -> Iterator[str]:
        """The end of a page: its notes, then a form feed."""
        yield from self.notes_so_far()
        yield PAGE

    def table(self, element: Any) -> Iterator[str]:
        """The rows of a table: one line each with tabs between its cells, or cell after cell where those are long."""
        for row in element.iter(_ROW):
            if next(row.iterancestors(_TABLE)) is not element:
                continue  # a row of a table within a cell
            cells = [
                [line for line in self.block(cell) if line.strip() or line == PAGE]
                for cell in row.iter(_CELL)
                if next(cell.iterancestors(_ROW)) is row
            ]
            if all(len(cell) < 2 and "\n" not in "".join(cell) for cell in cells):
                yield "\t".join("".join(cell) for cell in cells)
            else:
                yield from (line for cell in cells for line in cell)
        yield ""

    def number(self, properties: Any) -> str:
        """The automatic number of a paragraph, with a space after it; empty where it has none."""
        own, depth = self._own_number(properties)
        if not own:
            style = self._style(properties)
            for name in self._line_of(style):
                own, depth = self._own_number(self.styles[name].find(qn("w:pPr")))
                if own:
                    depth = depth or str(self.numbering.level_of_style(own, name))
                    break
        return self.numbering.printed(own, int(depth) if depth.isdecimal() else 0) if own not in ("", "0") else ""

    def note(self, kind: str, number: str, mark: str) -> str:
        """Count a note that the text refers to, keep it for the end of the page, and give its mark."""
        if not mark:
            self.count += 1
        if (kind, number) in self.notes:
            self.pending.append((mark or str(self.count), self.notes[kind, number]))
        else:
            self.missing.append(mark or str(self.count))
        return (
            (mark if mark.strip("()").isdecimal() is False else f"^({mark.strip('()')})")
            if mark
            else f"^({self.count})"
        )

    def notes_so_far(self) -> Iterator[str]:
        """The notes of the page that ends, one line each or more."""
        notes, self.pending = self.pending, []
        for mark, element in notes:
            lines = [line.strip() for line in self.block(element) if line.strip()] or [""]
            sign = mark.strip("()")
            yield f"({sign}) {lines[0]}" if sign.isdecimal() else f"{mark} {lines[0].removeprefix(mark).lstrip()}"
            yield from lines[1:]
            yield ""

    def _begins_page(self, properties: Any) -> bool:
        element = properties.find(qn("w:pageBreakBefore")) if properties is not None else None
        return element is not None and element.get(qn("w:val")) not in ("0", "false", "off")

    def _style(self, properties: Any) -> str:
        element = properties.find(qn("w:pStyle")) if properties is not None else None
        return (element.get(qn("w:val")) or "") if element is not None else ""

    def _line_of(self, style: str) -> Iterator[str]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield style
            base = self.styles[style].find(qn("w:basedOn"))
            style = (base.get(qn("w:val")) or "") if base is not None else ""

    @staticmethod
    def _own_number(properties: Any) -> tuple[str, str]:
        """The list and level that properties name themselves; the level is empty where they leave it open."""
        element = properties.find(qn("w:numPr")) if properties is not None else None
        if element is None:
            return "", ""
        values = [element.find(qn(name)) for name in ("w:numId", "w:ilvl")]
        number, depth = ((v.get(qn("w:val")) or "") if v is not None else "" for v in values)
        return number, depth

    @staticmethod
    def _arabic(properties: Any, text: str) -> bool:
        """Whether Word prints the number of a paragraph in Arabic-Indic digits: where it runs from right to left."""
        turned = properties is not None and properties.find(qn("w:bidi")) is not None
        return turned and len(ARABIC_LETTER.findall(text)) > len(LATIN_LETTER.findall(text))
