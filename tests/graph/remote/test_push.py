"""Putting a dataset into real stores: exactly what differs is replaced, all else stays, and it is proved."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.dataset import Dataset
from graph.export import write_quads
from ontology.namespaces import graph_iri

from .command import Sijill
from .faults import Fault
from .proxy import Proxy
from .server import Server
from .small import (
    BASE,
    OTHER,
    PART,
    State,
    beside,
    description,
    foreign,
    held_by,
    pushed,
    put,
    quad,
    quads,
    small,
    state_of,
    write,
)

READS = {("GET", "/sparql"), ("GET", "/sparql-graph-crud"), ("POST", "/sparql"), ("POST", "/query"), ("GET", "/store")}
"""Where the stores are asked, and nothing is changed."""
MERGED = graph_iri("merged", BASE)


@pytest.fixture
def files(tmp_path: Path) -> dict[int, str]:
    """Both versions of the small dataset as files."""
    return {version: write(quads(version), tmp_path / f"{version}.nq") for version in (1, 2)}


def written(proxy: Proxy) -> int:
    """How many requests the proxy saw that can change something; what it saw is forgotten."""
    asked = [(seen.method, seen.path) for seen in proxy.seen if seen.method != "GET"]
    proxy.seen.clear()
    return sum(one not in READS for one in asked)


def test_a_push_replaces_what_differs_and_touches_nothing_where_nothing_does(
    clean_server: Server, writer: Sijill, files: dict[int, str]
) -> None:
    put(clean_server, foreign())
    more = len(pushed(clean_server, 1)) - 6
    replaced = f"added: 1, replaced: {3 + more}, removed: 1, left as they were: 2"
    with Proxy(clean_server.address) as proxy:
        for version, said in ((1, f"added: {6 + more}"), (2, replaced), (1, "")):
            run = writer("push", proxy.address, "--files", files[version])
            assert run.status == 0 and said in run.err and "it is the same" in run.err, run
            assert held_by(clean_server) == {**foreign(), **pushed(clean_server, version)}
            assert written(proxy) > 0
            run = writer("push", proxy.address, "--files", files[version])
            assert run.status == 0 and "nothing was touched" in run.err
            assert written(proxy) == 0
    assert held_by(clean_server) == {**foreign(), **pushed(clean_server, 1)}


def test_what_is_the_same_is_not_sent(clean_server: Server, writer: Sijill, files: dict[int, str]) -> None:
    put(clean_server, pushed(clean_server, 1))
    run = writer("push", clean_server.address, "--files", files[2], "--format", "json")
    told = json.loads(run.out)
    old, new = pushed(clean_server, 1), pushed(clean_server, 2)
    assert set(told["new"]) == new.keys() - old.keys() and set(told["gone"]) == old.keys() - new.keys()
    assert set(told["changed"]) == {name for name in new.keys() & old.keys() if new[name] != old[name]}
    sent = sum(len(new[name]) for name in {*told["new"], *told["changed"]})
    assert (told["sent"], told["verified"], told["same"]) == (sent, sent, 2)
    assert told["kind"] == clean_server.kind and told["triples"] == sum(map(len, new.values()))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_dry_run_changes_nothing_and_says_what_would_be(
    clean_server: Server, writer: Sijill, files: dict[int, str], lang: str
) -> None:
    put(clean_server, {**foreign(), **pushed(clean_server, 1)})
    with Proxy(clean_server.address) as proxy:
        run = writer("push", proxy.address, "--files", files[2], "--dry-run", lang=lang)
        assert run.status == 0 and written(proxy) == 0
        assert "nothing was touched" in run.err or "لم يُمس شيء" in run.err
        words = {"en": ("new", "replaced", "removed"), "ar": ("جديد", "يُستبدل", "يُحذف")}[lang]
        for word, name in zip(words, (f"{PART}/4", f"{PART}/1", f"{PART}/3"), strict=True):
            assert any(word in line and name.removeprefix(f"{BASE}id/") in line for line in run.out.splitlines())
        told = json.loads(writer("push", proxy.address, "--files", files[2], "--dry-run", "--format", "json").out)
        assert (list(told["new"]), list(told["gone"])) == ([f"{PART}/4"], [f"{PART}/3"])
        assert (told["sent"], told["verified"], written(proxy)) == (0, 0, 0)
    assert held_by(clean_server) == {**foreign(), **pushed(clean_server, 1)}


def test_graphs_are_merged_and_kept_again(clean_server: Server, writer: Sijill, files: dict[int, str]) -> None:
    put(clean_server, foreign())
    merged: State = {MERGED: frozenset().union(*small(1).values())}
    for way, state in (
        ("keep", pushed(clean_server, 1)),
        ("merge", merged),
        ("merge", merged),
        ("keep", pushed(clean_server, 1)),
    ):
        run = writer("push", clean_server.address, "--files", files[1], "--graphs", way)
        assert run.status == 0 and held_by(clean_server) == {**foreign(), **state}
    assert writer("push", clean_server.address, "--files", files[2], "--graphs", "merge").status == 0
    assert held_by(clean_server) == {**foreign(), MERGED: frozenset().union(*small(2).values())}


def test_another_dataset_beside_ours_is_pushed_and_stays(
    clean_server: Server, writer: Sijill, files: dict[int, str], tmp_path: Path
) -> None:
    other = write(quads(1, OTHER), tmp_path / "other.nq")
    for file in (files[1], other, files[2]):
        assert writer("push", clean_server.address, "--files", file).status == 0
    assert held_by(clean_server) == {**pushed(clean_server, 1, OTHER), **pushed(clean_server, 2)}


def test_files_without_a_description_replace_their_graphs_alone(
    clean_server: Server, writer: Sijill, tmp_path: Path
) -> None:
    put(clean_server, {**foreign(), **pushed(clean_server, 1)})
    graphs = {f"{PART}/1", f"{PART}/9"}
    some = [quad(f"{name}#0", "rdfs:label", ox.Literal("آخر", language="ar"), name) for name in sorted(graphs)]
    files = [write([one], tmp_path / f"{number}.nq") for number, one in enumerate(some)]
    run = writer("push", clean_server.address, "--files", files[0], "--files", files[1])
    assert run.status == 0 and held_by(clean_server) == {**foreign(), **pushed(clean_server, 1), **state_of(some)}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.nq", '_:b <https://a.net/p> "x" <https://a.net/g> .\n', "a blank node"),
        ("x.trig", "<https://a.net/g> { <https://a.net/s> <https://a.net/p> [] }", "a blank node"),
        ("x.nt", '<https://a.net/s> <https://a.net/p> "x" .\n', "a triple in no named graph"),
        ("x.nq", '<https://a.net/s> <https://a.net/p> "x" <https://a.net/g> .\n<\n', "x.nq:2:"),
        ("x.docx", "", "no RDF form"),
    ],
)
def test_what_cannot_be_kept_in_a_store_is_refused_before_anything_is_sent(
    clean_server: Server, writer: Sijill, files: dict[int, str], tmp_path: Path, name: str, text: str, said: str
) -> None:
    put(clean_server, pushed(clean_server, 1))
    (tmp_path / name).write_text(text, encoding="utf-8")
    with Proxy(clean_server.address) as proxy:
        run = writer("push", proxy.address, "--files", files[2], "--files", str(tmp_path / name))
        assert run.status == 1 and said in run.err and written(proxy) == 0
    assert held_by(clean_server) == pushed(clean_server, 1)


def test_triples_in_no_graph_are_merged(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    (tmp_path / "x.nt").write_text('<https://a.net/s> <https://a.net/p> "x" .\n', encoding="utf-8")
    put(clean_server, foreign())
    run = writer("push", clean_server.address, "--files", str(tmp_path / "x.nt"), "--graphs", "merge")
    merged = graph_iri("merged")
    assert run.status == 0
    assert held_by(clean_server) == {**foreign(), merged: frozenset({'<https://a.net/s> <https://a.net/p> "x"'})}


def test_a_description_that_lists_less_than_there_is_removes_nothing_of_others(
    clean_server: Server, writer: Sijill, tmp_path: Path
) -> None:
    """A dataset replaces what it lists; that it lists a graph of its own, and holds nothing of it, is no reason to."""
    itself = graph_iri("dataset", BASE)
    put(clean_server, {**foreign(), **pushed(clean_server, 1)})
    alone = description([itself])
    run = writer("push", clean_server.address, "--files", write(alone, tmp_path / "x.nq"))
    assert run.status == 0 and held_by(clean_server) == {**foreign(), **beside(clean_server, state_of(alone))}


_GRAPH, _SAYS = graph_iri("inferred", BASE), "<http://www.w3.org/2000/01/rdf-schema#label>"
_ADDED = f'INSERT DATA {{ GRAPH <{_GRAPH}> {{ <{_GRAPH}#0> {_SAYS} "مئة"@ar }} }}'
TAMPERED = {
    "a word": f'DELETE DATA {{ GRAPH <{_GRAPH}> {{ <{_GRAPH}#0> {_SAYS} "واحد"@ar }} }} ; {_ADDED}',
    "one more": _ADDED,
    "all": f"CLEAR GRAPH <{_GRAPH}>",
}


@pytest.mark.parametrize("tampered", TAMPERED)
def test_what_somebody_changed_in_the_store_is_found_and_mended(
    clean_server: Server, writer: Sijill, files: dict[int, str], tampered: str
) -> None:
    put(clean_server, {**foreign(), **pushed(clean_server, 1)})
    clean_server.update(TAMPERED[tampered])
    assert held_by(clean_server) != {**foreign(), **pushed(clean_server, 1)}
    run = writer("push", clean_server.address, "--files", files[1], "--thorough", "--dry-run", "--format", "json")
    told = json.loads(run.out)
    assert [*told["new"], *told["changed"]] == [_GRAPH]
    assert writer("push", clean_server.address, "--files", files[1], "--thorough").status == 0
    assert held_by(clean_server) == {**foreign(), **pushed(clean_server, 1)}


def test_only_a_thorough_push_compares_all_of_a_large_dataset(
    clean_oxigraph: Server, sijill: Sijill, files: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(clean_oxigraph, pushed(clean_oxigraph, 1))
    monkeypatch.setattr("graph.remote.plan._LOOKED_AT", 4)
    run = sijill("push", clean_oxigraph.address, "--files", files[1])
    assert run.status == 0 and "--thorough compares all" in run.err
    run = sijill("push", clean_oxigraph.address, "--files", files[1], "--thorough")
    assert run.status == 0 and "--thorough" not in run.err


def test_what_is_not_verified_is_not_read_back(clean_server: Server, writer: Sijill, files: dict[int, str]) -> None:
    put(clean_server, foreign())
    with Proxy(clean_server.address) as proxy:
        run = writer("push", proxy.address, "--files", files[1], "--no-verify")
        assert run.status == 0 and "what was sent was not read back" in run.err
        last = max(n for n, seen in enumerate(proxy.seen) if (seen.method, seen.path) not in READS)
        assert all(seen.path in ("/query", "/sparql") for seen in proxy.seen[last + 1 :])
    assert held_by(clean_server) == {**foreign(), **pushed(clean_server, 1)}


def test_a_quiet_push_says_nothing(clean_server: Server, writer: Sijill, files: dict[int, str]) -> None:
    run = writer("push", clean_server.address, "--files", files[1], "-q")
    assert (run.status, run.out, run.err) == (0, "", "")


def test_graphs_of_more_triples_than_a_request_takes(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    put(clean_server, {**foreign(), **pushed(clean_server, 1)})
    graphs = [f"{PART}/1", f"{PART}/large"]
    many = [
        quad(f"{name}#{number}", "rdfs:label", ox.Literal(f"مجلس {number}"), name)
        for name in graphs
        for number in range(10_500)
    ]
    given = [*many, *description([*graphs, graph_iri("dataset", BASE)])]
    run = writer("push", clean_server.address, "--files", write(given, tmp_path / "x.nq"))
    assert run.status == 0 and "it is the same" in run.err
    assert {name: clean_server.count(name) for name in graphs} == dict.fromkeys(graphs, 10_500)
    assert clean_server.graphs().keys() == {*foreign(), *beside(clean_server, state_of(given))}
    run = writer("push", clean_server.address, "--files", write(quads(2), tmp_path / "x.nq"))
    assert run.status == 0 and held_by(clean_server) == {**foreign(), **pushed(clean_server, 2)}


def test_the_whole_dataset_goes_through_a_store_and_comes_back_to_the_byte(
    clean_server: Server, writer: Sijill, dataset: Dataset, tmp_path: Path
) -> None:
    put(clean_server, foreign())
    built = tmp_path / "build"
    built.mkdir()
    write_quads(dataset, built)
    with Proxy(clean_server.address) as proxy:
        assert writer("push", proxy.address, "--build", str(built)).status == 0
        proxy.seen.clear()
        run = writer("push", proxy.address, "--build", str(built))
        assert run.status == 0 and "nothing was touched" in run.err and written(proxy) == 0
    back = tmp_path / "back"
    assert writer("pull", clean_server.address, "-o", str(back), "--base", dataset.base).status == 0
    assert (back / "sijill.nq").read_bytes() == (built / "sijill.nq").read_bytes()
    merged = sorted({f"{triple} .\n" for triple in dataset.merged()})
    assert (back / "sijill.nt").read_bytes() == "".join(merged).encode()
    assert {name: state for name, state in clean_server.graphs().items() if name in foreign()} == {
        name: len(triples) for name, triples in foreign().items()
    }
    run = writer("push", clean_server.address, "--build", str(back))
    assert run.status == 0 and "nothing was touched" in run.err


def test_a_load_that_is_too_large_and_breaks_off_while_it_is_staged_changes_nothing(
    clean_oxigraph: Server, sijill: Sijill, files: dict[int, str]
) -> None:
    put(clean_oxigraph, foreign())
    busy = Fault("answer", "POST", "/store", times=9, status=503)
    with Proxy(clean_oxigraph.address, Fault("answer", "POST", "/store", status=413), busy) as proxy:
        run = sijill("push", proxy.address, "--files", files[2], "--tries", "2")
        assert run.status == 1 and "The store holds what it held before" in run.err
        assert {name: triples for name, triples in held_by(clean_oxigraph).items() if name in foreign()} == foreign()
        proxy.script.clear()
        assert sijill("push", proxy.address, "--files", files[2]).status == 0
    assert held_by(clean_oxigraph) == {**foreign(), **small(2)}
