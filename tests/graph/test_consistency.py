"""HermiT finds the ontology with the whole dated dataset consistent, and a planted fault inconsistent."""

from __future__ import annotations

import os
import shutil

import owlready2
import pyoxigraph as ox
import pytest

from graph.consistency import JavaMissing, all_different, check_triples, reason, reasoner_input
from graph.dataset import ONTOLOGY_GRAPH, Dataset
from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary

needs_java = pytest.mark.skipif(
    shutil.which("java") is None and not os.environ.get("CI"), reason="Java is not installed; HermiT needs it"
)


@needs_java
def test_the_whole_dataset_is_consistent_and_one_planted_fault_is_found(dataset: Dataset) -> None:
    words = vocabulary()
    data = dataset.merged(leave_out=[ONTOLOGY_GRAPH, dataset.inferred_graph])
    outcome = check_triples(data, words)
    assert outcome.consistent and outcome.unsatisfiable == ()
    assert outcome.left_out > 50

    body = next(
        t.subject for t in data if t.predicate.value == RDF_TYPE and key(t.object) == expand("IntergovernmentalBody")
    )
    fault = ox.Triple(body, ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("City")))
    kept, _ = reasoner_input([*data, fault], words)
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason([*kept, *all_different(data, words)])


@needs_java
def test_two_values_of_a_functional_property_contradict_only_where_things_are_different() -> None:
    words = vocabulary()

    def iri(name: str) -> ox.NamedNode:
        return ox.NamedNode(f"https://w3id.org/sijill/id/{name}")

    data = {
        ox.Triple(iri("figure"), ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("Figure"))),
        ox.Triple(iri("a"), ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("Measure"))),
        ox.Triple(iri("b"), ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("Measure"))),
        ox.Triple(iri("figure"), ox.NamedNode(expand("measure")), iri("a")),
        ox.Triple(iri("figure"), ox.NamedNode(expand("measure")), iri("b")),
    }
    kept, _ = reasoner_input(data, words)
    assert reason(kept) == []
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reason([*kept, *all_different(data, words)])


def test_without_java_a_user_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(JavaMissing, match="install a Java runtime"):
        check_triples(set(), vocabulary())
