"""The structure of four documents in the style of the United Nations, in both languages, and of any text at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents.language import LanguageError
from loaders.documents.records import Document, Front, Part, SourceText
from loaders.documents.sayings import Said
from loaders.documents.structure import Given, read_structure
from ontology.errors import SijillError

TEXTS = Path(__file__).parent / "texts"


def read(name: str) -> Document:
    return read_structure(SourceText(name, (TEXTS / name).read_text(encoding="utf-8")))


def of_text(text: str, **given: str) -> Document:
    return read_structure(SourceText("a.txt", text), Given(**given))


def part(document: Document, number: str) -> Part:
    return next(part for part in document.parts if part.number == number)


def numbers(document: Document, kind: str = "paragraph") -> list[str]:
    return [part.number for part in document.parts if part.kind == kind]


def places_are_right(document: Document, text: str) -> None:
    """Each line of a part stands on the line of the file that it says, and points and anchors lie in the text."""
    printed = text.split("\n")
    parts = [*document.parts, *([document.cover] if document.cover else [])]
    for one in parts:
        rows = one.text.split("\n")
        assert len(rows) == len(one.lines)
        for row, line in zip(rows, one.lines, strict=True):
            assert row in printed[line - 1]
        for start, end in one.items:
            assert 0 <= start < end <= len(one.text)
    named = {one.number: one for one in parts}
    assert len(named) == len(parts)
    for one in document.parts:
        if one.anchor:
            number, offset = one.anchor
            assert 0 <= offset < len(named[number].text)
    for line, left_out in document.furniture:
        assert left_out in printed[line - 1]
    ids = {heading.id for heading in document.headings}
    assert len(ids) == len(document.headings)
    assert {one.section for one in document.parts} <= ids | {""}
    assert {heading.parent for heading in document.headings} <= ids | {""}


@pytest.mark.parametrize("name", ["report.ar.txt", "report.en.txt", "resolution.ar.txt", "resolution.en.txt"])
def test_every_part_stands_where_it_says(name: str) -> None:
    places_are_right(read(name), (TEXTS / name).read_text(encoding="utf-8"))


def test_the_front_page_of_an_arabic_report() -> None:
    assert read("report.ar.txt").front == Front(
        symbol="CAC/COSP/2019/12",
        organ="CAC/COSP",
        distribution="general",
        date="2019-09-04",
        language="ar",
        original_language="en",
        session="8",
        place="أبو ظبي",
        dates="2019-12-16/2019-12-20",
        agenda_item="4 (a)",
        title="أنشطة الأمانة في دعم الأجهزة الوطنية لمكافحة الفساد",
        kind="report",
    )


def test_the_outline_of_an_arabic_report() -> None:
    document = read("report.ar.txt")
    assert [(heading.id, heading.parent, heading.title) for heading in document.headings] == [
        ("I", "", "مقدمة"),
        ("II", "", "التعاون"),
        ("II.A", "II", "التعاون بين الأجهزة الوطنية"),
        ("II.A.1", "II.A", "الأجهزة المعنية بالوقاية"),
        ("II.A.1.a", "II.A.1", "المنتدى الإقليمي الأول"),
        ("II.A.1.b", "II.A.1", "المنتدى الإقليمي الثاني"),
        ("II.A.2", "II.A", "الأجهزة المعنية بالإنفاذ"),
        ("II.B", "II", "التعاون مع المنظمات"),
        ("III", "", "الاستنتاجات"),
        ("annex-1", "", "اختصاصات الفريق"),
        ("annex-2", "", "قائمة الورقات"),
    ]


def test_the_paragraphs_of_an_arabic_report() -> None:
    document = read("report.ar.txt")
    assert [(one.number, one.section) for one in document.parts if one.kind == "paragraph"] == [
        ("1", "I"),
        ("2", "I"),
        ("3", "II.A.1.a"),
        ("4", "II.A.1.b"),
        ("5", "II.A.2"),
        ("5bis", "II.A.2"),
        ("6", "II.B"),
        ("7", "II.B"),
        ("8", "III"),
        ("annex-1/1", "annex-1"),
        ("annex-1/2", "annex-1"),
        ("annex-2/u1", "annex-2"),
    ]
    third = part(document, "3")  # it goes on after a page break, and with a block of its own
    assert third.text.endswith("ونوقشت فيهما\nسبل الوقاية.\nوأصدر الاجتماع الثاني توصيات إلى الدول.")
    assert third.lines == (56, 57, 63, 65)
    assert "٢٠١٧ - وهو عام الانضمام" in part(document, "7").text


def test_the_lists_of_an_arabic_report() -> None:
    document = read("report.ar.txt")
    second, sixth = part(document, "2"), part(document, "6")
    assert [second.text[start:end] for start, end in second.items] == [
        "(أ) بناء القدرات؛",
        "(ب) تبادل المعلومات؛",
        "(ج) رصد التنفيذ في\nعام ٢٠١٨.",
    ]
    assert [sixth.text[start:end] for start, end in sixth.items] == ["- ورقة عن التشريع؛", "- ورقة عن التدريب."]


def test_footnotes_hang_where_their_mark_is_and_furniture_is_left_out() -> None:
    document = read("report.ar.txt")
    notes = {one.number: one for one in document.parts if one.kind == "footnote"}
    assert set(notes) == {"fn**", "fn1", "fn2"}
    assert document.cover is not None
    for number, owner, mark in (("fn**", document.cover, "**"), ("fn1", part(document, "1"), "^(١)")):
        assert notes[number].anchor is not None
        assert notes[number].anchor == (owner.number, owner.text.index(mark))
    assert notes["fn2"].anchor == ("5", part(document, "5").text.index("^(٢)"))
    assert notes["fn1"].text == "انظر الوثيقة CAC/COSP/2017/14، الفقرة ١٢،\nوالمرفق الأول بها."
    assert [text for _, text in document.furniture] == [
        "الرجاء إعادة استعمال الورق",
        "V.19-09001 (A) 160919 170919",
        "*1909001*",
        "CAC/COSP/2019/12",
        "2/4 V.19-09001",
        "CAC/COSP/2019/12",
    ]
    assert document.problems == []


def test_an_english_report_with_an_annex() -> None:
    document = read("report.en.txt")
    front = document.front
    assert (front.symbol, front.organ, front.distribution) == ("E/CN.15/2015/14", "CCPCJ", "limited")
    assert (front.session, front.place, front.agenda_item) == ("24", "Vienna", "7")
    assert (front.dates, front.original_language) == ("2015-05-18/2015-05-22", "en/fr")
    assert (front.kind, front.title) == ("report", "National registers of firearms")
    assert numbers(document) == ["1", "2", "3", "4", "5", "6", "7", "9", "10", "annex-1/1", "annex-1/2", "annex-1/3"]
    assert [heading.id for heading in document.headings] == [
        "I",
        "II",
        "II.A",
        "II.A.1",
        "II.A.2",
        "II.B",
        "III",
        "annex-1",
        "annex-1.I",
        "annex-1.II",
    ]
    assert "\n3. In the second round" in part(document, "2").text  # a number in a sentence, not the third paragraph
    assert part(document, "fn*").anchor is not None
    (problem,) = document.problems
    assert problem.message == "paragraph 9 where 8 was expected"
    assert isinstance(problem.message, Said)
    assert problem.message.said("ar") == "رقم الفقرة ٩ والمتوقع ٨"
    assert [line for line, _ in document.furniture] == [25, 27, 28, 83]


def test_an_arabic_resolution() -> None:
    document = read("resolution.ar.txt")
    front = document.front
    assert (front.symbol, front.organ, front.kind, front.session) == ("A/RES/74/301", "A", "resolution", "74")
    assert (front.date, front.adopted, front.agenda_item) == ("2020-09-22", "2020-09-11", "21 (b), 108")
    assert front.title == "تعزيز السجلات العامة"
    assert [(one.number, one.kind, one.verb) for one in document.parts] == [
        ("pp1", "preambular", "إذ تشير"),
        ("pp2", "preambular", "وإذ تشير أيضا"),
        ("pp3", "preambular", "وإذ يساورها بالغ القلق"),
        ("pp4", "preambular", "واقتناعا منها"),
        ("pp5", "preambular", "وقد نظرت"),
        ("1", "operative", "تحيط علما مع التقدير"),
        ("2", "operative", "تطلب"),
        ("3", "operative", "تهيب"),
        ("4", "operative", "تقرر"),
        ("u1", "paragraph", ""),
        ("fn1", "footnote", ""),
    ]
    assert len(part(document, "2").items) == 2
    assert part(document, "fn1").anchor == ("pp5", part(document, "pp5").text.index("^"))


def test_an_english_resolution_from_a_page_image() -> None:
    document = read("resolution.en.txt")
    assert document.front.symbol == "E/RES/2016/40"
    assert document.front.title == "Keeping registers of public works"
    assert (document.front.session, document.front.agenda_item) == ("2016", "19 (c)")
    assert [(one.number, one.verb) for one in document.parts if one.verb] == [
        ("pp1", "Recalling"),
        ("pp2", "Deeply concerned"),
        ("pp3", "Noting with appreciation"),
        ("1", "Also takes note"),
        ("2", "Requests"),
        ("3", "Expresses its sincere gratitude"),
        ("4", "Once again urges"),
    ]
    second = part(document, "2")  # broken by the foot of a page, its notes, and the head of the next
    assert second.text.endswith("set out in paragraph\n7 (b) of the Guide;")
    assert [second.text[start:end].split()[0] for start, end in second.items] == ["(a)", "(b)"]
    assert part(document, "fn1").anchor == ("pp2", part(document, "pp2").text.index(",1") + 1)
    assert part(document, "fn2").anchor == ("1", part(document, "1").text.index(";2") + 1)
    assert part(document, "fn2").text == "E/2016/77, paras. 3 and 4, and\nE/2016/77/Corr.1."


def test_what_is_given_goes_before_what_the_text_says() -> None:
    document = of_text("١- هذه فقرة.", symbol="CTOC/COP/2018/2", date="2018-07-23")
    assert (document.front.symbol, document.front.organ, document.front.date) == (
        "CTOC/COP/2018/2",
        "CTOC/COP",
        "2018-07-23",
    )
    assert of_text("1. مرحبا", language="en").front.language == "en"
    with pytest.raises(SijillError, match="neither ar nor en"):
        of_text("1. مرحبا", language="fr")


@pytest.mark.parametrize("number", ["Resolution 901 (1991)\n\nof 5 May 1991", "901 (1991). Resolution of 5 May 1991"])
@pytest.mark.parametrize("opening", ["The Security Council,\n\n", "The Security Council, having met,\n\n"])
def test_a_resolution_without_a_title_has_none(number: str, opening: str) -> None:
    document = of_text(f"{number}\n[S/22601]\n\n{opening}Recalling its resolution 900 (1991),\n\n1. Decides to meet.")
    assert (document.front.symbol, document.front.title) == ("S/RES/901(1991)", "")


@pytest.mark.parametrize(
    "text",
    [
        "La Conférence des Parties a examiné le rapport sur les activités et les programmes de la Commission. " * 3,
        "Конференция участников рассмотрела доклад Секретариата о деятельности в этой области.",
        "缔约方会议审议了秘书处的报告。",
        "مجمع عمومی با یادآوری قطعنامه ۷۱/۱۶۷ تصمیم می‌گیرد که این موضوع را در دستور کار خود قرار دهد",
        "کنفرانس اعضا گزارش دبیرخانه را بررسی کرد و پیشنهادهای چندی در این زمینه پذیرفته شد که چاپ گردید",
        "",
        " \n\f\n ",
        "12 34 56",
    ],
)
def test_a_third_language_and_no_text_are_refused_in_both_languages(text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        of_text(text)
    assert caught.value.said("ar") != caught.value.said("en")
    assert caught.value.said("ar").startswith("a.txt: ")


PIECES = [
    "1. The Committee met.",
    "2. It decided:",
    "(a) To go on;",
    "(b) To stop.",
    "١- نظر الفريق في المسألة.",
    "٢- ووافق عليها^(١).",
    "(١) انظر A/72/1.",
    "أولاً - مقدمة",
    "ألف- عام",
    "I. Introduction",
    "A",
    "The General Assembly,",
    "إن الجمعية العامة،",
    "Recalling its resolution 1/1,",
    "وإذ تشير إلى قرارها،",
    "Requests a report;",
    "Annex II",
    "المرفق",
    "18-18418 2/2",
    "__________",
    " 1  See above.",
    "* A/1",
    "A/RES/73/8",
    "Contents",
    "",
    "\f",
    "\u200f",
    "…",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join))
def test_whatever_the_order_of_lines_every_part_stands_where_it_says(text: str) -> None:
    places_are_right(of_text(text, language="ar"), text)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=300))
def test_no_text_raises_what_is_not_said_to_a_person(text: str) -> None:
    places_are_right(of_text(text, language="en"), text)
    try:
        of_text(text)
    except LanguageError as error:
        assert error.said("ar")


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 120), st.sampled_from(["{}. {}", "{} - {}", "({}) {}", "- {}- {}", "{}- {}"]))
def test_a_count_is_read_however_its_numbers_are_printed(count: int, form: str) -> None:
    western = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    numbered = [form.format(str(n).translate(western), "نظرت اللجنة في البند.") for n in range(1, count + 2)]
    document = of_text("\n\n".join(numbered), language="ar")
    assert numbers(document) == [str(n) for n in range(1, count + 2)]
    assert all(one.text == "نظرت اللجنة في البند." for one in document.parts)
