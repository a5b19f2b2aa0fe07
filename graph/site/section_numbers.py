"""The numbers of sections as each language writes them: `II.A.1.b` is ثانياً-ألف-١(ب) in Arabic documents."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from loaders.text import arabic_digits

from .reader import Text

_TABLE = Path(__file__).parent / "section_numbers.csv"


def section_number(number: str, language: str) -> Text:
    """The number of a section in a language; one that no rule fits stays as it is.

    The first step is a Roman number where it can be one, the others are letters or digits.

    >>> section_number("II.A.1.b", "ar").text, section_number("II.A.1.b", "en").text
    ('ثانياً-ألف-١(ب)', 'II.A.1.b')
    >>> section_number("annex-1", "ar")
    Text(text='annex-1', language='')
    """
    steps = number.split(".")
    written = [_step(step, first=place == 0) for place, step in enumerate(steps)]
    if language != "ar" or not all(written):
        return Text(number, "")
    return Text("-".join(written).replace("-(", "("), "ar")


def _step(step: str, *, first: bool) -> str:
    """A step of a number in Arabic; nothing where no rule fits it."""
    if re.fullmatch("[0-9]+", step):
        return arabic_digits(step)
    forms = ("roman", "capital", "small") if first or len(step) > 1 else ("capital", "small")
    return next((_written()[form, step] for form in forms if (form, step) in _written()), "")


@cache
def _written() -> dict[tuple[str, str], str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {(row["form"], row["latin"]): row["ar"] for row in csv.DictReader(file)}
