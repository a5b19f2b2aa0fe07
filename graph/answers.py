"""Answers for a reader: each term in short, dates and numbers in the language, headings in the language."""

from __future__ import annotations

import re

import pyoxigraph as ox

from loaders.dates import date_for_reader
from loaders.labels import number_in_arabic, part_name
from loaders.text import grouped
from ontology.namespaces import DEFAULT_BASE, compress, expand
from queries.catalogue import Question

from .dataset import local_name
from .query import Answer, Term
from .table import Column, Table

_PART = re.compile(r"([A-Za-z0-9.-]+/)?(pp|u|fn)?[0-9]+(bis|ter|-[0-9]+)?|fn[*]+|0")
"""The number of a part of a document."""
_NUMBERS = {expand(f"xsd:{name}") for name in ("integer", "decimal", "double")}


def cell(node: Term | None, language: str, base: str) -> str:
    """Write a term in short; a text in another language than asked for carries its tag.

    >>> cell(ox.NamedNode("https://a.net/id/body/x"), "en", "https://a.net/")
    'body/x'
    >>> cell(ox.Literal("سجل", language="ar"), "en", DEFAULT_BASE), cell(None, "en", DEFAULT_BASE)
    ('سجل [ar]', '')
    """
    if node is None:
        return ""
    if isinstance(node, ox.NamedNode):
        return local_name(node.value, base)
    if isinstance(node, ox.Literal):
        return f"{node.value} [{node.language}]" if node.language and node.language != language else node.value
    return str(node)


def cell_for_reader(node: Term | None, language: str, base: str, *, part: bool = False) -> str:
    """Write a term as `cell` does, but dates in words, and numbers with the digits and separators of the language.

    A text that numbers a `part` of a document is written as such.

    >>> cell_for_reader(ox.Literal("51bis"), "ar", DEFAULT_BASE, part=True)
    '٥١ مكرراً'
    >>> cell_for_reader(ox.Literal("fn2"), "en", DEFAULT_BASE, part=True)
    'footnote 2'
    >>> cell_for_reader(ox.Literal("2018-07", datatype=ox.NamedNode(expand("xsd:gYearMonth"))), "en", DEFAULT_BASE)
    'July 2018'
    >>> cell_for_reader(ox.Literal("2018-13", datatype=ox.NamedNode(expand("xsd:gYearMonth"))), "en", DEFAULT_BASE)
    '2018-13'
    """
    if isinstance(node, ox.Literal) and not node.language:
        try:
            return _plain(node, language, part=part) or cell(node, language, base)
        except (KeyError, ValueError):  # what its datatype does not allow is shown as it is written
            return node.value
    return cell(node, language, base)


def _plain(node: ox.Literal, language: str, *, part: bool) -> str | None:
    """A date, a number or the number of a paragraph for a reader; None for any other text."""
    kind = compress(node.datatype.value)
    if kind in ("xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:gMonthDay", "xsd:gMonth"):
        return date_for_reader(node.value, language)
    if kind in ("xsd:integer", "xsd:decimal"):
        return grouped(node.value, language)
    if not part:
        return None
    if counted := re.fullmatch(r"([1-9][0-9]*)(bis|ter)?", node.value):
        return number_in_arabic(node.value) if language == "ar" else " ".join(filter(None, counted.groups()))
    if _PART.fullmatch(node.value):
        return part_name(node.value)[language != "ar"]
    return None


def to_table(answer: Answer, language: str, question: Question | None = None, base: str = DEFAULT_BASE) -> Table:
    """The answer as a table for a reader, headed and written in the language.

    Where all rows of a question come from one document, it is named once below the table, not in every row.

    >>> month = ox.Literal("2018-07", datatype=ox.NamedNode(expand("xsd:gYearMonth")))
    >>> answer = Answer(("count", "month"), ((ox.Literal(1492), month),))
    >>> to_table(answer, "en").rows, to_table(answer, "ar").rows
    ([['1,492', 'July 2018']], [['١٬٤٩٢', 'تموز/يوليه ٢٠١٨']])
    """
    headings = question.columns if question else {}
    kept = list(range(len(answer.variables)))
    caption = ""
    if question and "document" in answer.variables and len(answer.variables) > 1:
        place = answer.variables.index("document")
        documents = {cell(row[place], language, base) for row in answer.rows if row[place] is not None}
        if len(documents) == 1:
            kept.remove(place)
            caption = f"{headings['document'][language]}: {documents.pop()}"
    columns = [
        Column(v, headings.get(v, {}).get(language, v), _numeric(answer, i))
        for i, v in enumerate(answer.variables)
        if i in kept
    ]
    parts = {i for i in kept if question and answer.variables[i] == "paragraph"}
    rows = [[cell_for_reader(row[i], language, base, part=i in parts) for i in kept] for row in answer.rows]
    return Table(columns, rows, language, caption)


def _numeric(answer: Answer, column: int) -> bool:
    """Whether a column holds numbers and nothing else."""
    nodes = [row[column] for row in answer.rows if row[column] is not None]
    return bool(nodes) and all(isinstance(n, ox.Literal) and n.datatype.value in _NUMBERS for n in nodes)
