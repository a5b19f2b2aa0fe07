"""The rows of an answer in the order of their question, names in that of the language.

SPARQL 1.1 (15.1, ORDER BY) compares names letter by letter, so that in Arabic all that begin with the article stand
together. A page puts names in the order of its lists; the files to download have the rows as SPARQL orders them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import pyoxigraph as ox

from ontology.vocabulary import key

from ..query import Answer, Term
from .ordering import sort_key

Row = tuple[Term | None, ...]
_ORDER = re.compile(r"\bORDER\s+BY\b(?P<keys>.*)\Z", re.DOTALL)
_BEHIND = re.compile(r"LIMIT|OFFSET|VALUES")
_VARIABLE = re.compile(r"[?$](\w+)")
_NAME = re.compile(r"[?$]\w+|STR\([?$]\w+\)", re.IGNORECASE)
"""A column that a query sorts by as it is, or by its text, as portable queries do."""


def in_order(answer: Answer, text: str, names: Collection[str], language: str) -> tuple[Row, ...]:
    """The rows of an answer to a query, whose text says what they are sorted by; `names` are the columns of names.

    Only rows that are alike in all that is before a name in the order change places.

    >>> rows = tuple((ox.Literal(name, language="ar"),) for name in ("البلد", "المدينة", "إقليم"))
    >>> [row[0].value for row in in_order(Answer(("x",), rows), "… ORDER BY ?x", ["x"], "ar")]
    ['إقليم', 'البلد', 'المدينة']
    >>> [row[0].value for row in in_order(Answer(("x",), rows), "… ORDER BY STR(?x)", ["x"], "ar")]
    ['إقليم', 'البلد', 'المدينة']
    """
    places = {name: number for number, name in enumerate(answer.variables)}
    keys = []
    for one in sorted_by(text):
        variables = _VARIABLE.findall(one)
        if not places.keys() >= set(variables):
            break  # what the rows do not show cannot be told from them
        keys.append((tuple(places[name] for name in variables), bool(_NAME.fullmatch(one)) and variables[0] in names))
    return tuple(_arranged(answer.rows, keys, language))


def sorted_by(text: str) -> list[str]:
    """What a query sorts by, the first thing first.

    >>> sorted_by('… ORDER BY DESC(?n) ?name xsd:integer(REPLACE(?part, "[^0-9]", "")) LIMIT 5')
    ['DESC(?n)', '?name', 'xsd:integer(REPLACE(?part, "[^0-9]", ""))']
    """
    found = _ORDER.search(text)
    keys: list[str] = []
    depth = 0
    for word in found["keys"].split() if found else ():
        if not depth and _BEHIND.match(word):
            break
        if depth:
            keys[-1] += f" {word}"
        else:
            keys.append(word)
        depth += word.count("(") - word.count(")")
    return keys


def _arranged(rows: Sequence[Row], keys: Sequence[tuple[tuple[int, ...], bool]], language: str) -> Iterator[Row]:
    if not keys or len(rows) < 2:
        yield from rows
        return
    (columns, is_name), rest = keys[0], keys[1:]
    if is_name:
        rows = sorted(rows, key=lambda row: _place(row[columns[0]], language))
    for _, alike in groupby(rows, key=lambda row: [row[column] for column in columns]):
        yield from _arranged(list(alike), rest, language)


def _place(node: Term | None, language: str) -> tuple[int, tuple[str, ...]]:
    """What is no text of a language keeps its place before the names, as SPARQL has it."""
    if isinstance(node, ox.Literal) and node.language:
        return 1, sort_key(key(node), language)
    return 0, ()
