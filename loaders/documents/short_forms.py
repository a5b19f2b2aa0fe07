"""Short forms of names: those that a document defines, and the bare head of a name that was given before.

"The United Nations Office on Drugs and Crime (UNODC)" defines a form for the document. "The Office" and المكتب alone
mean what the heading of the section names, else what the document defined so, else what the section named last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..records import Thing
from .heads import AFTER_NOUN, Form, adjectives, forms_of, leads, qualities
from .names import all_names, is_concept, kind_of
from .plain import Plain, spelled_plainly
from .records import Mention
from .wording import FOLDED, MOST_KEPT, READ, WORD, Words, words_of

_BRACKETS = re.compile(r"\s?\(([^()]{2,90})\)")
_PARTS = re.compile(r"\s*[/;،,]\s*|\s+(?:or|and|او)\s+")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9.&/-]{0,12}[A-Z0-9]|[A-Z]{2,14}")
_SYMBOL = re.compile(r"[A-Z]/[A-Z0-9]|[0-9]/[0-9]")
_QUOTES = "\"'"
_BEFORE_ENGLISH = frozenset({"the", "this", "that"})


@dataclass(slots=True)
class _Section:
    level: int
    headed: list[str] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)
    """Each thing of the section with the number of its last mention."""


class ShortForms:
    """What short forms mean in one document, read in its order.

    >>> from .plain import plain
    >>> from .names import Names, Place
    >>> labels = {"ar": "مكتب المخدرات والجريمة", "en": "United Nations Office on Drugs and Crime"}
    >>> things = [Thing(Place("things.csv", 2), "body/unodc", "Agency", labels, {}, {"ar": [], "en": []}, "")]
    >>> names, short = Names(things), ShortForms(things)
    >>> for text in ("The United Nations Office on Drugs and Crime (UNODC) met.", "The Office thanked UNODC."):
    ...     known = names.find(plain(text))
    ...     short.learn(plain(text), known)
    ...     [(m.value, m.text) for m in short.find(plain(text), known)]
    [('body/unodc', 'UNODC')]
    [('body/unodc', 'Office'), ('body/unodc', 'UNODC')]
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        self._forms: dict[Form, set[str]] = defaultdict(set)
        self._heads: dict[str, set[str]] = defaultdict(set)
        for thing in things:
            if not is_concept(thing.id):
                for name in all_names(thing):
                    for form in forms_of(name):
                        self._forms[form].add(thing.id)
                    self._heads[thing.id].update(WORD.findall(spelled_plainly(name))[:1])
        self._defined: dict[Form, Mention] = {}
        self._sections = [_Section(0)]
        self._count = 0
        self._beginnings: dict[str, list[tuple[str, int]]] = {}
        self._lengths: dict[str, list[int]] = {}
        """Of how many words the forms are that begin with a word, the longest first."""
        for form in self._forms:
            self._index(form)

    def _index(self, form: Form) -> None:
        if form[0] not in self._lengths:
            self._lengths[form[0]] = []
            self._beginnings.clear()
        lengths = self._lengths[form[0]]
        if len(form) not in lengths:
            lengths.append(len(form))
            lengths.sort(reverse=True)

    def enter(self, level: int, heading: Sequence[Mention] = ()) -> None:
        """Begin a section: its level from 1, and what its heading mentions."""
        while len(self._sections) > 1 and self._sections[-1].level >= level:
            self._sections.pop()
        self._sections.append(_Section(level, [mention.value for mention in heading]))

    def learn(self, text: Plain, known: Iterable[Mention]) -> None:
        """Learn the short forms that a text defines in brackets after the names in it."""
        found: dict[Form, Mention] = {}
        for mention in known:
            brackets = _BRACKETS.match(text.printed, mention.end)
            if brackets and mention.kind in ("thing", "country"):
                for form in self._definitions(brackets[1], mention):
                    found.setdefault(form, mention)
        if new := found.keys() - self._defined.keys():
            self._defined.update(found)
            for form in new:
                self._index(form)

    def _definitions(self, inside: str, mention: Mention) -> Iterator[Form]:
        told = spelled_plainly(inside).strip()
        if _SYMBOL.search(told) or is_concept(mention.value):
            return
        bare, led = _without_lead(told)
        for part in _PARTS.split(bare):
            named = part.strip(_QUOTES + " ")
            keys = tuple(FOLDED[word] for word in WORD.findall(re.sub(r"^[Tt]he ", "", named)))
            quoted = led or part.strip(" ") != named
            short = mention.value in self._forms.get(keys, ()) or (keys and self._is_head(keys[0], mention))
            if keys and (quoted or short or _ACRONYM.fullmatch(named)):
                yield keys

    def _is_head(self, key: str, mention: Mention) -> bool:
        bare = key.removeprefix("ال")
        return any(FOLDED[head].removeprefix("ال") == bare for head in self._heads.get(mention.value, ()))

    def find(self, text: Plain, known: Sequence[Mention]) -> list[Mention]:
        """The short forms in a text that stand outside the names already known, as what they mean."""
        words = words_of(text)
        section, found, after = self._sections[-1], [], -1
        waiting = sorted(known, key=lambda mention: mention.start)
        taken = _Spans([mention for mention in waiting if not is_concept(mention.value) or _is_phrase(mention)])
        upto = 0
        begun = {word: forms for word in set(words.written) if (forms := self._begin(word))}
        for place in [place for place, word in enumerate(words.written) if word in begun]:
            if place < after:
                continue
            for form, joined in self._at(place, words, begun[words.written[place]]):
                last = place + len(form)
                if not _stands(form, words, place, last):
                    continue
                start, end = text.span(words.starts[place] + joined, words.ends[last - 1])
                while upto < len(waiting) and waiting[upto].start < start:
                    self._note(waiting[upto], section)
                    upto += 1
                meant = None if taken.touch(start, end) else self._meant(form)
                if meant is not None:
                    found.append(Mention(meant.kind, meant.value, start, end, text.printed[start:end]))
                after = last
                break
        for mention in waiting[upto:]:
            self._note(mention, section)
        return found

    def _note(self, mention: Mention, section: _Section) -> None:
        self._count += 1
        section.named[mention.value] = self._count

    def _begin(self, word: str) -> list[tuple[str, int]]:
        """The first words of forms that a word may be, with the letters joined to each."""
        begun = self._beginnings.get(word)
        if begun is None:
            if len(self._beginnings) >= MOST_KEPT:
                self._beginnings.clear()
            begun = [(key, joined) for key, joined, _ in READ[word] if key in self._lengths]
            self._beginnings[word] = begun
        return begun

    def _at(self, place: int, words: Words, begun: list[tuple[str, int]]) -> Iterator[tuple[Form, int]]:
        """The forms that begin at a word, with the letters joined to it, the longest of each reading first."""
        for key, joined in begun:
            for length in self._lengths[key]:
                form = (key, *words.keys[place + 1 : place + length])
                if len(form) == length and (form in self._forms or form in self._defined):
                    yield form, joined

    def _meant(self, form: Form) -> Mention | None:
        """What a form means here: what the heading names, else what was defined, else what the section named last."""
        able = self._forms.get(form, set())
        defined = self._defined.get(form)
        if defined is not None and form not in self._forms:
            return defined
        for section in reversed(self._sections):
            for value in section.headed:
                if value in able:
                    return Mention("thing", value, 0, 0, "")
        if defined is not None:
            return defined
        named = self._sections[-1].named
        recent = max((value for value in able if value in named), key=lambda value: named[value], default=None)
        return None if recent is None else Mention("thing", recent, 0, 0, "")


def _without_lead(told: str) -> tuple[str, bool]:
    """What stands in brackets without the words that lead to a definition, and whether it had such words."""
    end, led = 0, False
    for match in WORD.finditer(told):
        key = FOLDED[match[0]]
        if key not in leads():
            break
        end, led = match.end(), led or key != "the"
    return told[end:].lstrip(" ,:"), led


def _is_phrase(mention: Mention) -> bool:
    """Whether a concept is a phrase that is not taken apart, not the account of an activity or event."""
    return kind_of(mention.value) in ("topic", "audience")


class _Spans:
    """Places in a text that are taken, asked for from left to right."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._next = 0
        self._end = -1

    def touch(self, start: int, end: int) -> bool:
        """Whether a place is taken."""
        while self._next < len(self._mentions) and self._mentions[self._next].start < end:
            self._end = max(self._end, self._mentions[self._next].end)
            self._next += 1
        return self._end > start


def _stands(form: Form, words: Words, place: int, last: int) -> bool:
    """Whether a form stands by itself: not as part of a longer name."""
    if any(words.gap(n) not in (" ", "-") for n in range(place + 1, last)):
        return False
    behind = words.written[last] if last < len(words.written) and words.gap(last) == " " else ""
    if not form[0].isascii():
        adjective = form[0].removeprefix("ال") in adjectives() and place and words.keys[place - 1][:2] == "ال"
        return not adjective and FOLDED[behind] not in qualities()
    written = words.written[place]
    if written.isupper():
        return True
    if not written[0].isupper():
        return False
    before = words.written[place - 1].lower() if place and words.gap(place).strip(' "') == "" else ""
    following = words.written[last + 1] if last + 1 < len(words.written) else ""
    named_further = behind in AFTER_NOUN and following[:1].isupper()
    return before in _BEFORE_ENGLISH and not named_further and not behind[:1].isupper()
