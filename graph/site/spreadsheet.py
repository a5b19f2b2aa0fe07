"""The answer of a question as a table for spreadsheets: CSV (RFC 4180) with what a reader is shown, and the IRIs.

It begins with a byte order mark, without which spreadsheets take Arabic for something else. Numbers and dates are
written plainly, so that they can be calculated with; behind each column of things stands one of their IRIs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pyoxigraph as ox

from ontology.vocabulary import vocabulary

from .answer_table import AnswerTable, Cell
from .question_values import Asked
from .wording import Wording

ENDING = ".table.csv"
"""How the address of such a table ends, beside the page of its question."""
MOST_ROWS = 5000
"""How many rows such a table may have: each thing in it is looked up by its name."""
_FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a text begins with that spreadsheets take for a formula."""
_NAME = re.compile(r"[^A-Za-z0-9.]+")
_LONGEST_NAME = 100


def spreadsheet(table: AnswerTable, words: Wording) -> bytes:
    """An answer as CSV for spreadsheets, with the headings and labels of the page in its language.

    >>> from graph.query import Answer
    >>> from graph.site.answer_table import answer_table
    >>> from graph.site.reader import Reader
    >>> answer = Answer(("n",), ((ox.Literal(1492),),))
    >>> table = answer_table(Reader(ox.Store(), "https://a.net/"), "ar", answer)
    >>> spreadsheet(table, Wording("ar")).decode("utf-8-sig")
    'n\\r\\n1492\\r\\n'
    """
    columns = [*table.columns, *([table.document[0]] if table.document else [])]
    rows = [[*row, *([table.document[1]] if table.document else [])] for row in table.rows]
    named = [any(row[number].iri for row in rows) for number in range(len(columns))]
    out = io.StringIO()
    writer = csv.writer(out)
    headings: list[str] = []
    for column, has_iris in zip(columns, named, strict=True):
        heading = column.heading.text
        headings += [heading, words("answer.iri", heading=heading)] if has_iris else [heading]
    writer.writerow(headings)
    for row in rows:
        writer.writerow([text for cell, has_iris in zip(row, named, strict=True) for text in _written(cell, has_iris)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _written(cell: Cell, has_iris: bool) -> Iterator[str]:
    """A cell, and its IRI where its column has IRIs."""
    node = cell.node
    plain = isinstance(node, ox.Literal) and not node.language and not cell.iri
    if plain and isinstance(node, ox.Literal) and node.value:
        text = node.value
        number = re.fullmatch(r"[+-]?[0-9.]+", text) is not None
    else:
        text, number = cell.text.text, False
    yield f"'{text}" if _FORMULA.match(text) and not number else text
    if has_iris:
        yield cell.iri or ""


def file_name(asking: Asked, ending: str) -> str:
    """The name under which the answer of a question is kept: the question, and the values it was asked with.

    >>> from graph.site.question_values import asked
    >>> from graph.site.site import Site
    >>> asking = asked(Site(ox.Store(), "https://a.net/"), "ar", "timeline", {"from": "2018-07"})
    >>> file_name(asking, ".csv")
    'timeline-2018-07-2017-12.csv'
    """
    names = [asking.question.name]
    for parameter in asking.question.parameters:
        if parameter.name == "lang":
            continue
        iri = asking.things.get(parameter.name, "")
        names.append(_short(iri) if iri else asking.values.get(parameter.name, parameter.example))
    stem = "-".join(filter(None, (_NAME.sub("-", name).strip("-") for name in names)))
    return stem[:_LONGEST_NAME] + ending


def _short(iri: str) -> str:
    """The end of an IRI by which a reader knows the thing: the code of a country, the symbol of a document."""
    if iri in vocabulary().by_iri or "#" in iri:
        return iri.rpartition("#")[2]
    behind = iri.partition("/id/")[2] or iri
    return behind.partition("/")[2] or behind
