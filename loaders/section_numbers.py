"""The numbers of sections and annexes as Arabic documents write them: `II.A.1.b` is ثانياً-ألف-١(ب)."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from .text import arabic_digits

_TABLE = Path(__file__).parent / "section_numbers.csv"
_ANNEX = re.compile(r"annex-(?P<number>[^.]+)(?:\.(?P<section>.+))?")


def number_of_section(number: str) -> str:
    """The number of a section in Arabic; nothing where no rule fits it.

    The first step is a Roman number where it can be one, the others are letters or digits.

    >>> number_of_section("II.A.1.b"), number_of_section("annex-1")
    ('ثانياً-ألف-١(ب)', '')
    """
    written = [_step(step, first=place == 0) for place, step in enumerate(number.split("."))]
    return "-".join(written).replace("-(", "(") if all(written) else ""


def section_name(number: str) -> tuple[str, str]:
    """Name a section or an annex, or a section of an annex, as a sentence would: Arabic, English.

    >>> section_name("II.A"), section_name("annex-1")
    (('القسم ثانياً-ألف', 'section II.A'), ('المرفق ١', 'annex 1'))
    >>> section_name("annex-A.II")
    ('القسم ثانياً من المرفق ألف', 'section II of annex A')
    """
    annex = _ANNEX.fullmatch(number)
    if annex is None:
        return f"القسم {number_of_section(number) or number}", f"section {number}"
    ar = f"المرفق {_step(annex['number'], first=False) or annex['number']}"
    en = f"annex {annex['number']}"
    if annex["section"]:
        inner_ar, inner_en = section_name(annex["section"])
        return f"{inner_ar} من {ar}", f"{inner_en} of {en}"
    return ar, en


def step_place(step: str, *, first: bool) -> int:
    """The place of a step among its like: that of a Roman number where it can be one, of a letter, or of digits.

    >>> [step_place(step, first=True) for step in ("IV", "IX", "B", "12", "?")], step_place("C", first=False)
    ([4, 9, 2, 12, 0], 3)
    """
    if re.fullmatch("[0-9]+", step):
        return int(step)
    forms = ("roman", "capital", "small") if first or len(step) > 1 else ("capital", "small")
    rows = [[latin for known, latin in _written() if known == form] for form in forms]
    return next((row.index(step) + 1 for row in rows if step in row), 0)


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
