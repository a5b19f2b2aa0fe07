"""Finding things by any of their names, in Arabic or English, best first.

Names and questions are folded (loaders.folding) and lose their little words; where the words of the question are met
in names is told by graph.meetings. Rare words count more (inverse document frequency), and so do names that the
question covers whole, and things that have all words of the question. Document symbols are met in either order of
their numbers, since print turns them round; parts of documents by their number alone. What is found by single letters
alone is noise. A word that none of the best things has is not passed over: the best that have it follow them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from loaders.folding import stems, words
from ontology.namespaces import expand
from ontology.vocabulary import Vocabulary, vocabulary

from .hits import Found, Hit, told, written
from .meetings import BEGINNING, MARKUP, Meeting, Text, Words
from .names import Name, Thing, named_things
from .reading import Readable
from .weights import WEIGHTS

_FOLLOWING = 3
"""How many things follow for a word of the question that none of the best has."""
_KIND_FACTOR = {"label": WEIGHTS.label, "other-name": WEIGHTS.other_name, "identifier": WEIGHTS.identifier}


class _Entry(NamedTuple):
    """A name of a thing, or (`together`) all its names, numbers and classes as if they were one."""

    thing: int
    name: Name
    telling: Sequence[str]
    squeezed: str
    factor: float
    together: bool


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
        self._squeezed: dict[str, list[int]] = defaultdict(list)
        self._class_words: dict[str, dict[str, None]] = {}
        self._most = max((thing.mentions for thing in self.things), default=0) or 1
        for number, thing in enumerate(self.things):
            self._add(number, thing)
        self._words = Words(entry.telling for entry in self._entries)
        self._rarities: dict[str, float] = {}

    def _add(self, number: int, thing: Thing) -> None:
        together: dict[str, None] = {}
        often: dict[str, int] = {}
        for name in thing.names:
            text = Text(name.text)
            own_id = name.kind == "identifier" and name.text == thing.identifier
            self._squeezed[text.squeezed].append(len(self._entries))
            factor = WEIGHTS.own_id if own_id else _KIND_FACTOR[name.kind]
            self._entries.append(_Entry(number, name, text.telling, text.squeezed, factor, False))
            if not own_id:
                once = dict.fromkeys(text.telling)
                together.update(once)
                if len(once) < len(text.telling):
                    often |= {word: max(n, often.get(word, 1)) for word, n in Counter(text.telling).items()}
        together.update(dict.fromkeys(thing.beside))
        for iri in thing.classes:
            together.update(self._of_class(iri))
        every = [word for word in together for _ in range(often.get(word, 1))]
        self._entries.append(_Entry(number, thing.label(["ar", "en"]), every, "", WEIGHTS.together, True))

    def _of_class(self, iri: str) -> dict[str, None]:
        if iri not in self._class_words:
            labels = self._vocabulary.by_iri[iri].labels.values()
            self._class_words[iri] = {word: None for label in labels for word in Text(label).telling}
        return self._class_words[iri]

    def _rarity(self, word: str) -> float:
        """How rare a word is: in how few things it is met, in any of its forms."""
        if word not in self._rarities:
            self._rarities[word] = self._rare(self._words.holding(word))
        return self._rarities[word]

    def _rare(self, entries: set[int]) -> float:
        return math.log1p(len(self.things) / (1 + len({self._entries[number].thing for number in entries})))

    def search(self, text: str, among: Callable[[Thing], bool] = lambda _: True, limit: int = 10) -> list[Hit]:
        """Find things, best first; `among` says which may be found. No words, no hits.

        Raises ValueError when the limit is below 1.

        >>> from ontology.vocabulary import vocabulary
        >>> index = Index([Thing("tool/x", names=[Name("Case Law Database", "label", "en")])], vocabulary())
        >>> [(hit.how, hit.taken) for hit in index.search("databse of case law")], index.search("treaty")
        ([('similar', (('databse', 'database'),))], [])
        """
        return list(self.find(text, among, limit).hits)

    def find(
        self, text: str, among: Callable[[Thing], bool] = lambda _: True, limit: int = 10, start: int = 0
    ) -> Found:
        """Find things as `search` does, and tell how many there are; of the hits, so many after the first `start`.

        Raises ValueError when the limit is below 1, or the start below 0.

        >>> from ontology.vocabulary import vocabulary
        >>> index = Index([Thing(f"x/{n}", names=[Name("Case law", "label", "en")]) for n in "abc"], vocabulary())
        >>> found = index.find("case nonsuch", limit=2, start=2)
        >>> [hit.thing.identifier for hit in found.hits], found.total, found.unknown
        (['x/c'], 3, ('nonsuch',))
        """
        if limit < 1 or start < 0:
            raise ValueError(f"limit: {limit} < 1" if limit < 1 else f"start: {start} < 0")
        text = MARKUP.sub(" ", text)
        asked = Text(text)
        met: dict[int, dict[int, Meeting]] = defaultdict(dict)
        rarity = []
        unknown = []
        for place, word in enumerate(asked.telling):
            best = self._words.meetings(word)
            if not best:
                unknown.append(written(word, [text]))
            rarity.append(self._rarity_asked(best))
            for number, meeting in self._again(best, word, asked.telling[:place].count(word)).items():
                met[number][place] = meeting
        if asked.squeezed:
            for number in self._squeezed.get(asked.squeezed, ()):  # GLOACT for GLO.ACT
                met.setdefault(number, {})
        in_any: dict[int, dict[int, Meeting]] = defaultdict(dict)
        own_words: dict[int, set[str]] = defaultdict(set)
        for number, found in met.items():
            of_thing = in_any[self._entries[number].thing]
            for place, meeting in found.items():
                own_words[self._entries[number].thing].update(meeting.word.split())
                if place not in of_thing or meeting.weight > of_thing[place].weight:
                    of_thing[place] = meeting
        best_of: dict[int, tuple[float, int]] = {}
        for number, found in met.items():
            entry = self._entries[number]
            exact = entry.squeezed == asked.squeezed
            if among(self.things[entry.thing]) and (exact or self._telling(in_any[entry.thing], asked)):
                score = self._score(entry, found, asked, rarity) + self._by_number(entry.thing, asked)
                score += WEIGHTS.all_asked * (len(in_any[entry.thing]) == len(rarity))
                if entry.thing not in best_of or score > best_of[entry.thing][0]:
                    best_of[entry.thing] = score, number
        order = sorted(best_of.items(), key=lambda item: (-round(item[1][0], 6), self.things[item[0]].identifier))
        shown = [item for item in order if item[1][0] >= WEIGHTS.shown * order[0][1][0]]
        if shown and self._entries[shown[0][1][1]].squeezed != asked.squeezed:
            for place in range(len(rarity)):
                if not any(place in in_any[thing] for thing, _ in shown):
                    shown += [item for item in order if place in in_any[item[0]]][:_FOLLOWING]
        hits = [
            self._hit(score, self._entries[number], in_any[thing] | met[number], asked, text, own_words[thing])
            for thing, (score, number) in shown[start : start + limit]
        ]
        return Found(hits, len(shown), tuple(dict.fromkeys(unknown)))

    @staticmethod
    def _telling(found: Mapping[int, Meeting], asked: Text) -> bool:
        """Whether more was met than single letters."""
        return any(len(asked.telling[place]) > 1 or asked.telling[place].isdigit() for place in found)

    def _by_number(self, number: int, asked: Text) -> float:
        """What a part of a document gains that is asked for by its number: alone, for paragraphs, or with its class."""
        thing = self.things[number]
        called = words(thing.number)
        if not (called and self.is_part(thing)):
            return 0.0
        own = {word for iri in thing.classes for word in self._of_class(iri)}
        rest = [word for word in asked.telling if word.isdigit() or not _names(word, own)]
        alone = len(rest) == len(asked.telling) and expand("Paragraph") not in thing.classes
        return 0.0 if alone or rest != called else WEIGHTS.by_number

    def _rarity_asked(self, best: Mapping[int, Meeting]) -> float:
        """How rare a word of the question is, judged by the word of a name that it is most like."""
        if not best:
            return math.log1p(len(self.things)) / 2
        top = max(meeting.weight for meeting in best.values())
        return self._rare({number for number, meeting in best.items() if meeting.weight >= top - WEIGHTS.nearly})

    def _again(self, best: dict[int, Meeting], word: str, before: int) -> dict[int, Meeting]:
        """Where a word is met that the question had before: a number needs a place of its own, 16.2.2 is not 16.2."""
        if not (before and word.isdigit()):
            return best
        again = {}
        for number, meeting in best.items():
            places = [place for place, own in enumerate(self._entries[number].telling) if own == word]
            if len(places) > before:
                again[number] = meeting._replace(place=places[before])
        return again

    def _score(self, entry: _Entry, found: Mapping[int, Meeting], asked: Text, rarity: Sequence[float]) -> float:
        thing = self.things[entry.thing]
        score = WEIGHTS.mentioned * math.log1p(thing.mentions) / math.log1p(self._most) - self.lesser(thing)
        if entry.squeezed == asked.squeezed:
            return score + entry.factor + WEIGHTS.in_order + WEIGHTS.whole
        covered = sum(rarity[place] * meeting.weight for place, meeting in found.items()) / sum(rarity)
        in_name = {meeting.place + n for meeting in found.values() for n in range(meeting.word.count(" ") + 1)}
        own = [self._rarity(word) for word in entry.telling]
        of_name = sum(own[place] for place in in_name) / sum(own)
        score += entry.factor * covered**2 * (1 - WEIGHTS.covered_name + WEIGHTS.covered_name * of_name)
        places = [found[place].place for place in sorted(found)]
        score += WEIGHTS.in_order * sum(b == a + 1 for a, b in pairwise(places)) / max(1, len(places) - 1)
        alone = len(found) == len(asked.telling) and len(in_name) == len(entry.telling) and not entry.together
        if alone and all(meeting.way == "same" and meeting.weight >= WEIGHTS.wholly for meeting in found.values()):
            return score + WEIGHTS.all_words_alone
        return score + self._symbol(entry, asked)

    def _symbol(self, entry: _Entry, asked: Text) -> float:
        """What a question gains that has a symbol inside, or the numbers of one in either order."""
        own = [word for word in entry.telling if word.isdigit()]
        if entry.name.kind != "identifier" or entry.together or len(entry.telling) < 2 or not own:
            return 0.0
        if f" {' '.join(entry.telling)} " in f" {' '.join(asked.telling)} ":
            return WEIGHTS.symbol_inside
        numbers = [word for word in asked.telling if word.isdigit()]
        if len(numbers) < 2 or entry.name.text == self.things[entry.thing].identifier:
            return 0.0
        return WEIGHTS.numbers if numbers == own else WEIGHTS.numbers_turned if numbers == own[::-1] else 0.0

    def lesser(self, thing: Thing) -> float:
        """What is seldom meant by its words: nodes of figures and requests, parts of documents, what has no name.

        >>> from ontology.vocabulary import vocabulary
        >>> [Index([], vocabulary()).lesser(Thing(name)) for name in ("document/A/1#figure-1", "body/x")]
        [0.15, 0.0]
        """
        if "#" in thing.identifier or expand("Measure") in thing.classes:
            return WEIGHTS.node
        if self.is_part(thing):
            return WEIGHTS.part
        if thing.identifier.startswith("sjc:"):
            return WEIGHTS.code
        return WEIGHTS.described if thing.described else 0.0

    def is_part(self, thing: Thing) -> bool:
        """Whether a thing is a part of a document, whose heading is often the name of something else.

        >>> from ontology.vocabulary import vocabulary
        >>> section, country = (Thing("x", frozenset({expand(name)})) for name in ("Section", "Country"))
        >>> Index([], vocabulary()).is_part(section), Index([], vocabulary()).is_part(country)
        (True, False)
        """
        return any(expand("Subdivision") in self._vocabulary.superclasses[c] for c in thing.classes)

    def _hit(
        self, score: float, entry: _Entry, found: Mapping[int, Meeting], asked: Text, text: str, met: set[str]
    ) -> Hit:
        """A hit by one name; what this lacks of the question the thing may have in others, which counts as found."""
        thing = self.things[entry.thing]
        if entry.squeezed == asked.squeezed:
            return Hit(thing, score, entry.name, "exact", (), frozenset(met.union(words(entry.name.text))))
        names = [entry.name.text, *(name.text for name in thing.names)]
        how = told(asked.telling, text, found, names)
        return Hit(thing, score, entry.name, how.how, how.taken, frozenset(met), how.forms, how.missing, entry.together)


def _names(word: str, class_words: set[str]) -> bool:
    """Whether a word of a question is one of the name of a class, in any form, or begins one.

    >>> [_names(word, {"paragraph", "فقره"}) for word in ("para", "paragraphs", "الفقره", "page")]
    [True, True, True, False]
    """
    begins = len(word) >= BEGINNING and any(own.startswith(word) for own in class_words)
    return begins or any(form in class_words for form, _ in stems(word))


@lru_cache(maxsize=2)
def index_of(store: Readable, base: str) -> Index:
    """The index over the names of a store, made once; the store is taken not to change.

    >>> import pyoxigraph as ox
    >>> index_of(ox.Store(), "https://a.net/").search("anything")
    []
    """
    return Index(named_things(store, vocabulary(), base), vocabulary())
