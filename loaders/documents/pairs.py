"""The two language versions of one document, paired part by part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.errors import SijillError

from .bare_numbers import bare_numbers
from .records import Document, Heading, Part
from .sequences import ENGLISH_LENGTH, Item, matched

_COUNTED = re.compile(r"(?:pp|u)\d+|[a-z]")
"""The last part of a number that was not printed but counted: of a preambular paragraph, of a heading without one."""
_FOOTNOTE = "footnote"


class NotTwoVersions(SijillError):
    """Two documents that cannot be the Arabic and the English version of one."""

    status = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Parts of the two versions that answer each other; the one is empty where a part has no partner.

    `how` they were found: by the same printed `number`, by their `content`, by their `place` and length alone, or
    `alone` where there is no partner.
    """

    ar: tuple[Part, ...]
    en: tuple[Part, ...]
    how: str

    def of(self, language: str) -> tuple[Part, ...]:
        """The parts in a language."""
        return self.ar if language == "ar" else self.en

    @property
    def kind(self) -> str:
        """The kind of the parts: that of the first."""
        return (self.ar or self.en)[0].kind

    @property
    def renumbered(self) -> bool:
        """Whether both have printed numbers that differ."""
        numbers = [printed_number(parts[0]) for parts in (self.ar, self.en) if parts]
        return len(numbers) == 2 and "" not in numbers and numbers[0] != numbers[1]


def by_language(one: Document, other: Document) -> tuple[Document, Document]:
    """The Arabic and the English one of two documents. Raises NotTwoVersions."""
    if [one.front.language, other.front.language] == ["ar", "en"]:
        return one, other
    if [one.front.language, other.front.language] == ["en", "ar"]:
        return other, one
    names = {"ar": ("العربية", "Arabic"), "en": ("الإنكليزية", "English")}
    ar, en = names.get(one.front.language, ("غير معروفة", "unknown"))
    if one.front.language == other.front.language:
        raise NotTwoVersions(
            {
                "ar": f"لغة الملفين {one.file} و{other.file} واحدة ({ar})؛ أعطِ النسختين العربية والإنكليزية",
                "en": f"{one.file} and {other.file} are in the same language ({en}); "
                "give the Arabic and the English version",
            }
        )
    raise NotTwoVersions(
        {
            "ar": f"ليس الملفان {one.file} و{other.file} نسختين عربية وإنكليزية لوثيقة واحدة",
            "en": f"{one.file} and {other.file} are no Arabic and English version of one document",
        }
    )


def paired(ar: Document, en: Document) -> list[Pair]:
    """Pair the cover pages, headings, paragraphs and footnotes of the Arabic and the English version of a document.

    >>> from .records import Front
    >>> ar = Document("a", Front(), parts=[Part("1", "paragraph", "", "نظر الفريق في المسألة.", (1,))])
    >>> en = Document("b", Front(), parts=[Part("1", "paragraph", "", "The Group considered the matter.", (1,))])
    >>> [(pair.ar[0].number, pair.en[0].number, pair.how) for pair in paired(ar, en)]
    [('1', '1', 'number')]
    """
    pairs = []
    if ar.cover or en.cover:
        covers = [(part,) if part else () for part in (ar.cover, en.cover)]
        pairs.append(Pair(covers[0], covers[1], "number" if all(covers) else "alone"))
    pairs += _matched(list(map(as_part, ar.headings)), list(map(as_part, en.headings)), splits=False)
    bodies = [[p for p in document.parts if p.kind != _FOOTNOTE] for document in (ar, en)]
    notes = [[p for p in document.parts if p.kind == _FOOTNOTE] for document in (ar, en)]
    return [*pairs, *_matched(*bodies, splits=True), *_matched(*notes, splits=False)]


def as_part(heading: Heading) -> Part:
    """A heading as a part of the kind `heading`, numbered by its id, so that it is compared like any other."""
    title = " ".join(heading.title.split())
    return Part(heading.id, "heading", heading.parent, title, (heading.line,))


def printed_number(part: Part) -> str:
    """The number of a part where it is printed; nothing where it was counted.

    >>> [printed_number(Part(n, "paragraph", "", "", ())) for n in ("36", "pp3", "annex-1/u2", "II.A")]
    ['36', '', '', 'II.A']
    """
    return "" if _COUNTED.fullmatch(re.split(r"[/.]", part.number)[-1]) else part.number


def content(part: Part) -> frozenset[str]:
    """What a part mentions, in a form that is the same in every language."""
    keys = {f"{'document' if m.kind in ('citation', 'symbol') else m.kind}:{m.value}" for m in part.mentions}
    keys |= {f"{m.kind}:{m.value}" for m in bare_numbers(part) if len(m.value) > 1}
    if part.anchor:
        keys.add(f"anchor:{part.anchor[0]}")
    return frozenset(keys)


def _matched(ar: Sequence[Part], en: Sequence[Part], *, splits: bool) -> list[Pair]:
    keys = [[content(part) for part in parts] for parts in (ar, en)]
    items = [
        [Item(printed_number(p), p.kind, len(p.text), k) for p, k in zip(parts, found, strict=True)]
        for parts, found in zip((ar, en), keys, strict=True)
    ]
    pairs = []
    for a, b in matched(items[0], items[1], ENGLISH_LENGTH, splits=splits):
        one, other = tuple(ar[i] for i in a), tuple(en[j] for j in b)
        shared = frozenset().union(*(keys[0][i] for i in a)) & frozenset().union(*(keys[1][j] for j in b))
        pairs.append(Pair(one, other, _how(one, other, shared)))
    return _across(pairs)


def _how(one: Sequence[Part], other: Sequence[Part], shared: frozenset[str]) -> str:
    if not one or not other:
        return "alone"
    if {printed_number(p) for p in one} & {printed_number(p) for p in other} - {""}:
        return "number"
    return "content" if shared else "place"


def _across(pairs: list[Pair]) -> list[Pair]:
    """Pair parts of the same printed number that stand in another order in the two versions."""
    left = {printed_number(p.en[0]): p for p in pairs if not p.ar and printed_number(p.en[0])}
    found = []
    gone = set()
    for pair in pairs:
        partner = left.get(printed_number(pair.ar[0])) if pair.ar and not pair.en else None
        if partner is not None:
            gone.add(id(partner))
            pair = Pair(pair.ar, partner.en, "number")
        found.append(pair)
    return [pair for pair in found if id(pair) not in gone]
