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
from ontology.vocabulary import key

LONGEST = 2000
"""Characters of such a query."""
PATTERNS = 3
ROWS = 500
"""Rows that it can have at most: as many as the patterns have triples each, multiplied."""
CHARACTERS = 250_000
"""Characters of its answer, about."""
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
    rf"(?:ASK(?![A-Za-z0-9_:-])|{_SELECT}{_S}++(?:(?:DISTINCT|REDUCED){_S}++)?(?:\*|{_VAR}(?:{_S}++{_VAR})*+)){_S}*+"
    rf"(?:WHERE{_S}*+)?\{{{_S}*+(?P<body>{_TRIPLES}(?:\.{_S}*+{_TRIPLES})*+(?:\.{_S}*+)?)\}}{_S}*+"
    rf"(?:LIMIT{_S}++[0-9]{{1,9}}{_S}*+)?(?:OFFSET{_S}++[0-9]{{1,9}}{_S}*+)?",
    re.IGNORECASE,
)
_DECLARED = re.compile(_PREFIX, re.IGNORECASE)
_PARTS = re.compile(rf"{_IRI}|{_NAME}|{_VAR}|[a;.]")


class Points:
    """Answers point queries over a store in memory that does not change."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
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
        subjects, named = _subjects(found["body"])
        declared = dict(_DECLARED.findall(found["prologue"])) if found["prologue"] else {}
        if not self._small(subjects, declared):
            return None
        try:  # to hand over the prefixes takes as long as a small query
            result = self._store.query(text, prefixes=PREFIXES) if named else self._store.query(text)
        except (SyntaxError, OSError, ValueError):
            return None
        return None if isinstance(result, ox.QueryTriples) else result

    def _small(self, subjects: list[str], declared: dict[str, str]) -> bool:
        """Whether patterns about these subjects, one for each time that it is there, have few rows together."""
        if len(subjects) > PATTERNS:
            return False
        rows, widest = 1, 0
        for subject in subjects:
            iri = subject[1:-1] if subject[0] == "<" else _expanded(subject, declared)
            triples, characters = self._size(iri) if iri else (ROWS + 1, 0)
            rows *= max(triples, 1)
            widest += characters
        return rows <= ROWS and rows * widest <= CHARACTERS

    def _measure(self, iri: str) -> tuple[int, int]:
        """How many triples are said of a thing, at most one more than may be, and the characters of the longest."""
        try:
            said = self._store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
        except ValueError:
            return ROWS + 1, 0
        lengths = [len(key(quad.object)) + len(quad.predicate.value) for quad in islice(said, ROWS + 1)]
        return len(lengths), max(lengths, default=0)


def _subjects(body: str) -> tuple[list[str], bool]:
    """The subject of each pattern, and whether a name with a prefix is among the terms."""
    subjects, subject, place, named = [], "", 0, False
    for part in _PARTS.findall(body):
        if part == ".":
            place = 0
        elif part == ";":
            place = 1
        else:
            named = named or (part[0] not in "<?$" and part != "a")
            if place == 0:
                subject = part
            elif place == 2:
                subjects.append(subject)
            place += 1
    return subjects, named


def _expanded(name: str, declared: dict[str, str]) -> str:
    """The IRI of a name with a prefix; empty where the prefix is not known."""
    prefix, _, local = name.partition(":")
    namespace = declared[prefix][1:-1] if prefix in declared else PREFIXES.get(prefix, "")
    return namespace + local if namespace else ""
