"""Where a word of a question is met in names: the same word, one that it begins, one like it, two written as one.

Words are the same that differ by article, proclitics or ending only (loaders.folding); they are near where both lose an
ending, or one that makes another word. Words are like each other that differ by one letter (optimal string alignment),
when they are long enough for that not to make another word of them. A word that is met nowhere may differ by more: a
very long one by two letters, and a shorter Arabic one may lack a letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from loaders.folding import LIGHT, fold, stems

SAME, JOINED, SIMILAR = 1.0, 0.9, 0.72
"""How much a word counts that is the same, that is two words of the name in one, that differs by a letter."""
NEAR, FAR = 0.8, 0.6
"""How much of its forms a word counts that is only near, and how much one that differs by two letters or is short."""
BEGUN, BEGUN_SHARE = 0.75, 0.15
"""How much a word counts that is begun, and how much more by the share of it that is written."""
BEGINNING, HALF = 3, 3
"""How many letters make a beginning, and each of two words that are written as one."""
LONG = {"arabic": 6, "latin": 5}
"""A word of so many letters, its article not counted, may differ by one; Arabic writes no short vowels."""
VERY_LONG = 8
"""A word of so many letters, its article not counted, may differ by two where it is met nowhere."""
LACKING = 4
"""An Arabic word of so many letters may lack one, where it is met nowhere."""
WHOLE_WORD = 0.9
"""The forms of a word that count more than this are the word itself, for those that are like it."""
ARTICLE = re.compile(r"^[وبك]?(?:ال|لل)")
"""What is not counted among the letters of a word; names begin with فال more often than و or ف comes before them."""
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
"""What nobody asks for."""

_LITTLE_WORDS = ("of the and to in on for a an by at with", "من في علي الي عن مع و او التي الذي ان")
LITTLE_WORDS = frozenset(word for line in _LITTLE_WORDS for word in line.split())
"""Folded words that tell nothing."""
TWO_NUMBERS = re.compile(r"\d \d")
BETWEEN_WORDS = re.compile(r"(?<!\d) | (?!\d)")
"""What parts words, but for two numbers."""


class Meeting(NamedTuple):
    """How a word of a question is met in a name: how much that counts, in which way, at which place, by which word."""

    weight: float
    way: Literal["same", "begun", "similar"]
    place: int
    word: str


class Text:
    """A text as it is compared: all its words, those that are not little (or all, where all are), all as one.

    >>> text = Text("the GLO.ACT of 2016/17")
    >>> text.telling, text.squeezed
    (['glo', 'act', '2016', '17'], 'thegloactof2016 17')
    """

    def __init__(self, text: str) -> None:
        line = fold(text)
        every = line.split()
        self.telling = [word for word in every if word not in LITTLE_WORDS] or every
        self.squeezed = BETWEEN_WORDS.sub("", line) if TWO_NUMBERS.search(line) else line.replace(" ", "")


class Words:
    """The words of names, which are given folded; a name is meant by its number.

    >>> names = Words([["human", "trafficking"], ["case", "law", "database"]])
    >>> names.meetings("trafficing")
    {0: Meeting(weight=0.72, way='similar', place=1, word='trafficking')}
    >>> names.meetings("caselaw")
    {1: Meeting(weight=0.9, way='same', place=0, word='case law')}
    """

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, name in enumerate(names):
            for place, word in enumerate(name):
                self._places[word].append((number, place))
        self._words = sorted(self._places)
        self._forms: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._by_letter: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for word in self._words:
            for form, weight in stems(word):
                self._forms[form].append((word, weight))

    def holding(self, word: str) -> set[int]:
        """The names that have a word in any of its forms.

        >>> Words([["laws"], ["case", "law"], ["lawful"]]).holding("law")
        {0, 1}
        """
        return {number for own, _ in self._forms.get(word, ()) for number, _ in self._places[own]}

    def meetings(self, word: str) -> dict[int, Meeting]:
        """Where a word of a question is met best, by name. Numbers are met whole or not at all.

        >>> names = Words([["law"], ["lawful", "16"]])
        >>> {number: meeting.way for number, meeting in names.meetings("law").items()}, names.meetings("1")
        ({0: 'same', 1: 'begun'}, {})
        """
        best: dict[int, Meeting] = {}
        for form, weight in stems(word):
            self._meet(best, form, SAME * weight, "same")
        if not word.isdigit():
            for longer in self._begun(word):
                self._meet(best, longer, BEGUN + BEGUN_SHARE * len(word) / len(longer), "begun")
            if not best:
                best.update(self._joined(word))
            for like in self._similar(word):
                self._meet(best, like, SIMILAR, "similar")
            if not best:
                for like in self._far(word):
                    self._meet(best, like, FAR, "similar")
        return best

    def _meet(
        self, best: dict[int, Meeting], form: str, weight: float, way: Literal["same", "begun", "similar"]
    ) -> None:
        for own, own_weight in self._forms.get(form, ()):
            value, told = weight * own_weight, way
            if way == "same" and (min(weight, own_weight) < LIGHT or max(weight, own_weight) <= LIGHT):
                value, told = value * NEAR, "similar"
            for number, place in self._places[own]:
                if number not in best or value > best[number].weight:
                    best[number] = Meeting(value, told, place, own)

    def _begun(self, word: str) -> Iterator[str]:
        if len(word) < BEGINNING:
            return
        for longer in self._words[bisect_left(self._words, word) :]:
            if not longer.startswith(word):
                return
            if longer != word:
                yield longer

    def _joined(self, word: str) -> dict[int, Meeting]:
        """The names in which two words follow each other that make the word."""
        found = {}
        for cut in range(HALF, len(word) - HALF + 1):
            first, second = word[:cut], word[cut:]
            if first in self._places and second in self._places:
                after = set(self._places[second])
                for number, place in self._places[first]:
                    if (number, place + 1) in after:
                        found[number] = Meeting(JOINED, "same", place, f"{first} {second}")
        return found

    def _similar(self, word: str) -> Iterator[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        least = LONG["latin" if word.isascii() else "arabic"]
        for form, weight in stems(word):
            if weight > WHOLE_WORD and len(ARTICLE.sub("", form)) >= least:
                near = process.extract(form, self._words, scorer=OSA.distance, score_cutoff=1, limit=None)
                for like, _, _ in near:
                    if not like.isdigit() and len(ARTICLE.sub("", like)) >= least - 1:
                        yield like

    def _far(self, word: str) -> Iterator[str]:
        """The words that begin alike and differ by two letters, or have one more than a short Arabic word."""
        from rapidfuzz.distance import OSA

        for form, weight in stems(word):
            bare = ARTICLE.sub("", form)
            if weight <= WHOLE_WORD or word.isdigit() or len(bare) < LACKING:
                continue
            found = []
            for own, like in self._beginning_with(bare[0]):
                most = 2 if min(len(bare), len(like)) >= VERY_LONG else 1
                if most == 2 or (len(like) == len(bare) + 1 and not word.isascii()):
                    apart = OSA.distance(bare, like, score_cutoff=most)
                    if apart <= most:
                        found.append((apart, own))
            yield from (own for _, own in sorted(found))

    def _beginning_with(self, letter: str) -> list[tuple[str, str]]:
        """The words that begin with a letter after their article, each with and without it."""
        if not self._by_letter:
            for own in self._words:
                bare = ARTICLE.sub("", own)
                if bare and not bare.isdigit():
                    self._by_letter[bare[0]].append((own, bare))
        return self._by_letter.get(letter, [])
