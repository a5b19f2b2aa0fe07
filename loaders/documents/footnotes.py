"""Footnotes: the lines they are printed on, and the mark in the text that each hangs on.

A mark is `^(1)`, `(1)` glued to its word, a superscript digit, asterisks, or, in the text of a PDF, the bare number
glued to its word or after its full stop. A note is a line that begins with `(1)`, with asterisks, or, at the foot of
a page, with the bare number. A note that was displaced is taken from where it is printed and hung where its mark is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from .front_dates import date_in
from .furniture import RULE
from .lines import Line
from .marks import heading_marks
from .plain import plain, spelled_plainly
from .records import Part
from .resolution import is_closing
from .sayings import Said, message, numeral

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MARK = re.compile(
    r"[\^*(⁰¹²³⁴⁵⁶⁷⁸⁹](?:(?<=\^)\((?:[0-9٠-٩۰-۹]{1,3}|\*{1,4})\)|(?<=[^\s*(]\*)\*{0,3}(?![*\w])"
    r"|(?:(?<=[^\W\d_]{3}[⁰¹²³⁴⁵⁶⁷⁸⁹])|(?<=[.,;:)\]\"'؛،”»][⁰¹²³⁴⁵⁶⁷⁸⁹]))[⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}"
    r"|(?<=[^\s(/\d]\()(?<![٠-٩]\()[0-9٠-٩]{1,3}\)(?!\w))"
)
"""A mark is tried for only where one of its signs stands, which a search is quick to find."""
_NOTE = re.compile(r"\^?\((?P<n>\d{1,3}|\*{1,4})\) ?(?=\S)|(?P<stars>\*{1,4}) ?(?=[^\s*])")
_BARE_NOTE = re.compile(r"(?P<n>\d{1,3})(?:/[a-z]?\.? ?| +|\. )(?![a-z])(?=[^\W\d_]|[\"'(\[])")
_MOST_OF_A_FOOT = 60
"""The notes of a page have no more lines than this."""
_NEAR = 60
"""A bare number is looked for in so many parts."""


@dataclass(slots=True)
class Note:
    """A footnote: its mark (`1`, `*`), the indexes of its lines, and where its text begins on the first as printed."""

    mark: str
    lines: list[int]
    start: int
    bare: bool = False


@dataclass(slots=True)
class Notes:
    """The footnotes of a document, in the order of their lines, and the indexes of all the lines they take."""

    notes: list[Note] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def add(self, note: Note) -> None:
        """Take a note with its first line."""
        self.notes.append(note)
        self.taken.update(note.lines)

    def go_on(self, index: int) -> None:
        """Take one more line of the last note."""
        self.notes[-1].lines.append(index)
        self.taken.add(index)


def mark_of(match: re.Match[str]) -> str:
    """The mark of a footnote in western digits or asterisks.

    >>> [mark_of(match) for match in MARK.finditer("نشر^(١) المؤقت* area² 3*4")]
    ['1', '*', '2']
    """
    return spelled_plainly(match[0].strip("^()").translate(_RAISED))


def find_notes(lines: Sequence[Line], furniture: set[int]) -> Notes:
    """Find the footnotes among the lines of a document; what is furniture ends them."""
    notes = Notes()
    waiting: dict[str, int] = {}
    foot = bare = False
    previous = -2
    first_of_page, last_number = 0, 0
    for index, line in enumerate(lines):
        if line.top:
            foot, first_of_page = False, index
        if index in furniture:
            first_of_page = index + 1
            foot = bool(RULE.fullmatch(line.whole)) and line.end - line.start < 300
            continue
        text = line.text
        going_on = previous == index - 1 and not line.gap and not line.top
        head = "" if line.initial else line.head
        note = _NOTE.match(head) if head[:1] in "(^*" else None
        mark = (note["n"] or note["stars"]) if note else ""
        if note and (waiting.get(mark, 0) > 0 or (foot and mark not in waiting)):
            waiting[mark] = waiting.get(mark, 0) - 1
            notes.add(Note(mark, [index], line.after(note.end())))
            previous, bare = index, False
            if mark.isdecimal():
                last_number = int(mark)
            continue
        number = _BARE_NOTE.match(head) if head[:1].isdecimal() else None
        if number and (date := date_in(line.whole)) and date[1] == 0:
            number = None
        if number and (
            foot or (going_on and bare) or _is_foot(lines, index, number, last_number, first_of_page, furniture)
        ):
            last_number = int(number["n"])
            notes.add(Note(number["n"], [index], line.after(number.end()), bare=True))
            previous, bare, foot = index, True, True
            continue
        if notes.notes and (foot or going_on) and not _goes_beyond(line):
            notes.go_on(index)
            previous = index
            continue
        foot = False
        for match in MARK.finditer(text):
            waiting[mark_of(match)] = waiting.get(mark_of(match), 0) + 1
    return notes


def _goes_beyond(line: Line) -> bool:
    """Whether a line after a note is of the text again: a heading after a blank line."""
    return line.gap and bool(heading_marks(line.head))


def _is_foot(
    lines: Sequence[Line], index: int, number: re.Match[str], last: int, first: int, furniture: set[int]
) -> bool:
    """Whether the notes of a page begin at a line without a rule before it: numbers go on, the mark stands above."""
    value = int(number["n"])
    if value != last + 1 and not (index and lines[index].gap and is_closing(lines[index - 1].whole)):
        return False
    if number[0].strip().endswith(".") or index - first > 400:
        return False
    end = index
    while end < len(lines) and lines[end].page == lines[index].page and end not in furniture:
        end += 1
        if end - index > _MOST_OF_A_FOOT:
            return False
    mark = re.compile(rf"(?:[^\W\d_][.,;:)\"'؛،]?|[.,;:)\"'؛،] ?|[^\W\d_] )(?<!\d){value}(?=/?(?:\s|$|[,;.:)]))")
    return any(mark.search(spelled_plainly(line.text)) for line in lines[first:index])


def hang(notes: Notes, lines: Sequence[Line], parts: Sequence[Part]) -> tuple[list[Part], list[tuple[int, Said]]]:
    """Make parts of the notes, each hung on its mark; and say on which lines a mark or a note lacks the other.

    `parts` are all parts with text, the cover first. Where a number comes again, the notes and the marks that
    have it are paired in their order.
    """
    places: dict[str, deque[tuple[int, int, int]]] = {}
    for order, part in enumerate(parts):
        row = seen = 0
        for match in MARK.finditer(part.text):
            row, seen = row + part.text.count("\n", seen, match.start()), match.start()
            places.setdefault(mark_of(match), deque()).append((part.lines[row], order, match.start()))
    made: list[Part] = []
    lost: list[tuple[int, Said]] = []
    used: dict[str, int] = {}
    begin, hung = 0, 0
    firsts = [part.lines[0] for part in parts]
    pages: dict[int, int] = {}
    for line in lines if notes.notes else ():
        pages.setdefault(line.page, line.number)
    for note in notes.notes:
        first = lines[note.lines[0]]
        while begin + 1 < len(parts) and parts[begin].lines[-1] < pages[first.page]:
            begin += 1
        free = places.get(note.mark)
        place = free.popleft() if free else None
        if place is None and note.bare:
            end = bisect_right(firsts, first.number)
            near = range(max(begin, hung, end - _NEAR), end)
            place = _bare(note, parts, [order for order in near if parts[order].number != "0"])
            hung = place[1] if place else hung
        anchor, section, scope = None, "", ""
        if place:
            part = parts[place[1]]
            anchor, section = (part.number, place[2]), part.section
            scope = part.number.rpartition("/")[0]
        else:
            lost.append((first.number, message("footnote_unmarked", mark=numeral(note.mark))))
        name = f"fn{note.mark}"
        if name in used and scope and f"{scope}/{name}" not in used:
            name = f"{scope}/{name}"
        used[name] = used.get(name, 0) + 1
        text = "\n".join([first.text[note.start :].strip(), *(lines[index].text for index in note.lines[1:])])
        numbers = tuple(lines[index].number for index in note.lines)
        unique = name if used[name] == 1 else f"{name}-{used[name]}"
        made.append(Part(unique, "footnote", section, text, numbers, anchor=anchor))
    noted = {note.mark for note in notes.notes}
    for sign, left in places.items():
        lost += [
            (line, message("mark_without_note", mark=numeral(sign)))
            for line, order, offset in left
            if sign not in noted and parts[order].text[offset] == "^"
        ]
    return made, lost


def _bare(note: Note, parts: Sequence[Part], near: Sequence[int]) -> tuple[int, int, int] | None:
    """Find the bare number of a note in the parts of its page, the surest way of printing it first."""
    ways = (
        rf"(?<=[^\W\d_]){note.mark}(?![\d/])|(?<=[,;:.)\"'؛،]){note.mark}(?![\d/])",
        rf"(?<=[,;:.)\"'؛،] ){note.mark}(?=/?(?:\s|$))|(?<=[^\W\d_] ){note.mark}(?=/?(?: {{2,}}|\s*$|\n))",
        rf"(?<=[^\W\d_] ){note.mark}(?=[\s,;.])",
        rf"(?<=\d{{4}}){note.mark}(?!\d)",
        rf"(?<=[^\W\d_]\n){note.mark}(?=[\s,;.])|(?<=\d ){note.mark}(?=[\s,;.])",
    )
    readings = [(order, plain(parts[order].text.replace("\n", "\0"))) for order in near]
    for way in ways:
        pattern = re.compile(way)
        for order, reading in readings:
            match = pattern.search(reading.text.replace("\0", "\n"))
            if match:
                return 0, order, reading.span(match.start(), match.end())[0]
    return None
