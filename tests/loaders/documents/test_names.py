"""Things in texts: by their labels, other names and the names that documents give them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.heads import is_head
from loaders.documents.names import Names, all_names, kind_of
from loaders.documents.plain import plain, spelled_plainly
from loaders.documents.wording import FOLDED, WORD
from loaders.problems import Place
from loaders.records import Thing

from .known import names, registers

CASES = list(csv.DictReader((Path(__file__).parent / "names.csv").open(encoding="utf-8", newline="")))
LETTERS = "ابتةىيوهلمكقفعصسرحجنڤءآأإ،.()-/\n\u200f\u0640\u064b٠1aZé 'İﷺﻻ\ud800\x00_"


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
                labels.update(dict.fromkeys(all_names(thing), thing.id))
    symbols_and_heads = {
        label for label in labels if "/" in label or is_head(tuple(FOLDED[w] for w in spelled_plainly(label).split()))
    }
    lost = {label: labels[label] for label in labels.keys() - symbols_and_heads if labels[label] not in things(label)}
    assert set(lost.values()) == {"instrument/untoc-and-tip-protocol"}, "what joins two names is those two"


def test_a_name_of_two_things_is_uncertain() -> None:
    place = Place("things.csv", 2)
    labels = [
        ("body/a", "اللجنة الوطنية للإحصاء"),
        ("body/b", "اللجنة الوطنية للإحصاء"),
        ("body/c", "الهيئة الوطنية للإحصاء"),
    ]
    none: dict[str, list[str]] = {"ar": [], "en": []}
    things = [Thing(place, i, "Body", {"ar": ar, "en": f"Body {i[-1].upper()}"}, {}, none, "") for i, ar in labels]
    found = Names(things).find(plain("اللجنة الوطنية للإحصاء والهيئة الوطنية للإحصاء"))
    assert [(m.value, m.certain) for m in found] == [("body/a", False), ("body/c", True)]


def test_the_names_of_one_document_hold_in_it_only() -> None:
    text = plain("ووزع المكتب الملصقات.")
    assert "tool/aqui-estoy-posters" in {m.value for m in Names.of(registers(), registers()[1].document).find(text)}
    assert names().find(text) == []


def test_a_state_is_found_inside_the_name_of_a_body() -> None:
    found = [(m.kind, m.value) for m in names().find(plain("وزارة الداخلية في كولومبيا"))]
    assert found == [("thing", "body/colombia-ministry-of-interior"), ("country", "COL")]


TRAPS = ("مالي", "سورية", "عمان", "US", "Mr.", "(", "ال", "لل")
WORDS = st.sampled_from(sorted({word for case in CASES for word in case["text"].split()} | set(TRAPS)))
SENTENCES = st.lists(WORDS, max_size=8)
TEXTS = st.one_of(
    st.text(alphabet=LETTERS, max_size=60),
    SENTENCES.map(" ".join),
    st.tuples(SENTENCES.map(" ".join), st.text(max_size=10), SENTENCES.map("-".join)).map("".join),
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
