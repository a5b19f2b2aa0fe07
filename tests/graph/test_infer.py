"""The inferred triples are those of the OWL 2 RL closure that owlrl computes, no more and no fewer of their kinds."""

from __future__ import annotations

import owlrl
import pyoxigraph as ox
import pytest
import rdflib

from graph.convert import to_rdflib
from graph.dataset import Dataset, vocabulary_triples
from graph.infer import infer
from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary


@pytest.fixture(scope="module")
def asserted(dataset: Dataset) -> set[ox.Triple]:
    """The asserted facts without labels and literals, which no rule concerns."""
    graphs = {n: t for n, t in dataset.graphs.items() if "/graph/inferred" not in n and "/graph/dataset" not in n}
    words = vocabulary_triples(vocabulary())
    return {
        t
        for triples in graphs.values()
        for t in triples
        if isinstance(t.object, ox.NamedNode) and t not in words and t.predicate.value != expand("skosxl:prefLabel")
    }


def test_everything_inferred_is_in_the_owl_rl_closure_and_nothing_is_missing(
    asserted: set[ox.Triple],
) -> None:
    words = vocabulary()
    # owlrl takes minutes on the whole report; the facts about a sample of subjects and all they touch are enough to
    # fire every rule, and the sample is the same on every run.
    subjects = sorted({str(t.subject) for t in asserted})[::5]
    sample = {t for t in asserted if str(t.subject) in subjects}
    mine = infer(sample, words)
    axioms = {
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "owl:inverseOf",
        "owl:propertyChainAxiom",
        "rdf:first",
        "rdf:rest",
    }
    kinds = {expand("owl:TransitiveProperty"), expand("owl:SymmetricProperty")}
    schema = [
        t
        for t in words.triples
        if t.predicate.value in {expand(name) for name in axioms}
        or (t.predicate.value == RDF_TYPE and key(t.object) in kinds)
    ]
    graph = to_rdflib([*sample, *schema])
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    closure = set(graph)
    things = {rdflib.URIRef(key(t.subject)) for t in sample if isinstance(t.subject, ox.NamedNode)}
    things |= {
        rdflib.URIRef(key(t.object))
        for t in sample
        if isinstance(t.object, ox.NamedNode) and t.predicate.value != RDF_TYPE
    }
    known = {rdflib.URIRef(iri) for iri in words.by_iri}
    expected = {
        (s, p, o)
        for s, p, o in closure
        if s in things
        and (p in known or (p == rdflib.RDF.type and o in known))
        and p != rdflib.OWL.sameAs
        and not str(p).startswith(str(rdflib.OWL))
    } - set(to_rdflib(sample))
    found = set(to_rdflib(mine))
    assert found - closure == set()
    assert expected - found == set()
    assert len(found) > 400


def test_each_kind_of_rule_fires() -> None:
    def iri(name: str) -> ox.NamedNode:
        return ox.NamedNode(f"https://w3id.org/sijill/id/{name}")

    def fact(subject: str, name: str, value: str) -> ox.Triple:
        return ox.Triple(iri(subject), ox.NamedNode(expand(name)), iri(value))

    given = {
        fact("activity/1", "providedBy", "body/a"),
        fact("activity/1", "assistedCountry", "country/X"),
        fact("body/a", "cooperatesWith", "body/b"),
        fact("work/1", "within", "programme/1"),
        fact("programme/1", "within", "campaign/1"),
        fact("m", "org:member", "body/a"),
        fact("m", "org:organization", "body/b"),
        fact("text/1", "eli:passed_by", "body/a"),
    }
    wanted = {
        fact("body/a", "provided", "activity/1"),
        fact("body/a", "assists", "country/X"),
        fact("body/b", "cooperatesWith", "body/a"),
        fact("work/1", "within", "campaign/1"),
        fact("campaign/1", "frames", "work/1"),
        fact("body/a", "hasRoleIn", "body/b"),
        fact("body/b", "roleHeldBy", "body/a"),
        fact("text/1", "adoptedBy", "body/a"),
        fact("body/a", "adopted", "text/1"),
    }
    assert wanted <= infer(given, vocabulary())
