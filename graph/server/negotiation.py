"""Proactive content negotiation: what a client takes best, of what there is.

Media types by RFC 9110 section 12.5.1, languages by section 12.5.4 with the lookup of RFC 4647 section 3.4. Headers
come from anybody: nothing here raises, and the work is bounded whatever is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_MOST_CHARACTERS = 4000
"""Of a header that is longer, only what is whole before this many characters is read."""
_MOST_ELEMENTS = 100
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_ELEMENT = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+(?:"|$))++')
"""An element of a list; commas within quotes belong to it (RFC 9110 section 5.6.1)."""
_PARAMETER = re.compile(rf'[ \t]*+;[ \t]*+(?:({_TOKEN})=({_TOKEN}|"(?:[^"\\]|\\.)*+"))?+')
"""A parameter, or the empty one that a stray semicolon makes (RFC 9110 section 5.6.6)."""
_MEDIA_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_LANGUAGE_RANGE = re.compile(r"[A-Za-z]{1,8}+(?:-[A-Za-z0-9]{1,8}+)*+|\*")
_WEIGHT = re.compile(r"0(?:\.[0-9]*+)?+|1(?:\.0*+)?+")
_HINTS = frozenset({"charset", "profile"})
"""Parameters that never refuse: all texts are in UTF-8, and a server may ignore a profile (RFC 6906 section 3.1)."""


class _Range(NamedTuple):
    """A media range: `specificity` is 0 for any, 1 for a type, 2 for a subtype, and 1 more for each parameter."""

    type: str
    subtype: str
    parameters: Mapping[str, str]
    weight: float

    @property
    def specificity(self) -> int:
        return (self.type != "*") + (self.subtype != "*") + len(self.parameters)

    def takes(self, other: _Range) -> bool:
        """Whether a media type is within the range."""
        return (
            self.type in ("*", other.type)
            and self.subtype in ("*", other.subtype)
            and all(other.parameters.get(name) == value for name, value in self.parameters.items())
        )


def best(accept: str | None, offered: Sequence[str]) -> str | None:
    """Choose the media type that a client prefers among those offered; None where it takes none of them.

    `accept` is the value of the Accept header, several joined by commas. Each media type gets the weight of the most
    specific range that it is within; 0 refuses it, and of equal weights the first offered wins. No header, or one that
    holds nothing that can be read, takes anything. An element that cannot be read does not count.

    >>> best("text/turtle;q=0.5, text/*", ["text/html", "text/turtle"])
    'text/html'
    >>> best("*/*, text/html;q=0", ["text/html", "text/turtle"]), best("image/png", ["text/html"]) is None
    ('text/turtle', True)
    """
    ranges = [found for element in _elements(accept or "") if (found := _media_range(element))]
    if not ranges:
        return offered[0] if offered else None
    weights = []
    for name in offered:
        kind = _media_range(name)
        taking = [r for r in ranges if r.takes(kind)] if kind else []
        # Of two ranges that are as specific the larger weight counts, whatever their order.
        weights.append(max(((r.specificity, r.weight) for r in taking), default=(0, 0.0))[1])
    largest = max(weights, default=0.0)
    return offered[weights.index(largest)] if largest > 0 else None


def best_language(accept_language: str | None, offered: Sequence[str]) -> str:
    """Choose the language that a reader prefers among those offered, which must not be empty.

    `accept_language` is the value of the Accept-Language header. Its ranges are taken by weight, then in their order;
    each is cut short from the end until it is a tag that is offered, so that `ar-EG` is served Arabic. A weight of 0
    refuses a language, also below a larger range. Where nothing offered is named, the first offered that is not refused
    is chosen, and the first of all where all are refused: a page in another language is better than none, which the
    standard allows, and no language but the server's own order is preferred.

    >>> [best_language(asked, ["ar", "en"]) for asked in ("en-GB, ar;q=0.8", "ar-EG", "fr", "*, ar;q=0", None)]
    ['en', 'ar', 'ar', 'en', 'ar']
    """
    named, left = _languages(accept_language, offered)
    return named or next(iter(left), offered[0])


def named_language(accept_language: str | None, offered: Sequence[str]) -> str | None:
    """The language offered that a reader names, chosen like the best one; None where none is named.

    >>> [named_language(asked, ["ar", "en"]) for asked in ("fr, ar-EG;q=0.8, en;q=0.1", "en, ar;q=0", "*", None)]
    ['ar', 'en', None, None]
    """
    return _languages(accept_language, offered)[0]


def _languages(accept_language: str | None, offered: Sequence[str]) -> tuple[str | None, list[str]]:
    """The language offered that is named with the largest weight, and those that are not refused."""
    asked = [found for element in _elements(accept_language or "") if (found := _language_range(element))]
    refused = {name for name, weight in asked if weight == 0}
    by_tag = {tag.lower(): tag for tag in offered}
    left = {tag: by_tag[tag] for tag in by_tag if not _within(tag, refused)}
    for name, weight in sorted(asked, key=lambda found: -found[1]):
        if weight > 0:
            for cut in _cut_short(name):
                if cut in left:
                    return left[cut], list(left.values())
    return None, list(left.values())


def _elements(header: str) -> Iterator[str]:
    """The elements of a list, at most _MOST_ELEMENTS; the last of a header that is too long may be cut off."""
    if len(header) > _MOST_CHARACTERS:
        header = header[:_MOST_CHARACTERS].rpartition(",")[0]
    for number, found in enumerate(_ELEMENT.finditer(header)):
        if number == _MOST_ELEMENTS:
            return
        if element := found[0].strip(" \t"):
            yield element


def _parameters(text: str) -> dict[str, str] | None:
    """The parameters behind a value, names in small letters; None for what is no list of parameters."""
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        match = _PARAMETER.match(text, place)
        if match is None:
            return None if text[place:].strip(" \t") else found
        place = match.end()
        if match[1]:
            value = re.sub(r"\\(.)", r"\1", match[2][1:-1]) if match[2].startswith('"') else match[2]
            found.setdefault(match[1].lower(), value)
    return found


def _weight(parameters: dict[str, str]) -> float | None:
    """Take the weight out of parameters: 1 where there is none; None for what is no number from 0 to 1."""
    text = parameters.pop("q", "1")
    return float(text) if _WEIGHT.fullmatch(text) else None


def _media_range(element: str) -> _Range | None:
    match = _MEDIA_RANGE.match(element)
    if match is None or (match[1] == "*" and match[2] != "*"):
        return None
    parameters = _parameters(element[match.end() :])
    weight = None if parameters is None else _weight(parameters)
    if parameters is None or weight is None:
        return None
    kept = {name: value for name, value in parameters.items() if name not in _HINTS}
    return _Range(match[1].lower(), match[2].lower(), kept, weight)


def _language_range(element: str) -> tuple[str, float] | None:
    match = _LANGUAGE_RANGE.match(element)
    parameters = _parameters(element[match.end() :]) if match else None
    weight = None if parameters is None else _weight(parameters)
    return None if match is None or weight is None else (match[0].lower(), weight)


def _cut_short(tag: str) -> Iterator[str]:
    """A tag, and what is left of it subtag by subtag; one letter alone does not stay at the end (RFC 4647, 3.4)."""
    parts = tag.split("-")
    while parts:
        yield "-".join(parts)
        parts.pop()
        while len(parts) > 1 and len(parts[-1]) == 1:
            parts.pop()


def _within(tag: str, ranges: set[str]) -> bool:
    """Whether a tag is within one of some ranges; `*` has no part in it, since it means what is not named."""
    parts = tag.split("-")
    return any("-".join(parts[:length]) in ranges for length in range(1, len(parts) + 1))
