"""Plain text: encodings are told by the bytes, and what is damaged is said."""

from __future__ import annotations

import codecs
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.encodings import decoded
from loaders.documents.formats import read_source
from loaders.documents.records import SourceText
from loaders.documents.sayings import Said, SourceRefused

ARABIC = (
    "١- قررت اللجنة في دورتها الثانية عشرة أن تنظر في تقرير الأمين العام عن منع الجريمة.\n"
    "٢- وأُبلغت اللجنة بأن الفريق العامل سيجتمع في فيينا من ١٥ إلى ١٩ تشرين الأول/أكتوبر ٢٠١٨.\n"
)
PLAIN_ARABIC = ARABIC.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")).replace("ُ", "")
"""What an encoding of one byte a letter can hold."""
ENGLISH = "1.\tThe Commission took note of the report of the Secretary-General (A/72/643).\n"
WESTERN = "The Republic of Côte d’Ivoire – and São Tomé and Príncipe – supported the Secretary-General’s “report”.\n"


def read(data: bytes, tmp_path: Path, name: str = "a.txt") -> SourceText:
    path = tmp_path / name
    path.write_bytes(data)
    return read_source(path)


@pytest.mark.parametrize("mark", [True, False], ids=["mark", "no mark"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("text", [ARABIC, ENGLISH, ARABIC * 2000])
def test_unicode(text: str, encoding: str, mark: bool, tmp_path: Path) -> None:
    if encoding == "utf-32-le" and not mark:
        with pytest.raises(SourceRefused):
            read(text.encode(encoding), tmp_path)
        return
    start = "\ufeff".encode(encoding) if mark else b""
    source = read(start + text.encode(encoding), tmp_path)
    assert (source.text, source.problems) == (text, ())


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_arabic_of_one_byte_a_letter(encoding: str, tmp_path: Path) -> None:
    source = read(PLAIN_ARABIC.encode(encoding), tmp_path)
    assert (source.text, source.problems) == (PLAIN_ARABIC, ())
    short = "قرار الجمعية العامة في دورتها"
    assert read(short.encode(encoding), tmp_path).text == short
    late = ENGLISH * 2000 + PLAIN_ARABIC
    assert read(late.encode(encoding), tmp_path).text == late


def test_western_of_one_byte_a_letter(tmp_path: Path) -> None:
    source = read((ENGLISH + WESTERN).encode("windows-1252"), tmp_path)
    assert (source.text, source.problems) == (ENGLISH + WESTERN, ())


def test_a_third_language_is_read_and_the_doubt_is_told(tmp_path: Path) -> None:
    text = "Комиссия приняла к сведению доклад Генерального секретаря о предупреждении преступности. " * 5
    source = read(text.encode("windows-1251"), tmp_path)
    assert source.text == text
    assert [p.message.startswith("the encoding is in doubt") for p in source.problems] == [True]


def test_what_is_invalid_is_replaced_and_its_lines_are_told(tmp_path: Path) -> None:
    lone = b"\xed\xa0\x80"  # half of a surrogate pair, written as if it were a letter
    source = read(ARABIC.encode() + "سطر ".encode() + lone + b"\n" + ARABIC.encode() + b"\xff\n", tmp_path)
    assert source.text.replace("\ufffd", "") == ARABIC + "سطر \n" + ARABIC + "\n"
    (problem,) = source.problems
    assert problem.message.endswith("on lines: 3, 6")
    assert isinstance(problem.message, Said)
    assert problem.message.said("ar").endswith("في الأسطر: ٣، ٦")


def test_half_a_character_alone_is_replaced_and_told(tmp_path: Path) -> None:
    source = read(b"Resolution 71/167\n of \xed\xa0\xbd the Assembly\n", tmp_path)
    assert source.text.replace("\ufffd", "") == "Resolution 71/167\n of  the Assembly\n"
    assert [problem.message.endswith("on lines: 2") for problem in source.problems] == [True]


def test_ends_of_lines_and_control_characters(tmp_path: Path) -> None:
    source = read(b"one\r\ntwo\rthree\x0bfour\fpage\n" + b"x" * 200 + b"\x00\x1b[2J", tmp_path)
    assert source.text == "one\ntwo\nthree\nfour\fpage\n" + "x" * 200 + "[2J"
    assert ["on line 5" in p.message for p in source.problems] == [True]


def test_a_large_text_is_read_in_little_more_memory_than_it_takes(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(ARABIC.encode() * (5_000_000 // len(ARABIC.encode())))
    tracemalloc.start()
    text = read_source(path).text
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size + 2.2 * 2 * len(text), "the bytes, the letters of two bytes each, one copy"


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    for start in (b"", *codecs.BOM_UTF8.split(b"-"), codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        try:
            text = decoded(start + data, "a.txt").text
        except SourceRefused:
            continue
        text.encode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_is_read_as_it_is(text: str) -> None:
    found = decoded(b"\xef\xbb\xbf" + text.encode(), "a.txt").text
    assert found == text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\ufffe", "").replace("\uffff", "")
