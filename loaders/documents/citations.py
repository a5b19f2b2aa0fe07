"""The resolutions and decisions that a text cites, by name and number, by symbol, and in the title line of its own.

Values are canonical symbols: organ, RES or DEC, session or year, number (`A/RES/71/167`, `S/RES/2331(2016)`,
`A/RES/217(III)[A]`). What the text cannot decide is given in its likelier reading with `certain` false.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .attribution import Surroundings
from .citing import Approach, Noun, approach, foreign_near, in_parenthesis, nouns, organ_after
from .resolution_numbers import Number, numbers_at
from .organs import Organ
from .plain import Plain
from .readings import Reading, decided, likelier, readings, usual_order
from .records import Context, Mention
from .resolution_symbols import cited_symbols
from .sessions import numbered_in, year_of
from .spacing import single_spaced

_OLD_TITLE = re.compile(r"\s*(\d{1,4}) \(((?:19|20)\d\d)\)\. (?=Resolution|القرار|قرار)")
_TITLE = re.compile(r"\s*(\d{1,4})/(\d{1,4})(?: ([A-Z]))?(?:\. ?(?=[\"'A-Z])| ?- (?=[\"'ء-ي])|\. ?(?=[ء-ي]))")
_DATED = re.compile(
    r"(?: [^.;؛\d]{0,40})?[,،( ]*(?:\b(?:of|dated|adopted|on)\b|و?المورخ|الصادر|بتاريخ|اعتمد|اتخذ|صدر|\()[^.;؛\d]{0,45}\Z"
)
_NUMBER = re.compile(r"\d+")
_NEAR = 90


@dataclass(slots=True)
class _Cited:
    """A number with its noun and organ, before it is known which part is the session."""

    number: Number
    kind: str
    organ: Organ
    certain: bool
    arabic: bool
    found: list[Reading]
    reading: Reading | None = None


def find_citations(text: Plain, context: Context, dates: Sequence[Mention]) -> list[Mention]:
    """The resolutions and decisions that a text cites, in order; `dates` are the dates found in the same text.

    >>> from .plain import plain
    >>> [m.value for m in find_citations(plain("قرارا الجمعية العامة ١٧٩/٧٢ و٧١/١٦٧"), Context(), [])]
    ['A/RES/72/179', 'A/RES/71/167']
    >>> [m.value for m in find_citations(plain("Council resolution 1325"), Context(organ="S"), [])]
    ['S/RES/1325(2000)']
    """
    text = single_spaced(text)
    year = year_of(context)
    around = Surroundings(text.text, context, year)
    cited = [one for noun in nouns(text.text) if not noun.draft for one in _cited(text.text, noun, around)]
    cited += _own_title(text.text, context, around)
    _decide(cited, text, dates, around)
    found = {(one.number.start, one.number.end, value): certain for one in cited for value, certain in _values(one)}
    for value, start, end in cited_symbols(text.text):
        found[start, end, value] = True
    mentions = []
    for (start, end, value), certain in sorted(found.items()):
        place = text.span(start, end)
        mentions.append(Mention("citation", value, *place, text.printed[slice(*place)], certain))
    return mentions


def _cited(text: str, noun: Noun, around: Surroundings) -> Iterator[_Cited]:
    """What one noun cites."""
    way = approach(text, noun)
    groups, end = numbers_at(text, way.place, noun.plural)
    beside = [way.named] if way.named else []
    if not groups:
        place = in_parenthesis(text, noun)
        groups, end = numbers_at(text, place, True) if place else ([], 0)
        way = Approach(place, None, False, True)
        if not groups or text[end : end + 1] != ")" or groups[0][0].form == "bare" or _is_date(groups):
            return
    after = organ_after(text, end)
    beside = [*around.named_before(noun), *beside, *([after] if after else [])]
    first = groups[0][0]
    if not noun.abbreviated and _is_a_year(first, beside) or not _is_of_the_council(first) and foreign_near(text, noun, way.place, end):
        return
    attributed = around.attribute(noun, first, beside, end)
    if not attributed or _is_of_a_state(way.numbered, noun, first, attributed.organ, beside, around):
        return
    for group in groups:
        for number in group:
            found = readings(attributed.organ, noun.kind, number, around.year) if number.form == "session" else []
            if number.form == "session" and not found or number.form == "bare" and _is_counted(text, number, noun, way):
                return
            own = around.attribute(noun, number, beside, end) if number.form == "coded" else None
            yield _Cited(number, noun.kind, (own or attributed).organ, attributed.certain, noun.arabic, found)


def _is_date(groups: list[list[Number]]) -> bool:
    """Whether a pair in brackets is more likely a span of years than a number."""
    return any(len(number.first) == 4 or len(number.second) == 4 for number in groups[0] if number.form == "session")


def _is_a_year(number: Number, beside: list[object]) -> bool:
    return number.form == "bare" and not beside and re.fullmatch(r"19\d\d|20[0-4]\d", number.first) is not None


def _is_of_the_council(number: Number) -> bool:
    """Whether the Security Council passed a resolution of this number in this year."""
    return number.form == "year_in_brackets" and numbered_in("S", int(number.first)) == number.second


_COUNTED = re.compile(r" ?(?:dpi|ppi|px|pixels?|met(?:re|er)s?|k?m\b|per cent|votes?|p\b|متر|دولار|صوت|في الماي)")
_DAY = re.compile(r"(?:\d{1,2}) (?:[A-Z][a-z]{2,8}\b|[ء-ي]+(?: (?:الاول|الثاني))?(?: ?/| \d{4}))")
_GOES_ON = re.compile(r"[,.;:)\]،؛\"']|\Z| (?:and|or|on|of|و|او|بشان|المورخ|المتعلق|الصادر)")


def _is_counted(text: str, number: Number, noun: Noun, way: Approach) -> bool:
    """Whether a bare number after a noun counts something else: days, years, pixels."""
    if _COUNTED.match(text, number.end) or _DAY.match(text, number.start) or not way.direct:
        return True
    return len(number.first) < 3 and (not _GOES_ON.match(text, number.end) or way.named is None and not noun.plural)


def _is_of_a_state(
    numbered: bool, noun: Noun, number: Number, found: Organ, beside: list[object], around: Surroundings
) -> bool:
    """Whether it is more likely a State's own: `decision No. 12/2010`, with no organ named beside it."""
    if beside or noun.possessive or number.form not in ("session", "bare"):
        return False
    if found == around.speaker and not numbered:
        return False
    backwards = number.form == "session" and len(number.second) == 4
    return number.form == "session" and (numbered and found.code != "A" or backwards and not noun.arabic)


def _own_title(text: str, context: Context, around: Surroundings) -> list[_Cited]:
    """The title line of a resolution: `71/167. Trafficking in women and girls`."""
    match, old = _TITLE.match(text), _OLD_TITLE.match(text)
    found = around.speaker
    if found and old and "year_in_brackets" in found.forms:
        return [_Cited(Number("year_in_brackets", old[1], old[2], old.start(1), old.end(2) + 1), "RES", found, True, False, [])]
    if not match or not found:
        return []
    kind = "DEC" if "/DEC/" in context.symbol else "RES"
    number = Number("session", match[1], match[2], match.start(1), match.end(3 if match[3] else 2), match[3] or "")
    possible = readings(found, kind, number, around.year)
    own = [one for one in possible if context.symbol.split("[")[0].endswith(f"/{one.session}/{one.number}")]
    if not possible or "/RES/" in context.symbol and not own:
        return []
    return [_Cited(number, kind, found, True, context.language == "ar", possible, own[0] if own else None)]


def _decide(cited: list[_Cited], text: Plain, dates: Sequence[Mention], around: Surroundings) -> None:
    """Read every n/m, first those that the text decides, then the others after them."""
    ordered = sorted((date for date in dates if date.kind == "date"), key=lambda date: date.start)
    starts = [date.start for date in ordered]
    votes = 0
    for one in cited:
        if one.found and not one.reading:
            date = ""
            if len(one.found) > 1:
                date = _date_of(one.number, text, ordered, starts)
            sentence = text.text[slice(*around.sentence(one.number.start))] if len(one.found) > 1 else ""
            one.reading = decided(one.found, one.organ, date, sentence)
            if one.reading and one.arabic:
                votes += 1 if one.reading.session_first else -1
    left = [one for one in cited if one.found and not one.reading]
    for one in left:
        one.certain = one.certain and not one.arabic
        like = [other.found for other in left if other.organ == one.organ and other.arabic] if not votes else []
        one.reading = likelier(one.found, one.organ, one.arabic, votes or usual_order(one.organ, like))


def _date_of(number: Number, text: Plain, dates: Sequence[Mention], starts: list[int]) -> str:
    """The date that follows a number and is said to be its own; empty where none is."""
    _, end = text.span(number.start, number.end)
    place = bisect_left(starts, end)
    if place == len(dates) or starts[place] - end > _NEAR:
        return ""
    between = text.text[number.end : number.end + _NEAR]
    first = _NUMBER.search(between)
    value = dates[place].value
    return value.partition("/")[0] if first and _DATED.match(between[: first.start()]) and value[0] != "-" else ""


def _values(one: _Cited) -> Iterator[tuple[str, bool]]:
    """The canonical symbol, and whether it is certain."""
    number, stem = one.number, f"{one.organ.code}/{one.kind}"
    letter = f"[{number.letter}]" if number.letter else ""
    if one.reading:
        yield f"{stem}/{one.reading.session}/{one.reading.number}{letter}", one.certain
    elif number.form == "bare":
        count = int(number.first)
        when = numbered_in(one.organ.code, count)
        yield f"{stem}/{count}" + (f"({when})" if when else ""), one.certain and bool(when)
    elif number.form == "coded":
        yield f"{stem}/{number.first}", one.certain
    elif number.form == "assembly":
        yield f"{stem}/{number.first}.{number.second}", one.certain
    elif number.form == "special":
        yield f"{stem}/{number.first}/{number.second}{letter}", one.certain
    else:
        yield f"{stem}/{int(number.first)}({number.second}){letter}", one.certain


