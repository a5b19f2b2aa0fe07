"""Values that a person gives for the parameters of a question, as the RDF terms that they stand for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import pyoxigraph as ox

from loaders.folding import words
from loaders.text import WESTERN_DIGITS
from loaders.values import ValueProblem, number, printed_date
from ontology.errors import SijillError, suggestions
from ontology.namespaces import DEFAULT_BASE, PREFIXES, expand, thing_iri
from queries.catalogue import Parameter, Question, bind

from .derive import bounds

DATES = ("first", "last", "day", "month")
"""Kinds of parameters that are dates: the first or last day of the period given, a day, a month."""
Given = str | int | datetime.date
"""What a person or a program may give for a parameter."""
_FITTING = {
    "iri": {"ar": "معرّف شيء أو رمز، أو عنوان", "en": "the id of a thing or code, or an address"},
    "first": {"ar": "تاريخ، مثل 2018 أو 2018-07 أو 2018-07-23", "en": "a date, as 2018, 2018-07 or 2018-07-23"},
    "last": {"ar": "تاريخ، مثل 2018 أو 2018-07 أو 2018-07-23", "en": "a date, as 2018, 2018-07 or 2018-07-23"},
    "day": {"ar": "يوم، مثل 2018-07-23", "en": "a day, as 2018-07-23"},
    "month": {"ar": "شهر، مثل 2018-07", "en": "a month, as 2018-07"},
    "integer": {"ar": "عدد صحيح", "en": "a whole number"},
    "lang": {"ar": "ar أو en", "en": "ar or en"},
}
_SEPARATORS = re.compile(r"(?<=\d)[,٬ \u00a0\u202f](?=\d{3}(?!\d))")
_COVER = {("cover", "page"), ("صفحه", "الغلاف"), ("0",)}
_FOOTNOTE = {"fn", "footnote", "حاشيه", "الحاشيه"}


class ParameterError(SijillError):
    """A parameter of a question is unknown, or its value does not fit."""

    status = 2


def plain(kind: str, value: Given) -> str:
    """Write a value as tables do: dates and numbers with western digits, no separators; parts of documents by number.

    >>> plain("integer", "١٬٤٩٢"), plain("day", datetime.date(2017, 6, 30)), plain("month", "٢٠١٨-٠٧")
    ('1492', '2017-06-30', '2018-07')
    >>> plain("paragraph", "51 bis"), plain("paragraph", "الفقرة ٥١ مكرراً"), plain("paragraph", "صفحة الغلاف")
    ('51bis', '51bis', '0')
    """
    text = value.isoformat() if isinstance(value, datetime.date) else str(value).strip()
    if kind == "paragraph":
        return _part_number(text)
    if kind in DATES or kind == "integer":
        text = text.translate(WESTERN_DIGITS)
        return _SEPARATORS.sub("", text) if kind == "integer" else text
    return text


def _part_number(text: str) -> str:
    """The number of a paragraph or footnote, however it is called; the text itself where it is no such thing."""
    folded = words(text)
    if tuple(folded) in _COVER:
        return "0"
    digits = re.search(r"\d+", "".join(folded))
    if not digits:
        return text
    if folded[0] in _FOOTNOTE or re.match(r"fn\d", folded[0]):
        return f"fn{digits[0]}"
    again = any(word.endswith("bis") or word.startswith("مكرر") for word in folded)
    return digits[0] + ("bis" if again else "")


def term(parameter: Parameter, given: Given, base: str = DEFAULT_BASE) -> ox.NamedNode | ox.Literal:
    """Give the RDF term of a parameter's value, typed as the question says.

    A thing is given by its id, a term or code by its CURIE, anything by its IRI.
    Raises ParameterError where the value does not fit.

    >>> str(term(Parameter("country", "iri", "country/NGA", {}), "country/NGA"))
    '<https://w3id.org/sijill/id/country/NGA>'
    >>> str(term(Parameter("role", "iri", "sjc:role-chair", {}), "sjc:role-chair"))
    '<https://w3id.org/sijill/concepts#role-chair>'
    """
    value = plain(parameter.kind, given)
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
        if parameter.kind == "lang" and value not in ("ar", "en"):
            raise ValueProblem("no such language")
    except (ValueProblem, ValueError):
        fitting = _FITTING[parameter.kind]
        raise ParameterError(
            {
                "ar": f"--{parameter.name}: القيمة «{given}» لا تصلح؛ المنتظر {fitting['ar']}",
                "en": f"--{parameter.name}: {given!r} does not fit; {fitting['en']} is expected",
            }
        ) from None
    return ox.Literal(value)


def _date(kind: str, printed: ox.Literal) -> ox.Literal:
    """Fit a date to what the parameter stands for: the first or last day of a period, a day, a month."""
    first, last = bounds(printed.value)
    if kind in ("first", "last"):
        return printed_date(first if kind == "first" else last)
    wanted = {"day": "date", "month": "gYearMonth"}[kind]
    if printed.datatype.value != expand(f"xsd:{wanted}"):
        raise ValueProblem(f"no {kind}")
    return printed


def prepare(question: Question, values: Mapping[str, Given], base: str = DEFAULT_BASE) -> str:
    """The SPARQL text of a question with its parameters bound.

    Raises ParameterError for unknown ones, for values that do not fit, and for a period that ends before it begins.

    >>> from queries.catalogue import question
    >>> "<https://w3id.org/sijill/id/body/x>" in prepare(question("names-of"), {"thing": "body/x"})
    True
    >>> prepare(question("names-of"), {"thin": "body/x"})
    Traceback (most recent call last):
    graph.parameters.ParameterError: names-of has no parameter --thin; did you mean --thing?
    """
    known = {p.name: p for p in question.parameters}
    for name in values:
        if name not in known:
            options = [f"--{n}" for n in sorted(known)]
            near, listed = suggestions(f"--{name}", options), " ".join(options) or "–"
            raise ParameterError(
                {
                    "ar": f"ليس للسؤال {question.name} خيار --{name}؛ {near['ar'] or 'خياراته: ' + listed}",
                    "en": f"{question.name} has no parameter --{name}; {near['en'] or 'it has ' + listed}",
                }
            )
    terms = {name: term(known[name], value, base) for name, value in values.items()}
    ends = {known[name].kind: name for name in terms if known[name].kind in ("first", "last")}
    if set(ends) == {"first", "last"} and terms[ends["first"]].value > terms[ends["last"]].value:
        first, last = ends["first"], ends["last"]
        raise ParameterError(
            {
                "ar": f"--{first} {values[first]} بعد --{last} {values[last]}: تنتهي الفترة قبل أن تبدأ",
                "en": f"--{first} {values[first]} is after --{last} {values[last]}: the period ends before it begins",
            }
        )
    return bind(question, {name: str(node) for name, node in terms.items()})
