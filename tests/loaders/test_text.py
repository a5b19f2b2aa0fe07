"""Text in two scripts: numbers for a reader, and what may be shown of a text."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET

import pytest

from loaders.text import grouped, printable


@pytest.mark.parametrize(
    ("number", "english", "arabic"),
    [
        ("-0.5", "-0.5", "-٠٫٥"),
        ("-1492", "-1,492", "-١٬٤٩٢"),
        ("-1492.25", "-1,492.25", "-١٬٤٩٢٫٢٥"),
        ("0.5", "0.5", "٠٫٥"),
        ("0", "0", "٠"),
    ],
)
def test_a_number_keeps_its_sign(number: str, english: str, arabic: str) -> None:
    assert (grouped(number, "en"), grouped(number, "ar")) == (english, arabic)


def test_every_control_character_has_something_shown_for_it() -> None:
    everything = "".join(map(chr, range(0x11000)))
    shown = printable(everything)
    assert len(shown) == len(everything), "places stay the same"
    assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    assert ET.fromstring(f"<a>{shown.replace('&', '').replace('<', '')}</a>").text
    assert set(printable(everything, lines=True)) - set(shown) == {"\n"}


def test_what_is_no_control_character_stays() -> None:
    text = "مُؤْتَمَر، A/RES/71/167 — 国 👍\u200d\u200f"
    assert printable(text) == text
