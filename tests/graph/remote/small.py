"""A dataset of our own invention, small and in two versions, what stands beside it in a store, and what a store holds.

A state of a store is a mapping of the names of its graphs to their triples, each as N-Triples has it without the dot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from graph.dataset import DATASET_ID
from graph.remote.profiles import profile
from ontology.namespaces import expand, graph_iri, thing_iri

from .server import Server

State = dict[str, frozenset[str]]
BASE = "https://a.net/"
OTHER = "https://b.net/"
PART = "https://a.net/id/decision/2018/2"
"""The graphs of the parts begin like this; a foreign one does too."""
OURS = "urn:sijill:"
"""How the names of what a push lays out aside begin."""


def quads(version: int, base: str = BASE) -> list[ox.Quad]:
    """The six graphs of a version. The second has one part more and one less, one that differs in a word, one in size.

    The graph of inferred triples is the same in both.
    """
    part = PART.replace(BASE, base)
    parts = {
        f"{part}/1": [f"مجلس الأمن {version}", "x"],
        f"{part}/2": ["مؤتمر", *["الأطراف"] * (version == 2)],
        f"{part}/{version + 2}": ["مستوى\nعالٍ", '"a\\b"'],
        part: ["مقرر"],
        graph_iri("inferred", base): ["واحد", "اثنان", "ثلاثة"],
    }
    found = [
        quad(f"{name}#{number}", "rdfs:label", ox.Literal(text, language="ar"), name)
        for name, texts in parts.items()
        for number, text in enumerate(texts)
    ]
    return [*found, *description([*parts, graph_iri("dataset", base)], base, version)]


def description(names: Iterable[str], base: str = BASE, version: int = 1) -> list[ox.Quad]:
    """How a dataset describes itself, as far as a store is concerned."""
    here, dataset = graph_iri("dataset", base), thing_iri(DATASET_ID, base)
    found = [
        quad(dataset, "rdf:type", ox.NamedNode(expand("dcat:Dataset")), here),
        quad(dataset, "dcat:version", ox.Literal(str(version)), here),
    ]
    for name in names:
        node = f"{dataset}#{name.removeprefix(base)}"
        found.append(quad(dataset, "sd:namedGraph", ox.NamedNode(node), here))
        found.append(quad(node, "sd:name", ox.NamedNode(name), here))
    return found


def quad(subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str) -> ox.Quad:
    """A quad; the predicate is a CURIE."""
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(expand(predicate)), value, ox.NamedNode(graph))


def foreign() -> State:
    """What others have in a store: graphs whose names begin as ours do, another dataset, and a plain graph."""
    names = (f"{PART}0", f"{BASE}graph/inferred/", "https://c.net/g")
    return state_of([*quads(1, OTHER), *(quad("https://c.net/x", "rdfs:label", ox.Literal("غير"), g) for g in names)])


def state_of(some: Iterable[ox.Quad]) -> State:
    """The state of a store that holds some quads."""
    found: dict[str, set[str]] = {}
    for one in some:
        assert isinstance(one.graph_name, ox.NamedNode)
        found.setdefault(one.graph_name.value, set()).add(str(one.triple))
    return {name: frozenset(triples) for name, triples in found.items()}


def small(version: int, base: str = BASE) -> State:
    """The state of a store that holds a version and nothing else."""
    return state_of(quads(version, base))


def pushed(server: Server, version: int, base: str = BASE) -> State:
    """The state of a store into which a version was pushed: some kinds have all its graphs merged in one beside."""
    return beside(server, small(version, base), base)


def beside(server: Server, state: State, base: str = BASE) -> State:
    """A state with the merged graph that some kinds of stores have."""
    if not profile(server.kind).merged_beside or graph_iri("dataset", base) not in state:
        return state
    return {**state, graph_iri("merged", base): frozenset().union(*state.values())}


def write(some: Iterable[ox.Quad], path: Path) -> str:
    """Write quads as N-Quads, in no order that anybody keeps; the path is given as an argument of a command."""
    path.write_text("".join(f"{one} .\n" for one in sorted(set(some), key=hash)), encoding="utf-8", newline="\n")
    return str(path)


def put(server: Server, state: Mapping[str, Iterable[str]]) -> None:
    """Put triples into a store, past everything that is tested."""
    graphs = (f"GRAPH <{name}> {{ {' . '.join(triples)} }}" for name, triples in state.items())
    opening = "{"
    server.update(f"INSERT DATA {opening} {' '.join(graphs)} }}")


def held_by(server: Server) -> State:
    """What a store holds, read past everything that is tested."""
    found: State = {}
    with server.client() as client:
        for name in server.graphs():
            accept = {"Accept": "application/n-triples, text/plain"}
            answer = client.get(server.graph_store, params={"graph": name}, headers=accept).raise_for_status()
            triples = ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
            found[name] = frozenset(str(one.triple) for one in triples)
    return found


def laid_aside(server: Server) -> list[str]:
    """The graphs of a store that a push laid out aside."""
    return [name for name in server.graphs() if name.startswith(OURS)]
