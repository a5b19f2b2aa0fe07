"""The interface for Python programs, and the guide whose examples are run as they stand."""

from __future__ import annotations

import doctest
import sys
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

import graph
from graph import Graph, Label, Rows, Source, open_graph
from graph.files import MissingFile
from graph.limit import TimeIsOver
from graph.parameters import ParameterError
from graph.things import UnknownThing
from ontology.namespaces import expand
from queries.catalogue import UnknownQuestion
from tests.conftest import ROOT

SYMBOL = "CTOC/COP/2018/2"


@pytest.fixture(scope="module")
def opened(store: ox.Store) -> Graph:
    return Graph(store, ["ar", "en"])


def test_answers_come_as_rows_of_python_values(opened: Graph) -> None:
    rows = opened.ask("figures-of", about="GLOT59")
    assert rows.columns[0] and len(rows) == len(list(rows)) > 2
    assert {type(v) for v in rows.column("value")} == {int}
    assert {row["document"] for row in rows} == {SYMBOL}
    own = opened.query("SELECT ?d ?b ?n ?x WHERE { VALUES (?d ?b ?n) { (1.5 true <http://a.net/x>) } }")
    assert own[0] == {"d": Decimal("1.5"), "b": True, "n": "http://a.net/x", "x": None}


def test_the_language_order_decides_and_the_tag_comes_along(opened: Graph) -> None:
    assert opened.label("country/BTN") == Label("بوتان", "ar")
    assert Graph(opened.store, ["fr", "en"]).label("country/BTN") == Label("Bhutan", "en")
    assert Graph(opened.store, ["fr"]).label("country/BTN").language == "ar"
    assert "أوكرانيا" in opened.ask("programme-countries", programme="GLO.ACT").column("country")
    english = opened.ask("programme-countries", programme="GLO.ACT", lang="en")
    assert "Ukraine" in english.column("country")


def test_rows_become_a_pandas_table(opened: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    table = opened.ask("countries-named").to_pandas()
    assert list(table.columns) == ["country", "paragraphs"]
    assert table["paragraphs"].sum() == sum(row["paragraphs"] for row in opened.ask("countries-named"))  # type: ignore[misc]
    assert list(Rows(("a", "b"), (), "").to_pandas().columns) == ["a", "b"]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(Exception, match="pip install pandas"):
        opened.ask("countries-named").to_pandas()


def test_provenance_names_the_paragraphs(opened: Graph) -> None:
    assert opened.provenance("body/icat", "dcterms:subject", "topic/trafficking-in-persons") == [
        Source(SYMBOL, "15"),
        Source(SYMBOL, "22"),
    ]
    assert opened.provenance("event/cop-9", "schema:location", "city/vienna") == [Source(SYMBOL, "0")]
    assert opened.provenance("country/BTN", "isoAlpha3", "BTN") == []
    assert opened.provenance("body/icat", "rdf:type", "org:Organization") == [], "inferred, so stated nowhere"


def test_every_paragraph_of_every_statement_is_its_provenance(opened: Graph, store: ox.Store) -> None:
    """The way back: each triple of a paragraph's graph has that paragraph among its sources."""
    part = ox.NamedNode(f"{opened.base}id/document/{SYMBOL}/para/41")
    checked = 0
    for quad in store.quads_for_pattern(None, None, None, part):
        if isinstance(quad.object, ox.NamedNode) and quad.predicate.value == expand("assistedCountry"):
            assert isinstance(quad.subject, ox.NamedNode)
            found = opened.provenance(quad.subject.value, quad.predicate.value, quad.object.value)
            assert Source(SYMBOL, "41") in found
            checked += 1
    assert checked >= 13


def test_search_and_show(opened: Graph) -> None:
    assert opened.search("حملة القلب الازرق", of_class="حملة")[0].thing.identifier == "campaign/blue-heart"
    assert opened.show("GLO.ACT").identifier == "programme/glo-act"


def test_errors_are_typed(opened: Graph) -> None:
    with pytest.raises(UnknownQuestion):
        opened.ask("no-such-question")
    with pytest.raises(ParameterError):
        opened.ask("programme-countries", programe="x")
    with pytest.raises(UnknownThing):
        opened.ask("programme-countries", programme="programme/none-like-that")
    with pytest.raises(TimeIsOver):
        opened.query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", time_limit=0.3)
    with pytest.raises(MissingFile):
        open_graph("no-such-build", languages=["en"])
    with pytest.raises(AttributeError):
        _ = graph.nothing_of_that_name


def test_what_is_exported_is_there() -> None:
    assert all(getattr(graph, name) for name in graph.__all__)


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_the_guide_runs_as_it_stands(
    name: str, store: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "build").mkdir()
    named = ox.Store()
    named.bulk_extend(q for q in store if isinstance(q.graph_name, ox.NamedNode))
    named.dump(str(tmp_path / "build" / "sijill.nq"), format=ox.RdfFormat.N_QUADS)
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "graph" / name).read_text(encoding="utf-8")
    blocks = text.split("```python\n")[1:]
    assert len(blocks) >= 7
    examples = "\n".join(block.split("```")[0] for block in blocks)
    test = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
    assert len(test.examples) >= 12
    said: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert outcome.failed == 0, "".join(said)
