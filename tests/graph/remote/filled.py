"""Putting the whole dataset into a store of the tests, and other graphs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from graph.dataset import Dataset
from graph.remote.credentials import Credentials
from graph.remote.endpoint import Endpoint, connected
from graph.remote.held import Held, held
from graph.remote.plan import plan
from graph.remote.push import push
from graph.remote.source import form_for, source
from ontology.vocabulary import key

from .server import Server

OTHERS = [Path(__file__).parents[2] / "queries" / "data" / f"{name}.trig" for name in ("label-gaps", "read-mentions")]
"""What some questions need, and what is foreign to all others: our terms in other graphs."""


@contextmanager
def connection(server: Server) -> Iterator[Endpoint]:
    """A connection with the rights of the writer."""
    with connected(server.address, server.kind, Credentials(server.user or "", server.password or "")) as endpoint:
        yield endpoint


def fill(server: Server, folder: Path, dataset: Dataset) -> None:
    """Push the dataset into a store."""
    file = folder / "dataset.nq"
    ox.serialize(dataset.quads(), str(file), format=ox.RdfFormat.N_QUADS)
    with connection(server) as endpoint, source([file], form_for("keep", endpoint.profile)) as here:
        push(here, endpoint, plan(here, endpoint), verify=False)


def other_quads() -> list[ox.Quad]:
    """The quads of the other graphs."""
    return [quad for path in OTHERS for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG)]


def add_others(server: Server) -> None:
    """Put a graph that the dataset does not list beside it."""
    quads = other_quads()
    lines = [f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads]
    server.update("\n".join(["INSERT DATA {", *lines, "}"]))


def with_others(endpoint: Endpoint) -> Held:
    """The dataset of a store as if it listed the other graph too, which then joins what is merged beside it."""
    found = held(endpoint)
    names = {key(quad.graph_name) for quad in other_quads() if isinstance(quad.graph_name, ox.NamedNode)}
    together = f"{found.beside}-with-others" if found.beside else ""
    if together and not endpoint.counts([together]):
        for name in (found.beside, *names):
            endpoint.update(f"ADD GRAPH <{name}> TO GRAPH <{together}>")
    return replace(found, counts={**found.counts, **endpoint.counts(names)}, beside=together)
