"""Running SPARQL over a store, and giving its answers to programs."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.namespaces import PREFIXES
from ontology.vocabulary import key

from .reading import Readable
from .star import starred
from .syntax import explained

RESULT_FORMS = {
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
"""The forms of answers that SPARQL 1.1 defines (https://www.w3.org/TR/sparql11-overview/)."""
_NO_WORDS = re.compile(r'<[^<>\s]*>|"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|#.*$', re.MULTILINE)
"""What holds no keyword of SPARQL: addresses, texts, comments."""
_GRAPH = re.compile(r"(?<![?$:\w])GRAPH\b", re.IGNORECASE)
_OPTIONAL = re.compile(r"^# graphs: optional$", re.MULTILINE)
"""The line of a query that answers without graphs as well, only without saying who states what."""
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class QueryError(SijillError):
    """A query cannot be understood."""


@dataclass(frozen=True)
class Answer:
    """The rows of an answer as RDF terms, under the names of the variables."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def evaluated(
    store: Readable,
    text: str,
    name: str = "query",
    *,
    relative_to: str | None = None,
    default_graphs: list[ox.NamedNode] | None = None,
    named_graphs: list[ox.NamedNode] | None = None,
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Begin a query over the default graph, which is the merged set, or over the graphs that are given.

    Relative IRIs are those of an address `relative_to`. Raises QueryError as `run` does.

    >>> bool(evaluated(ox.Store(), "ASK {}"))
    True
    """
    try:
        result = store.query(
            starred(text),
            base_iri=relative_to,
            prefixes=PREFIXES,
            default_graph=default_graphs,  # type: ignore[arg-type]
            named_graphs=named_graphs,  # type: ignore[arg-type]
        )
    except SyntaxError as error:
        raise QueryError(explained(text, str(error), name)) from None
    asks_graphs = _GRAPH.search(_NO_WORDS.sub(" ", text)) and not _OPTIONAL.search(text)
    if asks_graphs and next(store.named_graphs(), None) is None and len(store):
        raise QueryError(
            {
                "ar": "يسأل الاستعلام عن الرسم البياني الذي يذكر كل عبارة، ولا رسوم بيانية مسماة في البيانات؛ "
                "أعطه ملفاً بصيغة nq أو trig",
                "en": "the query asks which graph states a fact, and the data have no graphs; give it the .nq or .trig "
                "form",
            }
        )
    return result


def run(store: Readable, text: str, name: str = "query") -> Answer:
    """Run a query and take its answer; `name` is what errors call it.

    SELECT gives rows, ASK one cell, CONSTRUCT three columns. Raises QueryError for a syntax error, at its place, and
    where the query asks for graphs and the data have none.

    >>> run(ox.Store(), "ASK { ?s ?p ?o }").rows[0][0].value
    'false'
    >>> run(ox.Store(), "DESCRIBE <https://a.net/x>")
    Answer(variables=('subject', 'predicate', 'object'), rows=())
    """
    result = evaluated(store, text, name)
    try:
        if isinstance(result, ox.QuerySolutions):
            variables = tuple(v.value for v in result.variables)
            return Answer(variables, tuple(tuple(row) for row in result))
        if isinstance(result, ox.QueryBoolean):
            return Answer(("answer",), ((ox.Literal(bool(result)),),))
        return Answer(("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in result))
    except (OSError, RuntimeError) as error:
        raise _unanswered(name, error) from None


def _unanswered(name: str, error: Exception) -> QueryError:
    return QueryError({"ar": f"{name}: تعذرت الإجابة: {error}", "en": f"{name}: cannot be answered: {error}"})


def to_text(store: Readable, text: str, form: str, name: str = "query") -> str:
    """Run a query and write its answer for a program.

    `form` is csv or one of RESULT_FORMS; a graph comes as Turtle. Raises QueryError.

    >>> to_text(ox.Store(), "ASK { ?s ?p ?o }", "csv"), to_text(ox.Store(), "ASK {}", "json")
    ('false\\n', '{"head":{},"boolean":true}\\n')
    """
    result = evaluated(store, text, name)
    try:
        if isinstance(result, ox.QueryTriples):
            written = ox.serialize(result, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        elif isinstance(result, ox.QueryBoolean) and form in ("csv", "tsv"):
            return f"{str(bool(result)).lower()}\n"
        elif isinstance(result, ox.QuerySolutions) and form == "csv":
            return _csv(result)
        else:
            written = result.serialize(format=RESULT_FORMS[form])
    except (OSError, RuntimeError) as error:
        raise _unanswered(name, error) from None
    assert written is not None
    shown = written.decode("utf-8")
    return shown if shown.endswith("\n") else f"{shown}\n"


def _csv(solutions: ox.QuerySolutions) -> str:
    """Rows as SPARQL 1.1 has them in CSV, but for line feeds at the ends of lines."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([v.value for v in solutions.variables])
    for row in solutions:
        writer.writerow(["" if node is None else key(node) for node in row])
    return out.getvalue()
