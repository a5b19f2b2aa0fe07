"""What an operative paragraph does: its opening verb as a code of the list of operative verbs."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from .plain import spelled_plainly

_TABLE = Path(__file__).parent / "operative_verbs.csv"
_ADVERBS = re.compile(r"(?:also|further|once again|once more|again|strongly|in addition|moreover|solemnly),? ")
_ARABIC = re.compile(r"و?[تي]")
"""The conjunction, and the letter by which the verb of a feminine or masculine organ begins."""


def operative_code(verb: str, language: str) -> str:
    """The notation of the code for an opening verb as printed, or nothing where the list has none.

    >>> operative_code("Further requests", "en"), operative_code("Takes note with appreciation", "en")
    ('requests', 'notes')
    >>> operative_code("ويؤكد من جديد", "ar"), operative_code("تحث بقوة", "ar"), operative_code("Suspends", "en")
    ('reaffirms', 'urges', '')
    >>> operative_code("يعيد تأكيد أهمية", "ar"), operative_code("تنوه مع التقدير", "ar")
    ('reaffirms', 'notes')
    """
    told = " ".join(spelled_plainly(verb).split())
    told = _ARABIC.sub("ت", told, count=1) if language == "ar" else _ADVERBS.sub("", told.lower())
    for words, code in _verbs(language):
        if told == words or told.startswith(f"{words} "):
            return code
    return ""


@cache
def _verbs(language: str) -> tuple[tuple[str, str], ...]:
    """The verbs with their codes, the longest first."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        verbs = {spelled_plainly(row[language]): row["code"] for row in csv.DictReader(file)}
    return tuple(sorted(verbs.items(), key=lambda pair: -len(pair[0])))
