"""Where words of questions are met: by form, beginning, one letter, two in one; and where they are not."""

from __future__ import annotations

import pytest

from graph.meetings import Meeting, Text, Words

NAMES = ["malawi", "guidelines", "kingdoms", "القرار", "الذين", "رؤساء", "المشروع", "case law", "law case"]
NAMES += ["12 34", "123456", "للمنظمات", "abcde", "شبكات", "wxyz"]
NAMES += ["القضاء", "النيجر", "السودان", "فاليتا", "kyrgyzstan", "مسجلون"]
WORDS = Words([Text(name).telling for name in NAMES])


def met(question: str) -> dict[str, tuple[str, float]]:
    (word,) = Text(question).telling
    return {NAMES[n]: (m.way, round(m.weight, 4)) for n, m in WORDS.meetings(word).items()}


@pytest.mark.parametrize(
    ("question", "name", "way", "weight"),
    [
        ("malawi", "malawi", "same", 1),
        ("kingdom", "kingdoms", "same", 0.92),
        ("قرار", "القرار", "same", 0.96),
        ("والقرار", "القرار", "same", 0.96 * 0.96),
        ("gui", "guidelines", "begun", 0.75 + 0.15 * 3 / 10),
        ("guideline", "guidelines", "same", 0.92),
        ("malwi", "malawi", "similar", 0.72),
        ("mlaawi", "malawi", "similar", 0.72),
        ("kingdomz", "kingdoms", "similar", 0.72),
        ("abcdef", "abcde", "similar", 0.72),
        ("المشاروع", "المشروع", "similar", 0.72),
        ("caselaw", "case law", "same", 0.9),
        ("شبكه", "شبكات", "same", 0.9),
        ("شبكين", "شبكات", "similar", 0.85 * 0.85 * 0.8),
        ("مسجلات", "مسجلون", "similar", 0.85 * 0.85 * 0.8),
        ("القضاة", "القضاء", "similar", 0.8 * 0.8),
        ("نيجرية", "النيجر", "similar", 0.8 * 0.96 * 0.8),
        ("السودن", "السودان", "similar", 0.6),
        ("فاليتتا", "فاليتا", "similar", 0.72),
        ("kyrgistan", "kyrgyzstan", "similar", 0.6),
    ],
)
def test_a_word_is_met(question: str, name: str, way: str, weight: float) -> None:
    found_way, found_weight = met(question)[name]
    assert found_way == way and found_weight == pytest.approx(weight, abs=1e-4)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("ma", "malawi"),
        ("mlwi", "malawi"),
        ("mxlxwi", "malawi"),
        ("abxe", "abcde"),
        ("wxya", "wxyz"),
        ("12345x", "123456"),
        ("الصين", "الذين"),
        ("والصين", "الذين"),
        ("روسيا", "رؤساء"),
        ("السوان", "السويد"),
        ("zyrgistan", "kyrgyzstan"),
        ("malgwit", "malawi"),
        ("وروسيا", "رؤساء"),
        ("caselaw", "law case"),
        ("1234", "12 34"),
        ("12", "123456"),
        ("12345", "123456"),
        ("123457", "123456"),
    ],
)
def test_a_word_is_not_met(question: str, name: str) -> None:
    assert name not in met(question)


def test_two_words_in_one_are_sought_only_where_nothing_else_is() -> None:
    words = Words([["case", "law"], ["caselaw"]])
    assert words.meetings("caselaw") == {1: Meeting(1.0, "same", 0, "caselaw")}
    assert Words([["ab", "cdef"]]).meetings("abcdef") == {}
    assert Words([["abc", "def"]]).meetings("abcdef") == {0: Meeting(0.9, "same", 0, "abc def")}
    assert Words([["x", "abc", "y", "def"]]).meetings("abcdef") == {}


def test_a_short_form_of_a_long_word_keeps_its_letters() -> None:
    assert Words([["جورجيا"], ["روسيه"]]).meetings("وروسيا").get(0) is None
    assert all(m.way != "similar" for m in Words([["روسيو"]]).meetings("وروسيا").values())
    assert Words([["باصين"]]).meetings("بالصين") == {}
    assert Words([["استنتاك"]]).meetings("والاستنتاجات") == {}


def test_the_names_that_have_a_word_in_any_form() -> None:
    assert WORDS.holding("قرار") == {NAMES.index("القرار")} and WORDS.holding("kingdom") == {2}
    assert WORDS.holding("nothing") == set()


def test_little_words_go_unless_there_are_no_others() -> None:
    assert Text("the Council of Europe").telling == ["council", "europe"]
    assert Text("التعاون في مجال التدريب").telling == ["التعاون", "مجال", "التدريب"]
    assert Text("of the").telling == ["of", "the"] and Text("…").telling == []


def test_words_are_written_as_one_but_numbers_stay_apart() -> None:
    assert Text("Glo.Act 2").squeezed == Text("gloact2").squeezed == "gloact2"
    assert Text("1/62").squeezed != Text("16/2").squeezed and Text("16.2.2").squeezed == "16 2 2"
