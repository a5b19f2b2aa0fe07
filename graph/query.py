"""Asking questions: binds typed parameters, runs SPARQL, and gives tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.values import ValueProblem, number, printed_date
from ontology.errors import SijillError, suggestion
from ontology.namespaces import DEFAULT_BASE, PREFIXES, thing_iri
from queries.catalogue import Parameter, Question, bind

from .dataset import local_name
from .table import Column, Table


class QueryError(SijillError):
    """A query or a parameter cannot be understood."""


@dataclass(frozen=True)
class Answer:
    """The rows of an answer as RDF terms, under the names of the variables."""

    variables: tuple[str, ...]
    rows: tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...], ...]


def term(parameter: Parameter, value: str, base: str = DEFAULT_BASE) -> ox.NamedNode | ox.Literal:
    """Give the RDF term of a parameter's value, typed as the question says.

    Raises QueryError where the value does not fit.

    >>> str(term(Parameter("country", "iri", "country/NGA", {}), "country/NGA"))
    '<https://w3id.org/sijill/id/country/NGA>'
    """
    try:
        if parameter.kind == "iri":
            absolute = value.startswith(("http://", "https://"))
            return ox.NamedNode(value if absolute else thing_iri(value, base))
        if parameter.kind == "date":
            return printed_date(value)
        if parameter.kind == "integer":
            return number(value, whole=True)
    except (ValueProblem, ValueError) as problem:
        raise QueryError(f"--{parameter.name}: {value!r} does not fit: {problem}") from None
    if parameter.kind == "lang" and value not in ("ar", "en"):
        raise QueryError(f"--{parameter.name}: the language is ar or en, not {value!r}")
    return ox.Literal(value)


def prepare(question: Question, values: Mapping[str, str], base: str = DEFAULT_BASE) -> str:
    """The SPARQL text of a question with its parameters bound. Raises QueryError for unknown ones."""
    known = {p.name: p for p in question.parameters}
    for name in values:
        if name not in known:
            hint = suggestion(name, known) or f"it has {', '.join(sorted(known)) or 'none'}"
            raise QueryError(f"{question.name} has no parameter {name!r}; {hint}")
    return bind(question, {name: str(term(known[name], value, base)) for name, value in values.items()})


def run(store: ox.Store, text: str) -> Answer:
    """Run a query over the default graph, which is the merged set.

    SELECT gives rows, ASK one cell, CONSTRUCT three columns. Raises QueryError for a syntax error, at its place.
    """
    try:
        result = store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL: {error}") from None
    if isinstance(result, ox.QuerySolutions):
        variables = tuple(v.value for v in result.variables)
        return Answer(variables, tuple(tuple(row) for row in result))
    if isinstance(result, ox.QueryBoolean):
        return Answer(("answer",), ((ox.Literal(bool(result)),),))
    return Answer(("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in result))


def cell(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, language: str, base: str) -> str:
    """Write a term for a reader; a text in another language than asked for carries its tag."""
    if node is None:
        return ""
    if isinstance(node, ox.NamedNode):
        return local_name(node.value, base)
    if isinstance(node, ox.Literal):
        return f"{node.value} [{node.language}]" if node.language and node.language != language else node.value
    return str(node)


def to_table(answer: Answer, language: str, question: Question | None = None, base: str = DEFAULT_BASE) -> Table:
    """The answer as a table, headed in the language of the reader."""
    headings = question.columns if question else {}
    columns = [Column(v, headings.get(v, {}).get(language, v)) for v in answer.variables]
    return Table(columns, [[cell(node, language, base) for node in row] for row in answer.rows], language)
