"""The text of queries: nothing is lost, whatever it holds, and what it names is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from graph.site.sparql_text import marked
from graph.tokens import form_of, names_in, tokens
from queries.catalogue import questions

PARTS = st.sampled_from(["SELECT", "?x", '"', "'", '"""', "\\", "#", "\n", "<", ">", "sj:Body", ":", "_:b", "1.5", "é"])


@given(st.one_of(st.text(), st.lists(PARTS).map("".join)))
@settings(max_examples=300)
def test_the_parts_of_any_text_are_the_text(text: str) -> None:
    assert "".join(part for _, part in tokens(text)) == text
    assert Markup(marked(text)).striptags() == Markup(Markup.escape(text)).striptags()


@pytest.mark.parametrize("name", sorted(questions()))
def test_the_form_of_each_question_is_known(name: str) -> None:
    assert form_of(questions()[name].text) == "SELECT"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("# SELECT\nASK {}", "ASK"),
        ("PREFIX select: <https://a.net/select> CONSTRUCT WHERE { ?ask a select:ask }", "CONSTRUCT"),
        ("BASE <https://a.net/ASK> describe <x>", "DESCRIBE"),
        ("INSERT DATA { }", ""),
        ("", ""),
    ],
)
def test_the_form_is_that_of_the_first_keyword(text: str, form: str) -> None:
    assert form_of(text) == form


def test_names_are_found_only_where_the_query_has_them() -> None:
    text = 'SELECT * { ?x sj:unit sjc:unit-person ; sj:value "sj:text" # sj:comment\n; <sj:iri> ?y . ?y a sj:Body.}'
    assert names_in(text) == {"sj:unit", "sjc:unit-person", "sj:value", "sj:Body"}


@pytest.mark.parametrize("mark", ['"', "'"])
def test_a_long_text_ends_at_its_marks_alone_and_a_comment_at_any_end_of_line(mark: str) -> None:
    inside = f"a {mark}{mark} b \\{mark}{mark}{mark} ?no"
    text = f"ASK {{ ?x ?y {mark * 3}{inside}{mark * 3} ; ?z ?w # ?c\r }} # ?d\n"
    assert [part for kind, part in tokens(text) if kind == "variable"] == ["?x", "?y", "?z", "?w"]
    assert [part for kind, part in tokens(text) if kind == "comment"] == ["# ?c", "# ?d"]


@pytest.mark.parametrize("part", ['"\\"', "'\\'", '"""', "'''\"", "<", "<a", "a:", "1.", "\\", "?", "_:", "#"])
def test_a_long_text_is_read_once(part: str) -> None:
    # A reader that looks back from each place would not be done within hours.
    assert sum(len(found) for _, found in tokens(part * 300_000)) == len(part) * 300_000
