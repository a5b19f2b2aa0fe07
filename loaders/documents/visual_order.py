"""Lines in the order in which a page shows them, from left to right, turned to the order in which they are read.

The way back through the Unicode Bidirectional Algorithm (UAX #9): what runs from left to right within a line that
runs from right to left keeps its order, numbers do so everywhere, and brackets of turned text are mirrored (BD16).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..text import ARABIC_LETTER, LATIN_LETTER

_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")
_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Letters and signs that run from right to left; the Arabic digits and separators of numbers among them are numbers."""
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_NUMBER = rf"[{_DIGIT}]+(?:[.,:/\u060C\u066B\u066C][{_DIGIT}]+)*"
"""Digits with what joins two numbers to one (types CS and AN); a hyphen does not in Arabic."""
_LEFT = rf"[^\W\d_{_ARABIC}]"
"""A letter that runs from left to right."""
_LEFT_RUN = re.compile(rf"[0-9]*{_LEFT}(?:[^{_ARABIC}]*(?:{_LEFT}|[0-9]%?))?|{_NUMBER}")
"""From the first letter to the last letter or western digit, with what is between; or a number."""
_RIGHT_RUN = re.compile(rf"[{_ARABIC}](?:[^A-Za-z\u00C0-\u024F]*[{_ARABIC}])?")
_BRACKETS = {")": "(", "]": "[", ">": "<"}
_BRACKET = re.compile(r"[()\[\]<>]")
_PAIRS = {"(": "()", ")": "()", "[": "[]", "]": "[]", "<": "<>", ">": "<>"}
_POINTS = ' .,;:،؛"«»-'
_READ = re.compile(r"\bال|\bوال|\bلل|[ةى]\b")
_TURNED = re.compile(r"لا\b|لاو\b|لل\b|\b[ةى]")


def logical(line: str, *, from_right: bool, mirrored: bool = True) -> str:
    """A line as shown from left to right, in the order of reading; `from_right` is the direction of its paragraph.

    `mirrored` says that brackets are given as they look, and not as they are meant.

    >>> logical("761/17 رارقلا", from_right=True), logical("(RBG-B) ةقيثولا", from_right=True)
    ('القرار 761/17', 'الوثيقة (RBG-B)')
    >>> logical("the word رارق here", from_right=False)
    'the word قرار here'
    """
    table = _MIRRORED if mirrored else {}
    if from_right:
        return _turned(line, table)
    return _RIGHT_RUN.sub(lambda match: _turned(match[0], table), line)


def _turned(text: str, mirrored: dict[int, int]) -> str:
    """Turn a run from right to left; what runs from left to right within it is not turned."""
    pieces: list[str] = []
    place = 0
    for match in _LEFT_RUN.finditer(text):
        end = match.end()
        if text[end : end + 1] in _BRACKETS and match[0].count(_BRACKETS[text[end]]) > match[0].count(text[end]):
            end += 1  # a bracket belongs to what it closes (rule N0)
        pieces += [text[place : match.start()][::-1].translate(mirrored), text[match.start() : end]]
        place = end
    pieces.append(text[place:][::-1].translate(mirrored))
    return "".join(reversed(pieces))


def upright(line: str) -> str:
    """A line as shown, its brackets opening and closing as they look: some readers of PDF have mirrored some of them.

    >>> upright(")A/72/643 ةقيثولا)"), upright("217)III( رارقلا")
    ('(A/72/643 ةقيثولا)', '217(III) رارقلا')
    """
    if not _BRACKET.search(line):
        return line
    letters = list(line)
    open_: list[int] = []
    for match in _BRACKET.finditer(line):
        place = match.start()
        before, after = line[:place][-1:] or " ", line[place + 1 : place + 2] or " "
        opens = not open_ or open_[-1] == place - 1
        for spaces in (" ", _POINTS):
            if (before in spaces) != (after in spaces):
                opens = before in spaces
                break
        letters[place] = _PAIRS[match[0]][0 if opens else 1]
        if opens:
            open_.append(place)
        elif open_:
            open_.pop()
    return "".join(letters)


def runs_from_right(text: str) -> bool:
    """Whether a text is mostly Arabic.

    >>> runs_from_right("القرار (ABC)"), runs_from_right("the word القرار here")
    (True, False)
    """
    return len(ARABIC_LETTER.findall(text)) > len(LATIN_LETTER.findall(text))


def stands_turned(lines: Iterable[str]) -> bool:
    """Whether Arabic words stand with their last letter first: as the article and the endings of words tell.

    >>> stands_turned(["ةماعلا ةيعمجلا رارق"]), stands_turned(["قرار الجمعية العامة"])
    (True, False)
    """
    right = wrong = 0
    for line in lines:
        right += len(_READ.findall(line))
        wrong += len(_TURNED.findall(line))
    return wrong > right
