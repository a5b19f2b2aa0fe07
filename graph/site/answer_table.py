"""The answer of a query as a table for a page: things, terms and paragraphs as links, the rest as readers write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import expand, is_web_address
from ontology.vocabulary import key, vocabulary
from queries.catalogue import Question

from ..answers import cell
from ..dataset import local_name
from ..query import Answer, Term
from .answer_order import in_order
from .reader import Reader, Text

MOST = 500
"""How many rows a page shows; the files to download have all."""
_NUMBERS = frozenset(expand(f"xsd:{name}") for name in ("integer", "decimal", "double", "float"))
_LABELLED = re.compile(r"BIND\(COALESCE\([^\n]*\) AS \?(\w+)\)")
"""How the questions of the catalogue write a column that holds the labels of things."""
_SAME_NAME = 8
_IRI_OF = {"id": ("value", "subject"), "term": ("property",)}
"""Columns that tell which thing or term another column names: the reader is given one link for both."""


@dataclass(frozen=True)
class Column:
    """A column: the name of the variable, its heading, whether it holds numbers."""

    name: str
    heading: Text
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """What a cell shows, and the thing, term or paragraph that it stands for; `id` is its identifier in short."""

    text: Text
    iri: str | None = None
    external: bool = False
    id: str = ""
    node: Term | None = None


@dataclass(frozen=True)
class AnswerTable:
    """Rows under columns; the one document that all rows come from stands apart."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    document: tuple[Column, Cell] | None
    total: int

    @property
    def left_out(self) -> int:
        """How many rows are not shown."""
        return self.total - len(self.rows)


def answer_table(
    reader: Reader,
    language: str,
    answer: Answer,
    question: Question | None = None,
    document: str = "",
    most: int = MOST,
) -> AnswerTable:
    """The answer of a question of the catalogue, or of another query, as a reader of the language is shown it.

    `document` is the IRI of the document that the question was asked about, where the rows do not name it; of more than
    `most` rows the first are taken.

    >>> answer = Answer(("n",), ((ox.Literal(1492),),))
    >>> table = answer_table(Reader(ox.Store(), "https://a.net/"), "ar", answer)
    >>> table.columns[0].numeric, table.rows[0][0].text
    (True, Text(text='١٬٤٩٢', language='ar'))
    """
    places = {name: number for number, name in enumerate(answer.variables)}
    iris = {places[one]: places[of] for of, names in _IRI_OF.items() for one in names if {one, of} <= places.keys()}
    iris = iris if question else {}
    names = [name for name in _LABELLED.findall(question.text) if name in places] if question else []
    labelled = {places[name] for name in names}
    rows = (in_order(answer, question.text, names, language) if question else answer.rows)[:most]
    hidden = set(iris.values())
    symbol = reader.value(document, "dcterms:identifier") if document else ""
    cells = [[_cell(reader, language, node, of_question=question is not None) for node in row] for row in rows]
    for row, shown in zip(rows, cells, strict=True):
        for number, node in enumerate(row):
            if number in iris and isinstance(target := row[iris[number]], ox.NamedNode):
                shown[number] = _linked(reader, language, node, target)
            elif number in labelled and isinstance(node, ox.Literal) and (named := named_by(reader, node)):
                shown[number] = Cell(shown[number].text, named, node=node)
        if question:
            _link_part(reader, language, row, shown, places, symbol)
    one = _one_document(answer, places) if question else None
    if one is not None:
        hidden.add(one)
    columns = [
        Column(name, _heading(name, language, question), _numeric([row[number] for row in rows]))
        for number, name in enumerate(answer.variables)
    ]
    kept = [number for number in range(len(columns)) if number not in hidden]
    return AnswerTable(
        tuple(columns[number] for number in kept),
        tuple(tuple(row[number] for number in kept) for row in cells),
        (columns[one], cells[0][one]) if one is not None else None,
        len(answer.rows),
    )


def named_by(reader: Reader, label: ox.Literal) -> str | None:
    """The one thing or term whose preferred label a text is, sections of documents aside; None where it is not one.

    >>> named_by(Reader(ox.Store(), "https://a.net/"), ox.Literal("x", language="en")) is None
    True
    """
    if not label.language:
        return None
    found = []
    for name in ("skos:prefLabel", "rdfs:label"):
        pattern = (None, ox.NamedNode(expand(name)), label, ox.DefaultGraph())
        for quad, _ in zip(reader.store.quads_for_pattern(*pattern), range(_SAME_NAME), strict=False):
            iri = key(quad.subject)
            if isinstance(quad.subject, ox.NamedNode) and iri not in found and not is_part(reader, iri):
                found.append(iri)
    return found[0] if len(found) == 1 else None


def is_part(reader: Reader, iri: str) -> bool:
    """Whether a thing is a section, whose heading is often the name of something else; paragraphs have no name."""
    return expand("Section") in reader.classes(iri)


def part_iri(reader: Reader, symbol: str, number: str) -> str | None:
    """The IRI of the paragraph or footnote of a document, or of the document itself; None where it is not known."""
    pattern = (None, ox.NamedNode(expand("dcterms:identifier")), ox.Literal(symbol), ox.DefaultGraph())
    documents = sorted(key(quad.subject) for quad in reader.store.quads_for_pattern(*pattern))
    for document in documents:
        if number in ("", "0"):
            return document
        for name in (f"para/{number}", f"footnote/{number.removeprefix('fn').replace('*', 'star')}"):
            if reader.value(f"{document}/{name}", "eli:number") == number:
                return f"{document}/{name}"
    return None


def _cell(reader: Reader, language: str, node: Term | None, *, of_question: bool) -> Cell:
    if node is None:
        return Cell(Text("", ""))
    if isinstance(node, ox.NamedNode):
        iri, short = node.value, local_name(node.value, reader.base)
        known = iri in vocabulary().by_iri or iri in vocabulary().code_labels or reader.known(iri)
        if not known:
            return Cell(Text(iri, ""), iri if is_web_address(iri) else None, external=True, id="", node=node)
        label = reader.label(iri, language)
        if of_question or label.text == short or not label.language:
            return Cell(Text(short, ""), iri, node=node)
        return Cell(label, iri, id=short, node=node)
    if isinstance(node, ox.Literal):
        return Cell(reader.written(node, language), node=node)
    return Cell(Text(cell(node, language, reader.base), ""), node=node)


def _linked(reader: Reader, language: str, node: Term | None, target: ox.NamedNode) -> Cell:
    known = target.value in vocabulary().by_iri or reader.known(target.value)
    shown = reader.written(node, language) if isinstance(node, ox.Literal) else reader.label(target.value, language)
    return Cell(shown, target.value, external=not known, node=node)


def _link_part(
    reader: Reader,
    language: str,
    row: Sequence[Term | None],
    shown: list[Cell],
    places: dict[str, int],
    about: str,
) -> None:
    """Make links of the document and the paragraph of a row; the document is that asked `about` where none is named."""
    symbol, number = (row[places[n]] if n in places else None for n in ("document", "paragraph"))
    if isinstance(symbol, ox.Literal):
        about = symbol.value
        shown[places["document"]] = Cell(Text(about, ""), part_iri(reader, about, "0"), node=symbol)
    if isinstance(number, ox.Literal):
        text = reader.written(number, language, part=True)
        iri = part_iri(reader, about, number.value) if about else None
        shown[places["paragraph"]] = Cell(Text(text.text, language), iri, node=number)


def _one_document(answer: Answer, places: dict[str, int]) -> int | None:
    """The place of the column of documents where it holds one and the same in all rows; None where it does not."""
    column = places.get("document")
    if column is None or len(places) == 1 or not answer.rows:
        return None
    found = {row[column] for row in answer.rows}
    return column if len(found) == 1 and None not in found else None


def _heading(name: str, language: str, question: Question | None) -> Text:
    headings = question.columns.get(name) if question else None
    return Text(headings[language], language) if headings else Text(name, "")


def _numeric(nodes: Sequence[Term | None]) -> bool:
    told = [node for node in nodes if node is not None]
    return bool(told) and all(isinstance(n, ox.Literal) and n.datatype.value in _NUMBERS for n in told)
