"""The headings in a body: annexes, chapters, sections, numbered sub-headings, and those without a number.

Each function looks at the line that the reading has come to, and says how many lines it took: none where there is none.
"""

from __future__ import annotations

from .headings import MOST, is_first_title
from .lines import Line
from .marks import Mark, chapter, division, heading_marks, is_point, may_divide, paragraph_mark
from .plain import spelled_plainly
from .progress import ENDED, Progress
from .sayings import message

_LONG = 120
"""A block without a number is a paragraph, not a title, from about this length."""
_SHORT = 100
_FEW_WORDS = 4
_GOES_ON = (":", ",", "،")


def read_division(reading: Progress) -> int:
    """An annex, with its title on the same line or in the block after it."""
    line = reading.line
    found = division(line.whole) if may_divide(line.head) and line.whole and reading.begins() else None
    if found is None:
        return 0
    number, title = found
    taken = 1
    if title:
        title = _as_printed(line, title)
    else:
        title, more = _title_after(reading)
        taken += more
    reading.heading("division", 0, title, line, number)
    return taken


def _as_printed(line: Line, title: str) -> str:
    """The end of a line, as printed, that patterns read as a title."""
    place = spelled_plainly(line.text).rfind(title)
    return line.text[place:].strip() if place >= 0 and line.plain.origin is None else title


def _title_after(reading: Progress) -> tuple[str, int]:
    """The title on the lines after a number that stands alone."""
    after = reading.at + 1
    if after >= len(reading.lines) or reading.starts(after):
        return "", 0
    return reading.titled(after)


def read_numbered_heading(reading: Progress, head: str) -> int:
    """A chapter, section or sub-section that is counted with words, letters or Roman digits."""
    named = chapter(head)
    marks = [named] if named else heading_marks(head)
    if not marks or not reading.begins():
        return 0
    line = reading.line
    marks.sort(key=lambda mark: not reading.outline.continues(mark))
    for mark in marks:
        title, taken = reading.titled(reading.at, mark.end)
        alone = mark.end >= len(head) and line.gap
        if alone and not title:
            title, more = _title_after(reading)
            taken = 1 + more
        # a letter may begin a name; a word of numbering, or Roman digits in twos, hardly begin anything else
        sure = not head[:1].isascii() or named is not None or (mark.style == "roman" and mark.end > len("I. "))
        goes_on = reading.outline.continues(mark)
        if not (title or alone) or not (goes_on or (sure and title)):
            continue
        if not goes_on and mark.value != 1:
            expected = reading.outline.expected(mark.style)
            reading.problem(line, message("heading_skipped", found=mark.value, expected=expected))
        reading.heading(mark.style, mark.value, title, line)
        return taken
    return 0


def read_digit_heading(reading: Progress, mark: Mark) -> int:
    """A sub-heading with a number that looks like that of a paragraph: its own count goes on, and theirs after it."""
    if mark.style == "paren" or not reading.outline.continues(mark, "digit") or not reading.begins():
        return 0
    title, taken = reading.titled(reading.at, mark.end)
    if not title or reading.tail.endswith(":"):
        return 0
    at = reading.at + taken
    if at < len(reading.lines) and not reading.lines[at].gap and not paragraph_mark(reading.lines[at].head):
        return 0
    expected = reading.count.scope.last + 1
    after = next(reading.count.following(reading.at), None)
    if after is None or after.value != expected:
        # without paragraphs that are counted, it stands before a long block
        counted = mark.value == expected and reading.count.scope.last > 0
        if reading.resolving or counted or at >= len(reading.lines):
            return 0
        if reading.starts(at) or reading.length(at) <= _LONG:
            return 0
    reading.heading("digit", mark.value, title, reading.line)
    return taken


def read_title(reading: Progress, head: str) -> int:
    """A heading without a number: a short block before a paragraph that continues the count, or before a long one."""
    line, part = reading.line, reading.part
    if not (line.gap or line.top or reading.after_heading) or line.end - line.start > MOST:
        return 0
    if is_point(head) or (head[:1].isascii() and head[:1].islower()) or reading.tail.endswith(_GOES_ON):
        return 0
    if part and part.kind == "preambular":
        return 0
    if line.gap and is_first_title(line.whole):
        reading.heading("unnumbered", 0, line.text, line)
        return 1
    title, taken = reading.titled(reading.at)
    if not title and _is_label(reading):
        title, taken = line.text.rstrip(": "), 1
    at = reading.at + taken
    if not title or at >= len(reading.lines):
        return 0
    if not reading.starts(at):
        counted = (part is not None and part.kind != "paragraph") or reading.count.scope.last > 0
        apart = line.gap and reading.lines[at].gap and not reading.resolving
        if counted or not apart or len(title) > _SHORT or reading.length(at) < _LONG:
            return 0
        if part and not ENDED.search(part.tail):
            return 0
    reading.heading("unnumbered", 0, title, line)
    return taken


def _is_label(reading: Progress) -> bool:
    """Whether a line of few words before a colon is the heading of a count that begins under it."""
    line, at = reading.line, reading.at + 1
    if not (line.gap and line.tail.endswith(":") and at < len(reading.lines) and reading.lines[at].gap):
        return False
    mark = paragraph_mark(reading.lines[at].head)
    if mark is None or mark.value != 1 or len(line.whole.split()) > _FEW_WORDS:
        return False
    return reading.count.begins_again(at, mark) or reading.count.continues(at, mark)
