"""Where paragraphs disagree: the question `conflicts` of the catalogue, with the things themselves in its columns."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.vocabulary import key
from queries.catalogue import question

from ..parameters import prepare
from ..query import Term, run
from ..statements import natural
from .figures import figure
from .reader import Place, Reader, Text

_COLUMNS = "?thing ?kind ?value ?part ?figure"
_HEAD = re.compile(r"^(SELECT DISTINCT) .* (WHERE)", re.MULTILINE)
_Row = tuple[Term | None, ...]


@dataclass(frozen=True)
class Side:
    """What some of the paragraphs say: the value, what it leads to, and the paragraphs."""

    value: Text
    iri: str
    unit: Text | None
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Conflict:
    """A thing and a property or measure of it on which paragraphs disagree, with what each says."""

    thing: str
    label: Text
    kind: str
    kind_label: Text
    sides: tuple[Side, ...]


def disagreements(reader: Reader) -> list[tuple[str, str]]:
    """The things and properties about which paragraphs disagree, in the order of the things; found once.

    Raises QueryError where the data have no named graphs, which tell who states what.

    >>> disagreements(Reader(ox.Store(), "https://a.net/"))
    []
    """
    return sorted(_found(reader), key=lambda pair: (natural(pair[0]), pair[1]))


def conflict(reader: Reader, thing: str, kind: str, language: str) -> Conflict:
    """What each paragraph says on a matter on which they disagree, in the order of the paragraphs."""
    sides: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    terms: dict[str, Term] = {}
    for value, part, node in _found(reader)[thing, kind]:
        assert value is not None and part is not None
        terms[str(value)] = value
        sides[str(value), ""].add((key(part), key(node) if node else ""))
    told = [_side(reader, terms[value], found, language) for (value, _), found in sides.items()]
    told.sort(key=lambda side: ([place.source.order for place in side.places], side.value.text))
    return Conflict(thing, reader.label(thing, language), kind, reader.label(kind, language), tuple(told))


def _found(reader: Reader) -> dict[tuple[str, str], list[_Row]]:
    """The rows of the question by thing and property."""

    def find() -> dict[tuple[str, str], list[_Row]]:
        text = prepare(question("conflicts"), {}, reader.base)
        answer = run(reader.store, _HEAD.sub(rf"\1 {_COLUMNS} \2", text, count=1), "conflicts")
        rows: dict[tuple[str, str], list[_Row]] = defaultdict(list)
        for thing, kind, *rest in answer.rows:
            assert thing is not None and kind is not None
            rows[key(thing), key(kind)].append(tuple(rest))
        return dict(rows)

    return reader.once("conflicts", find)


def _side(reader: Reader, value: Term, found: set[tuple[str, str]], language: str) -> Side:
    places = sorted(
        (place for part in {part for part, _ in found} if (place := reader.place(part))),
        key=lambda place: place.source.order,
    )
    node = min((node for _, node in found if node), default="")
    number = figure(reader, node, language) if node else None
    if number:
        return Side(number.amount, node, number.unit, tuple(places))
    if isinstance(value, ox.Literal):
        return Side(reader.written(value, language), "", None, tuple(places))
    return Side(reader.label(key(value), language), key(value), None, tuple(places))
