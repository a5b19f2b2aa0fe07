"""Segments as JSON Lines: texts without a document, answered with what they mention.

A line is `{"id", "lang", "text", "context": {"symbol", "organ", "date"}}`; its answer `{"id", "mentions": [{"kind",
"value", "start", "end", "text", "certain"}]}`, where `value` of a number is a JSON number. Things of the graph are
among the mentions too, under the kind `thing`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ontology.errors import SijillError

from ..problems import Place
from .mentions import find_mentions
from .names import Names
from .records import Context, Mention

_EXAMPLE = '{"id": "1", "lang": "ar", "text": "…"}'
_LANGUAGES = ("", "ar", "en")


class NoSegment(SijillError):
    """A line that is no segment; its text says which one, why, and what a line is like."""

    def __init__(self, place: Place, ar: str, en: str) -> None:
        super().__init__(
            {"ar": f"{place}: {ar}؛ يُكتب السطر هكذا: {_EXAMPLE}", "en": f"{place}: {en}; a line is as {_EXAMPLE}"}
        )


def answered(lines: Iterable[str], names: Names, file: str) -> Iterator[str]:
    """Answer each segment with a line of its own, in the order in which they come.

    Raises NoSegment at a line that is none, with its number; the lines before it are answered.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            segment = _segment(line, Place(file, number))
            known = segment.get("context") or {}
            symbol, organ, date = (str(known.get(name) or "") for name in ("symbol", "organ", "date"))
            context = Context(symbol, organ, date, str(segment.get("lang") or ""))
            mentions = [as_json(mention) for mention in find_mentions(segment["text"], context, names)]
            yield json.dumps({"id": segment["id"], "mentions": mentions}, ensure_ascii=True)


def _segment(line: str, place: Place) -> dict[str, Any]:
    try:
        segment = json.loads(line.removeprefix("\ufeff"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise NoSegment(place, f"ليس السطر بصيغة JSON ‏({error})", f"not readable as JSON: {error}") from None
    if not (isinstance(segment, dict) and "id" in segment and isinstance(segment.get("text"), str)):
        raise NoSegment(place, "ليس السطر قطعة نص لها id وtext", "no segment with an id and a text")
    if not isinstance(segment.get("context") or {}, dict):
        raise NoSegment(place, "السياق context ليس كائناً", "the context is no object")
    if (segment.get("lang") or "") not in _LANGUAGES:
        raise NoSegment(place, "اللغة lang ليست ar ولا en", "the language is neither ar nor en")
    return segment


def _refused(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def as_json(mention: Mention) -> dict[str, Any]:
    """A mention for a program; what a number lacks is left out.

    >>> as_json(Mention("number", "1.5", 0, 3, "1.5", unit="usd"))["value"]
    1.5
    """
    found: dict[str, Any] = {
        "kind": mention.kind,
        "value": numeral(mention.value) if mention.kind == "number" else mention.value,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "certain": mention.certain,
    }
    more = (("unit", mention.unit), ("qualifier", mention.qualifier), ("counted", mention.counted))
    return found | {name: value for name, value in more if value}


def numeral(value: str) -> int | float:
    """A canonical decimal as a number of JSON.

    >>> numeral("1200"), numeral("0.75")
    (1200, 0.75)
    """
    return float(value) if "." in value else int(value)
