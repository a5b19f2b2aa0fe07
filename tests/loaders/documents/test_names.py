"""Things in texts: by their labels, other names and the names that documents give them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.names import Names, all_names, kind_of
from loaders.documents.plain import plain
from loaders.documents.wording import WORD
from loaders.register import REGISTERS, Register, read_register

CASES = list(csv.DictReader((Path(__file__).parent / "names.csv").open(encoding="utf-8", newline="")))
LETTERS = "ابتةىيوهلمكقفعصسرحجنڤءآأإ،.()-/\n\u200f\u0640\u064b٠1aZé 'İﷺﻻ\ud800\x00_"


@cache
def registers() -> tuple[Register, ...]:
    return tuple(read_register(REGISTERS / name) for name in ("authority", "ctoc-cop-2018-2"))


@cache
def names() -> Names:
    return Names.of(registers())


def things(text: str) -> set[str]:
    return {mention.value for mention in names().find(plain(text)) if mention.kind == "thing"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_things_of_a_sentence(case: dict[str, str]) -> None:
    assert things(case["text"]) == set(case["found"].split())


def test_every_proper_name_of_the_registers_is_found_or_shared() -> None:
    kinds = {"body", "instrument", "programme", "campaign", "plan", "post", "region", "city"}
    labels = {}
    for register in registers():
        for thing in register.things:
            if kind_of(thing.id) in kinds and thing.cls != "Country":
                labels.update({label: thing.id for label in all_names(thing)})
    lost = {label: owner for label, owner in labels.items() if "/" not in label and owner not in things(label)}
    assert set(lost.values()) == {"instrument/untoc-and-tip-protocol"}, "what joins two names is those two"


def test_a_name_of_two_things_is_uncertain() -> None:
    owners: dict[str, set[str]] = {}
    for register in registers():
        for name in register.names:
            owners.setdefault(name.text, set()).add(name.id)
    assert all(len(ids) == 1 for ids in owners.values()), "a name for searching belongs to one thing"


def test_a_state_is_found_inside_the_name_of_a_body() -> None:
    found = [(m.kind, m.value) for m in names().find(plain("وزارة الداخلية في كولومبيا"))]
    assert found == [("thing", "body/colombia-ministry-of-interior"), ("country", "COL")]


WORDS = st.sampled_from(
    sorted({word for case in CASES for word in case["text"].split()} | {"مالي", "سورية", "عمان", "US", "Mr.", "(", "ال", "لل"})
)
TEXTS = st.one_of(
    st.text(alphabet=LETTERS, max_size=60),
    st.lists(WORDS, max_size=14).map(" ".join),
    st.tuples(st.lists(WORDS, max_size=6).map(" ".join), st.text(max_size=10), st.lists(WORDS, max_size=6).map("-".join)).map("".join),
)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_mentions_stand_where_they_say_and_never_inside_a_word(text: str) -> None:
    read = plain(text)
    ends = {match.end() for match in WORD.finditer(read.text)}
    for mention in names().find(read):
        assert text[mention.start : mention.end] == mention.text
        last = max(read.span(0, end)[1] for end in ends if read.span(0, end)[1] <= mention.end)
        assert text[last : mention.end] in ("", ")", " )")


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_found_again_in_the_text_as_patterns_read_it(text: str) -> None:
    values = [(m.kind, m.value) for m in names().find(plain(text)) if m.certain]
    again = [(m.kind, m.value) for m in names().find(plain(plain(text).text)) if m.certain]
    assert [v for v in values if v not in again] == [] or "\u064b" in text or "\u0651" in text
