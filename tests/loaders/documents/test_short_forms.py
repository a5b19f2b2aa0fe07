"""Short forms: what a document defines, what a heading names, and what a section named last."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.plain import plain
from loaders.documents.short_forms import ShortForms

from .known import names, registers


def read(*parts: str) -> list[list[tuple[str, str]]]:
    """The short forms of each part; a part that begins with # is the heading of a section of level 1, ## of level 2."""
    short = ShortForms(thing for register in registers() for thing in register.things)
    result = []
    for part in parts:
        level = len(part) - len(part.lstrip("#"))
        text = plain(part.lstrip("# "))
        known = names().find(text)
        if level:
            short.enter(level, known)
        short.learn(text, known)
        found = short.find(text, known)
        for mention in found:
            assert text.printed[mention.start : mention.end] == mention.text
        result.append([(mention.value, mention.text) for mention in found])
    return result


@pytest.mark.parametrize(
    "definition",
    [
        "مكتب الأمم المتحدة المعني بالمخدرات والجريمة (مكتب المخدرات والجريمة/المكتب)",
        "مكتب الأمم المتحدة المعني بالمخدرات والجريمة (المكتب)",
        'مكتب الأمم المتحدة المعني بالمخدرات والجريمة (المشار إليه فيما بعد باسم "المكتب")',
        "مكتب الأمم المتحدة المعني بالمخدرات والجريمة (ويشار إليه فيما يلي بـ“المكتب”)",
    ],
)
def test_an_arabic_definition_holds_in_every_section(definition: str) -> None:
    found = read(definition, "# مجلس الأمن", "وقدم المكتب إحاطة، وشكر المجلسُ للمكتب جهوده.")
    assert found[2] == [("body/unodc", "المكتب"), ("body/security-council", "المجلسُ"), ("body/unodc", "للمكتب")]


@pytest.mark.parametrize(
    "definition",
    [
        "the United Nations Office on Drugs and Crime (UNODC/the Office)",
        "the United Nations Office on Drugs and Crime (hereinafter “the Office”)",
        'the United Nations Office on Drugs and Crime (the "Office")',
        "the United Nations Office on Drugs and Crime (hereinafter referred to as the Office)",
    ],
)
def test_an_english_definition_holds_in_every_section(definition: str) -> None:
    found = read(definition, "# Security Council", "The Office briefed the Council.")
    assert found[2] == [("body/unodc", "Office"), ("body/security-council", "Council")]


def test_a_heading_decides_and_the_next_heading_decides_anew() -> None:
    found = read(
        "# الفريق المشترك بين الوكالات المعني بالتنسيق في مجال مكافحة الاتجار بالأشخاص",
        "ونشر الفريق ورقة، ثم عقد الفريق المشترك اجتماعا.",
        "# الفريق العالمي المعني بالهجرة",
        "وناقش الفريق الورقة.",
    )
    assert [value for value, _ in found[1]] == ["body/icat", "body/icat"]
    assert [value for value, _ in found[3]] == ["body/gmg"]


def test_without_heading_or_definition_the_last_of_the_section_is_meant() -> None:
    found = read(
        "# مقدمة",
        "اجتمعت لجنة منع الجريمة والعدالة الجنائية، ثم اعتمدت اللجنة قرارا.",
        "# خاتمة",
        "وشكرت اللجنة الأمانة.",
    )
    assert found[1] == [("body/ccpcj", "اللجنة")]
    assert found[3] == []


def test_a_section_inside_another_keeps_the_outer_heading() -> None:
    found = read("# مجلس الأمن", "## الجمعية العامة", "وقررت الجمعية ما قرره المجلس.", "# أمور أخرى", "وقرر المجلس.")
    assert [value for value, _ in found[2]] == ["body/general-assembly", "body/security-council"]
    assert found[4] == []


@pytest.mark.parametrize(
    "text",
    [
        "وعقد المكتب الإقليمي دورة.",
        "وعقدت المكاتب دورات.",
        "واعتمد الفريق العامل الوطني خطة.",
        "The Office of Legal Affairs met.",
        "an office met",
        "His Office met.",
    ],
)
def test_what_is_another_name_is_not_resolved(text: str) -> None:
    assert read("# مكتب الأمم المتحدة المعني بالمخدرات والجريمة", "UNODC", text)[2] == []


PIECES = (
    *("مكتب الأمم المتحدة المعني بالمخدرات والجريمة", "(المكتب)", "المكتب", "للفريق", "الفريق", "مجلس الأمن"),
    *("the Security Council", "the Council", "(UNODC)", "(hereinafter “the Office”)", "the Office"),
    *("(", ")", "/", "\n", "ً", "\u200f", "A/1"),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join), min_size=1, max_size=4))
def test_short_forms_stand_where_they_say_and_outside_names(parts: list[str]) -> None:
    short = ShortForms(thing for register in registers() for thing in register.things)
    for part in parts:
        text = plain(part)
        known = names().find(text)
        short.learn(text, known)
        taken = [range(m.start, m.end) for m in known]
        for mention in short.find(text, known):
            assert part[mention.start : mention.end] == mention.text
            assert not any(mention.start in place or mention.end - 1 in place for place in taken)


def test_an_adjective_is_no_head() -> None:
    found = read("# منظمة الصحة العالمية", "وبحثت المنظمة في الجريمة المنظمة.")
    assert found[1] == [("body/who", "المنظمة")]


def test_a_topic_is_no_definition() -> None:
    assert read("حركات الهجرة المختلطة (HMM)", "HMM")[1] == []


def test_an_acronym_that_is_defined_is_found_later() -> None:
    assert read("the Khartoum Process (KP) and Mexico (MX)", "The KP and MX met.")[1] == [
        ("body/khartoum-process", "KP"),
        ("MEX", "MX"),
    ]


@pytest.mark.parametrize(
    "text", ["الجمعية العامة (انظر الفقرة ٣)", "the General Assembly (New York)", "مجلس الأمن (٢٠١٧)"]
)
def test_not_everything_in_brackets_is_a_definition(text: str) -> None:
    assert read(text, "انظر الفقرة New York S 2017 ٩٣٩")[1] == []
