"""The text of one paragraph of a Word document as it is printed: its runs, marks of notes, breaks and text boxes.

ECMA-376 Part 1, 17.3 (paragraphs and runs), 17.11 (notes), 17.13.5 (revisions), 17.16 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_LEFT_OUT = {
    *(
        qn(n)
        for n in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rPr", "w:pPr", "w:sdtPr", "w:annotationRef")
    ),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # says again what the choice says
}
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n"}
_TEXT, _BREAK, _RUN, _BOX = qn("w:t"), qn("w:br"), qn("w:r"), qn("w:txbxContent")
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_FIELD, _FIELD_CODE, _FIELD_TYPE = qn("w:fldChar"), qn("w:instrText"), qn("w:fldCharType")
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_RAISED = re.compile(r"\s*\(?([0-9\u0660-\u0669]{1,3})\)?\s*")
"""A number that is printed above the line is the mark of a note."""
PAGE = "\f"


@dataclass(slots=True)
class Paragraph:
    """The printed text of a paragraph, and the text boxes that hang on it."""

    text: str
    boxes: list[Any] = field(default_factory=list)


def read_paragraph(element: Any, note: Callable[[str, str, str], str]) -> Paragraph:
    """Read a `w:p`; `note` is given kind, id and printed mark (empty for automatic ones) and returns the mark.

    What was deleted under tracking, hidden text and the codes of fields are left out; what was inserted is kept.
    """
    found = Paragraph("")
    fields: list[str] = []  # for each field that is open: its code so far, then its state
    pieces: list[str] = []
    for child in _leaves(element):
        if child.tag == _FIELD:
            _step(fields, child.get(_FIELD_TYPE))
        elif child.tag == _FIELD_CODE:
            if fields:
                fields[-1] += child.text or ""
        elif child.tag == _BOX:
            found.boxes.append(child)
        elif any(state.startswith("\0") or _PAGE_FIELD.match(state) for state in fields):
            continue
        elif child.tag == _RUN:
            pieces.append(_run(child, note))
    found.text = "".join(pieces)
    return found


def _step(fields: list[str], kind: str | None) -> None:
    """A field begins (its code is no text), gives its result, or ends."""
    if kind == "begin":
        fields.append("\0")
    elif kind == "separate" and fields:
        fields[-1] = fields[-1].removeprefix("\0")
    elif kind == "end" and fields:
        fields.pop()


def _leaves(element: Any) -> Iterator[Any]:
    """The runs, parts of fields and text boxes below a paragraph in reading order, without recursion."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == _BOX:
            yield child
        elif child.tag == _FIELD_CODE or child.tag not in _LEFT_OUT:
            if child.tag in (_FIELD, _FIELD_CODE, _RUN):
                yield child
            if child.tag != _FIELD_CODE:
                stack.append(iter(child))


def _run(run: Any, note: Callable[[str, str, str], str]) -> str:
    properties = run.find(qn("w:rPr"))
    if properties is not None and _on(properties, "w:vanish"):
        return ""
    pieces: list[str] = []
    custom: tuple[str, str] | None = None
    for child in run.iterchildren():
        if child.tag == _TEXT:
            pieces.append((child.text or "").replace("\n", " "))
        elif child.tag == _BREAK:
            pieces.append(PAGE if child.get(qn("w:type")) == "page" else "\n")
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag in _NOTES:
            kind, number = _NOTES[child.tag], child.get(qn("w:id")) or ""
            if child.get(qn("w:customMarkFollows")) in ("1", "true", "on"):
                custom = (kind, number)
            else:
                pieces.append(note(kind, number, ""))
    text = "".join(pieces)
    if custom and text.strip():
        return note(*custom, text.strip())
    raised = properties.find(qn("w:vertAlign")) if properties is not None else None
    mark = _RAISED.fullmatch(text) if raised is not None and raised.get(qn("w:val")) == "superscript" else None
    return f"^({mark[1]})" if mark else text


def _on(properties: Any, name: str) -> bool:
    element = properties.find(qn(name))
    return element is not None and element.get(qn("w:val")) not in ("0", "false", "off")
