"""What a search found, and what is told of it: by which name, in which form of its words, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.folding import spelled

from .meetings import Meeting
from .names import Name, Thing
from .weights import WEIGHTS

Pairs = tuple[tuple[str, str], ...]
"""Words of a question, each with the word of a name by which it was met, both as they are written."""


@dataclass(frozen=True)
class Hit:
    """A thing that was found: how well, by which of its names, and how.

    `how` is `exact` (the whole name), `words` (all words of the question, be it in several names of the thing), `part`
    (some of them: `missing` are the others), `beginning` (some are begun), or `similar`. `taken` are the words that
    were taken for others; `forms` those that stand in the name in another form, or longer. `met` are the folded words
    of its names that were met; `together` says that all its names, numbers and classes speak for it, not one alone.
    """

    thing: Thing
    score: float
    name: Name
    how: str
    taken: Pairs = ()
    met: frozenset[str] = frozenset()
    forms: Pairs = ()
    missing: tuple[str, ...] = ()
    together: bool = False


@dataclass(frozen=True)
class Found:
    """What a search found: the hits that are shown, and how many there are of all; the words that nothing has."""

    hits: Sequence[Hit] = ()
    total: int = 0
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """How the words of a question were met in the names of a thing."""

    how: str
    taken: Pairs
    forms: Pairs
    missing: tuple[str, ...]


def told(asked: Sequence[str], text: str, found: Mapping[int, Meeting], names: Sequence[str]) -> Told:
    """Tell how the folded words of a question, which has a text, were met in names; meetings are by place.

    >>> met = {0: Meeting(0.72, "similar", 0, "knowledge"), 1: Meeting(0.92, "same", 1, "portal")}
    >>> found = told(["knowlege", "portals", "x"], "Knowlege portals X", met, ["Knowledge Portal"])
    >>> found.how, found.taken, found.forms, found.missing
    ('part', (('knowlege', 'knowledge'),), (('portals', 'portal'),), ('x',))
    """

    def pairs(places: Sequence[int]) -> Pairs:
        return tuple((written(asked[place], [text]), written(found[place].word, names)) for place in places)

    met = sorted(found)
    taken = [place for place in met if found[place].way == "similar"]
    begun = [place for place in met if found[place].way == "begun"]
    other = [place for place in met if found[place].way == "same" and found[place].weight < WEIGHTS.other_form]
    missing = tuple(dict.fromkeys(written(word, [text]) for place, word in enumerate(asked) if place not in found))
    how = "part" if missing else "similar" if taken else "beginning" if begun else "words"
    return Told(how, pairs(taken), pairs(sorted({*begun, *other})), missing)


def written(word: str, texts: Sequence[str]) -> str:
    """A folded word, or two, as the first of the texts that has each writes it.

    >>> written("الموتمر الاول", ["المؤتمر الأوّل"])
    'المؤتمر الأوّل'
    """
    return " ".join(spelled(one, texts) for one in word.split())
