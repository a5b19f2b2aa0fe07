"""Dates are found in every form in use, with the year that they share; what only looks like one is left alone."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import months
from loaders.documents.date_words import month_names
from loaders.documents.dates_found import find_dates
from loaders.documents.plain import plain
from loaders.documents.records import Context
from loaders.text import arabic_digits

HERE = Path(__file__).parent


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _values(text: str, language: str) -> list[str]:
    return [mention.value for mention in find_dates(plain(text), Context(language=language))]


@pytest.mark.parametrize("row", _rows("dates.csv"), ids=lambda row: row["text"][:40])
def test_the_dates_of_a_sentence(row: dict[str, str]) -> None:
    assert _values(row["text"], row["language"]) == row["values"].split()


def test_a_date_points_at_the_text_as_printed() -> None:
    printed = "عُقد في ٢ و٣ تـموز/يولـيه ٢٠١٨."
    found = find_dates(plain(printed), Context(language="ar"))
    assert [date.text for date in found] == ["٢", "٣ تـموز/يولـيه ٢٠١٨"]
    assert [printed[date.start : date.end] for date in found] == [date.text for date in found]


def test_what_was_supposed_is_uncertain() -> None:
    (turned,) = find_dates(plain("١٥-١١ تشرين الثاني/نوفمبر ٢٠١٣"), Context(language="ar"))
    (year_before,) = find_dates(plain("from 28 December to 3 January 2012"), Context(language="en"))
    assert not turned.certain
    assert not year_before.certain


def test_every_name_of_a_month_is_known_with_its_number() -> None:
    for number, names in months().items():
        for half in (*names["ar"].split("/"), names["ar"], names["en"]):
            for language in ("ar", "en"):
                assert _values(f"5 {half} 2016", language) == [f"2016-{number:02}-05"]
    assert {month.number for month in month_names().values()} == set(range(1, 13))


DAYS = st.dates(datetime.date(1945, 1, 1), datetime.date(2099, 12, 31))


@given(DAYS, st.sampled_from(["ar", "en"]), st.booleans(), st.integers(0, 4))
def test_a_rendered_date_is_read_back(day: datetime.date, language: str, eastern: bool, form: int) -> None:
    name = months()[day.month][language]
    arabic = language == "ar"
    text = [
        f"{day.day} {name} {day.year}",
        f"{name.split('/')[0]} {day.year}",
        day.isoformat(),
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{name.split('/')[-1]} {day.year}" if arabic else f"{name} {day.day}, {day.year}",
    ][form]
    text = ("المؤرخ " if arabic else "dated ") + (arabic_digits(text) if eastern else text) + "؛"
    wanted = day.isoformat()[:7] if form == 1 or (form == 4 and arabic) else day.isoformat()
    assert _values(text, language) == [wanted]


@given(DAYS, st.integers(1, 400), st.sampled_from(["ar", "en"]), st.booleans(), st.booleans())
def test_a_rendered_range_is_read_back(
    first: datetime.date, length: int, language: str, dash: bool, both_years: bool
) -> None:
    last = first + datetime.timedelta(days=length)
    name = {day: months()[day.month][language] for day in (first, last)}
    start = f"{first.day} {name[first]} {first.year}" if both_years or first.year != last.year else str(first.day)
    if not both_years and first.year == last.year and first.month != last.month:
        start += f" {name[first]}"
    joint = "-" if dash else " إلى " if language == "ar" else " to "
    text = f"{start}{joint}{last.day} {name[last]} {last.year}"
    assert _values(text, language) == [f"{first}/{last}"]


PIECES = st.lists(
    st.sampled_from(
        [
            "5",
            "31",
            "2015",
            "May",
            "May ",
            "march",
            " ",
            "،",
            ",",
            "-",
            "/",
            "من ",
            "و",
            "إلى",
            "بين",
            "آذار",
            "مارس",
            "and",
            "\u200f",
            "ـ",
            "ّ",
            "\ud800",
            "\x00",
            "th",
            "(",
            ")",
            ".",
            "كانون",
            " الأول",
            "أيلول/سبتمبر",
            "٣",
            "12/11/2012",
        ]
    )
    | st.text(max_size=4),
    max_size=30,
).map("".join)


@given(PIECES)
def test_no_text_fails_and_every_offset_points_at_the_text(printed: str) -> None:
    for date in find_dates(plain(printed), Context(language="ar")):
        assert printed[date.start : date.end] == date.text != ""
        for part in date.value.split("/"):
            assert part.count("-") in (1, 2, 3)
