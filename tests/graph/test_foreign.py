"""Data that are not ours, or lack what ours have: without graphs, labels, classes; with odd literals."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from graph import open_graph
from graph.answers import cell_for_reader, to_table
from graph.query import run, to_text
from graph.store import from_files
from ontology.namespaces import DEFAULT_BASE
from tests.graph.test_cli import sijill

OTHERS = """
@prefix ex: <http://example.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:a foaf:name "Ada" ; foaf:age 36 ; foaf:knows [ foaf:name "B" ] ; ex:made "2018-13"^^xsd:gYearMonth , "0" .
ex:b skos:prefLabel "Bé"@fr ; foaf:knows ex:a .
"""


@pytest.fixture
def others(tmp_path: Path) -> Path:
    path = tmp_path / "others.ttl"
    path.write_text(OTHERS, encoding="utf-8")
    return path


def test_foreign_data_are_not_mixed_with_our_ontology(others: Path) -> None:
    store = from_files([others])
    assert [str(row[0]) for row in run(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows] == [
        '"8"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]


def test_everything_about_a_foreign_thing(others: Path) -> None:
    record = json.loads(sijill("show", "http://example.org/a", "--data", str(others), "--format", "json").stdout)
    terms = [row["term"] for row in record["statements"]]
    assert sorted(set(terms)) == ["foaf:age", "foaf:knows", "foaf:name", "http://example.org/made"]
    assert [row["id"] for row in record["pointing"]] == ["http://example.org/b"]
    screen = sijill("show", "http://example.org/b", "--data", str(others)).stdout
    assert screen.startswith("Bé [fr]\n") and "the data do not tell" in screen
    why = sijill("why", "http://example.org/a", "http://xmlns.com/foaf/0.1/age", "36", "--data", str(others))
    assert why.returncode == 0 and "36" in why.stdout


def test_our_own_forms_without_graphs_are_shown_and_counted(built: Path) -> None:
    show = sijill("show", "GLO.ACT", "--data", "build/sijill.ttl", folder=built)
    assert show.returncode == 0 and "Belarus" in show.stdout and "the data do not tell" in show.stdout
    stats = json.loads(sijill("stats", "--data", "build/sijill.nt", "--format", "json", folder=built).stdout)
    assert stats["conflicts"] is None and stats["size-of-graph"]["graphs"] == 0


def test_texts_that_look_like_numbers_of_paragraphs_stay(others: Path) -> None:
    store = from_files([others])
    answer = run(
        store,
        'SELECT ("0" AS ?x) ("51bis" AS ?paragraph) ("-0.5"^^<http://www.w3.org/2001/XMLSchema#decimal> AS ?d) {}',
    )
    table = to_table(answer, "en")
    assert table.rows[0][:2] == ["0", "51bis"]
    assert cell_for_reader(answer.rows[0][0], "ar", DEFAULT_BASE) == "0"


def test_csv_keeps_every_row_and_every_character(others: Path) -> None:
    store = from_files([others])
    rows = to_text(store, 'SELECT ?x { VALUES ?x { UNDEF "a" UNDEF "b\\r\\nc" UNDEF } }', "csv")
    assert rows == 'x\n""\na\n""\n"b\r\nc"\n""\n'


def test_python_values_of_odd_literals_and_slices(others: Path) -> None:
    graph = open_graph(others, languages=["fr", "ar"])
    text = 'SELECT ?x { VALUES ?x { "1"^^xsd:boolean "abc"^^xsd:integer "x"^^xsd:decimal true 7 } }'
    rows = graph.query(text)
    assert rows.column("x") == [True, "abc", "x", True, 7]
    assert rows[1:3] == [{"x": "abc"}, {"x": "x"}] and rows[-1] == {"x": 7}
    assert graph.label("http://example.org/b").language == "fr"
    for wrong in ("ar", ()):
        with pytest.raises(TypeError, match="order of languages"):
            open_graph(others, languages=wrong)


def test_a_language_order_that_begins_with_another_language_works(built: Path) -> None:
    graph = open_graph(built / "build", languages=["fr", "ar"])
    assert "أوكرانيا" in graph.ask("programme-countries", programme="GLO.ACT").column("country")
    assert graph.show("GLO.ACT").label("ar")[1] == "ar"
    assert graph.provenance("ICAT", "subject", "الاتجار بالأشخاص")


def test_an_edit_of_the_same_length_is_seen(built: Path, tmp_path: Path) -> None:
    for name in ("sijill.nq", "sijill.nt", "manifest.json"):
        (tmp_path / name).write_bytes((built / "build" / name).read_bytes())
    quads = tmp_path / "sijill.nq"
    quads.write_text(quads.read_text(encoding="utf-8").replace('"Bhutan"@en', '"Bhutam"@en'), encoding="utf-8")
    later = (tmp_path / "manifest.json").stat().st_mtime + 5
    os.utime(quads, (later, later))
    assert open_graph(tmp_path, languages=["en"]).label("country/BTN").text == "Bhutam"


def test_a_full_disk_is_told_in_one_line(built: Path) -> None:
    import subprocess
    import sys

    if not Path("/dev/full").exists():
        pytest.fail("this system has no /dev/full")
    command = f"{sys.executable} -m graph.cli query programme-countries > /dev/full"
    env = {"PYTHONPATH": os.environ.get("PYTHONPATH", str(Path.cwd())), "SIJILL_LANG": "en"}
    run_ = subprocess.run(["bash", "-c", command], cwd=built, env={**os.environ, **env}, capture_output=True, text=True)
    assert run_.returncode == 1 and "Traceback" not in run_.stderr and "stdout" in run_.stderr
