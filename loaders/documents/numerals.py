"""Numbers as they are printed: thousands and decimals in every form in use, in either order of the groups.

UN documents print thousands with a space; Arabic ones often print the groups from right to left: ٢٠٠ ١ is 1200.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from .plain import Plain

_CLUMP = re.compile(r"[0-9]+(?:[.,٫٬،/:'][0-9]+)*")
_ARABIC = re.compile(r"[\u0621-\u064A]")
_GROUPS = {sign: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})+") for sign in ".,٬،'"}
_NEAR = 20
_LONGEST = 18
"""The most digits that a number may have; longer ones are codes."""
_MOST_GROUPS = 6
_GROUP = 3
_DENOMINATOR = 1000


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in digits at its place in a plain text.

    `value` is None for what is no quantity by its form: 24/7, 10:30, 1.2.3, 007. `bare` is whether it is printed as
    digits alone, as years and the numbers of things are; `certain` is whether its order is sure.
    """

    start: int
    end: int
    value: Decimal | None
    bare: bool = True
    fraction: bool = False
    certain: bool = True


def is_arabic(plain: str, start: int, end: int) -> bool:
    """Whether Arabic letters stand near a place.

    >>> is_arabic("نحو 12 بلدا", 4, 6)
    True
    """
    return bool(_ARABIC.search(plain, max(0, start - _NEAR), end + _NEAR))


def numerals(text: Plain, free: Callable[[int, int], bool], large: re.Pattern[str]) -> Iterator[Numeral]:
    """The numbers of a text in order.

    Args:
        text: The text as patterns read it.
        free: Whether a stretch of the plain text may be part of a number.
        large: What matches a space and a word like million, before which a point or comma sets off decimals.

    >>> from .plain import plain
    >>> found = numerals(plain("٢٠٠ ١ و1 500 و١٠٠.٠٠٠ و٦٣,٦ و3/4"), lambda start, end: True, re.compile("x"))
    >>> [str(numeral.value) for numeral in found]
    ['1200', '1500', '100000', '63.6', '0.75']
    """
    rows = list(_rows(text, free))
    forward = [_direction(text.text, row) for row in rows if len(row) > 1]
    votes = sum(forward)
    for row in rows:
        if len(row) == 1:
            yield _single(text.text, *row[0], large)
        else:
            yield from _grouped(text.text, row, votes, large)


def _rows(text: Plain, free: Callable[[int, int], bool]) -> Iterator[list[tuple[int, int]]]:
    """Numbers with one space between them, which may be the groups of one."""
    row: list[tuple[int, int]] = []
    for clump in _CLUMP.finditer(text.text):
        start, end = clump.span()
        if not free(start, end):
            continue
        if row and not (row[-1][1] + 1 == start and text.text[start - 1] == " " and not _line_ends(text, start - 1)):
            yield row
            row = []
        row.append((start, end))
    if row:
        yield row


def _line_ends(text: Plain, place: int) -> bool:
    return text.printed[text.span(place, place + 1)[0]] in "\n\f"


def _direction(plain: str, row: list[tuple[int, int]]) -> int:
    """Whether the groups of a number run forward (1) or backward (-1); 0 where that cannot be told."""
    first, last = row[0], row[-1]
    if (
        first[1] - first[0] != 3
        or plain[first[0]] == "0"
        or last[1] - last[0] != 3
        or plain[last[0] : last[1]] == "000"
    ):
        ahead, back = _is_number(plain, row), _is_number(plain, row[::-1])
        return int(ahead) - int(back) if plain[first[0]] != "0" else -int(back)
    return 0


def _is_number(plain: str, row: list[tuple[int, int]]) -> bool:
    """Whether the groups, highest first, make a number; the lowest may have decimals."""
    groups = [plain[start:end] for start, end in row]
    head, *middle, last = groups
    return (
        bool(re.fullmatch("[1-9][0-9]{0,2}", head))
        and all(re.fullmatch("[0-9]{3}", group) for group in middle)
        and bool(re.fullmatch("[0-9]{3}(?:[.,٫][0-9]{1,2})?", last))
    )


def _grouped(plain: str, row: list[tuple[int, int]], votes: int, large: re.Pattern[str]) -> Iterator[Numeral]:
    """The number that a row of groups makes; the longest from the left where it makes several."""
    at = 0
    while at < len(row):
        most = min(len(row) - at, 2)
        while most < min(len(row) - at, _MOST_GROUPS) and row[at + most - 1][1] - row[at + most - 1][0] == _GROUP:
            most += 1  # what is neither the first nor the last group has three digits
        for count in range(most, 1, -1):
            numeral = _joined(plain, row[at : at + count], votes)
            if numeral is not None:
                break
        else:
            numeral, count = _single(plain, *row[at], large), 1
            part = _single(plain, *row[at + 1], large) if at + 1 < len(row) else None
            if (
                part is not None
                and part.fraction
                and part.value is not None
                and numeral.value
                and numeral.bare
                and numeral.value < _DENOMINATOR
            ):
                numeral, count = Numeral(numeral.start, part.end, numeral.value + part.value, bare=False), 2  # 1 1/2
        yield numeral
        at += count


def _joined(plain: str, row: list[tuple[int, int]], votes: int) -> Numeral | None:
    if max(row[0][1] - row[0][0], row[-1][1] - row[-1][0]) < _GROUP:  # the lowest group is at one end
        return None
    ahead, back = _is_number(plain, row), _is_number(plain, row[::-1])
    if not ahead and not back:
        return None
    start, end = row[0][0], row[-1][1]
    certain = not (ahead and back)
    if not certain:
        told = _direction(plain, row)
        certain = told != 0
        told = told or votes or (-1 if is_arabic(plain, start, end) else 1)
        ahead = told > 0
    groups = [plain[a:b] for a, b in (row if ahead else row[::-1])]
    digits = re.sub("[,٫]", ".", "".join(groups))
    return Numeral(start, end, Decimal(digits), bare=False, certain=certain)


def _single(plain: str, start: int, end: int, large: re.Pattern[str]) -> Numeral:
    digits = plain[start:end]
    if digits.isdigit():
        code = len(digits) > _LONGEST or (len(digits) > 1 and digits[0] == "0")
        return Numeral(start, end, None if code else Decimal(digits))
    if len(digits) > _LONGEST + _LONGEST:
        return Numeral(start, end, None)
    if "/" in digits:
        return Numeral(start, end, _fraction(digits), bare=False, fraction=True)
    value = _separated(digits, is_arabic(plain, start, end), bool(large.match(plain, end)))
    return Numeral(start, end, value, bare=False)


def _fraction(digits: str) -> Decimal | None:
    """The value of a proper fraction, to six decimals."""
    match = re.fullmatch("([1-9][0-9]?)/([1-9][0-9]{0,3})", digits)
    if match is None or int(match[1]) >= int(match[2]) or int(match[2]) > _DENOMINATOR:
        return None
    return round(Decimal(match[1]) / Decimal(match[2]), 6).normalize()


def _separated(digits: str, arabic: bool, large: bool) -> Decimal | None:
    """The value of digits with points or commas; None where they are no number."""
    signs = re.findall(r"\D", digits)
    if ":" in signs or len(set(signs)) > 2:
        return None
    last = signs[-1]
    whole, decimals = digits.rsplit(last, 1)
    thousands = set(signs[:-1])
    if len(set(signs)) == 2:  # 1,234.56 and 1.234,56
        grouping = signs[0]
        ok = signs.count(last) == 1 and grouping in _GROUPS and _GROUPS[grouping].fullmatch(whole) and last != "'"
        return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{decimals}") if ok else None
    groups = last in _GROUPS and _GROUPS[last].fullmatch(digits)
    if thousands:
        return Decimal(re.sub(r"\D", "", digits)) if groups else None
    if groups and not (large and arabic) and (last != "." or arabic):
        return Decimal(re.sub(r"\D", "", digits))
    if last in "'٬" or (last == "،" and (len(decimals) > 2 or not arabic)):
        return None
    if last == "," and len(whole) > 3:  # a year or number and the mark of a footnote
        return None if len(decimals) <= 2 and not arabic else Decimal(f"{whole}.{decimals}")
    return Decimal(f"{whole}.{decimals}") if len(whole) == 1 or whole[0] != "0" else None
