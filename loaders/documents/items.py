"""The points of a list inside a paragraph: (a) (b), (أ) (ب), (1) (2), ‘١’ ‘٢’, (i) (ii), and dashes at line starts."""

from __future__ import annotations

import re

from .number_forms import roman
from .numbering import any_of, words_of
from .plain import Plain, plain

_POINT = re.compile(
    rf"(?:^|(?<=[\s:;؛،,])و?)(?:\((?:(?P<latin>[a-z])|(?P<roman>[ivx]{{1,5}})|(?P<arabic>هـ?|{any_of('point')})"
    r"|(?P<digit>\d{1,2}))\)|'(?P<quoted>\d{1,2})')(?=\s?[^\W\d_]|\s[\"'(\[])"
)
_LIKELY = re.compile(r"['‘’(](?:(?<=\()[^()\s]{1,6}\)|(?<!\()\d{1,2}['‘’])")
_DASH = re.compile(r"[-•▪·*‣○●\uf0b7](?:(?<=^.)|(?<=\n.)) ?(?=\S)")
_REFERENCE = re.compile(
    r"(?:paragraphs?|articles?|sections?|items?|rules?|الفقرات?|الماده|المواد|البند|البنود) ?(?:\d[\d ]*)?$|\d ?$",
    re.IGNORECASE,
)
_ROMAN = {roman(value).lower(): value for value in range(1, 21)}
_SKIPPED = 2
"""A point may be so far from the one before it, since a letter that was scanned badly is none."""


def points(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the points of the lists in a text as printed, each from its mark to the next or to the end.

    A list begins with its first letter or number. A list inside a point has its own spans, within that of the point.

    >>> text = "The tasks are: (a) To examine; (b) To report under paragraph 4 (c) below."
    >>> [text[start:end] for start, end in points(text)]
    ['(a) To examine;', '(b) To report under paragraph 4 (c) below.']
    >>> points("- نظم المكتب\\n- أعدت أداتان")
    ((0, 12), (13, 26))
    """
    lettered = len(_LIKELY.findall(text)) > 1
    dashed = len(_DASH.findall(text)) > 1
    if not lettered and not dashed:
        return ()
    lines = plain(text.replace("\n", "\0")) if "\n" in text else plain(text)
    reading = Plain(text, lines.text.replace("\0", "\n"), lines.origin)
    found = [*(_lettered(reading) if lettered else ()), *(_dashed(reading) if dashed else ())]
    return tuple(sorted(set(found), key=lambda span: (span[0], -span[1])))


_DEEPEST = 3


def _values(match: re.Match[str]) -> list[tuple[str, int]]:
    """What a mark may be: its kind and its place in the count; `(i)` is a letter and a Roman number."""
    kind = match.lastgroup or ""
    sign = match[kind]
    if kind == "arabic":
        return [("arabic", words_of("point").get(sign, 5))]
    if kind in ("digit", "quoted"):
        return [(kind, int(sign))]
    values = [("roman", _ROMAN[sign])] if sign in _ROMAN else []
    if len(sign) == 1:
        values.append(("latin", ord(sign) - ord("a") + 1))
    return values


def _lettered(reading: Plain) -> list[tuple[int, int]]:
    """Follow each count; a list that is open inside another ends where the outer one goes on."""
    open_lists: list[list[tuple[str, int, int]]] = []
    spans: list[tuple[int, int]] = []

    def close(entry: tuple[str, int, int], end: int) -> None:
        spans.append(_span(reading, entry[2], end))

    matches = [
        match
        for match in _POINT.finditer(reading.text)
        if not _REFERENCE.search(reading.text, max(0, match.start() - 24), match.start())
    ]
    for at, match in enumerate(matches):
        values = _values(match)
        start = match.start() + match[0].startswith("و")  # an “and” before it is of neither point
        going_on = next(
            (
                (depth, kind, value)
                for depth in range(len(open_lists) - 1, -1, -1)
                for kind, value in values
                if open_lists[depth][-1][0] == kind and 0 < value - open_lists[depth][-1][1] <= _SKIPPED
            ),
            None,
        )
        if going_on:
            depth, kind, value = going_on
            for deeper in open_lists[depth + 1 :]:
                if len(deeper) > 1:
                    close(deeper[-1], match.start())
            close(open_lists[depth][-1], match.start())
            del open_lists[depth + 1 :]
            open_lists[depth].append((kind, value, start))
        elif first := next((kind for kind, value in values if value == 1), None):
            outer = next((entries[-1] for entries in open_lists if entries[-1][0] == first), None)
            following = _values(matches[at + 1]) if at + 1 < len(matches) else []
            if outer and (first, outer[1] + 2) in following:  # scanned badly: the count goes on after it
                depth = next(depth for depth, entries in enumerate(open_lists) if entries[-1] is outer)
                close(outer, match.start())
                open_lists[depth].append((first, outer[1] + 1, start))
                continue
            at_line = reading.text[match.start() - 1 : match.start()] in ("", "\n")
            if (outer and at_line) or len(open_lists) > _DEEPEST:  # a count that begins anew
                for deeper in open_lists:
                    if len(deeper) > 1:
                        close(deeper[-1], match.start())
                open_lists.clear()
            open_lists.append([(first, 1, start)])
    for entries in open_lists:
        if len(entries) > 1:  # one point makes no list
            close(entries[-1], len(reading.text))
    return spans


def _dashed(reading: Plain) -> list[tuple[int, int]]:
    """Points with dashes: each at the beginning of a line, at least two of them."""
    starts = [match.start() for match in _DASH.finditer(reading.text)]
    if len(starts) < 2:
        return []
    return [_span(reading, start, end) for start, end in zip(starts, [*starts[1:], len(reading.text)], strict=True)]


def _span(reading: Plain, start: int, end: int) -> tuple[int, int]:
    """The place as printed of a point, without the white space at its end."""
    while end > start + 1 and reading.text[end - 1].isspace():
        end -= 1
    return reading.span(start, start + 1)[0], reading.span(end - 1, end)[1]
