"""The walk through the lines of a body: each begins a heading, a paragraph or the paragraph of a resolution, or goes on.

What a line is depends on what was counted before it: `Outline` counts headings, `Count` paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..problems import Place, Problem
from .headings import MOST, Outline, could_be_title
from .items import points
from .layout import enacting
from .lines import Line
from .marks import Mark, chapter, division, heading_marks, is_point, paragraph_mark
from .paragraphs import Count, Scope
from .plain import spelled_plainly
from .records import Heading, Part
from .resolution import is_closing, opening

_ENDED = re.compile(r"[.;:؛!?؟\"')\]*\d]$")
_COMMA = re.compile(r"[,،;؛]\W*(?:\^?\(?[\d*]+\)?)?$")
_SECTION_TEXT = 120
"""A block without a number is a paragraph, not a title, from about this length."""
_TITLE_LINES = 5


@dataclass(slots=True)
class _Open:
    """The part that is being read."""

    number: str
    kind: str
    section: str
    texts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    tail: str = ""


class Reader:
    """Reads the kept lines of a body, each with its index in the file, into headings and parts."""

    def __init__(self, file: str, language: str, rows: Sequence[tuple[int, Line]]) -> None:
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self._file, self._language = file, language
        self._lines = [line for _, line in rows]
        self._outline = Outline()
        marks = [(at, mark) for at, line in enumerate(self._lines) if (mark := paragraph_mark(line.head))]
        self._count = Count(marks)
        self._open: _Open | None = None
        self._by_indent = any(line.indented for line in self._lines)
        self._resolving = False
        self._after_heading = True
        self._at = 0

    @property
    def headings(self) -> list[Heading]:
        """The headings that were met, in their order."""
        return self._outline.headings

    def read(self, *, enacted: bool) -> None:
        """Read all lines; `enacted` is whether the front page ends with the organ that speaks in a resolution."""
        self._resolving = enacted
        while self._at < len(self._lines):
            line = self._lines[self._at]
            head = line.head
            self._at += (
                self._division(line)
                or self._enacting(line)
                or self._numbered_heading(line, head)
                or self._numbered(line, head)
                or self._resolution(line, head)
                or self._title(line, head)
                or self._go_on(line)
            )
        self._close()

    def _begins(self, line: Line) -> bool:
        """Whether something new may begin at a line: after a blank one, on a new page, after what has ended."""
        return line.gap or line.top or self._open is None or bool(_ENDED.search(self._open.tail))

    def _block(self, at: int) -> list[Line]:
        """The lines of what may be a title, from one on: to the next blank line, page or number."""
        block = [self._lines[at]]
        for line in self._lines[at + 1 : at + _TITLE_LINES]:
            head = line.head
            if line.gap or line.top or paragraph_mark(head) or is_point(head) or opening(head, self._language, "preambular"):
                break
            if any(self._outline.continues(mark) or mark.value == 1 for mark in heading_marks(head)):
                break
            block.append(line)
        return block

    def _titled(self, at: int, start: int = 0) -> tuple[str, int]:
        """The title at a line, as printed, and how many lines it takes; empty where none can be one."""
        block = self._block(at)
        if sum(line.end - line.start for line in block) > MOST + start:
            return "", 0
        text = " ".join(line.text for line in block)
        text = text[block[0].after(start) if start else 0 :].strip()
        return (text, len(block)) if could_be_title(spelled_plainly(text)) else ("", 0)

    def _division(self, line: Line) -> int:
        """An annex: it has headings and a count of its own."""
        whole = line.whole
        found = division(whole) if whole and self._begins(line) else None
        if found is None:
            return 0
        self._close()
        number, title = found
        taken = 1
        if title:
            title = line.text[line.plain.text.rfind(title) :] if line.plain.origin is None else title
        elif self._at + 1 < len(self._lines) and not self._starts(self._at + 1):
            title, more = self._titled(self._at + 1)
            taken += more
        heading = self._outline.add("division", 0, title, line.number, number)
        self._count.scope = Scope(heading.id)
        self._resolving, self._after_heading = False, True
        return taken

    def _enacting(self, line: Line) -> int:
        """The organ that speaks in a resolution that stands inside a document."""
        taken = enacting(self._lines, self._at) if self._begins(line) else 0
        if taken:
            if self._after_heading and self._outline.current != self._count.scope.id:
                self._count.scope = Scope(self._outline.current)
            self._new("u", "paragraph")
            for other in self._lines[self._at : self._at + taken]:
                self._append(other, other.text)
            self._close()
            self._resolving = True
        return taken

    def _numbered_heading(self, line: Line, head: str) -> int:
        """A chapter, section or sub-section that is counted with words, letters or Roman digits."""
        if not self._begins(line):
            return 0
        named = chapter(head)
        marks = [named] if named else heading_marks(head)
        marks.sort(key=lambda mark: not self._outline.continues(mark))
        for mark in marks:
            title, taken = self._titled(self._at, mark.end)
            alone = mark.end >= len(head) and line.gap
            if alone and not title:
                taken = 1
                if self._at + 1 < len(self._lines) and not self._starts(self._at + 1):
                    title, more = self._titled(self._at + 1)
                    taken += more
            sure = not head[:1].isascii() or named is not None or mark.style == "roman" and mark.end > 3
            if (not title and not alone) or not (self._outline.continues(mark) or (sure and title)):
                continue
            if not self._outline.continues(mark) and mark.value != 1:
                expected = self._outline.expected(mark.style)
                self._problem(line, f"heading number {mark.value} where {expected} was expected")
            self._heading(mark.style, mark.value, title, line)
            return taken
        return 0

    def _numbered(self, line: Line, head: str) -> int:
        """A numbered paragraph, or a numbered sub-heading that looks like one."""
        mark = paragraph_mark(head)
        if mark is None or (mark.style == "comma" and not self._resolving):
            return 0
        title, taken = self._titled(self._at, mark.end) if self._begins(line) else ("", 0)
        if title and mark.style != "paren" and self._is_heading(mark, taken):
            self._heading("digit", mark.value, title, line)
            return taken
        rest = head[mark.end :]
        if not self._count.repeats(mark, rest):
            if self._count.begins_again(self._at, mark) and self._after_heading:
                self._count.scope = Scope(self._outline.current or f"part-{len(self.parts)}")
            elif not self._count.continues(self._at, mark):
                return 0
            elif not self._begins(line) and self._count.comes_again(self._at, mark):
                return 0
            elif self._count.scope.last and mark.value > self._count.scope.last + 1:
                self._problem(line, f"paragraph {mark.value} where {self._count.scope.last + 1} was expected")
        number = self._count.take(mark, rest)
        self._close()
        self._open = _Open(number, "operative" if self._resolving else "paragraph", self._outline.current)
        self._append(line, line.text[line.after(mark.end) :].strip())
        return 1

    def _is_heading(self, mark: Mark, taken: int) -> bool:
        """Whether a number with a title is a sub-heading: its count goes on, and after it that of the paragraphs does."""
        if not self._outline.continues(mark, "digit") or (self._open and self._open.tail.endswith(":")):
            return False
        next_number = self._count.scope.last + 1
        after = self._count.following(self._at)
        at = self._at + taken
        if at < len(self._lines) and not self._lines[at].gap and not paragraph_mark(self._lines[at].head):
            return False
        if after and after[0].value == next_number:
            return True
        if self._resolving or mark.value == next_number and self._count.scope.last or at >= len(self._lines):
            return False
        return not self._starts(at) and self._length(at) > _SECTION_TEXT

    def _resolution(self, line: Line, head: str) -> int:
        """A preambular paragraph, an operative one without a number, or the meeting that closes a resolution."""
        if not self._resolving:
            return 0
        if is_closing(line.whole) and self._begins(line):
            self._resolving = False
            self._new("u", "paragraph")
            self._append(line, line.text)
            return 1
        before = self._open
        if before and not (line.gap or line.top) and (self._by_indent or not _COMMA.search(before.tail)):
            return 0
        if before and not (_COMMA.search(before.tail) or _ENDED.search(before.tail)):
            return 0
        scope = self._count.scope
        unnumbered = before is None or before.kind == "preambular" or not scope.style
        text = f"{head} {self._lines[self._at + 1].head if self._at + 1 < len(self._lines) else ''}"
        if opening(text, self._language, "preambular") and (before is None or before.kind != "operative" or not scope.last):
            self._new("pp", "preambular")
        elif unnumbered and opening(text, self._language, "operative") and not self._will_count():
            scope.last += 1
            self._close()
            self._open = _Open(scope.named(str(scope.last)), "operative", self._outline.current)
        elif before and before.kind == "preambular" and line.gap and before.tail.endswith((",", "،")) and not is_point(head):
            self._new("pp", "preambular")
        else:
            return 0
        self._append(line, line.text)
        return 1

    def _will_count(self) -> bool:
        """Whether numbered operative paragraphs follow."""
        wanted = self._count.scope.last + 1
        return any(mark.value == wanted for mark in self._count.following(self._at)[:4]) and not self._count.scope.last

    def _title(self, line: Line, head: str) -> int:
        """A heading without a number: a short block before a paragraph that goes on with the count, or before a long one."""
        if not (line.gap or line.top or self._after_heading) or is_point(head) or (head[:1].isascii() and head[:1].islower()):
            return 0
        if self._open and (self._open.tail.endswith((":", ",", "،")) or (self._resolving and self._open.kind == "preambular")):
            return 0
        title, taken = self._titled(self._at)
        if not title and self._is_label(line):
            title, taken = line.text.rstrip(": "), 1
        at = self._at + taken
        if not title or at >= len(self._lines):
            return 0
        if not self._starts(at):
            gaps = line.gap and self._lines[at].gap and not self._resolving
            numbered = self._open is not None and self._open.kind != "paragraph" or self._count.scope.last > 0
            if numbered or not gaps or len(title) > 100 or self._length(at) < _SECTION_TEXT:
                return 0
        if self._open and not _ENDED.search(self._open.tail) and not self._starts(at):
            return 0
        self._heading("unnumbered", 0, title, line)
        return taken

    def _is_label(self, line: Line) -> bool:
        """Whether a line of few words before a colon is the heading of a count that begins under it."""
        at = self._at + 1
        if not (line.gap and line.tail.endswith(":") and at < len(self._lines) and self._lines[at].gap):
            return False
        mark = paragraph_mark(self._lines[at].head)
        few = 0 < len(line.whole.split()) <= 4 and not (self._open and self._open.tail.endswith((":", ",", "،")))
        begins = mark is not None and (self._count.begins_again(at, mark) or self._count.continues(at, mark))
        return few and begins and mark is not None and mark.value == 1

    def _starts(self, at: int) -> bool:
        """Whether a heading or a paragraph that goes on with its count, or begins one, starts at a line."""
        head = self._lines[at].head
        mark = paragraph_mark(head)
        if mark and (mark.value == self._count.scope.last + 1 or (mark.value == 1 and mark.style != "paren")):
            return True
        if mark and mark.value == 1 and self._count.scope.style == "paren":
            return True
        if self._resolving and opening(head, self._language, "preambular") and not self._count.scope.last:
            return True
        return any(self._outline.continues(found) for found in heading_marks(head)) or bool(enacting(self._lines, at))

    def _length(self, at: int) -> int:
        """How long the block is that begins at a line."""
        length = 0
        for line in self._lines[at : at + 4]:
            if length and line.gap:
                break
            length += line.end - line.start
        return length

    def _go_on(self, line: Line) -> int:
        """A line that goes on with the paragraph before it; a block under no number is a paragraph of its own."""
        last = self._open
        if last is None or (last.kind == "paragraph" and self._is_unnumbered(last) and line.gap and _ENDED.search(last.tail)):
            self._new("u", "paragraph")
        self._append(line, line.text)
        return 1

    @staticmethod
    def _is_unnumbered(part: _Open) -> bool:
        return part.number.rpartition("/")[2].startswith("u")

    def _heading(self, style: str, value: int, title: str, line: Line) -> None:
        self._close()
        self._outline.add(style, value, " ".join(title.split()), line.number)
        self._after_heading = True

    def _new(self, prefix: str, kind: str) -> None:
        """Begin a part that has no number of its own, `u1` or `pp1`."""
        self._close()
        scope = self._count.scope
        if prefix == "pp":
            scope.preambular += 1
            count = scope.preambular
        else:
            scope.unnumbered += 1
            count = scope.unnumbered
        self._open = _Open(scope.named(f"{prefix}{count}"), kind, self._outline.current)

    def _append(self, line: Line, text: str) -> None:
        assert self._open is not None
        self._open.texts.append(text)
        self._open.lines.append(line.number)
        self._open.tail = line.tail
        self._after_heading = False

    def _close(self) -> None:
        """End the part that is open, with its verb and the points of its lists."""
        part, self._open = self._open, None
        if part is None or not part.texts:
            return
        text = "\n".join(part.texts)
        verb = opening(text, self._language, part.kind) if part.kind in ("preambular", "operative") else ""
        self.parts.append(
            Part(part.number, part.kind, part.section, text, tuple(part.lines), verb=verb, items=points(text))
        )

    def _problem(self, line: Line, message: str) -> None:
        self.problems.append(Problem(Place(self._file, line.number), message))
