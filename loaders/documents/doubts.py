"""Whether words that are spelled as the name of a State are its name: what stands around them decides.

مالي is Mali after a preposition and "financial" after a noun; سورية is Syria as the subject of a verb and "Syrian"
after a noun of its gender; قطر is Qatar, and a country in "every country". The rules and their words are tables.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..tables import split
from .plain import Plain, spelled_plainly
from .trie import Found
from .wording import FOLDED, Words

_HERE = Path(__file__).parent
_TANWIN = "\u064b"
_ARTICLES = ("ال", "وال", "بال", "لل", "فال", "كال")
_NO_ACCUSATIVE = ("ها", "هما", "هنا", "ايضا", "خصوصا", "حاليا", "لاحقا", "سابقا", "موخرا", "سيما", "هذا", "كما", "فيما")
"""Endings and words in alef that are no accusative of an indefinite noun."""
_FEMININE, _AFTER_FEMININE = "@feminine-verb", "@feminine-noun"


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table beside this module.

    >>> next(rows("doubtful"))["name"]
    'قطر'
    """
    with (_HERE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _rules() -> dict[str, list[tuple[str, frozenset[str]]]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows("leading"):
        groups[f"@{row['group']}"].update(split(row["words"]))
    rules: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for row in rows("doubtful"):
        words = {word for part in split(row["words"]) for word in groups.get(part, {part})}
        key = row["name"] if row["name"].startswith("*") else _key(row["name"])
        rules[key].append((row["rule"], frozenset(word if word[0] == "@" else _key(word) for word in words)))
    return rules


def _key(name: str) -> str:
    return " ".join(FOLDED[word] for word in spelled_plainly(name).replace(".", " ").split())


def is_meant(found: Found, words: Words, text: Plain, *, listed: bool) -> bool:
    """Whether a State is meant by words of a text; they may stand in a list of States.

    >>> from .plain import plain
    >>> from .states import states
    >>> [m.value for text in ("في مالي والنيجر", "دعم مالي", "تونس ومالي") for m in states().find(plain(text))]
    ['MLI', 'NER', 'TUN', 'MLI']
    """
    rules = _rules()
    key = " ".join(found.name.keys)
    asked = [*rules.get(key, ()), *rules["*"]]
    if key.endswith("يا"):
        asked += rules["*يا"]
    return all(_holds(rule, told, found, words, text, listed) for rule, told in asked)


def _holds(rule: str, told: frozenset[str], found: Found, words: Words, text: Plain, listed: bool) -> bool:
    before = words.keys[found.first - 1] if found.first else ""
    behind = words.keys[found.last] if found.last < len(words.keys) else ""
    gap = words.gap(found.first) if found.first else ""
    follows = gap.strip(" -'.") == "" and bool(before)
    if rule == "not-after":
        return not (follows and before in told)
    if rule == "not-after-unmarked":  # عُمان says with its mark what عمان does not
        return listed or not (follows and before in told) or not _printed(found, words, text).isalpha()
    if rule == "not-after-first-name":
        return not (found.first > 1 and gap == " " and words.keys[found.first - 2] in told and before.isalpha())
    if rule == "not-before":
        return behind not in told
    if rule == "not-joined":
        return words.written[found.first][: found.joined] not in told
    if rule == "not-before-sign":
        end = words.ends[found.last - 1]
        return words.text[end : end + 1] not in told
    if rule == "not-printed":
        return not any(sign in _printed(found, words, text) for sign in ("\u0651",))
    if rule == "not-after-article":
        return listed or not (follows and before.startswith(_ARTICLES))
    if rule == "not-after-accusative":
        return _TANWIN not in _printed(found, words, text) and (
            listed or not (follows and _is_accusative(words.written[found.first - 1]))
        )
    return _is_led(told, found, words, before, follows, listed)


def _printed(found: Found, words: Words, text: Plain) -> str:
    start, end = text.span(words.starts[found.first], words.ends[found.last - 1])
    return text.printed[start:end]


def _is_accusative(before: str) -> bool:
    return len(before) > 3 and before.endswith("ا") and not before.endswith(_NO_ACCUSATIVE)


def _is_led(told: frozenset[str], found: Found, words: Words, before: str, follows: bool, listed: bool) -> bool:
    """Whether a name stands where an adjective cannot: first, in a list of States, or after a word that leads to it."""
    joined = words.written[found.first][: found.joined]
    if listed or not before or joined[-1:] in ("ل", "ب"):
        return True
    if not follows:
        return "(" in words.gap(found.first) or _FEMININE in told or ":" in words.gap(found.first)
    if joined == "و":
        return False
    if before.endswith("ه") and _AFTER_FEMININE in told:
        return True
    return before in told or (_FEMININE in told and _is_feminine_verb(before))


def _is_feminine_verb(word: str) -> bool:
    begun = word[1:] if word[:1] in "وف" and len(word) > 4 else word
    present = begun[:1] == "ت" or begun[:2] == "ست"
    past = word.endswith("ت") and not word.endswith("ات")
    return len(begun) > 2 and not word.endswith(("ه", "ا", "ات")) and (present or past)
