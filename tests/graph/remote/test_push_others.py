"""What others have in a store, and what is said in it of plans and datasets: nothing of theirs is lost by a push."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ontology.namespaces import DEFAULT_BASE, graph_iri

from .command import Sijill
from .server import Server
from .small import (
    BASE,
    OTHER,
    PART,
    State,
    description,
    foreign,
    held_by,
    pushed,
    put,
    quads,
    small,
    state_of,
    write,
)

FOREIGN = "https://c.net/g"


@pytest.fixture
def new(tmp_path: Path) -> str:
    """The file of the second version."""
    return write(quads(2), tmp_path / "new.nq")


def staged_for(staged: str, graph: str) -> str:
    """What a plan says."""
    return f"<{staged}> <urn:sijill:staged-for> <{graph}>"


@pytest.mark.parametrize("plan", ["https://c.net/notes", "urn:sijill:plan:0:0"])
def test_a_plan_of_others_takes_nothing_from_them(clean_server: Server, writer: Sijill, new: str, plan: str) -> None:
    """A graph that says what a plan says is no plan, and what a plan names is not staged, but by their names."""
    said = frozenset({staged_for(FOREIGN, f"{PART}/1"), staged_for(f"{PART}0", f"{PART}/2")})
    others = {**foreign(), plan: said}
    put(clean_server, {**others, **pushed(clean_server, 1)})
    run = writer("push", clean_server.address, "--files", new)
    assert run.status == 0 and held_by(clean_server) == {**others, **pushed(clean_server, 2)}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("way", ["keep", "merge"])
def test_files_that_are_no_dataset_are_not_merged_over_one(
    clean_server: Server, writer: Sijill, tmp_path: Path, way: str, lang: str
) -> None:
    old, more = write(quads(1, DEFAULT_BASE), tmp_path / "old.nq"), tmp_path / "more.nt"
    assert writer("push", clean_server.address, "--files", old, "--graphs", way).status == 0
    state = held_by(clean_server)
    more.write_text('<https://c.net/s> <https://c.net/p> "x" .\n', encoding="utf-8")
    run = writer("push", clean_server.address, "--files", str(more), "--graphs", "merge", lang=lang)
    said = {"ar": "ولا تصف الملفات مجموعة بيانات", "en": "the files describe no dataset"}
    assert run.status == 1 and said[lang] in run.err and held_by(clean_server) == state


def test_what_another_dataset_says_is_not_taken_for_ours(clean_server: Server, writer: Sijill, new: str) -> None:
    """Also where it stands in the graph in which ours is merged."""
    both: State = {graph_iri("merged", BASE): frozenset().union(*small(1).values(), *small(1, OTHER).values())}
    put(clean_server, {**foreign(), **small(1), **both})
    assert writer("push", clean_server.address, "--files", new).status == 0
    assert held_by(clean_server) == {**foreign(), **pushed(clean_server, 2)}


def test_a_graph_that_two_datasets_list_is_removed_by_neither(
    clean_server: Server, writer: Sijill, new: str, tmp_path: Path
) -> None:
    both, ours, itself = "https://c.net/both", small(1), graph_iri("dataset", BASE)
    theirs = state_of([*quads(1, OTHER), *description([both], OTHER)])
    shared: State = {both: frozenset({"<urn:a> <urn:b> <urn:c>"})}
    ours[itself] |= state_of(description([both]))[itself]
    put(clean_server, {**foreign(), **theirs, **ours, **shared})
    run = writer("push", clean_server.address, "--files", new)
    assert run.status == 0 and held_by(clean_server) == {**foreign(), **theirs, **shared, **pushed(clean_server, 2)}
    other = write(quads(2, OTHER), tmp_path / "other.nq")
    run = writer("push", clean_server.address, "--files", other)
    assert run.status == 0 and both not in held_by(clean_server), "now no other dataset lists it"


@pytest.mark.parametrize("name", ['"https://c.net/g"', '"urn:x> } <a"'])
def test_a_text_is_no_name_of_a_graph(clean_server: Server, writer: Sijill, new: str, name: str) -> None:
    put(clean_server, {**foreign(), **pushed(clean_server, 1)})
    node, terms = f"<{BASE}id/dataset/sijill#x>", "http://www.w3.org/ns/sparql-service-description#"
    said = [f"<{BASE}id/dataset/sijill> <{terms}namedGraph> {node}", f"{node} <{terms}name> {name}"]
    put(clean_server, {graph_iri("dataset", BASE): said})
    run = writer("push", clean_server.address, "--files", new)
    assert run.status == 0 and held_by(clean_server) == {**foreign(), **pushed(clean_server, 2)}


@pytest.mark.parametrize("part", ["graphs", "base"])
def test_a_manifest_gives_no_commands(clean_server: Server, writer: Sijill, tmp_path: Path, part: str) -> None:
    """A build may come from anybody; a name that is no IRI is not believed, and the file itself is read."""
    command = (
        f"urn:x> . <urn:a> <urn:b> <urn:c> }} }} ; CLEAR GRAPH <{FOREIGN}> ; INSERT DATA {{ GRAPH <urn:y> {{ <urn:z"
    )
    put(clean_server, {**foreign(), **pushed(clean_server, 1)})
    write(quads(2), tmp_path / "sijill.nq")
    size = (tmp_path / "sijill.nq").stat().st_size
    told = {
        "base": f"{BASE}> {command}" if part == "base" else BASE,
        "graphs": {command: f"1 {0:032x}", graph_iri("dataset", BASE): f"1 {0:032x}"},
        "files": {"sijill.nq": {"bytes": size}},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    run = writer("push", clean_server.address, "--build", str(tmp_path))
    assert run.status == 0 and held_by(clean_server) == {**foreign(), **pushed(clean_server, 2)}
