"""The resolutions and decisions that a text cites, by name and number, by symbol, and in the title line of its own.

Values are canonical symbols: organ, RES or DEC, session or year, number (`A/RES/71/167`, `S/RES/2331(2016)`,
`A/RES/217(III)[A]`). What the text cannot decide is given in its likelier reading with `certain` false.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .attribution import Attributed, Surroundings
from .citing import Approach, Noun, approach, in_parenthesis, nouns, organ_after
from .lookalikes import foreign_near, is_counted, is_of_a_state, is_of_the_council, is_span_of_years, is_year
from .organs import Named, Organ, organ_at
from .plain import Plain
from .readings import Reading, decided, likelier, readings, usual_order
from .records import Context, Mention
from .resolution_numbers import SEPARATOR, Number, numbers_at
from .resolution_symbols import cited_symbols
from .sessions import numbered_in, year_of
from .spacing import single_spaced

_AFTER_TITLE = re.compile(r"\. ?(?=[\"'A-Zء-ي])| ?- ?(?=[\"'A-Zء-ي])")
_TITLED = {"special", "roman", "year_in_brackets"}
_OLD_TITLE = re.compile(r"\. (?:Resolution|ال?قرار)")
_DATED = re.compile(
    r"(?: [^.;؛\d]{0,40})?[,،( ]*(?:\b(?:of|dated|adopted|on)\b|و?المورخ|الصادر|بتاريخ|اعتمد|اتخذ|صدر|\()"
    r"[^.;؛\d]{0,45}\Z"
)
_DIGITS_OR_MONTH = re.compile(r"\d|\b(?=[A-Z][a-z]{2})")
_ADOPTED = re.compile(r"(?:اعتمد|اتخذ|اصدر|adopted|passed|took)(?!.*(?:اعتمد|اتخذ|اصدر|adopted|passed|took))")
_IN_YEAR = re.compile(r"(?:\b[Ii]n|(?:عام|سنه)) ((?:19|20)\d\d)(?!\d)")
_OF_THE = re.compile(r"(?:(?:those )?of )?(?:the )?")
_NEAR, _REACH = 90, 300


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
    numbers, end = _listed(text, way.place, noun.plural)
    if not numbers:
        place = in_parenthesis(text, noun)
        numbers, end = _listed(text, place, True) if place else ([], 0)
        way = Approach(place, (), False, True)
        if not numbers or text[end : end + 1] != ")" or numbers[0].form == "bare" or is_span_of_years(numbers):
            return
    beside = [*around.named_before(noun), *way.named]
    while numbers:
        after = organ_after(text, end)
        named = [*beside, after] if after else beside
        cited = list(_attributed(text, noun, way, numbers, named, end, around))
        yield from cited
        numbers = []
        separator = SEPARATOR.match(text, after.end if after else end) if noun.plural and cited else None
        of_the = _OF_THE.match(text, separator.end()) if separator else None
        another = organ_at(text, of_the.end()) if of_the else None
        if separator and (another or after):
            beside = [another] if another else []
            numbers, end = _listed(text, another.end + 1 if another else separator.end(), True)


def _listed(text: str, place: int, plural: bool) -> tuple[list[Number], int]:
    """The numbers of a list in order, and where it ends."""
    groups, end = numbers_at(text, place, plural)
    return [_of_the_council(number) for group in groups for number in group], end


def _of_the_council(number: Number) -> Number:
    """`1325/2000`, which is how some write number and year of the Security Council, as these."""
    if number.form == "session" and len(number.first) >= 3 and numbered_in("S", int(number.first)) == number.second:
        return replace(number, form="year_in_brackets")
    return number


def _attributed(
    text: str, noun: Noun, way: Approach, numbers: list[Number], beside: list[Named], end: int, around: Surroundings
) -> Iterator[_Cited]:
    """The numbers of a list with their organs, up to the first that is none."""
    first = numbers[0]
    if not noun.abbreviated and is_year(first, beside):
        return
    if not is_of_the_council(first) and foreign_near(text, noun, way.place, end):
        return
    organs: dict[str, Attributed | None] = {}
    for number in numbers:
        like = number.first if number.form == "coded" else number.form
        if like not in organs:
            organs[like] = around.attribute(noun, number, beside, end)
        found = organs[like]
        if not found or is_of_a_state(way.numbered, noun, number, found.organ, beside, around.speaker):
            return
        possible = readings(found.organ, noun.kind, number, around.year) if number.form == "session" else []
        if (number.form == "session" and not possible) or is_counted(text, number, noun.plural or bool(beside), way):
            return
        yield _Cited(number, noun.kind, found.organ, found.certain, noun.arabic, possible)


def _own_title(text: str, context: Context, around: Surroundings) -> list[_Cited]:
    """The title line of a resolution: `71/167. Trafficking in women and girls`."""
    groups, end = numbers_at(text, len(text) - len(text.lstrip(" ")), False)
    found = around.speaker
    after = _AFTER_TITLE.match(text, end)
    if not found or len(groups) != 1 or not after:
        return []
    symbol = re.sub(r"\s", "", context.symbol)
    kind = "DEC" if "/DEC/" in symbol else "RES"
    titles = []
    for number in groups[0]:
        possible = readings(found, kind, number, around.year) if number.form == "session" else []
        own = [one for one in possible if re.search(rf"/{one.session}/{one.number}(?!\d)", symbol)]
        arabic = context.language == "ar" or "ء" <= text[after.end()] <= "ي"
        title = _Cited(number, kind, found, True, arabic, possible, own[0] if own else None)
        if possible:
            fits = bool(own) or f"/{kind}/" not in symbol
        else:
            values = {value.partition("[")[0] for value, _ in _values(title)} if number.form in _TITLED else set()
            fits = any(symbol.startswith(value) for value in values) or bool(
                number.form == "year_in_brackets" and number.form in found.forms and _OLD_TITLE.match(text, end)
            )
        titles += [title] if fits else []
    return titles


def _decide(cited: list[_Cited], text: Plain, dates: Sequence[Mention], around: Surroundings) -> None:
    """Read every n/m, first those that the text decides, then the others after them."""
    ordered = sorted((date for date in dates if date.kind == "date"), key=lambda date: date.start)
    starts = [date.start for date in ordered]
    votes = 0
    for one in cited:
        if one.found and not one.reading:
            date = sentence = ""
            if len(one.found) > 1:
                begin, end = around.sentence(one.number.start)
                sentence = text.text[begin:end]
                date = _date_of(one.number, text, ordered, starts, begin)
            one.reading = decided(one.found, one.organ, date, sentence)
            if one.reading and one.arabic:
                votes += 1 if one.reading.session_first else -1
    left = [one for one in cited if one.found and not one.reading]
    for one in left:
        one.certain = one.certain and not one.arabic
        like = [other.found for other in left if other.organ == one.organ and other.arabic] if not votes else []
        one.reading = likelier(one.found, one.arabic, votes or usual_order(one.organ, like))


def _date_of(number: Number, text: Plain, dates: Sequence[Mention], starts: list[int], begin: int) -> str:
    """The date that is said to be a number's own: one that follows it, or on which the sentence says it was adopted."""
    start, end = text.span(number.start, number.end)
    place = bisect_left(starts, end)
    if place < len(dates) and starts[place] - end <= _NEAR:
        between = text.text[number.end : number.end + _NEAR]
        first = _DIGITS_OR_MONTH.search(between)
        if first and _DATED.match(between[: first.start()]) and dates[place].value[0] != "-":
            return dates[place].value.partition("/")[0]
    before = text.text[max(begin, number.start - _REACH) : number.start]
    adopted = _ADOPTED.search(before)
    if not adopted:
        return ""
    printed = text.span(number.start - len(before), number.start)[0]
    earlier = [date.value for date in dates[bisect_left(starts, printed) : bisect_left(starts, start)]]
    years = _IN_YEAR.findall(before[: adopted.start()])
    said = earlier if earlier else years
    return said[0] if len(said) == 1 and said[0][0] != "-" and "/" not in said[0] else ""


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
