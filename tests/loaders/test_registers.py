"""The registers of the project: what a person edits stays easy to edit, and what was read stays as it was read."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.conflicts import count_conflicts
from graph.dataset import Dataset
from graph.parameters import prepare
from graph.query import run
from loaders.order import row_order
from loaders.register import REGISTERS, Register
from loaders.text import ARABIC_LETTER
from ontology.namespaces import expand
from ontology.vocabulary import key, vocabulary
from queries.catalogue import question
from tests.conftest import ROOT

TABLES = sorted(REGISTERS.glob("*/*.csv"))
REPORT = REGISTERS / "ctoc-cop-2018-2"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_rows_are_sorted(path: Path) -> None:
    keys = [row_order(path.stem, row) for row in rows(path)]
    assert keys == sorted(keys)


def test_the_report_is_there_as_a_whole(registers: list[Register]) -> None:
    report = next(r for r in registers if r.document)
    numbers = [p.number for p in report.paragraphs]
    assert numbers == [*(str(n) for n in range(1, 52)), "51bis", *(str(n) for n in range(52, 75)), "fn*", "fn1", "fn2"]
    stating = {s.paragraph for s in report.statements} | {n.paragraph for n in report.nodes}
    assert set(numbers) <= stating
    assert all(p.mentions for p in report.paragraphs if not p.number.startswith("fn"))
    assert len(report.things) + len(registers[0].things) > 400


def test_the_paragraph_that_is_printed_twice_states_the_same_twice(dataset: Dataset) -> None:
    """The two printings differ in a few words, so descriptions may; no other fact does."""

    def facts(part: str) -> set[tuple[str, str, str]]:
        graph = f"https://w3id.org/sijill/id/document/CTOC/COP/2018/2/para/{part}"
        return {
            (str(t.subject).replace(f"/para/{part}", ""), t.predicate.value, str(t.object).replace(f"/para/{part}", ""))
            for t in dataset.graphs[graph]
            if t.predicate.value != expand("dcterms:description")
        }

    assert len(facts("51")) > 40
    assert facts("51") == facts("51bis")


@pytest.mark.parametrize(
    ("paragraph", "about", "value", "unit", "qualifier"),
    [
        ("2", "instrument/tip-protocol", "173", "party", "exact"),
        ("3", "programme/glot59", "65", "activity", "exact"),
        ("3", "programme/glot59", "1200", "person", "more-than"),
        ("3", "tool/case-law-database", "1492", "case", "exact"),
        ("3", "tool/case-law-database", "106", "jurisdiction", "exact"),
        ("36", "tool/case-law-database", "1492", "case", "exact"),
        ("38", None, "1.4", "percent", "about"),
        ("40", "programme/glot59", "58", "activity", "exact"),
        ("40", "programme/glot59", "1500", "person", "more-than"),
        ("64", "campaign/blue-heart", "19", "country", "exact"),
        ("65", None, "50000000", "person", "more-than"),
        ("65", None, "100000", "person", "more-than"),
        ("65", None, "76", "percent", "exact"),
        ("72", None, "2000000", "usd", "exact"),
        ("72", None, "1500000", "usd", "exact"),
        ("72", None, "90", "percent", "at-least"),
    ],
)
def test_figures_are_read_right(paragraph: str, about: str | None, value: str, unit: str, qualifier: str) -> None:
    found = [
        row
        for row in rows(REPORT / "figures.csv")
        if row["para"] == paragraph
        and row["schema:value"] == value
        and row["unit"] == unit
        and row["qualifier"] == qualifier
        and about in (None, row["schema:observationAbout"])
    ]
    assert len(found) >= 1


def test_symbols_are_read_right_whichever_way_they_are_printed() -> None:
    things = {row["id"]: row for row in rows(REPORT / "things.csv")}
    for symbol in ("A/RES/71/1", "A/RES/71/167", "A/RES/71/322", "A/RES/72/1", "A/RES/72/195", "E/RES/2017/18"):
        assert things[f"document/{symbol}"]["identifier"] == symbol
    assert not any(row["identifier"] in ("A/RES/167/71", "A/RES/322/71", "A/RES/195/72") for row in things.values())
    assert things["document/S/RES/2331(2016)"]["class"] == "Resolution"


def test_paragraphs_that_disagree_both_stay(dataset: Dataset, store: ox.Store) -> None:
    answer = run(store, prepare(question("conflicts"), {}))
    found: dict[str, set[str]] = {}
    for subject, _, value, *_ in answer.rows:
        assert subject and value
        found.setdefault(key(subject), set()).add(key(value))
    assert found["Global Programme against Trafficking in Persons"] == {"65", "58"}
    (session,) = (name for name in found if "Tunisia" in name)
    assert found[session] == {"2018-02", "2018-03"}
    assert count_conflicts(store, dataset.base) == len(found)


def test_the_case_with_a_lost_digit_has_a_correction_that_names_the_figure() -> None:
    row = next(r for r in rows(REPORT / "corrections.csv") if r["para"] == "36" and "٤٩٢" in r["oa:exact@ar"])
    assert "١" in row["corrected@ar"] and row["confidence"] == "likely"
    figure = next(r for r in rows(REPORT / "figures.csv") if r["para"] == "36" and f"figure-{r['n']}" == row["affects"])
    assert figure["schema:value"] == "1492"


def test_every_english_name_that_is_our_own_says_so(registers: list[Register]) -> None:
    statuses = {thing.statuses["en"] for register in registers for thing in register.things}
    assert {"official", "translated"} <= statuses <= set(vocabulary().codes["label-status"])


def test_no_two_things_of_one_class_have_the_same_label(registers: list[Register]) -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for register in registers:
        for thing in register.things:
            for language, text in thing.labels.items():
                other = seen.setdefault((thing.cls, language, text), thing.id)
                assert other == thing.id, f"{thing.id} and {other} are both {text!r}"


def test_every_class_has_an_instance_or_a_subclass_with_one(read_dataset: Dataset) -> None:
    words = vocabulary()
    used = {str(t.object).strip("<>") for t in read_dataset.merged() if t.predicate.value == expand("rdf:type")}
    examples = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests/shapes/examples").glob("*.ttl"))
    excepted = {expand(c) for c in ("CourtCase", "Legislation", "BibliographicEntry")}
    for term in words.by_iri.values():
        if term.is_class and term.iri.startswith(expand("")):
            in_use = term.iri in used or (term.iri in excepted and f"a sj:{term.name} " in examples)
            assert in_use, f"{term.name} has no instance"


def test_every_property_is_used(read_dataset: Dataset) -> None:
    used = {t.predicate.value for t in read_dataset.merged()}
    drives = {expand(n) for n in ("codeList", "dateForm", "digits", "expectedOnce")}
    own = {iri for iri, t in vocabulary().by_iri.items() if not t.is_class and iri.startswith(expand(""))}
    assert own - drives - used == set()


def test_the_running_text_of_the_report_is_not_in_the_tables(shared: Path) -> None:
    source = (shared / "sources" / "CTOC-COP-2018-2.ar.txt").read_text(encoding="utf-8")
    words = re.findall(r"[\u0621-\u064A]+", source)
    runs = {tuple(words[i : i + 16]) for i in range(len(words) - 15)}
    for path in TABLES:
        for row in rows(path):
            for column, cell in row.items():
                if column in ("ar", "ar_alt") or row.get("property") in ("eli:title", "dcterms:title"):
                    continue
                found = [w for w in re.findall(r"[\u0621-\u064A]+", cell) if ARABIC_LETTER.search(w)]
                assert not any(tuple(found[i : i + 16]) in runs for i in range(len(found) - 15)), f"{path.name}: {cell}"


def test_the_printed_words_of_corrections_are_in_the_text(shared: Path) -> None:
    source = (shared / "sources" / "CTOC-COP-2018-2.ar.txt").read_text(encoding="utf-8")
    for row in rows(REPORT / "corrections.csv"):
        assert row["oa:exact@ar"] in source


def test_the_score_against_the_inventory(shared: Path, dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "sijill.nq"
    path.write_text("".join(f"{q} .\n" for q in dataset.quads()), encoding="utf-8")
    inventory = shared / "sources" / "inventory-39-74.jsonl"
    command = [sys.executable, str(shared / "tools" / "score_graph.py"), str(path), "--inventory", str(inventory)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    things, numbers = re.findall(r"(?:things|numbers) (\d\.\d+)", run.stdout.splitlines()[-1])
    assert float(things) >= 0.98, run.stdout
    assert float(numbers) == 1.0, run.stdout
