"""Folding: what two spellings of the same words have in common, in Arabic and in Latin letters.

Names are compared by it, never shown in it. Arabic: marks and tatweel go, the forms of alef, hamza on its seats, alef
maqsura and ta marbuta become one letter each, digits become western. Latin: case, accents, the dots of an acronym and
the s of the possessive go. Presentation forms are unfolded (Unicode NFKC, UAX #15); what has no width joins no words
and parts none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .text import BIDI_CONTROL, TATWEEL, ZERO_WIDTH

LETTERS = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ء": "", TATWEEL: ""}
"""What becomes of letters that are written in several ways, once they are decomposed."""
INVISIBLE = re.compile(f"{BIDI_CONTROL.pattern}|{ZERO_WIDTH.pattern}")
WORD = re.compile(r"[^\W_]+")
WRITTEN_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036F\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED])*")
"""A word as it is written, with its marks."""
DOTTED = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
POSSESSIVE = re.compile(r"['\u2018\u2019\u02BC](?<=[^\W\d_].)[sS](?![^\W_])")
ARABIC_WORD = re.compile(r"[\u0621-\u064A]+")
PROCLITIC = re.compile(r"(?:[وف]?(?:[بك]?ال|لل)|[وف][بكل]|[وفبكل])(?=.{3})")
SUFFIX = re.compile(r"(?<=...)(?:هما|ات|ان|ين|ون|ها|هم|(?<!ا)ه|ا)$")
"""Arabic endings of number, gender, case and possession: without them it is the same word."""
RELATING = re.compile(r"(?<=...)(?:يه|ي|(?<=ا)ه)$")
"""Arabic endings without which it is another word that is near: نيجري is not النيجر, nor القضاة القضاء."""
FEMININE = re.compile(r"(?<=...)ات$")
FEMININE_ONE = "ه"
"""The plural of nouns in ta marbuta, and what it becomes."""
PLURAL = re.compile(r"(?<=...)(?:ies|(?<=ch|sh|ss|.x)es|(?<=[^su])s)$")
BECOMES = {"ies": "y"}
"""The endings of English plurals, and what those become that do not go."""
BARE, LIGHT, SINGULAR = 0.96, 0.85, 0.92
"""How much it counts to meet a word without its proclitics, without its Arabic ending, without its plural ending."""
OF_ONE, RELATED = 0.9, 0.8
"""The same for the singular in ta marbuta of an Arabic plural, and for a word that is near only."""


class _Plain(dict[int, str]):
    """What each character becomes once it is decomposed: a plain letter or digit, or nothing."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        gone = unicodedata.combining(letter) or INVISIBLE.match(letter)
        digit = unicodedata.decimal(letter, None)
        self[point] = "" if gone else letter if digit is None else str(digit)
        return self[point]


_PLAIN = _Plain({ord(letter): plain for letter, plain in LETTERS.items()})


def fold(text: str) -> str:
    """Fold a text to lower-case words of plain letters and western digits, one space between them.

    >>> fold("المؤتمرُ الأوّل"), fold("المـؤتمر الاول"), fold("٧١/١٦٧")
    ('الموتمر الاول', 'الموتمر الاول', '71 167')
    >>> fold("Côte d’Ivoire (GLO.ACT)")
    'cote d ivoire glo act'
    >>> fold("U.N.O.D.C."), fold("UNODC’s"), fold("الأمم\u200cالمتحدة")
    ('unodc', 'unodc', 'الاممالمتحده')
    """
    if text.isascii():
        return " ".join(WORD.findall(_joined(text).lower()))
    bare = unicodedata.normalize("NFKD", text).translate(_PLAIN)
    return " ".join(WORD.findall(_joined(bare).casefold()))


def _joined(text: str) -> str:
    """Take the dots out of acronyms, and the possessive s off its word."""
    if "." in text:
        text = DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return POSSESSIVE.sub("", text)


def words(text: str) -> list[str]:
    """The folded words of a text; letters and digits that touch are words of their own.

    >>> words("GLOT59: القرار ٢٣٣١(٢٠١٦)")
    ['glot59', 'القرار', '2331', '2016']
    """
    return fold(text).split()


def spelled(word: str, texts: Iterable[str]) -> str:
    """A folded word as the first of the texts that has it writes it, in small letters; as it is, where none has it.

    >>> spelled("الموتمر", ["وثائق المؤتمر"]), spelled("cote", ["Côte d’Ivoire"]), spelled("unodc", ["U.N.O.D.C."])
    ('المؤتمر', 'côte', 'unodc')
    """
    written = (token for text in texts for token in WRITTEN_WORD.findall(INVISIBLE.sub("", text)))
    return next((token.lower() for token in written if fold(token) == word), word)


@lru_cache(maxsize=50_000)
def stems(word: str) -> tuple[tuple[str, float], ...]:
    """The forms under which a folded word may be met, with how much it counts to meet it so: 1 for the word itself.

    An Arabic word is also met without its article and proclitics (و ف ب ك ل), and without a light suffix, as in the
    stemmer light10 (Larkey, Ballesteros and Connell, 2007); an English one without its plural ending.

    >>> dict(stems("القرارات"))
    {'القرارات': 1.0, 'قرارات': 0.96, 'القراره': 0.9, 'القرار': 0.85, 'قراره': 0.9, 'قرار': 0.85}
    >>> dict(stems("resolutions"))
    {'resolutions': 1.0, 'resolution': 0.92}
    """
    forms = {word: 1.0}
    if ARABIC_WORD.fullmatch(word):
        bare = [word]
        match = PROCLITIC.match(word)
        if match:
            bare.append(word[match.end() :])
            forms.setdefault(bare[-1], BARE)
        for form in bare:
            forms.setdefault(FEMININE.sub(FEMININE_ONE, form), OF_ONE)
            forms.setdefault(SUFFIX.sub("", form), LIGHT)
            forms.setdefault(RELATING.sub("", form), RELATED)
    elif word.isascii():
        singular = PLURAL.sub(lambda m: BECOMES.get(m[0], ""), word)
        forms.setdefault(singular, SINGULAR)
    return tuple(forms.items())
