"""The commands that read documents: what they print, what they refuse and how, and what they leave behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.documents_given import WrongGiven, given, read_documents
from graph.extracted import with_lines
from graph.options import Language
from loaders.documents.records import Mention, Part
from loaders.register import Register
from tests.graph.test_cli import sijill

TEXTS = Path(__file__).parent.parent / "loaders" / "documents" / "texts"
AR, EN = str(TEXTS / "report.ar.txt"), str(TEXTS / "resolution.en.txt")


def test_offsets_in_json_point_at_the_words_as_printed_and_reading_again_gives_the_same() -> None:
    run = sijill("extract", AR, EN, "--format", "json", "--with-text")
    assert run.returncode == 0 and "… report.ar.txt" in run.stderr
    found = [
        (part["text"], mention)
        for one in json.loads(run.stdout)
        for part in one["parts"]
        for mention in part["mentions"]
    ]
    assert len(found) > 30
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for text, mention in found)
    assert sijill("extract", AR, EN, "--format", "json", "--with-text").stdout == run.stdout


def test_the_table_is_in_the_language_that_was_asked_for() -> None:
    run = sijill("extract", str(TEXTS / "resolution.ar.txt"), "--lang", "ar", "--whole")
    assert run.returncode == 0
    assert "بند جدول الأعمال" in run.stdout and "٢١ (ب)، ١٠٨" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "ar", "en"),
    [
        (("no.txt",), 2, "لا وجود للملف no.txt", "no.txt: there is no such file"),
        (("--segments", "no.jsonl"), 2, "لا وجود للملف no.jsonl", "no.jsonl: there is no such file"),
        (("--segments", "bad.jsonl"), 1, "bad.jsonl:2: ليس السطر بصيغة JSON", "bad.jsonl:2: not readable as JSON"),
        (("--segments", "third.jsonl"), 1, "ليست ar ولا en", "the language is neither ar nor en"),
        ((AR, "--symbol", "A/../B"), 2, "ليس رمز وثيقة", "no symbol of a document"),
        ((AR, "--date", "2018-13"), 2, "يلزم تاريخ", "no such date: 2018-13"),
    ],
)
def test_what_is_refused_is_said_in_both_languages(
    arguments: tuple[str, ...], status: int, ar: str, en: str, tmp_path: Path
) -> None:
    segment = json.dumps({"id": 1, "lang": "en", "text": "resolution 71/167"})
    (tmp_path / "bad.jsonl").write_text(f"\ufeff{segment}\nnonsense\n{segment}\n", encoding="utf-8")
    (tmp_path / "third.jsonl").write_text(segment.replace('"en"', '"fr"') + "\n", encoding="utf-8")
    for language, text in (("ar", ar), ("en", en)):
        run = sijill("extract", *arguments, "--lang", language, folder=tmp_path)
        assert (run.returncode, text in run.stderr) == (status, True), run.stderr
        assert "Traceback" not in run.stderr and "nothing was written" not in run.stderr
        assert run.stdout.count("A/RES/71/167") == (arguments[-1] == "bad.jsonl")  # what came before is answered


def test_the_line_of_a_mention_is_told_without_reading_the_text_before_it_again() -> None:
    class Text(str):
        read = 0

        def count(self, sign: str, start: int = 0, end: int = 0) -> int:  # type: ignore[override]
            Text.read += end - start
            return super().count(sign, start, end)

    words, line = "On 5 May 2019\n", len("On 5 May 2019\n")
    mentions = [Mention("date", "2019-05-05", line * n + 3, line * n + 13, "5 May 2019") for n in range(200)]
    part = Part("1", "paragraph", "", Text(words * 200), range(7, 207), mentions=tuple(mentions))
    assert [line for _, line in with_lines(part)] == list(range(7, 207))
    assert [line for _, line in with_lines(replace(part, mentions=tuple(mentions[::-1])))] == [*range(206, 6, -1)]
    assert Text.read < 4 * len(part.text)


@pytest.mark.parametrize("symbol", ["A/RES/217(III)[A]", "E/CN.4/Sub.2/1999/12", "TD/B(S-XII)/1", "A/72/643/Add.1"])
def test_symbols_of_documents_are_taken_as_they_are(symbol: str) -> None:
    assert given(symbol, "", None).symbol == symbol


def test_a_file_given_twice_is_read_once_and_another_of_the_same_version_is_refused(
    registers: list[Register], tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(Path(EN).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    read = read_documents([EN, EN], registers, Language.ar, with_text=False, quiet=True)
    assert [reading.document.file for reading in read] == ["resolution.en.txt"]
    with pytest.raises(WrongGiven, match="are both the English version of E/RES/2016/40") as refused:
        read_documents([EN, str(other)], registers, Language.ar, with_text=False, quiet=True)
    assert "كلاهما النسخة الإنكليزية من الوثيقة E/RES/2016/40" in refused.value.said("ar")
    apart = read_documents([EN, f"E/RES/2016/41={other}"], registers, Language.ar, with_text=False, quiet=True)
    assert [reading.document.front.symbol for reading in apart] == ["E/RES/2016/40", "E/RES/2016/41"]


def test_a_refused_document_among_good_ones_leaves_nothing_behind(tmp_path: Path) -> None:
    run = sijill("build", "-q", "-o", "out", "--document", EN, "--document", "no.txt", folder=tmp_path)
    assert run.returncode == 2 and "no.txt" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_draft_can_be_built_and_is_not_written_over(tmp_path: Path) -> None:
    run = sijill("draft", EN, "-o", "mine", "--lang", "ar", folder=tmp_path)
    assert run.returncode == 0 and "كُتب السجل في mine" in run.stderr
    assert {path.name for path in (tmp_path / "mine").iterdir()} >= {"register.toml", "things.csv", "paragraphs.csv"}
    again = sijill("draft", EN, "-o", "mine", folder=tmp_path)
    assert again.returncode == 2 and "was not made here" in again.stderr
