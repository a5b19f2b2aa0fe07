"""The commands that ask and look, as their user meets them: forms, languages, suggestions, exit status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.query import RESULT_FORMS
from graph.terminal import cells
from tests.conftest import ROOT
from tests.graph.test_cli import Run, sijill


def piped(text: str, *arguments: str, folder: Path) -> Run:
    command = [sys.executable, "-m", "graph.cli", "query", "-", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        input=text,
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_each_form_of_sparql_holds_the_same_answer(built: Path, form: str) -> None:
    run = sijill("query", "programme-countries", "--lang", "ar", "--format", form, folder=built)
    assert run.returncode == 0, run.stderr
    if form == "csv":
        found = [row[0] for row in csv.reader(io.StringIO(run.stdout))][1:]
    else:
        answer = ox.parse_query_results(run.stdout.encode(), format=RESULT_FORMS[form])
        assert isinstance(answer, ox.QuerySolutions)
        rows = list(answer)
        assert all(row["country"].language == "ar" for row in rows)
        found = [row["country"].value for row in rows]
    assert len(found) == 13 and "أوكرانيا" in found
    if form == "xml":
        ET.fromstring(run.stdout)


def test_markdown_is_a_table_that_runs_from_the_right_in_arabic(built: Path) -> None:
    english = sijill("query", "programme-countries", "--format", "markdown", folder=built).stdout
    assert english.startswith("| Country | Code | Paragraph |\n| --- | --- | --- |\n")
    arabic = sijill("query", "programme-countries", "--format", "markdown", "--lang", "ar", folder=built).stdout
    assert arabic.startswith('<div dir="rtl" lang="ar">') and "| أوكرانيا | UKR | ٤١ |" in arabic


def test_yes_or_no_and_graphs_come_in_every_form(built: Path) -> None:
    for form, expected in (("csv", "true"), ("tsv", "true"), ("json", '"boolean":true'), ("xml", "<boolean>true")):
        run = piped("ASK { ?x a sj:Country }", "--format", form, folder=built)
        assert run.returncode == 0 and expected in run.stdout.replace(" ", "")
    for form in ("csv", "json", "xml"):
        turtle = piped("CONSTRUCT { ?x a sj:Court } WHERE { ?x a sj:Court }", "--format", form, folder=built).stdout
        assert len(list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))) == 2


def test_a_query_comes_through_the_standard_input(built: Path) -> None:
    run = piped('SELECT ?l { ?x sj:isoAlpha3 "BTN" ; skos:prefLabel ?l } ORDER BY ?l', folder=built)
    assert run.returncode == 0 and "Bhutan" in run.stdout and "بوتان" in run.stdout
    wrong = piped("SELECT ?l\n{ ?x skos:prefLabel ?l ]", "--lang", "ar", folder=built)
    assert wrong.returncode == 1 and wrong.stderr.startswith("sijill: <stdin>:2:24: ليس هذا استعلام SPARQL")


def test_the_time_limit_ends_a_query(built: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    run = piped(endless, "--time-limit", "0.5", folder=built)
    assert run.returncode == 1 and "time limit of 0.5 s" in run.stderr


def test_the_list_is_searched_in_either_language(built: Path) -> None:
    for words in (["campaign", "adaptations"], ["حملة", "adaptations"]):
        run = sijill("query", "--list", *words, "--format", "json", folder=built)
        assert [row["name"] for row in json.loads(run.stdout)] == ["campaign-adaptations"]
    none = sijill("query", "--list", "xylophone", "--lang", "ar", folder=built)
    assert none.returncode == 1 and "لا سؤال عن ذلك" in none.stderr
    assert sijill("query", "--list", "--format", "xml", folder=built).returncode == 2
    both = sijill("query", "--list", "حملة", folder=built).stdout
    assert "Which campaigns" in both and "ما الحملات" in both


def test_the_help_of_one_question(built: Path) -> None:
    run = sijill("query", "programme-countries", "--help", "--lang", "ar", folder=built)
    assert run.returncode == 0 and "--programme programme/glo-act" in run.stdout and "أعمدة الجواب:" in run.stdout


def test_the_table_fits_the_width_that_is_asked_for(built: Path) -> None:
    asked = ("query", "pointing-to", "--lang", "ar")
    run = sijill(*asked, folder=built)  # COLUMNS is 120
    assert max(cells(line) for line in run.stdout.splitlines()) <= 120 and "…" in run.stdout
    whole = sijill(*asked, "--whole", folder=built)
    assert max(cells(line) for line in whole.stdout.splitlines()) <= 120 and "…" not in whole.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "programme-contries", "--lang", "ar"], "لعلك تقصد programme-countries؟"),
        (["query", "programme-countries", "--programe", "x", "--lang", "ar"], "لعلك تقصد --programme؟"),
        (["search", "x", "--class", "Resolutoin"], "did you mean Resolution"),
        (["show", "tool/case-law-databse"], "did you mean tool/case-law-database?"),
        (["why", "body/icat", "assistdCountry"], "did you mean"),
        (["show", "GLO.ACT", "--format", "csv"], "csv"),
        (["search", "x", "--data", "nothing"], "sijill build"),
    ],
)
def test_wrong_use_is_explained(built: Path, arguments: list[str], message: str) -> None:
    run = sijill(*arguments, folder=built)
    assert run.returncode == 2 and message in run.stderr and "Traceback" not in run.stderr


def test_search_prints_the_best_first_and_for_programs(built: Path) -> None:
    run = sijill("search", "القرار", "167/71", "--format", "json", folder=built)
    first = json.loads(run.stdout)[0]
    assert first["id"] == "document/A/RES/71/167" and set(first) == {"label", "class", "id", "matched", "how"}
    assert (
        len(json.loads(sijill("search", "trafficking", "--limit", "3", "--format", "json", folder=built).stdout)) == 3
    )
    none = sijill("search", "qqqqqqqq", "--lang", "ar", folder=built)
    assert none.returncode == 1 and "لم يُعثر على شيء" in none.stderr


@pytest.mark.parametrize("language", ["ar", "en"])
def test_show_names_the_thing_in_both_languages(built: Path, language: str) -> None:
    run = sijill("show", "GLO.ACT", "--lang", language, folder=built)
    assert run.returncode == 0, run.stderr
    first, second = run.stdout.splitlines()[:2]
    names = [
        "برنامج العمل العالمي على منع ومكافحة الاتجار بالأشخاص وتهريب المهاجرين",
        "Global Action to Prevent and Address Trafficking in Persons and the Smuggling of Migrants",
    ]
    assert [first.strip(), second.strip()] == (names if language == "ar" else names[::-1])
    assert {"ar": "ما يشير إليه", "en": "What points to it"}[language] in run.stdout
    markdown = sijill("show", "GLO.ACT", "--lang", language, "--format", "markdown", folder=built).stdout
    assert markdown.count("| ---") >= 3


def test_why_conflicts_and_stats(built: Path) -> None:
    why = sijill("why", "body/icat", "dcterms:subject", "topic/trafficking-in-persons", folder=built)
    assert why.returncode == 0 and "paragraphs 15, 22" in why.stdout
    unsaid = sijill("why", "body/icat", "sj:partner", "--lang", "ar", folder=built)
    assert unsaid.returncode == 1 and "لا يذكر الرسم البياني ذلك" in unsaid.stderr
    conflicts = sijill("conflicts", "--format", "json", folder=built)
    assert conflicts.returncode == 0 and {
        row["paragraph"]["value"] for row in json.loads(conflicts.stdout)["results"]["bindings"]
    } >= {"3", "40"}
    tables = {sijill("conflicts", "--format", form, folder=built).stdout for form in ("md", "markdown")}
    assert len(tables) == 1 and "| 58 | 40 |" in tables.pop(), "both names of the form mean the same"
    stats = json.loads(sijill("stats", "--format", "json", folder=built).stdout)
    assert stats["size-of-graph"]["paragraphs"] == 75 and stats["conflicts"] == 2
    markdown = sijill("stats", "--format", "markdown", "--lang", "ar", folder=built).stdout
    assert markdown.count('<div dir="rtl"') == markdown.count("</div>") == 8


def test_the_language_of_the_locale_is_the_readers() -> None:
    code = "from graph.options import reader_language; print(reader_language().value)"
    for variables, language in (
        ({"LANG": "ar_JO.UTF-8"}, "ar"),
        ({"LANG": "fr_FR"}, "en"),
        ({"SIJILL_LANG": "ar"}, "ar"),
    ):
        run = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT), **variables}, capture_output=True, text=True
        )
        assert run.stdout.strip() == language


def test_a_build_that_was_changed_by_hand_is_read_as_it_is(built: Path, tmp_path: Path) -> None:
    """The merged form beside the quads is only used while both are what the build wrote."""
    for name in ("manifest.json", "sijill.nq", "sijill.nt"):
        (tmp_path / name).write_bytes((built / "build" / name).read_bytes())
    with (tmp_path / "sijill.nq").open("a", encoding="utf-8") as file:
        file.write('<http://a.net/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "Added"@en <http://a.net/g> .\n')
    run = piped('SELECT ?x { ?x skos:prefLabel "Added"@en }', "--data", str(tmp_path), "--format", "csv", folder=built)
    assert "http://a.net/x" in run.stdout
