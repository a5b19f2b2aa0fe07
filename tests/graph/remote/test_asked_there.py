"""The commands with a store on the web, as their user meets them: the same words as with files, and what goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.dataset import Dataset

from .command import Sijill
from .server import Server
from .servers import OxigraphServer


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    import pyoxigraph as ox

    file = tmp_path_factory.mktemp("here") / "here.nq"
    ox.serialize(dataset.quads(), str(file), format=ox.RdfFormat.N_QUADS)
    return file


ASKED = [
    ("query", "programme-countries", "--programme", "programme/glo-act", "--lang", "ar"),
    ("query", "events-of-kind", "--kind", "sjc:event-kind-launch", "--format", "csv"),
    ("query", "country-overview", "--country", "Nigeria"),
    ("search", "مكتب المخدرات", "--lang", "ar"),
    ("stats", "--format", "json"),
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked[0])
def test_a_store_answers_as_files_do(sijill: Sijill, filled_server: Server, here: Path, asked: tuple[str, ...]) -> None:
    home = sijill(*asked, "--data", str(here))
    there = sijill(*asked, "--endpoint", filled_server.address)
    assert home.status == there.status == 0, there.err
    assert there.out == home.out and there.out


def test_a_copy_is_brought_to_be_compared(sijill: Sijill, filled_server: Server, here: Path) -> None:
    same = sijill("diff", str(here), filled_server.address)
    assert (same.status, same.err) == (0, ""), same.out


def test_a_copy_is_brought_to_be_checked(sijill: Sijill, filled_oxigraph: OxigraphServer) -> None:
    checked = sijill("validate", "--endpoint", filled_oxigraph.address)
    assert checked.status == 0 and "conforms" in checked.out


WRONG = [
    (("query", "cities", "--data", "x.nq"), 2, "not both"),
    (("query", "cities", "--base", "https://other.example/"), 1, "no dataset with the base"),
    (("query", "cities", "--nosuch", "x"), 2, "no parameter --nosuch"),
    (("stats", "--kind", "nosuch"), 2, "no kind of store"),
    (("search", "x", "--auth", "basic"), 2, "to log in by basic"),
    (("validate", "x.nq"), 2, "not both"),
]


@pytest.mark.parametrize(
    ("asked", "status", "said"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_wrong_use_of_a_store_is_told(
    sijill: Sijill, filled_oxigraph: OxigraphServer, asked: tuple[str, ...], status: int, said: str
) -> None:
    run = sijill(*asked, "--endpoint", filled_oxigraph.address)
    assert run.status == status and said in run.err
    assert "Traceback" not in run.err


def test_a_store_that_does_not_answer_is_told(sijill: Sijill) -> None:
    for asked in (("query", "cities", "--store-kind", "oxigraph"), ("validate",), ("serve",)):
        run = sijill(*asked, "--endpoint", "http://127.0.0.1:9", "--lang", "ar")
        assert run.status == 1 and "لا اتصال بالمخزن" in run.err and "Traceback" not in run.err


def test_a_query_that_takes_too_long_is_stopped(
    sijill: Sijill, filled_oxigraph: OxigraphServer, tmp_path: Path
) -> None:
    query = tmp_path / "long.rq"
    query.write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) < STR(?f)) }", encoding="utf-8")
    run = sijill("query", str(query), "--endpoint", filled_oxigraph.address, "--time-limit", "1")
    assert run.status == 1 and "time limit of 1 s" in run.err
