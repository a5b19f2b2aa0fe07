"""The text of an HTML page as a reader sees it: blocks, numbered lists, tables, raised marks of notes.

HTML Living Standard, 4.4.5 (`ol`: start, reversed, type, value) and 15.3 (how elements are shown); parsed by lxml,
which is given the bytes alone: nothing that the page names is fetched, and no entity but those of HTML is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ..problems import Problem
from ..text import arabic_digits
from .encodings import decoded
from .number_forms import numbered
from .sayings import problem


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOT_SHOWN = _names(
    "script style head template noscript nav svg math iframe object embed audio video canvas select button form"
    " input textarea map dialog"
)
_BLOCKS = _names(
    "p div section article main header footer aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption"
    " thead tbody tfoot tr address figure figcaption hr fieldset details summary center body"
)
_SPACED = _names("p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr")
"""Blocks with a space before and after them, shown by an empty line."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_TRAILING = re.compile(r" *\n *")
_NOTE = re.compile(r"^(\([0-9\u0660-\u0669]{1,3}\)) {2,}", re.M)
_EMPTY = re.compile(r"\n{3,}")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BREAK_STYLE = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page|left|right)", re.I)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.I)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_MARK = re.compile(r"[\[(]?\s*([0-9\u0660-\u0669]{1,3})\s*[\])]?")
_CHARSET = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.I
)
_FORMS = {
    **{"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"},
    **{"decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter"},
    **{"upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "hebrew": "hebrew1"},
    **{"arabic-indic": "arabicIndic", "decimal-leading-zero": "decimalZero"},
}
_LINE = "\v"
"""A line that the author ended."""
_NO_NUMBER = _names("none disc circle square")
_DEEPEST = 2000
"""Deeper than this nobody nests: parsing takes time that grows with the square of the depth."""


def html_text(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text that a page shows, and what was in doubt; raises SourceRefused for what is no text.

    >>> html_text(b"<ol start=4><li>notes<li>asks</ol>", "a.html")[0]
    '4. notes\\n5. asks\\n'
    """
    declared = _CHARSET.search(data[:4096])
    found = decoded(data, file, declared[1].decode("ascii") if declared else "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    shown = found.text.encode("utf-8", "replace")
    root = etree.fromstring(shown, parser) if shown.strip() else None
    if root is None:
        return "", found.problems
    page = _Page()
    complete = page.read(root)
    problems = found.problems if complete else (*found.problems, problem(file, "too_deep"))
    return page.text(), problems


@dataclass(slots=True)
class _List:
    """A numbered list that is open: its form, the next number, and the step to the one after."""

    form: str
    number: int
    step: int = 1


@dataclass(slots=True)
class _Page:
    """Collects what is shown, block after block."""

    pieces: list[str] = field(default_factory=list)
    lists: list[_List | None] = field(default_factory=list)
    kept: int = 0
    """How many elements are open in which spaces and ends of lines are shown as they are."""
    ends: list[int] = field(default_factory=list)
    """The pieces at which raised text begins."""
    number: str = ""
    """The number of a point of a list whose text has not begun: it stands on the line of that text."""

    def read(self, root: Any) -> bool:
        """Read an element and all below it, without recursion; false if something lies too deep."""
        complete = True
        if self._hidden(root):
            return True
        self._open(root)
        stack: list[tuple[Any, Any]] = [(root, iter(root))]
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._close(element)
                if stack:
                    self._say(element.tail)
            elif self._hidden(child) or len(stack) > _DEEPEST:
                complete = complete and len(stack) <= _DEEPEST
                self._say(child.tail)
            else:
                self._open(child)
                stack.append((child, iter(child)))
        return complete

    def text(self) -> str:
        """What was collected: one line a block, no more than one empty line between two."""
        text = _TRAILING.sub("\n", "".join(self.pieces).replace(_LINE, "\n").replace("\u00ad", ""))
        text = _NOTE.sub(r"\1 ", text)
        joined = _EMPTY.sub("\n\n", text).strip("\n ")
        return joined + "\n" if joined else ""

    @staticmethod
    def _hidden(element: Any) -> bool:
        if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN:
            return True
        return (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or element.get("role") == "navigation"
            or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        )

    def _open(self, element: Any) -> None:
        tag, style = element.tag, element.get("style") or ""
        if _BREAK_STYLE.search(style):
            self.pieces.append("\n\f\n")
        if tag in _BLOCKS:
            self._part(tag)
        if tag in ("ol", "ul"):
            self.lists.append(self._list(element) if tag == "ol" else None)
        elif tag == "li":
            self._flush()
            self.number = self._number(element)
        elif tag == "br":
            self.pieces.append(_LINE)
        elif tag in ("td", "th") and element.getprevious() is not None:
            self.pieces.append("\t")
        elif tag == "pre":
            self.kept += 1
        if tag == "sup" or _RAISED_STYLE.search(style):
            self.ends.append(len(self.pieces))
        self._say(element.text)

    def _close(self, element: Any) -> None:
        tag = element.tag
        if tag == "sup" or _RAISED_STYLE.search(element.get("style") or ""):
            begin = self.ends.pop()
            mark = _MARK.fullmatch("".join(self.pieces[begin:]).strip())
            if mark:
                self.pieces[begin:] = [f"({mark[1]}) " if self._at_line(begin) else f"^({mark[1]})"]
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag == "pre":
            self.kept -= 1
        if tag == "li":
            self._flush()
        if tag in _BLOCKS:
            self._part(tag)

    def _flush(self) -> None:
        if self.number:
            self.pieces.append(self.number)
            self.number = ""

    def _part(self, tag: str) -> None:
        """End the line where a block begins or ends; of the spaces of two blocks that meet the larger one stays."""
        if self.number:
            return
        space = "\n\n" if tag in _SPACED and not self.lists else "\n"
        while self.pieces and self.pieces[-1].strip(" \t") == "":
            self.pieces.pop()
        if self.pieces and self.pieces[-1] in ("\n", "\n\n"):
            space = max(space, self.pieces.pop())
        self.pieces.append(space)

    def _say(self, text: str | None) -> None:
        if text and (text.strip() or not self.number):
            if self.number:
                text = text.lstrip()
            self._flush()
            self.pieces.append(text if self.kept else _SPACE.sub(" ", text))

    def _at_line(self, place: int) -> bool:
        """Whether nothing stands on the line before a piece: a raised number there begins a note."""
        while place:
            place -= 1
            if self.pieces[place].strip(" \t"):
                return self.pieces[place].rstrip(" \t").endswith(("\n", _LINE))
        return True

    def _list(self, element: Any) -> _List:
        style = _LIST_STYLE.search(element.get("style") or "")
        form = style[1].lower() if style else element.get("type") or "1"
        start = _whole(element.get("start"))
        if element.get("reversed") is not None:
            count = sum(1 for child in element if child.tag == "li")
            return _List(form, count if start is None else start, -1)
        return _List(form, 1 if start is None else start)

    def _number(self, item: Any) -> str:
        """What stands before a point of a list: its number, or a dot."""
        if not self.lists:
            return ""
        current = self.lists[-1]
        if current is None:
            return "• "
        value = _whole(item.get("value"))
        number = current.number if value is None else value
        current.number = number + current.step
        form = item.get("type") or current.form
        if form in _NO_NUMBER:
            return ""
        text = numbered(number, _FORMS.get(form, "decimal")) or str(number)
        return f"{arabic_digits(text) if form == 'arabic-indic' else text}. "


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\s*-?[0-9]{1,9}\s*", text) else None
