"""Asking questions: binds typed parameters, runs SPARQL, and gives tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.dates import date_for_reader
from loaders.text import arabic_digits, grouped
from loaders.values import ValueProblem, number, printed_date
from ontology.errors import SijillError, suggestion
from ontology.namespaces import DEFAULT_BASE, PREFIXES, compress, expand, thing_iri
from queries.catalogue import Parameter, Question, bind

from .dataset import local_name
from .table import Column, Table

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class QueryError(SijillError):
    """A query cannot be understood."""


class ParameterError(SijillError):
    """A parameter of a question is unknown, or its value does not fit."""

    status = 2


@dataclass(frozen=True)
class Answer:
    """The rows of an answer as RDF terms, under the names of the variables."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def term(parameter: Parameter, value: str, base: str = DEFAULT_BASE) -> ox.NamedNode | ox.Literal:
    """Give the RDF term of a parameter's value, typed as the question says.

    A thing is given by its id, a term or code by its CURIE, anything by its IRI.
    Raises ParameterError where the value does not fit.

    >>> str(term(Parameter("country", "iri", "country/NGA", {}), "country/NGA"))
    '<https://w3id.org/sijill/id/country/NGA>'
    >>> str(term(Parameter("role", "iri", "sjc:role-chair", {}), "sjc:role-chair"))
    '<https://w3id.org/sijill/concepts#role-chair>'
    """
    try:
        if parameter.kind == "iri":
            if value.startswith(("http://", "https://")):
                return ox.NamedNode(value)
            curie = value.partition(":")[0] in PREFIXES
            return ox.NamedNode(expand(value) if curie else thing_iri(value, base))
        if parameter.kind == "date":
            return printed_date(value)
        if parameter.kind == "integer":
            return number(value, whole=True)
    except (ValueProblem, ValueError) as problem:
        raise ParameterError(f"--{parameter.name}: {value!r} does not fit: {problem}") from None
    if parameter.kind == "lang" and value not in ("ar", "en"):
        raise ParameterError(f"--{parameter.name}: the language is ar or en, not {value!r}")
    return ox.Literal(value)


def prepare(question: Question, values: Mapping[str, str], base: str = DEFAULT_BASE) -> str:
    """The SPARQL text of a question with its parameters bound. Raises ParameterError for unknown ones."""
    known = {p.name: p for p in question.parameters}
    for name in values:
        if name not in known:
            hint = suggestion(name, known) or f"it has {', '.join(sorted(known)) or 'none'}"
            raise ParameterError(f"{question.name} has no parameter {name!r}; {hint}")
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


def cell(node: Term | None, language: str, base: str) -> str:
    """Write a term for a program; a text in another language than asked for carries its tag."""
    if node is None:
        return ""
    if isinstance(node, ox.NamedNode):
        return local_name(node.value, base)
    if isinstance(node, ox.Literal):
        return f"{node.value} [{node.language}]" if node.language and node.language != language else node.value
    return str(node)


def cell_for_reader(node: Term | None, language: str, base: str) -> str:
    """Write a term as `cell` does, but dates in words, and numbers with the digits and separators of the language.

    >>> cell_for_reader(ox.Literal("51bis"), "ar", DEFAULT_BASE)
    '٥١ مكرراً'
    >>> cell_for_reader(ox.Literal("2018-07", datatype=ox.NamedNode(expand("xsd:gYearMonth"))), "en", DEFAULT_BASE)
    'July 2018'
    """
    if isinstance(node, ox.Literal) and not node.language:
        kind = compress(node.datatype.value)
        if kind in ("xsd:date", "xsd:gYearMonth", "xsd:gYear"):
            return date_for_reader(node.value, language)
        if kind in ("xsd:integer", "xsd:decimal"):
            return grouped(node.value, language)
        if language == "ar" and (digits := re.fullmatch(r"([0-9]+)(bis)?", node.value)):
            return arabic_digits(digits[1]) + (" مكرراً" if digits[2] else "")
    return cell(node, language, base)


def to_table(
    answer: Answer,
    language: str,
    question: Question | None = None,
    base: str = DEFAULT_BASE,
    write: Callable[[Term | None, str, str], str] = cell,
) -> Table:
    """The answer as a table, headed in the language of the reader; `write` gives the text of a term."""
    headings = question.columns if question else {}
    columns = [Column(v, headings.get(v, {}).get(language, v)) for v in answer.variables]
    return Table(columns, [[write(node, language, base) for node in row] for row in answer.rows], language)
