"""What may be wrong at the place where a query cannot be read on. The texts are in `syntax.csv`."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from loaders.text import WESTERN_DIGITS
from ontology.errors import suggestions

from .syntax_place import Part

_TABLE = Path(__file__).with_suffix("").parent / "syntax.csv"
Reason = tuple[int, dict[str, str]]
"""A place in the text, and what is said of it in both languages."""
KEYWORDS = frozenset(
    word
    for line in (
        "AS ASK ASC BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP HAVING IN LIMIT MINUS",
        "NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SERVICE UNDEF UNION VALUES WHERE",
    )
    for word in line.split()
)
AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_FUNCTIONS = AGGREGATES | frozenset(
    word
    for line in (
        "ABS BNODE BOUND CEIL COALESCE CONCAT CONTAINS DATATYPE DAY ENCODE_FOR_URI FLOOR HOURS IF IRI ISBLANK",
        "ISIRI ISLITERAL ISNUMERIC LANG LANGMATCHES LCASE MD5 MINUTES MONTH NOW RAND REGEX REPLACE ROUND SAMETERM",
        "SECONDS STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR TIMEZONE TZ UCASE",
        "URI UUID YEAR",
    )
    for word in line.split()
)
_SIGNS = {"؛": ";", "،": ",", "؟": "?", "٫": ".", **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›", "'")}
"""Signs that a keyboard or a word processor writes in the place of those of SPARQL."""
_UNSEEN = re.compile("[\u00a0\u00ad\u061c\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff]")
_WRONG = {"=>": ">=", "=<": "<=", "==": "=", "<>": "!=", "AND": "&&", "OR": "||"}
"""Signs and words of other languages, and what SPARQL has for them."""
_CLOSING = {"(": ")", "{": "}", "[": "]"}
_OPERATORS = frozenset("=<>!+-*/&|,")
_TERMS = frozenset({"variable", "name", "iri", "text", "number"})
_WANTED = re.compile(r'"((?:[^"\\]|\\.)+)"')
_MOST_WANTED = 3


@cache
def _table() -> dict[str, dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["key"]: {"ar": row["ar"], "en": row["en"]} for row in csv.DictReader(file)}


def told(key: str, **values: object) -> dict[str, str]:
    """A text of the table in both languages, with its values put in.

    >>> told("number", found="LIMIT")["en"]
    'a number is expected after LIMIT'
    """
    return {language: text.format(**values) for language, text in _table()[key].items()}


def reason(text: str, parts: Sequence[Part], offset: int, wanted: str) -> Reason:
    """What may be wrong in a query whose parser stopped at a place, where it `wanted` something else.

    >>> from graph.syntax_place import parts_of
    >>> query = "ASK { ?s ?p ?o } LIMIT ?x"
    >>> reason(query, parts_of(query), 23, "")
    (23, {'ar': 'يُنتظر عدد بعد LIMIT', 'en': 'a number is expected after LIMIT'})
    """
    at = next((n for n, part in enumerate(parts) if part.start + len(part.text) > offset), len(parts))
    found = _of_writing(text, parts, at, offset)
    if found:
        return found
    before, opened = parts[:at], _opened(parts[:at])
    if at == len(parts):
        if opened:
            last = opened[-1]
            line = text.count("\n", 0, last.start) + 1
            return offset, told("ends.open", found=last.text, line=line)
        return offset, told("ends")
    part = parts[at]
    last = before[-1] if before else part
    for wrong in (part.text.upper(), last.text + part.text if last.start + len(last.text) == part.start else ""):
        if wrong in _WRONG:
            return part.start, told("sign", found=wrong, wanted=_WRONG[wrong])
    if last.text == ")" and len(before) > 3 and before[-3].text.upper() == "AS":  # the parser does not say why
        return before[-2].start, told("twice")
    said = (
        _meant(part)
        or _of_brackets(part, opened)
        or _of_select(part, before, opened)
        or _of_order(part, before, opened)
    )
    return part.start, said or _of_wanted(wanted) or told("here")


def _of_writing(text: str, parts: Sequence[Part], at: int, offset: int) -> Reason | None:
    """A quotation mark that is not closed, or a sign that is none of SPARQL's, up to the place or behind it."""
    line_end = text.find("\n", offset)
    for part in parts:
        if part.kind == "text" and not _closed(part.text) and (line_end < 0 or part.start <= line_end):
            mark = part.text[:3] if part.text[:3] in ('"""', "'" * 3) else part.text[0]
            return part.start, told("quotation", found=mark)
    for part in parts[: at + 1]:
        if part.kind in ("text", "iri"):
            continue
        for place, letter in enumerate(part.text, part.start):
            if letter in _SIGNS:
                return place, told("sign", found=letter, wanted=_SIGNS[letter])
            if _UNSEEN.match(letter):
                return place, told("unseen", found=f"U+{ord(letter):04X}")
    if at < len(parts) and parts[at].text.isdecimal() and not parts[at].text.isascii():
        digits = parts[at].text
        return parts[at].start, told("sign", found=digits, wanted=digits.translate(WESTERN_DIGITS))
    return None


def _closed(written: str) -> bool:
    for mark in ('"""', "'" * 3):
        if written.startswith(mark):
            return len(written) >= 6 and written.endswith(mark)
    return re.fullmatch(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^'\\]|\\.)*'", written) is not None


def _opened(parts: Sequence[Part]) -> list[Part]:
    """The brackets that are open after some parts."""
    opened: list[Part] = []
    for part in parts:
        if part.text in _CLOSING:
            opened.append(part)
        elif opened and part.text == _CLOSING[opened[-1].text]:
            opened.pop()
    return opened


def _meant(part: Part) -> dict[str, str] | None:
    """The keyword or function that a word is like."""
    word = part.text.upper()
    if part.kind != "word" or word in KEYWORDS or word in _FUNCTIONS:
        return None
    near = suggestions(word, KEYWORDS)
    near = near if near["en"] else suggestions(word, _FUNCTIONS)
    return near if near["en"] else None


def _of_brackets(part: Part, opened: Sequence[Part]) -> dict[str, str] | None:
    if part.text not in _CLOSING.values():
        return None
    if part.text not in (_CLOSING[one.text] for one in opened):
        return told("unopened", found=part.text)
    wanted = _CLOSING[opened[-1].text]
    return told("unclosed", wanted=wanted) if wanted != part.text else None


def _of_select(part: Part, before: Sequence[Part], opened: Sequence[Part]) -> dict[str, str] | None:
    """What is wrong among the variables that a query selects."""
    start = next((n for n in range(len(before) - 1, -1, -1) if before[n].text.upper() == "SELECT"), None)
    if start is None or any(p.text == "{" for p in before[start:]):
        return None
    inside = len(opened) > len(_opened(before[:start]))
    word, last = part.text.upper(), before[-1]
    if inside and part.kind == "variable" and last.text == ")":
        return told("as", found=part.text)
    if inside and word == "AS" and len(opened) > 1 and last.kind == "variable":
        return told("unclosed", wanted=")")
    if not inside and part.text == ",":
        return told("comma")
    if not inside and (word == "AS" or word in _FUNCTIONS or part.text == "("):
        return told("brackets")
    return None


def _of_order(part: Part, before: Sequence[Part], opened: Sequence[Part]) -> dict[str, str] | None:
    """What is wrong with the order of the parts."""
    if not before:
        return None
    last = before[-1]
    word = last.text.upper()
    if word in ("ORDER", "GROUP"):
        return told("by", found=word)
    if word in ("LIMIT", "OFFSET"):
        return told("number", found=word)
    if word == "FILTER":
        return told("expected", wanted="(")
    if part.text == ")" and last.text in _OPERATORS:
        return told("value", found=part.text)
    if not opened or opened[-1].text != "{":
        return None
    if part.text in ("}", ".", ";") and (last.kind in _TERMS or last.text == "a"):
        return told("triple", found=part.text)
    if (part.kind in _TERMS or part.text in ("a", "[")) and (last.kind in _TERMS or last.text == "]"):
        return told("stop")
    if part.text in _OPERATORS - {","}:
        return told("comparison")
    return None


def _of_wanted(wanted: str) -> dict[str, str] | None:
    """The signs that the parser looked for, where these are few; where it looked for any value they say little."""
    signs = list(dict.fromkeys(_WANTED.findall(wanted)))
    if not signs or len(signs) > _MOST_WANTED:
        return None
    return {
        language: texts.format(wanted={"ar": " أو ", "en": " or "}[language].join(signs))
        for language, texts in _table()["expected"].items()
    }


def ungrouped(parts: Sequence[Part]) -> Reason | None:
    """The first variable that is selected beside a calculation over groups, without being grouped by.

    >>> from graph.syntax_place import parts_of
    >>> pattern = "{ ?x a ?y }"
    >>> ungrouped(parts_of("SELECT ?x (COUNT(?y) AS ?n) " + pattern))[0]
    7
    """
    for number, part in enumerate(parts):
        if part.kind != "word" or part.text.upper() != "SELECT":
            continue
        depth, selected, calculated = 0, [], False
        for place, other in enumerate(parts[number + 1 :], number + 1):  # noqa: B007
            if other.text == "{":
                break
            depth += (other.text == "(") - (other.text == ")")
            if other.kind == "variable" and depth == 0:
                selected.append(other)
            calculated = calculated or (depth > 0 and other.text.upper() in AGGREGATES)
        else:
            continue
        grouping = _grouping(parts[place:])
        named = {other.text[1:] for other in grouping}
        free = next((other for other in selected if other.text[1:] not in named), None)
        if free and (calculated or grouping):
            return free.start, told("grouped" if grouping else "group", found=free.text)
    return None


def misplaced(parts: Sequence[Part]) -> Reason | None:
    """The first calculation over groups in a filter or after BIND, where there are no groups yet.

    >>> from graph.syntax_place import parts_of
    >>> misplaced(parts_of("ASK { ?x a ?y FILTER(COUNT(?y) > 1) }"))[0]
    21
    """
    opened: list[int] = []
    for number, part in enumerate(parts):
        if part.text in ("(", "{"):
            opened.append(number)
        elif part.text in (")", "}") and opened:
            opened.pop()
        elif part.kind == "word" and part.text.upper() in AGGREGATES:
            inner = [n for n in opened if n > max((o for o in opened if parts[o].text == "{"), default=-1)]
            if inner and parts[inner[0] - 1].text.upper() in ("FILTER", "BIND"):
                return part.start, told("aggregate")
    return None


def _grouping(parts: Sequence[Part]) -> list[Part]:
    """The variables of GROUP BY behind the braces that come first."""
    depth = 0
    for number, part in enumerate(parts):
        depth += (part.text == "{") - (part.text == "}")
        if depth == 0:
            behind = parts[number + 1 :]
            if [other.text.upper() for other in behind[:2]] != ["GROUP", "BY"]:
                return []
            ends = ("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "}")
            stop = next((n for n, other in enumerate(behind) if other.text.upper() in ends), len(behind))
            return [other for other in behind[2:stop] if other.kind == "variable"]
    return []
