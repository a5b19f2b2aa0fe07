"""Data documents: they hold all that is said of a thing, come back from every format, and are the same every time."""

from __future__ import annotations

import json
import random
from collections import defaultdict

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.build import assemble, default_registers, load
from graph.catalogue_record import LICENCE
from graph.convert import to_rdflib
from graph.dataset import Dataset
from graph.lint import lint_triples
from graph.site.data_documents import About
from graph.site.formats import FORMATS, Format, of_ending, of_media_type
from graph.site.serialising import serialise
from graph.site.vocabulary_documents import NAMES, is_term, term_document, whole
from graph.store import fill
from ontology.namespaces import DEFAULT_BASE, SJ, SJC, expand, thing_iri
from ontology.vocabulary import FILES, key, vocabulary

FORMS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
THINGS = (
    "body/unodc",
    "country/NGA",
    "document/CTOC/COP/2018/2",
    "document/CTOC/COP/2018/2/para/36",
    "document/CTOC/COP/2018/2/footnote/star",
    "tool/human-trafficking-knowledge-portal",
    "dataset/sijill",
)
ADDRESS = "https://a.net/data/x.ttl"


def form(ending: str) -> Format:
    found = of_ending(ending)
    assert found
    return found


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


@pytest.fixture(scope="module")
def about(store: ox.Store) -> About:
    return About(store, DEFAULT_BASE)


def document(about: About, identifier: str) -> list[ox.Quad]:
    found = about.document(thing_iri(identifier), ADDRESS)
    assert found
    return found


def test_the_table_of_formats_is_whole() -> None:
    assert {one.ending for one in FORMATS} == set(FORMS)
    for one in FORMATS:
        assert of_ending(one.ending) is one and of_media_type(one.media_type) is one
        assert set(one.labels) == {"ar", "en"} and all(one.name in label for label in one.labels.values())
        assert FORMS[one.ending].supports_datasets == one.graphs or one.ending == "jsonld"
        assert one.iri == f"https://www.iana.org/assignments/media-types/{one.media_type}"


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("identifier", THINGS)
def test_every_format_comes_back_as_it_was(about: About, identifier: str, ending: str) -> None:
    quads = document(about, identifier)
    written = serialise(quads, form(ending), DEFAULT_BASE)
    read = set(ox.parse(written, format=FORMS[ending]))
    if form(ending).graphs:
        assert read == set(quads)
    else:
        assert read == {ox.Quad(q.subject, q.predicate, q.object) for q in quads}


@pytest.mark.parametrize(("ending", "name"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_another_library_reads_the_same(about: About, ending: str, name: str) -> None:
    quads = document(about, "tool/human-trafficking-knowledge-portal")
    read = rdflib.Graph().parse(data=serialise(quads, form(ending), DEFAULT_BASE), format=name)
    assert isomorphic(read, to_rdflib({quad.triple for quad in quads}))


def test_the_json_has_its_context_with_it_and_only_the_names_that_it_uses(about: About) -> None:
    written = json.loads(serialise(document(about, "country/NGA"), form("jsonld"), DEFAULT_BASE))
    names = {name for name, entry in written["@context"].items() if isinstance(entry, dict)}
    assert names == {name for thing in written["@graph"] for name in thing} - {"@id", "type", "rdfs:label"}


def test_only_prefixes_in_use_are_declared(about: About) -> None:
    written = serialise(document(about, "country/NGA"), form("ttl"), DEFAULT_BASE).decode()
    declared = [line.split()[1] for line in written.splitlines() if line.startswith("@prefix")]
    body = "".join(line for line in written.splitlines(keepends=True) if not line.startswith("@prefix"))
    assert "foaf:" in declared and "vann:" not in declared
    assert [prefix for prefix in declared if prefix != "xsd:" and prefix not in body] == []


def test_all_that_is_said_of_a_thing_and_its_parts_is_there(about: About, dataset: Dataset) -> None:
    """Parts are found by their links, without a look at all IRIs: here they are looked for by their IRIs."""
    of_thing: dict[str, set[ox.Quad]] = defaultdict(set)
    for quad in dataset.quads():
        of_thing[key(quad.subject).partition("#")[0]].add(quad)
    things = [iri for iri in of_thing if iri.startswith(f"{DEFAULT_BASE}id/")]
    assert len(things) > 800
    for iri in things:
        assert of_thing[iri] <= set(about.document(iri, ADDRESS)), iri


def test_all_that_points_to_a_thing_is_there_where_it_is_not_too_much(about: About, dataset: Dataset) -> None:
    quads = set(document(about, "country/NGA"))
    thing = ox.NamedNode(thing_iri("country/NGA"))
    assert {quad for quad in dataset.quads() if quad.object == thing} <= quads


def test_a_paragraph_has_all_that_its_graph_states(about: About, dataset: Dataset) -> None:
    iri = thing_iri("document/CTOC/COP/2018/2/para/36")
    stated = {
        quad for quad in document(about, "document/CTOC/COP/2018/2/para/36") if quad.graph_name == ox.NamedNode(iri)
    }
    assert {quad.triple for quad in stated} == dataset.graphs[iri]


@pytest.mark.parametrize("identifier", THINGS)
def test_everything_that_is_named_has_its_names_in_both_languages(
    about: About, store: ox.Store, identifier: str
) -> None:
    quads = document(about, identifier)
    labels: dict[object, set[str | None]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value in (expand("skos:prefLabel"), expand("rdfs:label")):
            assert isinstance(quad.object, ox.Literal)
            labels[quad.subject].add(quad.object.language)
    referred = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
    named = {n for n in referred if next(store.quads_for_pattern(n, node("rdfs:label"), None), None)}
    assert named and [n for n in named if labels[n] != {"ar", "en"}] == []


def test_the_document_says_what_it_is(about: About) -> None:
    quads = document(about, "country/NGA")
    said = {
        (quad.predicate.value, key(quad.object))
        for quad in quads
        if quad.subject == ox.NamedNode(ADDRESS) and quad.graph_name == ox.DefaultGraph()
    }
    assert said == {
        (expand("rdf:type"), expand("foaf:Document")),
        (expand("foaf:primaryTopic"), thing_iri("country/NGA")),
        (expand("dcterms:license"), LICENCE),
        (expand("void:inDataset"), thing_iri("dataset/sijill")),
    }
    assert quads[0].subject == ox.NamedNode(ADDRESS)


@pytest.mark.parametrize("identifier", THINGS)
def test_documents_use_declared_terms_alone(about: About, identifier: str) -> None:
    quads = document(about, identifier)
    ours = {q.triple for q in quads if q.graph_name == ox.DefaultGraph()}
    assert ours and lint_triples(ours, vocabulary()) == []


def test_what_points_to_a_thing_is_bounded_and_the_document_says_so(store: ox.Store) -> None:
    few = About(store, DEFAULT_BASE, most_pointing=10)
    quads = document(few, "body/unodc")
    thing = ox.NamedNode(thing_iri("body/unodc"))
    pointing = {quad.triple for quad in quads if quad.object == thing and quad.subject != ox.NamedNode(ADDRESS)}
    assert len(pointing) == 10
    inferred = ox.NamedNode(f"{DEFAULT_BASE}graph/inferred")
    assert all(any(q.graph_name != inferred for q in quads if q.triple == triple) for triple in pointing)
    comments = {
        q.object.language: q.object.value
        for q in quads
        if q.predicate == node("rdfs:comment") and isinstance(q.object, ox.Literal)
    }
    everything = {q.triple for q in store.quads_for_pattern(None, None, thing, ox.DefaultGraph())}
    assert set(comments) == {"ar", "en"}
    assert f"{len(everything)} statements" in comments["en"].replace(",", "") and "10 are" in comments["en"]
    assert "١٠" in comments["ar"]
    assert any(q.predicate == node("rdfs:seeAlso") and q.subject == ox.NamedNode(ADDRESS) for q in quads)
    whole_document = document(About(store, DEFAULT_BASE), "country/NGA")
    assert not any(q.predicate == node("rdfs:comment") for q in whole_document)


def test_the_bytes_do_not_depend_on_the_order_in_which_a_store_was_filled(store: ox.Store) -> None:
    quads = list(store)
    random.Random(4).shuffle(quads)
    other = ox.Store()
    other.extend(quads)
    for most in (10, 1000):
        one, two = (About(one, DEFAULT_BASE, most) for one in (store, other))
        for ending in FORMS:
            first, second = (serialise(document(a, "body/icat"), form(ending), DEFAULT_BASE) for a in (one, two))
            assert first == second


def test_data_without_graphs_have_the_same_triples(store: ox.Store) -> None:
    flat = ox.Store()
    flat.extend(q for q in store if q.graph_name == ox.DefaultGraph())
    iri = thing_iri("country/NGA")
    one, other = (About(s, DEFAULT_BASE).document(iri, ADDRESS) for s in (store, flat))
    assert {q.triple for q in one} == {q.triple for q in other}
    assert {q.graph_name for q in other} == {ox.DefaultGraph()}


def test_blank_nodes_of_foreign_data_come_along_with_steady_names() -> None:
    text = """
        @prefix ex: <https://b.net/> .
        ex:a ex:has [ ex:name "inner" ; ex:list ( ex:x ex:y ) ] .
        ex:c ex:among [ ex:of ( ex:q ex:a ) ] .
        ex:z ex:other ex:y .
    """
    documents = []
    for _ in range(2):
        parsed = ox.parse(text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        quads = About(fill(parsed), "https://b.net/").document("https://b.net/a", ADDRESS)
        documents.append([serialise(quads, one, "https://b.net/") for one in FORMATS])
    assert documents[0] == documents[1]
    read = {str(quad) for quad in ox.parse(documents[0][0], format=ox.RdfFormat.TURTLE)}
    assert any('"inner"' in line for line in read) and any("b.net/c" in line for line in read)
    assert any("b.net/y" in line for line in read) and not any("b.net/z" in line for line in read)
    for one, written in zip(FORMATS, documents[0], strict=True):
        assert len(set(ox.parse(written, format=FORMS[one.ending]))) == len(read)


@pytest.mark.parametrize("iri", ["https://w3id.org/sijill/id/body/nobody", "", "no iri", "x y<z>", "\x00"])
def test_what_nothing_is_said_of_has_no_document(about: About, iri: str) -> None:
    assert about.document(iri, ADDRESS) == []


def test_a_term_has_its_axioms_and_what_refers_to_it() -> None:
    quads = term_document(f"{SJ}CourtCase", ADDRESS)
    triples = {(key(q.subject), q.predicate.value, key(q.object)) for q in quads}
    assert (f"{SJ}CourtCase", expand("rdf:type"), expand("owl:Class")) in triples
    assert (f"{SJ}caseNumber", expand("rdfs:domain"), f"{SJ}CourtCase") in triples
    unions = {s for s, p, _ in triples if p == expand("owl:unionOf")}
    assert unions and all((f"{SJ}symbolAsPrinted", expand("rdfs:domain"), union) in triples for union in unions)
    names = {q.object.language for q in quads if q.subject == node("caseNumber") and isinstance(q.object, ox.Literal)}
    assert names == {"ar", "en"}


def test_every_term_and_code_has_a_document_that_keeps_its_blank_nodes() -> None:
    of_subject: dict[str, int] = defaultdict(int)
    for triple in vocabulary().triples:
        of_subject[key(triple.subject)] += 1
    for iri in (*vocabulary().by_iri, *vocabulary().code_labels):
        assert is_term(iri)
        quads = term_document(iri, ADDRESS)
        assert sum(key(q.subject) == iri for q in quads) == of_subject[iri], iri
        told = {q.subject for q in quads}
        assert all(q.object in told for q in quads if isinstance(q.object, ox.BlankNode)), iri


def canonical(quads: object) -> ox.Dataset:
    made = ox.Dataset(quads)  # type: ignore[arg-type]
    made.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_whole_documents_come_back_from_every_format_with_their_blank_nodes(name: str) -> None:
    turtle = whole(name, form("ttl"))
    assert turtle
    source = canonical(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    for one in FORMATS:
        written = whole(name, one)
        assert written == whole(name, one) and written is not None
        assert canonical(ox.parse(written, format=FORMS[one.ending])) == source, one.name


def test_the_turtle_of_the_ontology_is_its_file() -> None:
    for name, path in zip(("ontology", "concepts", "alignments"), FILES, strict=True):
        assert whole(name, form("ttl")) == path.read_bytes()


def test_codes_are_told_by_their_lists() -> None:
    quads = term_document(f"{SJC}language-ar", ADDRESS)
    assert any(q.predicate == node("skos:inScheme") for q in quads)


def test_documents_of_another_base_name_their_own_dataset() -> None:
    dataset = assemble(load(default_registers()), "https://data.example.net/")
    quads = About(fill(dataset.quads()), dataset.base).document("https://data.example.net/id/country/NGA", ADDRESS)
    assert any(q.object == ox.NamedNode("https://data.example.net/id/dataset/sijill") for q in quads[:4])
