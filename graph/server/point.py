"""Queries that are answered at once: a thing is named and what is said of it is asked, and that is not much.

Only what is known to cost little may pass: a few patterns, each about a thing that is named and of which little is
said. No path, no filter, no function, no other graph; what is not recognised goes to a process of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

import pyoxigraph as ox

from ontology.namespaces import PREFIXES
from ontology.vocabulary import RDF_TYPE, key

from ..star import starred
from .direct import rows

LONGEST = 2000
"""Characters of such a query."""
PATTERNS = 3
ROWS = 500
"""Rows that it can have at most: as many as the patterns have triples each, multiplied."""
CHARACTERS = 250_000
"""Characters of its answer, about."""
_LONGEST_KEPT = 200
"""Characters of an IRI whose size is kept: anybody may ask for many that are long and are not there."""
_IRI = r"<[A-Za-z][A-Za-z0-9+.-]*+:[^<>\"{}|^`\\\x00-\x20]*+>"
_NAME = r"[A-Za-z][A-Za-z0-9_-]*+:[A-Za-z0-9_][A-Za-z0-9_-]*+"
_VAR = r"[?$][A-Za-z0-9_]++"
_S = r"[ \t\n\r]"
_TERM = rf"(?:{_VAR}|{_IRI}|{_NAME})"
_SAID = rf"{_S}*+(?:a(?={_S})|{_TERM}){_S}*+{_TERM}{_S}*+"
_TRIPLES = rf"(?:{_IRI}|{_NAME}){_SAID}(?:;{_SAID})*+"
_PREFIX = rf"PREFIX{_S}++([A-Za-z][A-Za-z0-9_-]*+):{_S}*+({_IRI}){_S}*+"
_SELECT = "SELECT"
_POINT = re.compile(
    rf"{_S}*+(?P<prologue>(?:{_PREFIX})*+)"
    rf"(?:ASK(?![A-Za-z0-9_:-])|{_SELECT}{_S}++(?P<distinct>(?:DISTINCT|REDUCED){_S}++)?"
    rf"(?:\*|(?P<variables>{_VAR}(?:{_S}++{_VAR})*+))){_S}*+"
    rf"(?:WHERE{_S}*+)?\{{{_S}*+(?P<body>{_TRIPLES}(?:\.{_S}*+{_TRIPLES})*+(?:\.{_S}*+)?)\}}{_S}*+"
    rf"(?:LIMIT{_S}++(?P<limit>[0-9]{{1,9}}){_S}*+)?(?:OFFSET{_S}++(?P<offset>[0-9]{{1,9}}){_S}*+)?",
    re.IGNORECASE,
)
_DECLARED = re.compile(_PREFIX, re.IGNORECASE)
_PARTS = re.compile(rf"{_IRI}|{_NAME}|{_VAR}|[a;.]")


class Points:
    """Answers point queries over a store in memory that does not change; `most` is how many rows an answer may have."""

    def __init__(self, store: ox.Store, most: int = ROWS) -> None:
        self._store, self._most = store, min(most, ROWS)
        self._size = lru_cache(maxsize=50_000)(self._measure)

    def answer(self, text: str) -> ox.QuerySolutions | ox.QueryBoolean | None:
        """The answer to a query whose cost is known to be small; None for any other, which is not run.

        >>> points = Points(ox.Store())
        >>> bool(points.answer("ASK { <https://a.net/x> ?p ?o }"))
        False
        >>> points.answer("ASK { ?s ?p ?o }"), points.answer("ASK { <https://a.net/x> ?p+ ?o }")
        (None, None)
        """
        found = _POINT.fullmatch(text) if len(text) <= LONGEST else None
        if found is None:
            return None
        patterns = _patterns(found["body"])
        if not self._small([_iri(subject, found) for subject, _, _ in patterns]):
            return None
        named = any(part[0] not in "<?$" and part != "a" for pattern in patterns for part in pattern)
        if found["variables"] is None:
            text = starred(text)
        try:  # to hand over the prefixes takes as long as a small query
            result = self._store.query(text, prefixes=PREFIXES) if named else self._store.query(text)
        except (SyntaxError, OSError, ValueError):
            return None
        return None if isinstance(result, ox.QueryTriples) else result

    def json(self, text: str) -> bytes | None:
        """The answer, in JSON, to a query that asks what is said of one thing; None for any other, which is not run.

        >>> Points(ox.Store()).json("ASK { <https://a.net/x> ?p ?o }")
        """
        found = _POINT.fullmatch(text) if len(text) <= LONGEST else None
        if found is None or found["variables"] is None or found["distinct"] is not None:
            return None
        patterns = _patterns(found["body"])
        subject, predicate, object_ = patterns[0]
        if len(patterns) > 1 or object_[0] not in "?$":
            return None
        asked = predicate[0] in "?$"
        variables = [variable[1:] for variable in found["variables"].split()]
        there = {object_[1:], predicate[1:]} if asked else {object_[1:]}
        if len(there) != 1 + asked or len(set(variables)) != len(variables) or not there.issuperset(variables):
            return None
        iri, kind = _iri(subject, found), None if asked else _iri(predicate, found)
        if kind == "" or not self._small([iri]):
            return None
        try:
            nodes = ox.NamedNode(iri), None if kind is None else ox.NamedNode(kind)
        except ValueError:
            return None
        first = int(found["offset"] or 0)
        last = None if found["limit"] is None else first + int(found["limit"])
        quads = islice(self._store.quads_for_pattern(*nodes, None, ox.DefaultGraph()), first, last)
        return rows(quads, variables, predicate[1:] if asked else "", object_[1:])

    def _small(self, subjects: list[str]) -> bool:
        """Whether patterns about these subjects, one for each time that it is there, have few rows together."""
        if len(subjects) > PATTERNS:
            return False
        most, widest = 1, 0
        for iri in subjects:
            measure = self._size if len(iri) <= _LONGEST_KEPT else self._measure
            triples, characters = measure(iri) if iri else (ROWS + 1, 0)
            most *= max(triples, 1)
            widest += characters
        return most <= self._most and most * widest <= CHARACTERS

    def _measure(self, iri: str) -> tuple[int, int]:
        """How many triples are said of a thing, at most one more than may be, and the characters of the longest."""
        try:
            said = self._store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
        except ValueError:
            return ROWS + 1, 0
        number = widest = together = 0
        for quad in islice(said, ROWS + 1):
            length = len(key(quad.object)) + len(quad.predicate.value)
            number, widest, together = number + 1, max(widest, length), together + length
            if together > CHARACTERS:
                return ROWS + 1, widest
        return number, widest


def _patterns(body: str) -> list[tuple[str, str, str]]:
    """The triple patterns of a body that has the form of one."""
    patterns, subject, predicate, place = [], "", "", 0
    for part in _PARTS.findall(body):
        if part == ".":
            place = 0
        elif part == ";":
            place = 1
        else:
            if place == 0:
                subject = part
            elif place == 1:
                predicate = part
            else:
                patterns.append((subject, predicate, part))
            place += 1
    return patterns


def _iri(term: str, found: re.Match[str]) -> str:
    """The IRI of a term that is no variable; empty where its prefix is not known."""
    if term[0] == "<":
        return term[1:-1]
    if term == "a":
        return RDF_TYPE
    prefix, _, local = term.partition(":")
    declared = dict(_DECLARED.findall(found["prologue"]))
    namespace = declared[prefix][1:-1] if prefix in declared else PREFIXES.get(prefix, "")
    return namespace + local if namespace else ""
