"""Of an answer that is read again for a page only the rows that the page shows are read."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.server.answering import Asked, answer
from graph.server.limits import Limits
from graph.server.read_again import read_again

from .serving import numbers


@pytest.mark.parametrize(
    ("query", "form"),
    [("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s", "json"), ("CONSTRUCT WHERE { ?s ?p ?o }", "ntriples")],
)
def test_no_more_rows_are_read_than_are_asked_for(query: str, form: str) -> None:
    store = numbers(50)
    written = answer(store, Asked(query, form, "http://x/sparql"), Limits())
    graph = form == "ntriples"
    assert len(read_again(written, 100, graph=graph).rows) == 50
    few = read_again(written, 7, graph=graph)
    assert len(few.rows) == 7 and {len(row) for row in few.rows} == {3}
    for subject, predicate, value in few.rows:
        assert ox.Quad(subject, predicate, value) in store  # type: ignore[arg-type]
    # what is behind those rows is not looked at, whatever it is
    broken = written[: len(written) * 9 // 10] + b"\\x00 what nobody reads"
    assert read_again(broken, 7, graph=graph) == few
