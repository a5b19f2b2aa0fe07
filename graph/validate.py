"""Validating data against the shapes with pySHACL, the reference engine (https://www.w3.org/TR/shacl/)."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import SH, SKOS

import shapes
from ontology.namespaces import SJ, compress, expand
from ontology.vocabulary import RDF_TYPE, Vocabulary, key

from .convert import to_rdflib
from .dataset import vocabulary_triples
from .files import read_quads

SEVERITIES = {"Violation": 0, "Warning": 1, "Info": 2}
LANGUAGES = ("ar", "en")
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)


@dataclass(frozen=True)
class Result:
    """One validation result, with what a person needs to understand it.

    `messages` and `labels` are by language; `path` and `constraint` are CURIEs; `value` is empty where the
    constraint has none.
    """

    severity: str
    focus: str
    labels: dict[str, str]
    path: str
    value: str
    constraint: str
    shape: str
    messages: dict[str, str]

    def sort_key(self) -> tuple[int, str, str, str, str, str]:
        """Worst first, then by focus node."""
        return SEVERITIES[self.severity], self.focus, self.path, self.shape, self.constraint, self.value


@dataclass(frozen=True)
class Report:
    """The outcome of a validation; it conforms when there is no violation, warnings notwithstanding."""

    results: tuple[Result, ...]
    graph: rdflib.Graph
    checked: int = 0
    """How many nodes of the data are of a class of the ontology."""
    nodes: tuple[rdflib.term.Node, ...] = ()
    """The node of each result in the graph, in the order of the results."""

    @property
    def conforms(self) -> bool:
        """Whether nothing is violated."""
        return not any(r.severity == "Violation" for r in self.results)

    def count(self, severity: str) -> int:
        """How many results have the severity."""
        return sum(r.severity == severity for r in self.results)


def read_files(paths: Iterable[Path]) -> set[ox.Triple]:
    """Read RDF files of any form into one set of triples; graphs are merged. Raises UnreadableFile."""
    return {quad.triple for path in paths for quad in read_quads(path)}


def validate(data: set[ox.Triple], vocabulary: Vocabulary, shape_triples: Iterable[ox.Triple] | None = None) -> Report:
    """Validate triples; the terms and code lists of the ontology are taken as known.

    Subclasses are followed (SHACL instances), nothing else is inferred.
    """
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # shapes report what is ill typed, with the node
    graph = to_rdflib(data | vocabulary_triples(vocabulary))
    _without_impossible_bounds(graph)
    shape_graph = _targeted(to_rdflib(shapes.triples() if shape_triples is None else shape_triples))
    _, results, _ = pyshacl.validate(graph, shacl_graph=shape_graph, inference="none", inplace=True, meta_shacl=False)
    assert isinstance(results, rdflib.Graph)
    found = [(_result(node, results, graph, shape_graph), node) for node in results.objects(None, SH.result)]
    found.sort(key=lambda pair: pair[0].sort_key())
    known = {t.subject for t in data if t.predicate.value == RDF_TYPE and key(t.object).startswith(SJ)}
    in_order, nodes = tuple(result for result, _ in found), tuple(node for _, node in found)
    return Report(in_order, results, len(known), nodes)


def _without_impossible_bounds(graph: rdflib.Graph) -> None:
    """Replace dates that do not exist by texts among the derived bounds.

    pySHACL fails on comparing them; as texts they are compared with nothing, and the shapes of the bounds still
    report them as no dates.
    """
    for name in ("earliest", "latest"):
        path = rdflib.URIRef(expand(name))
        for subject, value in list(graph.subject_objects(path)):
            if isinstance(value, rdflib.Literal) and value.ill_typed:
                graph.remove((subject, path, value))
                graph.add((subject, path, rdflib.Literal(str(value))))


def _targeted(shape_graph: rdflib.Graph) -> rdflib.Graph:
    """Move the targets of a node shape to its property shapes, which means the same.

    pySHACL checks a property shape that has targets once for all its focus nodes, and one that only hangs on a
    node shape once for each of them, which takes several times as long.
    """
    for node, _, prop in list(shape_graph.triples((None, SH.property, None))):
        targets = [(p, o) for p in TARGETS for o in shape_graph.objects(node, p)]
        if targets and (node, SH.deactivated, None) not in shape_graph:
            shape_graph.remove((node, SH.property, prop))
            for p, o in targets:
                shape_graph.add((prop, p, o))
    return shape_graph


def _result(node: rdflib.term.Node, results: rdflib.Graph, data: rdflib.Graph, shape_graph: rdflib.Graph) -> Result:
    focus, value = results.value(node, SH.focusNode), results.value(node, SH.value)
    shape = results.value(node, SH.sourceShape)
    if results.value(node, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent:
        focus, value = value, None  # one query for the whole dataset hands the offending node back as the value
    return Result(
        severity=_name(results.value(node, SH.resultSeverity)).removeprefix("sh:"),
        focus=_name(focus),
        labels=_texts(data, focus, SKOS.prefLabel) or _texts(data, value, SKOS.prefLabel),
        path=_path(results, results.value(node, SH.resultPath)),
        value=_name(value),
        constraint=_name(results.value(node, SH.sourceConstraintComponent)),
        shape=_name(shape),
        messages=_texts(results, node, SH.resultMessage) or _texts(shape_graph, shape, SH.message),
    )


def _path(results: rdflib.Graph, node: Any) -> str:
    """Write a SHACL path as SPARQL does: a property, an inverse, or a sequence."""
    if not isinstance(node, rdflib.BNode):
        return _name(node)
    inverse = results.value(node, SH.inversePath)
    if inverse is not None:
        return f"^{_name(inverse)}"
    return "/".join(_path(results, step) for step in results.items(node))


def _name(node: Any) -> str:
    if node is None or isinstance(node, rdflib.BNode):
        return ""
    if isinstance(node, rdflib.Literal) and node.datatype:
        return f'"{node}"^^{compress(str(node.datatype))}'
    return compress(str(node)) if isinstance(node, rdflib.URIRef) else str(node.n3())


def _texts(graph: rdflib.Graph, node: Any, predicate: rdflib.URIRef) -> dict[str, str]:
    if node is None:
        return {}
    found = [o for o in graph.objects(node, predicate) if isinstance(o, rdflib.Literal)]
    return {o.language: str(o) for o in sorted(found) if o.language}
