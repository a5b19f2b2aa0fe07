"""The record of the dataset: what it counts is what a query over the data counts, and every dump is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build import assemble, build, load
from graph.catalogue_record import LICENCE, label_coverage, published, say
from graph.dataset import DATASET_ID, Dataset
from graph.describe import describe
from graph.manifest import asserted_types
from graph.manifest import label_coverage as coverage_of_manifest
from graph.site.formats import FORMATS
from graph.sources import inferred_graphs
from graph.store import fill, from_dataset
from graph.tally import Tally
from loaders.register import Register
from ontology.namespaces import DEFAULT_BASE, PREFIXES, expand, thing_iri
from ontology.vocabulary import key, vocabulary

IRI = thing_iri(DATASET_ID)


def record(dataset: Dataset) -> set[ox.Triple]:
    return dataset.graphs[dataset.description_graph]


def values(dataset: Dataset, subject: str, name: str) -> list[str]:
    node, term = ox.NamedNode(subject), ox.NamedNode(expand(name))
    return sorted(key(t.object) for t in record(dataset) if t.subject == node and t.predicate == term)


def number(dataset: Dataset, subject: str, name: str) -> int:
    (found,) = values(dataset, subject, name)
    return int(found)


def counted(store: ox.Store, query: str) -> int:
    solutions = store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    (row,) = solutions
    return int(row[0].value)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("void:triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("void:distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("void:distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        ("void:properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("void:classes", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
    ],
)
def test_the_counts_are_those_of_a_query_over_the_data(
    dataset: Dataset, store: ox.Store, name: str, query: str
) -> None:
    assert number(dataset, IRI, name) == counted(store, query)


def test_entities_match_the_pattern_and_documents_are_theirs(dataset: Dataset, store: ox.Store) -> None:
    (pattern,), (space,) = values(dataset, IRI, "void:uriRegexPattern"), values(dataset, IRI, "void:uriSpace")
    subjects = {key(quad.subject) for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    entities = {iri for iri in subjects if re.search(pattern, iri)}
    assert entities == {iri for iri in subjects if iri.startswith(space)}
    assert number(dataset, IRI, "void:entities") == len(entities)
    assert number(dataset, IRI, "void:documents") == len({iri.partition("#")[0] for iri in entities})


def test_every_class_and_property_has_a_part_with_its_counts(dataset: Dataset, store: ox.Store) -> None:
    parts = {values(dataset, part, "void:class")[0]: part for part in values(dataset, IRI, "void:classPartition")}
    assert len(parts) == number(dataset, IRI, "void:classes")
    for cls, part in parts.items():
        assert number(dataset, part, "void:entities") == counted(
            store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{cls}> }}"
        )
    parts = {values(dataset, part, "void:property")[0]: part for part in values(dataset, IRI, "void:propertyPartition")}
    assert len(parts) == number(dataset, IRI, "void:properties")
    for name, part in parts.items():
        assert number(dataset, part, "void:triples") == counted(store, f"SELECT (COUNT(*) AS ?n) {{ ?s <{name}> ?o }}")
        assert number(dataset, part, "void:distinctSubjects") == counted(
            store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s <{name}> ?o }}"
        )


def test_every_vocabulary_in_use_is_named(dataset: Dataset) -> None:
    used = {t.predicate.value for t in dataset.merged()}
    used |= {key(t.object) for t in dataset.merged() if t.predicate.value == expand("rdf:type")}
    named = values(dataset, IRI, "void:vocabulary")
    assert [iri for iri in used if not iri.startswith(tuple(named))] == []
    assert [name for name in named if not any(iri.startswith(name) for iri in used)] == []


def test_every_dump_of_a_build_is_a_distribution(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    made = build([small], output, base="https://data.example.net/")
    iri = thing_iri(DATASET_ID, made.dataset.base)
    dumps = {path.name for path in output.glob("sijill.*")}
    nodes = values(made.dataset, iri, "dcat:distribution")
    addresses = {values(made.dataset, node, "dcat:downloadURL")[0] for node in nodes}
    assert (
        addresses
        == {f"https://data.example.net/dumps/{name}" for name in dumps}
        == set(values(made.dataset, iri, "void:dataDump"))
    )
    for node in nodes:
        (media,) = values(made.dataset, node, "dcat:mediaType")
        form = next(form for form in FORMATS if media == form.iri)
        assert node.endswith(f".{form.ending}")
        assert values(made.dataset, node, "dcterms:title") == sorted(form.labels.values())
        assert values(made.dataset, node, "dcterms:license") == [LICENCE]


def test_labels_are_counted_by_language_and_status(dataset: Dataset, store: ox.Store) -> None:
    types = asserted_types(dataset)
    shares = coverage_of_manifest(dataset, types)
    found = {}
    for node in values(dataset, IRI, "dqv:hasQualityMeasurement"):
        language, status = (values(dataset, node, name) for name in ("dcterms:language", "ofLabelStatus"))
        (metric,) = values(dataset, node, "dqv:isMeasurementOf")
        found[metric.rpartition("#")[2], *language, *status] = number(dataset, node, "dqv:value")
    assert found["quality-metric-things",] == len(types)
    codes = vocabulary().codes
    for tag, share in shares.items():
        code = codes["language"][tag]
        assert found["quality-metric-labelled-things", code] == share * len(types)
        for kind in codes["label-status"].values():
            query = (
                f"SELECT (COUNT(DISTINCT ?t) AS ?n) {{ ?t skosxl:prefLabel ?l . ?l sj:labelStatus <{kind}> ; "
                f"skosxl:literalForm ?f FILTER(LANG(?f) = '{tag}') }}"
            )
            assert found.get(("quality-metric-labelled-things", code, kind), 0) == counted(store, query)
    assert values(dataset, IRI, "dcterms:language") == [codes["language"][tag] for tag in ("ar", "en")]


def test_a_thing_without_a_label_in_a_language_is_not_counted_as_labelled() -> None:
    things = [f"https://a.net/id/body/{name}" for name in "xy"]
    labels = [say(things[0], "skos:prefLabel", ox.Literal("س", language="ar"))]
    labels += [say(thing, "skos:prefLabel", ox.Literal("x", language="en")) for thing in things]
    measured = {
        key(t.subject).partition("#measured/")[2]: key(t.object)
        for t in label_coverage(labels, things, "https://a.net/")
        if t.predicate.value == expand("dqv:value")
    }
    assert measured == {"things": "2", "labelled-things/ar": "1", "labelled-things/en": "2"}


def test_links_out_are_counted_by_property_and_site(dataset: Dataset) -> None:
    found = {}
    for node in values(dataset, IRI, "void:subset"):
        (target,) = values(dataset, node, "void:objectsTarget")
        (space,) = values(dataset, target, "void:uriSpace")
        (name,) = values(dataset, node, "void:linkPredicate")
        found[name, space] = number(dataset, node, "void:triples")
        links = {t for t in dataset.merged() if t.predicate.value == name and key(t.object).startswith(space)}
        assert len(links) == found[name, space]
    assert {space for _, space in found} == {
        "http://metadata.un.org/sdg/",
        "http://metadata.un.org/thesaurus/",
        "https://undocs.org/ar/",
        "https://undocs.org/en/",
    }


def test_examples_are_the_things_that_are_mentioned_most_each_of_another_class(dataset: Dataset) -> None:
    examples = values(dataset, IRI, "void:exampleResource")
    assert len(examples) == 8 and thing_iri("body/unodc") in examples
    types = asserted_types(dataset)
    assert len({types[iri] for iri in examples}) == len(examples)


def test_each_graph_says_what_it_holds(dataset: Dataset) -> None:
    roles: dict[str, set[str]] = {}
    for node in values(dataset, IRI, "sd:namedGraph"):
        (name,), (role,) = values(dataset, node, "sd:name"), values(dataset, node, "graphRole")
        roles.setdefault(role.rpartition("#graph-role-")[2], set()).add(name)
        assert number(dataset, node, "void:triples") == len(dataset.graphs[name])
    assert roles["inferred"] == {dataset.inferred_graph} and roles["description"] == {dataset.description_graph}
    assert roles["document"] == {thing_iri("document/CTOC/COP/2018/2")}
    assert roles["register"] == {f"{DEFAULT_BASE}graph/{name}" for name in ("authority", "CTOC/COP/2018/2")}
    assert len(roles["part"]) == len(dataset.graphs) - 6
    assert all("/para/" in name or "/footnote/" in name for name in roles["part"])


def test_the_mark_tells_the_graphs_of_what_is_inferred_whatever_they_are_called(small: Path) -> None:
    dataset = assemble(load([small]), "https://data.example.net/")
    assert inferred_graphs(from_dataset(dataset)) == {"https://data.example.net/graph/inferred"}
    mark = [say("https://a.net/d#1", "graphRole", expand("sjc:graph-role-inferred"))]
    mark.append(say("https://a.net/d#1", "sd:name", "https://a.net/reasoned"))
    told = fill(ox.Quad(t.subject, t.predicate, t.object) for t in mark)
    assert inferred_graphs(told) == {"https://a.net/reasoned"}
    bare = {n: triples for n, triples in dataset.graphs.items() if n != dataset.description_graph}
    unmarked = Dataset(base=dataset.base)
    unmarked.graphs.update(bare)
    assert inferred_graphs(from_dataset(unmarked)) == frozenset()


def test_describing_again_changes_nothing(dataset: Dataset, registers: list[Register]) -> None:
    assert describe(dataset, registers) == record(dataset)


def test_a_dataset_without_anything_is_described() -> None:
    described = describe(Dataset(base="https://a.net/"), [])
    assert say(thing_iri(DATASET_ID, "https://a.net/"), "void:triples", len(described)) in described


def test_the_counts_grow_with_what_is_added() -> None:
    facts = [say(f"https://a.net/id/body/{n}", "rdf:type", expand("Body")) for n in "ab"]
    one = Tally(facts[:1], "https://a.net/")
    assert one.with_more(facts[1:]).classes == Tally(facts, "https://a.net/").classes == {expand("Body"): 2}
    assert one.classes == {expand("Body"): 1}


def test_what_is_a_special_character_in_a_pattern_stands_for_itself() -> None:
    described = describe(Dataset(base="https://a.net/x(1)+$/"), [])
    (pattern,) = (key(t.object) for t in described if t.predicate.value == expand("void:uriRegexPattern"))
    assert re.search(pattern, "https://a.net/x(1)+$/id/body/y")


def test_the_publisher_adds_what_only_a_publisher_knows() -> None:
    endpoint = "https://a.net/sparql"
    added = set(published("https://a.net/", {"sijill.nq": 5, "notes.txt": 7}, "https://a.net/", endpoint))
    iri = "https://a.net/id/dataset/sijill"
    titles = {t for t in added if t.predicate.value == expand("dcterms:title")}
    assert {t.object.language for t in titles if isinstance(t.object, ox.Literal)} == {"ar", "en"}
    assert added - titles == {
        say(iri, "dcat:landingPage", "https://a.net/"),
        say(iri, "void:sparqlEndpoint", endpoint),
        say(endpoint, "rdf:type", expand("dcat:DataService")),
        say(endpoint, "dcat:endpointURL", endpoint),
        say(endpoint, "dcat:endpointDescription", endpoint),
        say(endpoint, "dcat:servesDataset", iri),
        say(f"{iri}#dump/sijill.nq", "dcat:byteSize", 5),
    }
