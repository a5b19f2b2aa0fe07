"""The editor: what a query brings, where a mistake is, and that nothing of it is more than text."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from graph.query import Answer, QueryError, run
from graph.server.problems import Refused
from graph.site.outcome import Outcome
from graph.site.query_page import page, query_page, start, terms_file
from graph.site.question_pages import question_page
from graph.site.question_values import asked
from graph.site.site import Site
from graph.store import base_of
from ontology.errors import SijillError
from ontology.namespaces import DEFAULT_BASE, PREFIXES
from ontology.vocabulary import vocabulary
from queries.catalogue import questions

from .reading import Reading, read


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    """A site that a server answers for."""
    return Site(store, base_of(store))


def shown(site: Site, language: str, **query: str) -> Reading:
    """The page of the editor."""
    return read(site, page(site, language, "query.html", query), language)


def area(reading: Reading) -> str:
    """The text in the editor; the first line feed is not part of it (HTML, 13.2.6.4.7)."""
    return reading.all("textarea")[0].text.removeprefix("\n")


MISTAKEN = "SELECT ?x WHERE {\n  ?x a sj:Campain ;\n  FILTR(?x = 1)\n}"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "السطر ٣، العمود ٣: لعلك تقصد FILTER؟"),
        ("en", "Line 3, column 3: did you mean FILTER?"),
    ],
)
def test_a_mistake_is_shown_at_its_place(site: Site, language: str, said: str) -> None:
    reading = shown(site, language, query=MISTAKEN)
    box = next(e for e in reading.all() if e.attributes.get("id") == "mistake")
    assert said in " ".join(box.text.split())
    assert (box.attributes["role"], box.attributes["data-line"], box.attributes["data-column"]) == ("alert", "3", "3")
    assert reading.all("pre", class_="place")[0].text == "    FILTR(?x = 1)\n    ^"
    editor = reading.all("textarea")[0]
    assert "mistake" in editor.attributes["aria-describedby"].split()
    assert editor.attributes["aria-invalid"] == "true"
    assert reading.all("a", href="#query")
    assert area(reading) == MISTAKEN
    assert "sj:Campain" in reading.all("section")[0].text
    assert not reading.all("table")


def test_rows_come_as_a_table_with_forms_to_download(site: Site) -> None:
    reading = shown(site, "en", query=start("en"))
    rows = run(site.store, start("en")).rows
    assert len(reading.all("tr")) == len(rows) + 1
    assert reading.all("th", scope="col")[0].text == "programme"
    links = [a.text for a in reading.all("a") if "sparql?query=" in a.attributes["href"]]
    assert links == ["CSV", "TSV", "JSON", "XML"]


@pytest.mark.parametrize(("text", "ar", "en"), [("ASK { ?s ?p ?o }", "نعم", "Yes"), ("ASK { ?s sj:x ?o }", "لا", "No")])
def test_a_question_of_yes_or_no_is_answered_so(site: Site, text: str, ar: str, en: str) -> None:
    for language, said in (("ar", ar), ("en", en)):
        assert shown(site, language, query=text).all("p", class_="figure-number")[0].text == said


@pytest.mark.parametrize("text", [
    "DESCRIBE <https://w3id.org/sijill/id/body/unodc>",
    "CONSTRUCT { ?x a sj:Body } WHERE { ?x a sj:Body }",
])  # fmt: skip
def test_a_graph_comes_as_turtle(site: Site, text: str) -> None:
    reading = shown(site, "ar", query=text)
    code = reading.all("pre")[0].text
    found = {quad.triple for quad in ox.parse(code.encode(), format=ox.RdfFormat.TURTLE)}
    assert found == {ox.Triple(*row) for row in run(site.store, text).rows}  # type: ignore[arg-type]
    assert any("ثلاثي" in count for count in reading.texts("p", class_="count"))
    links = [a.text for a in reading.all("a") if "sparql?query=" in a.attributes["href"]]
    assert links == ["Turtle", "N-Triples", "RDF/XML", "JSON-LD"]


def test_a_chart_stands_below_the_table_where_it_fits(site: Site) -> None:
    text = "SELECT ?kind (COUNT(*) AS ?n) { ?x a ?kind . ?kind rdfs:subClassOf sj:Place } GROUP BY ?kind"
    assert len(shown(site, "ar", query=text).all("figure", class_="chart")) == 1
    assert not shown(site, "ar", query="SELECT * { ?x a sj:Country } LIMIT 5").all("figure")


def test_what_came_of_it_elsewhere_is_shown(site: Site) -> None:
    query = {"query": "SELECT ?x { ?x a sj:Country }"}
    rows = run(site.store, query["query"]).rows
    cut = read(site, query_page(site, "ar", query, Outcome(Answer(("x",), rows[:5]), cut_after=5)), "ar")
    told = [" ".join(text.split()) for text in cut.texts("p", class_="count")]
    assert told == ["تُعرض أول ٥ نتائج من أكثر من ٥؛ وتضم الملفات أدناه الجواب كله."]
    error = SijillError({"ar": "انتهت المهلة", "en": "time is over"})
    late = read(site, query_page(site, "en", query, Outcome(error=error)), "en")
    assert "time is over" in late.all("div", class_="error")[0].text
    assert not late.all("a", href="#query")
    assert "The query was not answered" in late.texts("h2")
    for language, title in (
        ("ar", "أُوقف الاستعلام لبلوغه حده الزمني"),
        ("en", "The query was stopped at its time limit"),
    ):
        stopped = Outcome(error=Refused("time-limit", limit=20))
        reading = read(site, query_page(site, language, query, stopped), language)
        assert reading.texts("h2")[0] == title
        assert read(site, question_page(site, language, asked(site, language, "cities", {}), stopped), language).texts(
            "strong"
        ) == [title]
    unplaced = QueryError({"ar": "query: تعذرت الإجابة: x", "en": "query: cannot be answered: x"})
    assert "cannot be answered" in read(site, query_page(site, "en", query, Outcome(error=unplaced)), "en").text


@pytest.mark.parametrize("name", sorted(questions()))
def test_each_example_fills_the_editor_and_runs(site: Site, name: str) -> None:
    text = area(shown(site, "ar", example=name))
    assert 'VALUES ?lang { "ar" }' in text or not questions()[name].takes_language
    assert run(site.store, text).variables == run(site.store, questions()[name].text).variables


def test_examples_are_offered_with_and_without_a_script(site: Site) -> None:
    reading = shown(site, "en")
    assert {o.attributes["value"] for o in reading.all("option")} == set(questions())
    links = {
        a.attributes["href"].partition("example=")[2] for a in reading.all("a") if "example=" in a.attributes["href"]
    }
    assert links == set(questions())
    assert area(reading) == start("en")


@pytest.mark.parametrize("text", [
    "</textarea><script>alert(1)</script>", "\n\n SELECT", "{" * 3000, "é\u202e\x00", " ",
    "SELECT * {?s ?p ?o} #" + "x" * 9000,
])  # fmt: skip
def test_what_is_asked_is_text(site: Site, text: str) -> None:
    reading = read(site, query_page(site, "ar", {"query": text}, Outcome()), "ar")
    assert all("alert" not in script.text for script in reading.all("script"))
    assert area(reading) == text or not text.strip("\x00")


def test_a_query_too_long_for_an_address_is_asked_for_with_a_form(site: Site) -> None:
    text = "ASK {} #" + "س" * 4000
    reading = shown(site, "ar", query=text)
    form = reading.all("form", method="post")[0]
    assert form.attributes["action"].endswith("sparql")
    assert [button.attributes["value"] for button in reading.all("button", name="format")] == [
        "csv",
        "tsv",
        "json",
        "xml",
    ]
    assert reading.all("input", name="query")[0].attributes["value"] == text


def test_very_many_unknown_terms_are_told_in_part(site: Site) -> None:
    text = "SELECT * { " + " ".join(f"?x sj:unknown{n} ?y ." for n in range(3000)) + " }"
    reading = read(site, query_page(site, "en", {"query": text}, Outcome(Answer(("x", "y"), ()))), "en")
    told = next(s for s in reading.all("section") if s.attributes["aria-labelledby"] == "unknown")
    assert told.text.count("is no term of the ontology") == 10


def test_a_static_site_says_that_queries_need_a_server(store: ox.Store) -> None:
    files = Site(store, base_of(store), live=False)
    reading = shown(files, "en", query="ASK {}")
    assert "queries need a server" in reading.text
    assert not reading.all("textarea")
    questions_linked = {a for a in reading.addresses if a.startswith("en/question/")}
    assert questions_linked == {f"en/question/{name}.html" for name in questions()}


def test_an_empty_store_has_the_editor() -> None:
    site = Site(ox.Store(), DEFAULT_BASE)
    assert "لا نتائج" in shown(site, "ar", query="SELECT * { ?s ?p ?o }").text


def test_the_terms_that_the_editor_offers_are_those_of_the_ontology() -> None:
    terms = {name: (kind, ar, en) for name, kind, ar, en in json.loads(terms_file())}
    assert len(terms) == len(vocabulary().by_iri) + len(vocabulary().code_labels)
    assert terms["sj:assistedCountry"] == ("property", "البلد المستفيد", "assisted country")
    assert terms["sjc:confidence-likely"] == ("code", "مرجح", "likely")
    assert all(ar and en for _, ar, en in terms.values())
    assert {name.partition(":")[0] for name in terms} <= PREFIXES.keys()


def test_yes_and_no_are_the_whole_answer_to_a_question(site: Site) -> None:
    assert shown(site, "en", query="ASK {}").texts("p", class_="figure-number") == ["Yes"]
    assert shown(site, "ar", query="ASK { ?s sj:unit sj:unit }").texts("p", class_="figure-number") == ["لا"]
