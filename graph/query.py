"""Asking questions: binds typed parameters, runs SPARQL, and gives tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from loaders.dates import date_for_reader
from loaders.labels import number_in_arabic, part_name
from loaders.text import grouped
from loaders.values import ValueProblem, number, printed_date
from ontology.errors import SijillError, suggestion
from ontology.namespaces import DEFAULT_BASE, PREFIXES, compress, expand, thing_iri
from queries.catalogue import Parameter, Question, bind

from .dataset import local_name
from .derive import bounds
from .table import Column, Table

DATES = ("first", "last", "day", "month")
"""Kinds of parameters that are dates: the first or last day of the period given, a day, a month."""
_NO_WORDS = re.compile(r'<[^<>\s]*>|"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|#.*$', re.MULTILINE)
"""What holds no keyword of SPARQL: addresses, texts, comments."""
_GRAPH = re.compile(r"(?<![?$:\w])GRAPH\b", re.IGNORECASE)
_UPDATE = re.compile(r"^\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE | re.MULTILINE)
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
        if parameter.kind in DATES:
            return _date(parameter.kind, printed_date(value))
        if parameter.kind == "integer":
            return number(value, whole=True)
    except (ValueProblem, ValueError) as problem:
        raise ParameterError(f"--{parameter.name}: {value!r} does not fit: {problem}") from None
    if parameter.kind == "lang" and value not in ("ar", "en"):
        raise ParameterError(f"--{parameter.name}: the language is ar or en, not {value!r}")
    return ox.Literal(value)


def _date(kind: str, printed: ox.Literal) -> ox.Literal:
    """Fit a date to what the parameter stands for: the first or last day of a period, a day, a month."""
    first, last = bounds(printed.value)
    if kind in ("first", "last"):
        return printed_date(first if kind == "first" else last)
    wanted = {"day": "date", "month": "gYearMonth"}[kind]
    if printed.datatype.value != expand(f"xsd:{wanted}"):
        example = {"day": "a day, as 2018-07-23", "month": "a month, as 2018-07"}[kind]
        raise ValueProblem(f"{example}, is needed")
    return printed


def prepare(question: Question, values: Mapping[str, str], base: str = DEFAULT_BASE) -> str:
    """The SPARQL text of a question with its parameters bound. Raises ParameterError for unknown ones."""
    known = {p.name: p for p in question.parameters}
    for name in values:
        if name not in known:
            hint = suggestion(name, known) or f"it has {', '.join(sorted(known)) or 'none'}"
            raise ParameterError(f"{question.name} has no parameter {name!r}; {hint}")
    return bind(question, {name: str(term(known[name], value, base)) for name, value in values.items()})


def read_text(path: Path) -> str:
    """The text of a query file. Raises QueryError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ParameterError(f"{path}: there is no such file") from None
    except UnicodeDecodeError:
        raise QueryError(f"{path}: the file is not UTF-8") from None
    except OSError as error:
        raise QueryError(f"{path}: {error.strerror}") from None


def _query(store: ox.Store, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Run a query over the default graph, which is the merged set."""
    try:
        result = store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        hint = "; only queries are run, no updates" if _UPDATE.search(text) else ""
        raise QueryError(f"the query is not SPARQL: {str(error).splitlines()[0]}{hint}") from None
    asks_graphs = _GRAPH.search(_NO_WORDS.sub(" ", text))
    if asks_graphs and next(store.named_graphs(), None) is None and len(store):
        raise QueryError(
            "the query asks which graph states a fact, and the data have no graphs; give it the .nq or .trig form"
        )
    return result


def run(store: ox.Store, text: str) -> Answer:
    """Run a query and take its answer.

    SELECT gives rows, ASK one cell, CONSTRUCT three columns. Raises QueryError for a syntax error, at its place, and
    where the query asks for graphs and the data have none.
    """
    result = _query(store, text)
    try:
        if isinstance(result, ox.QuerySolutions):
            variables = tuple(v.value for v in result.variables)
            return Answer(variables, tuple(tuple(row) for row in result))
        if isinstance(result, ox.QueryBoolean):
            return Answer(("answer",), ((ox.Literal(bool(result)),),))
        return Answer(("subject", "predicate", "object"), tuple((t.subject, t.predicate, t.object) for t in result))
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def to_text(store: ox.Store, text: str, form: str) -> str:
    """Run a query and write its answer for a program.

    `form` is csv or json, as SPARQL 1.1 defines them (https://www.w3.org/TR/sparql11-results-csv-tsv/ and
    https://www.w3.org/TR/sparql11-results-json/); a graph comes as Turtle. Raises QueryError.
    """
    result = _query(store, text)
    try:
        if isinstance(result, ox.QueryTriples):
            written = result.serialize(format=ox.RdfFormat.TURTLE)
        else:
            forms = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}
            written = result.serialize(format=forms[form])
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None
    assert written is not None
    return written.decode("utf-8").replace("\r\n", "\n").rstrip("\n") + "\n"


def cell(node: Term | None, language: str, base: str) -> str:
    """Write a term in short; a text in another language than asked for carries its tag."""
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
    >>> cell_for_reader(ox.Literal("fn2"), "en", DEFAULT_BASE)
    'footnote 2'
    >>> cell_for_reader(ox.Literal("2018-07", datatype=ox.NamedNode(expand("xsd:gYearMonth"))), "en", DEFAULT_BASE)
    'July 2018'
    """
    if isinstance(node, ox.Literal) and not node.language:
        kind = compress(node.datatype.value)
        if kind in ("xsd:date", "xsd:gYearMonth", "xsd:gYear"):
            return date_for_reader(node.value, language)
        if kind in ("xsd:integer", "xsd:decimal"):
            return grouped(node.value, language)
        if re.fullmatch(r"fn([0-9]+|\*)|0", node.value):
            return part_name(node.value)[language != "ar"]
        if language == "ar" and re.fullmatch(r"[0-9]+(bis)?", node.value):
            return number_in_arabic(node.value)
    return cell(node, language, base)


def to_table(answer: Answer, language: str, question: Question | None = None, base: str = DEFAULT_BASE) -> Table:
    """The answer as a table for a reader, headed and written in the language."""
    headings = question.columns if question else {}
    columns = [Column(v, headings.get(v, {}).get(language, v)) for v in answer.variables]
    return Table(columns, [[cell_for_reader(node, language, base) for node in row] for row in answer.rows], language)
