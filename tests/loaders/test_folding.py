"""Folding: spellings of one name that fold alike, and different names that do not."""

from __future__ import annotations

import pytest

from loaders.folding import fold, stems, words


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
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("مالي", "مالاوي"), ("71", "17"), ("Niger", "Nigeria"), ("علم", "عالم")])
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


def test_a_short_word_keeps_its_letters() -> None:
    assert dict(stems("بلد")) == {"بلد": 1.0}
    assert "us" not in dict(stems("uss"))


def test_what_is_no_word_goes() -> None:
    assert words("… – («»)") == []
