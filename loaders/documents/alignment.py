"""The Arabic and the English version of one document beside each other: pairs, differences, and labels proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..records import Thing
from .differences import Difference, differences, front_differences
from .label_proposals import Proposal, proposals
from .pairs import Pair, by_language, paired
from .records import Document


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two versions with their pairs, what they say differently (first on the front page), and what is proposed."""

    ar: Document
    en: Document
    pairs: list[Pair]
    front: list[tuple[str, str, str]]
    differences: list[Difference]
    proposals: list[Proposal]

    @property
    def alone(self) -> list[Pair]:
        """Parts without a partner."""
        return [pair for pair in self.pairs if pair.how == "alone"]

    @property
    def equal(self) -> bool:
        """Whether every part has a partner and nothing differs."""
        return not (self.alone or self.front or self.differences)

    def of(self, language: str) -> Document:
        """The version in a language."""
        return self.ar if language == "ar" else self.en


def align(one: Document, other: Document, things: Mapping[str, Thing] | None = None) -> Alignment:
    """Align two versions of a document, in whichever order they come; `things` are those of the registers, by id.

    Raises NotTwoVersions where they are not one in Arabic and one in English.

    >>> from .records import Front, Part
    >>> ar = Document("a", Front(language="ar"), parts=[Part("1", "paragraph", "", "عُقدت في عام ٢٠١٧.", (1,))])
    >>> en = Document("b", Front(language="en"), parts=[Part("1", "paragraph", "", "It was held in 2016.", (1,))])
    >>> [(d.kind, d.ar.mention.text, d.en.mention.text) for d in align(en, ar).differences]
    [('numeral', '٢٠١٧', '2016')]
    """
    ar, en = by_language(one, other)
    pairs = paired(ar, en)
    return Alignment(
        ar, en, pairs, list(front_differences(ar, en)), differences(pairs), proposals(ar, en, pairs, things)
    )
