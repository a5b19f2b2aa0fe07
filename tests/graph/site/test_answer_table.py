"""Answers as tables: which cells are links, and to what."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from graph.query import Answer, run
from graph.site.answer_table import answer_table, named_by, part_iri
from graph.site.reader import Reader, Text
from graph.store import base_of
from ontology.namespaces import DEFAULT_BASE, expand
from queries.catalogue import bind, question

DOCUMENT = f"{DEFAULT_BASE}id/document/CTOC/COP/2018/2"


@pytest.fixture(scope="module")
def reader(store: ox.Store) -> Reader:
    """The whole graph as pages read it."""
    return Reader(store, base_of(store))


def test_a_label_leads_to_the_one_thing_that_has_it(reader: Reader) -> None:
    assert named_by(reader, ox.Literal("نيجيريا", language="ar")) == f"{DEFAULT_BASE}id/country/NGA"
    assert named_by(reader, ox.Literal("نيجيريا")) is None
    assert named_by(reader, ox.Literal("Global Migration Group", language="en")) == f"{DEFAULT_BASE}id/body/gmg"
    # A topic and a group of an audience have this name: a link could lead to the wrong one.
    assert named_by(reader, ox.Literal("النساء والفتيات", language="ar")) is None


@pytest.mark.parametrize(
    ("number", "part"), [("41", "/para/41"), ("51bis", "/para/51bis"), ("fn1", "/footnote/1"), ("0", ""), ("", "")]
)
def test_paragraphs_and_footnotes_are_found_by_symbol_and_number(reader: Reader, number: str, part: str) -> None:
    assert part_iri(reader, "CTOC/COP/2018/2", number) == DOCUMENT + part


@pytest.mark.parametrize(("symbol", "number"), [("CTOC/COP/2018/2", "999"), ("CTOC/COP/2018/20", "41"), ("", "41")])
def test_what_is_no_part_of_a_document_is_not_found(reader: Reader, symbol: str, number: str) -> None:
    assert part_iri(reader, symbol, number) is None


def test_a_property_and_its_value_lead_where_the_hidden_columns_say(reader: Reader) -> None:
    asked = question("statements-about")
    answer = run(reader.store, bind(asked, {"lang": '"ar"'}), asked.name)
    table = answer_table(reader, "ar", answer, asked)
    assert [column.name for column in table.columns] == ["property", "value", "document", "paragraph"]
    assert {cell.iri for cell in (row[0] for row in table.rows)} == {
        node.value for row in answer.rows if isinstance(node := row[answer.variables.index("term")], ox.NamedNode)
    }
    values = answer.variables.index("id")
    things = Counter(getattr(row[values], "value", None) for row in answer.rows)
    assert Counter(row[1].iri for row in table.rows) == things


def test_the_one_document_of_all_rows_stands_apart(reader: Reader) -> None:
    asked = question("programme-countries")
    table = answer_table(reader, "ar", run(reader.store, asked.text), asked)
    assert [column.name for column in table.columns] == ["country", "code", "paragraph"]
    assert table.document is not None
    assert table.document[1].iri == DOCUMENT


def test_rows_of_several_documents_name_each(reader: Reader) -> None:
    asked = question("paragraphs-mentioning")
    rows = ((ox.Literal("CTOC/COP/2018/2"), ox.Literal("41")), (ox.Literal("A/1"), ox.Literal("41")))
    table = answer_table(reader, "en", Answer(("document", "paragraph"), rows), asked)
    assert table.document is None
    assert [[cell.iri for cell in row] for row in table.rows] == [[DOCUMENT, f"{DOCUMENT}/para/41"], [None, None]]


def test_the_answer_of_any_query_shows_labels_with_ids(reader: Reader) -> None:
    nodes = (
        ox.NamedNode(f"{DEFAULT_BASE}id/country/NGA"), ox.NamedNode(expand("Body")),
        ox.NamedNode("https://example.org/x"), ox.NamedNode("urn:x:y"), ox.Literal("سجل", language="ar"), None,
        ox.BlankNode("b"),
    )  # fmt: skip
    table = answer_table(reader, "en", Answer(tuple("abcdefg"), (nodes,)))
    found = [(cell.text, cell.iri, cell.external, cell.id) for cell in table.rows[0]]
    assert found == [
        (Text("Nigeria", "en"), f"{DEFAULT_BASE}id/country/NGA", False, "country/NGA"),
        (Text("body", "en"), expand("Body"), False, "sj:Body"),
        (Text("https://example.org/x", ""), "https://example.org/x", True, ""),
        (Text("urn:x:y", ""), None, True, ""),
        (Text("سجل", "ar"), None, False, ""),
        (Text("", ""), None, False, ""),
        (Text("_:b", ""), None, False, ""),
    ]
