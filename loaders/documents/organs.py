"""The organs that resolutions and decisions come from: their names in both languages, and how each numbers.

The data is `organs.csv`: code in canonical symbols, forms of numbers, full and short names, beginnings of the symbols
of its documents, the highest number in one session, and the number from which decisions are counted. A short name may
stand for several organs; an organ without a code is one whose numbers are not of this family.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from .plain import spelled_plainly
from .records import Context

_ORGANS = Path(__file__).parent / "organs.csv"
FOREIGN = "foreign"
"""The form of the bodies whose resolutions are none of this family: they keep their names from being read shorter."""
_FEMININE = tuple(map(spelled_plainly, ("الجمعية", "اللجنة")))


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ: code, forms of its numbers, beginnings of symbols, highest number, first number of its decisions."""

    code: str
    forms: frozenset[str]
    symbols: tuple[str, ...]
    highest: int
    decisions_from: int
    feminine: bool
    """Whether Arabic pronouns for it are feminine."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of an organ in a text as patterns read it: its place, and the organs that it may stand for."""

    start: int
    end: int
    organs: tuple[Organ, ...]
    short: bool


@cache
def organs() -> tuple[Organ, ...]:
    """All organs, in the order of the table.

    >>> [organ.code for organ in organs()][:3]
    ['A', 'S', 'E']
    """
    return tuple(dict.fromkeys(organ for organ, _, _ in _rows()))


@cache
def organ(code: str) -> Organ | None:
    """The organ of a code, or None.

    >>> organ("CCPCJ").symbols, organ("XYZ")
    (('E/CN.15', 'CCPCJ'), None)
    """
    return next((found for found in organs() if found.code == code), None)


@cache
def official_names(code: str) -> dict[str, str]:
    """The name of an organ by language; nothing for a code that is none.

    >>> official_names("CND")
    {'en': 'Commission on Narcotic Drugs', 'ar': 'لجنة المخدرات'}
    """
    with _ORGANS.open(encoding="utf-8", newline="") as file:
        row = next((row for row in csv.DictReader(file) if code and row["code"] == code), None)
    return {language: _several(row[language])[0] for language in ("en", "ar")} if row else {}


def speaker(context: Context) -> Organ | None:
    """The organ that a document speaks for: the one that is given, else the one whose symbols begin like its own.

    >>> speaker(Context(symbol="E/CN.15/2016/10")).code, speaker(Context(symbol="A/HRC/23/48")).code
    ('CCPCJ', 'A/HRC')
    """
    given = context.organ.strip()
    return (organ(given) or _by_symbol(given) if given else None) or _by_symbol(context.symbol)


def organ_of_symbol(stem: str) -> Organ | None:
    """The organ whose resolutions have symbols with this stem, such as `A/HRC` in `A/HRC/RES/17/1`.

    >>> organ_of_symbol("E/CN.15").code, organ_of_symbol("X")
    ('CCPCJ', None)
    """
    return organ(stem) or next((found for found in organs() if stem in found.symbols), None)


@lru_cache(maxsize=1000)
def _by_symbol(symbol: str) -> Organ | None:
    fitting = [
        (len(start), found) for found in organs() for start in found.symbols if _begins(symbol.upper(), start.upper())
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _begins(symbol: str, start: str) -> bool:
    return symbol.startswith(start) and not symbol[len(start) : len(start) + 1].isalnum()


def named_organs(text: str, start: int, end: int) -> list[Named]:
    """The names of organs between two places of a text as patterns read it, in order.

    >>> from .plain import plain
    >>> text = plain("وقررت الجمعية العامة والمجلس").text
    >>> [(text[n.start : n.end], [o.code for o in n.organs][:2]) for n in named_organs(text, 0, len(text))]
    [('الجمعيه العامه', ['A']), ('المجلس', ['S', 'E'])]
    """
    return [named for match in _pattern().finditer(text, start, end) if (named := _named(text, match))]


def organ_at(text: str, place: int) -> Named | None:
    """The name of an organ that begins at a place, perhaps after proclitics."""
    for begin in range(place, place + 3):
        match = _pattern().match(text, begin)
        if match:
            return _named(text, match)
        if text[begin : begin + 1] not in _PROCLITICS:
            break
    return None


def _named(text: str, match: re.Match[str]) -> Named | None:
    before = match.start()
    while before > match.start() - 2 and text[before - 1 : before] in _PROCLITICS:
        before -= 1
    if before and (text[before - 1].isalpha() or text[before - 1] in "/-"):
        return None
    full, short = _names()[match["name"]]
    if not full and _OF_ANOTHER.match(text, match.end()):
        return None
    return Named(match.start(), match.end(), full or short, not full)


_PROCLITICS = tuple("وفبكل")
_OF_ANOTHER = re.compile(
    r" of (?!the United Nations)| to (?:the|its) [A-Z]| في اتفاقي| ل[ء-ي]*اتفاقي"
    r"| ال(?:اولي|ثانيه|ثالثه|رابعه|خامسه|سادسه|خاصه|دايمه|مخصصه|مشتركه|موقته|عليا|اعلي|مستقله)(?![ء-ي])"
    r"| (?!الذي|التي|الي |الماضي|الحالي|التالي|الآتي)ال[ء-ي]{3,}(?:ي|يه)(?![ء-ي])"
)
"""What makes another body of a short name: `Council of Europe`, المجلس الوطني."""


@cache
def _names() -> dict[str, tuple[tuple[Organ, ...], tuple[Organ, ...]]]:
    """The organs that each name stands for: in full, and as a short form."""
    names: dict[str, tuple[tuple[Organ, ...], tuple[Organ, ...]]] = {}
    for found, full, short in _rows():
        for group, spellings in enumerate((full, short)):
            for spelling in spellings:
                for form in _after_proclitics(spelled_plainly(spelling)):
                    pair = list(names.get(form, ((), ())))
                    pair[group] = (*pair[group], found)
                    names[form] = (pair[0], pair[1])
    return names


def _after_proclitics(name: str) -> Iterable[str]:
    """A name, and how its article is written after the preposition ل."""
    yield name
    if name.startswith("الل"):
        yield f"لل{name[3:]}"
    elif name.startswith("ال"):
        yield f"لل{name[2:]}"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_branches(list(_names()))})(?![A-Za-zء-ي\d]|-\d)")


def _branches(words: list[str]) -> str:
    """A pattern of words that tries each letter once, the longest word first."""
    start = words[0][: next(n for n in range(len(words[0]), -1, -1) if all(w.startswith(words[0][:n]) for w in words))]
    rests = sorted({word[len(start) :] for word in words} - {""})
    by_letter = [list(group) for _, group in groupby(rests, key=lambda rest: rest[0])]
    if not rests:
        return re.escape(start)
    body = "|".join(map(_branches, by_letter))
    return f"{re.escape(start)}(?:{body}){'?' if start in words else ''}"


@cache
def _rows() -> tuple[tuple[Organ, tuple[str, ...], tuple[str, ...]], ...]:
    """The table: each organ with its full and its short names in both languages."""
    with _ORGANS.open(encoding="utf-8", newline="") as file:
        return tuple(
            (
                Organ(
                    code=row["code"],
                    forms=frozenset(row["forms"].split()),
                    symbols=_several(row["symbols"]),
                    highest=int(row["highest"] or 0),
                    decisions_from=int(row["decisions_from"] or 1),
                    feminine=spelled_plainly(row["short_ar"]).startswith(_FEMININE),
                ),
                (*_several(row["en"]), *_several(row["ar"])),
                (*_several(row["short_en"]), *_several(row["short_ar"])),
            )
            for row in csv.DictReader(file)
        )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
