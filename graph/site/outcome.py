"""What came of a query, as pages are given it: the server runs queries elsewhere, with a limit of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.namespaces import PREFIXES

from ..query import Answer, run


@dataclass(frozen=True)
class Outcome:
    """The answer of a query, or the error instead of it; neither where nothing was asked.

    `cut_after` is the number of rows after which the answer was cut off, where it was; an answer in a file
    has at most so many as `most`, where there is a limit.
    """

    answer: Answer | None = None
    error: SijillError | None = None
    cut_after: int | None = None
    most: int | None = None


def outcome_here(store: ox.Store, text: str, name: str) -> Outcome:
    """Run a query in this process, without a limit: for the questions of the catalogue on their examples.

    >>> outcome_here(ox.Store(), "ASK {}", "x").answer.rows[0][0].value
    'true'
    >>> outcome_here(ox.Store(), "AS {}", "x").answer is None
    True
    """
    try:
        return Outcome(run(store, text, name))
    except SijillError as error:
        return Outcome(error=error)


def turtle(answer: Answer, most: int) -> str:
    """The triples of an answer as Turtle, at most so many.

    >>> a = ox.NamedNode("https://a.net/a")
    >>> turtle(Answer(("subject", "predicate", "object"), ((a, a, a),)), 5).splitlines()[-1]
    '<https://a.net/a> <https://a.net/a> <https://a.net/a> .'
    """
    triples = [ox.Triple(*row) for row in _whole(answer.rows[:most])]
    used = {prefix: iri for prefix, iri in PREFIXES.items() if any(iri in str(triple) for triple in triples)}
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used)
    assert written is not None
    return written.decode("utf-8")


def _whole(rows: Sequence[Sequence[object]]) -> list[tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode, ox.Literal]]:
    return [tuple(row) for row in rows if None not in row]  # type: ignore[misc]
