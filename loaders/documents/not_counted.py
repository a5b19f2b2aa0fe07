"""Numbers that count nothing: of paragraphs, articles, sessions, years, telephones, notes, and parts of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .numerals import Numeral, is_arabic
from .plain import Plain
from .quantity_words import label, matcher, phrases, unit_of, units, word_before, words_after, words_before

_PROCLITICS = frozenset(
    {"و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب", "وك", "فال", "ولل", "وبال", "كال", "او"}
)
_RUN = re.compile(r"[^\W\d_]+$")
_GAP = re.compile(
    r" *(?:\([a-z0-9\u0621-\u064A]{1,3}\))? *(?:[,،;؛&/-]|and/or|و/او|and|or|to|through|و|او|الي|حتي)"
    r"(?: *(?:and|or|و|او|ال|ل|ب))? *$"
)
_BOX = re.compile(r"ص ?\. ?ب ?\.? ?$")
_TIGHT = re.compile(r"[ ()+/.-]{1,4}$")
_SUBPOINT = re.compile(r" ?\((?:(?:[a-z]|[ivx]{1,4}|[\u0621-\u064A]|[0-9]{1,2})\)|د[اط]{0,2}-|(?:ES?-|S-)?[IVXLC]+\))")
_WITH_YEAR = re.compile(r" ?\((?:1[89]|20)[0-9]{2}\)")
_POINT = re.compile(r"[0-9]{1,2}(?:[.-][0-9]{1,2})+\.? (?=[A-Z\u0621-\u064A])")
_TIME = re.compile(r" ?(?:[ap]\.? ?m\b|o'clock|h(?:ou)?rs? (?:GMT|UTC)|GMT|UTC|noon)|\u00b0 ?[0-9]", re.IGNORECASE)
_PART_OF_WORD = re.compile(r"(?:st|nd|rd|th|s|ers?|bis|ter)\b|[A-Za-z_#]")
_NOTE = re.compile(r" (?:See|Ibid|Cf|Op|Loc|انظر|المرجع|الوثيقه)\b")
"""How the text of a footnote begins after its mark."""
_LONGEST_BARE = 5
_LONGEST_NOTE = 2
_JOB = re.compile("-[0-9]{5}(?![0-9])")
_JOB_BEHIND = re.compile(r"(?<![0-9])[0-9]{2}-$")
_SHORT = 3
_YEAR_BEHIND = re.compile(r"(?<![0-9])(?:1[789]|20|21)[0-9]{2}(?: ?[-/] ?|[,،]? (?:and |to |و|و |الي )|[,،] )$")
_YEAR_AHEAD = re.compile(r" ?[-/] ?(?:1[789]|20|21)[0-9]{2}(?![0-9])")
_YEAR_IN_BRACKETS = re.compile(r"\((?:1[89]|20)[0-9]{2}\) ?$")
_JOINED_TO_NOUN = re.compile("^[وف]?[بكل]?(?:ال|ل)?(?=قرار|مقرر|جلس)|(?<=قرار|مقرر)(?:ها|ه|هما|ات|ين|ي|ا|اتها|اته)$")
_YEAR_JOINED, _AND_THE = re.compile("^[وف]?[لب]?"), re.compile("^[وف](?=ال)")
_MARK_ENDS = re.compile(r" {0,2}(?:[.):-]|-)(?: |$)(?! ?[0-9])| {2,}[A-Z]")
_HOURS = re.compile(r"(?: (?:and|to|or)|-)?(?: ?[0-9]{4})? hours\b")
FIRST_YEAR, LAST_YEAR = 1700, 2150


def why_not(text: Plain, numeral: Numeral, before: tuple[str, str], noun_follows: bool, money_or_share: bool) -> str:
    """Say why a number counts nothing: `label` (what is listed after it counts nothing either), `code`, or empty.

    Args:
        text: The text as patterns read it.
        numeral: The number in question.
        before: The word before it, and what stands between.
        noun_follows: Whether the word for a thing that is counted follows.
        money_or_share: Whether it has a currency, a magnitude or a per cent sign.
    """
    plain, start, end = text.text, numeral.start, numeral.end
    word, between = before
    labelled = _labelled(plain, start, word, between, noun_follows)
    if numeral.value is None or _YEAR_IN_BRACKETS.search(plain, max(0, start - 8), start):
        return "code"
    if numeral.fraction:
        return "" if not _glued_before(plain, start) and _shares(plain, numeral, noun_follows) else "label"
    if (
        labelled
        and _YEAR_JOINED.sub("", word.lower()) in phrases("year-word")
        and _is_year(plain, numeral, noun_follows)
    ):
        return "code"
    if labelled and (not money_or_share or not numeral.bare or plain[end : end + 4] == " الف"):
        return "label"
    if money_or_share:
        return "code" if _glued_before(plain, start) == "hyphen" else ""
    if _marks(text, numeral) or _TIME.match(plain, end) or matcher("time", "hijri", "named").match(plain, end):
        return "label"
    if _glued_before(plain, start) or _glued_after(plain, end) or _is_job(plain, start, end):
        return "code"
    if numeral.bare and (_is_year(plain, numeral, noun_follows) or _is_hour(plain, numeral, word)):
        return "code"
    if not noun_follows and numeral.bare and end - start > _LONGEST_BARE:
        return "code"
    if not noun_follows and numeral.bare and _names(plain, numeral, word, between):
        return "label"
    return ""


def follows_in_list(plain: str, before: Numeral, numeral: Numeral, reason: str, noun_follows: bool) -> bool:
    """Whether a number goes on with a list of numbers that count nothing: paragraphs 3, 4 and 5."""
    gap = plain[before.end : numeral.start]
    if len(gap) > 14:
        return False
    if reason in ("code", "telephone"):
        return (bool(_TIGHT.match(gap)) and reason == "telephone") or gap in ("-", "/")
    return not noun_follows and bool(_GAP.match(gap))


def is_telephone(plain: str, start: int, word: str) -> bool:
    """Whether a number is or begins one of a telephone."""
    return _AND_THE.sub("", word.lower()) in phrases("telephone") or plain[max(0, start - 1) : start] == "+"


def noun_after(plain: str, place: int) -> bool:
    """Whether what follows is a thing that is counted: a known unit, or an Arabic noun of specification.

    >>> noun_after(" بلدا", 0), noun_after(" ايضا", 0), noun_after(" countries", 0)
    (True, False, True)
    """
    following = words_after(plain, place, 3, 40)
    if not following:
        return False
    word = following[0][0]
    if word == "من" or word.startswith("ال"):
        return False
    if word.lower() in phrases("stop") or word.endswith(("ها", "هما")):
        return False
    if len(following) > 1 and f"{word} {following[1][0]}" in units():
        return True
    if unit_of(word) or (len(following) > 1 and word.isascii() and unit_of(following[1][0]) and word.islower()):
        return True
    return len(word) > 3 and word.endswith("ا") and word not in phrases("adverb") and not word.startswith("و")


def _labelled(plain: str, start: int, word: str, between: str, noun_follows: bool) -> bool:
    if not word:
        return plain[max(0, start - 1) : start] in ("#", "§")
    if between == " " and not noun_follows and _cited(words_before(plain, start, 7)):
        return True
    if word in phrases("from") and label(word_before(plain, start - len(word) - len(between))[0]) == "label":
        word, between = word_before(plain, start - len(word) - len(between))
    if ("." in between and len(word) > 5) or (":" in between and not is_telephone(plain, start, word)):
        return False
    if _BOX.search(plain, max(0, start - 8), start):
        return True
    kind = label(word)
    if not kind and word in ("of", "ال"):
        last = " ".join(plain[max(0, start - 30) : start].replace("-", " ").split()[-2:])
        kind = "soft" if {last, last[1:], last[2:]} & phrases("soft").keys() else ""
    named = word[:1].isupper() and len(word) > _SHORT
    return kind == "label" or (kind == "soft" and (not noun_follows or named))


def _cited(words: list[str]) -> bool:
    """Whether the name of an organ stands between a number and the word for its resolution or meeting."""
    for word in reversed(words):
        if _bare(word) in phrases("cited"):
            return True
        if word in phrases("stop") and word not in ("of", "the", "و"):
            return False
    return False


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return _JOINED_TO_NOUN.sub("", word)


def _glued_before(plain: str, start: int) -> str:
    """What a number is part of: a word, a code with a hyphen, or a mark of a note behind a stop; empty if none."""
    before = plain[max(0, start - 2) : start]
    if not before:
        return ""
    sign = before[-1]
    if before in ("/ ", "+ ") or sign == "/":
        return "sign"
    if sign.isalpha():
        run = _RUN.search(plain[max(0, start - 12) : start])
        if run is not None and len(run[0]) > 3 and not run[0].isascii() and plain[start] == "0":
            return ""  # a lost space before the groups of a number
        return "" if run is not None and (run[0] in _PROCLITICS or matcher("currency").fullmatch(run[0])) else "word"
    if sign == "-":
        return "hyphen" if len(before) == 2 and (before[0].isalnum() and not before[0].isdigit()) else ""
    if sign in "+#_^/\\*@=°":
        return "sign"
    if sign in ".,;:!?؟،؛)]\"'" and len(before) == 2 and not before[0].isspace():
        return "note"
    return "note" if sign in "([" and len(before) == 2 and not before[0].isspace() and before[0] not in "([\"'" else ""


def _is_job(plain: str, start: int, end: int) -> bool:
    """Whether digits are of the number of a print job, at the foot of a page: 18-05123."""
    after = end - start == 2 and _JOB.match(plain, end)
    return bool(after) or (end - start == _LONGEST_BARE and bool(_JOB_BEHIND.search(plain, max(0, start - 4), start)))


def _glued_after(plain: str, end: int) -> bool:
    after = plain[end : end + 14]
    if not after:
        return False
    if after[0] == "+" or _SUBPOINT.match(after) or _WITH_YEAR.match(after):
        return True
    if after[0] == "-":
        rest = after[1:2]
        return rest.isupper()
    if after[0].isalpha() and after[0].isascii():
        run = re.match("[A-Za-z]+", after)
        known = run is not None and run[0].lower() in phrases("glued") and after[run.end() : run.end() + 1] != "-"
        return bool(_PART_OF_WORD.match(after)) and not known
    return after[0] in "_#@"


def _marks(text: Plain, numeral: Numeral) -> bool:
    """Whether a number is the mark of a paragraph, point or note: at the head of a line, or alone in brackets."""
    plain, start, end = text.text, numeral.start, numeral.end
    before, after = plain[max(0, start - 1) : start], plain[end : end + 2]
    if before in ("(", "[") and after[:1] in (")", "]"):
        return not _said_twice(plain, start) and not (
            plain[max(0, start - 2) : start - 1] == " " and noun_after(plain, end + 1)
        )
    if before in ("'", "`") and after[:1] in ("'", "`"):
        return True
    printed = text.span(start, end)[0]
    if printed == 0 and (point := _POINT.match(plain)) and not noun_after(plain, point.end()):
        return True
    if after[:1] == ")" and "(" not in plain[max(0, start - 60) : start]:
        return True
    if not numeral.bare:
        return False
    if (
        end - start <= _LONGEST_NOTE
        and plain[end : end + 2] == "  "
        and plain[max(0, start - 2) : start] in (", ", ". ")
    ):
        return True  # the mark of a note, raised in print
    head = text.printed[max(0, printed - 6) : printed]
    if (
        head.strip(" \t•*-\u200e\u200f\u202a\u202b")
        and head.rstrip(" \t•*-\u200e\u200f\u202a\u202b")[-1:] not in "\n\f"
    ):
        return False
    ended = _MARK_ENDS.match(plain[end : end + 6]) or _NOTE.match(plain, end)
    return bool(ended) or (end >= len(plain) and not head.strip())


def _said_twice(plain: str, start: int) -> bool:
    """Whether a number in brackets repeats one in words: six (6) men."""
    said = words_before(plain, start - 1, 1)
    return bool(said) and said[0].lstrip("وف") in phrases("word") | {word.lstrip("وف"): "" for word in phrases("word")}


def _shares(plain: str, numeral: Numeral, noun_follows: bool) -> bool:
    """Whether n/m is a part of something, and not the number of a resolution."""
    if plain[max(0, numeral.start - 2) : numeral.start - 1].isdigit():
        return False  # a page of several, beside the number of a job
    after = [word for word, _, _ in words_after(plain, numeral.end, 2)]
    before = words_before(plain, numeral.start, 3)
    if any(re.sub("^[وف]?[بل]?", "", word) in ("نسبه", "اغلبيه") for word in before[-2:]):
        return True
    if any(label(word) for word in before):
        return False
    if noun_follows:
        return True
    small = numeral.end - numeral.start == 3
    return (
        small
        and bool(after)
        and (after[0] in ("of", "من") or after[0].startswith("ال") or (after[0].islower() and after[0].isascii()))
    )


def _is_year(plain: str, numeral: Numeral, noun_follows: bool) -> bool:
    digits = plain[numeral.start : numeral.end]
    behind = _YEAR_BEHIND.search(plain, max(0, numeral.start - 11), numeral.start)
    if len(digits) != 4 or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return bool(behind) and len(digits) == 2 and plain[numeral.start - 1] == "-"
    if behind or _YEAR_AHEAD.match(plain, numeral.end) or not noun_follows:
        return True
    before = words_before(plain, numeral.start, 1)
    if before and (before[0] in phrases("time-before") or re.sub("^[وف]", "", before[0]) in phrases("time-before")):
        return True
    noun = words_after(plain, numeral.end, 1)[0][0]
    return noun.isascii() and not (unit_of(noun) and (noun.endswith("s") or noun in phrases("plural")))


def _is_hour(plain: str, numeral: Numeral, word: str) -> bool:
    """Whether four digits are a time of day: at 1310."""
    digits = plain[numeral.start : numeral.end]
    if len(digits) != 4 or int(digits[:2]) > 23 or int(digits[2:]) > 59:
        return False
    return word.lower() == "at" or bool(_HOURS.match(plain, numeral.end))


def _names(plain: str, numeral: Numeral, word: str, between: str) -> bool:
    """Whether a number belongs to the name before it: Target 2, Windows 10."""
    if between != " " or not word[:1].isupper() or not word.isascii() or word.lower() in phrases("function"):
        return False
    return not is_arabic(plain, numeral.start, numeral.end) or word.isupper() or word.istitle()


def in_code(plain: str, row: Sequence[Numeral], at: int) -> bool:
    """Whether a number is one of three or more that hyphens join: 978-92-1-1."""
    left = right = 0
    while at - left > 0 and plain[row[at - left - 1].end : row[at - left].start] == "-" and left < 3:
        left += 1
    while at + right + 1 < len(row) and plain[row[at + right].end : row[at + right + 1].start] == "-" and right < 3:
        right += 1
    return left + right > 1
