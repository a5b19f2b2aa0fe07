"""What two versions of a paragraph say differently, and what they only write otherwise."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.bare_numbers import bare_numbers
from loaders.documents.differences import Difference, differences, front_differences
from loaders.documents.number_words import said_in_words, words_of
from loaders.documents.pairs import Pair
from loaders.documents.plain import plain
from loaders.documents.reader import Reader
from loaders.documents.records import Document, Front, Mention, Part
from loaders.documents.times_of_day import times
from loaders.register import Register

with Path(__file__).with_name("differences.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


@pytest.fixture(scope="module")
def reader(registers: list[Register]) -> Reader:
    return Reader(registers)


def read(reader: Reader, language: str, text: str) -> Part:
    part = Part("1", "paragraph", "", text, tuple(range(7, 8 + text.count("\n"))))
    document = Document("a.txt", Front(language=language), parts=[part])
    reader.find(document)
    return document.parts[0]


def told(difference: Difference) -> str:
    sides = [found.mention.value if found else "-" for found in (difference.ar, difference.en)]
    return f"{difference.kind} {sides[0]} {sides[1]} {'certain' if difference.certain else difference.why}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_differs_and_what_does_not(reader: Reader, case: dict[str, str]) -> None:
    pair = Pair((read(reader, "ar", case["ar"]),), (read(reader, "en", case["en"]),), "number")
    found = [d for d in differences([pair]) if d.kind != "thing"]
    assert " ".join(map(told, found)) == case["expected"]


def mention(kind: str, value: str, certain: bool = True) -> Mention:
    return Mention(kind, value, 0, 1, "x", certain)


def of(ar: list[Mention], en: list[Mention]) -> list[str]:
    parts = [Part("1", "paragraph", "", "x", (1,), mentions=tuple(side)) for side in (ar, en)]
    return [told(d) for d in differences([Pair((parts[0],), (parts[1],), "number")])]


def test_what_can_be_read_in_two_ways_is_told_as_such() -> None:
    assert of([mention("citation", "A/RES/67/71", False)], [mention("citation", "A/RES/71/67")]) == [
        "citation A/RES/67/71 A/RES/71/67 uncertain"
    ]


def test_the_same_number_of_another_organ() -> None:
    assert of([mention("citation", "E/RES/2017/18")], [mention("citation", "CCPCJ/RES/2017/18")]) == [
        "citation E/RES/2017/18 CCPCJ/RES/2017/18 organ"
    ]


def test_a_resolution_may_be_named_by_its_symbol() -> None:
    assert of([mention("symbol", "A/RES/71/167")], [mention("citation", "A/RES/71/167")]) == []


def test_how_often_counts_for_citations_and_not_for_states() -> None:
    twice = [mention("citation", "A/RES/71/167")] * 2
    assert of(twice, twice[:1]) == ["citation A/RES/71/167 A/RES/71/167 times"]
    assert of([mention("country", "KEN")] * 2, [mention("country", "KEN")]) == []


def test_a_known_thing_that_one_does_not_name_may_be_meant_and_notions_are_worded_freely() -> None:
    assert of([mention("thing", "body/unodc")], []) == ["thing body/unodc - named"]
    assert of([mention("thing", "topic/capacity-building")], [mention("thing", "audience/states")]) == []


def test_the_parts_of_a_split_paragraph_are_compared_together(reader: Reader) -> None:
    ar = read(reader, "ar", "في ٣ أيار/مايو ٢٠١٨ وفي ٤ حزيران/يونيه ٢٠١٨")
    en = [read(reader, "en", text) for text in ("On 3 May 2018", "On 4 June 2018")]
    assert differences([Pair((ar,), tuple(en), "number")]) == []


def test_both_places_are_given_with_their_lines(reader: Reader) -> None:
    ar = read(reader, "ar", "عُقد الاجتماع\nفي ٣ أيار/مايو ٢٠١٨")
    en = read(reader, "en", "The meeting was\nheld on\n4 May 2018")
    (difference,) = differences([Pair((ar,), (en,), "number")])
    assert difference.ar is not None
    assert difference.en is not None
    assert (difference.ar.line, difference.en.line) == (8, 9)
    for found in (difference.ar, difference.en):
        assert found.part.text[found.mention.start : found.mention.end] == found.mention.text


def test_front_pages() -> None:
    ar = Document("a", Front("A/73/5", session="73", agenda_item="6 (b)", dates="2018-10-15"))
    en = Document("b", Front("A/73/6", session="73", agenda_item="6(b)"))
    assert list(front_differences(ar, en)) == [("symbol", "A/73/5", "A/73/6")]


@pytest.mark.parametrize("number", [*range(1, 130), 200, 345, 1200, 5000, 64_000, 2_000_000, 7_000_000_000])
def test_english_words_say_their_number_and_not_the_next(number: int) -> None:
    words = words_of(in_english(number))
    assert said_in_words(str(number), words)
    assert not said_in_words(str(number + 3), words) or number in (10, 20, 30, 40, 50, 60, 70, 80, 90)


def in_english(number: int) -> str:
    small = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    names = f"{small} seventeen eighteen nineteen".split()
    tens = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" and {in_english(number % size)}" if number % size else ""
            return f"{in_english(number // size)} {name}{rest}"
    if number < 20:
        return names[number]
    return tens[number // 10] + (f"-{names[number % 10]}" if number % 10 else "")


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_is_compared(text: str) -> None:
    part = Part("1", "paragraph", "", text, (1,) * (text.count("\n") + 1))
    for found in bare_numbers(part):
        assert text[found.start : found.end] == found.text
    other = Part("1", "paragraph", "", text[::-1], (1,) * (text.count("\n") + 1))
    assert differences([Pair((part,), (part,), "number")]) == []
    differences([Pair((part,), (other,), "number")])


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_is_the_same_in_every_form(hour: int, minute: int) -> None:
    half = f"{hour % 12 or 12}.{minute:02} {'p' if hour > 11 else 'a'}.m."
    forms = (half, f"{hour}:{minute:02}", f"الساعة {hour}:{minute:02}", f"الساعة {hour:02}/{minute:02}")
    assert len({value for form in forms for _, _, value in times(plain(form))}) == 1


def test_the_number_of_a_paragraph_that_one_version_runs_on_is_no_difference() -> None:
    ar = Part("4", "paragraph", "", "نص الفقرة. 5- ونص آخر.", (1,))
    en = [Part(number, "paragraph", "", text, (1,)) for number, text in (("4", "A text."), ("5", "Another text."))]
    assert differences([Pair((ar,), tuple(en), "number")]) == []
