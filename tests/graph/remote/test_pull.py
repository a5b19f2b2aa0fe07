"""Bringing a dataset back from real stores: to the byte, the one that is meant, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.fingerprints import fingerprint
from graph.remote.pull import FILES
from ontology.namespaces import graph_iri

from .command import Sijill
from .faults import Fault
from .proxy import Proxy
from .server import Server
from .small import BASE, OTHER, State, foreign, put, quads, small, write

READ = {"oxigraph": "/store", "virtuoso": "/sparql-graph-crud"}
"""Where graphs are read."""


def bytes_of(state: State, *, merged: bool = False) -> bytes:
    lines = {f"{triple} ." if merged else f"{triple} <{name}> ." for name, some in state.items() for triple in some}
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_push_comes_back_to_the_byte(clean_server: Server, writer: Sijill, tmp_path: Path, lang: str) -> None:
    put(clean_server, {name: triples for name, triples in foreign().items() if not name.startswith(OTHER)})
    assert writer("push", clean_server.address, "--files", write(quads(1), tmp_path / "x.nq")).status == 0
    run = writer("pull", clean_server.address, "-o", str(tmp_path / "back"), lang=lang)
    assert run.status == 0 and {"ar": "الرسوم البيانية: ٦", "en": "graphs: 6"}[lang] in run.err
    found = contents(tmp_path / "back")
    assert set(found) == set(FILES) and found["sijill.nq"] == bytes_of(small(1))
    assert found["sijill.nt"] == bytes_of(small(1), merged=True)
    told = json.loads(found["manifest.json"])
    assert told["base"] == BASE
    assert told["graphs"] == {name: str(fingerprint(triples)) for name, triples in small(1).items()}
    run = writer("push", clean_server.address, "--build", str(tmp_path / "back"))
    assert run.status == 0 and "nothing was touched" in run.err


def test_a_pull_tells_a_program(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    put(clean_server, small(1))
    back = str(tmp_path / "back")
    run = writer("pull", clean_server.address, "-o", back, "--format", "json")
    triples = sum(map(len, small(1).values()))
    assert json.loads(run.out) == {"base": BASE, "graphs": 6, "triples": triples, "folder": back}
    assert writer("pull", clean_server.address, "-o", back, "-q").err == ""


def test_a_merged_dataset_comes_back_as_one_graph(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    file = write(quads(1), tmp_path / "x.nq")
    assert writer("push", clean_server.address, "--files", file, "--graphs", "merge").status == 0
    assert writer("pull", clean_server.address, "-o", str(tmp_path / "back")).status == 0
    found = contents(tmp_path / "back")
    assert found["sijill.nt"] == bytes_of(small(1), merged=True)
    assert found["sijill.nq"] == bytes_of({graph_iri("merged", BASE): frozenset().union(*small(1).values())})


def test_of_several_datasets_one_is_named(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    put(clean_server, {**small(2), **small(1, OTHER)})
    back = tmp_path / "back"
    run = writer("pull", clean_server.address, "-o", str(back))
    assert run.status == 2 and f"name one with --base: {BASE} {OTHER}" in run.err and not back.exists()
    for base, version in ((BASE, 2), (OTHER, 1)):
        assert writer("pull", clean_server.address, "-o", str(back), "--base", base).status == 0
        assert contents(back)["sijill.nq"] == bytes_of(small(version, base))
    run = writer("pull", clean_server.address, "-o", str(back), "--base", "https://c.net/")
    assert run.status == 1 and "no dataset with the base https://c.net/" in run.err
    assert contents(back)["sijill.nq"] == bytes_of(small(1, OTHER)), "the last one stays"


def test_a_store_without_a_dataset_says_so(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    put(clean_server, {"https://c.net/g": {'<https://c.net/x> <https://c.net/p> "x"'}})
    run = writer("pull", clean_server.address, "-o", str(tmp_path / "back"), lang="ar")
    assert run.status == 1 and "لا مجموعة بيانات لسِجِلّ في المخزن" in run.err
    assert not (tmp_path / "back").exists()


def test_a_folder_with_what_is_not_ours_is_left_alone(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    put(clean_server, small(1))
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    with Proxy(clean_server.address) as proxy:
        run = writer("pull", proxy.address, "-o", str(tmp_path))
        assert run.status == 2 and "letter.txt" in run.err and proxy.count() == 0
    assert contents(tmp_path) == {"letter.txt": b"x"}


CHANGES = {
    "another version": f"INSERT DATA {{ GRAPH <{graph_iri('inferred', BASE)}> {{ <urn:x> <urn:p> 1 }} }}",
    "another version of the same size": (
        f"DELETE DATA {{ GRAPH <{graph_iri('dataset', BASE)}> {{ <{BASE}id/dataset/sijill> "
        '<http://www.w3.org/ns/dcat#version> "1" } } ; '
        f"INSERT DATA {{ GRAPH <{graph_iri('dataset', BASE)}> {{ <{BASE}id/dataset/sijill> "
        '<http://www.w3.org/ns/dcat#version> "2" } }'
    ),
    "the dataset goes": f"CLEAR GRAPH <{graph_iri('dataset', BASE)}>",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_store_that_changes_while_it_is_read_gives_nothing(
    clean_server: Server, writer: Sijill, tmp_path: Path, change: str
) -> None:
    put(clean_server, small(1))
    back = tmp_path / "back"
    assert writer("pull", clean_server.address, "-o", str(back)).status == 0
    before = contents(back)
    fault = Fault("pass", "GET", READ[clean_server.kind], skip=3, call=lambda: clean_server.update(CHANGES[change]))
    with Proxy(clean_server.address, fault) as proxy:
        run = writer("pull", proxy.address, "-o", str(back))
    assert run.status == 1 and ("was changed while" in run.err or "holds no dataset" in run.err)
    assert contents(back) == before, "the last one stays whole"


@pytest.mark.parametrize("fault", ["truncate", "drop_before", "drop_after", "answer"])
@pytest.mark.parametrize("times", [2, 99])
def test_a_pull_through_a_bad_line_gives_all_or_nothing(
    clean_server: Server, writer: Sijill, tmp_path: Path, fault: str, times: int
) -> None:
    put(clean_server, small(1))
    back = tmp_path / "back"
    bad = Fault(fault, "GET", READ[clean_server.kind], times, skip=2, size=100)  # type: ignore[arg-type]
    with Proxy(clean_server.address, bad) as proxy:
        run = writer("pull", proxy.address, "-o", str(back), "--tries", "3")
    assert run.err.count("the request is tried again") == 2
    if times == 2:
        assert run.status == 0 and contents(back)["sijill.nq"] == bytes_of(small(1))
    else:
        said = {"truncate": "was cut off", "answer": "the store failed (500 Internal Server Error)"}
        assert run.status == 1 and said.get(fault, "no connection to the store") in run.err
        assert list(tmp_path.iterdir()) == []
