"""Labels that one language lacks, proposed from the other version of a document, with the evidence for each.

Titles and headings by their pairs. A known thing that one version never names, by a name in the paired part that
nothing explains: one beside the same acronym, or one that is the only such name in at least two pairs. In a single pair
the only name is nearly always that of something else (all 17 in 4,000 segments of the United Nations Parallel Corpus
were), and a wrong proposal is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..folding import fold
from ..records import Thing
from ..text import script_defect
from .name_candidates import Candidate, acronym_after, candidates, initials_fit
from .pairs import Pair
from .records import Document, Mention, Part
from .sides import CONCEPTS, Found

LIKELY, POSSIBLE = "likely", "possible"
"""Codes of the list of confidences."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names of one thing or section, and the languages for which its own is proposed as a label.

    `id` is that of the thing, `section/II.A`, or `document/…`; `kind` is `title`, `heading` or `thing`; `confidence` a
    code of the list of confidences. `evidence` is the parts that have the names: an Arabic and an English one each.
    """

    id: str
    kind: str
    ar: str
    en: str
    languages: tuple[str, ...]
    confidence: str
    evidence: tuple[tuple[Part, Part], ...]


def proposals(
    ar: Document, en: Document, pairs: Sequence[Pair], things: Mapping[str, Thing] | None = None
) -> list[Proposal]:
    """Everything that is proposed from two versions; `things` are those that registers have, by id."""
    things = things or {}
    return [*_title(ar, en, things), *_headings(pairs), *_names(pairs, things)]


def _title(ar: Document, en: Document, things: Mapping[str, Thing]) -> Iterator[Proposal]:
    """The titles of both versions for the document, where the registers do not have them."""
    one, other = (" ".join(document.front.title.split()) for document in (ar, en))
    identifier = f"document/{ar.front.symbol or en.front.symbol}"
    if identifier == "document/" or not _written(one, other):
        return
    have = things.get(identifier)
    lacking = [tag for tag, text in (("ar", one), ("en", other)) if not have or fold(text) not in _known(have, tag)]
    if lacking:
        nothing = Part("0", "paragraph", "", "", ())
        evidence = ((ar.cover or nothing, en.cover or nothing),)
        yield Proposal(identifier, "title", one, other, tuple(lacking), LIKELY, evidence)


def _written(ar: str, en: str) -> bool:
    return bool(ar and en) and not script_defect(ar, "ar") and not script_defect(en, "en")


def _known(thing: Thing, language: str) -> set[str]:
    return {fold(name) for name in (thing.labels[language], *thing.alternatives[language])}


def _headings(pairs: Sequence[Pair]) -> Iterator[Proposal]:
    """The headings of both versions for their section; likely where both number it alike."""
    for pair in pairs:
        if pair.kind == "heading" and len(pair.ar) == len(pair.en) == 1:
            ar, en = pair.ar[0], pair.en[0]
            if _written(ar.text, en.text):
                sure = LIKELY if pair.how == "number" else POSSIBLE
                yield Proposal(f"section/{ar.number}", "heading", ar.text, en.text, ("ar", "en"), sure, ((ar, en),))


def _names(pairs: Sequence[Pair], things: Mapping[str, Thing]) -> Iterator[Proposal]:
    """Names of known things; a front page is a list of names that stand beside each other for no reason."""
    found = [pair for pair in pairs if pair.ar and pair.en and pair.kind != "heading" and pair.ar[0].number != "0"]
    for language in ("ar", "en"):
        yield from _in_language(found, language, things)


def _in_language(pairs: Sequence[Pair], language: str, things: Mapping[str, Thing]) -> Iterator[Proposal]:
    """Names in a language for things that the other version alone names."""
    other = "en" if language == "ar" else "ar"
    known = {name for thing in things.values() for name in _known(thing, language)}
    named: dict[str, set[int]] = defaultdict(set)
    thought: dict[tuple[str, str], list[tuple[Candidate, Found, bool]]] = defaultdict(list)
    places: dict[str, set[int]] = defaultdict(set)
    have = {identifier for pair in pairs for identifier in _things(pair.of(language))}
    for number, pair in enumerate(pairs):
        ours = [c for part in pair.of(language) for c in candidates(part, language) if c.folded not in known]
        for candidate in ours:
            places[candidate.folded].add(number)
        theirs = _things(pair.of(other))
        for identifier in theirs:
            named[identifier].add(number)
        lacking = {i: found for i, found in theirs.items() if i not in have and _is_evidence(found)}
        for candidate, found, sure in _beside(pair, ours, lacking, other):
            thought[found.mention.value, candidate.folded].append((candidate, found, sure))
    for (identifier, folded), evidence in sorted(thought.items(), key=lambda item: item[0]):
        rivals = [key for key in thought if identifier == key[0] or folded == key[1]]
        # A name that is also met where the thing is not is the name of something else, or a word in capitals.
        if len(rivals) > 1 or not places[folded] <= named[identifier]:
            continue
        candidate, found, _ = evidence[0]
        sure = any(by_acronym for _, _, by_acronym in evidence)
        if script_defect(candidate.text, language) or not (sure or len(evidence) > 1):
            continue
        beside = " ".join(found.mention.text.split())
        one, two = (candidate.text, beside) if language == "ar" else (beside, candidate.text)
        parts = tuple((c.part, f.part) if language == "ar" else (f.part, c.part) for c, f, _ in evidence)
        yield Proposal(identifier, "thing", one, two, (language,), LIKELY if sure else POSSIBLE, parts)


def _things(parts: Sequence[Part]) -> dict[str, Found]:
    """The first mention of each known thing, by id."""
    found: dict[str, Found] = {}
    for part in parts:
        for mention in part.mentions:
            if mention.kind == "thing":
                found.setdefault(mention.value, Found(mention, part))
    return found


def _is_evidence(found: Found) -> bool:
    """Whether a mention is of a name for sure; short forms, and notions that are worded freely, are none."""
    mention = found.mention
    return mention.certain and len(mention.text.split()) > 1 and not mention.value.startswith(CONCEPTS)


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
