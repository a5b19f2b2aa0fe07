"""How much work a reading is, counted and not timed: each part is made plain once and parted into words once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from loaders.documents import plain as plain_module
from loaders.documents import reader as reader_module
from loaders.documents import wording
from loaders.documents.lines import lines_of
from loaders.documents.plain import Plain
from loaders.documents.reader import Reader, stretches
from loaders.documents.structure import Given
from loaders.register import REGISTERS, read_register

TEXTS = Path(__file__).parent / "texts"


class Counting:
    """A pattern that counts how often it parts a text."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.texts = pattern, list[str]()

    def split(self, text: str) -> list[str | Any]:
        self.texts.append(text)
        return self.pattern.split(text)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader([read_register(REGISTERS / "authority")])


@pytest.mark.parametrize("name", ["report.ar", "report.en", "resolution.ar", "resolution.en"])
def test_a_part_is_made_plain_once_and_parted_once(reader: Reader, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.names("")
    made: list[str] = []

    def counted(text: str) -> Plain:
        made.append(text)
        return plain_module.plain(text)

    parted = Counting(wording._PARTED)
    monkeypatch.setattr(reader_module, "plain", counted)
    monkeypatch.setattr(wording, "_PARTED", parted)
    document = reader.read(TEXTS / f"{name}.txt", Given(symbol="A/99/1")).document
    parts = [*([document.cover] if document.cover else []), *document.parts]
    assert len(parts) > 3
    assert sorted(made) == sorted([*(p.text for p in parts), *(h.title for h in document.headings)])
    assert len(parted.texts) == len(made)


def test_a_text_that_is_too_long_is_read_in_stretches(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "In Nigeria 1,200 persons met on 3 May 2016 under resolution 71/167 of the General Assembly. "
    file = tmp_path / "long.txt"
    file.write_text("1. " + said * 60, encoding="utf-8")
    whole = reader.read(file, Given(symbol="A/99/1")).document.parts[0]
    monkeypatch.setattr(reader_module, "stretches", lambda text: stretches(text, 10 * len(said)))
    apart = reader.read(file, Given(symbol="A/99/1")).document.parts[0]
    assert apart.mentions == whole.mentions
    assert len(whole.mentions) >= 4 * 60
    assert all(whole.text[m.start : m.end] == m.text for m in whole.mentions)


def test_stretches_are_all_of_the_text() -> None:
    for text in ("", "word", "no-end" * 50, "a b\nc d " * 40, "\n" * 99):
        spans = list(stretches(text, 30))
        assert "".join(text[start:end] for start, end in spans) == text
        assert all(end - start <= 30 for start, end in spans)


def test_lines_without_some_of_them_are_the_others() -> None:
    lines = lines_of("a\n\n b\nc\f\nd\n")
    assert [(line.text, line.number, line.page, line.gap, line.top) for line in lines.without({1}, 1)] == [
        ("c", 4, 1, False, False),
        ("d", 5, 2, False, True),
    ]
    assert lines.without(set(), 0) is lines
    assert [line.text for line in lines[1:3]] == ["b", "c"]


def test_the_mark_of_a_footnote_counts_nothing(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "marks.txt"
    file.write_text(
        "1. The Committee met in 12 countries, 1 then closed.\n\n2. It met again in 5 cities.\n\n"
        "1 See the report of the session.\n\f3. It closed.\n",
        encoding="utf-8",
    )
    parts = reader.read(file, Given(symbol="A/99/1")).document.parts
    assert [part.anchor for part in parts if part.kind == "footnote"] == [("1", 35)]
    assert [m.value for m in parts[0].mentions if m.kind == "number"] == ["12"]
