"""The dataset's description of itself: title, licence, version, its graphs and what each holds, and its record.

DCAT 3, VoID and SPARQL Service Description; nothing about ownership is read from the form of an IRI.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from loaders.register import Register
from ontology.namespaces import expand, thing_iri
from ontology.vocabulary import key, vocabulary

from .catalogue_record import LICENCE, counts, distributions, label_coverage, links, say
from .dataset import DATASET_ID, ONTOLOGY_GRAPH, Dataset
from .manifest import asserted_types, document_graphs
from .tally import Tally

__all__ = ["LICENCE", "describe", "digest"]
_ROUNDS = 6
"""How often the description is counted anew: it describes itself too, and is right once nothing changes any more."""
_SAYS = {
    "ar": "رسم بياني معرفي ثنائي اللغة: كل عبارة في الرسم البياني المسمى للفقرة التي تذكرها، ولكل شيء تسمية بالعربية "
    "وأخرى بالإنكليزية. وأعداد هذا الوصف أعداد الرسوم البيانية كلها مدمجة، وهذا الوصف منها، وكل ثلاثية مرة واحدة.",
    "en": "A bilingual knowledge graph: each statement is in the named graph of the paragraph that makes it, and each "
    "thing has a label in Arabic and one in English. The counts are of all graphs merged, this description included, "
    "each triple once.",
}


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
    described = dataset.merged(leave_out=[dataset.description_graph])
    steady = {
        *_head(dataset, registers),
        *distributions(dataset.base),
        *label_coverage(described, asserted_types(dataset), dataset.base),
    }
    graphs = {name: len(triples) for name, triples in dataset.graphs.items() if name != dataset.description_graph}
    roles = _roles(dataset)
    found: set[ox.Triple] = set(steady)
    whole = Tally(described, dataset.base)
    for _ in range(_ROUNDS):
        tally = whole.with_more(found)
        sizes = {**graphs, dataset.description_graph: len(found)}
        counted = {*steady, *_graphs(dataset, sizes, roles), *counts(tally, dataset.base), *links(tally, dataset.base)}
        if counted == found:
            break
        found = counted
    return found


def _head(dataset: Dataset, registers: Sequence[Register]) -> Iterator[ox.Triple]:
    """Titles, description, licence, version and sources."""
    iri = thing_iri(DATASET_ID, dataset.base)
    itself = ox.NamedNode(dataset.description_graph)
    outside = (q for q in dataset.quads() if q.graph_name != itself)
    version = digest(sorted(f"{q}" for q in outside))[:16]
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
        yield say(iri, "dcterms:description", ox.Literal(_SAYS[lang], language=lang))
    yield say(iri, "dcterms:license", LICENCE)
    yield say(iri, "owl:versionIRI", f"{iri}/version/{version}")
    yield say(iri, "dcat:version", ox.Literal(version))
    for register in registers:
        if register.document:
            yield say(iri, "dcterms:source", thing_iri(register.document, dataset.base))


def _graphs(dataset: Dataset, sizes: Mapping[str, int], roles: Mapping[str, str]) -> Iterator[ox.Triple]:
    """Each named graph with its size and what it holds."""
    iri = thing_iri(DATASET_ID, dataset.base)
    codes = vocabulary().codes["graph-role"]
    for name, size in sizes.items():
        node = f"{iri}#{name.removeprefix(dataset.base)}"
        yield say(iri, "sd:namedGraph", node)
        yield say(node, "rdf:type", expand("sd:NamedGraph"))
        yield say(node, "sd:name", name)
        yield say(node, "graphRole", codes[roles.get(name, "register")])
        yield say(node, "void:triples", size)


def _roles(dataset: Dataset) -> dict[str, str]:
    """What each graph holds, by the notations of the code list; one that is not here is the graph of a register."""
    part_of, read_graph = expand("eli:is_part_of"), expand("readGraph")
    parts = {key(t.subject) for triples in dataset.graphs.values() for t in triples if t.predicate.value == part_of}
    read = {key(t.object) for triples in dataset.graphs.values() for t in triples if t.predicate.value == read_graph}
    return {
        **dict.fromkeys(parts, "part"),
        **dict.fromkeys(document_graphs(dataset), "document"),
        **dict.fromkeys(read, "read"),
        ONTOLOGY_GRAPH: "terms",
        dataset.inferred_graph: "inferred",
        dataset.description_graph: "description",
    }
