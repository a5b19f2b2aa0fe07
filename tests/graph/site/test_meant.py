"""What is suggested for an address that nothing has: what is near its last part, and nothing rather than noise."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.names import Name, Thing
from graph.search import Index, index_of
from graph.site.meant import MOST, meant
from ontology.namespaces import DEFAULT_BASE
from ontology.vocabulary import vocabulary


@pytest.fixture(scope="module")
def index(store: ox.Store) -> Index:
    return index_of(store, DEFAULT_BASE)


@pytest.mark.parametrize(
    ("address", "identifiers"),
    [
        ("/en/id/country/Nigeria.html", ["country/NGA", "country/NER"]),
        ("/ar/id/country/نيجيريا.html", ["country/NGA"]),
        ("/id/programme/gloact", ["programme/glo-act"]),
        ("/data/id/programme/glo-acts.ttl", ["programme/glo-act"]),
        ("/en/id/body/icat2", ["body/icat"]),
        ("/en/id/body/united-nations-office-on-drugs-and-crime", ["body/unodc"]),
        ("/en/id/document/A/RES/71/167x", ["document/A/RES/71/167"]),
    ],
)
def test_what_is_near_the_last_part_is_meant(index: Index, address: str, identifiers: list[str]) -> None:
    assert [thing.identifier for thing in meant(index, address)] == identifiers


@pytest.mark.parametrize(
    "address",
    [
        "/en/id/programme/nope",
        "/ar/id/country/XXX.html",
        "/en/id/document/A/RES/71/168",
        "/en/id/document/CTOC/COP/2018/2/para/99.html",
        "/wp-login.php",
        "/favicon.ico",
        "/en/",
        "/",
        "",
        "/en/id/country/%00<b>",
        "/" + "a" * 3000,
    ],
)
def test_nothing_is_suggested_rather_than_noise(index: Index, address: str) -> None:
    assert meant(index, address) == []


def test_the_same_kind_comes_first_and_few_are_suggested() -> None:
    def thing(identifier: str, name: str) -> Thing:
        return Thing(identifier, names=[Name(name, "label", "en"), Name(identifier, "identifier", "")])

    things = [thing("body/agate", "Agate Fund"), thing("tool/x", "Agate"), thing("tool/agate#figure-1", "Agate")]
    things += [thing(f"zone/agate-{n}", f"Zone {n}") for n in range(9)]
    index = Index(things, vocabulary())
    assert [thing.identifier for thing in meant(index, "/en/id/tool/agatte")][:2] == ["tool/x", "body/agate"]
    assert [thing.identifier for thing in meant(index, "/en/id/zone/agate")][:1] == ["zone/agate-0"]
    assert len(meant(index, "/en/id/zone/agate")) == MOST
    assert not any("#" in thing.identifier for thing in meant(index, "/en/id/tool/agate"))
