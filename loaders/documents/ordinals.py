"""Sessions that a sentence names by an ordinal: الدورة السابعة والستون, the sixty-seventh session, the 67th session."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from .plain import spelled_plainly

_ORDINALS = Path(__file__).parent / "ordinals.csv"
_ENGLISH = re.compile(r"(?:([A-Za-z]+(?: ?- ?[a-z]+)?)|(\d{1,3})(?:st|nd|rd|th)),? (?:[a-z]+ ){0,2}sessions?\b")
_ARABIC = re.compile(r"(?<![ء-ي])[وفبكل]{0,2}(?:ال)?دورت?(?:ه|ها|يها|يه) (?:(\d{1,3})(?!\d)|((?:ال|وال)[ء-ي ]+))")


def ordinal_sessions(sentence: str) -> set[int]:
    """The numbers of the sessions that a sentence as patterns read it names.

    >>> ordinal_sessions("في دورتها السابعه والستين"), ordinal_sessions("at its twenty-sixth and 27th sessions")
    ({67}, {27})
    """
    found = (
        {
            int(digits) if digits else _names().get(name.replace(" ", "").lower(), 0)
            for name, digits in _ENGLISH.findall(sentence)
        }
        if "session" in sentence
        else set()
    )
    if "دور" in sentence:
        for digits, name in _ARABIC.findall(sentence):
            found.add(int(digits) if digits else _longest(name.split()[:3]))
    return found - {0}


def _longest(words: list[str]) -> int:
    names = _names()
    return next((names[" ".join(words[:n])] for n in range(len(words), 0, -1) if " ".join(words[:n]) in names), 0)


@cache
def _names() -> dict[str, int]:
    """Each ordinal up to 99 as it is written in either language."""
    with _ORDINALS.open(encoding="utf-8", newline="") as file:
        simple = [(int(row["number"]), row["ar"].split("|"), row["en"]) for row in csv.DictReader(file)]
    names = {name: number for number, arabic, english in simple for name in (*map(spelled_plainly, arabic), english)}
    for ten, tens, english_ten in simple:
        for one, ones, english_one in simple:
            if ten >= 20 and one < 10:
                names[f"{english_ten.removesuffix('ieth')}y-{english_one}"] = ten + one
                unit = spelled_plainly("الحادية" if one == 1 else ones[0])
                names |= {f"{unit} و{spelled_plainly(form)}": ten + one for form in tens}
    return names
