"""How far the reading of a body has come: its lines, what was counted, the part that is open, and what lies ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..problems import Place, Problem
from .headings import MOST, Outline, could_be_title
from .items import points
from .layout import enacting
from .lines import Line
from .marks import Mark, heading_marks, is_point, paragraph_mark
from .paragraphs import Count, Scope
from .plain import spelled_plainly
from .records import Part
from .resolution import opening

ENDED = re.compile(r"[.;:؛!?؟\"')\]*\d]$")
_TITLE_LINES, _FEW = 5, 3


@dataclass(slots=True)
class OpenPart:
    """The part that is being read; `tail` is how its last line ends, as patterns read it."""

    number: str
    kind: str
    section: str
    texts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    tail: str = ""
    quoted: int = 0
    """How many quotation marks are open."""

    @property
    def is_unnumbered(self) -> bool:
        """Whether it is a paragraph without a number."""
        return self.number.rpartition("/")[2].startswith("u")


class Progress:
    """The reading of a body: `at` is the index of the line that is looked at."""

    def __init__(self, file: str, language: str, lines: Sequence[Line]) -> None:
        self.file, self.language, self.lines = file, language, lines
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self.outline = Outline()
        self.count = Count(_marked(lines))
        self.part: OpenPart | None = None
        self.resolving = False
        """Whether the lines are those of a resolution."""
        self.after_heading = True
        self.at = 0

    @property
    def line(self) -> Line:
        """The line that is looked at."""
        return self.lines[self.at]

    @property
    def tail(self) -> str:
        """How what was read last ends; empty after a heading."""
        return self.part.tail if self.part else ""

    def begins(self) -> bool:
        """Whether something new may begin here: after a blank line, on a new page, after what has ended."""
        line, part = self.line, self.part
        return line.gap or line.top or part is None or bool(ENDED.search(part.tail))

    def titled(self, at: int, start: int = 0) -> tuple[str, int]:
        """The title at a line, as printed, and how many lines it takes; empty where none can be one."""
        block = self._block(at)
        if sum(line.end - line.start for line in block) > MOST + start:
            return "", 0
        text = " ".join(line.text for line in block)
        text = text[block[0].after(start) if start else 0 :].strip()
        return (text, len(block)) if could_be_title(spelled_plainly(text)) else ("", 0)

    def _block(self, at: int) -> list[Line]:
        """The lines of what may be a title: to the next blank line, page or number."""
        block = [self.lines[at]]
        for line in self.lines[at + 1 : at + _TITLE_LINES]:
            if line.gap or line.top:
                break
            head = line.head
            numbered = any(self.outline.continues(mark) or mark.value == 1 for mark in heading_marks(head))
            if numbered or paragraph_mark(head) or is_point(head):
                break
            if opening(head, self.language, "preambular"):
                break
            block.append(line)
        return block

    def starts(self, at: int) -> bool:
        """Whether a heading or a paragraph that goes on with its count, or begins one, starts at a line."""
        head = self.lines[at].head
        mark = paragraph_mark(head)
        scope = self.count.scope
        if mark and (mark.value == scope.last + 1 or (mark.value == 1 and "paren" in (scope.style, mark.style))):
            return mark.style != "paren" or scope.style in ("", "paren")
        if mark and mark.value == 1:
            return True
        if self.resolving and not scope.last and opening(head, self.language, "preambular"):
            return True
        return any(self.outline.continues(found) for found in heading_marks(head)) or bool(enacting(self.lines, at))

    def length(self, at: int) -> int:
        """How long the block is that begins at a line."""
        length = 0
        for line in self.lines[at : at + 4]:
            if length and line.gap:
                break
            length += line.end - line.start
        return length

    def heading(self, style: str, value: int, title: str, line: Line, number: str = "") -> None:
        """Open a heading; an annex has a count of its own."""
        self.close()
        opened = self.outline.add(style, value, " ".join(title.split()), line.number, number)
        if style == "division":
            self.count.scope = Scope(opened.id)
            self.resolving = False
        self.after_heading = True

    def open(self, number: str, kind: str) -> None:
        """Begin a part with a number that is unique in the document."""
        self.close()
        self.part = OpenPart(number, kind, self.outline.current)

    def open_unnumbered(self) -> None:
        """Begin a paragraph without a number, `u1`."""
        scope = self.count.scope
        scope.unnumbered += 1
        self.open(scope.named(f"u{scope.unnumbered}"), "paragraph")

    def open_preambular(self) -> None:
        """Begin a preambular paragraph, `pp1`."""
        scope = self.count.scope
        scope.preambular += 1
        self.open(scope.named(f"pp{scope.preambular}"), "preambular")

    def append(self, line: Line, text: str | None = None) -> None:
        """Go on with the part that is open; where none is, one without a number begins."""
        if self.part is None:
            self.open_unnumbered()
        assert self.part is not None
        text = line.text if text is None else text
        self.part.texts.append(text)
        self.part.quoted += text.count("“") - text.count("”") + text.count("«") - text.count("»")
        self.part.lines.append(line.number)
        self.part.tail = line.tail
        self.after_heading = False

    def close(self) -> None:
        """End the part that is open, with its verb and the points of its lists."""
        part, self.part = self.part, None
        if part is None:
            return
        text = "\n".join(part.texts)
        verb = opening(text, self.language, part.kind) if part.kind in ("preambular", "operative") else ""
        first, last = part.lines[0], part.lines[-1] + 1
        in_a_row = last - first == len(part.lines) > _FEW  # a range takes the memory of a few numbers
        lines = range(first, last) if in_a_row else tuple(part.lines)
        self.parts.append(Part(part.number, part.kind, part.section, text, lines, verb=verb, items=points(text)))

    def problem(self, line: Line, message: str) -> None:
        """Note what was not understood."""
        self.problems.append(Problem(Place(self.file, line.number), message))


def _marked(lines: Sequence[Line]) -> Iterator[tuple[int, Mark]]:
    """The lines that begin with a number, by their indexes."""
    for at, line in enumerate(lines):
        if not line.initial and (mark := paragraph_mark(line.head)):
            yield at, mark
