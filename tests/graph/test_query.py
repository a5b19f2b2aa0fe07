"""Running queries: what counts as asking for graphs, marks at the beginning of files, limits, languages of errors."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.card import card
from graph.query import QueryError, run
from graph.reasons import reasons
from ontology.namespaces import DEFAULT_BASE, expand, thing_iri
from tests.graph.test_asking import piped
from tests.graph.test_cli import sijill

ONE = "<http://a.net/a> <http://a.net/b> 'c' ."


@pytest.fixture
def without_graphs() -> ox.Store:
    store = ox.Store()
    store.load(ONE.encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?s { ?s ?p "c" FILTER("GRAPH ?g" != ?p) }',
        "SELECT ?s { ?s ?p 'c' } # GRAPH ?g",
        "SELECT ?s { ?s ?p 'c' FILTER(STR(?p) != 'GRAPH') }",
        "SELECT ?s { ?s <http://a.net/b> ?graph }",
        "# graphs: optional\nSELECT ?s { ?s ?p ?o OPTIONAL { GRAPH ?g { ?s ?p ?o } } }",
    ],
)
def test_the_word_graph_in_a_text_or_a_comment_asks_for_no_graph(without_graphs: ox.Store, text: str) -> None:
    assert len(run(without_graphs, text).rows) == 1


def test_a_query_that_asks_who_says_so_is_refused_where_nobody_can_tell(without_graphs: ox.Store) -> None:
    text = "SELECT ?g { GRAPH ?g { ?s ?p ?o } }"
    with pytest.raises(QueryError, match=r"\.nq or \.trig"):
        run(without_graphs, text)
    assert run(ox.Store(), text).rows == (), "an empty store has nothing to tell"


def test_a_byte_order_mark_is_no_part_of_a_query(built: Path, tmp_path: Path) -> None:
    text = "\ufeffASK { ?x a sj:Country }"
    (tmp_path / "marked.rq").write_text(text, encoding="utf-8")
    assert "true" in sijill("query", str(tmp_path / "marked.rq"), "--format", "csv", folder=built).stdout
    assert "true" in piped(text, "--format", "csv", folder=built).stdout


def test_a_header_that_is_wrong_is_told(built: Path, tmp_path: Path) -> None:
    (tmp_path / "headed.rq").write_text("# question@en: What?\nSELECT ?x { ?x a sj:Country }", encoding="utf-8")
    run_ = sijill("query", str(tmp_path / "headed.rq"), folder=built)
    assert run_.returncode == 1 and "header needs" in run_.stderr


def test_no_time_limit_is_no_limit(built: Path) -> None:
    run_ = sijill("query", "programme-countries", "--time-limit", "0", folder=built)
    assert run_.returncode == 0 and "Ukraine" in run_.stdout


def test_an_error_speaks_the_language_that_was_asked_for(built: Path) -> None:
    for arguments in (["--lang=ar"], ["--lang", "ar"]):
        assert "لعلك تقصد" in sijill("query", "conflict", *arguments, folder=built).stderr
    assert "did you mean" in sijill("query", "conflict", "--lang=en", folder=built).stderr


def test_who_gets_no_rows_learns_what_was_asked_about(built: Path) -> None:
    for language, said in (("en", "no rows: --body Vienna (city)"), ("ar", "لا نتائج: --body فيينا (مدينة)")):
        run_ = sijill("query", "members-of", "--body", "Vienna", "--lang", language, folder=built)
        assert run_.returncode == 0 and run_.stdout == "" and run_.stderr.splitlines()[0] == said


def test_who_asks_about_a_thing_of_another_kind_learns_it(built: Path) -> None:
    run_ = sijill("query", "programme-countries", "--programme", "Ukraine", "--lang", "en", folder=built)
    assert "no rows: --programme Ukraine (country)" in run_.stderr
    assert (
        "--programme: “Ukraine” is of the class “country”; what is asked for here is: programme, network or activity; "
        "did you mean programme/glo-act?"
    ) in run_.stderr
    arabic = sijill("query", "programme-countries", "--programme", "Ukraine", "--lang", "ar", folder=built)
    assert "صنف «أوكرانيا» هو: بلد" in arabic.stderr


def test_what_is_taken_from_an_example_is_said(built: Path) -> None:
    run_ = sijill("query", "programme-countries", folder=built)
    assert "--programme was not given; its example is taken: --programme programme/glo-act" in run_.stderr
    given = sijill("query", "programme-countries", "--programme", "GLO.ACT", folder=built)
    assert given.stderr == "" and given.stdout == run_.stdout
    twice = sijill("query", "programme-countries", "--programme", "a", "--programme", "b", folder=built)
    assert twice.returncode == 2 and "twice" in twice.stderr


def test_a_term_that_the_ontology_does_not_have_is_told(built: Path) -> None:
    run_ = piped("SELECT ?x { ?x a sj:Campain }", folder=built)
    assert run_.returncode == 0 and "sj:Campain is no term of the ontology; did you mean sj:Campaign?" in run_.stderr


def test_of_what_points_to_a_thing_why_shows_figures_roles_and_requests(store: ox.Store) -> None:
    pointing = reasons(store, "tool/case-law-database", None, None, "en", DEFAULT_BASE).card.pointing
    assert pointing and all(s.identifier and "#figure-" in s.identifier for s in pointing)
    everything = card(store, ox.NamedNode(thing_iri("body/unodc")), "en", DEFAULT_BASE)
    some = reasons(store, "body/unodc", None, None, "en", DEFAULT_BASE).card.pointing
    assert 0 < len(some) < len(everything.pointing)


def test_a_thing_has_its_most_special_classes_alone(store: ox.Store) -> None:
    assert card(store, ox.NamedNode(thing_iri("body/unodc")), "en", DEFAULT_BASE).classes == (
        expand("SecretariatEntity"),
    )
