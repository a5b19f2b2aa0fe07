"""Where a text says that it cites: the nouns resolution and decision, with what stands between them and the numbers.

Nouns are met with article, proclitics, possessive endings and in every number (بقراريها, resolutions). Between noun and
number may stand the name of an organ and a few words such as رقم, ذات الصلة, in particular; nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .organs import Named, organ_at

_NOUN = re.compile(
    r"[RrDdUSقم](?:"
    r"(?:e(?:(?<=[Rr]e)s(?:olution|\. ?(?=\d))|(?<=[Dd]e)cision)|ESOLUTION(?<=RESOLUTION)|ECISION(?<=DECISION))"
    r"(?P<s>[Ss]?)(?![A-Za-z])"
    r"|(?P<abbreviated>NSCR(?<=UNSCR)|CR(?<=SCR))(?P<s2>s?)(?= ?\d)"
    r"|(?P<arabic>رار(?<=قرار)|قرر(?<=مقرر))(?P<ending>اتهما|اتها|اته|اتهم|اتنا|ات|يهما|يها|يه|ين|ان|اها|اه|هما|ها|هم"
    r"|ه|نا|ي|ا)?(?![ء-ي]))"
)
"""It begins with what a search is quick to find."""
_BEFORE_ARABIC = re.compile(r"(?<![ء-ي])[وف]?(?:[بك]?ال|لل|[بكل])?\Z")
_POSSESSIVE_BEFORE = re.compile(r"\b([Ii]ts|[Tt]heir|ITS)(?: (?:own|previous|earlier|relevant|recent|landmark))* \Z")
_DRAFT = re.compile(r"(?:\b[Dd]raft|(?<![ء-ي])\w{0,3}(?:مشروع|مشاريع|مشروعا|مشروعي)) (?:\w+ )?\w{0,4}\Z")
_FILLER = re.compile(
    r"(?:[,،:\"']? ?(?:the|of the|No\.?|Nos\.?|no\.?|nos\.?|numbers?|numbered|in particular|including|inter alia"
    r"|especially|namely|notably|such as|relevant|previous|adopted by(?: the)?|of"
    r"|التابع(?:ه)? للامم المتحده|للامم المتحده|رقم|ارقام|المرقمه|ذ(?:ات|و|ي|وي) (?:الارقام|الرقم|الرقمين)"
    r"|التي تحمل الارقام|ذات الصله|ذ[ويا]{1,2} الصله|السابق(?:ه|ين|ان)?|التاريخي"
    r"|الشهير|التالي(?:ه)?|الاتي(?:ه)?|الاخير(?:ه)?|و?لا سيما|و?ب?خاصه|خصوصا|بما في ذلك|بما فيها|و?منها|مثل"
    r"|وه[يو]|و?هما|اي)(?=[ \d,،:])|[,،:\"']| [-:] ?| \([A-Z]{2,6}s?\))"
)
_HEALTH = re.compile(r"WHA ?\d|ج ?ص ?ع")
_AND = re.compile(r"و[ء-ي]|and ")
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
    """The way from a noun to its number: where the number begins, the organs named on the way, whether `No.` stands."""

    place: int
    named: tuple[Named, ...]
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
            plural = ending in ("ي", "ا") or (len(ending) > 1 and ending not in ("ها", "هما", "هم", "نا"))
            begin = start - len(proclitic[0])
            kind = "RES" if text[start] == "ق" else "DEC"
            draft = bool(_DRAFT.search(text[max(0, begin - 48) : begin]))
            yield Noun(begin, match.end(), kind, plural, possessive, True, draft, False)
        elif not before[-1:].isalpha() and before[-1:] not in ("/", "_"):
            possessive = "s" if _POSSESSIVE_BEFORE.search(before) else ""
            yield Noun(
                start,
                match.end(),
                "DEC" if text[start] in "dD" else "RES",
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
    >>> text[way.place :], way.named[0].organs[0].code, way.numbered
    ('1325', 'S', True)
    """
    place, numbered, last = noun.end, False, ""
    named: list[Named] = []
    for _ in range(8):
        filler = _FILLER.match(text, place)
        if filler:
            numbered |= bool(_NATIONAL_NUMBER.search(filler[0]))
            place, last = filler.end(), filler[0]
            continue
        after = place + (text[place : place + 1] == " ")
        joined = not named or _AND.match(text, after) is not None
        letters = text[after : after + 1].isalpha() and joined and not _HEALTH.match(text, after)
        found = organ_at(text, after + (4 if named and not noun.arabic else 0)) if letters else None
        if not found:
            break
        named.append(found)
        place, last = found.end, ""
    return Approach(
        place + (text[place : place + 1] == " "), tuple(named), numbered, last.split(" ")[-1] not in ("of", "the")
    )


def in_parenthesis(text: str, noun: Noun) -> int:
    """Where a number may stand in brackets after the title of a resolution, or 0.

    >>> text = "its resolution on trafficking (71/167)"
    >>> text[in_parenthesis(text, next(nouns(text))) :]
    '71/167)'
    """
    match = _PARENTHESIS.match(text, noun.end)
    return match.end() if match else 0


_AFTER = re.compile(
    r"[,،]?(?: (?:adopted by|passed by|issued by|of|by|taken by|الصاد(?:ر|ره|رين|ران) (?:عن|من)"
    r"|ال(?:ذي|تي|لذين|لذان) (?:اعتمد|اتخذ|اصدر)[ء-ي]{1,5}|من))?(?: the)? "
)


def organ_after(text: str, place: int) -> Named | None:
    """The organ that is named right after the numbers: `71/167 of the General Assembly`, ١٣٢٥ الصادر عن مجلس الأمن.

    >>> organ_after(" of the General Assembly", 0).organs[0].code
    'A'
    """
    match = _AFTER.match(text, place)
    bare = match and not match[0].strip(" ,،")
    if not match or (bare and text[match.end() : match.end() + 1] != "ل"):
        return None
    return organ_at(text, match.end())
