"""The embedded store: named graphs beside a default graph that holds the merged set."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.vocabulary import vocabulary

from .dataset import Dataset, vocabulary_triples
from .files import read_quads


class NoBuild(SijillError):
    """There is nothing to query."""


def fill(quads: Iterable[ox.Quad]) -> ox.Store:
    """Load quads and copy every triple, once, into the default graph.

    >>> len(fill([]))
    0
    """
    store = ox.Store()
    store.bulk_extend(quads)
    merged = {ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in store}
    store.bulk_extend(merged)
    return store


def from_dataset(dataset: Dataset) -> ox.Store:
    """The store of a dataset in memory."""
    return fill(dataset.quads())


def from_files(paths: Iterable[Path]) -> ox.Store:
    """The store of RDF files; a folder stands for the build in it.

    Raises NoBuild where a folder holds none, UnreadableFile where a file cannot be read.
    """
    quads: list[ox.Quad] = []
    for path in paths:
        file = path / "sijill.nq" if path.is_dir() or not path.suffix else path
        if file != path and not file.is_file():
            raise NoBuild(f"{path}: there is no build here; run `sijill build` first, or name a file with --data")
        quads += read_quads(file)
    known = {q.triple for q in quads}
    quads += [ox.Quad(*t) for t in vocabulary_triples(vocabulary()) if t not in known]
    return fill(quads)
