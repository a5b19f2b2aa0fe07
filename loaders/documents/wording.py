"""The words of a text as names are compared with them: folded, loosened, and freed of what is written on to them.

Arabic joins conjunctions, prepositions and the article to a word; names lose or gain an article and change their
endings with the sentence; scanning damages letters. What is compared is decided here, once for each distinct word.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from rapidfuzz.distance import OSA

from ..folding import BECOMES, PLURAL
from .plain import Plain

WORD = re.compile(r"[^\W_]+")
_PARTED = re.compile(f"({WORD.pattern})")
Value = TypeVar("Value")
_BREAK = re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])")
_ARABIC = re.compile(r"[\u0621-\u064A]{3,}")
_JOINED = re.compile(r"[وف]?[بكل]?")
_ARTICLE = re.compile(r"^([وف]?)(?:([بك]?)ال|ل(?=ل))(?=...)")
_ENDING = re.compile(r"(?<=...)(?:ون|ين|ان|ا|ه)$")
_ENDS = frozenset("نها")
"""With what letters the endings end."""
_HAMZA = "ء"
SHORTEST_JOINED = 3
"""Fewer letters are no word to which something is joined."""
MOST_KEPT = 50_000
"""How many distinct words are remembered."""
SHORTEST_DAMAGED = 5
"""Below this many letters, words that differ by a letter are different words."""
LONG, VERY_LONG = 3, 6
"""From so many words on a name is long, or very long."""
LONG_WORD = 8
"""From so many letters on a word is long, and a name of one word as good as a long one."""


Reading = tuple[str, int, str]
"""A word read in one way: folded, the letters joined before it, and loosened."""


class _Kept(dict[str, Value]):
    """What is made of each distinct word, made once; forgotten when there are too many."""

    def __init__(self, make: Callable[[str], Value]) -> None:
        self._make = make

    def __missing__(self, word: str) -> Value:
        if len(self) >= MOST_KEPT:
            self.clear()
        self[word] = made = self._make(word)
        return made


def _fold(word: str) -> str:
    if word.isascii():
        return word.casefold()
    if _ARABIC.search(word):
        return word.replace(_HAMZA, "")
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


FOLDED = _Kept(_fold)
"""What each word becomes for comparison: small letters without accents and without a hamza on the line."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: as patterns read them, folded, and where each begins and ends."""

    text: str
    written: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]
    _broken: list[frozenset[int]] = field(default_factory=list, compare=False, repr=False)

    def broken(self) -> frozenset[int]:
        """The words of which a line has perhaps only the first part: those before a hyphen and a space.

        >>> from .plain import plain
        >>> sorted(words_of(plain("the Afghani- stan mission")).broken())
        [1]
        """
        if not self._broken:
            places = [match.start() for match in _BREAK.finditer(self.text)]
            self._broken.append(frozenset(bisect_left(self.ends, place) for place in places))
        return self._broken[0]

    def gap(self, place: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.ends[place - 1] : self.starts[place]]


_last: tuple[Plain, Words] | None = None


def words_of(text: Plain) -> Words:
    """The words of a text; asked again for the same text, the same words.

    >>> from .plain import plain
    >>> words_of(plain("الجمهوريةُ – Türkiye")).keys
    ['الجمهوريه', 'turkiye']
    """
    global _last
    kept = _last  # read once: another thread may put its own text there
    if kept is not None and kept[0] is text:
        return kept[1]
    pieces = _PARTED.split(text.text)  # what stands between words, and words in turn: no match is made for each
    places = list(accumulate(map(len, pieces)))
    written = pieces[1::2]
    words = Words(text.text, written, list(map(FOLDED.__getitem__, written)), places[:-1:2], places[1::2])
    _last = (text, words)
    return words


def readings(word: str) -> list[tuple[str, int]]:
    """A word as it stands and without what may be joined to it: the word so read, and where in the word it begins.

    The alef that an article loses after a lam is given back; such a reading begins at the lam.

    >>> readings("بمصر"), readings("للاردن")
    ([('بمصر', 0), ('مصر', 1)], [('للاردن', 0), ('لاردن', 1), ('الاردن', 0), ('اللاردن', 0)])
    """
    found = [(word, 0)]
    joined = _JOINED.match(word) if _ARABIC.match(word) else None
    if joined is None:
        return found
    found += [(word[end:], end) for end in range(1, joined.end() + 1) if len(word) - end >= SHORTEST_JOINED]
    lam = 1 if word[0] in "وف" else 0
    if word.startswith("لل", lam):
        found += [("ال" + word[lam + 2 :], lam), ("ال" + word[lam + 1 :], lam)]
    return found


def loosened(key: str) -> str:
    """A folded word without its article and without the ending that the sentence gives it.

    >>> [loosened(word) for word in ("والمدعون", "للمدعين", "الملحقه", "الملحق", "victims")]
    ['ومدع', 'لمدع', 'ملحق', 'ملحق', 'victim']
    """
    if key.isascii():
        return PLURAL.sub(lambda match: BECOMES.get(match[0], ""), key) if key[-1:] == "s" else key
    bare = without_article(key)
    return _ENDING.sub("", bare) if bare[-1:] in _ENDS else bare


LOOSENED = _Kept(loosened)
"""A folded word without article and without the ending that the sentence gives it; an English one in the singular."""


def without_article(key: str) -> str:
    """A folded Arabic word without its article; what is joined before the article stays.

    >>> without_article("والاطفال"), without_article("للاتجار"), without_article("اليه")
    ('واطفال', 'لاتجار', 'اليه')
    """
    if "ال" not in key[:4] and "لل" not in key[:3]:
        return key
    return _ARTICLE.sub(lambda match: "".join(part for part in match.groups() if part), key, count=1)


def _read(word: str) -> tuple[Reading, ...]:
    return tuple((FOLDED[read], joined, LOOSENED[FOLDED[read]]) for read, joined in readings(word))


READ = _Kept(_read)
"""The readings of each word."""


def damaged(key: str, meant: str, words: int) -> bool:
    """Whether a folded word is another, of a name of so many words, with a letter put, lost, added or moved by one.

    In a very long name a long word may have two such letters.

    >>> damaged("للتبرعا", "للتبرعات", 3), damaged("السابعه", "التاسعه", 3), damaged("للترغعات", "للتبرعات", 8)
    (True, False, True)
    """
    if len(meant) < SHORTEST_DAMAGED or not words:
        return False
    most = 2 if words >= VERY_LONG and len(meant) >= LONG_WORD else 1
    return 0 < OSA.distance(key, meant, score_cutoff=most) <= most
