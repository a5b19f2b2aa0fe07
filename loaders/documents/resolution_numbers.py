"""The numbers of resolutions and decisions as they are printed: one, a list, a range, with letters and what follows.

`71/167`, `1325 (2000)`, `217 A (III)`, `S-20/2`, `WHA63.22`, `1/CP.21` and plain `1325`, in Latin and in Arabic ways
(٢١٧ ألف (د-٣), دإ-٢٠/٢), either part first. Which part is the session is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .number_forms import roman
from .plain import spelled_plainly

_LETTERS = "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف راء شين تاء ثاء خاء ذال ضاد"
LETTERS = {spelled_plainly(name): chr(ord("A") + place) for place, name in enumerate(_LETTERS.split())}
"""The Arabic names of the letters of parts, in the order of the United Nations, as patterns meet them."""
LONGEST_RANGE = 60
_LETTER = rf"(?:[A-Z](?![A-Za-z/\d]|\.[A-Z\d])|(?:{'|'.join(LETTERS)})(?![ء-ي]))"
_JOINED_LETTER = rf"[ ]?(?:,|and|و|to|-|الي)[ ]?(?:و|and[ ])?{_LETTER}"
_OLD_SESSION = r"(?:E?S-[IVX]+|[IVXLC]+|د[ ]?(?:ا[ ]?ط?[ ]?)?-[ ]?\d{1,2}|\d{1,2}[ ]?-[ ]?د)"
_SPECIAL = r"(?:ES|S|د[ ]?ا[ ]?ط|د[ ]?ا)"
_ITEM = re.compile(
    rf"""
    (?P<kind>{_SPECIAL})\ ?-\ ?(?P<sitting>\d{{1,2}})\ ?/\ ?(?P<number>\d{{1,3}})(?!\d)
    |(?P<number2>\d{{1,3}})\ ?/\ ?(?P<kind2>{_SPECIAL})\ ?-\ ?(?P<sitting2>\d{{1,2}})(?!\d)
    |(?P<coded>(?:(?:BC|RC|SC|OMNI)-(?:\d{{1,2}}|[IVX]+)|SS\.[IVX]+|[IVXL]+)\ ?/\ ?\d{{1,3}}(?!\d)
      |\d{{1,3}}\ ?/\ ?(?:CP|CMP|CMA|COP)\.\ ?\d{{1,2}}|\d{{1,3}}\ ?/\ ?م\ ?ا\ ?ا?\ ?-\ ?\d{{1,2}}
      |ا\ ?[بسر]\ ?-\ ?\d{{1,2}}\ ?/\ ?\d{{1,2}}(?!\d))
    |(?:WHA|ج\ ?ص\ ?ع)\ ?-?\ ?(?P<health>\d{{1,2}})\ ?[-./]\ ?(?P<health_number>\d{{1,3}})(?!\d)
    |(?P<first>\d{{1,4}})\ ?/\ ?(?P<second>\d{{1,4}})(?![\d%]|\ ?/\ ?[\dA-Z])
    |(?P<in_year>\d{{1,4}})\ ?[(\[)]\ ?(?P<year>(?:19|20)\d\d)\ ?[)\](]
    |[()]\ ?(?P<year2>(?:19|20)\d\d)\ ?[()]\ ?(?P<in_year2>\d{{1,4}})(?!\d|\ ?\()
    |(?P<old>\d{{1,4}})\ ?(?:(?P<letter>{_LETTER}(?:{_JOINED_LETTER})*)\ ?)?\(\ ?(?P<session>{_OLD_SESSION})\ ?\)
    |\(\ ?(?P<session2>{_OLD_SESSION})\ ?\)\ ?(?P<old2>\d{{1,4}})(?!\d|\ ?\()
    |(?P<bare>\d{{1,4}})(?![\d%/]|[.,:]\d|-\d|\ ?\(\d)
    """,
    re.VERBOSE,
)
_MORE_LETTERS = re.compile(rf" ?({_LETTER})((?:{_JOINED_LETTER})*)")
_ONE_LETTER = re.compile(rf"(?P<to>to|-|الي)? ?(?:و|and )?(?P<letter>{_LETTER})")
_ANY_WORD = re.compile(r" (?!(?:of|on|and|or|to|in|dated|adopted|entitled|by|was|were|which|as|is|at)\b)[a-z]")
_DAY = (
    r"(?:\d{1,2}[ ][A-Z][a-z]{2,8}\.?(?:,?[ ]\d{4})?|[A-Z][a-z]{2,8}[ ]\d{1,2}(?:,[ ]\d{4})?"
    r"|\d{1,2}[ ][ء-ي]{2,9}(?:[ ](?:الاول|الثاني))?(?:[ ]?/[ ]?[ء-ي]{3,9}(?:[ ](?:الاول|الثاني))?)?(?:[ ]\d{4})?)"
)
_POINTED = (
    r"(?:annex(?:es)?|appendix|para(?:graph|s|graphs)?\.?|sect(?:ion|s|ions)?\.?|part|chap(?:ter)?\.?"
    r"|و?المرفق(?:ان|ين|ات)?|و?مرفق(?:ها|ه)?|الفقر(?:ه|تان|تين|ات)|الفرع|الجزء|التذييل)"
)
_TAIL = re.compile(
    rf"""(?:\^\(\d+\)|[¹²³⁰-⁹]+|(?<=\))\d{{1,2}}(?=[\ ,.;)]|$)(?!\ ?\()|,\d{{1,2}}(?=\ |$)
    |[,،]?\ ?(?:of|dated|adopted\ on|on|و?المورخ(?:ه|ين|ان|تين)?|الصادر(?:ه|ين)?\ في|بتاريخ)\ {_DAY}
    |\ ?\((?:{_DAY}|(?:19|20)\d\d)\)
    |[,،]?\ ?\(?{_POINTED}
      (?:\ (?:[IVX]+(?:\ ?(?:-|to|and)\ ?[IVX]+)?|\d+(?:\ ?-\ ?\d+)?|[A-Z]|ال[ء-ي]+|{_LETTER}))?
      (?:\ ?\([a-zء-ي]\))?\)?(?![\w])
    |[,،]?\ (?:entitled|المعنون(?:ه|ين)?)\ "[^"]{{1,200}}"
    )*""",
    re.VERBOSE,
)
_LATELY = r"(?:,? ?(?:(?:most |more )?recently|lastly|subsequently|later|then)\b,? |(?:موخرا|اخيرا|لاحقا)[,،]? )"
SEPARATOR = re.compile(
    rf" ?[,،؛;] ?(?:and\b ?|or |as well as |و ?|او )?{_LATELY}?| ?(?:and|or|&)(?:{_LATELY}| )"
    rf"| ?و ?{_LATELY}?| او {_LATELY}?"
)
_TO = re.compile(r" (?:to|through|until|الي|حتي) (?:و|ال)?| ?- ?")
_FROM = re.compile(r"(?:from|من) ")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: its form, its two parts in printed order, the letter of a part, its place.

    Forms are those of `organs.csv`: `session` (for `year` too, which looks the same), `year_in_brackets` (number,
    year), `roman` (number, session), `special` (session, number), `assembly`, `coded` (as printed) and `bare`.
    """

    form: str
    first: str
    second: str
    start: int
    end: int
    letter: str = ""


def number_at(text: str, place: int) -> Number | None:
    """The number at a place of a text as patterns read it, or None.

    >>> number_at("217 A (III)", 0)
    Number(form='roman', first='217', second='III', start=0, end=11, letter='A')
    >>> number_at("دا-20/2", 0).first
    'S-20'
    """
    match = _ITEM.match(text, place)
    if not match:
        return None
    form, first, second = _read(match)
    letter = match["letter"] or ""
    return Number(form, first, second, match.start(), match.end(), LETTERS.get(letter, letter))


def _read(match: re.Match[str]) -> tuple[str, str, str]:
    kind = match["kind"] or match["kind2"]
    if kind:
        sitting, number = match["sitting"] or match["sitting2"], match["number"] or match["number2"]
        return "special", f"{_special(kind)}-{int(sitting)}", str(int(number))
    if match["coded"]:
        coded = match["coded"].replace(" ", "")
        return "coded", _ARABIC_CODE.sub(lambda code: _CODES[code[0]], coded), ""
    if match["health"]:
        return "assembly", match["health"], match["health_number"]
    if match["first"]:
        return "session", match["first"], match["second"]
    if match["in_year"] or match["in_year2"]:
        return "year_in_brackets", match["in_year"] or match["in_year2"], match["year"] or match["year2"]
    if match["old"] or match["old2"]:
        return "roman", match["old"] or match["old2"], _old_session(match["session"] or match["session2"])
    return "bare", match["bare"], ""


_CODES = {"ماا-": "CMP.", "ما-": "CP.", "اب": "BC", "اس": "SC", "ار": "RC"}
_ARABIC_CODE = re.compile("|".join(_CODES))
"""The letters of conferences of parties in Arabic: مؤتمر الأطراف, اتفاقية بازل and so on."""


def _special(kind: str) -> str:
    """The Latin sign of a special or an emergency special session: S or ES."""
    return kind if kind.isascii() else "ES" if kind.endswith("ط") else "S"


def _old_session(printed: str) -> str:
    """The Roman number of a session that is printed in Roman or, in Arabic texts, in other digits.

    >>> _old_session("د-15"), _old_session("دا-6"), _old_session("S-VI")
    ('XV', 'S-VI', 'S-VI')
    """
    digits = re.search(r"\d+", printed)
    if not digits:
        return printed
    kind = printed.replace(digits[0], "").replace(" ", "").replace("-", "")
    return ("" if kind == "د" else f"{_special(kind)}-") + roman(int(digits[0]))


def numbers_at(text: str, place: int, plural: bool) -> tuple[list[list[Number]], int]:
    """The list of numbers that begins at a place, each with the members of its range or its letters, and where it ends.

    >>> found, _ = numbers_at("55/2 of 8 September 2000, 60/1 and 65/1-65/3,", 0, True)
    >>> [[(n.first, n.second) for n in group] for group in found]
    [[('55', '2')], [('60', '1')], [('65', '1'), ('65', '2'), ('65', '3')]]
    """
    start = _FROM.match(text, place)
    number = number_at(text, start.end() if start else place)
    groups: list[list[Number]] = []
    end = place
    while number:
        group, end = _spread(text, number, plural or start is not None)
        if start and len(group) == 1 and not groups:
            return [], place  # a part of a whole, no number
        groups.append(group)
        tail = _TAIL.match(text, end)
        end = tail.end() if tail else end
        separator = SEPARATOR.match(text, end)
        following = number_at(text, separator.end()) if separator else None
        number = following if following and _goes_on(text, group[-1], following, plural) else None
    return groups, end


_ALIKE = (frozenset({"bare", "year_in_brackets", "roman", "special"}), frozenset({"session", "special", "roman"}))
"""Forms that stand in one list."""
_OF_TWO_ORGANS = frozenset({"session", "year_in_brackets", "roman"})
"""Forms that stand in one list where several resolutions are announced: `resolutions 70/262 and 2282 (2016)`."""
_WORD = re.compile(r" (?!(?:and|or|on|of)\b|و|او |بشان|المورخ|المتعلق)[A-Za-zء-ي]")


def _goes_on(text: str, last: Number, following: Number, plural: bool) -> bool:
    """Whether a number can belong to the list: bare ones only where several are announced and nothing is counted."""
    if following.form == "bare":
        announced = plural and len(following.first) >= 3 and last.form in ("bare", "year_in_brackets")
        return announced and (last.form == "bare" or not _WORD.match(text, following.end))
    alike = (*_ALIKE, _OF_TWO_ORGANS) if plural else _ALIKE
    return following.form == last.form or any({following.form, last.form} <= forms for forms in alike)


def _spread(text: str, number: Number, ranges: bool) -> tuple[list[Number], int]:
    """A number with its letters, or the members of the range that it begins, and where they end."""
    if len(number.letter) > 1:  # `1721 A and B (XVI)`
        letters = _letters(number.letter, 0, len(number.letter))
        return [replace(number, letter=letter) for letter, _, _ in letters], number.end
    lettered = _with_letters(text, number) if number.form in ("session", "roman", "special") else []
    if lettered:
        return lettered, max(member.end for member in lettered)
    tail = _TAIL.match(text, number.end) if ranges else None
    to = _TO.match(text, tail.end()) if tail else None
    last = number_at(text, to.end()) if to else None
    members = list(_members(number, last)) if last else []
    if last and members:
        return [replace(member, start=number.start, end=last.end) for member in members], last.end
    return [number], number.end


def _members(first: Number, last: Number) -> Iterator[Number]:
    """The numbers of a range: those with one part the same, as far as it is not too long."""
    if last.form == "bare" and first.form == "session":
        low, high = int(first.second), int(last.first)
        if low < high <= low + LONGEST_RANGE:
            yield from (replace(first, second=str(number)) for number in range(low, high + 1))
    elif first.form == last.form != "coded":
        if first.first == last.first and first.form in ("session", "special"):
            counted = range(int(first.second), int(last.second) + 1)
            if 1 < len(counted) <= LONGEST_RANGE:
                yield from (replace(first, second=str(number)) for number in counted)
        elif first.second == last.second and first.form != "special":
            counted = range(int(first.first), int(last.first) + 1)
            if 1 < len(counted) <= LONGEST_RANGE:
                yield from (replace(first, first=str(number)) for number in counted)


def _with_letters(text: str, number: Number) -> list[Number]:
    """One number for each letter that follows; empty where none does."""
    match = _MORE_LETTERS.match(text, number.end)
    if not match or _is_word(text, match):
        return []
    found = [number] if number.letter else []
    for letter, start, end in _letters(text, match.start(), match.end()):
        found.append(replace(number, letter=letter, start=start if found else number.start, end=end))
    return found


def _letters(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The letters of a list as `A, B and D to F`, each with its place; those between have the place of the range."""
    found: list[tuple[str, int, int]] = []
    for match in _ONE_LETTER.finditer(text, start, end):
        letter = LETTERS.get(match["letter"], match["letter"])
        if match["to"] and found:
            first, begin, _ = found[-1]
            found += [(chr(code), begin, match.end()) for code in range(ord(first) + 1, ord(letter))]
        found.append((letter, match.start("letter"), match.end()))
    return found


def _is_word(text: str, letters: re.Match[str]) -> bool:
    """Whether what looks like a letter of a part is a word of the sentence: `a`, `I`, or a thousand (ألف)."""
    if letters[2]:
        return False
    if letters[1] in ("A", "I"):
        return bool(_ANY_WORD.match(text, letters.end()))
    return False
