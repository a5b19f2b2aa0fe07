"""Finding every thing of the registers in a text by any of its names.

Proper names (of bodies, instruments, tools, places) and words for concepts (topics, audiences, activities) are two
layers: a concept counts inside the words of another concept, and not inside a proper name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ontology.vocabulary import vocabulary

from ..problems import Place
from ..records import SearchName, Thing
from ..register import Register
from .heads import is_head
from .plain import Plain
from .records import Mention
from .states import COUNTRY, LANGUAGES, States
from .trie import Found, Trie, name_of
from .wording import FOLDED, Words, words_of

CONCEPTS = ("topic", "audience", "activity", "event", "series", "project", "item", "priority", "document")
"""The kinds of id whose names are words for something rather than proper names."""
UNNAMED = ("measure", "unit", "role")
"""The kinds of id whose labels say what is counted or held, and name nothing."""
AUDIENCE = "audience"
OFFICIAL = "official"
PLACES = ("city", "region")
NATIONAL = frozenset({"الوطني", "الوطنيه", "القومي", "القوميه"})
"""Adjectives that make a national body of the name of an international one."""
_SYMBOL = 40
"""How far the rest of a document symbol is looked for."""
_INNER = 4
"""So many words of another name at the end of a name are that name as well."""


class Names:
    """Things by their labels, their other names, and the names that documents give them.

    >>> place = Place("things.csv", 2)
    >>> labels = {"ar": "مكتب الأمم المتحدة المعني بالمخدرات والجريمة", "en": "Office on Drugs and Crime"}
    >>> other = {"ar": ["مكتب المخدرات والجريمة"], "en": ["UNODC"]}
    >>> names = Names([Thing(place, "body/unodc", "Agency", labels, {}, other, "")])
    >>> from .plain import plain
    >>> [(m.value, m.text) for m in names.find(plain("دعماً من مكتب المخدرات والجريمة (UNODC)"))]
    [('body/unodc', 'مكتب المخدرات والجريمة'), ('body/unodc', 'UNODC')]
    """

    def __init__(self, things: Iterable[Thing], names: Iterable[SearchName] = ()) -> None:
        everything = list(things)
        told = list(names)
        countries = [thing for thing in everything if thing.cls == "Country"]
        self._states = States(countries, [name for name in told if name.id.startswith(COUNTRY)])
        labels = [(t.id, name) for t in everything if t.cls != "Country" for name in all_names(t)]
        labels += [(name.id, name.text) for name in told if not name.id.startswith(COUNTRY)]
        labels += [(i, label[:-2] + "ين") for i, label in labels if label.endswith("ون") and " " not in label]
        named = [(i, made) for i, label in labels if (made := name_of(i, label, proper=not is_concept(i)))]
        named = [(i, made) for i, made in named if kind_of(i) not in UNNAMED and not is_head(made[0].keys)]
        owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for identifier, (name, _) in named:
            owners[name.keys].add(identifier)
        named = [(i, made) for i, made in named if not _joins_two(made[0].keys, owners)]
        self._trie = Trie(name for _, (name, _) in named)
        for _, (name, between) in named:
            self._trie.allow(name, between)
        self._terms = {t.id for t in everything if OFFICIAL in t.statuses.values()}
        self._shared = {keys for keys, ids in owners.items() if len(ids) > 1}

    @classmethod
    def of(cls, registers: Iterable[Register], document: str = "") -> Names:
        """The names of registers, and of the stakeholder groups that the ontology lists, for reading a document.

        The names for searching that a register of one document gives hold in that document only: "the questionnaire"
        is another one elsewhere.
        """
        every = list(registers)
        things = [thing for register in every for thing in register.things]
        names = [name for register in every if register.document in ("", document) for name in register.names]
        return cls([*things, *stakeholders()], names)

    def find(self, text: Plain) -> list[Mention]:
        """The things and States that a text names, in its order; never raises.

        A mention is uncertain where letters or endings differ from the name, or where two things have the name.
        """
        words = words_of(text)
        states, lands = self._states.read(text)
        mentions = [self._mention(found, words, text) for found in self._things(words, lands)]
        return sorted([*states, *mentions], key=lambda m: (m.start, -m.end, m.value))

    def _things(self, words: Words, lands: list[Found]) -> Iterator[Found]:
        within = {place: land for land in lands for place in range(land.first, land.last)}
        placed = [
            found
            for found in self._trie.find(words, inside=True)
            if not (_in_symbol(found, words) or _in_land(found, within.get(found.first)) or _goes_on(found, words))
        ]
        placed.sort(key=lambda found: (found.first, -found.last, not found.name.proper))
        around: list[Found] = []
        for one in placed:
            around = [other for other in around if other.last > one.first]
            if _counts(one, around, self._terms):
                around.append(one)
                yield one

    def _mention(self, found: Found, words: Words, text: Plain) -> Mention:
        start, end = found.span(words, text)
        certain = found.exact and found.name.keys not in self._shared
        return Mention("thing", found.name.value, start, end, text.printed[start:end], certain)


def _counts(one: Found, around: list[Found], terms: set[str]) -> bool:
    """Whether a name counts beside those that begin before it and reach into it.

    A single word is not taken out of an official term, nor out of words for something of its kind: smuggling of
    migrants is not about migrants, nor Member States about States. A long name at the end of another counts.
    """
    for other in around:
        outer, holds = other.name.value, one.last <= other.last
        if outer == one.name.value:
            return False
        if not one.name.proper:
            alone = len(one.name.keys) == 1 and (outer in terms or kind_of(outer) == kind_of(one.name.value))
            if holds and (alone or other.name.proper):
                return False
        elif other.name.proper and not (one.last == other.last and len(one.name.keys) >= _INNER):
            return False
    return True


def _joins_two(keys: tuple[str, ...], owners: Mapping[tuple[str, ...], set[str]]) -> bool:
    """Whether a name is two names with an "and" between: each of them is mentioned then."""
    for place in range(1, len(keys)):
        second = keys[place + 1 :] if keys[place] == "and" else (keys[place][1:], *keys[place + 1 :])
        if (keys[place] == "and" or keys[place][:1] == "و") and keys[:place] in owners and second in owners:
            return True
    return False


def _in_land(found: Found, land: Found | None) -> bool:
    """Whether words are part of the name of a State or land; the whole name of another place is not."""
    if land is None or found.last > land.last:
        return False
    return bool(land.name.value) or (found.first, found.last) != (land.first, land.last)


def _goes_on(found: Found, words: Words) -> bool:
    """Whether a name is but the beginning of another: a national body, a place that a treaty or summit is called by."""
    if not found.name.proper or found.last >= len(words.written) or words.gap(found.last) != " ":
        return False
    behind = words.written[found.last]
    if kind_of(found.name.value) in PLACES and found.name.keys[-1].isascii():
        return behind[0].isupper() and not behind.isupper()
    return FOLDED[behind] in NATIONAL


def _in_symbol(found: Found, words: Words) -> bool:
    """Whether capitals are part of a symbol (`CTOC/COP/2018/2`) or of a name of more words (`UN-Habitat`)."""
    if not found.name.acronym:
        return False
    text = words.text
    start, end = words.starts[found.first], words.ends[found.last - 1]
    around = text[max(0, start - _SYMBOL) : start].rpartition(" ")[2] + text[start : end + _SYMBOL].partition(" ")[0]
    if "/" in around and any(letter.isdigit() for letter in around):
        return True
    behind = text[words.ends[found.last - 1] : words.ends[found.last - 1] + 2]
    return behind[:1] == "-" and behind[1:].isupper()


def kind_of(identifier: str) -> str:
    """The kind that an id begins with.

    >>> kind_of("topic/migration")
    'topic'
    """
    return identifier.partition("/")[0]


def is_concept(identifier: str) -> bool:
    """Whether the names of a thing are words for a concept.

    >>> is_concept("topic/migration"), is_concept("body/unodc")
    (True, False)
    """
    return kind_of(identifier) in CONCEPTS


def all_names(thing: Thing) -> Iterator[str]:
    """The labels of a thing and its other names, in both languages."""
    for language in LANGUAGES:
        yield thing.labels[language]
        yield from thing.alternatives[language]


def stakeholders() -> list[Thing]:
    """The stakeholder groups of the ontology as things.

    >>> next(thing.labels["ar"] for thing in stakeholders() if thing.id == "audience/academia")
    'الأوساط الأكاديمية'
    """
    codes = vocabulary().codes[AUDIENCE]
    labels = vocabulary().code_labels
    none: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    place = Place("concepts.ttl")
    return [
        Thing(place, f"{AUDIENCE}/{notation}", "StakeholderGroup", labels[iri], {}, none, "")
        for notation, iri in sorted(codes.items())
    ]
