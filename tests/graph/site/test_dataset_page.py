"""The page of the data themselves: tables that come to what the graph holds."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.site.dataset_page import Part, Role
from graph.site.pages import page_at
from graph.site.site import Page, Site
from graph.store import base_of
from ontology.namespaces import expand

from .made import BASE, iri, quad, store_of, thing
from .parsed import Parsed, leads_somewhere, read

PATH = "id/dataset/sijill.html"
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


def shown(site: Site, language: str) -> Page:
    page = page_at(site, language, PATH, {})
    assert page is not None and page.template == "dataset.html"
    return page


def test_the_tables_have_every_class_and_property_with_its_count(site: Site, store: ox.Store) -> None:
    tables: dict[str, list[Part]] = {name: rows for name, rows, _ in shown(site, "ar").shown["tables"]}
    classes = {part.iri: part.count for name in ("classes", "classes-foreign") for part in tables[name]}
    kind = ox.NamedNode(expand("rdf:type"))
    body = list(store.quads_for_pattern(None, kind, ox.NamedNode(expand("Body")), ox.DefaultGraph()))
    assert classes[expand("Body")] == len(body)
    properties = {part.iri: part.count for name in ("properties", "properties-foreign") for part in tables[name]}
    located = ox.NamedNode(expand("locatedIn"))
    assert properties[located.value] == len(list(store.quads_for_pattern(None, located, None, ox.DefaultGraph())))
    node = ox.NamedNode(f"{site.base}id/dataset/sijill")
    for name, found in (("void:classPartition", classes), ("void:propertyPartition", properties)):
        assert len(found) == len(
            list(store.quads_for_pattern(node, ox.NamedNode(expand(name)), None, ox.DefaultGraph()))
        )


def test_the_graphs_are_counted_by_what_they_hold(site: Site, store: ox.Store) -> None:
    roles: list[Role] = shown(site, "en").shown["roles"]
    graphs = list(store.named_graphs())
    assert sum(role.graphs for role in roles) == len(graphs)
    everything = sum(1 for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph))
    assert sum(role.triples for role in roles) == everything
    assert roles[0].label.text == "what a part of a document states"


@LANGUAGES
def test_the_page_names_things_and_no_partition(site: Site, language: str) -> None:
    page = read(site, language, PATH)
    (main,) = page.texts("main")
    assert "dataset/sijill#" not in main
    assert not page.texts("a", class_="from-register")
    own = {target for target in page.links if "/ontology" in target or "/concepts" in target}
    assert len(own) > 200
    assert all(leads_somewhere(site, target) for target in own)
    assert len(page.texts("table")) >= 5


def test_a_dataset_that_counts_nothing_has_a_page_without_tables() -> None:
    plain = [
        *thing("dataset/x", "Body", ar="بيانات", en="Data"),
        quad(iri("dataset/x"), "rdf:type", expand("void:Dataset")),
    ]
    made = Site(store_of(plain), BASE)
    page: Parsed = read(made, "ar", "id/dataset/x.html")
    assert page.texts("table") == []
    assert "بيانات" in page.texts("h1")
