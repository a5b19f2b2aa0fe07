"""The command that sets two language versions beside each other: tables in both languages, JSON, its exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.graph.test_cli import Run, sijill

TEXTS = Path(__file__).parent.parent / "loaders" / "documents" / "texts"
AR, EN = str(TEXTS / "versions.ar.txt"), str(TEXTS / "versions.en.txt")


@pytest.fixture(scope="module")
def english() -> Run:
    return sijill("align", AR, EN)


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    run = sijill("align", EN, AR, "--format", "json")  # the English version first
    assert run.returncode == 1, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_what_differs_is_told_with_both_places(english: Run) -> None:
    assert english.returncode == 1
    lines = [" ".join(line.split()) for line in english.stdout.splitlines()]
    for line in (
        "English paragraph 9, line 39 Two further laboratories in Ghana have asked to be admitted.",
        "paragraph 4, line 29 paragraph 4, line 29; paragraph 5, line 31 number",
        "quantity paragraph 4, line 29 ٣٥ paragraph 4, line 29 53 likely",
        "citation paragraph 5, line 31 ٧٣/١٨٦ paragraph 6, line 33 not there likely",
    ):
        assert line in lines


def test_every_planted_difference_is_found_and_no_other(record: dict[str, Any]) -> None:
    sure = [d for d in record["differences"] if d["confidence"] == "likely"]
    assert [(d["kind"], d["ar"].get("value"), d["en"].get("value")) for d in sure] == [
        ("date", "2017-12-19", "2016-12-19"),
        ("number", "35", "53"),
        ("citation", "A/RES/73/186", None),
    ]
    assert all(d["kind"] == "thing" for d in record["differences"] if d not in sure)
    assert [(p["ar"], [e["part"] for e in p["en"]]) for p in record["pairs"] if p["how"] == "alone"] == [([], ["9"])]


def test_json_gives_file_part_line_and_text(record: dict[str, Any]) -> None:
    date = record["differences"][0]
    paragraph = Path(AR).read_text(encoding="utf-8").splitlines()[20].removeprefix("١- ")
    start = paragraph.index("١٩ كانون الأول/ديسمبر ٢٠١٧")
    assert date["ar"] == {
        "file": "versions.ar.txt",
        "part": "1",
        "line": 21,
        "start": start,
        "end": start + len("١٩ كانون الأول/ديسمبر ٢٠١٧"),
        "text": "١٩ كانون الأول/ديسمبر ٢٠١٧",
        "value": "2017-12-19",
    }
    lacking = next(d for d in record["differences"] if d["kind"] == "citation")["en"]
    assert lacking == {"file": "versions.en.txt", "part": "6", "line": 33, "text": None}
    assert (record["ar"]["file"], record["en"]["symbol"], record["equal"]) == (
        "versions.ar.txt",
        "E/CN.15/2019/97",
        False,
    )


def test_labels_are_proposed(record: dict[str, Any]) -> None:
    assert [(p["id"], p["ar"], p["en"]) for p in record["proposals"]] == [
        (
            "document/E/CN.15/2019/97",
            "أنشطة شبكة المختبرات الجنائية في المنطقة",
            "Activities of the network of forensic laboratories in the region",
        ),
        ("section/I", "مقدمة", "Introduction"),
        ("section/II", "التدريب والمعدات", "Training and equipment"),
        ("section/III", "الاستنتاجات", "Conclusions"),
    ]
    assert record["proposals"][1]["evidence"] == [{"ar": {"part": "I", "line": 19}, "en": {"part": "I", "line": 19}}]


def test_in_arabic() -> None:
    run = sijill("align", AR, EN, "--lang", "ar")
    assert run.returncode == 1
    for text in (
        "ما يختلف",
        "الفقرة ١، السطر ٢١",
        "لا يرد",
        "ما لا مقابل له في النسخة الأخرى",
        "مرجح",
        "تسميات مقترحة",
    ):
        assert text in run.stdout
    assert not {"likely", "paragraph", "Where", "not there"} & set(run.stdout.split())


def test_markdown() -> None:
    run = sijill("align", AR, EN, "--format", "markdown")
    assert "### What differs" in run.stdout
    assert "| date | paragraph 1, line 21 | ١٩ كانون الأول/ديسمبر ٢٠١٧ | paragraph 1, line 21 | 19 Dec" in run.stdout
    assert "| quantity | paragraph 4, line 29 | ٣٥ | paragraph 4, line 29 | 53 | likely |" in run.stdout


def versions(folder: Path, ar: str, en: str) -> list[str]:
    paths = [folder / "a.ar.txt", folder / "a.en.txt"]
    for path, text in zip(paths, (ar, en), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def test_equal_versions(tmp_path: Path) -> None:
    ar = "١- عُقد الاجتماع في ٣ أيار/مايو ٢٠١٨ وحضره ٣٥ خبيراً.\n\n٢- واختُتم الاجتماع في اليوم نفسه.\n"
    en = "1. The meeting was held on 3 May 2018; 35 experts took part.\n\n2. The meeting ended on the same day.\n"
    run = sijill("align", *versions(tmp_path, ar, en), "--symbol", "A/73/5")
    assert run.returncode == 0, run.stdout
    assert "the two versions do not differ" in run.stderr


def test_front_pages_that_differ(tmp_path: Path) -> None:
    ar = [
        "الأمم المتحدة A/73/5",
        "الجمعية العامة",
        "Distr.: General\n3 May 2018",
        "الدورة الثالثة والسبعون",
        "١- نص الفقرة.",
    ]
    en = [
        "United Nations A/73/5",
        "General Assembly",
        "Distr.: General\n4 May 2018",
        "Seventy-third session",
        "1. A text.",
    ]
    run = sijill("align", *versions(tmp_path, "\n\n".join(ar), "\n\n".join(en)), "--format", "json")
    assert {"field": "date", "ar": "2018-05-03", "en": "2018-05-04"} in json.loads(run.stdout)["front"]
    assert run.returncode == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((AR, AR), "are in the same language (Arabic)"),
        ((EN, "nowhere.txt"), "there is no such file"),
        ((EN, str(TEXTS)), "is a folder"),
        ((AR, EN, "--symbol", "no symbol"), "no symbol of a document"),
    ],
)
def test_wrong_use_ends_with_status_2_and_no_traceback(files: tuple[str, ...], said: str) -> None:
    run = sijill("align", *files)
    assert run.returncode == 2
    assert said in " ".join(run.stderr.split())
    assert "Traceback" not in run.stderr
    assert not run.stdout


def test_two_files_of_one_language_are_refused_in_arabic() -> None:
    run = sijill("align", EN, EN, "--lang", "ar")
    assert run.returncode == 2
    assert "لغة الملفين versions.en.txt وversions.en.txt واحدة (الإنكليزية)" in run.stderr


def test_help_has_an_example() -> None:
    assert "Example: sijill align" in sijill("align", "--help").stdout


def test_everything_that_can_differ_has_a_name_in_both_languages() -> None:
    from graph.aligned import FRONT, HOW, KINDS, WHY, WORDS
    from loaders.documents.records import KINDS as MENTIONS

    assert set(KINDS) == {*MENTIONS, "numeral", "time"}
    for names in (FRONT, HOW, KINDS, WHY, WORDS):
        assert all(set(name) == {"ar", "en"} and all(name.values()) for name in names.values())
