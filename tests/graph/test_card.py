"""A thing with all that is known of it, and why: statements with their paragraphs, corrections, sources of labels."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from graph.card import card
from graph.dataset import Dataset
from graph.properties import UnknownProperty, property_iri
from graph.reasons import NotSaid, reasons
from graph.shown import heading_lines, places, statement_table, tables, to_json
from graph.sources import Source, source
from graph.store import fill, from_dataset
from graph.things import UnknownThing, find
from loaders.text import ARABIC_LETTER
from ontology.namespaces import DEFAULT_BASE, expand, thing_iri
from ontology.vocabulary import key

SYMBOL = "CTOC/COP/2018/2"


def node(identifier: str) -> ox.NamedNode:
    return ox.NamedNode(thing_iri(identifier))


@pytest.mark.parametrize("identifier", ["programme/glo-act", "body/unodc", "country/BTN", "document/CTOC/COP/2018/2"])
def test_a_card_holds_every_asserted_statement_about_a_thing(
    store: ox.Store, dataset: Dataset, identifier: str
) -> None:
    found = card(store, node(identifier), "en", DEFAULT_BASE)
    hidden = {expand(n) for n in ("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skosxl:prefLabel")}
    unshown = {expand(name) for name in ("schema:mentions", "sd:name", "oa:hasSource")}
    said, pointing = set(), set()
    for name, triples in dataset.graphs.items():
        if name == dataset.inferred_graph:
            continue
        for t in triples:
            if t.subject == node(identifier) and t.predicate.value not in hidden:
                said.add((t.predicate.value, key(t.object)))
            # what the dataset says of itself, such as its examples, is no statement about the thing
            if t.object == node(identifier) and t.predicate.value not in unshown and name != dataset.description_graph:
                pointing.add((t.predicate.value, key(t.subject)))
    assert {(s.term, s.identifier) for s in found.pointing} == pointing
    shown = {(s.term, s.identifier or key(s.value)) for s in found.statements}
    # of a text in two languages the reader's alone is shown
    assert shown <= said and {term for term, _ in shown} == {term for term, _ in said}
    assert {pair for pair in said if not ARABIC_LETTER.search(pair[1])} <= shown


def test_each_statement_names_all_its_paragraphs(store: ox.Store) -> None:
    found = card(store, node("body/icat"), "en", DEFAULT_BASE)
    topic = next(s for s in found.statements if s.identifier == thing_iri("topic/trafficking-in-persons"))
    assert topic.sources == (Source(SYMBOL, "15"), Source(SYMBOL, "22"))
    assert [s.paragraph for s in found.mentioned] == ["fn1", "15", "22", "23", "24", "25", "26"]
    assert found.labels == {
        "ar": "الفريق المشترك بين الوكالات المعني بالتنسيق في مجال مكافحة الاتجار بالأشخاص",
        "en": "Inter-Agency Coordination Group against Trafficking in Persons",
    }


def test_a_missing_label_is_shown_in_the_other_language_with_its_tag() -> None:
    label, graph = ox.Literal("أداة", language="ar"), ox.NamedNode(f"{DEFAULT_BASE}graph/x")
    store = fill([ox.Quad(node("tool/x"), ox.NamedNode(expand("skos:prefLabel")), label, graph)])
    found = card(store, node("tool/x"), "en", DEFAULT_BASE)
    assert found.label("en") == ("أداة", "ar")
    assert heading_lines(found, "en")[0] == "أداة [ar]"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_parts_are_headed_and_written_in_the_language(store: ox.Store, language: str) -> None:
    found = card(store, node("tool/case-law-database"), language, DEFAULT_BASE)
    parts = tables(found, language, DEFAULT_BASE)
    assert len(parts) == 3
    for heading, table in parts:
        assert bool(ARABIC_LETTER.search(heading)) is (language == "ar")
        assert all(bool(ARABIC_LETTER.search(c.heading)) is (language == "ar") for c in table.columns)
    stated = {row[-1] for row in parts[1][1].rows}
    assert {"en": "paragraphs 3, 36", "ar": "الفقرتان ٣، ٣٦"}[language] in stated
    assert SYMBOL in parts[1][1].caption


def test_where_documents_differ_each_statement_names_its_own(store: ox.Store) -> None:
    found = card(store, node("body/icat"), "en", DEFAULT_BASE)
    first, *rest = found.statements
    other = type(first)(first.property, first.term, first.value, None, (Source("A/1", "4"),))
    table = statement_table([other, *rest], "en", DEFAULT_BASE, "value")
    assert table.caption == "" and table.rows[0][-1] == "A/1, paragraph 4"


def test_places_put_numbers_after_one_word() -> None:
    many = [Source(SYMBOL, n) for n in ("0", "3", "5", "51bis", "fn2")]
    assert places(many, "en") == f"{SYMBOL}, cover page, footnote 2, paragraphs 3, 5, 51 bis"
    assert places(many, "ar") == f"{SYMBOL}، صفحة الغلاف، الحاشية ٢، الفقرات ٣، ٥، ٥١ مكرراً"
    assert places([Source(SYMBOL, "3")], "ar") == f"{SYMBOL}، الفقرة ٣"


def test_a_card_for_a_program(store: ox.Store) -> None:
    record = json.loads(to_json(card(store, node("programme/glo-act"), "ar", DEFAULT_BASE), DEFAULT_BASE))
    assert record["id"] == "programme/glo-act" and set(record["labels"]) == {"ar", "en"}
    assert record["classes"] == ["sj:Programme"]
    row = next(s for s in record["statements"] if s["id"] == "country/UKR")
    assert row == {
        "property": "البلد المستفيد",
        "term": "sj:assistedCountry",
        "value": "أوكرانيا",
        "id": "country/UKR",
        "sources": [{"document": SYMBOL, "paragraph": "41"}],
    }


def test_the_source_of_a_graph(store: ox.Store) -> None:
    assert source(store, node(f"document/{SYMBOL}/para/51bis")) == Source(SYMBOL, "51bis")
    assert source(store, node(f"document/{SYMBOL}")) == Source(SYMBOL, "0")
    assert source(store, ox.NamedNode(f"{DEFAULT_BASE}graph/authority")) is None


@pytest.mark.parametrize(
    "given",
    ["country/BTN", "https://w3id.org/sijill/id/country/BTN", "Bhutan", "بُوتان", "BTN", "kingdom of bhutan"],
)
def test_a_thing_is_found_by_id_address_or_whole_name(store: ox.Store, given: str) -> None:
    assert find(store, given, DEFAULT_BASE) == node("country/BTN")


def test_a_body_is_meant_rather_than_the_section_headed_by_its_name(store: ox.Store) -> None:
    assert find(store, "General Assembly", DEFAULT_BASE) == node("body/general-assembly")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("tool/case-law-databse", "did you mean tool/case-law-database?"),
        ("body/unodcc", "did you mean body/unodc"),
        ("بوتتان", "did you mean country/BTN"),
        ("nothing like this at all", "sijill search"),
        ("http://bad iri", "sijill search"),
    ],
)
def test_what_is_not_there_gets_a_suggestion(store: ox.Store, given: str, message: str) -> None:
    with pytest.raises(UnknownThing) as caught:
        find(store, given, DEFAULT_BASE, "--x: ")
    assert message in str(caught.value) and str(caught.value).startswith("--x: ")
    assert caught.value.said("ar").startswith("--x: ") and ARABIC_LETTER.search(caught.value.said("ar"))


def test_why_one_statement_names_its_paragraphs_alone(store: ox.Store) -> None:
    found = reasons(store, "ICAT", "الموضوع", "الاتجار بالأشخاص", "en", DEFAULT_BASE)
    (statement,) = found.card.statements
    assert [s.paragraph for s in statement.sources] == ["15", "22"]
    assert found.card.pointing == ()
    literal = reasons(store, "country/BTN", "isoAlpha3", "btn", "en", DEFAULT_BASE)
    assert len(literal.card.statements) == 1 and not literal.card.statements[0].sources


def test_why_a_thing_names_corrections_and_label_sources(store: ox.Store) -> None:
    found = reasons(store, "tool/case-law-database", None, None, "ar", DEFAULT_BASE)
    headings = [heading for heading, _ in found.tables()]
    assert headings == ["ما يُقال عنه", "ما يشير إليه", "تصويبات النص المطبوع", "مصادر التسميات"]
    assert dict(found.tables())["تصويبات النص المطبوع"].rows[0][-1] == "٣٦"
    record = json.loads(found.to_json())
    assert record["corrections"][0]["paragraph"] == "36"
    assert {name["status"] for name in record["names"]} == {"رسمية"}


def test_what_is_inferred_is_said_to_be(store: ox.Store) -> None:
    found = reasons(store, "body/icat", "rdf:type", "org:Organization", "en", DEFAULT_BASE)
    (_, table), *_ = found.tables()
    assert [row[-1] for row in table.rows] == ["inferred from the ontology"]


def test_what_is_not_said_is_refused(store: ox.Store) -> None:
    with pytest.raises(NotSaid, match=r"it says .*dcterms:subject"):
        reasons(store, "body/icat", "sj:partner", None, "en", DEFAULT_BASE)
    with pytest.raises(NotSaid):
        reasons(store, "body/icat", "dcterms:subject", "country/BTN", "en", DEFAULT_BASE)
    with pytest.raises(UnknownProperty, match="did you mean"):
        property_iri("assistdCountry")


@pytest.fixture(scope="module")
def read_store(read_dataset: Dataset) -> ox.Store:
    return from_dataset(read_dataset)


@pytest.mark.parametrize(("language", "mark"), [("ar", "قراءة آلية"), ("en", "machine reading")])
def test_a_card_tells_what_only_a_program_read(read_store: ox.Store, language: str, mark: str) -> None:
    found = card(read_store, node("country/TUN"), language, DEFAULT_BASE)
    read = [source for source in found.mentioned if source.read]
    assert read == [Source("CAC/COSP/2019/12", "fn2", read=True)]
    assert {source.document for source in found.mentioned if not source.read} == {SYMBOL}
    assert heading_lines(found, language)[-1].count(f"({mark})") == 1
    assert {"document": "CAC/COSP/2019/12", "paragraph": "fn2", "read": True} in json.loads(
        to_json(found, DEFAULT_BASE)
    )["mentioned"]


def test_a_card_shows_the_words_of_a_mention_and_no_names_of_graphs(read_store: ox.Store) -> None:
    part = f"{thing_iri('document/CAC/COSP/2019/12')}/footnote/2"
    mention = next(
        key(q.subject)
        for q in read_store.quads_for_pattern(None, ox.NamedNode(expand("oa:hasBody")), node("country/TUN"))
        if key(q.subject).startswith(part)
    )
    found = card(read_store, ox.NamedNode(mention), "en", DEFAULT_BASE)
    said = {s.term: s for s in found.statements}
    assert key(said[expand("oa:hasTarget")].value) == "تونس" and said[expand("oa:hasTarget")].identifier is None
    assert all(source.read for s in found.statements for source in s.sources)
    whole = card(read_store, ox.NamedNode(part), "en", DEFAULT_BASE)
    assert expand("readGraph") not in {s.term for s in whole.statements}
    assert {s.identifier for s in whole.statements if s.term == expand("schema:mentions")} >= {thing_iri("country/TUN")}


def test_what_people_recorded_is_not_told_as_read_too(store: ox.Store) -> None:
    paragraph, about = f"{thing_iri('document')}/{SYMBOL}/para/41", node("programme/glo-act")
    graph, mentions = ox.NamedNode(f"{paragraph}/read"), ox.NamedNode(expand("schema:mentions"))
    quads = [
        ox.Quad(ox.NamedNode(paragraph), ox.NamedNode(expand("readGraph")), graph, ox.NamedNode(f"{graph.value}/x")),
        ox.Quad(ox.NamedNode(paragraph), mentions, about, graph),
    ]
    both = fill([*(q for q in store if isinstance(q.graph_name, ox.NamedNode)), *quads])
    assert not any(source.read for source in card(both, about, "en", DEFAULT_BASE).mentioned)
    assert source(both, graph) == Source(SYMBOL, "41", read=True)
