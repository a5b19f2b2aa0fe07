"""The rows of an answer on a page: names in the order of the language, everything else as the question has it."""

from __future__ import annotations

from itertools import groupby

import pyoxigraph as ox
import pytest

from graph.query import Answer, run
from graph.site.answer_order import in_order, sorted_by
from graph.site.answer_table import answer_table
from graph.site.ordering import sort_key
from graph.site.reader import Reader
from graph.store import base_of
from ontology.vocabulary import key
from queries.catalogue import bind, question, questions


def rows_of(*rows: tuple[object, ...]) -> Answer:
    made = tuple(
        tuple(ox.Literal(v, language="ar") if isinstance(v, str) else None if v is None else ox.Literal(v) for v in row)  # type: ignore[arg-type]
        for row in rows
    )
    return Answer(("x", "n")[: len(rows[0])], made)


def values(answer: Answer, text: str) -> list[tuple[str | None, ...]]:
    return [tuple(key(v) if v else None for v in row) for row in in_order(answer, text, ["x"], "ar")]


def test_rows_of_one_name_stay_together_in_their_order() -> None:
    answer = rows_of(("المدينة", 1), ("المدينة", 9), ("مدينة", 4), ("إقليم", 7))
    found = values(answer, "SELECT ?x ?n {} ORDER BY ?x ?n")
    assert found == [("إقليم", "7"), ("المدينة", "1"), ("المدينة", "9"), ("مدينة", "4")]


def test_only_what_is_alike_before_the_name_changes_places() -> None:
    answer = rows_of(("المدينة", 9), ("إقليم", 9), ("ثقة", 7), ("التدريب", 7))
    found = values(answer, "SELECT ?x ?n {} ORDER BY DESC(?n) ?x LIMIT 10")
    assert found == [("إقليم", "9"), ("المدينة", "9"), ("التدريب", "7"), ("ثقة", "7")]


def test_what_the_rows_do_not_show_leaves_them_as_they_are() -> None:
    answer = rows_of(("المدينة", 9), ("إقليم", 9))
    assert values(answer, "SELECT ?x ?n {} ORDER BY ?hidden ?x") == [("المدينة", "9"), ("إقليم", "9")]
    assert values(answer, "SELECT ?x ?n {}") == [("المدينة", "9"), ("إقليم", "9")]


def test_what_is_no_name_stays_before_the_names() -> None:
    answer = rows_of((None, 1), (5, 2), (3, 2), ("المدينة", 1), ("إقليم", 1))
    assert [row[0] for row in values(answer, "SELECT ?x ?n {} ORDER BY ?x")] == [None, "5", "3", "إقليم", "المدينة"]


@pytest.mark.parametrize("name", sorted(questions()))
def test_what_each_question_sorts_by_is_read(name: str) -> None:
    text = questions()[name].text
    keys = sorted_by(text)
    assert all(key.count("(") == key.count(")") for key in keys)
    assert bool(keys) == ("ORDER BY" in text)
    assert " ".join(keys) == " ".join(text.rpartition("ORDER BY ")[2].partition("LIMIT")[0].split() if keys else ())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_has_all_rows_of_an_answer_with_the_names_in_order(store: ox.Store, language: str) -> None:
    asked = question("programme-countries")
    text = bind(asked, {"lang": f'"{language}"'})
    answer = run(store, text, asked.name)
    table = answer_table(Reader(store, base_of(store)), language, answer, asked)
    names = [row[0].text.text for row in table.rows]
    apart = [name for name, _ in groupby(names)]
    assert len(apart) == len(set(apart))
    assert apart == sorted(apart, key=lambda name: sort_key(name, language))
    assert sorted(names) == sorted(key(row[0]) for row in answer.rows if row[0])
