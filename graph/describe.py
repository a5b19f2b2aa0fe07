"""The dataset's description of itself: title, licence, version, and the list of the graphs that it owns.

DCAT 3, VoID and SPARQL Service Description; nothing about ownership is read from the form of an IRI.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from loaders.register import Register
from ontology.namespaces import expand, thing_iri

from .dataset import DATASET_ID, Dataset

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def digest(lines: Iterable[str]) -> str:
    """SHA-256 of lines, each ended by a line feed.

    >>> digest(["a"])[:8]
    '87428fc5'
    """
    hashed = hashlib.sha256()
    for line in lines:
        hashed.update(line.encode() + b"\n")
    return hashed.hexdigest()


def describe(dataset: Dataset, registers: Sequence[Register]) -> set[ox.Triple]:
    """Describe the dataset and each of its named graphs, the description's own included."""
    return set(_description(dataset, registers))


def _description(dataset: Dataset, registers: Sequence[Register]) -> Iterator[ox.Triple]:
    iri = thing_iri(DATASET_ID, dataset.base)
    version = digest(sorted(f"{q}" for q in dataset.quads()))[:16]

    def say(subject: str, name: str, value: str | ox.Literal) -> ox.Triple:
        node = ox.NamedNode(value) if isinstance(value, str) else value
        return ox.Triple(ox.NamedNode(subject), ox.NamedNode(expand(name)), node)

    titles = {
        lang: {"ar": "سِجِلّ: ", "en": "Sijill: "}[lang]
        + {"ar": "، ", "en": ", "}[lang].join(r.titles[lang] for r in registers)
        for lang in ("ar", "en")
    }
    for kind in ("dcat:Dataset", "void:Dataset", "sd:Dataset"):
        yield say(iri, "rdf:type", expand(kind))
    for lang, title in titles.items():
        for name in ("dcterms:title", "skos:prefLabel", "rdfs:label"):
            yield say(iri, name, ox.Literal(title, language=lang))
    yield say(iri, "dcterms:license", LICENCE)
    yield say(iri, "owl:versionIRI", f"{iri}/version/{version}")
    yield say(iri, "dcat:version", ox.Literal(version))
    for register in registers:
        if register.document:
            yield say(iri, "dcterms:source", thing_iri(register.document, dataset.base))
    for name in sorted({*dataset.graphs, dataset.description_graph}):
        node = f"{iri}#{name.removeprefix(dataset.base)}"
        yield say(iri, "sd:namedGraph", node)
        yield say(node, "rdf:type", expand("sd:NamedGraph"))
        yield say(node, "sd:name", name)
        if name in dataset.graphs:
            count = str(len(dataset.graphs[name]))
            yield say(node, "void:triples", ox.Literal(count, datatype=ox.NamedNode(expand("xsd:integer"))))
