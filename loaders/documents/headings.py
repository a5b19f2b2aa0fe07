"""The outline of a document: chapters, sections and sub-sections, each counted under the one that it belongs to.

United Nations documents count أولاً، ألف، ١ and I, A, 1; a heading without a number stands under the nearest that has
one. Numbers continue their count: the first under a heading is 1, then one more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .marks import Mark
from .number_forms import roman
from .numbering import letter
from .records import Heading

LEVELS = {"division": 0, "roman": 1, "letter": 2, "digit": 3, "unnumbered": 9}
_WRITTEN: dict[str, Callable[[int], str]] = {"roman": roman, "letter": letter, "digit": str}
_ENDED = re.compile(r"[.;:,،؛؟?!]$")
_FIRST_TITLE = re.compile(
    r"(?:executive )?summary|abstract|introduction|foreword|preface|background"
    r"|(?:ال)?ملخص|(?:ال)?موجز|(?:ال)?خلاصه|(?:ال)?مقدمه|تمهيد|تصدير|معلومات اساسيه",
    re.IGNORECASE,
)
MOST = 300
"""A title is no longer than this."""


def could_be_title(text: str) -> bool:
    """Whether a text, as patterns read it, could be the title of a section: short, and no sentence.

    >>> could_be_title("Victim protection"), could_be_title("The Committee adopted it."), could_be_title("vi")
    (True, False, False)
    """
    return 2 < len(text) <= MOST and not _ENDED.search(text.rstrip("*")) and any(map(str.isalpha, text))


def is_first_title(whole: str) -> bool:
    """Whether a line is one of the titles, without a number, that bodies begin with.

    >>> is_first_title("Summary"), is_first_title("موجز"), is_first_title("Summary of the debate")
    (True, True, False)
    """
    return bool(_FIRST_TITLE.fullmatch(whole))


class Outline:
    """The headings that were met, and those that are open: the path from the top to the last one.

    >>> outline = Outline()
    >>> outline.add("roman", 1, "Introduction", 3).id, outline.add("letter", 1, "Mandate", 9).id
    ('I', 'I.A')
    >>> outline.add("unnumbered", 0, "Background", 12).id, outline.continues(Mark(2, "letter", 3))
    ('I.A.a', True)
    """

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._path: list[tuple[int, Heading]] = []
        self._counts: dict[tuple[str, str], int] = {}
        self._taken: dict[str, int] = {}

    @property
    def current(self) -> str:
        """The id of the heading that what follows stands under; empty before the first."""
        return self._path[-1][1].id if self._path else ""

    @property
    def division(self) -> str:
        """The id of the annex that is open; empty outside one."""
        return self._path[0][1].id if self._path and self._path[0][0] == 0 else ""

    def _parent(self, level: int) -> str:
        return next((heading.id for other, heading in reversed(self._path) if other < level), "")

    def expected(self, style: str) -> int:
        """The number that the next heading of a style has if it continues the count."""
        return self._counts.get((self._parent(LEVELS[style]), style), 0) + 1

    def continues(self, mark: Mark, style: str = "") -> bool:
        """Whether a number is the next of its count."""
        return mark.value == self.expected(style or mark.style)

    def add(self, style: str, value: int, title: str, line: int, number: str = "") -> Heading:
        """Open a heading: a value of 0 for one without a number, `number` for how an annex prints it."""
        level = LEVELS[style]
        parent = self._parent(level)
        count = self._counts.get((parent, style), 0) + 1
        if style == "unnumbered":
            own = letter(count).lower()
        elif style == "division":
            own = f"annex-{number or count}"
        else:
            number = own = _WRITTEN[style](value)
        self._counts[parent, style] = value or count
        name = f"{parent}.{own}" if parent else own
        times = self._taken[name] = self._taken.get(name, 0) + 1
        unique = name if times == 1 else f"{name}-{times}"
        heading = Heading(unique, number, parent, title, line)
        self._path = [(other, opened) for other, opened in self._path if other < level] + [(level, heading)]
        self.headings.append(heading)
        return heading
