"""The site of the whole graph as files, and a small one at the top of its host, each written once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.dataset import DATASET_ID
from graph.publishing.static import publish
from graph.rebase import rebased
from graph.store import fill
from ontology.namespaces import expand, graph_iri, thing_iri

BASE = "https://data.example.org/sijill/"
TOP = "https://data.example.org/"
SYMBOLS = ("document/A/RES/217(III)%5BA%5D", "document/A/CONF.9/L.6")


def symbols(base: str) -> list[ox.Quad]:
    """The documents with hard names, minted at a base."""
    text = (Path(__file__).parent / "symbols.trig").read_bytes()
    return list(ox.parse(text, ox.RdfFormat.TRIG, base_iri=base))


def small() -> ox.Store:
    """The documents with hard names at the top of a host, and the least of a description, in two graphs."""
    dataset = ox.NamedNode(thing_iri(DATASET_ID, TOP))
    kind, void = ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("void:Dataset"))
    described = [ox.Quad(dataset, kind, void, ox.NamedNode(graph_iri(name, TOP))) for name in ("dataset", "inferred")]
    return fill([*symbols(TOP), *described])


@pytest.fixture(scope="session")
def published(store: ox.Store) -> ox.Store:
    """The whole graph under the base of the site, with the documents that have hard names."""
    moved = rebased(store, BASE)
    assert moved is not store
    moved.extend(fill(symbols(BASE)))
    return moved


@pytest.fixture(scope="session")
def site(published: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, whose root is /sijill/."""
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(published, BASE, folder, processes=2)
    return folder


@pytest.fixture(scope="session")
def top_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small site with a description and two graphs, whose root is that of the host."""
    folder = tmp_path_factory.mktemp("top") / "site"
    publish(small(), TOP, folder, processes=2)
    return folder
