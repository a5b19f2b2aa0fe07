"""The words that dates are made of: names of months in every series in use, and what joins days, months and years."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from .plain import Plain, spelled_plainly
from .wording import MOST_KEPT, Words

_HERE = Path(__file__).parent
_PIECE = re.compile(
    r"(?P<iso>(?P<y>[12][0-9]{3})(?P<s1>[-/.])(?P<m>[0-9]{1,2})(?P=s1)(?P<d>[0-9]{1,2})(?![0-9])(?!(?P=s1)))"
    r"|(?P<numeric>(?P<d2>[0-9]{1,2}) ?(?P<s2>[-/.]) ?(?P<m2>[0-9]{1,2}) ?(?P=s2) ?(?P<y2>[12][0-9]{3})"
    r"(?![0-9])(?!(?P=s2)))"
    r"|(?P<ordinal>[0-9]{1,2})(?:st|nd|rd|th)\b"
    r"|(?P<number>[0-9]+)|(?P<word>[^\W\d_]+\.?)|(?P<mark>\S)"
)
NUMERIC = re.compile(r"[0-9] ?([-/.]) ?[0-9]{1,2} ?\1 ?[0-9]")
"""Three numbers that may be a date in digits."""
_JOINED = ("و", "ف")
_PROCLITICS = ("ب", "ل", "ك")
_BEFORE_NAME = frozenset((*_JOINED, *_PROCLITICS))
_LONGEST = 4
_ENDING = 2
_KINDS = {"day": "ordinal", "first": "day"}
"""What days in words are: the first of a month needs no word for of in Arabic."""
_FIRST_YEAR, _LAST_YEAR = 1600, 2199


@dataclass(frozen=True, slots=True)
class Month:
    """A name of a month: its number, and when it is one.

    `yes` always, `asked` after a word that asks for a time, `marked` where its hamza is printed, `dated` beside a day
    or year only.
    """

    number: int
    alone: str
    language: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text near a month: its kind, its number where it has one, and its place in the plain text.

    Kinds: `date` (of digits), `day`, `ordinal` (a day in words), `month`, `year`, those of `date_words.csv`, and
    `break` for everything else.
    """

    kind: str
    start: int
    end: int
    number: int = 0
    month: Month | None = None
    date: tuple[int, int, int] = (0, 0, 0)


def _key(phrase: str) -> str:
    return " ".join(piece[0] for piece in _PIECE.finditer(spelled_plainly(phrase).lower()))


@cache
def month_names() -> dict[str, Month]:
    """Every name of a month by its plain spelling.

    >>> month_names()["ايلول"].number, month_names()["sept."].number
    (9, 9)
    """
    with (_HERE / "month_names.csv").open(encoding="utf-8", newline="") as file:
        return {
            _key(name): Month(int(row["number"]), row["alone"], row["language"])
            for row in csv.DictReader(file)
            for name in row["names"].split(";")
        }


@cache
def _phrases() -> dict[str, tuple[str, int]]:
    """What each phrase between months is: its kind and number."""
    with (_HERE / "date_words.csv").open(encoding="utf-8", newline="") as file:
        return {
            _key(words): (_KINDS.get(row["kind"], row["kind"]), int(row["value"] or 0))
            for row in csv.DictReader(file)
            for words in row["words"].split(";")
        }


@cache
def _longer() -> frozenset[str]:
    """The first words of what is said in several."""
    return frozenset(key.split(" ", 1)[0] for key in (*month_names(), *_phrases()) if " " in key)


@cache
def _heads() -> tuple[str, ...]:
    """The first words of the names of months as texts spell them."""
    heads = {name.split(" ")[0].rstrip(".") for name in month_names()}
    return tuple(sorted({spelling for head in heads for spelling in (head, head.title(), head.upper())}))


@cache
def _endings() -> frozenset[str]:
    """How the first words of the names of months end."""
    return frozenset(head[-_ENDING:] for head in _heads())


def month_places(words: Words) -> list[int]:
    """Where names of months may begin in a text, in order, with or without a proclitic before them.

    >>> from .plain import plain
    >>> from .wording import words_of
    >>> month_places(words_of(plain("أيلول وبأيلول May Mayor")))
    [0, 8, 14]
    """
    named = {word: places for word in set(words.written) if (places := _heads_in(word))}
    found = [(start, word) for start, word in zip(words.starts, words.written, strict=True) if word in named]
    return [start + place for start, word in found for place in named[word]]


@lru_cache(maxsize=MOST_KEPT)
def _heads_in(word: str) -> tuple[int, ...]:
    """Where in a word the name of a month may begin: at its beginning, after a proclitic, or after digits."""
    if word.isalpha() and word[-_ENDING:] not in _endings():  # a name ends where its word does
        return ()
    places = []
    for head in _heads():
        place = word.find(head)
        while place != -1:
            end = place + len(head)
            if not word[end : end + 1].isalpha() and (
                place == 0 or not word[place - 1].isalpha() or word[place - 1] in _BEFORE_NAME
            ):
                places.append(place)
            place = word.find(head, end)
    return tuple(sorted(places))


def tokens(text: Plain, start: int, end: int) -> Iterator[Token]:
    """The tokens of a stretch of a plain text; one break for any number of other words in a row.

    >>> from .plain import plain
    >>> found = plain("من ٦ إلى ٨ أيلول/سبتمبر")
    >>> [(token.kind, token.number) for token in tokens(found, 0, len(found.text))]
    [('of', 0), ('day', 6), ('to', 0), ('day', 8), ('month', 9), ('slash', 0), ('month', 9)]
    """
    plain = text.text
    place, broken = start, False
    while place < end:
        piece = _PIECE.search(plain, place, end)
        if piece is None:
            return
        if piece.lastgroup in ("word", "mark") and _says_nothing(piece[0]):
            if not broken:
                yield Token("break", piece.start(), piece.end())
            place, broken = piece.end(), True
            continue
        token = _worded(plain, piece, end) if piece.lastgroup in ("word", "mark") else _digits(plain, piece)
        yield token
        place, broken = token.end, token.kind == "break"


def _digits(plain: str, piece: re.Match[str]) -> Token:
    """A number, or a date of digits: the day comes first unless it cannot (ISO 8601 puts the year first)."""
    start, end = piece.span()
    if piece["iso"] or piece["numeric"]:
        if _glued(plain, start) or (plain[end : end + 1] in ("/", "-") and plain[end + 1 : end + 2].isdigit() is False):
            return Token("break", start, end)
        year, month, day = (int(piece[name] or piece[f"{name}2"]) for name in ("y", "m", "d"))
        if piece["numeric"] and month > 12 >= day:
            month, day = day, month
        return Token("date", start, end, date=(year, month, day))
    number = piece["ordinal"] or piece["number"]
    if len(number) == 4 and _FIRST_YEAR <= int(number) <= _LAST_YEAR and not _glued(plain, start):
        return Token("year", start, end, int(number))
    if len(number) <= 2 and 1 <= int(number) <= 31 and not _part_of_number(plain, start, end):
        return Token("day", start, end, int(number))
    return Token("break", start, end)


def _glued(plain: str, start: int) -> bool:
    before = plain[max(0, start - 1) : start]
    return bool(before) and (before in "/.:_" or (before.isascii() and before.isalnum()))


def _part_of_number(plain: str, start: int, end: int) -> bool:
    """Whether digits beside make another number of it: 3.5, 12/2015, 10:30; 5/6 may be two days."""
    if re.match(r"[./:٫][0-9]{3}|[.:٫][0-9]|/[0-9]{1,2}[/.]", plain[end : end + 4]):
        return True
    before = plain[max(0, start - 4) : start]
    if re.search(r"(?<![0-9A-Za-z/.])[0-9]{1,2}/$", before):
        return False
    return _glued(plain, start) or bool(re.search(r"[0-9][.,:٫]$", before) and not re.search(r"\D[0-9]{1,2},$", before))


def _worded(plain: str, piece: re.Match[str], end: int) -> Token:
    """The longest phrase that begins here, without و or ف before it, which is a token of its own."""
    start, word = piece.start(), piece[0].lower()
    found = _phrase(plain, start, word, piece.end(), end)
    if found is not None:
        return found
    if len(word) > 1 and word[0] in (*_JOINED, *_PROCLITICS):
        rest = _phrase(plain, start + 1, word[1:], piece.end(), end)
        if rest is not None and (word[0] in _JOINED or rest.kind in ("month", "year")):
            return Token("and" if word[0] == "و" else "skip", start, start + 1)
        if rest is None and len(word) > 2 and word[0] in _JOINED and word[1] in _PROCLITICS:
            inner = _phrase(plain, start + 2, word[2:], piece.end(), end)
            if inner is not None and inner.kind == "month":
                return Token("and", start, start + 2)
    return Token("break", start, piece.end())


@lru_cache(maxsize=MOST_KEPT)
def _says_nothing(piece: str) -> bool:
    """Whether a word is of no date, however it is read: neither a name of a month nor a word of the table."""
    word = piece.lower()
    for read in (word, word[1:], word[2:]):
        bare = read.rstrip(".")
        if read in month_names() or bare in month_names() or {read, bare} & _phrases().keys() or bare in _longer():
            return False
    return True


def _phrase(plain: str, start: int, word: str, end: int, limit: int) -> Token | None:
    bare = word.rstrip(".")
    if bare in _longer():
        pieces = [(bare, start + len(bare))]
        at = pieces[0][1]
        while len(pieces) < _LONGEST and (match := _PIECE.search(plain, at, limit)):
            pieces.append((match[0].lower().rstrip(".") or match[0], match.end()))
            at = match.end()
        for count in range(len(pieces), 1, -1):
            token = _known(" ".join(piece for piece, _ in pieces[:count]), start, pieces[count - 1][1])
            if token is not None:
                return token
    return _known(word, start, end) or (_known(bare, start, start + len(bare)) if bare != word else None)


def _known(key: str, start: int, end: int) -> Token | None:
    month = month_names().get(key)
    if month is not None:
        return Token("month", start, end, month.number, month)
    kind = _phrases().get(key)
    return None if kind is None else Token(kind[0], start, end, kind[1])
