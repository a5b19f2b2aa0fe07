"""The profiles of the stores: complete, in both languages, with addresses that can be, and told what was tried."""

from __future__ import annotations

import re

import pytest

from graph.remote.profiles import LOGINS, Profile, Sign, profiles
from graph.remote.recognise import place, root_of
from loaders.text import defects, script_defect
from ontology.errors import SijillError
from tests.conftest import ROOT

KINDS = ["fuseki", "graphdb", "neptune", "oxigraph", "qlever", "rdf4j", "stardog", "virtuoso"]
TRIED = ["oxigraph", "virtuoso"]
PATH = re.compile(r"(\.|[a-z0-9-]+(/[a-z0-9-]+)*/?)(\?[a-z_=&-]+)?")
each = pytest.mark.parametrize("told", profiles().values(), ids=lambda told: told.name)


def test_there_is_a_profile_of_every_kind() -> None:
    assert list(profiles()) == KINDS


@each
def test_texts_are_in_both_languages(told: Profile) -> None:
    assert set(told.notes) == {"ar", "en"} and set(told.address) == {"ar", "en", "example"}
    assert 2 <= len(told.notes["ar"]) == len(told.notes["en"]) <= 6
    for language in ("ar", "en"):
        for text in [*told.notes[language], told.address[language]]:
            assert script_defect(text, language) is None and defects(text) == [], text
        assert all(note.endswith(".") for note in told.notes[language])


@each
def test_addresses_can_be(told: Profile) -> None:
    assert told.home.startswith("https://")
    for path in (told.query, told.update):
        assert PATH.fullmatch(path), path
    for path in (told.read, told.write, told.load, *(sign.path for sign in told.signs)):
        assert not path or PATH.fullmatch(path), path
    store = place(told.address["example"], told.name)
    assert store.root == f"{told.address['example']}/"
    assert store.part(told.query).startswith(told.address["example"])
    named = [path for path in (told.query, told.update) if path != "."]
    assert all(root_of(store.part(path), told) == store.root for path in named)


@each
def test_habits_and_limits_are_told(told: Profile) -> None:
    assert told.logins and set(told.logins) <= set(LOGINS)
    assert told.whole in ("request", "operation", "nothing") and told.bulk
    assert min(told.limits.insert, told.limits.request, told.limits.graphs) > 0 and told.limits.rows >= 0
    assert told.limits.insert <= told.limits.request
    assert told.load or not told.load_whole
    re.compile(told.final)


@each
def test_what_was_not_tried_says_so_and_where_it_was_read(told: Profile) -> None:
    assert bool(told.tried) == (told.name in TRIED)
    if not told.tried:
        assert "not been tried" in told.notes["en"][0] and "لم تُجرَّب" in told.notes["ar"][0]
        source = (ROOT / "graph" / "remote" / "profiles" / f"{told.name}.toml").read_text(encoding="utf-8")
        assert re.search(r"^# .*https://", source, re.MULTILINE)


@each
def test_no_store_is_recognised_by_what_any_server_says(told: Profile) -> None:
    plain = {"server": "nginx", "content-type": "text/html", "": "<h1>404 Not Found: /query /size /contexts</h1>"}
    assert told.signs and not any(sign.met(plain) for sign in told.signs)


def test_a_header_alone_can_be_a_sign() -> None:
    sign = Sign("query", "", "Fuseki-Request-Id")
    assert sign.met({"fuseki-request-id": "12"}) and not sign.met({"": "Fuseki-Request-Id"})


def test_a_kind_that_is_not_known_is_refused_in_both_languages() -> None:
    with pytest.raises(SijillError) as refused:
        place("http://127.0.0.1:1", "fuski")
    assert "did you mean fuseki" in refused.value.said("en") and "fuseki" in refused.value.said("ar")
