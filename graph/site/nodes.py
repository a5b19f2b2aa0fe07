"""The nodes that are fragments of a paragraph: figures, mandates, memberships, corrections, each shown complete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from ..captions import kind_of
from .corrections import Correction, correction
from .figures import Figure, figure
from .ordering import sort_key
from .reader import Reader, Text
from .said import Block, Group, pointing_to, said_of
from .wording import other_language

_ORDER = {
    "Mandate": ("actor", "operativeVerb", "addressee", "content", "concerns", "mandatedIn"),
    "Membership": ("org:member", "org:role", "org:organization", "from", "to"),
    "Figure": ("measure", "schema:observationAbout", "qualifier", "schema:value", "unit", "schema:observationDate"),
}
"""In which order the properties of a node make a sentence: who asks what of whom; others follow by their labels."""
_ELSEWHERE = frozenset(map(expand, ("oa:hasTarget", "statedIn", "earliest", "latest")))
"""What the page tells by showing the node where it does, and dates that are derived from printed ones."""
_CORRECTED = frozenset(map(expand, ("corrected", "correctionNote", "confidence", "affects")))
"""What a correction shows side by side."""


@dataclass(frozen=True)
class Node:
    """A node with both labels, its class, all that is said of it in the order of a sentence, and what points to it."""

    iri: str
    fragment: str
    label: Text
    other_label: Text | None
    cls: str
    name: str
    kind: str
    blocks: list[Block]
    pointing: list[Group]
    figure: Figure | None = None
    correction: Correction | None = None


def node(reader: Reader, iri: str, language: str) -> Node:
    """Everything about a node.

    >>> import pyoxigraph as ox
    >>> node(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1#figure-1", "ar").fragment
    'figure-1'
    """
    other = other_language(language)
    other_label = reader.label(iri, other)
    cls = next(iter(reader.classes(iri)), "")
    name = vocabulary().by_iri[cls].name if cls else ""
    corrected = correction(reader, iri, language) if name == "Correction" else None
    hidden = _ELSEWHERE | (_CORRECTED if corrected else frozenset())
    order = [expand(term) for term in _ORDER.get(name, ())]
    blocks = [block for group in without(said_of(reader, iri, language), hidden) for block in group.blocks]

    def place(block: Block) -> tuple[object, ...]:
        known = order.index(block.term) if block.term in order else len(order)
        return known, sort_key(block.label.text, language), block.term

    blocks.sort(key=place)
    return Node(
        iri,
        iri.partition("#")[2],
        reader.label(iri, language),
        other_label if other_label.language == other else None,
        cls,
        name,
        kind_of(cls) if cls else "other",
        blocks,
        without(pointing_to(reader, iri, language), _ELSEWHERE),
        figure(reader, iri, language) if name == "Figure" else None,
        corrected,
    )


def by_class(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """Nodes by the names of their classes, in the order in which a page shows them.

    >>> [name for name, found in by_class([]).items() if found]
    []
    """
    groups: dict[str, list[Node]] = {name: [] for name in ("Mandate", "Figure", "Membership", "Correction", "other")}
    for one in nodes:
        groups[one.name if one.name in groups else "other"].append(one)
    return groups


def without(groups: Iterable[Group], terms: Iterable[str]) -> list[Group]:
    """Groups of statements without those by some properties.

    >>> without([Group("facts", [Block("https://a.net/p", Text("p", ""), [])])], ["https://a.net/p"])
    []
    """
    hidden = frozenset(terms)
    kept = [Group(g.kind, [left for block in g.blocks if (left := _left(block, hidden))]) for g in groups]
    return [group for group in kept if group.blocks]


def _left(block: Block, hidden: frozenset[str]) -> Block | None:
    """What is left of a property and those that stand with it; None where all are hidden."""
    shown = [replace(one, also=()) for one in (block, *block.also) if one.term not in hidden]
    return replace(shown[0], also=tuple(shown[1:])) if shown else None
