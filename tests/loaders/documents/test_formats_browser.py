"""PDF files that a real browser prints: shaped letters, ligatures, raised marks, both directions."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from loaders.documents.formats import read_source
from loaders.documents.plain import plain

ARABIC = [
    "أولاً – مقدمة",
    "١- قررت اللجنة، في دورتها الثانية عشرة، أن تؤيّد القرار ٧١/١٦٧ المؤرخ ١٩ كانون الأول/ديسمبر ٢٠١٦ تأييداً كاملاً.",
    "٢- وترد التفاصيل في الوثيقة A/72/643 (انظر القرار ٢٣٣١ (٢٠١٦))، وقد عُقد الاجتماع من ١٥-١٩ تشرين الأول ٢٠١٨.",
    "٣- واستفاد أكثر من ٢٠٠ ١ من الممارسين، أي بنسبة ٥٠٪ من الإجمالي، ولا سيما الأطفال والآباء إلى حدٍّ بعيد؛",
    "٤- ونُشر الكتاب المعنون Evidential Issues باللغات الرسمية كلها، إضافةً إلى الأدلة والأدوات الإلكترونية الأخرى.",
    "(أ) تعزيز التعاون على مكافحة الاتجار بالأشخاص وتهريب المهاجرين عن طريق البر والبحر والجو؛",
]
ENGLISH = [
    "I. Introduction",
    "1. The Office of the High Commissioner, in its first official offer, filed a final report on the flow of funds.",
    "2. Recalling its resolution 71/167 of 19 December 2016 (A/72/643), it confirmed that efficient workflows suffice;",
    "(a) To strengthen the offices of the Secretary-General in the field, as “difficult” matters require.",
]


def printed(browser: Browser, lines: list[str], direction: str, style: str, path: Path) -> str:
    """What is read of the PDF to which the browser prints some paragraphs."""
    page = browser.new_page()
    body = "".join(f"<p>{line}</p>" for line in lines)
    page.set_content(f'<html dir={direction}><meta charset=utf-8><body style="font-size:14px;{style}">{body}')
    page.pdf(path=path)
    page.close()
    return read_source(path).text


@pytest.mark.parametrize("family", ["'Noto Naskh Arabic'", "'Noto Sans Arabic'", "Amiri", "serif"])
@pytest.mark.parametrize("align", ["start", "justify"])
def test_arabic(browser: Browser, family: str, align: str, tmp_path: Path) -> None:
    text = printed(browser, ARABIC, "rtl", f"font-family:{family};text-align:{align}", tmp_path / "a.pdf")
    expected, found = plain(" ".join(ARABIC)).text.split(), plain(text).text.split()
    same = sum(block.size for block in difflib.SequenceMatcher(None, expected, found, False).get_matching_blocks())
    # the kaf of a calligraphic font reaches over the whole space before it
    assert same >= (0.95 if family == "Amiri" else 1) * len(expected), (expected, found)
    assert not set("\u0640\u064b\u0651") & set(text), "no tatweel, no marks"
    assert "A/72/643" in text
    assert "٧١/١٦٧" in text


@pytest.mark.parametrize("family", ["'Noto Serif'", "serif", "sans-serif"])
def test_english(browser: Browser, family: str, tmp_path: Path) -> None:
    text = printed(browser, ENGLISH, "ltr", f"font-family:{family};text-align:justify", tmp_path / "a.pdf")
    assert text.split() == " ".join(ENGLISH).split()


def test_marks_of_notes_and_pages(browser: Browser, tmp_path: Path) -> None:
    note = "<span style='font-size:10px'><sup>1</sup> See A/72/643.</span>"
    lines = [
        "The Commission noted the report.<sup>1</sup> It then adjourned.",
        note,
        "<hr style='break-before:page'>Second page",
    ]
    pages = printed(browser, lines, "ltr", "", tmp_path / "a.pdf").split("\f")
    assert [[line for line in page.split("\n") if line] for page in pages] == [
        ["The Commission noted the report.^(1) It then adjourned.", "(1) See A/72/643."],
        ["Second page"],
    ]
    arabic = ["أحاطت اللجنة علماً بالتقرير.<sup>(١)</sup> ثم رفعت الجلسة.", "<sup>(١)</sup> انظر الوثيقة."]
    text = printed(browser, arabic, "rtl", "", tmp_path / "b.pdf")
    assert [line for line in text.split("\n") if line] == [
        "أحاطت اللجنة علما بالتقرير.^(١) ثم رفعت الجلسة.",
        "(١) انظر الوثيقة.",
    ]
