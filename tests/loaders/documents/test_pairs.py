"""Pairing the parts of two language versions: by number, by content, by place, and out of order."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.documents.pairs import NotTwoVersions, Pair, by_language, paired
from loaders.documents.reader import Reader
from loaders.documents.records import Document, Front, Heading, Mention, Part
from loaders.documents.structure import Given
from loaders.register import Register

TEXTS = Path(__file__).parent / "texts"


def part(number: str, text: str, kind: str = "paragraph", **more: object) -> Part:
    return Part(number, kind, "", text, (1,), **more)  # type: ignore[arg-type]


def document(language: str, *parts: Part, headings: list[Heading] | None = None) -> Document:
    return Document(f"a.{language}.txt", Front(language=language), headings or [], list(parts))


def shown(pairs: list[Pair]) -> list[tuple[list[str], list[str], str]]:
    return [([p.number for p in pair.ar], [p.number for p in pair.en], pair.how) for pair in pairs]


@pytest.fixture(scope="module")
def versions(registers: list[Register]) -> list[Document]:
    reader = Reader(registers)
    return [reader.read(TEXTS / f"versions.{language}.txt", Given()).document for language in ("ar", "en")]


def test_two_versions_with_a_split_and_an_added_paragraph(versions: list[Document]) -> None:
    assert shown(paired(*versions)) == [
        (["0"], ["0"], "number"),
        (["I"], ["I"], "number"),
        (["II"], ["II"], "number"),
        (["III"], ["III"], "number"),
        (["1"], ["1"], "number"),
        (["2"], ["2"], "number"),
        (["3"], ["3"], "number"),
        (["4"], ["4", "5"], "number"),
        (["5"], ["6"], "content"),
        (["6"], ["7"], "content"),
        (["7"], ["8"], "content"),
        ([], ["9"], "alone"),
        (["8"], ["10"], "content"),
        (["fn1"], ["fn1"], "number"),
    ]
    assert [pair.ar[0].number for pair in paired(*versions) if pair.renumbered] == ["5", "6", "7", "8"]


def test_preambular_paragraphs_are_paired_by_what_they_mention() -> None:
    ar = document(
        "ar",
        part(
            "pp1", "وإذ تشير إلى قرارها السابق،", "preambular", mentions=(Mention("citation", "A/RES/71/1", 0, 4, ""),)
        ),
        part("pp2", "وإذ تلاحظ ما أحرزته غانا من تقدم،", "preambular", mentions=(Mention("country", "GHA", 0, 4, ""),)),
    )
    en = document(
        "en",
        part("pp1", "Guided by the Charter of the Organization and by its purposes,", "preambular"),
        part("pp2", "Recalling its previous resolution,", "preambular", mentions=ar.parts[0].mentions),
        part("pp3", "Noting the progress that Ghana has made,", "preambular", mentions=ar.parts[1].mentions),
    )
    assert shown(paired(ar, en)) == [
        ([], ["pp1"], "alone"),
        (["pp1"], ["pp2"], "content"),
        (["pp2"], ["pp3"], "content"),
    ]


def test_a_paragraph_in_another_place_is_found_by_its_number() -> None:
    ar = [part(n, "نص الفقرة " + "كلمة " * words) for n, words in (("1", 10), ("2", 60), ("3", 5), ("4", 30))]
    en = [part(n, "Text of it " + "word " * words) for n, words in (("1", 10), ("3", 5), ("4", 30), ("2", 60))]
    pairs = paired(document("ar", *ar), document("en", *en))
    assert sorted(shown(pairs)) == [([n], [n], "number") for n in "1234"]


def test_footnotes_are_paired_by_their_mark_and_never_with_paragraphs() -> None:
    ar = document("ar", part("1", "انظر المرفق."), part("fn1", "الوثيقة الأولى.", "footnote"))
    en = document("en", part("1", "See the annex."), part("fn2", "Another document.", "footnote"))
    assert (["1"], ["1"], "number") in shown(paired(ar, en))
    assert not any(pair.ar and pair.en and pair.ar[0].kind != pair.en[0].kind for pair in paired(ar, en))


def test_a_heading_that_one_version_lacks_is_told() -> None:
    headings = [Heading("I", "I", "", "مقدمة", 1), Heading("II", "II", "", "التدريب", 4)]
    ar = document("ar", part("1", "نص."), headings=headings)
    en = document("en", part("1", "Text."), headings=[Heading("I", "I", "", "Introduction", 1)])
    assert (["II"], [], "alone") in shown(paired(ar, en))


def test_unnumbered_headings_are_paired_by_place() -> None:
    ar = document("ar", headings=[Heading("I", "I", "", "مقدمة", 1), Heading("I.a", "", "I", "خلفية المسألة", 2)])
    en = document("en", headings=[Heading("I", "I", "", "Introduction", 1), Heading("I.a", "", "I", "Background", 2)])
    assert shown(paired(ar, en)) == [(["I"], ["I"], "number"), (["I.a"], ["I.a"], "place")]


def test_the_order_of_the_files_does_not_matter() -> None:
    ar, en = document("ar"), document("en")
    assert by_language(ar, en) == by_language(en, ar) == (ar, en)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("ar", "ar", "a.ar.txt and a.ar.txt are in the same language (Arabic)"),
        ("en", "en", "a.en.txt and a.en.txt are in the same language (English)"),
        ("ar", "", "no Arabic and English version"),
    ],
)
def test_versions_that_are_none(one: str, other: str, said: str) -> None:
    with pytest.raises(NotTwoVersions, match=said.replace("(", r"\(").replace(")", r"\)")) as refused:
        by_language(document(one), document(other))
    assert "a." in refused.value.said("ar")
    assert refused.value.status == 2
