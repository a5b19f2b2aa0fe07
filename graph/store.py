"""The embedded store: named graphs beside a default graph that holds the merged set."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import DEFAULT_BASE, expand
from ontology.vocabulary import key, vocabulary

from .dataset import DATASET_ID, Dataset, vocabulary_triples
from .files import read_quads


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
    """The store of RDF files and builds. Raises UnreadableFile where one cannot be read."""
    quads = [quad for path in paths for quad in read_quads(path)]
    known = {q.triple for q in quads}
    quads += [ox.Quad(*t) for t in vocabulary_triples(vocabulary()) if t not in known]
    return fill(quads)


def base_of(store: ox.Store) -> str:
    """Where the things of a store are minted, as the dataset's description says; the usual base where there is none.

    >>> base_of(ox.Store())
    'https://w3id.org/sijill/'
    """
    kind, dataset = ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("dcat:Dataset"))
    for quad in store.quads_for_pattern(None, kind, dataset, ox.DefaultGraph()):
        iri = key(quad.subject)
        if iri.endswith(DATASET_ID):
            return iri.removesuffix(f"id/{DATASET_ID}")
    return DEFAULT_BASE
