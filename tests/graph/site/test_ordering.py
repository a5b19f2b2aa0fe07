"""The order of names in lists."""

from __future__ import annotations

import pytest

from graph.site.ordering import letter, sort_key, without_article


@pytest.mark.parametrize(
    ("name", "under"),
    [
        ("الجمعية العامة", "ج"),
        ("أفريقيا", "ا"),
        ("آسيا", "ا"),
        ("إندونيسيا", "ا"),
        ("ألمانيا", "ا"),
        ("التزام", "ا"),
        ("الالتزامات", "ا"),
        ("«القلب الأزرق»", "ق"),
        ("٧ أدوات", "#"),
        ("GLO.ACT", "G"),
        ("!؟", "#"),
    ],
)
def test_an_arabic_name_stands_under_its_letter_without_the_article(name: str, under: str) -> None:
    assert letter(name, "ar") == under


@pytest.mark.parametrize(("name", "under"), [("The Blue Heart", "B"), ("Études", "E"), ("A", "A"), ("Theatre", "T")])
def test_an_english_name_stands_under_its_letter_without_the_article(name: str, under: str) -> None:
    assert letter(name, "en") == under


def test_a_list_in_arabic_has_the_order_of_its_letters() -> None:
    names = ["يوم", "الهند", "وفد", "التدريب", "ألمانيا", "الفقرة ١٠", "الفقرة ٩", "ثقة"]
    ordered = ["ألمانيا", "التدريب", "ثقة", "الفقرة ٩", "الفقرة ١٠", "الهند", "وفد", "يوم"]
    assert sorted(names, key=lambda name: sort_key(name, "ar")) == ordered


def test_a_name_that_is_its_article_alone_stays() -> None:
    assert [without_article(name, "ar") for name in ("ال", "الله", "إلى")] == ["ال", "الله", "إلى"]
    assert without_article("The", "en") == "The"
