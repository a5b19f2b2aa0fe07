"""The time limit: it stops the work, hands on errors, and leaves no process behind."""

from __future__ import annotations

import os
import time

import pyoxigraph as ox
import pytest

from graph.limit import TimeIsOver, limited
from graph.query import QueryError, run

EVERYTHING = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_query_that_would_take_days_is_stopped(store: ox.Store) -> None:
    with pytest.raises(TimeIsOver, match=r"0\.5 s"):
        limited(lambda: run(store, EVERYTHING), 0.5)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_is_done_in_time_comes_back(store: ox.Store) -> None:
    query = "SELECT ?n WHERE { ?country sj:isoAlpha3 'BTN' ; skos:prefLabel ?n } ORDER BY ?n"
    assert limited(lambda: run(store, query), 30) == run(store, query)


def test_an_error_of_the_work_comes_back_in_both_languages(store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        limited(lambda: run(store, "SELCT"), 30)
    assert caught.value.said("ar") != caught.value.said("en")


def test_a_failure_that_nobody_foresaw_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        limited(lambda: 1 // 0, 30)


def test_work_that_is_killed_is_told_of() -> None:
    def killed() -> None:
        time.sleep(0)
        os.kill(os.getpid(), 9)

    with pytest.raises(Exception, match="ended before it answered"):
        limited(killed, 30)
