"""The manifest of a build: what is in it, counted, and the digest of each file. No time, host or version of a library."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from loaders.register import Register
from ontology.namespaces import compress, expand
from ontology.vocabulary import RDF_TYPE, Vocabulary

from .dataset import ONTOLOGY_GRAPH, Dataset, local_name

NODE_CLASSES = ("Figure", "Membership", "Mandate", "Correction")


def asserted_types(dataset: Dataset) -> dict[str, str]:
    """Each labelled thing with the CURIE of the class that its register gives it; terms and codes are left out."""
    types: dict[str, str] = {}
    own = expand("")
    for name, triples in dataset.graphs.items():
        if name in (ONTOLOGY_GRAPH, dataset.inferred_graph, dataset.description_graph):
            continue
        for t in triples:
            if t.predicate.value == RDF_TYPE and isinstance(t.object, ox.NamedNode) and t.object.value.startswith(own):
                types[t.subject.value] = compress(t.object.value)  # type: ignore[union-attr]
    return types


def counts(dataset: Dataset, vocabulary: Vocabulary) -> dict[str, Any]:
    """Count what the dataset holds: things by class, triples by graph, statements, labels by language and status."""
    types = asserted_types(dataset)
    by_class = Counter(types.values())
    structure = {f"sj:{c}" for c in (*NODE_CLASSES, "Paragraph", "Section", "Footnote")}
    parts = {iri for iri, cls in types.items() if cls in ("sj:Paragraph", "sj:Footnote")}
    mentions = expand("schema:mentions")
    node_types = {iri for iri, cls in types.items() if cls in {f"sj:{c}" for c in NODE_CLASSES}}
    stated = [t for p in parts for t in dataset.graphs.get(p, ()) if t.predicate.value != mentions]
    about_nodes = {t.subject.value for t in stated if t.subject.value in node_types}  # type: ignore[union-attr]
    front = [
        t
        for name in document_graphs(dataset)
        for t in dataset.graphs[name]
        if t.subject.value not in parts  # type: ignore[union-attr]
        and types.get(t.subject.value) not in structure  # type: ignore[union-attr]
    ]
    return {
        "things": sum(n for c, n in by_class.items() if c not in structure),
        "classes": len(by_class),
        "by_class": dict(sorted(by_class.items())),
        "statements": len(about_nodes) + sum(t.subject.value not in node_types for t in stated) + len(front),  # type: ignore[union-attr]
        "mentions": sum(t.predicate.value == mentions for p in parts for t in dataset.graphs.get(p, ())),
        "figures": by_class["sj:Figure"],
        "memberships": by_class["sj:Membership"],
        "mandates": by_class["sj:Mandate"],
        "corrections": by_class["sj:Correction"],
        "paragraphs": by_class["sj:Paragraph"],
        "triples": len(dataset.merged()),
        "triples_by_graph": {local_name(n, dataset.base): len(dataset.graphs[n]) for n in sorted(dataset.graphs)},
        "labels": label_coverage(dataset, types),
        "label_status": label_statuses(dataset, vocabulary),
    }


def document_graphs(dataset: Dataset) -> list[str]:
    """The graphs that describe documents: each is named like the document that its parts belong to."""
    part_of = expand("eli:is_part_of")
    return sorted(
        name
        for name, triples in dataset.graphs.items()
        if any(t.predicate.value == part_of and t.object.value == name for t in triples)  # type: ignore[union-attr]
    )


def label_coverage(dataset: Dataset, things: Iterable[str]) -> dict[str, float]:
    """The share of things that have a preferred label, by language."""
    wanted = set(things)
    found: dict[str, set[str]] = {"ar": set(), "en": set()}
    for triples in dataset.graphs.values():
        for t in triples:
            if t.predicate.value == expand("skos:prefLabel") and t.subject.value in wanted:  # type: ignore[union-attr]
                found.setdefault(t.object.language, set()).add(t.subject.value)  # type: ignore[union-attr]
    return {lang: round(len(names) / len(wanted), 4) if wanted else 1.0 for lang, names in sorted(found.items())}


def label_statuses(dataset: Dataset, vocabulary: Vocabulary) -> dict[str, dict[str, int]]:
    """How many labels of each language have each status."""
    notations = {iri: n for n, iri in vocabulary.codes["label-status"].items()}
    result: dict[str, Counter[str]] = {"ar": Counter(), "en": Counter()}
    for triples in dataset.graphs.values():
        for t in triples:
            if t.predicate.value == expand("labelStatus"):
                language = t.subject.value.rpartition("-")[2]  # type: ignore[union-attr]
                result[language][notations[t.object.value]] += 1  # type: ignore[union-attr]
    return {lang: dict(sorted(found.items())) for lang, found in result.items()}


def manifest(
    dataset: Dataset, registers: Sequence[Register], vocabulary: Vocabulary, found: dict[str, Any], folder: Path
) -> dict[str, Any]:
    """The manifest of the files in the folder."""
    own = [t for t in vocabulary.by_iri.values() if t.iri.startswith(expand(""))]
    return {
        "base": dataset.base,
        "registers": [r.name for r in registers],
        "ontology": {
            "classes": sum(t.is_class for t in own),
            "properties": sum(not t.is_class for t in own),
            "codes": len(vocabulary.code_labels),
        },
        "validation": found,
        "counts": counts(dataset, vocabulary),
        "files": {
            path.name: {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in sorted(folder.iterdir())
        },
    }
