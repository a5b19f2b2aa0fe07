"""The command line as its user meets it: help, exit status, messages without tracebacks, both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = subprocess.CompletedProcess[str]


def sijill(*arguments: str, folder: Path = ROOT) -> Run:
    command = [sys.executable, "-m", "graph.cli", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120", "NO_COLOR": "1", "SIJILL_LANG": "en"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    folder = tmp_path_factory.mktemp("cli")
    return folder, sijill("build", folder=folder)


COMMANDS = [
    "build",
    "validate",
    "query",
    "search",
    "show",
    "why",
    "conflicts",
    "stats",
    "diff",
    "picture",
    "serve",
    "publish",
    "push",
    "pull",
    "stores",
    "terms",
    "tidy",
    "check-ontology",
    "lint",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    run = sijill(command, "--help")
    assert run.returncode == 0
    assert f"Example: sijill {command}" in run.stdout


def test_without_arguments_help_is_shown_and_heavy_libraries_stay_out() -> None:
    assert "Commands" in sijill().stdout
    heavy = "rdflib", "pyshacl", "owlready2", "pyoxigraph"
    code = f"import sys, graph.cli; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_build_prints_a_summary(built: tuple[Path, Run]) -> None:
    folder, run = built
    assert run.returncode == 0, run.stderr
    for line in (
        "Statements",
        "Figures",
        "Labels in Arabic",
        "100 per cent",
        "Conflicts",
        "Corrections",
        "conforms",
    ):
        assert line in run.stdout
    assert (folder / "build" / "manifest.json").is_file()


def test_bad_tables_end_with_status_1_and_no_traceback(small: Path, tmp_path: Path) -> None:
    path = small / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2019-02", "2019-13"), encoding="utf-8")
    run = sijill("build", str(small), folder=tmp_path)
    assert run.returncode == 1
    assert "small/statements.csv:6 [object]: '2019-13' is no value of date; no such date: 2019-13" in run.stderr
    assert "1 problem; nothing was written" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert not (tmp_path / "build").exists()


def test_validate_says_conforms_and_in_arabic(built: tuple[Path, Run]) -> None:
    folder, _ = built
    run = sijill("validate", "build/sijill.nq", "--lang", "ar", folder=folder)
    assert run.returncode == 0
    assert "مطابق: المخالفات ٠" in run.stdout


BROKEN = """
@prefix sj: <https://w3id.org/sijill/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/sijill/id/city/nowhere> a sj:City ; skos:prefLabel "Nowhere"@en .
"""


@pytest.mark.parametrize("form", ["table", "json", "turtle"])
def test_validate_names_the_offending_node_in_every_form(tmp_path: Path, form: str) -> None:
    (tmp_path / "broken.ttl").write_text(BROKEN)
    run = sijill("validate", "broken.ttl", "--format", form, folder=tmp_path)
    assert run.returncode == 1
    assert "city/nowhere" in run.stdout
    if form == "json":
        report = json.loads(run.stdout)
        assert report["conforms"] is False
        assert all(set(r["messages"]) == {"ar", "en"} for r in report["results"])
        assert {"skos:prefLabel"} & {r["path"] for r in report["results"]}


def test_validate_says_when_there_was_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<http://a.net/a> <http://a.net/b> <http://a.net/c> .")
    run = sijill("validate", "other.ttl", folder=tmp_path)
    assert run.returncode == 0 and "nothing was checked" in run.stderr


def test_a_node_without_a_label_gets_no_label_of_another(tmp_path: Path) -> None:
    (tmp_path / "bare.ttl").write_text("<http://a.net/1> a <https://w3id.org/sijill/ontology#Figure> .")
    run = sijill("validate", "bare.ttl", "--format", "json", folder=tmp_path)
    results = json.loads(run.stdout)["results"]
    assert results and all(r["labels"] == {} for r in results)


def test_the_version_is_shown() -> None:
    assert sijill("--version").stdout.startswith("sijill ")


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("<a> <b> .", "bad.ttl", "bad.ttl:1:9"),
        ('{"@context": "https://a.net/c.jsonld", "@id": "x"}', "remote.jsonld", "not fetched"),
        ("", "data.xyz", "no RDF form"),
        ("<http://a.net/a> <http://a.net/b> 'x'@ar--rtl .", "newer.ttl", "RDF 1.2"),
        (None, "absent.ttl", "no such file"),
    ],
)
def test_validate_explains_what_it_cannot_read(tmp_path: Path, content: str | None, name: str, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    run = sijill("validate", name, folder=tmp_path)
    assert run.returncode == (2 if content is None else 1)
    assert message in run.stderr and "Traceback" not in run.stderr


def test_terms_are_found_by_words_of_either_language() -> None:
    english = json.loads(sijill("terms", "assisted", "country", "--format", "json").stdout)
    assert [row["name"] for row in english] == ["assistedCountry"]
    assert "Programme" in english[0]["of"] and english[0]["takes"] == "Country"
    arabic = sijill("terms", "البلد", "المستفيد", "--lang", "ar")
    assert arabic.returncode == 0 and "assistedCountry" in arabic.stdout
    assert sijill("terms", "nosuchword").returncode == 1
    everything = json.loads(sijill("terms", "--format", "json").stdout)
    assert {row["kind"] for row in everything} == {"class", "property", "code"}


def test_query_list_in_both_languages() -> None:
    english, arabic = sijill("query", "--list"), sijill("query", "--list", "--lang", "ar")
    assert english.returncode == arabic.returncode == 0
    assert "Which" in english.stdout and "ما البلدان" in arabic.stdout
    rows = json.loads(sijill("query", "--list", "--format", "json").stdout)
    assert {row["name"] for row in rows} >= {"conflicts", "statements-about"}


def test_a_question_in_arabic_has_arabic_headings_and_rows(built: tuple[Path, Run]) -> None:
    folder, _ = built
    run = sijill("query", "programme-countries", "--lang", "ar", "--format", "csv", folder=folder)
    assert run.returncode == 0, run.stderr
    assert "أوكرانيا" in run.stdout and "Ukraine" not in run.stdout
    screen = sijill("query", "programme-countries", "--lang", "ar", folder=folder).stdout
    assert "البلد" in screen


def test_a_query_file_runs(built: tuple[Path, Run]) -> None:
    folder, _ = built
    (folder / "mine.rq").write_text("SELECT (COUNT(*) AS ?n) WHERE { ?x a sj:Paragraph }")
    run = sijill("query", "mine.rq", "--format", "json", folder=folder)
    answer = json.loads(run.stdout)
    assert answer["head"]["vars"] == ["n"]
    assert [row["n"]["value"] for row in answer["results"]["bindings"]] == ["75"]
    (folder / "graph.rq").write_text("CONSTRUCT { ?x a sj:Court } WHERE { ?x a sj:Court }")
    turtle = sijill("query", "graph.rq", "--format", "csv", folder=folder)
    assert "a sj:Court" in turtle.stdout


def test_a_question_file_takes_parameters_and_the_language(built: tuple[Path, Run]) -> None:
    folder, _ = built
    path = str(ROOT / "queries" / "country-overview.rq")
    run = sijill("query", path, "--country", "country/BTN", "--lang", "ar", "--format", "csv", folder=folder)
    assert run.returncode == 0 and "بوتان" in run.stdout and "Bhutan" not in run.stdout


def test_questions_find_the_things_of_a_build_under_another_base(tmp_path: Path) -> None:
    assert sijill("build", "-q", "--base", "https://data.example.net", folder=tmp_path).returncode == 0
    run = sijill("query", "programme-countries", folder=tmp_path)
    assert "Belarus" in run.stdout
    given = sijill("query", "statements-about", "--thing", "tool/case-law-database", folder=tmp_path)
    assert "https://data.example.net/" not in given.stdout and given.stdout.count("\n") > 5


def test_no_rows_are_said_to_be_none(built: tuple[Path, Run]) -> None:
    folder, _ = built
    run = sijill("query", "chairs-at", "--day", "2030-01-01", "--lang", "ar", folder=folder)
    assert run.returncode == 0 and "لا نتائج" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--country", "Bhutann"], "did you mean country/BTN"),
        (["--country", "بوتتان"], "did you mean country/BTN"),
        (["--country", "body/unodcc"], "did you mean body/unodc"),
        (["--country", "country/nowhere-at-all"], "nothing in the data has the id or name"),
    ],
)
def test_a_thing_that_is_not_there_is_named(built: tuple[Path, Run], arguments: list[str], message: str) -> None:
    folder, _ = built
    run = sijill("query", "country-overview", *arguments, folder=folder)
    assert run.returncode == 2 and message in run.stderr


def test_a_question_about_graphs_refuses_data_without_graphs(built: tuple[Path, Run]) -> None:
    folder, _ = built
    run = sijill("query", "country-overview", "--data", "build/sijill.ttl", folder=folder)
    assert run.returncode == 1 and ".nq or .trig" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["query", "programme-contries"], 2, "did you mean programme-countries"),
        (["query", "programme-countries", "--programe", "x"], 2, "did you mean --programme?"),
        (["query", "programme-countries", "--lang", "fr"], 2, "fr"),
        (["query", "absent.rq"], 2, "absent.rq"),
        (["query"], 2, "--list"),
        (["build", "nowhere"], 2, "nowhere"),
        (["build", "--base", "nonsense"], 2, "nonsense is not the address of a site"),
        (["query", "conflicts", "--data", "nothing"], 2, "sijill build"),
        (["check-ontology", "nothing"], 2, "sijill build"),
        (["build", "--base", "https://example.net/#a"], 2, "is not the address of a site"),
        (["build", "-o", "/proc/nowhere"], 2, "cannot be written"),
    ],
)
def test_wrong_use_is_explained(tmp_path: Path, arguments: list[str], status: int, message: str) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "sijill.nq").write_text("")
    run = sijill(*arguments, folder=tmp_path)
    assert run.returncode == status, run.stderr
    assert message in run.stderr and "Traceback" not in run.stderr
