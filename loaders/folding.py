"""Folding: what two spellings of the same words have in common, in Arabic and in Latin letters.

Names are compared by it, never shown in it. Arabic: marks and tatweel go, the forms of alef, hamza on its seats, alef
maqsura and ta marbuta become one letter each, digits become western. Latin: case and accents go. Presentation forms
are unfolded (Unicode NFKC, UAX #15).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .text import TATWEEL, WESTERN_DIGITS

_PERSIAN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
_LETTERS = str.maketrans(
    dict.fromkeys("أإآٱ", "ا") | dict.fromkeys("ىیئ", "ي") | {"ؤ": "و", "ة": "ه", "ک": "ك", "ء": "", TATWEEL: ""}
)
_WORD = re.compile(r"[^\W_]+")
_ARABIC_WORD = re.compile(r"[\u0621-\u064A]+")
_PROCLITIC = re.compile(r"(?:[وف]?(?:[بك]?ال|لل)|[وف][بكل]|[وفبكل])(?=.{3})")
_SUFFIX = re.compile(r"(?<=...)(?:هما|ات|ان|ين|ون|ها|هم|يه|ه|ي|ا)$")
_ENGLISH_PLURAL = re.compile(r"(?<=...)(?:ies|(?<=ch|sh|ss|.x)es|(?<=[^su])s)$")


def fold(text: str) -> str:
    """Fold a text to lower-case words of plain letters and western digits, one space between them.

    >>> fold("المؤتمرُ الأوّل"), fold("المـؤتمر الاول"), fold("٧١/١٦٧")
    ('الموتمر الاول', 'الموتمر الاول', '71 167')
    >>> fold("Côte d’Ivoire (GLO.ACT)")
    'cote d ivoire glo act'
    """
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    plain = unicodedata.normalize("NFKC", text).translate(_LETTERS).translate(WESTERN_DIGITS).translate(_PERSIAN_DIGITS)
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare.translate(_LETTERS).casefold()))


def words(text: str) -> list[str]:
    """The folded words of a text; letters and digits that touch are words of their own.

    >>> words("GLOT59: القرار ٢٣٣١(٢٠١٦)")
    ['glot59', 'القرار', '2331', '2016']
    """
    return fold(text).split()


@lru_cache(maxsize=50_000)
def stems(word: str) -> tuple[tuple[str, float], ...]:
    """The forms under which a folded word may be met, with how much it counts to meet it so: 1 for the word itself.

    An Arabic word is also met without its article and proclitics (و ف ب ك ل), and without a light suffix, as in the
    stemmer light10 (Larkey, Ballesteros and Connell, 2007); an English one without its plural ending.

    >>> dict(stems("والقرارات"))
    {'والقرارات': 1.0, 'قرارات': 0.96, 'والقرار': 0.85, 'قرار': 0.85}
    >>> dict(stems("resolutions"))
    {'resolutions': 1.0, 'resolution': 0.92}
    """
    forms = {word: 1.0}
    if _ARABIC_WORD.fullmatch(word):
        bare = [word]
        match = _PROCLITIC.match(word)
        if match:
            bare.append(word[match.end() :])
            forms.setdefault(bare[-1], 0.96)
        for form in bare:
            forms.setdefault(_SUFFIX.sub("", form), 0.85)
    elif word.isascii():
        singular = _ENGLISH_PLURAL.sub(lambda m: "y" if m[0] == "ies" else "", word)
        forms.setdefault(singular, 0.92)
    return tuple(forms.items())
