"""The text of bytes whose encoding nobody names: by their mark, by trying, and by how plausible the letters are.

Unicode 3.10 (byte order marks); UTF-8 and UTF-16, windows-1256, ISO/IEC 8859-6, windows-1252; others by the library.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from ..folding import ARABIC_WORD
from ..problems import Problem
from ..text import MIXED_WORD
from .sayings import SourceRefused, problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
"""So many bytes decide; a text does not change its encoding."""
_CHUNK = 1 << 20
_HIGH_BYTES, _MOSTLY = bytes(range(0x80, 0x100)), 0.9
_HIGH = b"\x00\x06\x20"
"""The high bytes of Latin, Arabic and general punctuation in UTF-16."""
_ARABIC_CODES = ("windows-1256", "iso-8859-6")
_USUAL = re.compile(r"\bال|\bوال|\bلل|\bفي\b|\bمن\b|\bعلى\b|\bإلى\b|\bعن\b|\bأن\b|ية\b|ات\b")
"""What every Arabic text is full of."""
_ACCENT = re.compile(r"[\u00C0-\u024F]")
_ACCENTED = re.compile(r"[A-Za-z]*[\u00C0-\u024F][A-Za-z\u00C0-\u024F]*")
"""Words with letters beyond ASCII, which are the fewer ones in them."""
_TYPOGRAPHY = re.compile(r"(?<=[A-Za-z ])[’“”–—]|[’“”–—](?=[A-Za-z ])|[©®°§\u00a0…•]")
_LONE = re.compile(rb"\xED[\xA0-\xBF][\x80-\xBF]")
"""Half of a character, written as UTF-8 does characters: in no other encoding do these bytes say anything."""
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\f\r\v")) + b"\x7f"
_CONTROL = re.compile(r"[\x00-\x08\x0E-\x1F\x7F\x80-\x84\x86-\x9F\uFFFE\uFFFF]")
_BINARY = 0.02
"""A text has fewer control characters than this share."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding in which it was read, and what was in doubt."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decoded(data: bytes, file: str, declared: str = "") -> Decoded:
    """Read bytes as text; `declared` is the encoding that the file itself names, believed where it fits.

    Lines end with a line feed in what comes back. Invalid bytes become U+FFFD and control characters go, and both are
    told. Raises SourceRefused for what is no text.

    >>> decoded("قرار الجمعية العامة".encode("windows-1256"), "a.txt").encoding
    'windows-1256'
    >>> decoded("القرار ٧١\\r\\n".encode("utf-16"), "a.txt").text
    'القرار ٧١\\n'
    """
    problems: list[Problem] = []
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _cleaned(data[len(mark) :], name, file, problems)
    name = _sixteen_bits(data[:_SAMPLE])
    if name:
        return _cleaned(data, name, file, problems)
    sample = data[:_SAMPLE]
    if sum(sample.translate(_IS_CONTROL)) > len(sample) * _BINARY:
        raise SourceRefused("binary", file=file)
    if _is_utf8(data):
        return _cleaned(data, "utf-8", file, problems)
    name, doubtful = _eight_bits(data, declared, file)
    if doubtful:
        problems.append(problem(file, "encoding_doubtful", encoding=name))
    return _cleaned(data, name, file, problems)


_IS_CONTROL = bytes(number in _CONTROLS for number in range(256))


def _sixteen_bits(sample: bytes) -> str:
    """The order of the bytes where a sample without a mark is UTF-16, else nothing."""
    size = len(sample) // 2
    if not size or (len(sample) % 2 and len(sample) < _SAMPLE):
        return ""
    shares = [sum(sample[start::2].count(byte) for byte in _HIGH) / size for start in (0, 1)]
    for order, high, low in (("utf-16-be", shares[0], shares[1]), ("utf-16-le", shares[1], shares[0])):
        if high > 0.7 and high > 2 * low and b"\x00" in sample:
            return order
    return ""


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, a few damaged ones apart."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for begin in range(0, len(data), _CHUNK):
            decoder.decode(data[begin : begin + _CHUNK], begin + _CHUNK >= len(data))
    except UnicodeDecodeError:
        telling = _telling(data)
        text = telling.decode("utf-8", "replace")
        bad = text.count("\ufffd") - 3 * len(_LONE.findall(telling))
        return sum(letter > "\x7f" for letter in text) - bad > 10 * bad or not bad
    return True


def _telling(data: bytes) -> bytes:
    """The part of a text that tells its encoding: from a little before the first byte beyond ASCII."""
    high = re.search(rb"[\x80-\xFF]", data)
    begin = max(0, high.start() - 1000) if high else 0
    return data[begin : begin + _SAMPLE]


def _eight_bits(data: bytes, declared: str, file: str) -> tuple[str, bool]:
    """The encoding of one byte a letter that gives the most plausible text, and whether that is in doubt."""
    sample = _telling(data)
    scores = {name: _plausible(sample.decode(name, "replace")) for name in (*_ARABIC_CODES, "windows-1252")}
    first, second = sorted(scores, key=lambda name: -scores[name])[:2]
    if declared and _known(declared) and scores.get(_known(declared), scores[first]) >= scores[first]:
        return _known(declared), False
    if scores[first] > 0:
        return first, scores[first] < 1.2 * scores[second]
    best = from_bytes(sample).best()
    if best is None:
        raise SourceRefused("binary", file=file)
    return best.encoding, True


def _known(name: str) -> str:
    """The usual name of an encoding of letters, empty where there is none of that name."""
    try:
        info = codecs.lookup(name)
        "".encode(info.name)
    except (LookupError, ValueError):
        return ""
    names = {codecs.lookup(code).name: code for code in (*_ARABIC_CODES, "windows-1252")}
    return names.get(info.name, info.name)


def _plausible(text: str) -> float:
    """How much a text looks like Arabic, or like a Western language with a few letters beyond ASCII."""
    arabic = len(ARABIC_WORD.findall(text))
    usual = len(_USUAL.findall(text))
    bad = 3 * len(MIXED_WORD.findall(text)) + 2 * text.count("\ufffd") + 2 * len(_CONTROL.findall(text))
    if 4 * usual > arabic:
        return 4 * usual + arabic - bad
    accented = [len(_ACCENT.findall(word)) * 2 <= len(word) or -1 for word in _ACCENTED.findall(text)]
    return sum(accented) + len(_TYPOGRAPHY.findall(text)) - bad


def _cleaned(data: bytes, encoding: str, file: str, problems: list[Problem]) -> Decoded:
    """Decode, tell what was replaced, and end every line with a line feed."""
    text = _text(data, encoding)
    if "\ufffd" in text and data.decode(encoding, "ignore").count("\ufffd") < text.count("\ufffd"):
        problems.append(problem(file, "invalid_bytes", encoding=encoding.upper(), lines=_lines(text, "\ufffd")))
    for end in ("\r\n", "\r", "\x85", "\u2028", "\u2029", "\v"):
        if end in text:
            text = text.replace(end, "\n")
    first = _CONTROL.search(text)
    if first:
        if len(_CONTROL.findall(text[:_SAMPLE])) > _BINARY * len(text[:_SAMPLE]):
            raise SourceRefused("binary", file=file)
        problems.append(problem(file, "controls", lines=text.count("\n", 0, first.start()) + 1))
        text = _CONTROL.sub("", text)
    return Decoded(text, encoding, tuple(problems))


def _text(data: bytes, encoding: str) -> str:
    """Decode at once where letters are mostly of one byte, else in pieces: room is made for a letter a byte."""
    if len(data[:_SAMPLE].translate(None, _HIGH_BYTES)) > _MOSTLY * len(data[:_SAMPLE]):
        return data.decode(encoding, "replace")
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    starts = range(0, len(data), _CHUNK)
    return "".join(decoder.decode(data[begin : begin + _CHUNK], begin + _CHUNK >= len(data)) for begin in starts)


def _lines(text: str, sign: str) -> list[int]:
    """The lines, from 1, on which a sign stands, in one pass over the text."""
    found: list[int] = []
    line, place = 1, text.find(sign)
    last = 0
    while place >= 0:
        line += text.count("\n", last, place)
        last = place
        if not found or found[-1] != line:
            found.append(line)
        place = text.find(sign, place + 1)
    return found
