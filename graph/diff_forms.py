"""Differences for programs: JSON, and RDF with the Changeset vocabulary (http://purl.org/vocab/changeset/schema#)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

import pyoxigraph as ox

from ontology.namespaces import compress, expand, prefixes
from ontology.vocabulary import RDF_TYPE

from .diff import CONSEQUENCES, Change, Difference, Kind, Origin, Subject
from .diff_names import Names
from .export import XSD_STRING, sorted_triples
from .query import Term

CS = "http://purl.org/vocab/changeset/schema#"
LANGUAGES = ("ar", "en")
_COUNTED = tuple(origin for origin in CONSEQUENCES if origin is not Origin.label)
"""What is counted and not listed; labels made from values are listed, so that the lists make a whole."""
_LABELS = {
    Kind.new: {"ar": "شيء جديد: {}", "en": "New: {}"},
    Kind.changed: {"ar": "شيء تغيّر: {}", "en": "Changed: {}"},
    Kind.gone: {"ar": "شيء حُذف: {}", "en": "Gone: {}"},
}


def to_json(difference: Difference, *, everything: bool = False) -> str:
    """The counts, and for each subject its statements added and removed; an object also where nothing differs.

    Values are written as in SPARQL results (https://www.w3.org/TR/sparql11-results-json/#select-encode-terms). Without
    named graphs `graph` is null. What is a part of another thing, such as the node of a label, names that as `partOf`.

    >>> json.loads(to_json(Difference([], [])))["equal"]
    True
    """
    hidden = _hidden(everything=everything)
    names = Names(difference)
    changes = difference.changes(hidden)
    kinds = Counter(entry.kind for entry in difference.entries(hidden))
    counts = {
        **{kind.value: kinds[kind] for kind in Kind},
        "added": sum(len(c.added) for c in changes),
        "removed": sum(len(c.removed) for c in changes),
        "consequences": {
            origin.value: {"added": added, "removed": removed}
            for origin, (added, removed) in difference.consequences().items()
            if origin in _COUNTED
        },
    }
    whole = {
        "equal": difference.equal,
        "graphs": difference.graphs_told,
        "counts": counts,
        "things": [_thing(change, difference, names) for change in changes],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _hidden(*, everything: bool) -> Collection[Origin]:
    return () if everything else _COUNTED


def _thing(change: Change, difference: Difference, names: Names) -> dict[str, Any]:
    kind = names.class_of(change.subject)
    owner = difference.owners.get(change.subject)
    return {
        "id": names.id(change.subject),
        "subject": _term(change.subject),
        "partOf": None if owner is None else names.id(owner),
        "class": None if kind is None else compress(kind),
        "labels": dict(sorted(names.labels(change.subject).items())),
        "change": change.kind.value,
        "added": [_statement(quad) for quad in change.added],
        "removed": [_statement(quad) for quad in change.removed],
    }


def _statement(quad: ox.Quad) -> dict[str, Any]:
    graph = quad.graph_name
    return {
        "property": quad.predicate.value,
        "value": _term(quad.object),
        "graph": None if isinstance(graph, ox.DefaultGraph) else _term(graph)["value"],
    }


def _term(node: Term) -> dict[str, str]:
    if isinstance(node, ox.NamedNode):
        return {"type": "uri", "value": node.value}
    if isinstance(node, ox.BlankNode):
        return {"type": "bnode", "value": node.value}
    assert isinstance(node, ox.Literal)
    written = {"type": "literal", "value": node.value}
    if node.language:
        written["xml:lang"] = node.language
    elif node.datatype.value != XSD_STRING:
        written["datatype"] = node.datatype.value
    return written


def to_turtle(difference: Difference, *, everything: bool = False) -> str:
    """A cs:ChangeSet for each subject, with the statements added and removed, and the graph of each as dcterms:source.

    Nothing where nothing differs. The statements are named by the digest of their N-Quads line and the change sets by
    that of theirs, as RFC 6920 names things (ni:///sha-256;…): the same change has the same name in every file, and no
    address is claimed that nobody serves.

    >>> to_turtle(Difference([], []))
    ''
    """
    changes = difference.changes(_hidden(everything=everything))
    if not changes:
        return ""
    names = Names(difference)
    triples = {triple for change in changes for triple in _change_set(change, names)}
    words = {**prefixes(difference.bases[1]), "cs": CS}
    written = ox.serialize(sorted_triples(triples), format=ox.RdfFormat.TURTLE, prefixes=words)
    assert written is not None
    return written.decode("utf-8")


def _change_set(change: Change, names: Names) -> Iterator[ox.Triple]:
    marked = [f"{mark} {quad} ." for mark, quads in (("+", change.added), ("-", change.removed)) for quad in quads]
    change_set = _named("\n".join(marked))
    yield ox.Triple(change_set, ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{CS}ChangeSet"))
    yield ox.Triple(change_set, ox.NamedNode(f"{CS}subjectOfChange"), _node(change.subject))
    labels = names.labels(change.subject)
    for language in LANGUAGES:
        text = _LABELS[change.kind][language].format(labels.get(language) or names.id(change.subject))
        yield ox.Triple(change_set, ox.NamedNode(expand("rdfs:label")), ox.Literal(text, language=language))
    for name, quads in (("addition", change.added), ("removal", change.removed)):
        for quad in quads:
            statement = _named(f"{quad} .")
            yield ox.Triple(change_set, ox.NamedNode(CS + name), statement)
            yield from _reified(statement, quad)


def _reified(statement: ox.NamedNode, quad: ox.Quad) -> Iterator[ox.Triple]:
    yield ox.Triple(statement, ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("rdf:Statement")))
    parts = (("subject", quad.subject), ("predicate", quad.predicate), ("object", quad.object))
    for name, node in parts:
        yield ox.Triple(statement, ox.NamedNode(expand(f"rdf:{name}")), node)
    if not isinstance(quad.graph_name, ox.DefaultGraph):
        yield ox.Triple(statement, ox.NamedNode(expand("dcterms:source")), quad.graph_name)


def _node(subject: Subject) -> ox.NamedNode | ox.BlankNode:
    assert not isinstance(subject, ox.Triple)
    return subject


def _named(text: str) -> ox.NamedNode:
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
    return ox.NamedNode(f"ni:///sha-256;{digest}")
