"""Rules for text in two scripts: what an Arabic and an English value must look like.

Unicode: bidirectional controls UAX #9, Arabic presentation forms U+FB50 to U+FDFF and U+FE70 to U+FEFF.
"""

from __future__ import annotations

import re
import unicodedata

ARABIC_LETTER = re.compile(r"[\u0621-\u063A\u0641-\u064A\u066E-\u06D3]")
LATIN_LETTER = re.compile(r"[A-Za-z\u00C0-\u024F]")
MIXED_WORD = re.compile(r"[A-Za-z][\u0621-\u064A]|[\u0621-\u064A][A-Za-z]")
BIDI_CONTROL = re.compile(r"[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]")
PRESENTATION_FORM = re.compile(r"[\uFB50-\uFDFF\uFE70-\uFEFC]")
TATWEEL = "\u0640"
ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\ufeff\u00ad]")
CONTROL = re.compile(r"[\x00-\x08\x0B-\x1F\x7F\uFFFD]")
_SPACES = "\t\n\v\f\r\x85\u2028\u2029"
_PRINTABLE = (
    {number: chr(0x2400 + number) for number in range(0x20)}
    | {0x7F: "\u2421"}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
    | {ord(space): " " for space in _SPACES}
)
"""What stands for a character that is none of a text (XML 1.0 allows few of them either): its picture, or a space."""
_PRINTABLE_LINES = {number: sign for number, sign in _PRINTABLE.items() if number != ord("\n")}

_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def defects(text: str) -> list[str]:
    """Name what no text may hold, in either script: invisible marks, joined forms, decomposed letters.

    >>> defects("الأمم\u200f")
    ['a direction mark (U+200F)']
    >>> defects("Malawi")
    []
    """
    found = []
    for pattern, name in (
        (BIDI_CONTROL, "a direction mark"),
        (PRESENTATION_FORM, "an Arabic presentation form"),
        (ZERO_WIDTH, "an invisible character"),
        (CONTROL, "a control or replacement character"),
    ):
        match = pattern.search(text)
        if match:
            found.append(f"{name} (U+{ord(match[0]):04X})")
    if TATWEEL in text:
        found.append("a tatweel (U+0640)")
    if unicodedata.normalize("NFC", text) != text:
        found.append("letters that are not composed (NFC)")
    if text != text.strip() or "  " in text:
        found.append("a surplus space")
    return found


def script_defect(text: str, language: str) -> str | None:
    """Say why the text does not fit the language, or None; Latin symbols inside Arabic are allowed.

    >>> script_defect("قرار الجمعية العامة A/RES/71/167", "ar") is None
    True
    >>> script_defect("Human trafficking", "ar")
    'Latin letters where Arabic belongs'
    >>> script_defect("مالي", "en")
    'Arabic letters where English belongs'
    """
    arabic, latin = len(ARABIC_LETTER.findall(text)), len(LATIN_LETTER.findall(text))
    if MIXED_WORD.search(text):
        return "Arabic and Latin letters in one word"
    if language == "ar" and latin > arabic:
        return "Latin letters where Arabic belongs"
    if language == "en" and arabic > latin:
        return "Arabic letters where English belongs"
    if not arabic and language == "ar" and not re.search(r"[0-9٠-٩]", text):
        return "no Arabic letter"
    return None


def printable(text: str, *, lines: bool = False) -> str:
    """A text as it can be shown: a control character, which could command a terminal, gives way to a visible sign.

    What breaks or moves a line becomes a space, but for the ends of `lines` where they are wanted. No character is
    added or taken away, so places in the text stay the same.

    >>> printable("a\\x1b[2J\\tb\\nc"), printable("b\\nc", lines=True)
    ('a␛[2J b c', 'b\\nc')
    """
    return text.translate(_PRINTABLE_LINES if lines else _PRINTABLE)


def arabic_digits(text: str) -> str:
    """Write western digits as Arabic-Indic ones.

    >>> arabic_digits("51 bis")
    '٥١ bis'
    """
    return text.translate(_ARABIC_INDIC)


def grouped(number: str, language: str) -> str:
    """Write a canonical number for a reader: digits and separators of the language.

    >>> grouped("1492", "ar"), grouped("1492", "en"), grouped("1.4", "ar"), grouped("-0.5", "en")
    ('١٬٤٩٢', '1,492', '١٫٤', '-0.5')
    """
    whole, point, fraction = number.partition(".")
    sign = "-" if whole.startswith("-") else ""  # the whole part of -0.5 has lost it as a number
    text = f"{sign}{abs(int(whole)):,}{point}{fraction}"
    if language == "ar":
        return arabic_digits(text.replace(".", "٫").replace(",", "٬"))
    return text
