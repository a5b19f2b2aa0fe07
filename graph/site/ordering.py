"""The order of names in a list, and the letter under which a name stands."""

from __future__ import annotations

import re

from loaders.folding import fold

from ..statements import natural

_NO_LETTER = re.compile(r"^[\W_]+")
_FORM_EIGHT = "ت(?:زام|ماس|قاء|فات|باس|حام|هاب|حاق|قاط|ئام|واء|هام)"
"""After these letters the alef and lam before them belong to the noun (the eighth form of the verb: التزام)."""
_ARTICLE = {
    "ar": re.compile(f"^ال(?!{_FORM_EIGHT}|له(?:\\W|$)|ى(?:\\W|$))(?=\\w\\w)"),
    "en": re.compile(r"^(?:the|an?)\s+(?=\w)", re.IGNORECASE),
}
NUMBERS = "#"
"""What stands for the letter of a name that begins with a digit."""


def without_article(text: str, language: str) -> str:
    """A name without the marks before it and without its article, under which no list is looked through.

    An alef with a hamza is no article, nor is one that belongs to the noun.

    >>> [without_article(name, "ar") for name in ("«القلب الأزرق»", "ألمانيا", "الالتزام", "التزام")]
    ['قلب الأزرق»', 'ألمانيا', 'التزام', 'التزام']
    >>> without_article("The Blue Heart", "en")
    'Blue Heart'
    """
    return _ARTICLE[language].sub("", _NO_LETTER.sub("", text))


def sort_key(text: str, language: str) -> tuple[str, ...]:
    """What names are sorted by: folded, without the article, numbers by their value.

    >>> sorted(["الفقرة ١٠", "الفقرة ٩", "أفريقيا"], key=lambda name: sort_key(name, "ar"))
    ['أفريقيا', 'الفقرة ٩', 'الفقرة ١٠']
    """
    return natural(fold(without_article(text, language)) or text)


def letter(text: str, language: str) -> str:
    """The letter under which a name stands in a list: forms of alef are one letter; digits stand together.

    >>> letter("أفريقيا", "ar"), letter("Côte d’Ivoire", "en"), letter("2018", "en")
    ('ا', 'C', '#')
    """
    first = fold(without_article(text, language))[:1].upper()
    return first if first.isalpha() else NUMBERS
