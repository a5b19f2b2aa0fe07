"""What a line begins with: the number of a paragraph, the number of a heading, the mark of a point.

Whether the number is one is decided by its count, not here: a line that begins with a year has a mark as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .number_forms import from_roman
from .numbering import ROMAN, any_of, words_of

_AFTER = r"(?=[^\W\d_]|[\"'(\[|~]|$)"
_DIGITS = re.compile(
    rf"(?:[-•] ?)?(?P<n>\d{{1,6}})(?: ?(?P<again>bis|ter|مكررا?))?(?: ?(?P<dash>-) ?|(?P<dot> ?\.) ?){_AFTER}"
    r"|\((?P<paren>\d{1,3})\) ?(?=\S)"
    r"|(?P<comma>\d{1,3}), (?=[A-Z][a-z]+s )"
)
STYLES = ("dash", "dot", "paren", "comma")
"""How the number of a paragraph is written."""
_HEADING = re.compile(
    rf"(?P<ordinal>{any_of('ordinal')})(?: ?[-.:] ?|$)"
    rf"|(?P<abjad>{any_of('letter')})(?: ?[-.:] ?|$)"
    rf"|(?P<roman>{ROMAN})(?: ?[.-] ?|$)(?!\d)"
    r"|(?P<latin>[A-Z])(?:\. ?| ?- |$)(?!\d)"
)
_POINT = re.compile(rf"(?:[-–•▪·*] ?(?=\D))|\((?:[a-z]{{1,2}}|{any_of('point')}|ه|[ivx]+|\d{{1,2}})\)|'\d{{1,2}}'")
_NAMES = "annex(?:es)?|appendix|enclosure|attachment|المرفقات|المرفق|مرفق|الملحق|التذييل|تذييل|الضميمه|ضميمه"
_DIVISION_BEGINS = re.compile(_NAMES, re.IGNORECASE)
_DIVISION = re.compile(
    rf"(?P<annex>{_NAMES})"
    r"(?: (?P<number>[IVXL]{1,6}|[A-Z]|\d{1,2}|(?:ال)?[^\W\d_]{2,9}(?: عشر)?))?(?P<star>[*]*)(?P<rest> ?[.:-]? ?.*)",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"(?:chapter|الفصل) (?P<number>[IVXL]+|\d{1,2}|(?:ال)?[^\W\d_]{3,9}(?: عشر)?)\.?(?: ?[-:.] ?| |$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number that a line begins with, how it is written, and where it ends in the line as patterns read it.

    Styles of a paragraph: `dash`, `dot`, `paren`, `comma`; of a heading: `roman` (ordinals of both languages), `letter`
    and `digit`.
    """

    value: int
    style: str
    end: int
    again: bool = False


def paragraph_mark(head: str) -> Mark | None:
    """The number that a paragraph could begin with.

    >>> paragraph_mark("- 4- ينفذ المكتب"), paragraph_mark("12. The Committee")
    (Mark(value=4, style='dash', end=5, again=False), Mark(value=12, style='dot', end=4, again=False))
    >>> paragraph_mark("15-19 October"), paragraph_mark("1.5 million"), paragraph_mark("2018 was")
    (None, None, None)
    """
    match = _DIGITS.match(head)
    if match is None:
        return None
    style = next(name for name in STYLES if match[name])
    return Mark(int(match["n"] or match["paren"] or match["comma"]), style, match.end(), bool(match["again"]))


def heading_marks(head: str) -> list[Mark]:
    """The numbers that a heading could begin with; `C` and `V` are letters and Roman digits as well.

    >>> heading_marks("ثانيا - الانشطه")[0].value, [mark.style for mark in heading_marks("I. Introduction")]
    (2, ['roman', 'letter'])
    """
    match = _HEADING.match(head)
    if match is None:
        return []
    if match["ordinal"]:
        return [Mark(words_of("ordinal")[match["ordinal"]], "roman", match.end())]
    if match["abjad"]:
        return [Mark(words_of("letter")[match["abjad"]], "letter", match.end())]
    text = match["roman"] or match["latin"]
    marks = [Mark(from_roman(text), "roman", match.end())] if match["roman"] else []
    if len(text) == 1:
        marks.append(Mark(ord(text) - ord("A") + 1, "letter", match.end()))
    return marks


def is_point(head: str) -> bool:
    """Whether a line begins with the mark of a point in a list.

    >>> is_point("(a) To examine"), is_point("- نظم"), is_point("The")
    (True, True, False)
    """
    return bool(_POINT.match(head))


def may_divide(head: str) -> bool:
    """Whether a line may be the heading of an annex, by how it begins.

    >>> may_divide("Annex II"), may_divide("The Annex")
    (True, False)
    """
    return bool(_DIVISION_BEGINS.match(head))


def division(whole: str) -> tuple[str, str] | None:
    """The number and the title of an annex, from its heading as patterns read it; None for another line.

    The number is a letter or in digits, the same in both languages.

    >>> division("Annex II"), division("المرفق"), division("المرفق الاول: الاختصاصات"), division("Annex to the report")
    (('2', ''), ('', ''), ('1', 'الاختصاصات'), None)
    """
    match = _DIVISION.fullmatch(whole)
    if match is None or (not whole[0].isupper() and whole[0].isascii()):
        return None
    number, rest = match["number"] or "", match["rest"]
    if re.fullmatch(ROMAN, number):
        number = str(from_roman(number))
    elif number and not re.fullmatch(r"[A-Z]|\d+", number):
        value = _value(number)
        number, rest = (str(value), rest) if value else ("", f" {number}{rest}")
    title = rest.strip(" .:-")
    if title and (not re.match(r" ?[.:-]", rest) or len(title) > 200 or title.endswith((".", ";"))):
        return None
    return number, title


def chapter(head: str) -> Mark | None:
    """The number of a chapter.

    >>> chapter("Chapter IV Conclusions").value, chapter("الفصل الثاني")
    (4, Mark(value=2, style='roman', end=12, again=False))
    """
    match = _CHAPTER.match(head)
    if match is None:
        return None
    number = match["number"]
    if re.fullmatch(r"[IVXL]+", number):
        value = from_roman(number)
    else:
        value = int(number) if number.isdecimal() else _value(number)
    return Mark(value, "roman", match.end()) if value else None


def _value(words: str) -> int:
    values = words_of("nth")
    parts = words.lower().split()
    return sum(values[word] for word in parts) if all(word in values for word in parts) else 0
