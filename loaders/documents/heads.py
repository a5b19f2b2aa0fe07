"""The nouns by which names are called for short, and the words around them that make other names of them."""

from __future__ import annotations

from functools import cache

from ..tables import split
from .doubts import rows
from .plain import spelled_plainly
from .wording import FOLDED, WORD

AFTER_NOUN = frozenset({"of", "on", "for", "against", "to", "in", "at", "with", "by", "from", "between", "affiliated"})
"""English words that end the noun of a name."""
_LONGEST = 3
Form = tuple[str, ...]


def is_head(keys: Form) -> bool:
    """Whether folded words are nothing but such a noun: it means something only where a longer name stood before.

    >>> is_head(("الامانه",)), is_head(("secretariat",)), is_head(("unodc",))
    (True, True, False)
    """
    return " ".join(keys) in heads() or (len(keys) == 1 and keys[0].removeprefix("ال") in heads())


def forms_of(name: str) -> list[Form]:
    """The short forms that a name may be called by where it was named before, folded.

    >>> forms_of("الفريق العامل المعني بالاتجار بالأشخاص"), forms_of("مكتب الأمم المتحدة المعني بالمخدرات والجريمة")
    ([('الفريق', 'العامل'), ('الفريق',)], [('المكتب',)])
    >>> forms_of("Working Group on Trafficking in Persons"), forms_of("African Union")
    ([('working', 'group'), ('group',)], [('union',)])
    """
    written = WORD.findall(spelled_plainly(name))
    keys = [FOLDED[word] for word in written]
    if not keys:
        return []
    if keys[0].isascii():
        return _english_forms(written, keys)
    head = keys[0].removeprefix("ال")
    if head not in heads():
        return []
    if head == keys[0]:
        return [("ال" + head,)]
    length = next(
        (n for n, key in enumerate(keys[:_LONGEST]) if key not in qualities() and n), min(len(keys), _LONGEST)
    )
    return [tuple(keys[:n]) for n in range(length, 0, -1) if n < len(keys)]


def _english_forms(written: list[str], keys: list[str]) -> list[Form]:
    end = next((n for n, word in enumerate(written) if word in AFTER_NOUN), len(written))
    if not end or not {keys[end - 1], " ".join(keys[max(end - 2, 0) : end])} & heads():
        return []
    forms = [tuple(keys[end - n : end]) for n in (2, 1) if n <= end and (n < len(keys))]
    return [form for form in forms if " ".join(form) in heads() or len(form) == 1 or form == ("working", "group")]


@cache
def heads() -> frozenset[str]:
    """The nouns by which names are called for short, in both languages."""
    return frozenset(_folded(row[language]) for row in rows("heads") for language in ("ar", "en"))


@cache
def leads() -> frozenset[str]:
    """The words that lead to a definition: hereinafter referred to as."""
    groups = [row for row in rows("leading") if row["group"] == "definition"]
    return frozenset(_folded(word) for row in groups for word in split(row["words"]))


@cache
def adjectives() -> frozenset[str]:
    """The heads that are an adjective after a noun: organized crime is no organization."""
    return frozenset(_folded(row["ar"]) for row in rows("heads") if row["adjective"])


@cache
def qualities() -> frozenset[str]:
    """The adjectives that make a longer name of a head, in both genders."""
    masculine = {_folded(row["ar"]) for row in rows("qualities")}
    return frozenset(masculine | {word + "ه" for word in masculine} | {"العليا"})


def _folded(words: str) -> str:
    return " ".join(FOLDED[word] for word in WORD.findall(spelled_plainly(words)))
