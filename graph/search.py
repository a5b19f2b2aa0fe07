"""Finding things by any of their names, in Arabic or English, best first.

Names and questions are folded (loaders.folding). A word of the question meets a word of a name when they are the same,
or the same but for article, proclitics or ending; when it begins it; or when, long enough, it differs by one letter
(optimal string alignment). Rare words count more (inverse document frequency), and so do names that the question covers
whole. Document symbols are met in either order of their numbers, since print turns them round.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.folding import stems, words
from ontology.namespaces import expand
from ontology.vocabulary import Vocabulary

from .names import Name, Thing

SAME, PREFIX, SIMILAR = 1.0, 0.8, 0.72
"""How much a word counts that is the same, that is begun, that differs by a letter."""
LONG = {"arabic": 6, "latin": 5}
"""A word of so many letters, its article not counted, may differ by one; Arabic writes no short vowels."""
_ARTICLE = re.compile(r"^[وفبك]?(?:ال|لل)")
_KIND_FACTOR = {"label": 1.0, "other-name": 0.98, "identifier": 0.96, "together": 0.88}
_LITTLE_WORDS = ("of the and to in on for a an by at with", "من في علي الي عن مع و او التي الذي ان")
_STOP = frozenset(word for line in _LITTLE_WORDS for word in line.split())


@dataclass(frozen=True)
class Hit:
    """A thing that was found: how well, by which of its names, and how.

    `how` is `exact` (the whole name), `words` (all words of the question), `part` (some of them), `beginning` or
    `similar` (with the words of the name that were taken for those of the question).
    """

    thing: Thing
    score: float
    name: Name
    how: str
    taken: tuple[tuple[str, str], ...] = ()


@dataclass
class _Entry:
    thing: int
    name: Name
    words: tuple[str, ...]
    factor: float


@dataclass
class _Met:
    """What one entry has of the question: for each word how much, where, and which word of the name it is."""

    found: dict[int, tuple[float, int, str]] = field(default_factory=dict)


class Index:
    """An index over the names of things.

    >>> from ontology.vocabulary import vocabulary
    >>> unodc = Thing("body/unodc", names=[Name("مكتب المخدرات والجريمة", "label", "ar"), Name("UNODC", "label", "en")])
    >>> [hit.thing.identifier for hit in Index([unodc], vocabulary()).search("المكتب المعني بالمخدرات والجريمه")]
    ['body/unodc']
    """

    def __init__(self, things: Sequence[Thing], vocabulary: Vocabulary) -> None:
        self.things = list(things)
        self._vocabulary = vocabulary
        self._entries: list[_Entry] = []
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._squeezed: dict[str, list[int]] = defaultdict(list)
        self._class_words: dict[str, list[str]] = {}
        self._most = max((thing.mentions for thing in self.things), default=0) or 1
        for number, thing in enumerate(self.things):
            self._add(number, thing)
        self._words = sorted(self._places)
        self._forms: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for word in self._words:
            for form, weight in stems(word):
                self._forms[form].append((word, weight))
        self._rarities: dict[str, float] = {}

    def _add(self, number: int, thing: Thing) -> None:
        together: dict[str, None] = {}
        for name in thing.names:
            split = tuple(words(name.text))
            own_id = name.kind == "identifier" and name.text == thing.identifier
            self._enter(_Entry(number, name, split, _KIND_FACTOR[name.kind] * (0.8 if own_id else 1.0)))
            if not own_id:
                together.update(dict.fromkeys(split))
        together.update(dict.fromkeys(thing.beside))
        for iri in thing.classes:
            if iri not in self._class_words:
                labels = self._vocabulary.by_iri[iri].labels.values()
                self._class_words[iri] = [word for label in labels for word in words(label)]
            together.update(dict.fromkeys(self._class_words[iri]))
        self._enter(_Entry(number, thing.label(["ar", "en"]), tuple(together), _KIND_FACTOR["together"]))

    def _enter(self, entry: _Entry) -> None:
        number = len(self._entries)
        self._entries.append(entry)
        if 1 < len(entry.words) <= 4:
            self._squeezed["".join(entry.words)].append(number)
        for position, word in enumerate(entry.words):
            self._places[word].append((number, position))

    def _rarity(self, word: str) -> float:
        """How rare a word is: in how few things it is met, in any of its forms."""
        if word not in self._rarities:
            met = {self._entries[n].thing for own, _ in self._forms[word] for n, _ in self._places[own]}
            self._rarities[word] = math.log1p(len(self.things) / (1 + len(met)))
        return self._rarities[word]

    def search(self, text: str, among: Callable[[Thing], bool] = lambda _: True, limit: int = 10) -> list[Hit]:
        """Find things, best first; `among` says which may be found. No words, no hits."""
        every = words(text)
        asked = [word for word in every if word not in _STOP] or every
        met: dict[int, _Met] = defaultdict(_Met)
        rarity = []
        for place, word in enumerate(asked):
            best = self._meetings(word)
            rarity.append(self._rarity_asked(best))
            for number, meeting in best.items():
                met[number].found[place] = meeting
        for number in self._squeezed.get("".join(words(text)), ()):  # GLOACT for GLO.ACT
            met[number].found = {place: (SAME, place, self._entries[number].words[0]) for place in range(len(asked))}
        hits: dict[int, Hit] = {}
        for number, what in met.items():
            entry = self._entries[number]
            if not among(self.things[entry.thing]):
                continue
            hit = self._hit(entry, what, asked, rarity, text)
            if entry.thing not in hits or hit.score > hits[entry.thing].score:
                hits[entry.thing] = hit
        best_first = sorted(hits.values(), key=lambda hit: (-round(hit.score, 6), hit.thing.identifier))
        good = [hit for hit in best_first if hit.score >= 0.35 * best_first[0].score]
        return good[:limit]

    def _rarity_asked(self, best: dict[int, tuple[float, int, str]]) -> float:
        """How rare a word of the question is, judged by the word of a name that it is most like."""
        if not best:
            return math.log1p(len(self.things)) / 2
        top = max(weight for weight, _, _ in best.values())
        like = {self._entries[n].thing for n, (weight, _, _) in best.items() if weight >= top - 0.05}
        return math.log1p(len(self.things) / (1 + len(like)))

    def _meetings(self, word: str) -> dict[int, tuple[float, int, str]]:
        """Where a word of the question is met: by entry how much it counts, at which position, by which word."""
        best: dict[int, tuple[float, int, str]] = {}

        def meet(form: str, weight: float) -> None:
            for own, own_weight in self._forms.get(form, ()):
                value = weight * own_weight
                for number, position in self._places[own]:
                    if number not in best or value > best[number][0]:
                        best[number] = (value, position, own)

        for form, weight in stems(word):
            meet(form, weight)
        if not word.isdigit():
            if len(word) >= 3:
                for longer in self._beginning(word):
                    meet(longer, PREFIX + 0.15 * len(word) / len(longer) - 0.05)
            for like in self._similar(word):
                meet(like, SIMILAR)
        return best

    def _beginning(self, word: str) -> Iterable[str]:
        start = bisect_left(self._words, word)
        for longer in self._words[start:]:
            if not longer.startswith(word):
                return
            if longer != word:
                yield longer

    def _similar(self, word: str) -> Iterable[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        least = LONG["latin" if word.isascii() else "arabic"]
        if len(_ARTICLE.sub("", word)) < least:
            return
        for form, weight in stems(word):
            if weight > 0.9:
                for like, distance, _ in process.extract(
                    form, self._words, scorer=OSA.distance, score_cutoff=1, limit=None
                ):
                    if distance == 1 and not like.isdigit() and len(like) >= least - 1:
                        yield like

    def _hit(self, entry: _Entry, what: _Met, asked: list[str], rarity: list[float], text: str) -> Hit:
        covered = sum(rarity[place] * weight for place, (weight, _, _) in what.found.items()) / sum(rarity)
        in_name = {word for _, _, word in what.found.values()}
        of_name = sum(map(self._rarity, in_name)) / sum(map(self._rarity, set(entry.words)))
        thing = self.things[entry.thing]
        score = entry.factor * covered**2 * (0.6 + 0.4 * of_name)
        score += 0.04 * self._in_order(what)
        if entry.factor > _KIND_FACTOR["together"] * 0.8:
            score += self._whole(entry, asked, text)
        score += 0.04 * math.log1p(thing.mentions) / math.log1p(self._most) - self._lesser(thing)
        return Hit(thing, score, entry.name, *self._explained(entry, what, asked, text))

    def _in_order(self, what: _Met) -> float:
        """Which share of the words of the question follow each other in the name as well."""
        places = [what.found[p][1] for p in sorted(what.found)]
        return sum(b == a + 1 for a, b in pairwise(places)) / max(1, len(places) - 1)

    def _whole(self, entry: _Entry, asked: list[str], text: str) -> float:
        """What a question gains that is the whole name, or the numbers of a symbol."""
        squeezed = "".join(words(text))
        if squeezed == "".join(entry.words):
            return 0.5
        if {f for w in entry.words for f, _ in stems(w)[:2]} >= set(asked) and len(asked) == len(entry.words):
            return 0.3
        if entry.name.kind == "identifier":
            numbers, own = [w for w in asked if w.isdigit()], [w for w in entry.words if w.isdigit()]
            if len(entry.words) > 1 and f" {' '.join(entry.words)} " in f" {' '.join(words(text))} ":
                return 0.45
            if len(numbers) > 1 and len(own) > 1 and entry.name.text != self.things[entry.thing].identifier:
                return 0.3 if numbers == own else 0.2 if numbers == own[::-1] else 0.0
        return 0.0

    def _lesser(self, thing: Thing) -> float:
        """What is seldom meant by its words: nodes of figures and requests, parts of documents, what has no name."""
        if ("#" in thing.identifier) or expand("Measure") in thing.classes:
            return 0.15
        if self.is_part(thing):
            return 0.1
        if thing.identifier.startswith("sjc:"):
            return 0.1
        return 0.05 if thing.described else 0.0

    def is_part(self, thing: Thing) -> bool:
        """Whether a thing is a part of a document, whose heading is often the name of something else."""
        return any(expand("Subdivision") in self._vocabulary.superclasses[c] for c in thing.classes)

    def _explained(
        self, entry: _Entry, what: _Met, asked: list[str], text: str
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        if "".join(words(text)) == "".join(entry.words):
            return "exact", ()
        taken = tuple((asked[p], word) for p, (weight, _, word) in sorted(what.found.items()) if weight <= SIMILAR)
        if taken:
            return "similar", taken
        if len(what.found) < len(asked):
            return "part", ()
        begun = any(weight < 0.85 and word.startswith(asked[p]) for p, (weight, _, word) in what.found.items())
        return ("beginning" if begun else "words"), ()
