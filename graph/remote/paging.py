"""The whole answer of a query from a store that cuts answers off: what is left is asked for page by page.

A store that cuts says so for rows, if at all, and not for what is constructed; there the rows are counted before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pyoxigraph as ox

from ontology.namespaces import expand

from .endpoint import ROWS, TRIPLES, Endpoint, parsed, untold
from .parts import Parts, parts

Parameters = Sequence[tuple[str, str]]
"""Parameters of the SPARQL 1.1 Protocol, or of the store."""
_TRUTH = expand("xsd:boolean")


def solutions(
    endpoint: Endpoint, text: str, columns: list[str], parameters: Parameters, tell: Callable[[int], None] = untold
) -> ox.QuerySolutions:
    """All rows of a SELECT query with such columns. `tell` hears how many there are. Raises RemoteTrouble."""
    asked = parts(text)
    if not _beyond(asked, endpoint):
        answer, cut = endpoint.answer(text, ROWS, parameters, _answered)
        rows = answer["results"]["bindings"]
        if not columns or not (cut or len(rows) == endpoint.profile.limits.rows) or len(rows) == asked.limit:
            return _solved(answer)
    found = endpoint.in_pages(asked, columns, parameters, _rows, tell)
    return _solved({"head": {"vars": [name[1:] for name in columns]}, "results": {"bindings": found}})


def truth(endpoint: Endpoint, text: str, parameters: Parameters) -> ox.QueryBoolean:
    """The answer of an ASK query, which some stores give as a row. Raises RemoteTrouble."""
    answer, _ = endpoint.answer(text, ROWS, parameters, _answered)
    if "boolean" not in answer:
        values = [cell["value"] for row in answer["results"]["bindings"] for cell in row.values()]
        answer = {"head": {}, "boolean": bool(values) and values[0] not in ("0", "false")}
    said = parsed(json.dumps(answer).encode())
    assert isinstance(said, ox.QueryBoolean)
    return said


def constructed(
    endpoint: Endpoint, text: str, parameters: Parameters, tell: Callable[[int], None] = untold
) -> tuple[set[ox.Triple], bool]:
    """All triples of a CONSTRUCT or DESCRIBE query, and whether they are certainly all. Raises RemoteTrouble."""
    asked, most = parts(text), endpoint.profile.limits.rows
    if asked.form != "CONSTRUCT":
        found, _ = endpoint.answer(text, TRIPLES, parameters, _triples)
        return found, not most or len(found) < most
    columns = asked.variables
    if most and columns and (asked.limit is None or _beyond(asked, endpoint) or asked.limit * asked.made > most):
        total, size = _counted(endpoint, asked, columns, parameters), max(1, most // asked.made)
        if total > size or _beyond(asked, endpoint):
            made: set[ox.Triple] = set()
            for start in range(0, total, size):
                page = asked.page(columns, min(size, total - start), asked.offset + start)
                made |= endpoint.answer(page, TRIPLES, parameters, _triples)[0]
                tell(len(made))
            return made, True
    return endpoint.answer(text, TRIPLES, parameters, _triples)[0], True


def _beyond(asked: Parts, endpoint: Endpoint) -> bool:
    """Whether the limits of a query are beyond what the store sorts, so that it refuses the query as it is."""
    return bool(endpoint.profile.limits.rows) and asked.last is not None and asked.last > endpoint.profile.limits.rows


def _counted(endpoint: Endpoint, asked: Parts, columns: list[str], parameters: Parameters) -> int:
    """How many rows a query has between its limits."""
    rows, _ = endpoint.answer(asked.counted(columns), ROWS, parameters, _answered)
    total = max(0, int(rows["results"]["bindings"][0]["rows"]["value"]) - asked.offset)
    return total if asked.limit is None else min(total, asked.limit)


def _answered(body: bytes) -> dict[str, Any]:
    """An answer in JSON (https://www.w3.org/TR/sparql11-results-json/). Raises ValueError where it is none.

    Truths that are written as numbers, as Virtuoso does, come as the dataset has them.
    """
    answer = json.loads(body)
    if not isinstance(answer, dict) or not {"results", "boolean"} & answer.keys():
        raise ValueError("no answer of SPARQL")
    if _TRUTH.encode() in body and "results" in answer:
        for cell in (cell for row in answer["results"]["bindings"] for cell in row.values()):
            if cell.get("datatype") == _TRUTH:
                cell["value"] = {"0": "false", "1": "true"}.get(cell["value"], cell["value"])
    return answer


def _rows(body: bytes) -> list[Any]:
    """The rows of an answer. Raises ValueError where it is none."""
    rows: list[Any] = _answered(body)["results"]["bindings"]
    return rows


def _solved(answer: dict[str, Any]) -> ox.QuerySolutions:
    found = parsed(json.dumps(answer).encode())
    assert isinstance(found, ox.QuerySolutions)
    return found


def _triples(body: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES, rename_blank_nodes=True)}
