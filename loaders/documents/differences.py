"""What the two language versions of a document say differently: citations, dates, numbers, States, known things.

Paired parts are compared as bags of values. What only one version prints in digits the other may say in words, a short
date, or in another order: equal values that are written otherwise are equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rapidfuzz.distance import Levenshtein

from .pairs import Pair
from .records import Document
from .sides import Found, Side

SURE = frozenset({"document", "date", "number", "numeral", "time"})
"""Kinds whose absence is a difference for sure: States and things may be meant without being named."""
ONCE = frozenset({"country", "thing", "numeral", "time"})
"""Kinds of which it does not matter how often they are named: a version may say “it”."""
_NUMBER = re.compile(r"\d+")
_FRONT = ("symbol", "date", "session", "dates", "agenda_item")


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version has and the other lacks or has otherwise; the side that lacks it is None.

    `certain` is false where it may be a matter of wording or reading; `why` then says which: `uncertain` (the citation
    or date can be read in two ways), `precision` (one date is more exact), `times` (not named equally often), `named`
    (a State or thing may be meant without its name), `organ` (the same number of another organ).
    """

    kind: str
    ar: Found | None
    en: Found | None
    pair: Pair
    certain: bool
    why: str = ""

    def of(self, language: str) -> Found | None:
        """What stands in a language."""
        return self.ar if language == "ar" else self.en


def differences(pairs: Sequence[Pair]) -> list[Difference]:
    """All differences of paired parts, in their order; parts without a partner are not compared."""
    found: list[Difference] = []
    for pair in pairs:
        if pair.ar and pair.en:
            found += sorted(_of_pair(pair), key=_in_order)
    return found


def _in_order(difference: Difference) -> tuple[int, int]:
    """Where a difference stands, in the Arabic version if it stands there."""
    found = difference.ar or difference.en
    assert found is not None
    return (found.line, found.mention.start)


def front_differences(ar: Document, en: Document) -> Iterator[tuple[str, str, str]]:
    """What the front pages say otherwise, where both say it: the name of the field, the Arabic and the English value.

    >>> from .records import Front
    >>> ar, en = (Document("a.txt", Front(symbol="A/73/5", session=n)) for n in ("73", "72"))
    >>> list(front_differences(ar, en))
    [('session', '73', '72')]
    """
    for name in _FRONT:
        one, other = getattr(ar.front, name), getattr(en.front, name)
        if one and other and "".join(one.split()) != "".join(other.split()):
            yield name, one, other


def _of_pair(pair: Pair) -> Iterator[Difference]:
    ar, en = Side(pair.ar), Side(pair.en)
    for group in dict.fromkeys([*ar.found, *en.found]):
        one, other = ar.found.get(group, []), en.found.get(group, [])
        if [f.mention.value for f in one] == [f.mention.value for f in other]:
            continue
        left, right = _lacking(group, one, other), _lacking(group, other, one)
        left = [found for found in left if not _told_otherwise(group, found, en, other)]
        right = [found for found in right if not _told_otherwise(group, found, ar, one)]
        for a, b in _beside(group, left, right):
            certain, why = _how_sure(group, a, b)
            kind = next(found.mention.kind for found in (a, b) if found)
            yield Difference(kind, a, b, pair, certain, why)
        if group not in ONCE:
            yield from _times(group, one, other, pair)


def value(group: str, written: str) -> str:
    """A value as it is compared.

    >>> value("number", "1.50"), value("date", "2018-07-23"), value("document", "A/RES/71/167")
    ('1.5', '2018-07-23', 'A/RES/71/167')
    """
    if group == "number":
        try:
            return f"{Decimal(written).normalize():f}"
        except InvalidOperation:
            return written
    return written


def _lacking(group: str, one: Sequence[Found], other: Sequence[Found]) -> list[Found]:
    """The first mention of each value that the other lacks."""
    have = {value(group, found.mention.value) for found in other}
    if group == "date":
        have |= {day for date in list(have) for day in date.split("/")}
    first: dict[str, Found] = {}
    for found in one:
        first.setdefault(value(group, found.mention.value), found)
    return [
        found
        for key, found in first.items()
        if key not in have and not (group == "date" and "/" in key and have >= set(key.split("/")))
    ]


def _told_otherwise(group: str, found: Found, side: Side, mentions: Sequence[Found]) -> bool:
    """Whether the other version says a value that no mention of its has: in words, in another order."""
    written = found.mention.value
    if group in ("number", "numeral"):
        return side.says(value("number", written))
    if group == "time":  # at ten in the evening
        minutes, hour = map(int, written.split(":"))
        return minutes == 0 and any(side.says(str(h)) for h in (hour, hour % 12) if h)
    numbers = _NUMBER.findall(written)
    if group == "document":
        same = any(_alike_documents(written, other.mention.value) for other in mentions)
        # Numbers that stand together in the text were merely not read as a citation.
        return not same and side.prints(numbers)
    return False


def _alike_documents(one: str, other: str) -> bool:
    """Whether two symbols have the same numbers, in whatever order."""
    return sorted(_NUMBER.findall(one)) == sorted(_NUMBER.findall(other))


def _beside(group: str, left: Sequence[Found], right: Sequence[Found]) -> Iterator[tuple[Found | None, Found | None]]:
    """Put together what stands in the place of something else, the nearest first; the rest stands alone."""
    near = sorted(
        (_distance(group, a.mention.value, b.mention.value), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
    )
    gone: tuple[set[int], set[int]] = (set(), set())
    partner: dict[int, int] = {}
    for distance, i, j in near:
        alone = len(left) == len(right) == 1 and group != "thing"
        if i not in gone[0] and j not in gone[1] and (distance <= 0.5 or alone):
            partner[i] = j
            gone[0].add(i)
            gone[1].add(j)
    for i, a in enumerate(left):
        yield a, right[partner[i]] if i in partner else None
    for j, b in enumerate(right):
        if j not in gone[1]:
            yield None, b


def _distance(group: str, one: str, other: str) -> float:
    """How far two values are from each other: 0 for nearly the same, 1 for nothing alike."""
    if group not in SURE:
        return 1.0
    if group == "document" and _alike_documents(one, other):
        return 0.0
    return Levenshtein.normalized_distance(one, other)


def _how_sure(group: str, a: Found | None, b: Found | None) -> tuple[bool, str]:
    if group not in SURE and not (a and b and group == "country"):
        return False, "named"
    sides = [found for found in (a, b) if found]
    if not all(found.mention.certain for found in sides):
        return False, "uncertain"
    if a and b and group == "date" and _precision(a.mention.value, b.mention.value):
        return False, "precision"
    if a and b and group == "document" and _alike_documents(a.mention.value, b.mention.value):
        return False, "organ"
    return True, ""


def _precision(one: str, other: str) -> bool:
    """Whether two dates are the same but that one has a year, a day or an end more.

    >>> _precision("--09-19", "2014-09-19"), _precision("2017-09", "2017-09-06"), _precision("2017", "2018")
    (True, True, False)
    """
    ones, others = one.split("/"), other.split("/")
    if len(ones) == len(others):
        return all(_less_exact(*sorted(pair, key=len)) for pair in zip(ones, others, strict=True))
    short, long = sorted((ones, others), key=len)
    return any(end.startswith(short[0]) or end == short[0] for end in long)


def _less_exact(one: str, other: str) -> bool:
    return other.startswith(one) or (one.startswith("--") and other.endswith(one.removeprefix("-")))


def _times(group: str, one: Sequence[Found], other: Sequence[Found], pair: Pair) -> Iterator[Difference]:
    """Values that both versions have, but not equally often."""
    counts = [Counter(value(group, found.mention.value) for found in side) for side in (one, other)]
    for key in counts[0]:
        if counts[1][key] and counts[0][key] != counts[1][key]:
            a, b = (next(f for f in side if value(group, f.mention.value) == key) for side in (one, other))
            yield Difference(a.mention.kind, a, b, pair, False, "times")
