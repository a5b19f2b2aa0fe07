"""The classes that have things, as a tree and by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from ontology.namespaces import SJ
from ontology.vocabulary import vocabulary

from ..captions import kind_of, kinds
from .class_names import listed
from .ordering import sort_key


@dataclass(frozen=True)
class Branch:
    """A class with its name over a list, the number of its things, and the classes below it."""

    iri: str
    name: str
    label: str
    definition: str
    count: int
    below: tuple[Branch, ...] = field(default=())


@cache
def _direct() -> dict[str, tuple[str, ...]]:
    """The own classes right below each class of the ontology's own."""
    found: dict[str, list[str]] = defaultdict(list)
    for lower, upper in vocabulary().pairs("rdfs:subClassOf"):
        if lower.startswith(SJ) and upper.startswith(SJ):
            found[upper].append(lower)
    return {upper: tuple(lower) for upper, lower in found.items()}


def roots() -> list[str]:
    """The own classes that are below no other own one.

    >>> from ontology.namespaces import expand
    >>> expand("Actor") in roots(), expand("Body") in roots()
    (True, False)
    """
    lower = {iri for below in _direct().values() for iri in below}
    return [iri for iri, t in vocabulary().by_iri.items() if t.is_class and iri.startswith(SJ) and iri not in lower]


def by_kind(counts: Mapping[str, int]) -> dict[str, list[str]]:
    """The classes at the top of the tree that have things, by kind; records of what is said come last.

    >>> from ontology.namespaces import expand
    >>> by_kind({expand("Event"): 2, expand("Activity"): 2})
    {'activity': ['https://w3id.org/sijill/ontology#Activity']}
    """
    order = [*(kind for kind in kinds() if kind not in ("record", "other")), "record", "other"]
    found: dict[str, list[str]] = defaultdict(list)
    for iri in roots():
        if counts.get(iri):
            found[kind_of(iri)].append(iri)
    return {kind: found[kind] for kind in order if kind in found}


def branches(iris: Iterable[str], counts: Mapping[str, int], language: str, *, deep: bool = True) -> tuple[Branch, ...]:
    """Classes with what is below them, those with most things first; those without any are left out."""
    found = [_branch(iri, counts, language, deep=deep) for iri in iris if counts.get(iri)]
    return tuple(sorted(found, key=lambda branch: (-branch.count, sort_key(branch.label, language))))


def _branch(iri: str, counts: Mapping[str, int], language: str, *, deep: bool) -> Branch:
    term = vocabulary().by_iri[iri]
    below = branches(_direct().get(iri, ()), counts, language) if deep else ()
    return Branch(iri, term.name, listed(iri, language).text, term.definitions.get(language, ""), counts[iri], below)
