"""Numbers of lists as they are printed: digits, Roman numerals, letters of several alphabets.

ECMA-376 Part 1, 17.18.59 (ST_NumberFormat); HTML, the attribute `type` of `ol`; CSS Counter Styles Level 3.
"""

from __future__ import annotations

from ..text import arabic_digits

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X")),
    *((9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "arabicAlpha": [*"أبتثجحخدذرزسشصضطظعغفقكلمن", "هـ", *"وي"],
    "arabicAbjad": [*"أبجد", "هـ", *"وزحطيكلمنسعفصقرشتثخذضظغ"],
    "hebrew2": list("אבגדהוזחטיכלמנסעפצקרשת"),
    "russianLower": list("абвгдежзиклмнопрстуфхцчшщыэюя"),
    "chicago": list("*†‡§"),
}
_HEBREW = (
    *((400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"), (40, "מ")),
    *((30, "ל"), (20, "כ"), (16, "טז"), (15, "טו"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה")),
    *((4, "ד"), (3, "ג"), (2, "ב"), (1, "א")),
)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
MOST = 10_000
"""Beyond it a number is printed in digits: letters would grow without end."""


def numbered(number: int, form: str) -> str | None:
    """A number in a form of ECMA-376, or None where the form is not known here.

    >>> [numbered(n, f) for n, f in ((4, "upperRoman"), (28, "lowerLetter"), (3, "arabicAlpha"), (3, "arabicAbjad"))]
    ['IV', 'bb', 'ت', 'ج']
    >>> numbered(7, "decimalZero"), numbered(16, "hebrew1"), numbered(22, "ordinal"), numbered(1, "bullet")
    ('07', 'טז', '22nd', None)
    """
    if not 0 < number < MOST or form == "decimal":
        return str(number)
    if form.startswith("upper"):
        text = _lower(number, "lower" + form.removeprefix("upper"))
        return text.upper() if text else None
    return _lower(number, form)


def roman(number: int) -> str:
    """Write a number in Roman digits; nothing for what is below one.

    >>> roman(4), roman(19), roman(42), roman(99)
    ('IV', 'XIX', 'XLII', 'XCIX')
    """
    return _added(number, _ROMAN)


def from_roman(text: str) -> int:
    """Read Roman digits, in capital letters.

    >>> from_roman("XIV")
    14
    """
    worth = {sign: value for value, sign in _ROMAN}
    values = [worth[sign] for sign in text]
    return sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=True))


def _lower(number: int, form: str) -> str | None:
    if form == "lowerRoman":
        return roman(number).lower()
    if form == "hebrew1":
        return _added(number, _HEBREW)
    letters = list(_LATIN) if form == "lowerLetter" else _ALPHABETS.get(form)
    if letters:
        times, place = divmod(number - 1, len(letters))
        return letters[place] * (times + 1)
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        return f"{number}{'th' if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, 'th')}"
    if form == "arabicIndic":
        return arabic_digits(str(number))
    if form == "numberInDash":
        return f"- {number} -"
    if form in ("decimalFullWidth", "decimalHalfWidth", "decimalFullWidth2"):
        return str(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedParen", "decimalEnclosedFullstop"):
        return f"{number}." if form.endswith("Fullstop") else f"({number})"
    return None


def _added(number: int, signs: tuple[tuple[int, str], ...]) -> str:
    text = ""
    for value, sign in signs:
        while number >= value:
            text += sign
            number -= value
    return text
