"""From the text of a cell to an RDF literal, as the property's term says. XML Schema 1.1 Part 2 gives the forms."""

from __future__ import annotations

import datetime
import re

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import Term

XSD_STRING = expand("xsd:string")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_REWRITTEN = re.compile(r"[A-Za-z]{3}-\d{2}|\d{1,2}-[A-Za-z]{3}-\d{2,4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
"""What spreadsheets make of what they take for a date."""
_BY_SPREADSHEET = "a spreadsheet seems to have rewritten it as a date; open the table with all columns as text"


class ValueProblem(ValueError):
    """The text of a cell is no value of the property; the message says what was expected."""


def literal(term: Term, value: str, language: str = "") -> ox.Literal:
    """Give the canonical literal of a cell for a property.

    Raises ValueProblem where the text does not fit the property's datatype.

    >>> from ontology.vocabulary import vocabulary
    >>> literal(vocabulary().term("sessionNumber"), "026").value
    '26'
    >>> literal(vocabulary().term("m49"), "4").value
    '004'
    >>> literal(vocabulary().term("date"), "2018-02").datatype.value
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    if term.takes_text:
        if language not in ("ar", "en"):
            raise ValueProblem("a text needs its language: ar or en")
        return ox.Literal(value, language=language)
    if language:
        raise ValueProblem("a language on a value that is no text")
    if term.printed_date:
        return printed_date(value)
    datatype = next(iter(term.ranges), XSD_STRING)
    if datatype in (expand("xsd:integer"), expand("xsd:decimal")):
        return number(value, whole=datatype == expand("xsd:integer"))
    if datatype == expand("xsd:date"):
        date = printed_date(value)
        if date.datatype.value != datatype:
            raise ValueProblem("a full date was expected, as 2018-07-23")
        return date
    if datatype == expand("xsd:anyURI"):
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
            raise ValueProblem("a web address was expected")
        return ox.Literal(value, datatype=ox.NamedNode(datatype))
    if _REWRITTEN.fullmatch(value):
        raise ValueProblem(_BY_SPREADSHEET)
    return ox.Literal(value.zfill(term.digits) if value.isdecimal() else value)


def printed_date(value: str) -> ox.Literal:
    """Give the date at the precision that is printed: a day, a month or a year.

    >>> printed_date("2018").datatype.value.rpartition("#")[2]
    'gYear'
    >>> printed_date("2017-02-29")
    Traceback (most recent call last):
    loaders.values.ValueProblem: no such date: 2017-02-29
    """
    match = _DATE.fullmatch(value)
    if _REWRITTEN.fullmatch(value):
        raise ValueProblem(_BY_SPREADSHEET)
    if not match:
        raise ValueProblem("a date was expected in western digits, as 2018, 2018-07 or 2018-07-23")
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueProblem(f"no such date: {value}") from None
    kind = "date" if day else "gYearMonth" if month else "gYear"
    return ox.Literal(value, datatype=ox.NamedNode(expand(f"xsd:{kind}")))


def number(value: str, *, whole: bool = False) -> ox.Literal:
    """Give a number in canonical form: xsd:integer where it is whole, else xsd:decimal.

    >>> number("1.40").value, number("2000000").datatype.value.rpartition("#")[2]
    ('1.4', 'integer')
    >>> number("-0").value, number("12345678901234567890123456789012345").value
    ('0', '12345678901234567890123456789012345')
    """
    if not re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII):
        raise ValueProblem("a number was expected, with western digits, no separator, and a point before decimals")
    integral, _, fraction = value.removeprefix("-").partition(".")
    integral, fraction = integral.lstrip("0") or "0", fraction.rstrip("0")
    sign = "-" if value.startswith("-") and (integral, fraction) != ("0", "") else ""
    if fraction:
        if whole:
            raise ValueProblem("a whole number was expected")
        return ox.Literal(f"{sign}{integral}.{fraction}", datatype=ox.NamedNode(expand("xsd:decimal")))
    return ox.Literal(f"{sign}{integral}", datatype=ox.NamedNode(expand("xsd:integer")))
