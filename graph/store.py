"""The embedded store: named graphs beside a default graph that holds the merged set."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.vocabulary import vocabulary

from .dataset import Dataset, vocabulary_triples


class NoData(SijillError):
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

    Raises NoData where a file is missing or unreadable, with what to do.
    """
    quads: list[ox.Quad] = []
    for path in paths:
        file = path / "sijill.nq" if path.is_dir() else path
        form = ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
        if not file.is_file():
            raise NoData(f"{file}: there is no such file; run `sijill build` first, or name a file with --data")
        if form is None:
            raise NoData(f"{file}: no RDF form is known by this ending; use ttl, nt, nq, trig, rdf or jsonld")
        try:
            quads += ox.parse(path=str(file), format=form, base_iri=file.resolve().as_uri())
        except (SyntaxError, ValueError, OSError) as error:
            raise NoData(f"{file}: {error}") from None
    known = {q.triple for q in quads}
    quads += [ox.Quad(*t) for t in vocabulary_triples(vocabulary()) if t not in known]
    return fill(quads)
