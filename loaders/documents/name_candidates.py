"""What in a text looks like a name: quoted words, English words in capitals, and the acronyms beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..folding import fold
from .plain import plain
from .records import Part

_QUOTED = re.compile(r"[«“\"]([^«»“”\"\n]{4,120}?)[»”\"]")
_ACRONYM = re.compile(r"\(\s*[“\"«]?([A-Z](?:[.-]?[A-Za-z0-9])+)[”\"»]?\s*\)")
_SMALL = r"(?:of|the|and|on|for|to|in|against|by|with|de|du|des|la|le|et)"
_CAPITAL = r"[A-Z][\w’'-]*"
_CAPITALS = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?:\s+(?:{_SMALL}\s+){{0,3}}{_CAPITAL})+")
_ARTICLE = re.compile(r"(?:The|A|An|In|On|At|By|For|With|From|Under|This|That|These|Those|Its|Their)\s+(?:the\s+)?")
_LETTER = re.compile(r"[^\W\d_]")
_BEFORE = re.compile(r"(?:[a-z,;]|\d)[\s(]{1,2}$")
"""What stands before a word that does not begin a sentence."""
_SENTENCE = re.compile(r"[.:;!?]\s|،\s|,\s")
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """What looks like a name: its text, its place in the part, how it was told, and the acronym that follows it.

    `how` is `quoted` or `capitals`.
    """

    text: str
    start: int
    end: int
    part: Part
    how: str
    acronym: str = ""

    @property
    def folded(self) -> str:
        """The name as names are compared."""
        return fold(self.text)


def candidates(part: Part, language: str) -> Iterator[Candidate]:
    """The names of a part that no mention explains: quoted ones in both languages, in English those in capitals.

    >>> part = Part("1", "paragraph", "", "Experts of the Blue Harbour Initiative (BHI) met.", (1,))
    >>> [(c.text, c.acronym) for c in candidates(part, "en")]
    [('Blue Harbour Initiative', 'BHI')]
    >>> part = Part("1", "paragraph", "", "أُطلقت مبادرة «الميناء الأزرق» (BHI)", (1,))
    >>> [(c.text, c.acronym, c.how) for c in candidates(part, "ar")]
    [('الميناء الأزرق', 'BHI', 'quoted')]
    """
    taken = [(m.start, m.end) for m in part.mentions if m.kind != "number"]
    found = [(*match.span(1), "quoted") for match in _QUOTED.finditer(part.text)]
    if language == "en":
        found += [(*place, "capitals") for match in _CAPITALS.finditer(part.text) if (place := _bounds(match, part))]
    last = 0
    for start, end, how in sorted(found, key=lambda place: (place[0], -place[1])):
        text = " ".join(part.text[start:end].split())
        if start < last or any(a < end and start < b for a, b in taken) or not _is_name(text):
            continue
        last = end
        yield Candidate(text, start, end, part, how, acronym_after(part, end))


def acronym_after(part: Part, end: int) -> str:
    """The acronym in brackets that follows a place in a part, or nothing.

    >>> acronym_after(Part("1", "paragraph", "", "مكتب الشؤون (UNXY)، وغيره", (1,)), 11)
    'UNXY'
    """
    match = _ACRONYM.match(part.text[end : end + 40].lstrip(' ”»"\n'))
    return match[1] if match else ""


def initials_fit(name: str, acronym: str) -> bool:
    """Whether the words in capitals of an English name begin with the letters of its acronym.

    >>> initials_fit("Blue Harbour Initiative", "BHI"), initials_fit("Blue Harbour Initiative", "UNX")
    (True, False)
    """
    initials = "".join(word[0] for word in re.findall(r"[A-Z]\w*", name)).casefold()
    letters = "".join(_LETTER.findall(acronym)).casefold()
    return len(letters) > 1 and initials == letters


def _bounds(match: re.Match[str], part: Part) -> tuple[int, int] | None:
    """The place of the name in words in capitals; None where it cannot be told where it begins.

    The acronym that follows tells it; else the first word of a sentence may be in capitals for that reason alone.
    """
    acronym = acronym_after(part, match.end())
    if acronym:
        starts = [capital.start() for capital in re.finditer(_CAPITAL, match[0])]
        fitting = [at for at in starts if initials_fit(match[0][at:], acronym)]
        return (match.start() + fitting[-1], match.end()) if fitting else None
    article = _ARTICLE.match(match[0])
    if article:
        return match.start() + article.end(), match.end()
    if not _BEFORE.search(part.text[max(0, match.start() - 4) : match.start()]):
        return None
    return match.span()


def _is_name(text: str) -> bool:
    """Whether a text is long enough for a name, and no sentence: wrong proposals are worse than none."""
    return len(text.split()) >= FEWEST_WORDS and not _SENTENCE.search(text) and bool(_LETTER.search(plain(text).text))
