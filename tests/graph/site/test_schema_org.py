"""schema.org data: terms that exist, names in both languages, and nothing that ends the script element."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SDO, Graph, Literal, Namespace, URIRef

import graph.site.schema_org as module
from graph.catalogue_record import LICENCE, published
from graph.site.formats import FORMATS
from graph.site.reader import Reader
from graph.site.schema_org import MOST, dataset_data, page_data, script_safe, thing_data, type_of
from graph.store import fill
from ontology.namespaces import DEFAULT_BASE, SJ, SJC, expand, thing_iri
from ontology.vocabulary import vocabulary

HERE = Path(module.__file__).parent


@pytest.fixture(scope="module")
def reader(store: ox.Store) -> Reader:
    return Reader(store, DEFAULT_BASE)


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"schema_org_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exists(word: str) -> bool:
    """Whether schema.org has a term, by the closed list of rdflib, which lacks one that the ontology declares."""
    return word in SDO or f"https://schema.org/{word}" in vocabulary().by_iri


def words_of(data: object) -> Iterator[tuple[str, str]]:
    """All terms in data: each type and property."""
    if isinstance(data, list):
        for one in data:
            yield from words_of(one)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name == "@type":
                yield "type", value
            elif not name.startswith("@"):
                yield "property", name
            yield from words_of(value)


def test_the_tables_name_terms_that_exist() -> None:
    types = table("types")
    kinds = {row["type"] for row in types} | {"Thing"}
    assert all(exists(kind) for kind in kinds)
    own = vocabulary().by_iri
    assert [row["class"] for row in types if expand(row["class"]) not in own] == []
    for row in table("properties"):
        assert exists(row["name"]), row
        assert set(row["types"].split()) <= kinds, row
        assert expand(row["property"]) in own or row["property"].startswith("rdfs:"), row


def test_a_more_special_class_comes_before_what_is_above_it() -> None:
    classes = [expand(row["class"]) for row in table("types")]
    above = vocabulary().superclasses
    for place, cls in enumerate(classes):
        assert not (above.get(cls, frozenset()) - {cls}) & set(classes[:place]), cls


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Workshop", "Event"),
        ("Campaign", "EventSeries"),
        ("Country", "Country"),
        ("City", "City"),
        ("Region", "Place"),
        ("SecretariatEntity", "Organization"),
        ("Programme", "Project"),
        ("Database", "Dataset"),
        ("Tool", "CreativeWork"),
        ("Resolution", "CreativeWork"),
        ("Paragraph", "CreativeWork"),
        ("Topic", "DefinedTerm"),
        ("StakeholderGroup", "DefinedTerm"),
        ("Figure", "Observation"),
        ("CourtCase", "Thing"),
        ("Mandate", "Thing"),
    ],
)
def test_classes_of_the_ontology_have_types(name: str, expected: str) -> None:
    assert type_of([expand(name)]) == expected


def things(store: ox.Store) -> list[str]:
    label = ox.NamedNode(expand("skos:prefLabel"))
    found = {q.subject.value for q in store.quads_for_pattern(None, label, None) if isinstance(q.subject, ox.NamedNode)}
    return sorted(found)


def test_everything_has_its_names_in_both_languages_and_terms_that_exist(reader: Reader, store: ox.Store) -> None:
    used: set[tuple[str, str]] = set()
    subjects = things(store)
    assert len(subjects) > 1000
    for iri in subjects:
        data = thing_data(reader, iri)
        assert data["@id"] == iri
        assert {name["@language"] for name in data["name"]} == {"ar", "en"}, iri
        used |= set(words_of(data))
    assert [word for _, word in used if not exists(word)] == []
    kinds = {word for kind, word in used if kind == "type"}
    assert kinds >= {"Organization", "Event", "Country", "CreativeWork", "Project", "DefinedTerm", "Observation"}
    assert {word for kind, word in used if kind == "property"} >= {"startDate", "location", "organizer", "isPartOf"}


def test_an_event_has_its_dates_place_and_organizers(reader: Reader, store: ox.Store) -> None:
    location = ox.NamedNode(expand("schema:location"))
    quad = next(iter(store.quads_for_pattern(None, location, None)))
    assert isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    data = thing_data(reader, quad.subject.value)
    places = data["location"] if isinstance(data["location"], list) else [data["location"]]
    assert quad.object.value in {place["@id"] for place in places}
    dates = [v.value for n in ("start", "date") for v in reader.values(quad.subject.value, n)]
    assert not dates or data["startDate"] in (dates[0], dates)


def test_a_thing_is_told_as_json_ld(reader: Reader) -> None:
    """With a context of its own in the place of that of schema.org, since nothing is loaded from the network."""
    about = thing_data(reader, thing_iri("programme/glo-act"))
    made = page_data("https://a.net/ar/x.html", "برنامج", "ar", [("https://a.net/ar/index.html", "المدخل")], about)
    assert made["@context"] == "https://schema.org"
    made["@context"] = {"@vocab": "https://schema.org/"}
    found = Graph().parse(data=json.dumps(made), format="json-ld")
    page, thing = URIRef("https://a.net/ar/x.html"), URIRef(thing_iri("programme/glo-act"))
    schema = Namespace("https://schema.org/")
    assert (page, RDF.type, None) in found and (page, schema.inLanguage, None) in found
    assert (page, schema.mainEntity, thing) in found
    assert (thing, schema.areaServed, URIRef(thing_iri("country/COL"))) in found
    assert {name.language for name in found.objects(thing, schema.name) if isinstance(name, Literal)} == {"ar", "en"}


def test_the_way_to_a_page_ends_with_the_page() -> None:
    trail = [("https://a.net/en/index.html", "Home"), ("https://a.net/en/lists.html", "Lists")]
    made = page_data("https://a.net/en/x.html", "X", "en", trail)
    page, crumbs = made["@graph"]
    assert page["breadcrumb"] == {"@id": crumbs["@id"]}
    steps = crumbs["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[-1]["item"] == page["url"] and [step["name"] for step in steps] == ["Home", "Lists", "X"]
    (alone,) = page_data("https://a.net/en/x.html", "X", "en", [])["@graph"]
    assert "breadcrumb" not in alone and "mainEntity" not in alone


def test_terms_and_codes_are_defined_terms(reader: Reader) -> None:
    term = thing_data(reader, f"{SJ}CourtCase")
    assert term["@type"] == "DefinedTerm" and term["termCode"] == "CourtCase"
    assert {text["@language"] for text in term["description"]} == {"ar", "en"}
    foreign = thing_data(reader, expand("schema:location"))
    assert foreign["@type"] == "DefinedTerm" and "inDefinedTermSet" not in foreign
    code = thing_data(reader, f"{SJC}language-ar")
    assert code["termCode"] == "ar" and code["inDefinedTermSet"]["@type"] == "DefinedTermSet"
    assert thing_data(reader, f"{SJC}language")["@type"] == "DefinedTermSet"


def test_the_dataset_is_told_from_its_description(store: ox.Store) -> None:
    more = published(DEFAULT_BASE, {"sijill.nq": 12})
    extended = ox.Store()
    extended.extend(store)
    extended.extend(ox.Quad(t.subject, t.predicate, t.object) for t in more)
    data = dataset_data(Reader(extended, DEFAULT_BASE))
    assert data
    assert data["@type"] == "Dataset" and data["license"] == LICENCE and set(data["inLanguage"]) == {"ar", "en"}
    assert {text["@language"] for text in data["description"]} == {"ar", "en"}
    assert {dump["encodingFormat"] for dump in data["distribution"]} == {form.media_type for form in FORMATS}
    assert {dump["contentUrl"].rpartition("/")[2]: dump.get("contentSize") for dump in data["distribution"]}[
        "sijill.nq"
    ] == "12 B"
    assert [word for _, word in words_of(data) if not exists(word)] == []


def test_what_is_not_known_is_a_thing_with_its_id() -> None:
    data = thing_data(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x")
    assert data == {"@id": "https://a.net/id/body/x", "@type": "Thing", "name": "body/x"}


def test_properties_have_a_bounded_number_of_values() -> None:
    iri = ox.NamedNode("https://a.net/id/body/x")
    name = ox.NamedNode(expand("skos:altLabel"))
    labels = [ox.Quad(iri, name, ox.Literal(f"name {n}", language="en")) for n in range(3 * MOST)]
    data = thing_data(Reader(fill(labels), "https://a.net/"), iri.value)
    assert len(data["alternateName"]) == MOST


class _Scripts(HTMLParser):
    """Collects what stands in script elements, and the names of all elements."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.scripts.append(data)


NASTY = st.text(
    st.sampled_from("<>/!-&'\"\\scriptSCRIPT \u2028\u2029\x00 س") | st.characters(codec="utf-8"), max_size=40
)


@given(st.dictionaries(NASTY, NASTY | st.lists(NASTY, max_size=3), max_size=4))
def test_nothing_in_the_data_ends_the_script(data: dict[str, Any]) -> None:
    text = script_safe(data)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == data
    parser = _Scripts()
    parser.feed(f'<script type="application/ld+json">{text}</script><p></p>')
    parser.close()
    assert parser.elements == ["script", "p"] and "".join(parser.scripts) == text
