"""Page furniture: running heads, page numbers, job numbers, bar codes, rules, and tables of contents.

It is left out of the text of paragraphs, and recorded. A line is furniture by what it is made of, by standing at the
edge of a page, or by repeating the symbol and title of the document at the top of one.
"""

from __future__ import annotations

import re

from ..folding import fold
from .front import SYMBOL
from .lines import TOP, Line, Lines
from .marks import heading_marks, paragraph_mark

RULE = re.compile(r"[_\-=~ ]{5,}")
_JOB = r"(?:(?:V|GE|K|N|MTG|NYC|NYO|W|BKK|ROM|DGACM)\.? ?\d\d-?\d{4,6}|\d\d-\d{4,6})"
_STRONG = rf"{_JOB}|\*\d{{5,9}}[A-Z]?\*|\d{{1,4}}/\d{{1,4}}|(?:page|صفحه|الصفحه) \d{{1,4}}(?: ?(?:of|/|من) ?\d{{1,4}})?"
_TOKEN = rf"(?:{_STRONG}|\( ?[A-Z] ?\)|\d{{6}}|\*\d+\*?|\d{{1,4}})"
_TOKENS = re.compile(rf"{_TOKEN}(?: {_TOKEN})*", re.IGNORECASE)
_CERTAIN = re.compile(rf"{_JOB}|\*\d{{5,9}}[A-Z]?\*|page \d|صفحه \d|^\d{{1,4}}/\d{{1,4}}$", re.IGNORECASE)
_PAGE = re.compile(r"-? ?\d{1,4} ?-?|\d{1,4}/\d{1,4}|[ivxl]{1,6}")
_RECYCLE = re.compile(
    r"(?:please recycle|الرجاء (?:اعاده )?(?:استعمال|تدوير|استخدام) ?(?:الورق|الورقه)?).{0,12}", re.IGNORECASE
)
_SYMBOL = re.compile(rf"(?P<symbol>{SYMBOL}) ?[*]*")
_CONTENTS = re.compile(r"(?:table of )?contents|(?:قائمه )?المحتويات", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\. ?){5,}|…{2,}|(?:_ ?){5,}\d")
_PROSE = re.compile(r"[ء-غف-ي](?<![اأآإص])|[اأآإ](?:ل[ء-غف-ي](?<![رص])|[ء-غف-كم-ي])|[ACEFHIJLOQSTUXYZ]", re.IGNORECASE)
"""With these letters begins no line that is furniture by what it is made of; most lines are told by them."""
_SLASH = re.compile("[/⁄∕／]")
_MOST_OF_CONTENTS = 400
_WIDEST, _NUMBER = 120, 12
"""Wider lines are neither furniture nor, the latter, numbers of pages."""
_TOP = 5
"""A running head has no more lines than this."""


def furniture_by_form(lines: Lines) -> set[int]:
    """The indexes of lines that are furniture by what they are made of, wherever they stand.

    >>> from .lines import lines_of
    >>> text = "170818 170818 V.18-05123 (A)\\nPlease recycle\\n*1818418*\\n18-18418 2/2\\n2/16\\nIn 2018\\n2018"
    >>> furniture_by_form(lines_of(text))
    {0, 1, 2, 3, 4}
    """
    found = set()
    for index, line in enumerate(lines):
        if line.end - line.start > _WIDEST or _PROSE.match(lines.source, line.start):
            continue
        whole = line.whole
        if RULE.fullmatch(whole) or _RECYCLE.fullmatch(whole) or (_TOKENS.fullmatch(whole) and _CERTAIN.search(whole)):
            found.add(index)
    return found | _contents(lines)


def running_heads(lines: Lines, body: int, known: set[int], symbol: str, title: str) -> set[int]:
    """The indexes of lines after the front page that repeat the symbol or the title, and of numbers of pages.

    `body` is the index of the first line after the front page, `known` what is furniture by its form.
    """
    found: set[int] = set()
    bare = symbol.replace(" ", "")
    folded = fold(title)
    for index in range(body, len(lines)):
        width = lines.ends[index] - lines.starts[index]
        if width > _WIDEST or index in known or index in found:
            continue
        line = lines[index]
        match = _SYMBOL.fullmatch(line.whole) if _SLASH.search(line.text) else None
        if match and (bare == match["symbol"].replace(" ", "").rstrip(".") or (line.top and not bare)):
            found.add(index)
            for other in range(index + 1, min(index + _TOP, len(lines))):
                if lines[other].gap or not _repeats(lines[other], folded):
                    break
                found.add(other)
            for other in range(index - 1, max(index - _TOP, body - 1), -1):
                if lines[other].page != line.page or not _repeats(lines[other], folded):
                    break
                found.add(other)
        elif (line.top or (index + 1 < len(lines) and lines.signs[index + 1] & TOP)) and _repeats(line, folded):
            found.add(index)
    return found | _page_numbers(lines, body, known | found)


def _page_numbers(lines: Lines, body: int, known: set[int]) -> set[int]:
    """Numbers alone on a line, at the edge of a page or beside other furniture."""
    found: set[int] = set()
    paged = lines[-1].page > 1 if lines else False
    for index in range(body, len(lines)):
        if index in known or lines.ends[index] - lines.starts[index] > _NUMBER:
            continue
        line = lines[index]
        if not _PAGE.fullmatch(line.whole):
            continue
        last = index + 1 == len(lines) or bool(lines.signs[index + 1] & TOP)
        beside = {index - 1, index + 1} & (known | found)
        if beside or (paged and (line.top or last)):
            found.add(index)
    return found


def _repeats(line: Line, title: str) -> bool:
    """Whether a line is a piece of the title."""
    text = fold(line.whole)
    return len(text) > 8 and text in title


def _leads(text: str) -> bool:
    """Whether leaders stand in a line, between the title and the page of an entry."""
    return ("....." in text or ". . ." in text or "……" in text) and bool(_LEADERS.search(text))


def _contents(lines: Lines) -> set[int]:
    """The lines of a table of contents: those with leaders, and from its heading to where an entry comes again."""
    found: set[int] = set()
    if any(leaders in lines.source for leaders in (".....", ". . .", "……")):
        found.update(index for index, line in enumerate(lines) if line.end - line.start <= 300 and _leads(line.text))
    for index, line in enumerate(lines[:_MOST_OF_CONTENTS]):
        if not _CONTENTS.fullmatch(line.whole):
            continue
        entries: dict[str, int] = {}
        for other in range(index + 1, min(index + _MOST_OF_CONTENTS, len(lines))):
            head = lines[other].head
            words = fold(head).split()[:4] if heading_marks(head) or paragraph_mark(head) else []
            key = " ".join(word for word in words if not word.isdecimal())
            if key and key in entries and other not in found:
                found.update(at for at in range(index, other) if not lines[at].text.startswith("*"))
                return found
            if key:
                entries.setdefault(key, other)
        found.add(index)
    return found
