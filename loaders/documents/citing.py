"""Where a text says that it cites: the nouns resolution and decision, with what stands between them and the numbers.

Nouns are met with article, proclitics, possessive endings and in every number (بقراريها, resolutions). Between noun and
number may stand the name of an organ and a few words such as رقم, ذات الصلة, in particular; nothing else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .organs import Named, organ_at
from .plain import spelled_plainly

_FOREIGN = Path(__file__).parent / "foreign.csv"
_NOUN = re.compile(
    r"(?P<english>[Rr]esolution|[Dd]ecision|RESOLUTION|DECISION|[Rr]es\. ?(?=\d))(?P<s>[Ss]?)(?![A-Za-z])"
    r"|(?P<abbreviated>UNSCR|SCR)(?P<s2>s?)(?= ?\d)"
    r"|(?P<arabic>قرار|مقرر)(?P<ending>اتهما|اتها|اته|اتهم|اتنا|ات|يهما|يها|يه|ين|ان|اها|اه|هما|ها|هم|ه|نا|ي|ا)?(?![ء-ي])"
)
_BEFORE_ARABIC = re.compile(r"(?<![ء-ي])[وف]?(?:[بك]?ال|لل|[بكل])?\Z")
_POSSESSIVE_BEFORE = re.compile(r"\b([Ii]ts|[Tt]heir|ITS)(?: (?:own|previous|earlier|relevant|recent|landmark))* \Z")
_DRAFT = re.compile(r"(?:\b[Dd]raft|(?<![ء-ي])\w{0,3}(?:مشروع|مشاريع|مشروعا|مشروعي)) (?:\w+ )?\w{0,4}\Z")
_FILLER = re.compile(
    r"(?:[,،:\"']? ?(?:the|of the|No\.?|Nos\.?|no\.?|nos\.?|numbers?|numbered|in particular|including|inter alia|especially"
    r"|namely|notably|such as|relevant|previous|adopted by(?: the)?|of|مجلس الامن التابع|التابع(?:ه)? للامم المتحده"
    r"|للامم المتحده|رقم|ارقام|ذات الصله|ذي الصله|ذوي الصله|ذوا الصله|ذو الصله|السابق(?:ه|ين|ان)?|التاريخي|الشهير|التالي(?:ه)?"
    r"|الاتي(?:ه)?|الاخير(?:ه)?|ولا سيما|لا سيما|وخاصه|وبخاصه|خاصه|خصوصا|بما في ذلك|بما فيها|ومنها|منها|مثل|وهي|وهما|هما|وهو|اي"
    r"|المعروف ب)"
    r"(?= |\d)|[,،:\"']| ?/ ?RES ?/| [-:] ?| (?=\())",
)
_HEALTH = re.compile(r"WHA ?\d|ج ?ص ?ع")
_PARENTHESIS = re.compile(r"[^().;؛]{1,160}?\((?=[\dS(])")
_NATIONAL_NUMBER = re.compile(r"(?:[Nn]o\.?|[Nn]os\.?|رقم)")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that cites: its place, `RES` or `DEC`, whether of several, whose (`s` its, `f` or `m` in Arabic)."""

    start: int
    end: int
    kind: str
    plural: bool
    possessive: str
    arabic: bool
    draft: bool
    abbreviated: bool
    """Whether the noun is UNSCR, which names its organ."""


@dataclass(frozen=True, slots=True)
class Approach:
    """The way from a noun to its number: where the number begins, the organ named on the way, whether `No.` stands."""

    place: int
    named: Named | None
    numbered: bool
    direct: bool
    """Whether the number follows without `of`, after which a quantity or a date stands rather."""


def nouns(text: str) -> Iterator[Noun]:
    """The nouns of a text as patterns read it that may cite.

    >>> [(n.kind, n.plural, n.possessive) for n in nouns("بقراريها والمقرر؛ its decision")]
    [('RES', True, 'f'), ('DEC', False, ''), ('DEC', False, 's')]
    """
    for match in _NOUN.finditer(text):
        start = match.start()
        before = text[max(0, start - 48) : start]
        if match["arabic"]:
            proclitic = _BEFORE_ARABIC.search(before)
            if not proclitic:
                continue
            ending = match["ending"] or ""
            article = "ال" in proclitic[0] or proclitic[0].endswith("لل")
            possessive = "" if article else "f" if ending.endswith("ها") else "m" if ending.endswith("ه") else ""
            plural = len(ending) > 1 and ending not in ("ها", "هما", "هم", "نا") or ending in ("ي", "ا")
            begin = start - len(proclitic[0])
            kind = "RES" if match["arabic"] == "قرار" else "DEC"
            draft = bool(_DRAFT.search(text[max(0, begin - 48) : begin]))
            yield Noun(begin, match.end(), kind, plural, possessive, True, draft, False)
        elif not before[-1:].isalpha() and before[-1:] not in ("/", "_"):
            word = match["english"] or ""
            possessive = "s" if _POSSESSIVE_BEFORE.search(before) else ""
            yield Noun(
                start,
                match.end(),
                "DEC" if word[:1] in ("d", "D") else "RES",
                bool(match["s"] or match["s2"]),
                possessive,
                False,
                bool(_DRAFT.search(before)),
                bool(match["abbreviated"]),
            )


def approach(text: str, noun: Noun) -> Approach:
    """The way from a noun over fillers and the name of an organ.

    >>> text = "قرار مجلس الامن رقم 1325"
    >>> way = approach(text, next(nouns(text)))
    >>> text[way.place :], way.named.organs[0].code, way.numbered
    ('1325', 'S', True)
    """
    place, named, numbered, last = noun.end, None, False, ""
    for _ in range(8):
        filler = _FILLER.match(text, place)
        if filler:
            numbered |= bool(_NATIONAL_NUMBER.search(filler[0]))
            place, last = filler.end(), filler[0]
            continue
        after = place + (text[place : place + 1] == " ")
        letters = text[after : after + 1].isalpha() and not named and not _HEALTH.match(text, after)
        found = organ_at(text, after) if letters else None
        if not found:
            break
        named, place, last = found, found.end, ""
    return Approach(place + (text[place : place + 1] == " "), named, numbered, last.split(" ")[-1] not in ("of", "the"))


def in_parenthesis(text: str, noun: Noun) -> int:
    """Where a number may stand in brackets after the title of a resolution, or 0.

    >>> text = "its resolution on trafficking (71/167)"
    >>> text[in_parenthesis(text, next(nouns(text))) :]
    '71/167)'
    """
    match = _PARENTHESIS.match(text, noun.end)
    return match.end() if match else 0


_AFTER = re.compile(
    r"[,،]?(?: (?:adopted by|passed by|issued by|of|by|taken by|الصاد(?:ر|ره|رين|ران) (?:عن|من)|الذي (?:اعتمد|اتخذ|اصدر)(?:ه|ته)"
    r"|الذي (?:اعتمد|اتخذ|اصدر)ها|التي (?:اعتمد|اتخذ|اصدر)(?:ها|تها)|من))?(?: the)? "
)


def organ_after(text: str, place: int) -> Named | None:
    """The organ that is named right after the numbers: `71/167 of the General Assembly`, ١٣٢٥ الصادر عن مجلس الأمن.

    >>> organ_after(" of the General Assembly", 0).organs[0].code
    'A'
    """
    match = _AFTER.match(text, place)
    if not match or not match[0].strip(" ,،") and text[match.end() : match.end() + 1] != "ل":
        return None
    return organ_at(text, match.end())


def foreign_near(text: str, noun: Noun, place: int, end: int) -> bool:
    """Whether a court, ministry or parliament is named as the one that passed it, before the number or after its end.

    >>> text = "decision No. 8/351 of the Constitutional Court"
    >>> foreign_near(text, next(nouns(text)), 13, 18)
    True
    """
    before, after = _foreign_patterns(noun.arabic)
    sought = (noun.end, place) if noun.arabic else (max(0, noun.start - 60), noun.start)
    return bool(before.search(text, *sought) or after.match(text, end))


@cache
def _foreign_patterns(arabic: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names a body of a State before the number, and after it."""
    with _FOREIGN.open(encoding="utf-8", newline="") as file:
        words = {row["language"]: spelled_plainly(row["words"]) for row in csv.DictReader(file)}
    if arabic:
        word = rf"(?:{words['ar']})(?![ء-ي])"
        return (
            re.compile(rf"(?<![ء-ي])[وفبكل]?{word}"),
            re.compile(rf" (?:[^.,،؛;()]{{0,40}}(?:الصاد[ء-ي]+ (?:عن|من)|اصدر[ء-ي]*) |من |لل?)?{word}"),
        )
    word = rf"\b(?:{words['en']})\b"
    return (
        re.compile(rf"{word}(?:'s?)?(?: \w+)? \Z"),
        re.compile(rf",? (?:of|issued by|adopted by|handed down by) (?:the )?(?:[A-Z]\w+ (?:of )?){{0,4}}?{word}"),
    )
