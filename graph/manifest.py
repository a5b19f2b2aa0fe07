"""The manifest of a build: counts, fingerprints of graphs, digests of files; no time, host or version of a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from loaders.documents.reading import Reading
from loaders.register import Register
from ontology.namespaces import compress, expand
from ontology.vocabulary import RDF_TYPE, Vocabulary, key

from .conflicts import count_conflicts
from .dataset import ONTOLOGY_GRAPH, Dataset, local_name
from .files import file_record
from .fingerprints import fingerprint
from .store import from_dataset

NODE_CLASSES = ("Figure", "Membership", "Mandate", "Correction")
READ_CLASSES = ("Quantity", "Reading")
"""The classes of what a program reads that have labels; mentions have none, as selectors have none."""


def asserted_types(dataset: Dataset) -> dict[str, str]:
    """Each labelled thing with the CURIE of the class that its register gives it; terms and codes are left out."""
    types: dict[str, str] = {}
    own = expand("")
    for name, triples in dataset.graphs.items():
        if name in (ONTOLOGY_GRAPH, dataset.inferred_graph, dataset.description_graph):
            continue
        for t in triples:
            if t.predicate.value == RDF_TYPE and isinstance(t.object, ox.NamedNode) and key(t.object).startswith(own):
                types[key(t.subject)] = compress(key(t.object))
    return {iri: cls for iri, cls in types.items() if cls != "sj:Mention"}


def counts(dataset: Dataset, vocabulary: Vocabulary) -> dict[str, Any]:
    """Count what the dataset holds: things by class, triples by graph, statements, labels by language and status."""
    types = asserted_types(dataset)
    by_class = Counter(types.values())
    structure = {f"sj:{c}" for c in (*NODE_CLASSES, *READ_CLASSES, "Paragraph", "Section", "Footnote")}
    parts = {iri for iri, cls in types.items() if cls in ("sj:Paragraph", "sj:Footnote")}
    mentions = expand("schema:mentions")
    node_types = {iri for iri, cls in types.items() if cls in {f"sj:{c}" for c in NODE_CLASSES}}
    stated = [t for p in parts for t in dataset.graphs.get(p, ()) if t.predicate.value != mentions]
    about_nodes = {key(t.subject) for t in stated if key(t.subject) in node_types}
    front = [
        t
        for name in document_graphs(dataset)
        for t in dataset.graphs[name]
        if key(t.subject) not in parts and types.get(key(t.subject)) not in structure
    ]
    return {
        "things": sum(n for c, n in by_class.items() if c not in structure),
        "classes": len(by_class),
        "by_class": dict(sorted(by_class.items())),
        "statements": len(about_nodes) + sum(key(t.subject) not in node_types for t in stated) + len(front),
        "mentions": sum(t.predicate.value == mentions for p in parts for t in dataset.graphs.get(p, ())),
        "figures": by_class["sj:Figure"],
        "memberships": by_class["sj:Membership"],
        "mandates": by_class["sj:Mandate"],
        "corrections": by_class["sj:Correction"],
        "paragraphs": by_class["sj:Paragraph"],
        "read": read_mentions(dataset),
        "conflicts": count_conflicts(from_dataset(dataset), dataset.base),
        "triples": len(dataset.merged()),
        "triples_by_graph": {local_name(n, dataset.base): len(dataset.graphs[n]) for n in sorted(dataset.graphs)},
        "labels": label_coverage(dataset, types),
        "label_status": label_statuses(dataset, vocabulary),
    }


def read_mentions(dataset: Dataset) -> int:
    """How many mentions programs read."""
    mention = ox.NamedNode(expand("Mention"))
    return sum(t.predicate.value == RDF_TYPE and t.object == mention for g in dataset.graphs.values() for t in g)


def document_graphs(dataset: Dataset) -> list[str]:
    """The graphs that describe documents: each is named like the document that its parts belong to."""
    part_of = expand("eli:is_part_of")
    return sorted(
        name
        for name, triples in dataset.graphs.items()
        if any(t.predicate.value == part_of and key(t.object) == name for t in triples)
    )


def label_coverage(dataset: Dataset, things: Iterable[str]) -> dict[str, float]:
    """The share of things that have a preferred label, by language."""
    wanted = set(things)
    found: dict[str, set[str]] = {"ar": set(), "en": set()}
    for triples in dataset.graphs.values():
        for t in triples:
            if not isinstance(t.object, ox.Literal) or t.predicate.value != expand("skos:prefLabel"):
                continue
            if t.object.language and key(t.subject) in wanted:
                found.setdefault(t.object.language, set()).add(key(t.subject))
    return {lang: round(len(names) / len(wanted), 4) if wanted else 1.0 for lang, names in sorted(found.items())}


def label_statuses(dataset: Dataset, vocabulary: Vocabulary) -> dict[str, dict[str, int]]:
    """How many labels of each language have each status."""
    notations = {iri: n for n, iri in vocabulary.codes["label-status"].items()}
    result: dict[str, Counter[str]] = {"ar": Counter(), "en": Counter()}
    for triples in dataset.graphs.values():
        for t in triples:
            if t.predicate.value == expand("labelStatus"):
                language = key(t.subject).rpartition("-")[2]
                result[language][notations[key(t.object)]] += 1
    return {lang: dict(sorted(found.items())) for lang, found in result.items()}


def manifest(
    dataset: Dataset,
    registers: Sequence[Register],
    vocabulary: Vocabulary,
    found: dict[str, Any],
    folder: Path,
    readings: Sequence[Reading] = (),
) -> dict[str, Any]:
    """The manifest of the files in the folder."""
    own = [t for t in vocabulary.by_iri.values() if t.iri.startswith(expand(""))]
    return {
        "base": dataset.base,
        "registers": [r.name for r in registers],
        "documents": [
            {"symbol": r.document.front.symbol, "language": r.document.front.language, "sha256": r.digest}
            for r in readings
        ],
        "ontology": {
            "classes": sum(t.is_class for t in own),
            "properties": sum(not t.is_class for t in own),
            "codes": len(vocabulary.code_labels),
        },
        "validation": found,
        "counts": counts(dataset, vocabulary),
        "graphs": {name: str(fingerprint(map(str, dataset.graphs[name]))) for name in sorted(dataset.graphs)},
        "files": {path.name: file_record(path) for path in sorted(folder.iterdir())},
    }
