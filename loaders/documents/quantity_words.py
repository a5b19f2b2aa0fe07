"""The words that stand around quantities, from `quantity_words.csv` and `units.csv`, and how they are met."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

from .plain import spelled_plainly

_HERE = Path(__file__).parent
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]*")
_SAID = re.compile(r"(?:[^\W0-9]+|[ '-]+)*")
_PROCLITIC = re.compile(r"[وف]?[بلك]?(?=..)")
_JOINED = re.compile("^[وف]?[بل]?(?=...)")
_POSSESSIVE = re.compile(r"(?<=..)(?:هما|هم|ها|ه)$")


@cache
def phrases(kind: str) -> dict[str, str]:
    """The phrases of a kind as plain texts spell them, in small letters unless they begin with a capital, and values.

    >>> phrases("magnitude")["ملايين"], phrases("more")["ما يزيد علي"]
    ('1000000', 'more-than')
    """
    with (_HERE / "quantity_words.csv").open(encoding="utf-8", newline="") as file:
        return {
            spelled_plainly(words): row["value"]
            for row in csv.DictReader(file)
            if row["kind"] == kind
            for words in row["words"].split(";")
        }


@cache
def units() -> dict[str, str]:
    """The notation of the unit of each word or phrase for what is counted.

    >>> units()["بلدا"], units()["member States"]
    ('country', 'country')
    """
    with (_HERE / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = [(words, row["unit"]) for row in csv.DictReader(file) for words in row["words"].split(";")]
    return {spelled_plainly(words): unit for words, unit in rows}


@cache
def matcher(*kinds: str) -> re.Pattern[str]:
    """What matches any phrase of some kinds where a text goes on, after spaces or a hyphen; group 1 is the phrase.

    >>> matcher("magnitude").match(" مليون")[1]
    'مليون'
    """
    words = sorted({word for kind in kinds for word in phrases(kind)}, key=len, reverse=True)
    lettered = "|".join(re.escape(word).replace(r"\ ", " {1,3}") for word in words if word[-1].isalpha())
    signs = "|".join(re.escape(word) for word in words if not word[-1].isalpha()) or "(?!)"
    return re.compile(rf"(?:[ -]{{1,3}})?((?:{lettered})(?![^\W\d_])|{signs})", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def label(word: str) -> str:
    """Whether a word is followed by the number of a thing: `label` always, `soft` unless a thing counted follows.

    >>> label("بالفقرة"), label(spelled_plainly("بالفقرة")), label("دورتها"), label("Rules"), label("countries")
    ('', 'label', 'soft', 'label', '')
    """
    if word.isascii():
        forms = [word, word.lower()]
    else:
        if _JOINED.sub("", word) in phrases("filler"):
            return ""
        bare = _POSSESSIVE.sub("", word)
        whole = bare[:-1] + "ه" if bare.endswith("ت") else bare
        forms = [
            word,
            _PROCLITIC.sub("", word, count=1),
            re.sub("^[وف]?لل", "ال", word),
            _PROCLITIC.sub("", bare, count=1),
            "ال" + _PROCLITIC.sub("", bare, count=1),
            "ال" + _PROCLITIC.sub("", whole, count=1),
        ]
        if bare == word and not re.search("^[وف]?[بكل]?ال|^[وف]?لل", word):
            del forms[-2:]
        forms.append(_PROCLITIC.sub("", whole, count=1))
    for kind in ("label", "soft"):
        if any(form in phrases(kind) for form in forms):
            return kind
    return ""


def word_before(plain: str, place: int, reach: int = 40) -> tuple[str, str]:
    """The word before a place, and what stands between.

    >>> word_before("see para. 5", 10)
    ('para', '. ')
    """
    left = plain[max(0, place - reach) : place]
    bare = left.rstrip(" .:(،\"'")
    return _ending(_LETTERS, bare), left[len(bare) :]


def words_before(plain: str, place: int, count: int, reach: int = 60) -> list[str]:
    """The last words before a place that nothing but spaces parts from it, in small letters.

    >>> words_before("It has, more than 5", 18, 4)
    ['more', 'than']
    """
    return _ending(_SAID, plain[max(0, place - reach) : place]).lower().split()[-count:]


def _ending(run: re.Pattern[str], left: str) -> str:
    """The run of characters at the end of a text; looked for from there, since a search would try every place."""
    match = run.match(left[::-1])
    return match[0][::-1] if match else ""


def words_after(plain: str, place: int, count: int, reach: int = 70) -> list[tuple[str, int, int]]:
    """The words that follow a place with nothing between them but spaces or hyphens, with their places.

    >>> words_after("12-month period, and", 2, 4)
    [('month', 3, 8), ('period', 9, 15)]
    """
    found: list[tuple[str, int, int]] = []
    at, limit = place, min(len(plain), place + reach)
    while len(found) < count:
        while at < limit and plain[at] in " -" and at - place < reach:
            at += 1
        match = WORD.match(plain, at, limit)
        if match is None:
            break
        found.append((match[0], match.start(), match.end()))
        at = match.end()
    return found


def unit_of(word: str) -> str:
    """The unit of one word, or empty; an Arabic one also behind its article.

    >>> unit_of("بلدا"), unit_of("states"), unit_of("States")
    ('country', '', 'country')
    """
    known = units()
    return known.get(word) or known.get(word.lower()) or known.get(re.sub("^ال", "", word), "")
