"""Every constraint of every shape passes on an example, and fails on a fault of its own, alone.

`examples/` holds one valid thing a class, in one small world that refers to itself. A row of `faults.csv` names a
shape, a constraint component, and what is changed of one example (renamed, removed, added). Each row gets its own
copy of the example under an address of its own, and all copies are validated in one run: each must give exactly the
one result that its row names.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef

import shapes
from graph.build import assemble, default_registers, load
from graph.convert import to_rdflib
from graph.dataset import vocabulary_triples
from graph.validate import Report, read_files, validate
from ontology.namespaces import PREFIXES, SJC, SJS, expand
from ontology.vocabulary import vocabulary

HERE = Path(__file__).parent
BASE = "https://w3id.org/sijill/id/"
COMPONENTS = {
    SH.minCount: "MinCount",
    SH.maxCount: "MaxCount",
    SH["class"]: "Class",
    SH.datatype: "Datatype",
    SH.pattern: "Pattern",
    SH.nodeKind: "NodeKind",
    SH.node: "Node",
    SH["or"]: "Or",
    SH.languageIn: "LanguageIn",
    SH.equals: "Equals",
    SH.lessThanOrEquals: "LessThanOrEquals",
    SH.qualifiedMinCount: "QualifiedMinCount",
    SH.qualifiedMaxCount: "QualifiedMaxCount",
    SH.minInclusive: "MinInclusive",
    SH.hasValue: "HasValue",
    SH.sparql: "SPARQL",
}
NOT_CONSTRAINTS = {
    RDF.type,
    RDFS.label,
    SH.name,
    SH.message,
    SH.severity,
    SH.path,
    SH.property,
    SH.targetClass,
    SH.targetNode,
    SH.targetSubjectsOf,
    SH.qualifiedValueShape,
}


@dataclass(frozen=True)
class Fault:
    """A row of the table of faults."""

    shape: str
    component: str
    node: str
    rename: str
    remove: str
    add: str


def faults() -> list[Fault]:
    with (HERE / "faults.csv").open(encoding="utf-8", newline="") as handle:
        return [Fault(**row) for row in csv.DictReader(handle)]


@cache
def examples() -> frozenset[ox.Triple]:
    return frozenset(read_files(sorted((HERE / "examples").glob("*.ttl"))))


@cache
def shape_graph() -> Graph:
    return to_rdflib(shapes.triples())


def turtle(text: str) -> set[ox.Triple]:
    names = {**PREFIXES, "sjs": SJS}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items())
    parsed = ox.parse(head + text, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    return {quad.triple for quad in parsed}


def faulty_copy(fault: Fault, world: str) -> set[ox.Triple]:
    """Copy the example and the nodes that are fragments of it, change it, and move it to its own address."""
    node = BASE + fault.node
    renamed = BASE + fault.rename if fault.rename else node

    def own(term: ox.NamedNode) -> bool:
        return term.value == node or term.value.startswith((f"{node}#", f"{node}-"))

    def move(term: ox.NamedNode) -> ox.NamedNode:
        if not own(term):
            return term
        address = renamed + term.value.removeprefix(node)
        return ox.NamedNode(world + address.removeprefix(BASE))

    def moved(triple: ox.Triple) -> ox.Triple:
        assert isinstance(triple.subject, ox.NamedNode)
        target = move(triple.object) if isinstance(triple.object, ox.NamedNode) else triple.object
        return ox.Triple(move(triple.subject), triple.predicate, target)

    copied = {t for t in examples() if isinstance(t.subject, ox.NamedNode) and own(t.subject)}
    assert copied, f"{fault.shape}: there is no example {fault.node}"
    removed, added = turtle(fault.remove), turtle(fault.add)
    assert removed <= copied, f"{fault.shape} {fault.component}: what is removed is not in the example"
    return {moved(triple) for triple in (copied - removed) | added}


@cache
def outcome() -> tuple[Report, dict[str, list[tuple[str, str]]]]:
    """Validate examples and all faulty copies; give the results by world, the examples' own under ''."""
    data = set(examples())
    for number, fault in enumerate(faults()):
        data |= faulty_copy(fault, f"https://example.org/{number}/id/")
    report = validate(data, vocabulary())
    found = defaultdict(list)
    for result in report.results:
        places = (result.focus, result.value.strip("<>"))
        address = next((place for place in places if place.startswith("https://example.org/")), "")
        world = address.removeprefix("https://example.org/").split("/")[0]
        component = result.constraint.removeprefix("sh:").removesuffix("ConstraintComponent")
        assert set(result.messages) == {"ar", "en"}, result
        found[world].append((result.shape.removeprefix("sjs:").removeprefix(SJS), component))
    return report, found


def test_examples_give_no_result() -> None:
    report = validate(set(examples()), vocabulary())
    assert report.results == ()


@pytest.mark.parametrize(("number", "fault"), list(enumerate(faults())), ids=lambda x: getattr(x, "shape", None))
def test_fault_gives_its_result_alone(number: int, fault: Fault) -> None:
    _, found = outcome()
    assert found[str(number)] == [(fault.shape, fault.component)]


def named_shapes() -> list[URIRef]:
    graph = shape_graph()
    found = set(graph.subjects(RDF.type, SH.NodeShape)) | set(graph.subjects(RDF.type, SH.PropertyShape))
    return sorted(s for s in found if isinstance(s, URIRef))


def helpers() -> set[URIRef]:
    """Shapes that only serve as the value of sh:node: what they check is the constraint of the one that uses them."""
    return {o for o in shape_graph().objects(None, SH.node) if isinstance(o, URIRef)}


def constraints() -> set[tuple[str, str]]:
    graph = shape_graph()
    found = set()
    for shape in set(named_shapes()) - helpers():
        for predicate in graph.predicates(shape):
            assert isinstance(predicate, URIRef)
            if predicate in COMPONENTS:
                found.add((str(shape).removeprefix(SJS), COMPONENTS[predicate]))
            else:
                assert predicate in NOT_CONSTRAINTS, f"{shape}: {predicate} is unknown to this test"
    return found


def test_no_shape_hangs_on_another_without_a_name() -> None:
    """A property shape without a name could have no fault of its own; those inside helpers are their users'."""
    pairs = shape_graph().subject_objects(SH.property)
    assert [shape for owner, shape in pairs if owner not in helpers() and not isinstance(shape, URIRef)] == []


def test_every_constraint_has_a_fault() -> None:
    assert constraints() == {(f.shape, f.component) for f in faults()}


def test_every_constraint_has_something_to_check_in_the_examples() -> None:
    """A property shape is no proof where no example has its property."""
    graph = shape_graph()
    world = to_rdflib(examples() | vocabulary_triples(vocabulary()))
    idle = []
    for shape in named_shapes():
        path = graph.value(shape, SH.path)
        if isinstance(path, URIRef) and (None, path, None) not in world:
            idle.append(str(shape))
    assert idle == []


def test_every_class_has_a_shape_and_an_example() -> None:
    graph = shape_graph()
    own = {term.iri for term in vocabulary().terms.values() if term.is_class and term.iri.startswith(expand("sj:"))}
    targeted = {str(o) for o in graph.objects(None, SH.targetClass)}
    assert own - targeted == set()
    types = [t.object for t in examples() if t.predicate.value == expand("rdf:type")]
    shown = {cls.value for cls in types if isinstance(cls, ox.NamedNode)}
    superclasses = vocabulary().superclasses
    assert own - {above for c in shown for above in superclasses.get(c, {c})} == set()


def test_shapes_name_terms_as_the_ontology_does() -> None:
    """A property shape bears the label of its property, a node shape that of its class, in both languages."""
    graph, words, checked = shape_graph(), vocabulary(), 0
    own_names = {"label-ar", "label-en", "label-count", "Thing-earliest"}
    for shape in named_shapes():
        path, name = graph.value(shape, SH.path), str(shape).removeprefix(SJS)
        term = words.by_iri.get(str(path) if path else expand(name))
        if term and name not in own_names:
            label = SH.name if path else RDFS.label
            assert {o.language: str(o) for o in graph.objects(shape, label) if isinstance(o, Literal)} == term.labels
            checked += 1
    assert checked > 200


def test_shapes_hold_properties_to_their_domains() -> None:
    graph, words, checked = shape_graph(), vocabulary(), 0
    for shape in named_shapes():
        if not str(shape).startswith(f"{SJS}domain-"):
            continue
        term = words.by_iri[str(graph.value(shape, SH.targetSubjectsOf))]
        single = {str(o) for o in graph.objects(shape, SH["class"])}
        listed = {
            str(graph.value(o, SH["class"])) for head in graph.objects(shape, SH["or"]) for o in graph.items(head)
        }
        assert single | listed == term.domains, shape
        checked += 1
    # What legal texts are about is inferred to be their subject, and titles are given to datasets too.
    wider = {"dcterms:subject", "dcterms:title"}
    assert checked == sum(bool(t.domains) and not t.is_annotation and t.name not in wider for t in words.terms.values())


def test_shapes_are_bilingual_and_have_a_severity() -> None:
    graph = shape_graph()
    for shape in named_shapes():
        for predicate in (SH.name, RDFS.label, SH.message):
            texts = [o.language for o in graph.objects(shape, predicate) if isinstance(o, Literal)]
            assert not texts or (len(texts) == 2 and set(texts) == {"ar", "en"}), (shape, predicate)
        label = SH.name if (shape, SH.path, None) in graph else RDFS.label
        assert (shape, label, None) in graph, shape
        if any(p in COMPONENTS for p in graph.predicates(shape)) and shape not in helpers():
            assert (shape, SH.message, None) in graph, shape
            assert (shape, SH.severity, None) in graph, shape


def test_every_node_of_the_dataset_is_checked() -> None:
    """Whatever the build describes is the target of a shape: nothing slips through for want of one."""
    graph = shape_graph()
    dataset = assemble(load(default_registers()))
    data = to_rdflib(dataset.merged() | vocabulary_triples(vocabulary()))
    targeted: set[object] = set()
    for shape in named_shapes():
        for name in graph.objects(shape, SH.targetClass):
            for cls in data.transitive_subjects(RDFS.subClassOf, name):
                targeted.update(data.subjects(RDF.type, cls))
        for predicate in graph.objects(shape, SH.targetSubjectsOf):
            targeted.update(data.subjects(predicate, None))
    terms = set(vocabulary().by_iri)
    loose = {
        str(s)
        for s in data.subjects()
        if s not in targeted and not isinstance(s, BNode) and str(s) not in terms and not str(s).startswith(SJC)
    }
    assert loose == set()
