"""Values as people give them: either digits, printed numbers of paragraphs, names of codes, wrong ones told."""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest

from graph.parameters import Given, ParameterError, plain, prepare, term
from graph.query import run
from graph.things import UnknownThing, find, resolved
from loaders.text import ARABIC_LETTER
from ontology.namespaces import DEFAULT_BASE, expand
from queries.catalogue import Parameter, question, questions

GLOBAL_OPTIONS = {"list", "data", "format", "time-limit", "whole", "help"}


@pytest.mark.parametrize(
    ("kind", "given", "written"),
    [
        ("paragraph", "51bis", "51bis"),
        ("paragraph", "51 bis", "51bis"),
        ("paragraph", "٥١ مكرراً", "51bis"),
        ("paragraph", "الفقرة ٣٦", "36"),
        ("paragraph", "para/36", "36"),
        ("paragraph", 36, "36"),
        ("paragraph", "cover page", "0"),
        ("paragraph", "صفحة الغلاف", "0"),
        ("paragraph", "footnote 2", "fn2"),
        ("paragraph", "الحاشية ٢", "fn2"),
        ("paragraph", "fn2", "fn2"),
        ("integer", "1,492", "1492"),
        ("integer", "١٬٤٩٢", "1492"),
        ("integer", 1492, "1492"),
        ("day", datetime.date(2017, 6, 30), "2017-06-30"),
        ("month", "٢٠١٨-٠٧", "2018-07"),
        ("iri", " country/BTN ", "country/BTN"),
    ],
)
def test_a_value_is_taken_as_people_write_it(kind: str, given: Given, written: str) -> None:
    assert plain(kind, given) == written


@pytest.mark.parametrize(
    ("kind", "given"), [("day", "30/06/2018"), ("month", "2018"), ("integer", "many"), ("lang", "fr")]
)
def test_a_value_that_does_not_fit_is_told_in_both_languages(kind: str, given: str) -> None:
    with pytest.raises(ParameterError, match=f"--x: '{given}' does not fit; .* is expected") as caught:
        term(Parameter("x", kind, "", {}), given)
    assert ARABIC_LETTER.search(caught.value.said("ar")) and "spreadsheet" not in str(caught.value)


def test_a_period_may_not_end_before_it_begins() -> None:
    asked = question("timeline")
    with pytest.raises(ParameterError, match="2018-12 is after --to 2018-01"):
        prepare(asked, {"from": "2018-12", "to": "2018-01"})
    assert prepare(asked, {"from": "2018-01", "to": "2018-01"})


@pytest.mark.parametrize(
    ("given", "like", "curie"),
    [
        ("urges", "sjc:operative-verb-requests", "sjc:operative-verb-urges"),
        ("حث", "sjc:operative-verb-requests", "sjc:operative-verb-urges"),
        ("Member States", "body/unodc", "sjc:audience-member-states"),
        ("person", "sjc:unit-case", "sjc:unit-person"),
        ("شخص", "sjc:unit-case", "sjc:unit-person"),
        ("Tool", "sj:Campaign", "sj:Tool"),
        ("حملة", "sj:Campaign", "sj:Campaign"),
        ("supportedBy", "sj:date", "sj:supportedBy"),
        ("البلد المستفيد", "sj:date", "sj:assistedCountry"),
        ("unit", "sjc:role", "sjc:unit"),
        ("audience/victims", "body/unodc", "sjc:audience-victims"),
    ],
)
def test_codes_classes_and_properties_are_named_by_their_labels(
    store: ox.Store, given: str, like: str, curie: str
) -> None:
    assert find(store, given, DEFAULT_BASE, like=like).value == expand(curie)


def test_a_name_of_several_things_is_told_to_be() -> None:
    label = ox.NamedNode(expand("skos:prefLabel"))
    store = ox.Store()
    for identifier in ("tool/a", "tool/b"):
        thing = ox.NamedNode(f"{DEFAULT_BASE}id/{identifier}")
        store.add(ox.Quad(thing, label, ox.Literal("Same", language="en"), ox.DefaultGraph()))
    with pytest.raises(UnknownThing, match="several things have the name 'Same'; did you mean tool/a, tool/b"):
        find(store, "Same", DEFAULT_BASE)


def test_what_is_not_given_is_taken_from_the_example_if_the_data_have_it(store: ox.Store) -> None:
    asked = question("country-overview")
    assert resolved(store, asked, {}, DEFAULT_BASE)["country"]
    with pytest.raises(ParameterError, match="--country is needed"):
        resolved(ox.Store(), asked, {}, DEFAULT_BASE)


def test_a_paragraph_that_no_document_has_is_told(store: ox.Store) -> None:
    asked = question("corrections")
    assert resolved(store, asked, {"paragraph": "51 bis"}, DEFAULT_BASE)["paragraph"] == "51bis"
    with pytest.raises(ParameterError, match="no paragraph is '999'"):
        resolved(store, asked, {"paragraph": "999"}, DEFAULT_BASE)


def test_a_long_text_is_not_repeated_whole(store: ox.Store) -> None:
    with pytest.raises(UnknownThing) as caught:
        find(store, "xy " * 5_000, DEFAULT_BASE)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("name", questions())
def test_no_parameter_hides_behind_an_option_of_the_command(name: str) -> None:
    assert not {p.name for p in question(name).parameters} & GLOBAL_OPTIONS


def test_every_parameter_takes_the_label_of_its_example(store: ox.Store) -> None:
    """Whatever a question shows as the label of its example is understood as that example."""
    pref, rdfs = (ox.NamedNode(expand(name)) for name in ("skos:prefLabel", "rdfs:label"))
    checked = 0
    for asked in questions().values():
        for parameter in asked.parameters:
            if parameter.kind != "iri":
                continue
            node = term(parameter, parameter.example)
            assert isinstance(node, ox.NamedNode)
            labels = [q.object for p in (pref, rdfs) for q in store.quads_for_pattern(node, p, None, ox.DefaultGraph())]
            for label in labels:
                assert isinstance(label, ox.Literal)
                found = find(store, label.value, DEFAULT_BASE, like=parameter.example)
                assert found == node, f"{asked.name} --{parameter.name} {label.value}"
                checked += 1
    assert checked > 150


def test_a_value_of_another_script_gives_the_same_answer(store: ox.Store) -> None:
    asked = question("corrections")
    arabic = run(store, prepare(asked, {"paragraph": "٣٦"}))
    assert arabic == run(store, prepare(asked, {"paragraph": "36"})) and arabic.rows
