"""What reading a file says to a person, in Arabic and English: why it is refused, and what is in doubt."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from ontology.errors import SijillError

from ..problems import Place, Problem

_TABLE = Path(__file__).parent / "says.csv"
MOST_NAMED = 10
"""So many pages or lines are named; of more it is said how many there are."""


class SourceRefused(SijillError):
    """A file from which no text can be had; its text says in both languages why and what to do, `key` which case it is.

    >>> str(SourceRefused("empty", file="a.txt"))
    'a.txt is empty: there is no text in it'
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
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
    texts = saying(key, **values)
    return Problem(Place(file, line), Said(texts["en"], texts["ar"]))


def saying(key: str, **values: object) -> dict[str, str]:
    """The text of a key of the table in both languages.

    >>> saying("empty", file="a.txt")["ar"]
    'الملف a.txt فارغ لا نص فيه'
    """
    return {language: text.format(**values) for language, text in _texts()[key].items()}


def named(numbers: list[int]) -> str:
    """Numbers of lines or pages as a person reads them: the first of them, and how many there are in all.

    >>> named([1, 4]), named(list(range(1, 40)))
    ('1, 4', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … (39)')
    """
    text = ", ".join(map(str, numbers[:MOST_NAMED]))
    return f"{text} … ({len(numbers)})" if len(numbers) > MOST_NAMED else text


@cache
def _texts() -> dict[str, dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: {"ar": row["ar"], "en": row["en"]} for row in csv.DictReader(file)}
