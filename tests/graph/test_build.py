"""The build: deterministic, whole or not at all, and every form says the same."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build import Build, build, default_registers
from graph.dataset import Dataset
from graph.output import OutputRefused
from graph.parameters import prepare
from graph.query import run
from graph.store import from_dataset
from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key
from queries.catalogue import question
from tests.conftest import ROOT

FORMS = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
FLAT = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Path]:
    output = tmp_path_factory.mktemp("made") / "build"
    return build(default_registers(), output), output


def parsed(path: Path, form: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(path=str(path), format=form, base_iri="https://example.org/"))


@pytest.mark.parametrize("ending", FORMS)
def test_forms_with_graphs_hold_the_same_quads(made: tuple[Build, Path], ending: str) -> None:
    result, output = made
    assert parsed(output / f"sijill.{ending}", FORMS[ending]) == set(result.dataset.quads())


@pytest.mark.parametrize("ending", FLAT)
def test_forms_without_graphs_hold_the_merged_set(made: tuple[Build, Path], ending: str) -> None:
    result, output = made
    assert {q.triple for q in parsed(output / f"sijill.{ending}", FLAT[ending])} == result.dataset.merged()


@pytest.mark.parametrize(("ending", "syntax"), [("nt", "ntriples"), ("ttl", "turtle"), ("rdf", "rdfxml")])
def test_rapper_reads_the_files_without_a_warning(made: tuple[Build, Path], ending: str, syntax: str) -> None:
    if shutil.which("rapper") is None and not os.environ.get("CI"):
        pytest.skip("rapper (raptor2-utils) is not installed")
    result, output = made
    command = ["rapper", "-c", "-i", syntax, str(output / f"sijill.{ending}")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "warning" not in run.stderr.lower() and "error" not in run.stderr.lower()
    assert f"returned {len(result.dataset.merged())} triples" in run.stderr


def test_the_folder_holds_what_is_promised(made: tuple[Build, Path]) -> None:
    _, output = made
    names = {p.name for p in output.iterdir()}
    data = {f"sijill.{e}" for e in (*FORMS, *FLAT)}
    beside = {
        "inferred.ttl",
        "description.ttl",
        "ontology.ttl",
        "concepts.ttl",
        "alignments.ttl",
        "shapes.ttl",
    }
    assert names == data | beside | {"context.jsonld", "validation.ttl", "validation.json", "manifest.json"}


def test_the_manifest_counts_and_digests(made: tuple[Build, Path]) -> None:
    result, output = made
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    assert manifest == result.manifest
    assert set(manifest["files"]) == {p.name for p in output.iterdir()} - {"manifest.json"}
    counts = manifest["counts"]
    assert counts["labels"] == {"ar": 1.0, "en": 1.0}
    assert sum(counts["by_class"].values()) > counts["things"] > 400
    assert counts["statements"] > 1300
    assert counts["triples_by_graph"]["document/CTOC/COP/2018/2/para/36"] > 10


def test_builds_are_byte_identical_under_other_seeds_zones_locales_and_folders(tmp_path: Path) -> None:
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Riyadh", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    ]
    results = []
    for number, world in enumerate(worlds):
        folder = tmp_path / f"world {number}"
        folder.mkdir()
        command = [sys.executable, "-m", "graph.cli", "build", "-q", "-o", "out"]
        subprocess.run(command, cwd=folder, env={**os.environ, **world, "PYTHONPATH": str(ROOT)}, check=True)
        results.append({p.name: p.read_bytes() for p in (folder / "out").iterdir()})
    assert results[0] == results[1]


def test_the_default_graph_of_no_quad_form_holds_anything(made: tuple[Build, Path]) -> None:
    _, output = made
    for ending, form in FORMS.items():
        assert all(q.graph_name != ox.DefaultGraph() for q in parsed(output / f"sijill.{ending}", form))


def test_instance_data_have_no_blank_nodes_and_only_ascii_identifiers(dataset: Dataset) -> None:
    for quad in dataset.quads():
        for node in (quad.subject, quad.object, quad.graph_name):
            assert not isinstance(node, ox.BlankNode)
            assert not isinstance(node, ox.NamedNode) or node.value.isascii()


def test_the_description_lists_every_graph(dataset: Dataset) -> None:
    listed = {
        key(t.object) for t in dataset.graphs[dataset.description_graph] if t.predicate.value == expand("sd:name")
    }
    assert listed == set(dataset.graphs)


def test_every_statement_graph_is_a_paragraph_of_the_document(dataset: Dataset) -> None:
    parts = {
        key(t.subject)
        for triples in dataset.graphs.values()
        for t in triples
        if t.predicate.value == RDF_TYPE and key(t.object) in {expand("Paragraph"), expand("Footnote")}
    }
    stating = {name for name in dataset.graphs if "/para/" in name or "/footnote/" in name}
    assert stating <= parts
    assert len(parts) == 78


def test_a_graph_of_no_paragraph_is_seen_by_the_question_about_graphs(dataset: Dataset) -> None:
    damaged = Dataset(dataset.quads())
    paragraph = "https://w3id.org/sijill/id/document/CTOC/COP/2018/2/para/41"
    damaged.graphs[paragraph.replace("41", "999")] = damaged.graphs.pop(paragraph)
    asked = prepare(question("graph-parts"), {})
    whole, strays = (
        [row[0] for row in run(from_dataset(data), asked).rows if row[1] is None] for data in (dataset, damaged)
    )
    assert whole == []
    assert [key(graph) for graph in strays if graph] == [paragraph.replace("41", "999")]


def test_an_interrupt_keeps_the_last_build(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out"
    build([small], output)
    before = {p.name: p.read_bytes() for p in output.iterdir()}
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build([small], output)
    assert {p.name: p.read_bytes() for p in output.iterdir()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "small"]


def test_a_build_that_is_told_to_end_keeps_the_last_one_and_leaves_nothing(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    build([small], output)
    before = {p.name: p.read_bytes() for p in output.iterdir()}
    # It ends itself where it is sure to be writing; the signal is the real one.
    ending = (
        "import os, signal, sys, graph.build as b\n"
        "b.write_triples = lambda *_: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.argv = ['sijill', 'build', sys.argv[1], '-o', sys.argv[2], '--quiet']\n"
        "from graph.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", ending, small, output], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "")
    assert {p.name: p.read_bytes() for p in output.iterdir()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "small"]


def test_a_build_that_cannot_write_any_more_names_the_folder_and_leaves_nothing(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "graph.cli", "build", str(small), "-o", str(output), "--quiet", "--lang", "en"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
    )
    assert done.returncode == 2 and done.stderr.startswith(f"sijill: {output} cannot be written: "), done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["small"]


def test_the_folder_one_is_in_is_not_replaced(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out"
    build([small], output)
    monkeypatch.chdir(output)
    with pytest.raises(OutputRefused, match="the folder you are in"):
        build([small], Path())


def test_two_documents_that_know_each_other_are_built_together_and_alone(small: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(small, other)
    for table in other.iterdir():
        table.write_text(table.read_text(encoding="utf-8").replace("A/TEST/1", "A/TEST/2"), encoding="utf-8")
    title = "Report on test activities"
    for folder, symbol in ((small, "A/TEST/2"), (other, "A/TEST/1")):
        things = folder / "things.csv"
        row = (
            f"document/{symbol},Report,تقرير عن الأنشطة التجريبية ({symbol}),described,{title} ({symbol}),translated,,,"
        )
        own = f"document/{'A/TEST/1' if folder == small else 'A/TEST/2'},Report,تقرير عن الأنشطة التجريبية"
        text = things.read_text(encoding="utf-8")
        symbol_of_own = own.partition(",")[0].removeprefix("document/")
        text = text.replace(own, f"{own} ({symbol_of_own})").replace(f",{title},", f",{title} ({symbol_of_own}),")
        things.write_text(text + f"{row}{symbol}\n", encoding="utf-8")
    for number, folders in enumerate(([small], [other], [small, other])):
        made = build(folders, tmp_path / f"out{number}")
        assert made.report.conforms


def test_things_say_in_which_paragraphs_they_are_stated(dataset: Dataset) -> None:
    stated = {
        (key(t.subject).rpartition("/id/")[2], key(t.object).rpartition("/")[2])
        for t in dataset.graphs[dataset.inferred_graph]
        if t.predicate.value == expand("statedIn")
    }
    assert {
        ("programme/glo-act", "41"),
        ("programme/glo-act", "72"),
        ("tool/case-law-database", "36"),
    } <= stated
    assert ("programme/glo-act", "62") not in stated


def test_another_base_moves_things_and_graphs_and_leaves_terms(small: Path, tmp_path: Path) -> None:
    result = build([small], tmp_path / "out", base="https://data.example.net/r/")
    names = {t.value for q in result.dataset.quads() for t in (q.subject, q.graph_name) if isinstance(t, ox.NamedNode)}
    assert "https://data.example.net/r/id/event/test-workshop" in names
    assert not any(name.startswith("https://w3id.org/sijill/id/") for name in names)
    assert any(name.startswith("https://w3id.org/sijill/ontology#") for name in names)


def test_what_is_inferred_can_be_left_out(small: Path, tmp_path: Path) -> None:
    whole, bare = (build([small], tmp_path / f"out{n}", asserted=bool(n)).dataset for n in (0, 1))
    assert set(whole.graphs) - set(bare.graphs) == {whole.inferred_graph}
    own = (whole.inferred_graph, whole.description_graph)
    assert {n: t for n, t in bare.graphs.items() if n not in own} == {
        n: t for n, t in whole.graphs.items() if n not in own
    }
    names = [t for t in bare.graphs[bare.description_graph] if t.predicate.value == expand("sd:name")]
    assert {key(t.object) for t in names} == set(bare.graphs)
    assert (tmp_path / "out0" / "inferred.ttl").is_file() and not (tmp_path / "out1" / "inferred.ttl").exists()


def test_an_authority_gives_only_what_a_document_uses(small: Path, tmp_path: Path) -> None:
    merged = build([small], tmp_path / "out").dataset.merged()
    countries = {
        key(t.subject).rpartition("/")[2]
        for t in merged
        if t.predicate.value == RDF_TYPE and t.object == ox.NamedNode(expand("Country"))
    }
    assert countries == {"TUN", "EGY"}


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_an_output_that_is_not_ours_is_refused(small: Path, tmp_path: Path, kind: str) -> None:
    output = tmp_path / "out"
    if kind == "file":
        output.write_text("precious")
    else:
        output.mkdir()
        (output / "thesis.txt").write_text("precious")
    with pytest.raises(OutputRefused):
        build([small], output)
    assert output.is_file() or (output / "thesis.txt").read_text() == "precious"


@pytest.mark.parametrize("name", ["thesis.txt", "manifest.json"])
def test_what_somebody_put_beside_a_build_is_not_lost(small: Path, tmp_path: Path, name: str) -> None:
    output = tmp_path / "out"
    build([small], output)
    (output / name).write_text('{"name": "precious"}')
    with pytest.raises(OutputRefused, match="holds what was not made here"):
        build([small], output)
    assert (output / name).read_text() == '{"name": "precious"}'
