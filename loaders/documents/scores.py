"""How well a document was read: the reading against the register that a person made of the same document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..register import Register
from .as_register import target
from .records import Document

_STRUCTURE = ("paragraph", "section", "footnote")
ALL = "mention"
"""The line of all mentions together."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found rightly, how many were found, how many there are.

    Precision, recall and F1 as in information retrieval (van Rijsbergen, 1979); what has nothing to find and found
    nothing is perfect.
    """

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        >>> round(Score(8, 10, 9).f1, 3), Score(0, 0, 0).f1
        (0.842, 1.0)
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(found: Iterable[object], wanted: Iterable[object]) -> Score:
    """Compare two sets.

    >>> score(["a", "b"], ["b", "c"])
    Score(right=1, found=2, wanted=2)
    """
    one, other = set(found), set(wanted)
    return Score(len(one & other), len(one), len(other))


def scores(document: Document, register: Register) -> dict[str, Score]:
    """Score a reading by structure, then by the kind of thing mentioned, then all mentions together.

    Paragraphs and footnotes count with the part that they stand in or hang on, sections by their number, mentions as
    pairs of a paragraph and a thing, however often it is mentioned there.
    """
    found: dict[str, set[object]] = {
        "paragraph": {(p.number, p.section) for p in document.parts if p.kind != "footnote"},
        "section": {heading.id for heading in document.headings},
        "footnote": {(p.number, p.anchor[0] if p.anchor else "") for p in document.parts if p.kind == "footnote"},
    }
    wanted: dict[str, set[object]] = {name: set() for name in _STRUCTURE}
    wanted["section"] = {section.id.removeprefix("section/") for section in register.sections}
    for paragraph in register.paragraphs:
        if paragraph.number.startswith("fn"):
            wanted["footnote"].add((paragraph.number, paragraph.parent.removeprefix("para/") or "0"))
        else:
            wanted["paragraph"].add((paragraph.number, paragraph.parent.removeprefix("section/")))
    result = {name: score(found[name], wanted[name]) for name in _STRUCTURE}
    return result | mention_scores(mentioned(document), recorded(register))


def mention_scores(found: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> dict[str, Score]:
    """Scores by the kind of thing mentioned, then of all together, of pairs of a paragraph and a thing."""
    kinds: dict[str, list[set[tuple[str, str]]]] = defaultdict(lambda: [set(), set()])
    for side, pairs in enumerate((found, wanted)):
        for pair in pairs:
            kinds[pair[1].partition("/")[0]][side].add(pair)
    return {kind: score(*sides) for kind, sides in sorted(kinds.items())} | {ALL: score(found, wanted)}


def mentioned(document: Document) -> set[tuple[str, str]]:
    """The pairs of a paragraph and a thing that a reading found; the front page is not among them."""
    return {(p.number, thing) for p in document.parts for m in p.mentions if (thing := target(m))}


def recorded(register: Register) -> set[tuple[str, str]]:
    """The pairs of a paragraph and a thing that a register records as mentioned."""
    return {(p.number, thing) for p in register.paragraphs for thing in p.mentions}
