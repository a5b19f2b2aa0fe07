"""Quantities are found in every printed form with what they count; the numbers of things are no quantities."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.dates_found import find_dates
from loaders.documents.numbers import find_numbers
from loaders.documents.plain import plain
from loaders.documents.quantity_words import phrases, units
from loaders.documents.records import Context, Mention
from loaders.text import arabic_digits
from tests.conftest import ROOT

HERE = Path(__file__).parent


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _numbers(printed: str) -> list[Mention]:
    text = plain(printed)
    return find_numbers(text, find_dates(text, Context()))


@pytest.mark.parametrize("row", _rows("numbers.csv"), ids=lambda row: row["text"][:40])
def test_the_quantities_of_a_sentence(row: dict[str, str]) -> None:
    assert [number.value for number in _numbers(row["text"])] == row["numbers"].split()


@pytest.mark.parametrize("row", _rows("quantities.csv"), ids=lambda row: row["text"][:40])
def test_a_quantity_has_its_unit_qualifier_and_what_it_counts(row: dict[str, str]) -> None:
    (number,) = _numbers(row["text"])
    got = (number.value, number.unit, number.qualifier, number.counted, number.text)
    assert got == (row["value"], row["unit"], row["qualifier"], row["counted"], row["printed"])


def test_units_and_qualifiers_are_codes_of_the_ontology() -> None:
    concepts = (ROOT / "ontology" / "concepts.ttl").read_text(encoding="utf-8")
    for unit in {*units().values(), *phrases("currency").values(), "percent"} - {""}:
        assert f"sjc:unit-{unit} a skos:Concept" in concepts
    for kind in ("more", "least", "about", "upto", "after"):
        for qualifier in phrases(kind).values():
            assert f"sjc:qualifier-{qualifier} a skos:Concept" in concepts


def test_no_part_of_a_citation_or_date_is_a_quantity() -> None:
    printed = "resolution 71/167 of 19 December 2016 and 20 States"
    taken = [Mention("citation", "A/RES/71/167", 11, 17, "71/167"), Mention("date", "2016-12-19", 21, 37, "")]
    assert [number.value for number in find_numbers(plain(printed), taken)] == ["20"]


def test_groups_that_run_either_way_follow_the_others_of_the_text() -> None:
    (alone,) = _numbers("حضر 680 151 شخصا")
    told, first = _numbers("حضر ١٥١ ٦٨٠ شخصا و١ ٢٠٠ طفل")
    assert (alone.value, alone.certain) == ("151680", False)
    assert (told.value, first.value, first.certain) == ("151680", "1200", True)


FORMS = st.sampled_from(["bare", "comma", "space", "reversed", "point"])


@given(st.integers(1, 999_999_999), FORMS, st.booleans(), st.booleans())
def test_a_rendered_number_is_read_back(number: int, form: str, eastern: bool, arabic: bool) -> None:
    groups = f"{number:,}".split(",")
    if form in ("reversed", "point"):
        arabic = True
    both_ways = len(groups[0]) == 3 and len(groups) > 1
    if form in ("space", "reversed") and both_ways:
        return  # the order cannot be told
    printed = {
        "bare": str(number),
        "comma": ",".join(groups),
        "space": " ".join(groups),
        "reversed": " ".join(reversed(groups)),
        "point": ".".join(groups),
    }[form]
    printed = arabic_digits(printed) if eastern else printed
    text = f"حضر {printed} شخص" if arabic else f"It trained {printed} persons"
    assert [(found.value, found.unit, found.text) for found in _numbers(text)] == [(str(number), "person", printed)]


@given(st.decimals(Decimal("0.01"), Decimal("99.99"), places=2), st.booleans(), st.sampled_from(".,٫"))
def test_a_rendered_share_is_read_back(share: Decimal, arabic: bool, point: str) -> None:
    printed = f"{share:f}".replace(".", point)
    text = f"بنسبة {printed} في المائة" if arabic else f"by {printed} per cent"
    (found,) = _numbers(text)
    assert Decimal(found.value) == share
    assert found.unit == "percent"


PIECES = st.lists(
    st.sampled_from(
        [
            "5",
            "000",
            "12",
            "2015",
            "1/2",
            ".",
            ",",
            "٫",
            " ",
            "-",
            "(",
            ")",
            "$",
            "%",
            "٪",
            "مليون ",
            "million ",
            "و",
            "الـ",
            "من ",
            "الفقرة ",
            "article ",
            "\u200f",
            "ـ",
            "ّ",
            "\ud800",
            "\x00",
            "th",
            "\n",
            "بلدا ",
            "per cent",
            "0" * 30,
            "'",
            "°",
            "+",
        ]
    )
    | st.text(max_size=4),
    max_size=30,
).map("".join)


@given(PIECES)
def test_no_text_fails_and_every_offset_points_at_the_text(printed: str) -> None:
    end = 0
    for number in _numbers(printed):
        assert printed[number.start : number.end] == number.text != ""
        assert number.start >= end
        assert Decimal(number.value).is_finite()
        assert not number.counted or number.counted in printed
        end = number.end
