"""The index of a site of static files, and the search page as Python makes it: complete, deterministic, escaped."""

from __future__ import annotations

import json
import re
import unicodedata

import pyoxigraph as ox
import pytest

from graph import meetings
from graph.names import KINDS, Name, Thing
from graph.search import Index, index_of
from graph.site import search_index as made
from graph.site.marked import marked
from graph.site.pages import page_at, paths
from graph.site.search_page import LONGEST, path_of, results
from graph.site.search_rules import in_script, rules
from graph.site.search_words import count, script_words
from graph.site.site import Site
from graph.site.wording import LANGUAGES, Wording
from graph.store import fill
from graph.weights import WEIGHTS
from loaders import folding
from ontology.namespaces import DEFAULT_BASE, expand
from ontology.vocabulary import vocabulary


@pytest.fixture(scope="module")
def index(store: ox.Store) -> Index:
    return index_of(store, DEFAULT_BASE)


def named(*things: tuple[str, str, str]) -> ox.Store:
    """A store of things, each an id, a label and its language."""
    label = ox.NamedNode(expand("skos:prefLabel"))
    base = "https://a.net/id/"
    return fill([ox.Quad(ox.NamedNode(f"{base}{i}"), label, ox.Literal(text, language=tag)) for i, text, tag in things])


def test_everything_that_the_server_finds_is_in_the_index(index: Index) -> None:
    data = made.search_index(index)
    rows = {row[0]: row for row in data["things"]}
    assert list(rows) == [thing.identifier for thing in index.things] and len(rows) > 700
    for thing in index.things:
        identifier, classes, labels, others, identifiers, beside, mentions, lesser, number = rows[thing.identifier]
        names = [Name(text, "label", tag) for tag, text in zip(labels[::2], labels[1::2], strict=True)]
        names += [Name(text, "other-name", tag) for tag, text in zip(others[::2], others[1::2], strict=True)]
        names += [Name(text or identifier, "identifier", "") for text in identifiers]
        assert names == thing.names
        assert [data["classes"][number][1] for number in classes] == [
            vocabulary().by_iri[iri].labels["en"] for iri in sorted(thing.classes)
        ]
        assert (beside, mentions, lesser) == (thing.beside, thing.mentions, index.lesser(thing))
        assert number == (thing.number if index.is_part(thing) else "")


def test_the_same_store_gives_the_same_file(store: ox.Store) -> None:
    index_of.cache_clear()
    one = made.written(store, DEFAULT_BASE)
    index_of.cache_clear()
    assert one == made.written(store, DEFAULT_BASE)
    assert "\n" not in one and json.loads(one)["languages"] == list(LANGUAGES)
    assert len(one.encode()) < 500_000


def test_the_rules_are_those_that_python_follows() -> None:
    found = rules()
    assert found["weights"] == WEIGHTS._asdict()
    assert set(found["meeting"]["little"]) == meetings.LITTLE_WORDS
    assert found["meeting"]["long"] == meetings.LONG
    assert found["folding"]["proclitic"] == folding.PROCLITIC.pattern
    assert found["folding"]["word"] == r"[\p{L}\p{N}]+"
    marks = [chr(n) for n in (0x300, 0x64B, 0x670, 0x1D165)]
    spans = re.findall(r"\\u\{(\w+)\}(?:-\\u\{(\w+)\})?", found["folding"]["gone"])
    gone = {chr(n) for low, high in spans for n in range(int(low, 16), int(high or low, 16) + 1)}
    assert set(marks) <= gone and all(map(unicodedata.combining, gone))
    assert {unicodedata.decimal(zero) for zero in found["folding"]["zeros"]} == {0} and "٠" in found["folding"]["zeros"]


@pytest.mark.parametrize("pattern", [r"\w+", r"\bx", r"\s", r"(?P<a>x)", r"(?i)x", r"\W", r"x\Z"])
def test_a_pattern_that_a_script_reads_otherwise_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="otherwise"):
        in_script(re.compile(pattern))


def test_names_in_the_index_hold_nothing_that_turns_or_commands() -> None:
    names = [Name("a\u202eb\x1b[2Jc", "label", "en"), Name("x\u2066/1", "identifier", "")]
    row = made.search_index(Index([Thing("x/1", names=names)], vocabulary()))["things"][0]
    assert row[2] == ["en", "ab␛[2Jc"] and row[4] == ["x/1"]
    assert folding.fold(row[2][1]) == folding.fold(names[0].text)


@pytest.mark.parametrize(
    ("text", "language", "met", "runs"),
    [
        ("Agate Bay", "en", {"agate", "bay"}, [(False, [("Agate Bay", True)])]),
        ("Agate-Bay", "en", {"agate", "bay"}, [(False, [("Agate", True), ("-", False), ("Bay", True)])]),
        ("Sea of Ice", "en", {"sea", "ice"}, [(False, [("Sea", True), (" of ", False), ("Ice", True)])]),
        ("the U.N.O.D.C.", "en", {"unodc"}, [(False, [("the ", False), ("U.N.O.D.C", True), (".", False)])]),
        ("الأمانةُ العامّة", "ar", {"الامانه"}, [(False, [("الأمانةُ", True), (" العامّة", False)])]),
        (
            "خطة (GLO.ACT)",
            "ar",
            {"glo"},
            [(False, [("خطة (", False)]), (True, [("GLO", True), (".ACT", False)]), (False, [(")", False)])],
        ),
        ("", "ar", {"x"}, []),
        ("\u202eabc", "", set(), [(False, [("abc", False)])]),
    ],
)
def test_what_is_marked(text: str, language: str, met: set[str], runs: list[object]) -> None:
    assert marked(text, language, met) == {"lang": language, "runs": runs}


def test_results_are_told_in_the_language_of_the_page(index: Index) -> None:
    arabic, english = (results(index, "nigeria", language)[0] for language in ("ar", "en"))
    assert arabic["id"] == english["id"] == "country/NGA"
    assert (arabic["label"]["lang"], english["label"]["lang"]) == ("ar", "en")
    assert arabic["other"] == english["label"] and english["other"] == arabic["label"]
    assert arabic["classes"]["runs"] == [(False, [("بلد", False)])] and arabic["kind"] == "place"
    assert len(results(index, "trafficking", "en", 3)) == 3
    with pytest.raises(ValueError, match="limit"):
        results(index, "x", "en", 0)


def test_a_question_has_an_end(index: Index) -> None:
    assert results(index, "UNODC" + " " * LONGEST + "Nigeria", "en") == results(index, "UNODC", "en")


def test_the_name_that_matched_is_told_where_it_is_not_seen(index: Index) -> None:
    by = {asked: results(index, asked, "en")[0] for asked in ("UNODC", "country/NGA", "NGA", "knowlege portal")}
    assert by["UNODC"]["name"] == {"lang": "en", "runs": [(False, [("UNODC", True)])]}
    assert (by["UNODC"]["named"], by["UNODC"]["how"]) == ("other-name", "exact")
    assert (by["country/NGA"]["name"], by["country/NGA"]["named"]) == (None, "identifier")
    assert by["NGA"]["name"] == {"lang": "", "runs": [(False, [("NGA", True)])]}
    assert by["knowlege portal"]["taken"] == [("knowlege", "knowledge")]


def test_paths_lead_to_pages(store: ox.Store, index: Index) -> None:
    site = Site(store, DEFAULT_BASE)
    for thing in index.things:
        iri = (
            expand(thing.identifier) if thing.identifier.startswith("sjc:") else f"{DEFAULT_BASE}id/{thing.identifier}"
        )
        assert path_of(thing.identifier) == site.addresses.path(iri)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_server_has_results_and_that_of_files_the_index(store: ox.Store, language: str) -> None:
    live, still = (Site(store, DEFAULT_BASE, live=live) for live in (True, False))
    page = page_at(live, language, "search.html", {"q": "نيجيريا"})
    assert page and page.query == "?q=%D9%86%D9%8A%D8%AC%D9%8A%D8%B1%D9%8A%D8%A7" and not page.indexed
    text = live.html(page, language)
    assert 'data-live="../search.json"' in text and "<mark>نيجيريا</mark>" in text and 'value="نيجيريا"' in text
    assert f'href="../{language}/id/country/NGA.html"' in text
    page = page_at(still, language, "search.html", {"q": "نيجيريا"})
    assert page and page.query == "" and page.indexed
    text = still.html(page, language)
    assert 'data-index="../search-index.json"' in text and "نيجيريا" not in text and "<noscript>" in text
    assert text == still.html(page, language)
    assert text.count("<form") == 1
    assert "search.html" in paths(still)


def test_a_page_shows_hostile_labels_and_questions_as_text() -> None:
    store = named(("x/1", "<b onclick=x>&\u202eagate</b>", "en"), ("x/2", "«عقيق» <i>", "ar"))
    site = Site(store, "https://a.net/")
    for asked in ("agate <script>alert(1)</script>", "\"'><b>عقيق", "agat"):
        page = page_at(site, "ar", "search.html", {"q": asked})
        assert page
        text = site.html(page, "ar")
        found = text[text.index('<ol id="search-found"') : text.index("</ol>", text.index("search-found"))]
        assert "<li>" in found and not re.search(r"<(?:b|i|script)\b", found) and "\u202e" not in found
        assert "<script>alert" not in text


def test_the_page_has_the_words_of_its_script(store: ox.Store) -> None:
    site = Site(store, DEFAULT_BASE)
    for language in LANGUAGES:
        page = page_at(site, language, "search.html", {})
        assert page
        found = re.search(
            r'<script type="application/json" id="search-words">([^<]+)</script>', site.html(page, language)
        )
        assert found
        said = json.loads(found[1])
        assert said == script_words(site.words[language])
        assert "{asked}" in said["search.taken"] and "{word}" in said["search.taken"]
        assert set(said["how"]) == {"exact", "words", "part", "beginning", "similar"}
        assert set(said["named"]) == {*KINDS, "together"}
        assert all("{n}" in said[key]["other"] for key in ("search.count",))


@pytest.mark.parametrize(
    ("language", "found", "told"),
    [("ar", 1, "نتيجة واحدة"), ("ar", 3, "٣ نتائج"), ("en", 1, "1 result"), ("en", 2, "2 results")],
)
def test_how_many_were_found(language: str, found: int, told: str) -> None:
    assert count(Wording(language), found) == told


def test_a_register_that_is_too_big_for_files_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    store = named(("x/1", "Agate", "en"), ("x/2", "Beryl", "en"))
    monkeypatch.setattr(made, "MOST", 1)
    for live, searchable in ((False, False), (True, True)):
        site = Site(store, "https://a.net/", live=live)
        page = page_at(site, "ar", "search.html", {})
        assert page
        text = site.html(page, "ar")
        assert ('class="search"' in text) == searchable
        assert ("sijill serve" in text) != searchable and ('href="../ar/lists.html"' in text)


def test_an_empty_store_has_a_search_page_that_finds_nothing() -> None:
    site = Site(ox.Store(), "https://a.net/")
    page = page_at(site, "en", "search.html", {"q": "x"})
    assert page and "Nothing found." in site.html(page, "en")
    assert json.loads(made.written(ox.Store(), "https://a.net/"))["things"] == []
