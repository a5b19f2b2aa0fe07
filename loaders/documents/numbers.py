"""Quantities in digits, with their magnitude, unit and qualifier, and the words that say what is counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .not_counted import follows_in_list, in_code, is_telephone, noun_after, why_not
from .numerals import Numeral, numerals
from .plain import Plain
from .quantity_words import matcher, phrases, unit_of, units, word_before, words_after, words_before
from .records import Mention

_MONEY_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:([A-Z]{1,3}) ?)?\$ ?([AC]|NZ|US)? ?|[€£¥] ?|(?<![A-Za-z])(USD|EUR|GBP|CHF|JPY) ?)$"
)
_SHARE_BEFORE = re.compile(r"(?<![0-9])(?<![0-9] )% ?$")
_SHORT = {"m": Decimal(10**6), "k": Decimal(1000)}
_SHORT_SCALE = re.compile(r" ?([mMkK])\b")
_TO = re.compile(r" ?(?:to|-|or|and|الي|او) ?(?:US)?[$€£]? ?$")
_HIGHEST_SHARED = 1000
_BEFORE = ("below", "more", "least", "about", "upto")
_MOST_COUNTED = {True: 5, False: 3}


@dataclass(slots=True)
class _Found:
    """A number that counts something, while it is read."""

    numeral: Numeral
    start: int
    end: int
    value: Decimal
    scale: Decimal
    unit: str
    money: bool
    certain: bool


def find_numbers(text: Plain, taken: Sequence[Mention]) -> list[Mention]:
    """Find the quantities of a text that are printed in digits, in order.

    Args:
        text: The text as patterns read it.
        taken: Citations, symbols and dates of the text; no part of them is a quantity.

    >>> from .plain import plain
    >>> found = find_numbers(plain("أكثر من ٢٠٠ ١ من الممارسين ونحو ١,٥ مليون دولار بموجب الفقرة ٣"), [])
    >>> [(number.value, number.unit, number.qualifier, number.counted) for number in found]
    [('1200', 'person', 'more-than', 'الممارسين'), ('1500000', 'usd', 'about', 'دولار')]
    >>> [(number.value, number.text) for number in find_numbers(plain("63.6 per cent, $2 to $3 million"), [])]
    [('63.6', '63.6 per cent'), ('2000000', '$2'), ('3000000', '$3 million')]
    """
    spans = sorted((mention.start, mention.end) for mention in taken)
    starts, reach = [start for start, _ in spans], 0
    ends = [reach := max(reach, end) for _, end in spans]

    def free(start: int, end: int) -> bool:
        begin, finish = text.span(start, end)
        at = bisect_right(starts, finish - 1)
        return at == 0 or ends[at - 1] <= begin

    row = list(numerals(text, free, matcher("magnitude")))
    found: list[_Found] = []
    reason, last = "", None
    for at, numeral in enumerate(row):
        quantity, reason = _read(text, row, at, last, reason)
        last = numeral
        if quantity is not None and not (found and _adds(text.text, found[-1], quantity)):
            _shares_scale(text.text, found, quantity)
            found.append(quantity)
    return [_mention(text, quantity) for quantity in found]


def _read(text: Plain, row: list[Numeral], at: int, last: Numeral | None, reason: str) -> tuple[_Found | None, str]:
    """One number with what belongs to it; or why it is none, which the numbers listed after it inherit."""
    plain, numeral = text.text, row[at]
    before = word_before(plain, numeral.start)
    scale, end = _magnitude(plain, numeral.end)
    money = matcher("currency").match(plain, end)
    sign = _MONEY_BEFORE.search(plain, max(0, numeral.start - 8), numeral.start)
    if sign and scale == 1 and (short := _SHORT_SCALE.match(plain, end)):
        scale, end = _SHORT[short[1].lower()], short.end()
    share = matcher("percent").match(plain, end)
    share_before = None if share else _SHARE_BEFORE.search(plain, max(0, numeral.start - 4), numeral.start)
    noun = noun_after(plain, end)
    special = bool(money or sign or share or share_before or scale != 1)
    why = why_not(text, numeral, before, noun, special)
    if why != "code" and is_telephone(plain, numeral.start, before[0]):
        why = "telephone" if not special and not noun else why
    elif why == "code" and is_telephone(plain, numeral.start, before[0]):
        why = "telephone"
    if not why and last is not None and reason and not special and follows_in_list(plain, last, numeral, reason, noun):
        why = reason
    if why or numeral.value is None or in_code(plain, row, at):
        return None, why or "code"
    start = sign.start() if sign else share_before.start() if share_before else numeral.start
    unit = "percent" if share or share_before else _currency(sign, money)
    value = numeral.value
    if (
        plain[max(0, start - 2) : start] in (" -", "(-", "-")
        and not plain[max(0, start - 3) : start - 2].isdigit()
        and special
    ):
        start, value = start - 1, -value
    if share:
        end = share.end()
    return _Found(numeral, start, end, value * scale, scale, unit, bool(sign or money), numeral.certain), ""


def _magnitude(plain: str, end: int) -> tuple[Decimal, int]:
    match = matcher("magnitude").match(plain, end)
    if match is None:
        return Decimal(1), end
    scale, end = Decimal(phrases("magnitude")[match[1].lower()]), match.end()
    again = matcher("magnitude").match(plain, end)  # ألف مليون, thousand million
    if again is not None:
        return scale * Decimal(phrases("magnitude")[again[1].lower()]), again.end()
    return scale, end


def _currency(sign: re.Match[str] | None, money: re.Match[str] | None) -> str:
    if sign is not None:
        dollar = "$" in sign[0] and sign[1] in (None, "US") and sign[2] in (None, "US")
        return "usd" if dollar or sign[3] == "USD" else ""
    return phrases("currency").get(money[1], phrases("currency").get(money[1].lower(), "")) if money is not None else ""


def _adds(plain: str, before: _Found, quantity: _Found) -> bool:
    """Put 3 ملايين and 200 ألف together, which are one quantity."""
    gap = plain[before.end : quantity.start]
    if gap.strip() != "و" or not before.scale > quantity.scale > 1 or before.money or before.unit:
        return False
    before.value, before.end, before.scale = before.value + quantity.value, quantity.end, quantity.scale
    before.unit, before.money = quantity.unit, quantity.money
    return True


def _shares_scale(plain: str, found: list[_Found], quantity: _Found) -> None:
    """Give the first number of a range the magnitude and unit that are printed once: 2 to 3 million."""
    if not found:
        return
    before = found[-1]
    gap = plain[before.end : quantity.start]
    if len(gap) > 8 or not _TO.match(gap):
        return
    if "and" in gap:
        before.unit = before.unit or (quantity.unit if quantity.unit == "percent" else "")
        return
    if before.money and not quantity.money and "-" in gap:
        quantity.unit, quantity.money = before.unit, True
    raw = quantity.numeral.value or Decimal(0)
    if before.unit not in ("", quantity.unit):
        return
    if before.scale == 1 < quantity.scale and before.value <= raw and before.value < _HIGHEST_SHARED:
        before.value, before.scale = before.value * quantity.scale, quantity.scale
    if not before.unit and quantity.unit and not before.money:
        before.unit = quantity.unit


def _mention(text: Plain, found: _Found) -> Mention:
    plain = text.text
    words = words_after(plain, found.end, 8)
    arabic = bool(words) and not words[0][0].isascii()
    while words and words[0][0] in ("من", "of", "the"):
        words = words[1:]
    if plain[found.end : found.end + 1] == "-":
        words = words[:1]  # what 12-month and 23-member count is the word behind the hyphen
    counted: list[tuple[str, int, int]] = []
    for word in words[: _MOST_COUNTED[not arabic]]:
        if word[0].lower() in phrases("stop") or (
            arabic and word[0].startswith("و") and counted and not unit_of(word[0])
        ):
            break
        counted.append(word)
    unit = found.unit or ("" if found.money else _unit([word for word, _, _ in counted], arabic))
    begin, finish = text.span(found.start, found.end)
    said = ""
    if counted and unit != "percent":
        first, last = text.span(counted[0][1], counted[-1][2])
        said = text.printed[first:last]
    qualifier = _qualifier(plain, found, counted[-1][2] if counted else found.end)
    return Mention(
        "number",
        _canonical(found.value),
        begin,
        finish,
        text.printed[begin:finish],
        found.certain,
        unit,
        qualifier,
        said,
    )


def _unit(words: list[str], arabic: bool) -> str:
    """The unit that words name: the first in Arabic, whose head comes first, the last in English."""
    pairs = [" ".join(pair) for pair in pairwise(words)]
    places = range(len(words)) if arabic else range(len(words) - 1, -1, -1)
    for at in places:
        before = pairs[at - 1] if at and not arabic else pairs[at] if arabic and at < len(pairs) else ""
        unit = units().get(before) or unit_of(words[at])
        if unit:
            return unit
    return ""


def _qualifier(plain: str, found: _Found, after: int) -> str:
    words = words_before(plain, found.start, 6)
    while words and (words[-1] in phrases("filler") or re.sub("^[وفبل]", "", words[-1]) in phrases("filler")):
        words.pop()
    for count in range(min(4, len(words)), 0, -1):
        said = " ".join(words[-count:])
        for form in (said, re.sub("^[وفبلك]", "", said), re.sub("^[وف][بلك]", "", said)):
            for kind in _BEFORE:
                if form in phrases(kind):
                    return phrases(kind)[form]
    for place in (found.end, after):
        match = matcher("after").match(plain, place)
        if match is not None:
            return phrases("after")[match[1]]
    return "exact"


def _canonical(value: Decimal) -> str:
    """A decimal without needless zeros.

    >>> _canonical(Decimal("1.50") * 1000), _canonical(Decimal("0.50")), _canonical(Decimal("100"))
    ('1500', '0.5', '100')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
