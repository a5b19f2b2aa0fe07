"""Finding the longest of many names at each word of a text: a tree of their words.

A long name is also met with articles and endings that differ from its own, and with one word damaged by scanning;
a short one as it is written. Between its words stand spaces and hyphens, and what the name itself has there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .plain import Plain, spelled_plainly
from .wording import (
    FOLDED,
    LONG,
    LONG_WORD,
    LOOSENED,
    MOST_KEPT,
    READ,
    SHORTEST_DAMAGED,
    WORD,
    Words,
    damaged,
    without_article,
)

_ENDING = 3
"""So many letters at the end of a damaged name of one word are sound: endings make another word of it."""
_SOUND = 3
"""So many letters at the beginning or at the end of a first word are sound where another is damaged."""
_BETWEEN = frozenset(" -'\"")
_WIDEST = 6
_LOOSE, _DAMAGED = 1, 2


@dataclass(frozen=True, slots=True)
class Name:
    """A name: what it is of, its folded words, and how its Latin letters must stand.

    `loose` lets articles and endings differ; a `proper` name may be damaged even if it is one long word. `cased` says
    which words must be written as they are here, or with a capital; `acronym` that it is nothing but capitals.
    """

    value: str
    keys: tuple[str, ...]
    loose: bool
    proper: bool = True
    cased: tuple[tuple[int, str], ...] = ()
    acronym: bool = False

    @property
    def damageable(self) -> bool:
        """Whether the name is still itself with one letter wrong."""
        if len(self.keys) == 1:
            return self.proper and len(without_article(self.keys[0])) >= LONG_WORD
        return len(self.keys) >= LONG


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text: the first word and the one after the last, how many letters of the first are joined to it.

    `exact` is false where articles, endings or letters differ from the name.
    """

    name: Name
    first: int
    last: int
    joined: int
    exact: bool

    def span(self, words: Words, text: Plain) -> tuple[int, int]:
        """Where the name was printed, with the bracket that closes one inside it."""
        start, end = words.starts[self.first] + self.joined, words.ends[self.last - 1]
        if words.text.count("(", start, end) > words.text.count(")", start, end):
            closing = words.text.find(")", end, end + 2)
            end = end if closing < 0 else closing + 1
        return text.span(start, end)


@dataclass(slots=True)
class _Node:
    exact: dict[str, _Node] = field(default_factory=dict)
    loose: dict[str, list[_Node]] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    between: set[str] = field(default_factory=set)
    longest: int = 0
    """Of how many words the longest name is that goes through here and may be damaged."""


class _Starts(dict[str, tuple[tuple[_Node, int, int], ...]]):
    """Where the names begin that a word may begin: the node after it, the letters joined to it, and what differs."""

    def __init__(self, trie: Trie) -> None:
        self._trie = trie

    def __missing__(self, word: str) -> tuple[tuple[_Node, int, int], ...]:
        if len(self) >= MOST_KEPT:
            self.clear()
        self[word] = starts = tuple(self._trie.beginnings(word))
        return starts


class Trie:
    """Names by their words.

    >>> trie = Trie([Name("plan", ("خطه", "العمل", "العالميه"), loose=True)])
    >>> from .plain import plain
    >>> from .wording import words_of
    >>> [(found.first, found.last, found.joined) for found in trie.find(words_of(plain("وفقاً لخطة العمل العالمية")))]
    [(1, 4, 1)]
    """

    def __init__(self, names: Iterable[Name], words: Iterable[str] = ()) -> None:
        self._root = _Node()
        self._known: set[str] = set(words)
        self._begun: dict[str, dict[str, _Node]] = defaultdict(dict)
        self._ended: dict[str, dict[str, _Node]] = defaultdict(dict)
        for name in names:
            self._add(name)
        self._starts = _Starts(self)

    def _add(self, name: Name) -> None:
        node = self._root
        self._known.update(name.keys)
        first = name.keys[0]
        if name.damageable and len(first) >= SHORTEST_DAMAGED:
            root = node.exact.setdefault(first, _Node())
            self._begun[first[:_SOUND]][first] = self._ended[first[-_SOUND:]][first] = root
        for key in name.keys:
            child = node.exact.setdefault(key, _Node())
            child.longest = max(child.longest, len(name.keys) if name.damageable else 0)
            if name.loose:
                alike = node.loose.setdefault(LOOSENED[key], [])
                if all(child is not other for other in alike):
                    alike.append(child)
            node = child
        if name not in node.names:
            node.names.append(name)

    def allow(self, name: Name, between: Iterable[str]) -> None:
        """Let the signs that a name has before each of its words stand there in a text as well."""
        node = self._root
        for key, signs in zip(name.keys, between, strict=True):
            node = node.exact[key]
            node.between |= set(signs) - _BETWEEN

    def beginnings(self, word: str) -> Iterator[tuple[_Node, int, int]]:
        """The nodes after a word, however it is read; a damaged one only where no reading is a word of a name."""
        known = False
        root = self._root
        for key, joined, loose in READ[word]:
            known |= key in self._known
            child = root.exact.get(key)
            if child is not None:
                yield child, joined, 0
            for other in root.loose.get(loose, ()):
                if other is not child:
                    yield other, joined, _LOOSE
        if not known:
            yield from self._damaged_beginnings(word)

    def _damaged_beginnings(self, word: str) -> Iterator[tuple[_Node, int, int]]:
        for key, joined, _ in READ[word]:
            fewest, most = len(key) - 1, len(key) + 1
            for alike in (self._begun.get(key[:_SOUND]), self._ended.get(key[-_SOUND:])):
                for meant, node in alike.items() if alike else ():
                    if fewest <= len(meant) <= most and damaged(key, meant, LONG):
                        yield node, joined, _DAMAGED

    def find(self, words: Words, *, inside: bool = False) -> Iterator[Found]:
        """The longest proper name and the longest words for a concept at each place, from left to right.

        None begins inside another unless that is asked for.
        """
        starts, known, after = self._starts, self._known, 0
        broken = words.broken()
        for first in [place for place, word in enumerate(words.written) if starts[word] or place in broken]:
            if first < after:
                continue
            word = words.written[first]
            key = words.keys[first + 1] if first + 1 < len(words.keys) else ""
            nodes = [
                (node, first + 1, joined, differs)
                for node, joined, differs in starts[word]
                if node.names  # most words that begin a name go on otherwise: that is seen before anything is followed
                or key in node.exact
                or (node.loose and LOOSENED[key] in node.loose)
                or (node.longest and key not in known)
                or first + 1 in broken
            ]
            if first in broken:
                whole = starts[word + words.written[first + 1]]
                nodes += [(node, first + 2, joined, differs) for node, joined, differs in whole]
            for found in self._longest(words, first, nodes) if nodes else ():
                after = first + 1 if inside else max(after, found.last)
                yield found

    def _longest(self, words: Words, first: int, stack: list[tuple[_Node, int, int, int]]) -> Iterable[Found]:
        best: dict[bool, tuple[tuple[int, int, int], Name]] = {}
        while stack:
            node, last, joined, differs = stack.pop()
            for name in node.names:
                rank = (last, -differs, -joined)
                if (name.proper not in best or rank > best[name.proper][0]) and _fits(
                    name, words, first, last, differs
                ):
                    best[name.proper] = rank, name
            if last < len(words.keys) and node.exact:
                self._go_on(stack, node, words, last, joined, differs)
        if not best:
            return ()
        return [Found(name, first, last, -joined, not differs) for (last, differs, joined), name in best.values()]

    def _go_on(
        self, stack: list[tuple[_Node, int, int, int]], node: _Node, words: Words, place: int, joined: int, differs: int
    ) -> None:
        """Put on the stack what a name may go on with; a word that a line broke in two is read as one as well."""
        gap = words.text[words.ends[place - 1] : words.starts[place]]
        key, end = words.keys[place], place + 1
        while True:
            child = node.exact.get(key)
            if child is not None and (gap == " " or _stands_between(gap, child.between)):
                stack.append((child, end, joined, differs))
            if node.loose:
                for other in node.loose.get(LOOSENED[key], ()):
                    if other is not child and _stands_between(gap, other.between):
                        stack.append((other, end, joined, differs | _LOOSE))
            if child is None and node.longest and not differs & _DAMAGED and key not in self._known:
                for meant, other in node.exact.items():
                    if damaged(key, meant, other.longest) and _stands_between(gap, other.between):
                        stack.append((other, end, joined, differs | _DAMAGED))
            if end > place + 1 or place not in words.broken():
                return
            key, end = words.keys[place] + words.keys[place + 1], place + 2


def _stands_between(gap: str, signs: set[str]) -> bool:
    return gap == " " or (len(gap) <= _WIDEST and _BETWEEN.issuperset(set(gap) - signs))


def _fits(name: Name, words: Words, first: int, last: int, differs: int) -> bool:
    if differs & _LOOSE and not name.loose:
        return False
    if differs & _DAMAGED and not (name.damageable and _ends_alike(name, words, first)):
        return False
    written = words.written
    return all(
        written[first + place] == form or (form == "^" and written[first + place][0].isupper())
        for place, form in name.cased
        if first + place < last
    )


def _ends_alike(name: Name, words: Words, first: int) -> bool:
    return len(name.keys) > 1 or words.keys[first].endswith(name.keys[0][-_ENDING:])


def name_of(value: str, label: str, *, proper: bool) -> tuple[Name, list[str]] | None:
    """A name out of a label, with the signs before each of its words; None where the label has no words.

    The articles and endings of one word, and of a `proper` name of two, must be its own. The capitals of a name in
    Latin letters stand where they stand; what is no proper name begins with a capital in a label only.

    >>> name, between = name_of("body/unodc", "UNODC (Vienna)", proper=True)
    >>> name.keys, name.cased, between
    (('unodc', 'vienna'), ((0, 'UNODC'), (1, '^')), ['', ' ('])
    """
    text = spelled_plainly(label)
    matches = list(WORD.finditer(text))
    if not matches:
        return None
    written = [match[0] for match in matches]
    ends = [0, *(match.end() for match in matches)]
    between = [text[end : match.start()] for end, match in zip(ends, matches, strict=False)]
    cased = tuple((place, form) for place, word in enumerate(written) if (form := _case(word, place, proper)))
    acronym = written[0].isupper() and all(word.isupper() or word.isdecimal() for word in written)
    keys = tuple(FOLDED[word] for word in written)
    loose = len(keys) >= LONG or (not proper and len(keys) > 1)
    return Name(value, keys, loose, proper, cased, acronym), between


def _case(word: str, place: int, proper: bool) -> str:
    if not any(letter.isupper() for letter in word):
        return ""
    if any(letter.isupper() for letter in word[1:]):
        return word
    return "^" if proper or place else ""
