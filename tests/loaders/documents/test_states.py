"""States in texts: their names in both languages, and what only sounds like one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.documents.doubts import rows
from loaders.documents.plain import plain
from loaders.documents.states import states

CASES = list(csv.DictReader((Path(__file__).parent / "states.csv").open(encoding="utf-8", newline="")))


def countries(text: str) -> set[str]:
    return {mention.value for mention in states().find(plain(text)) if mention.kind == "country"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_states_of_a_sentence(case: dict[str, str]) -> None:
    assert countries(case["text"]) == set(case["found"].split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_line_break_changes_nothing(case: dict[str, str]) -> None:
    assert countries(case["text"].replace(" ", "\n")) == set(case["found"].split())


def test_every_name_of_the_tables_is_its_state() -> None:
    for row in rows("states"):
        for name in (name for language in ("ar", "en") for name in row[language].split(" | ") if name):
            found = states().find(plain(name))
            assert [(m.value, m.text) for m in found] == [(row["code"], name.removesuffix("."))], name


def test_what_holds_the_name_of_a_state_is_none() -> None:
    for row in rows("elsewhere"):
        assert not countries(row["name"]), row["name"]


def test_a_territory_is_a_thing() -> None:
    found = states().find(plain("زار البعثة ساموا الأمريكية والصحراء الغربية"))
    assert [(m.kind, m.value) for m in found] == [("thing", "country/ASM"), ("thing", "country/ESH")]


def test_a_name_for_searching_is_one_of_a_land() -> None:
    found = states().find(plain("من هونغ كونغ (الصين) إلى غرينلاند وبيتكيرن"))
    assert [(m.value, m.text) for m in found] == [
        ("country/HKG", "هونغ كونغ (الصين)"),
        ("country/GRL", "غرينلاند"),
        ("country/PCN", "بيتكيرن"),
    ]


def test_a_damaged_name_is_uncertain() -> None:
    found = states().find(plain("عُقدت في فيرغيزستان وفي قيرغيزستان"))
    assert [(m.text, m.certain) for m in found] == [("فيرغيزستان", False), ("قيرغيزستان", True)]


def test_a_bracket_inside_a_name_is_closed() -> None:
    text = "باكستان وإيران (جمهورية - الإسلامية)، وعُمان"
    assert [m.text for m in states().find(plain(text))][1] == "إيران (جمهورية - الإسلامية)"
