"""PDF: whatever way a producer draws Arabic, it is read in its order."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from arabic_reshaper import reshape
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.formats import read_source
from loaders.documents.sayings import SourceRefused
from loaders.documents.visual_order import logical, stands_turned, upright
from tests.loaders.documents.pdf_files import Drawn, pdf

LINES = [
    "قررت اللجنة في دورتها الخامسة عشرة أن تؤيد القرار ٧١/١٦٧ المؤرخ ١٩ كانون الأول/ديسمبر ٢٠١٦",
    "وترد التفاصيل في الوثيقة A/72/643 وفي القرار ٢٣٣١ (٢٠١٦)، من ١٥-١٩ تشرين الأول ٢٠١٨",
    "واستفاد ٢٠٠ ١ من الممارسين (انظر CTOC/COP/2018/2) بنسبة ٥٠٪ من الإجمالي، ولا سيما الأطفال لله",
    "ونشر المكتب دراسة عنوانها Trafficking in Persons 2018 باللغتين",
]
"""Sentences of our own in the manner of these documents."""


def read(data: bytes, tmp_path: Path) -> str:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read_source(path).text


@pytest.mark.parametrize("line", LINES)
def test_what_is_shown_is_turned_back(line: str) -> None:
    assert logical(upright(get_display(line, base_dir="R")), from_right=True) == line


@pytest.mark.parametrize("forms", [False, True], ids=["letters", "joined forms"])
@pytest.mark.parametrize("leftward", [False, True], ids=["from the left", "from the right"])
def test_arabic_drawn_in_either_direction(forms: bool, leftward: bool, tmp_path: Path) -> None:
    page = []
    for place, line in enumerate(LINES):
        shown = get_display(reshape(line) if forms else line, base_dir="R")
        # a producer that goes leftward draws the last sign of the shown line first
        signs = tuple(reversed(shown)) if leftward else tuple(shown)
        page.append(Drawn(599 if leftward else 10, 700 - 20 * place, signs, leftward=leftward, size=9))
    assert read(pdf(page), tmp_path).splitlines() == LINES


def test_letters_in_the_order_of_reading_drawn_rightward(tmp_path: Path) -> None:
    """Some programs store words as they are read and draw nothing that can be seen."""
    line = "قررت اللجنة المعنية بمنع الجريمة والعدالة الجنائية أن تحيط علما بالقرار"
    assert read(pdf([Drawn(20, 700, tuple(line))]), tmp_path).strip() == line


def test_latin_lines_of_an_arabic_page_run_from_the_right_where_their_ends_tell(tmp_path: Path) -> None:
    lines = [*LINES, "* CTOC/COP/2018/1", "(١) A/72/643", "A/72/643.", "V.18-05123 (A)"]
    shown = [get_display(line, base_dir="R") for line in lines[:-1]] + lines[-1:]
    page = [Drawn(10, 700 - 20 * place, tuple(line), size=9) for place, line in enumerate(shown)]
    assert read(pdf(page), tmp_path).splitlines() == lines


@pytest.mark.parametrize("leftward", [False, True])
def test_a_glyph_that_says_two_letters(leftward: bool, tmp_path: Path) -> None:
    signs = ("ا", "ل", "أ", "و", "لا", "د", " ", "ا", "لأ", "م", "م")
    drawn = Drawn(300, 700, signs, leftward=True) if leftward else Drawn(100, 700, signs[::-1])
    assert read(pdf([drawn]), tmp_path).strip() == "الأولاد الأمم"


def test_marks_and_tatweel_go(tmp_path: Path) -> None:
    signs = ("ا", "ل", "ق", "ـ", "ـ", "ر", "ا", "رُ", " ", "ا", "ل", "أ", "وّ", "ل")
    assert read(pdf([Drawn(20, 700, signs[::-1])]), tmp_path).strip() == "القرار الأول"


def test_english_stays_and_a_raised_number_is_the_mark_of_a_note(tmp_path: Path) -> None:
    page = [
        Drawn(20, 700, tuple("Recalling its resolution 71/167,")),
        Drawn(20 + 32 * 6, 704, ("1",), size=7),
        Drawn(20 + 33 * 6 + 2, 700, tuple("it takes note.")),
        Drawn(20, 103, ("1",), size=6),
        Drawn(24, 100, tuple("See document A/72/643."), size=9),
    ]
    lines = [line for line in read(pdf(page), tmp_path).splitlines() if line]
    assert lines == ["Recalling its resolution 71/167,^(1) it takes note.", "(1) See document A/72/643."]


def test_pages_are_parted_and_columns_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"left column line number {n:02}" for n in range(12)]
    right = [f"other column line numb {n:02}" for n in range(12)]
    page = [Drawn(20, 700 - 20 * n, tuple(line)) for n, line in enumerate(left)]
    page += [Drawn(320, 700 - 20 * n, tuple(line)) for n, line in enumerate(right)]
    text = read(pdf(page, [Drawn(20, 700, tuple("second page"))]), tmp_path)
    assert [page.split("\n") for page in text.split("\f")] == [[*left, "", *right, ""], ["second page", ""]]


def test_paragraphs_of_one_line_are_parted_too(tmp_path: Path) -> None:
    heights = [700, 670, 640, 626, 596, 566, 552, 522, 492]
    page = [Drawn(20, y, tuple(f"line at {y}")) for y in heights]
    small = [Drawn(20, 100 - 9 * n, tuple(f"note {n}"), size=8) for n in range(2)]
    blocks = [block.split("\n") for block in read(pdf(page + small), tmp_path).strip().split("\n\n")]
    assert [len(block) for block in blocks] == [1, 1, 2, 1, 2, 1, 1, 2]


def test_small_print_does_not_part_the_lines_of_a_paragraph(tmp_path: Path) -> None:
    page = [Drawn(20, 700 - 18 * n, tuple(f"line number {n:02}")) for n in range(14)]
    small = [Drawn(20, 100 - 9 * n, tuple(f"note {n}"), size=8) for n in range(5)]
    blocks = [block.split("\n") for block in read(pdf(page + small), tmp_path).strip().split("\n\n")]
    assert [len(block) for block in blocks] == [14, 5]


def test_a_hyphen_at_the_end_of_a_line_goes_where_the_text_has_the_word_whole(tmp_path: Path) -> None:
    lines = ["International cooperation and inter-", "agency work need coop-", "eration and cooperation."]
    text = read(pdf([Drawn(20, 700 - 20 * n, tuple(line)) for n, line in enumerate(lines)]), tmp_path)
    assert "inter-agency" in text
    assert text.count("cooperation") == 3


def test_a_page_without_text_is_told_and_a_scanned_file_refused(tmp_path: Path) -> None:
    document = pdfium.PdfDocument(pdf([Drawn(20, 700, tuple("words"))]))
    for width in (300, 300):
        page = document.new_page(width, 400)
        picture = pdfium.PdfImage.new(document)
        picture.set_bitmap(pdfium.PdfBitmap.new_native(10, 10, pdfium.raw.FPDFBitmap_BGR))
        picture.set_matrix(pdfium.PdfMatrix().scale(300, 400))
        page.insert_obj(picture)
        page.gen_content()
    path = tmp_path / "partly.pdf"
    document.save(path)
    source = read_source(path)
    assert "words" in source.text
    assert ["2, 3" in p.message for p in source.problems] == [True]
    document.del_page(0)
    document.save(path)
    with pytest.raises(SourceRefused) as refused:
        read_source(path)
    assert refused.value.key == "scanned"


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.booleans())
def test_turning_loses_no_letter_and_never_raises(text: str, from_right: bool) -> None:
    turned = logical(text, from_right=from_right, mirrored=False)
    assert sorted(turned) == sorted(text)
    assert isinstance(stands_turned([text]), bool)
    assert len(upright(text)) == len(text)


NUMBERS = ["٧١/١٦٧", "٢٠١٦،", "A/72/643", "(UNODC)", "١٩", "S/RES/2331 (2016)", "(٢٠١٦)", "50%", "٣,٥", "V.18-05123"]


@given(st.lists(st.sampled_from(NUMBERS), min_size=1))
def test_numbers_and_symbols_between_arabic_words(numbers: list[str]) -> None:
    line = "القرار " + " الأول ".join(numbers)
    shown = get_display(line, base_dir="R")
    assert logical(upright(shown), from_right=True) == line
