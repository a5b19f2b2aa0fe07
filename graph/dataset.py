"""The dataset in memory: named graphs, and the merged set that a reader without graphs sees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ontology.namespaces import DEFAULT_BASE, compress, expand, graph_iri, thing_iri
from ontology.vocabulary import RDF_TYPE, Vocabulary, key

DATASET_ID = "dataset/sijill"
"""The id of the dataset, as its description has it."""
VERSION = re.compile(r"/version/[0-9a-f]{16}")
"""What the address of a version of the dataset has behind that of the dataset."""
ONTOLOGY_GRAPH = "https://w3id.org/sijill/ontology"
"""The named graph that holds terms, code lists and alignments, as far as they need no blank node."""


def description_graph(base: str = DEFAULT_BASE) -> str:
    """The IRI of the graph that describes the dataset of a base.

    >>> description_graph("https://a.net/")
    'https://a.net/graph/dataset'
    """
    return graph_iri("dataset", base)


class Dataset:
    """Triples by named graph; there is no default graph but the union, as a set, of all named graphs.

    >>> data = Dataset()
    >>> len(data.merged())
    0
    """

    def __init__(self, quads: Iterable[ox.Quad] = (), base: str = DEFAULT_BASE) -> None:
        self.base = base
        self.graphs: dict[str, set[ox.Triple]] = defaultdict(set)
        for quad in quads:
            assert isinstance(quad.graph_name, ox.NamedNode)
            self.graphs[quad.graph_name.value].add(quad.triple)

    @property
    def inferred_graph(self) -> str:
        """The IRI of the graph of inferred triples."""
        return graph_iri("inferred", self.base)

    @property
    def description_graph(self) -> str:
        """The IRI of the graph that describes the dataset."""
        return description_graph(self.base)

    def merged(self, leave_out: Iterable[str] = ()) -> set[ox.Triple]:
        """The union of the named graphs, without those left out."""
        skipped = set(leave_out)
        return set().union(*(triples for name, triples in self.graphs.items() if name not in skipped))

    def quads(self) -> Iterator[ox.Quad]:
        """Every triple with its graph, in no particular order."""
        for name, triples in self.graphs.items():
            graph = ox.NamedNode(name)
            for t in triples:
                yield ox.Quad(t.subject, t.predicate, t.object, graph)


def vocabulary_triples(vocabulary: Vocabulary) -> set[ox.Triple]:
    """What the ontology says of named terms; axioms that need a blank node stay in the ontology's own file."""
    return {
        t
        for t in vocabulary.triples
        if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode | ox.Literal)
    }


def described_base(quads: Iterable[ox.Quad], default: str = DEFAULT_BASE) -> str:
    """Where things are minted, as the dataset's description among the quads says, or the default.

    >>> described_base([])
    'https://w3id.org/sijill/'
    """
    kind = expand("dcat:Dataset")
    described = (
        key(quad.subject)
        for quad in quads
        if quad.predicate.value == RDF_TYPE and key(quad.object) == kind and key(quad.subject).endswith(DATASET_ID)
    )
    return min(described, default=f"{default}id/{DATASET_ID}").removesuffix(f"id/{DATASET_ID}")


def of_version(iri: str, base: str = DEFAULT_BASE) -> str:
    """The dataset of which an IRI names a version; nothing for any other IRI.

    >>> of_version("https://w3id.org/sijill/id/dataset/sijill/version/0123456789abcdef")
    'https://w3id.org/sijill/id/dataset/sijill'
    """
    dataset = thing_iri(DATASET_ID, base)
    return dataset if iri.startswith(dataset) and VERSION.fullmatch(iri, len(dataset)) else ""


def local_name(iri: str, base: str = DEFAULT_BASE) -> str:
    """Write an IRI as a table or a term would: without the base of things, as a CURIE otherwise.

    >>> local_name("https://w3id.org/sijill/id/body/unodc")
    'body/unodc'
    """
    stem = f"{base}id/"
    return iri.removeprefix(stem) if iri.startswith(stem) else compress(iri)
