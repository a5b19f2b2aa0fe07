"""The sentences written to score the reader: complete, well formed, and true to their own text."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from loaders.documents.plain import plain

GOLD = Path(__file__).with_name("gold")
SETS = {"O": ("challenge_own.jsonl", 80), "S": ("challenge_second.jsonl", 60)}
"""The file of each set, by the letter of its ids, and how many sentences it has in each language."""
CASES: list[dict[str, Any]] = [
    json.loads(line) for name, _ in SETS.values() for line in (GOLD / name).read_text(encoding="utf-8").splitlines()
]
FIELDS = ["id", "lang", "cat", "text", "context", "citations", "symbols", "dates", "numbers", "alt", "why"]
CITATION = re.compile(
    r"""(?:A|E|A/HRC|CCPCJ|CND|CTOC/COP|CAC/COSP|ESCAP)/(?:RES|DEC)/
        (?:(?:E?S-)?\d{1,2}|\d{4})/(?P<number>\d{1,3})(?:\[[A-Z]\])?
      | (?:A|E|ECLAC)/RES/(?P<old>\d{1,4})\((?:E?S-)?[IVXL]+\)(?:\[[A-Z]\])?
      | S/RES/(?P<council>\d{1,4})\(\d{4}\)
      | WHA/RES/\d+\.(?P<health>\d+)""",
    re.VERBOSE,
)
SYMBOL = re.compile(r"[A-Z]+(?:/[A-Za-z0-9.-]+)+")


def test_there_are_as_many_in_each_language() -> None:
    ids = [case["id"] for case in CASES]
    assert ids == [
        f"{s}-{lang}-{n:02}" for s, (_, most) in SETS.items() for lang in ("ar", "en") for n in range(1, most + 1)
    ]
    assert all(case["id"][2:4] == case["lang"] for case in CASES)
    assert len({case["text"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_is_well_formed(case: dict[str, Any]) -> None:
    assert [*case] == [field for field in FIELDS if field in case]
    assert {*FIELDS} - {*case} <= {"context", "alt"}
    assert {*case.get("context", {})} <= {"organ", "symbol", "date"}
    values = [*case["citations"], *case["symbols"], *case["dates"]]
    assert len(values) == len({*values})
    assert {*case.get("alt", {})} <= {*values}
    assert case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_value_is_printed_in_the_text(case: dict[str, Any]) -> None:
    text = plain(case["text"]).text
    for citation in case["citations"]:
        found = CITATION.fullmatch(citation)
        assert found, citation
        number = next(part for part in found.groups() if part)
        assert re.search(rf"(?<!\d){number}(?!\d)", text) or "range" in case["cat"], citation
    closed = text.replace(" ", "")
    for symbol in case["symbols"]:
        assert SYMBOL.fullmatch(symbol), symbol
        assert symbol in closed or ("stem" in case["cat"] and symbol.rpartition("/")[2] in closed), symbol
    for number in case["numbers"]:
        assert number["text"] in case["text"]
        assert number.get("unit", "percent") == "percent"
    for date in case["dates"]:
        for end in date.split("/"):
            year, month, day = [*([""] if end.startswith("--") else []), *re.findall(r"\d+", end), ""][:3]
            assert datetime.date(int(year or 2000), int(month), int(day or 1))
            assert all(re.search(rf"(?<!\d)0?{int(part)}(?!\d)", text) for part in (year, day) if part), end
