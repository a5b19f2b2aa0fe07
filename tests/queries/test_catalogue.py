"""Every question: a complete header, the expected rows, the same rows on the merged set and on a bag union."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.answers import cell
from graph.dataset import Dataset
from graph.parameters import ParameterError, prepare, term
from graph.query import QueryError, run
from graph.store import fill
from loaders.text import ARABIC_LETTER, script_defect
from ontology.namespaces import DEFAULT_BASE, PREFIXES, expand
from queries.catalogue import Parameter, Question, QuestionError, question, questions, read

EXPECTED = Path(__file__).parent / "expected"
ASKED = Path(__file__).parent / "asked.csv"
CATALOGUE = questions()
QUOTED = {expand(name) for name in ("oa:exact", "sj:corrected", "skos:hiddenLabel")}
PRINTED = ("printed", "meant")
"""What quotes the printed text, which is in its own language in every answer, and the columns that show it."""
NAMING = {"label-counts", "label-gaps", "names-of"}
"""Questions whose rows are the names themselves, or their lack: fewer names, other rows."""


DATA = Path(__file__).parent / "data"
"""Data of our own invention, by the name of the question, that join the graph where it has nothing to answer with."""
Stores = Callable[[str], tuple[ox.Store, ox.Store]]
"""Gives two stores for a question: one whose default graph is the merged set, one of named graphs alone.

The union of the latter as default graph is a bag, as remote stores have it.
"""


@pytest.fixture(scope="session")
def stores(dataset: Dataset) -> Stores:
    @cache
    def with_data(name: str) -> tuple[ox.Store, ox.Store]:
        quads = list(dataset.quads())
        if name:
            quads += ox.parse(path=str(DATA / f"{name}.trig"), format=ox.RdfFormat.TRIG)
        bag = ox.Store()
        bag.bulk_extend(quads)
        return fill(quads), bag

    return lambda name: with_data(name if (DATA / f"{name}.trig").is_file() else "")


@pytest.fixture(scope="session")
def english(store: ox.Store) -> ox.Store:
    """The whole graph without its Arabic labels and notes; only what quotes the printed text is left in Arabic."""
    return without_arabic(store)


def without_arabic(store: ox.Store) -> ox.Store:
    damaged = ox.Store()
    damaged.bulk_extend(
        q
        for q in store
        if not isinstance(q.object, ox.Literal) or q.object.language != "ar" or q.predicate.value in QUOTED
    )
    return damaged


def cases() -> Iterator[tuple[str, dict[str, str], list[list[str]]]]:
    """The expected answers: a file each, its first line the question and its parameters, then heading and rows."""
    for path in sorted(EXPECTED.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        name, *pairs = lines[0]
        yield name, dict(pair.split("=", 1) for pair in pairs), lines[1:]


CASES = list(cases())


def test_every_question_has_expected_rows() -> None:
    assert {name for name, _, _ in CASES} == set(CATALOGUE)
    assert len(CATALOGUE) >= 60


@pytest.mark.parametrize(("name", "values", "expected"), CASES, ids=lambda v: v if isinstance(v, str) else "")
def test_expected_rows(stores: Stores, name: str, values: dict[str, str], expected: list[list[str]]) -> None:
    store, bag = stores(name)
    asked = CATALOGUE[name]
    text = prepare(asked, values)
    answer = run(store, text)
    language = values.get("lang", "en")
    rows = [[cell(node, language, DEFAULT_BASE) for node in row] for row in answer.rows]
    assert [list(answer.variables), *rows] == expected
    assert len(rows) > 0
    union = bag.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(union, ox.QuerySolutions)
    assert sorted(map(str, (list(s) for s in union))) == sorted(map(str, (list(r) for r in answer.rows)))


def asked_of_the_report() -> list[dict[str, str]]:
    """Questions that readers asked of the report: the question that answers each, and what the answer must hold."""
    with ASKED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_question_of_the_readers_is_there() -> None:
    assert [int(row["number"]) for row in asked_of_the_report()] == list(range(1, 41))


@pytest.mark.parametrize("row", asked_of_the_report(), ids=lambda row: f"{row['number']}-{row['question']}")
def test_a_question_of_the_readers_is_answered(store: ox.Store, row: dict[str, str]) -> None:
    values = dict(pair.split("=", 1) for pair in row["parameters"].split())
    answer = run(store, prepare(CATALOGUE[row["question"]], values))
    cells = {cell(node, "en", DEFAULT_BASE) for found in answer.rows for node in found}
    wanted = row["answers"].split(" | ")
    assert {text for text in wanted if not text.startswith("rows=")} <= cells
    assert {text for text in wanted if text.startswith("rows=")} <= {f"rows={len(answer.rows)}"}


@pytest.mark.parametrize("asked", CATALOGUE.values(), ids=lambda q: q.name)
def test_headers_are_complete_in_both_languages(asked: Question) -> None:
    texts = [asked.questions, asked.group, *(p.labels for p in asked.parameters), *asked.columns.values()]
    for labels in texts:
        for language, text in labels.items():
            assert script_defect(text, language) is None
    assert asked.questions["ar"].endswith("؟") and asked.questions["en"].endswith("?")
    assert asked.paragraphs


@pytest.mark.parametrize("asked", CATALOGUE.values(), ids=lambda q: q.name)
def test_a_file_runs_as_it_stands_with_the_columns_of_its_header(stores: Stores, asked: Question) -> None:
    store, _ = stores(asked.name)
    answer = run(store, asked.text)
    assert answer.variables == tuple(asked.columns)
    examples = prepare(asked, {p.name: p.example for p in asked.parameters})
    assert sorted(map(str, run(store, examples).rows)) == sorted(map(str, answer.rows))


@pytest.mark.parametrize("asked", CATALOGUE.values(), ids=lambda q: q.name)
def test_an_arabic_reader_gets_as_many_rows(stores: Stores, asked: Question) -> None:
    store, _ = stores(asked.name)
    if not asked.takes_language:
        shown = [n for row in run(store, asked.text).rows for n in row if isinstance(n, ox.Literal)]
        assert not any(n.language for n in shown)
        return
    rows = {lang: run(store, prepare(asked, {"lang": lang})).rows for lang in ("ar", "en")}
    assert len(rows["ar"]) == len(rows["en"]) > 0
    columns = list(asked.columns)
    told = [n for row in rows["ar"] for name, n in zip(columns, row, strict=True) if name not in PRINTED]
    texts = [n for n in told if isinstance(n, ox.Literal) and n.language]
    if asked.name != "label-gaps":  # which is about texts that are missing
        assert {n.language for n in texts} <= {"ar"}


LABELLED = [q for q in CATALOGUE.values() if q.takes_language and q.name != "label-gaps"]
"""Questions with labels; that about labels which are missing has more rows the more are missing."""


@pytest.mark.parametrize("asked", LABELLED, ids=lambda q: q.name)
def test_a_label_that_is_missing_drops_no_row(stores: Stores, english: ox.Store, asked: Question) -> None:
    store, _ = stores(asked.name)
    if (DATA / f"{asked.name}.trig").is_file():
        english = without_arabic(store)
    whole = english if asked.name in NAMING else store
    answer = run(english, prepare(asked, {"lang": "ar"}))
    assert len(answer.rows) == len(run(whole, prepare(asked, {"lang": "en"})).rows) > 0
    shown = [n for row in answer.rows for v, n in zip(answer.variables, row, strict=True) if v not in PRINTED]
    assert {n.language for n in shown if isinstance(n, ox.Literal) and n.language} <= {"en"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("day", "2017-13-01"),
        ("day", "2017"),
        ("month", "2017"),
        ("first", "yesterday"),
        ("integer", "many"),
        ("lang", "fr"),
        ("iri", "http://bad iri"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(kind: str, value: str) -> None:
    with pytest.raises(ParameterError, match="--x") as refused:
        term(Parameter("x", kind, "", {}), value)
    assert refused.value.said("ar").startswith("--x: ") and ARABIC_LETTER.search(refused.value.said("ar"))


def test_a_period_stands_for_its_first_or_last_day() -> None:
    assert term(Parameter("x", "first", "", {}), "2016-10").value == "2016-10-01"
    assert term(Parameter("x", "last", "", {}), "2016").value == "2016-12-31"


def test_a_value_cannot_break_out_of_its_place(store: ox.Store) -> None:
    asked = question("programme-countries")
    text = prepare(asked, {"programme": "x> } ?s ?p ?o . VALUES ?x { <y"})
    assert run(store, text).rows == ()


def test_a_syntax_error_says_where(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="1:"):
        run(store, "SELCT * WHERE {}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "header needs"),
        ("# question@ar: س؟\n# question@en: q?\n# group: ج | g\n# column x\n", "not as expected"),
        (
            "# question@ar: س؟\n# question@en: q?\n# group: ج | g\n# column x: س | x\n# param p iri a: س | p\n",
            "no line is",
        ),
        ("# param p thing a: س | p\n", "unknown kind"),
    ],
)
def test_a_file_with_a_bad_header_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=message):
        read(path)


def test_an_unknown_question_gets_a_suggestion() -> None:
    with pytest.raises(QuestionError, match="conflicts"):
        question("conflict")
