"""Asking questions: binds typed parameters, runs SPARQL, and gives its answers to programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.values import ValueProblem, number, printed_date
from ontology.errors import SijillError, suggestions
from ontology.namespaces import DEFAULT_BASE, PREFIXES, expand, thing_iri
from queries.catalogue import Parameter, Question, bind

from .derive import bounds
from .syntax import explained

DATES = ("first", "last", "day", "month")
"""Kinds of parameters that are dates: the first or last day of the period given, a day, a month."""
RESULT_FORMS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
"""The forms of answers that SPARQL 1.1 defines (https://www.w3.org/TR/sparql11-overview/)."""
_NO_WORDS = re.compile(r'<[^<>\s]*>|"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|#.*$', re.MULTILINE)
"""What holds no keyword of SPARQL: addresses, texts, comments."""
_GRAPH = re.compile(r"(?<![?$:\w])GRAPH\b", re.IGNORECASE)
_FITTING = {
    "iri": "معرّف شيء أو رمز، أو عنوان",
    "first": "تاريخ بالأرقام الغربية، مثل 2018 أو 2018-07 أو 2018-07-23",
    "last": "تاريخ بالأرقام الغربية، مثل 2018 أو 2018-07 أو 2018-07-23",
    "day": "يوم بالأرقام الغربية، مثل 2018-07-23",
    "month": "شهر بالأرقام الغربية، مثل 2018-07",
    "integer": "عدد صحيح بالأرقام الغربية",
}
"""What fits each kind of parameter, in Arabic; in English the problem itself says it."""
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
        raise ParameterError(
            {
                "ar": f"--{parameter.name}: القيمة {value} لا تصلح؛ المنتظر {_FITTING[parameter.kind]}",
                "en": f"--{parameter.name}: {value!r} does not fit: {problem}",
            }
        ) from None
    if parameter.kind == "lang" and value not in ("ar", "en"):
        raise ParameterError(
            {
                "ar": f"--{parameter.name}: اللغة ar أو en، لا {value}",
                "en": f"--{parameter.name}: the language is ar or en, not {value!r}",
            }
        )
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
            near, listed = suggestions(name, known), " ".join(f"--{n}" for n in sorted(known)) or "–"
            raise ParameterError(
                {
                    "ar": f"ليس للسؤال {question.name} خيار --{name}؛ {near['ar'] or 'خياراته: ' + listed}",
                    "en": f"{question.name} has no parameter --{name}; {near['en'] or 'it has ' + listed}",
                }
            )
    return bind(question, {name: str(term(known[name], value, base)) for name, value in values.items()})


def _query(store: ox.Store, text: str, name: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Run a query over the default graph, which is the merged set."""
    try:
        result = store.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(explained(text, str(error), name)) from None
    asks_graphs = _GRAPH.search(_NO_WORDS.sub(" ", text))
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


def run(store: ox.Store, text: str, name: str = "query") -> Answer:
    """Run a query and take its answer; `name` is what errors call it.

    SELECT gives rows, ASK one cell, CONSTRUCT three columns. Raises QueryError for a syntax error, at its place, and
    where the query asks for graphs and the data have none.
    """
    result = _query(store, text, name)
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


def to_text(store: ox.Store, text: str, form: str, name: str = "query") -> str:
    """Run a query and write its answer for a program.

    `form` is one of RESULT_FORMS; a graph comes as Turtle. Raises QueryError.
    """
    result = _query(store, text, name)
    try:
        if isinstance(result, ox.QueryTriples):
            written = ox.serialize(result, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        elif isinstance(result, ox.QueryBoolean) and form in ("csv", "tsv"):
            return f"{str(bool(result)).lower()}\n"
        else:
            written = result.serialize(format=RESULT_FORMS[form])
    except (OSError, RuntimeError) as error:
        raise _unanswered(name, error) from None
    assert written is not None
    return written.decode("utf-8").replace("\r\n", "\n").rstrip("\n") + "\n"
