"""Dates for a reader: written as the United Nations writes them, at the precision that they have."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from .text import arabic_digits

_MONTHS = Path(__file__).parent / "months.csv"


@cache
def months() -> dict[int, dict[str, str]]:
    """The name of each month by language; the Arabic ones give both series, as in United Nations documents.

    >>> months()[7]["ar"]
    'تموز/يوليه'
    """
    with _MONTHS.open(encoding="utf-8", newline="") as file:
        return {int(row["number"]): {"ar": row["ar"], "en": row["en"]} for row in csv.DictReader(file)}


def date_for_reader(value: str, language: str) -> str:
    """Write a printed date (`2018`, `2018-07` or `2018-07-23`, or `--07-23` and `--07` without a year) in words.

    An Arabic date in digits and hyphens would be turned round by the bidirectional algorithm; one in words is not.

    >>> date_for_reader("2018-07-23", "en"), date_for_reader("2018-07", "en"), date_for_reader("2018", "en")
    ('23 July 2018', 'July 2018', '2018')
    >>> date_for_reader("2018-07-23", "ar")
    '٢٣ تموز/يوليه ٢٠١٨'
    >>> date_for_reader("--07-23", "ar"), date_for_reader("--07", "en")
    ('٢٣ تموز/يوليه', 'July')
    """
    year, *rest = value.removeprefix("-").split("-")
    parts = [months()[int(rest[0])][language], year] if rest else [year]
    if len(rest) > 1:
        parts.insert(0, str(int(rest[1])))
    text = " ".join(filter(None, parts))
    return arabic_digits(text) if language == "ar" else text
