"""The walk through the lines of a body: each begins a heading or a paragraph, or goes on with the one before it.

What a line is depends on what was counted before it: `Outline` counts headings, `Count` paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from .front_dates import date_in
from .layout import enacting
from .lines import Line
from .marks import is_point, paragraph_mark
from .paragraphs import Scope
from .progress import ENDED, OpenPart, Progress
from .resolution import is_closing, opening
from .sayings import message
from .sections import read_digit_heading, read_division, read_numbered_heading, read_title

_COMMA = re.compile(r"[,،;؛]\W*(?:\^?\(?[\d*]+\)?)?$")
"""How a preambular paragraph ends, with the mark of a footnote or without."""


def read_body(file: str, language: str, lines: Sequence[Line], *, enacted: bool) -> Progress:
    """Read the lines of a body, without furniture and footnotes, into headings and parts.

    `enacted` is whether the front page ends with the organ that speaks in a resolution.

    >>> from .lines import lines_of
    >>> text = "1. Decides to meet;\\n\\n2. Requests a report."
    >>> [(part.number, part.kind, part.verb) for part in read_body("a", "en", list(lines_of(text)), enacted=True).parts]
    [('1', 'operative', 'Decides'), ('2', 'operative', 'Requests')]
    """
    reading = Progress(file, language, lines)
    reading.resolving = enacted
    by_indent = any(line.indented for line in lines)
    while reading.at < len(lines):
        head = reading.line.head
        reading.at += (
            read_division(reading)
            or _enacting(reading)
            or read_numbered_heading(reading, head)
            or _numbered(reading, head)
            or (reading.resolving and _resolution(reading, head, by_indent=by_indent))
            or read_title(reading, head)
            or _go_on(reading)
        )
    reading.close()
    return reading


def _enacting(reading: Progress) -> int:
    """The organ that speaks in a resolution that stands inside a document."""
    taken = enacting(reading.lines, reading.at) if reading.begins() else 0
    if taken:
        if reading.after_heading and reading.outline.current != reading.count.scope.id:
            reading.count.scope = Scope(reading.outline.current)
        reading.open_unnumbered()
        for line in reading.lines[reading.at : reading.at + taken]:
            reading.append(line)
        reading.close()
        reading.resolving = True
    return taken


def _numbered(reading: Progress, head: str) -> int:
    """A numbered paragraph, or a numbered sub-heading that looks like one."""
    mark = paragraph_mark(head)
    if mark is None or (mark.style == "comma" and not reading.resolving):
        return 0
    if taken := read_digit_heading(reading, mark):
        return taken
    at, line, count = reading.at, reading.line, reading.count
    rest = head[mark.end :]
    if not count.repeats(mark, rest):
        if reading.after_heading and count.begins_again(at, mark):
            count.scope = Scope(reading.outline.current or f"part-{len(reading.parts)}")
        elif not count.continues(at, mark) or (not reading.begins() and count.comes_again(at, mark)):
            return 0
        elif count.scope.last and mark.value > count.scope.last + 1:
            reading.problem(line, message("paragraph_skipped", found=mark.value, expected=count.scope.last + 1))
    reading.open(count.take(mark, rest), "operative" if reading.resolving else "paragraph")
    reading.append(line, line.text[line.after(mark.end) :].strip())
    return 1


def _resolution(reading: Progress, head: str, *, by_indent: bool) -> int:
    """A preambular paragraph, an operative one without a number, or the meeting that closes a resolution."""
    line, part, scope = reading.line, reading.part, reading.count.scope
    if is_closing(line.whole) and reading.begins():
        return _closing(reading)
    if part and not _may_follow(line, part, by_indent=by_indent):
        return 0
    next_line = reading.lines[reading.at + 1 : reading.at + 2]
    text = f"{head} {next_line[0].head}" if next_line else head
    in_preamble = part is None or part.kind == "preambular"
    if opening(text, reading.language, "preambular") and (in_preamble or not scope.last):
        reading.open_preambular()
    elif (in_preamble or not scope.style) and opening(text, reading.language, "operative") and not _will_count(reading):
        scope.last += 1
        reading.open(scope.named(str(scope.last)), "operative")
    elif part and part.kind == "preambular" and line.gap and part.tail.endswith((",", "،")) and not is_point(head):
        reading.open_preambular()
    else:
        return 0
    reading.append(line)
    return 1


def _closing(reading: Progress) -> int:
    """The meeting at which a resolution was adopted, and the day on the line after it."""
    reading.resolving = False
    reading.open_unnumbered()
    reading.append(reading.line)
    after = reading.lines[reading.at + 1 : reading.at + 2]
    if after and (found := date_in(after[0].whole)) and found[1] == 0:
        reading.append(after[0])
        return 2
    return 1


def _may_follow(line: Line, part: OpenPart, *, by_indent: bool) -> bool:
    """Whether a paragraph of a resolution may follow the one that is open: after a comma, not inside a quotation."""
    comma = bool(_COMMA.search(part.tail))
    if line.gap or line.top:
        return comma or bool(ENDED.search(part.tail))
    return comma and not by_indent and part.quoted <= 0


def _will_count(reading: Progress) -> bool:
    """Whether numbered operative paragraphs follow, of which none has been met."""
    scope = reading.count.scope
    return not scope.last and any(mark.value == 1 for mark in islice(reading.count.following(reading.at), 4))


def _go_on(reading: Progress) -> int:
    """A line that goes on with the paragraph before it; a block under no number is a paragraph of its own."""
    part = reading.part
    if part and part.kind == "paragraph" and part.is_unnumbered and reading.line.gap and ENDED.search(part.tail):
        reading.open_unnumbered()
    reading.append(reading.line)
    return 1
