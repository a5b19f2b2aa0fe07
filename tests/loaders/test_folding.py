"""Folding: spellings of one name that fold alike, and different names that do not."""

from __future__ import annotations

import pytest

from loaders.folding import fold, spelled, stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الجمعيّة العامّة", "الجمعية العامه"),
        ("الأمم المتّحدة", "الامم المتحدة"),
        ("إندونيسيا", "اندونيسيا"),
        ("آسيا", "اسيا"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("الجـــمعية", "الجمعية"),
        ("ﺍﻟﻘﺮﺍﺭ", "القرار"),
        ("٧١/١٦٧", "71-167"),
        ("۷۱", "71"),
        ("Côte d'Ivoire", "cote d ivoire"),
        ("GLO.ACT", "glo act"),
        ("قُرآن", "قرآن"),
        ("کرسی", "كرسي"),
        ("ٱلقرار", "القرار"),
        ("أ", "ا"),
        ("إ", "ا"),
        ("آ", "ا"),
        ("ى", "ي"),
        ("ئ", "ي"),
        ("ؤ", "و"),
        ("مدرسة", "مدرسه"),
        ("ماء", "ما"),
        ("الشــباب", "الشباب"),
        ("الأ\u200cمم", "الأمم"),
        ("الأ\u200dمم", "الأمم"),
        ("\u200fMali\u200e", "mali"),
        ("\u202bمالي\u202c", "مالي"),
        ("\u2067مالي\u2069", "مالي"),
        ("\u061cمالي", "مالي"),
        ("Ma\u00adla\u200bwi\ufeff", "Malawi"),
        ("U.N.O.D.C.", "UNODC"),
        ("the U.N", "the UN"),
        ("أ.م.م.", "أمم"),
        ("UNODC's", "unodc"),
        ("UNODC’s", "unodc"),
        ("UNODC‘S", "unodc"),
        ("ﬁle", "file"),
        ("²", "2"),
        ("१२", "12"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


APART = [
    ("16.2", "162"),
    ("S v. F", "SV F"),
    ("WG.4", "WG4"),
    ("d’Ivoire", "divoire"),
    ("A.RES", "ARES"),
    ("12's", "12"),
]


@pytest.mark.parametrize(
    ("one", "other"), [("مالي", "مالاوي"), ("71", "17"), ("Niger", "Nigeria"), ("علم", "عالم"), *APART]
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("والدول", "دول"),
        ("بالاتجار", "اتجار"),
        ("للضحايا", "ضحايا"),
        ("كالبرنامج", "برنامج"),
        ("فالقرار", "قرار"),
        ("وبقرار", "قرار"),
    ],
)
def test_article_and_proclitics_do_not_hide_a_word(word: str, bare: str) -> None:
    assert bare in dict(stems(word))


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("كتابهما", {"كتابهما": 1, "تابهما": 0.96, "كتاب": 0.85, "تاب": 0.85}),
        ("دولات", {"دولات": 1, "دوله": 0.9, "دول": 0.85}),
        ("دولان", {"دولان": 1, "دول": 0.85}),
        ("دولين", {"دولين": 1, "دول": 0.85}),
        ("دولون", {"دولون": 1, "دول": 0.85}),
        ("دولها", {"دولها": 1, "دول": 0.85}),
        ("دولهم", {"دولهم": 1, "دول": 0.85}),
        ("دوليه", {"دوليه": 1, "دولي": 0.85, "دول": 0.8}),
        ("دوله", {"دوله": 1, "دول": 0.85}),
        ("دولي", {"دولي": 1, "دول": 0.8}),
        ("قضاه", {"قضاه": 1, "قضا": 0.8}),
        ("دولا", {"دولا": 1, "دول": 0.85}),
        ("والدوله", {"والدوله": 1, "دوله": 0.96, "والدول": 0.85, "دول": 0.85}),
        ("countries", {"countries": 1, "country": 0.92}),
        ("branches", {"branches": 1, "branch": 0.92}),
        ("wishes", {"wishes": 1, "wish": 0.92}),
        ("classes", {"classes": 1, "class": 0.92}),
        ("boxes", {"boxes": 1, "box": 0.92}),
        ("cases", {"cases": 1, "case": 0.92}),
        ("victims", {"victims": 1, "victim": 0.92}),
        ("status", {"status": 1}),
        ("process", {"process": 1}),
        ("côtes", {"côtes": 1}),
    ],
)
def test_the_forms_of_a_word(word: str, forms: dict[str, float]) -> None:
    assert dict(stems(word)) == forms


@pytest.mark.parametrize(
    ("word", "texts", "written"),
    [
        ("الموتمر", ["قرار", "وثائق المُؤتمر"], "المُؤتمر"),
        ("malawi", ["Mali", "Malawi"], "malawi"),
        ("cote", ["Côte d’Ivoire"], "côte"),
        ("مالي", ["ما\u200cلي"], "مالي"),
        ("unodc", ["U.N.O.D.C."], "unodc"),
    ],
)
def test_a_word_is_shown_as_it_is_written(word: str, texts: list[str], written: str) -> None:
    assert spelled(word, texts) == written


def test_a_short_word_keeps_its_letters() -> None:
    assert dict(stems("بلد")) == {"بلد": 1.0}
    assert "us" not in dict(stems("uss"))


def test_what_is_no_word_goes() -> None:
    assert words("… – («»)") == []
