"""Which of the two languages a document is written in; a third one is refused."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ontology.errors import SijillError

from ..text import ARABIC_LETTER, LATIN_LETTER

_SAMPLE = 40_000
"""How much of a text shows its language, taken from its beginning, middle and end."""
_NOT_ARABIC = re.compile("[پچژگڑٹڈےںھۆێڕڵۇې]")
"""Letters of Persian, Urdu, Kurdish and other languages in the Arabic script that Arabic does without."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _common() -> dict[str, frozenset[str]]:
    """The commonest words of languages in the Latin script."""
    with (Path(__file__).parent / "common_words.csv").open(encoding="utf-8", newline="") as file:
        return {row["language"]: frozenset(row["words"].split()) for row in csv.DictReader(file)}


class LanguageError(SijillError):
    """A text that is neither in Arabic nor in English, or in which nothing is written."""

    def __init__(self, file: str, message: Mapping[str, str]) -> None:
        self.file = file
        super().__init__({"ar": f"{file}: {message['ar']}", "en": f"{file}: {message['en']}"})


def language_of(text: str, file: str) -> str:
    """Say whether a text is in Arabic (`ar`) or English (`en`), by what most of it is.

    Raises LanguageError for another language and for a text without letters.

    >>> language_of("تقرير الأمين العام A/72/164", "a.txt"), language_of("Report of the Committee", "b.txt")
    ('ar', 'en')
    """
    sample = _sampled(text)
    arabic, latin = len(ARABIC_LETTER.findall(sample)), len(LATIN_LETTER.findall(sample))
    letters = sum(map(str.isalpha, sample))
    if not letters:
        raise LanguageError(file, {"ar": "لا نص في هذا الملف يُقرأ", "en": "there is no text in this file to read"})
    if 2 * (arabic + latin) < letters or (arabic > latin and _is_other_script(sample, arabic)):
        raise _third(file)
    if arabic >= latin:
        return "ar"
    words = Counter(word.lower() for word in _WORD.findall(sample))
    counts = {language: sum(words[word] for word in common) for language, common in _common().items()}
    if max(counts.values()) > max(2 * counts["en"], 5):
        raise _third(file)
    return "en"


def share_of(text: str, language: str) -> float:
    """How much of the letters of a text are of the script of a language, `ar` or `en`.

    >>> share_of("القرار A/RES", "ar")
    0.6
    """
    sample = _sampled(text)
    letters = sum(map(str.isalpha, sample))
    pattern = ARABIC_LETTER if language == "ar" else LATIN_LETTER
    return len(pattern.findall(sample)) / letters if letters else 0.0


def _sampled(text: str) -> str:
    middle = max(0, (len(text) - _SAMPLE) // 2)
    places = dict.fromkeys((0, middle, max(0, len(text) - _SAMPLE)))
    return "".join(unicodedata.normalize("NFKC", text[at : at + _SAMPLE]) for at in places)


def _is_other_script(sample: str, arabic: int) -> bool:
    return len(_NOT_ARABIC.findall(sample)) * 100 > arabic


def _third(file: str) -> LanguageError:
    return LanguageError(
        file,
        {
            "ar": "النص ليس بالعربية ولا بالإنكليزية، ولا تُقرأ إلا هاتان اللغتان",
            "en": "the text is in neither Arabic nor English, and only these two are read",
        },
    )
