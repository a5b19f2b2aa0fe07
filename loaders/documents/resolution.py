"""The paragraphs of a resolution: preambular ones that open with a participle, operative ones that open with a verb.

Recalling / وإذ تشير, Deeply concerned / وإذ يساورها بالغ القلق, Requests / تطلب, Decides also / تقرر أيضا. An organ
that is masculine in Arabic writes يطلب, a declaration نطلب. The words are in `openings.csv`: operative verbs in pairs,
the others for each language alone.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from .plain import plain, spelled_plainly

_TABLE = Path(__file__).parent / "openings.csv"
_ENACTING = re.compile(
    r"the [^.;:]{3,200},|ان(?: ال[^\W\d_]+| مجلس| مؤتمر| موتمر| لجنه| اجتماع| فريق| هييه)[^.;:؛]{0,200}[،,]",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\d+(?:st|nd|rd|th) (?:plenary )?meeting.*|adopted (?:unanimously )?(?:at|by|on)\b.*|resolution adopted .*"
    r"|الجلسه (?:العامه )?(?:\d|ال).*|(?:اتخذ|اعتمد)(?:ت|ه)? .{0,60}(?:في )?(?:الجلسه|جلست).*",
    re.IGNORECASE,
)
_NOUN = (
    r"(?: (?:its|their|once again|the)){0,3}(?: [a-z-]+){0,2}? (?:appreciation|gratitude|concern|conviction"
    r"|satisfaction|support|regrets?|readiness|intention|hope|belief|determination|dismay|thanks|condolences"
    r"|solidarity|sympathy|alarm|disappointment|confidence|call|commitment|request|invitation|demand|appeal"
    r"|indignation)\b"
)


@cache
def _words(kind: str, language: str) -> tuple[str, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        words = {spelled_plainly(row[language]) for row in csv.DictReader(file) if row["kind"] == kind}
    return tuple(sorted(filter(None, words), key=len, reverse=True))


def _any(kind: str, language: str) -> str:
    return "|".join(map(re.escape, _words(kind, language)))


@cache
def _english(kind: str) -> re.Pattern[str]:
    before, after = _any("before", "en"), _any("after", "en")
    if kind == "operative":
        verbs = "|".join(rf"{re.escape(word)}|{re.escape(word[:-1])}\b" for word in _words(kind, "en"))
        verbs = rf"(?:Express(?:es)?|Reiterates?)(?: {after})?{_NOUN}|{verbs}"
    else:
        verbs = rf"(?:Expressing|Reiterating){_NOUN}|(?:Taking|Having taken) note|Bearing in mind|{_any(kind, 'en')}"
        verbs += r"|having [a-z]{3,}|(?!taking )[A-Z]?[a-z]{2,}ing and [a-z]{2,}ing\b|(?!taking )[A-Z]?[a-z]{2,}ing\b"
        verbs += r"|taking into (?:account|consideration)"
    return re.compile(rf"(?:(?:{before})\b,? )*(?i:{verbs})(?: (?:{after})\b)*")


@cache
def _arabic(kind: str) -> re.Pattern[str]:
    after = rf"(?: (?:{_any('after', 'ar')})(?![^\W\d_]))*"
    if kind == "operative":
        stems = "|".join(re.escape(word[1:]) for word in _words(kind, "ar"))
        return re.compile(rf"و?[تين](?:{stems})(?![^\W\d_]){after}")
    names = _any(kind, "ar")
    return re.compile(
        rf"(?:{names})(?![^\W\d_]){after}|و?اذ [^\W\d_]+{after}|و?(?:قد|بعد ان) [^\W\d_]+"
        rf"|و?[^\W\d_]{{3,}}[اه] من(?:ه|ها|هم|هما|ا)(?![^\W\d_])"
    )


def opening(text: str, language: str, kind: str) -> str:
    """The opening verb of a paragraph of a kind (`preambular`, `operative`), as printed; empty where it has none.

    >>> opening("Noting with deep concern the report", "en", "preambular"), opening("Takes note of", "en", "operative")
    ('Noting with deep concern', 'Takes note')
    >>> opening("وإذ تشير إلى قرارها", "ar", "preambular"), opening("يطلب أيضا إلى الأمين العام", "ar", "operative")
    ('وإذ تشير', 'يطلب أيضا')
    >>> opening("Expresses its deep appreciation to", "en", "operative"), opening("States shall", "en", "operative")
    ('Expresses its deep appreciation', '')
    """
    start = next((at for at, letter in enumerate(text[:12]) if letter.isalpha()), 0)
    head = plain(text[start : start + 160])
    match = (_arabic if language == "ar" else _english)(kind).match(" ".join(head.text.split("\n")))
    if match is None or (language == "en" and not head.text[:1].isupper()):
        return ""
    end = head.span(0, match.end())[1]
    return head.printed[:end].replace("\n", " ")


def is_enacting(whole: str) -> bool:
    """Whether a line names the organ that speaks in a resolution.

    >>> is_enacting("The General Assembly,"), is_enacting("ان موتمر الاطراف،"), is_enacting("The States,")
    (True, True, False)
    """
    if not _ENACTING.fullmatch(whole):
        return False
    return not whole.isascii() or bool(
        re.search(r"assembly|council|conference|commission|committee|congress|meeting|board|body|group", whole.lower())
    )


def is_closing(whole: str) -> bool:
    """Whether a line says at which meeting a resolution was adopted.

    >>> is_closing("26th plenary meeting"), is_closing("Adopted at the 3004th"), is_closing("الجلسه العامه 26")
    (True, True, True)
    """
    return bool(whole) and bool(_CLOSING.fullmatch(whole))
