"""An answer that another process wrote, as the terms that it was made of."""

from __future__ import annotations

from itertools import islice

import pyoxigraph as ox

from ..query import Answer


def read_again(written: bytes, most: int, *, graph: bool) -> Answer:
    """The answer behind JSON (SPARQL 1.1 Query Results JSON), or behind N-Triples where it is a graph.

    No more rows are read than `most`: who waits for the process that reads waits for each.

    >>> read_again(b'{"head":{},"boolean":true}', 1, graph=False).rows[0][0].value
    'true'
    >>> read_again(b'<https://a.net/a> <https://a.net/b> "c" .', 1, graph=True).variables
    ('subject', 'predicate', 'object')
    """
    if graph:
        triples = islice(ox.parse(written, format=ox.RdfFormat.N_TRIPLES), most)
        return Answer(("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in triples))
    result = ox.parse_query_results(written, format=ox.QueryResultsFormat.JSON)
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), ((ox.Literal(bool(result)),),))
    assert isinstance(result, ox.QuerySolutions)
    return Answer(tuple(v.value for v in result.variables), tuple(tuple(row) for row in islice(result, most)))
