"""What reading a file says to a person, in Arabic and English: why it is refused, and what is in doubt."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ontology.errors import SijillError

from ..problems import Place, Problem
from ..text import arabic_digits

_TABLE = Path(__file__).parent / "says.csv"
MOST_NAMED = 10
"""So many pages or lines are named; of more it is said how many there are."""


_WRONG_NAMES = ("missing", "folder")
"""What is wrong with these is the command, not what is in the file."""


class SourceRefused(SijillError):
    """A file from which no text can be had; its text says in both languages why and what to do, `key` which case it is.

    >>> str(SourceRefused("empty", file="a.txt"))
    'a.txt is empty: there is no text in it'
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        if key in _WRONG_NAMES:
            self.status = 2
        super().__init__(saying(key, **values))


class Said(str):
    """An English text that knows its Arabic one, so that a problem can be told in either language.

    >>> Said("none", "لا شيء").said("ar")
    'لا شيء'
    """

    arabic: str

    def __new__(cls, english: str, arabic: str) -> Said:
        """Make it of the two texts."""
        said = super().__new__(cls, english)
        said.arabic = arabic
        return said

    def said(self, language: str) -> str:
        """The text in `ar` or `en`."""
        return self.arabic if language == "ar" else str(self)


def problem(file: str, key: str, line: int = 0, **values: object) -> Problem:
    """Something that is in doubt or was left out while a file was read; its message is `Said` in both languages.

    >>> str(problem("a.txt", "encoding_doubtful", encoding="windows-1256"))
    'a.txt: the encoding is in doubt; the file was read as windows-1256'
    """
    return Problem(Place(file, line), message(key, **values))


def message(key: str, **values: object) -> Said:
    """The text of a key of the table, which can be told in either language.

    >>> message("heading_skipped", found=4, expected=3).said("ar")
    'رقم العنوان ٤ والمتوقع ٣'
    """
    texts = saying(key, **values)
    return Said(texts["en"], texts["ar"])


def saying(key: str, **values: object) -> dict[str, str]:
    """The text of a key of the table in both languages.

    >>> saying("empty", file="a.txt")["ar"]
    'الملف a.txt فارغ لا نص فيه'
    """
    return {
        language: text.format(**{name: _written(value, language) for name, value in values.items()})
        for language, text in _texts()[key].items()
    }


def _written(value: object, language: str) -> object:
    """A value as a person reads it in a language: numbers in its digits, several of them with its comma."""
    if isinstance(value, int):
        return arabic_digits(str(value)) if language == "ar" else value
    return named(value, language) if isinstance(value, list) else value


def numeral(mark: str) -> int | str:
    """The mark of a note as a value of a text: a number, which each language writes in its digits, or a sign.

    >>> numeral("3"), numeral("*")
    (3, '*')
    """
    return int(mark) if mark.isdecimal() else mark


def named(values: Sequence[object], language: str) -> str:
    """Lines, pages or marks as a person reads them: the first of them, and how many there are in all.

    >>> named([1, 4], "en"), named(list(range(1, 40)), "en")
    ('1, 4', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … (39)')
    >>> named([1, 4], "ar")
    '١، ٤'
    """
    comma = "، " if language == "ar" else ", "
    text = comma.join(str(_written(value, language)) for value in values[:MOST_NAMED])
    return f"{text} … ({_written(len(values), language)})" if len(values) > MOST_NAMED else text


@cache
def _texts() -> dict[str, dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: {"ar": row["ar"], "en": row["en"]} for row in csv.DictReader(file)}
