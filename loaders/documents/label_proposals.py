"""Labels that one language lacks, proposed from the other version of a document, with the evidence for each.

Titles and headings by their pairs; a known thing that is found in one version only by the one name that the paired
part has and nothing explains. Proposals are for a person to judge, and few: a wrong one is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..folding import fold
from ..records import Thing
from ..text import script_defect
from .differences import Found
from .name_candidates import Candidate, acronym_after, candidates, initials_fit
from .pairs import Pair
from .records import Document, Mention, Part

LIKELY, POSSIBLE = "likely", "possible"
"""Codes of the list of confidences."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A label for a thing or section in a language, what the other language prints, and where both stand.

    `id` is that of the thing, `section/II.A`, or `document/…`; `kind` is `title`, `heading` or `thing`; `confidence` a
    code of the list of confidences. Evidence is the parts that have the label, with those that have the other text.
    """

    id: str
    kind: str
    language: str
    label: str
    beside: str
    confidence: str
    evidence: tuple[tuple[Part, Part], ...]


def proposals(
    ar: Document, en: Document, pairs: Sequence[Pair], things: Mapping[str, Thing] | None = None
) -> list[Proposal]:
    """Everything that is proposed from two versions; `things` are those that registers have, by id."""
    return [*_titles(ar, en), *_headings(pairs), *_names(pairs, things or {})]


def _titles(ar: Document, en: Document) -> Iterator[Proposal]:
    """The title of each version for the document, where both print one."""
    texts = {"ar": " ".join(ar.front.title.split()), "en": " ".join(en.front.title.split())}
    symbol = ar.front.symbol or en.front.symbol
    if symbol and all(text and not script_defect(text, language) for language, text in texts.items()):
        covers = (ar.cover or Part("0", "cover", "", "", ()), en.cover or Part("0", "cover", "", "", ()))
        for language, other in (("ar", "en"), ("en", "ar")):
            evidence = covers if language == "ar" else covers[::-1]
            yield Proposal(f"document/{symbol}", "title", language, texts[language], texts[other], LIKELY, (evidence,))


def _headings(pairs: Sequence[Pair]) -> Iterator[Proposal]:
    """The heading of each version for its section; likely where both number it alike."""
    for pair in pairs:
        if pair.kind != "heading" or len(pair.ar) != 1 or len(pair.en) != 1:
            continue
        ar, en = pair.ar[0], pair.en[0]
        if script_defect(ar.text, "ar") or script_defect(en.text, "en"):
            continue
        sure = LIKELY if pair.how == "number" else POSSIBLE
        yield Proposal(f"section/{en.number}", "heading", "ar", ar.text, en.text, sure, ((ar, en),))
        yield Proposal(f"section/{ar.number}", "heading", "en", en.text, ar.text, sure, ((en, ar),))


def _names(pairs: Sequence[Pair], things: Mapping[str, Thing]) -> Iterator[Proposal]:
    found = [pair for pair in pairs if pair.ar and pair.en and pair.kind != "heading"]
    for language in ("ar", "en"):
        yield from _in_language(found, language, things)


def _in_language(pairs: Sequence[Pair], language: str, things: Mapping[str, Thing]) -> Iterator[Proposal]:
    """Names in a language for things that the other version alone names."""
    other = "en" if language == "ar" else "ar"
    known = {fold(name) for t in things.values() for name in (t.labels[language], *t.alternatives[language])}
    named: dict[str, set[int]] = defaultdict(set)
    thought: dict[tuple[str, str], list[tuple[Candidate, Found, bool]]] = defaultdict(list)
    places: dict[str, set[int]] = defaultdict(set)
    for number, pair in enumerate(pairs):
        ours = [c for part in pair.of(language) for c in candidates(part, language) if c.folded not in known]
        for candidate in ours:
            places[candidate.folded].add(number)
        theirs = _things(pair.of(other))
        for identifier in theirs:
            named[identifier].add(number)
        lacking = {i: f for i, f in theirs.items() if i not in _things(pair.of(language))}
        for candidate, found, sure in _beside(pair, ours, lacking, other):
            thought[found.mention.value, candidate.folded].append((candidate, found, sure))
    for (identifier, folded), evidence in sorted(thought.items()):
        rivals = {name for thing, name in thought if thing == identifier} | {
            thing for thing, name in thought if name == folded
        }
        # A name that is also met where the thing is not is the name of something else, or a word in capitals.
        if len(rivals) > 2 or not places[folded] <= named[identifier]:
            continue
        candidate, found, _ = evidence[0]
        if script_defect(candidate.text, language):
            continue
        sure = any(by_acronym for _, _, by_acronym in evidence) or len(evidence) > 1
        beside = " ".join(found.mention.text.split())
        parts = tuple((c.part, f.part) for c, f, _ in evidence)
        yield Proposal(identifier, "thing", language, candidate.text, beside, LIKELY if sure else POSSIBLE, parts)


def _things(parts: Sequence[Part]) -> dict[str, Found]:
    """The first mention of each known thing, by id; those that were read with doubt are no evidence."""
    found: dict[str, Found] = {}
    for part in parts:
        for mention in part.mentions:
            if mention.kind == "thing" and mention.certain and len(mention.text.split()) > 1:
                found.setdefault(mention.value, Found(mention, part))
    return found


def _beside(
    pair: Pair, ours: Sequence[Candidate], lacking: Mapping[str, Found], other: str
) -> Iterator[tuple[Candidate, Found, bool]]:
    """A name with the thing that it may be of: both beside one acronym, or each the only one that is unexplained."""
    by_acronym = [
        (candidate, found, True)
        for candidate in ours
        for found in lacking.values()
        if candidate.acronym and candidate.acronym.casefold() == _acronym(found.mention, found.part).casefold()
    ]
    if by_acronym:
        yield from by_acronym
        return
    if len(ours) != 1 or len(lacking) != 1:
        return
    candidate, found = ours[0], next(iter(lacking.values()))
    rest = [c for part in pair.of(other) for c in candidates(part, other)]
    if rest:  # the name may be that of what is unexplained there
        return
    acronym = _acronym(found.mention, found.part)
    yield candidate, found, bool(acronym) and candidate.how == "capitals" and initials_fit(candidate.text, acronym)


def _acronym(mention: Mention, part: Part) -> str:
    return acronym_after(part, mention.end)
