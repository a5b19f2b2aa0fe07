"""Writing the dataset in every form, byte-identical from run to run: everything is sorted before it is written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ontology.context import context
from ontology.namespaces import compress, expand, prefixes
from ontology.vocabulary import RDF_TYPE, Vocabulary, key

from .dataset import Dataset

XSD_STRING = expand("xsd:string")


def sorted_triples(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Triples in the order of their N-Triples lines, rdf:type first within a subject."""
    return sorted(triples, key=lambda t: (str(t.subject), t.predicate.value != RDF_TYPE, str(t)))


def write_quads(dataset: Dataset, folder: Path) -> None:
    """Write the named graphs: N-Quads with sorted lines, and TriG."""
    quads = sorted(
        dataset.quads(),
        key=lambda q: (str(q.graph_name), str(q.subject), q.predicate.value != RDF_TYPE, str(q)),
    )
    lines = sorted(f"{quad} .\n" for quad in quads)
    (folder / "sijill.nq").write_text("".join(lines), encoding="utf-8", newline="\n")
    ox.serialize(quads, str(folder / "sijill.trig"), format=ox.RdfFormat.TRIG, prefixes=prefixes(dataset.base))


def write_triples(triples: Iterable[ox.Triple], stem: Path, base: str, vocabulary: Vocabulary) -> None:
    """Write a set of triples as Turtle, N-Triples, RDF/XML and JSON-LD, beside each other."""
    ordered = sorted_triples(triples)
    lines = sorted(f"{t} .\n" for t in ordered)
    stem.with_suffix(".nt").write_text("".join(lines), encoding="utf-8", newline="\n")
    write_turtle(ordered, stem.with_suffix(".ttl"), base)
    ox.serialize(ordered, str(stem.with_suffix(".rdf")), format=ox.RdfFormat.RDF_XML, prefixes=prefixes(base))
    document = json_ld(ordered, context(vocabulary, base))
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=False)
    stem.with_suffix(".jsonld").write_text(text + "\n", encoding="utf-8", newline="\n")


def write_turtle(ordered: Iterable[ox.Triple], path: Path, base: str) -> None:
    """Write sorted triples as Turtle."""
    ox.serialize(ordered, str(path), format=ox.RdfFormat.TURTLE, prefixes=prefixes(base))


def json_ld(ordered: Iterable[ox.Triple], names: dict[str, Any]) -> dict[str, Any]:
    """Write sorted triples as a compacted JSON-LD document, one node object a subject."""
    terms = {entry["@id"]: (name, entry.get("@type")) for name, entry in names.items() if isinstance(entry, dict)}
    nodes: dict[str, dict[str, Any]] = defaultdict(dict)
    for t in ordered:
        node = nodes[key(t.subject)]
        node["@id"] = _short(key(t.subject), names)
        if t.predicate.value == RDF_TYPE:
            name, value = "type", compress(key(t.object))
        else:
            name, kind = terms.get(compress(t.predicate.value), (compress(t.predicate.value), None))
            value = _value(t.object, kind, names)
        node.setdefault(name, []).append(value)
    return {"@context": names, "@graph": [_unwrap(node) for node in nodes.values()]}


def _unwrap(node: dict[str, Any]) -> dict[str, Any]:
    return {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in node.items()}


def _short(iri: str, names: dict[str, Any]) -> str:
    stem = names["id"]
    return f"id:{iri.removeprefix(stem)}" if iri.startswith(stem) else compress(iri)


def _value(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, kind: str | None, names: dict[str, Any]) -> Any:
    if isinstance(node, ox.NamedNode | ox.BlankNode):
        short = _short(key(node), names)
        return short if kind == "@id" else {"@id": short}
    assert isinstance(node, ox.Literal)
    if node.language:
        return {"@value": node.value, "@language": node.language}
    if node.datatype.value == XSD_STRING and kind != "@id":
        return node.value
    return {"@value": node.value, "@type": compress(node.datatype.value)}
