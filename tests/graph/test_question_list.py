"""The list of questions and the help of one: in both languages, searchable in both."""

from __future__ import annotations

import pytest

from graph.question_list import found_questions, question_help, question_lines, question_table
from loaders.text import ARABIC_LETTER, LATIN_LETTER
from queries.catalogue import questions

CATALOGUE = questions()


def test_the_list_holds_every_question_under_its_group() -> None:
    lines = question_lines("", "en")
    names = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert sorted(names) == sorted(CATALOGUE)
    assert [q.group["en"] for q in found_questions("")] == sorted(q.group["en"] for q in CATALOGUE.values())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_question_is_there_in_both_languages_and_no_line_mixes_directions(language: str) -> None:
    lines = question_lines("", language)
    for q in CATALOGUE.values():
        first, second = (
            lines.index(f"      {q.questions[lang]}") for lang in (language, "en" if language == "ar" else "ar")
        )
        assert second == first + 1
    for line in lines:
        symbols = LATIN_LETTER.search(line) and ARABIC_LETTER.search(line)
        assert not symbols or "M49" in line or "(" in line


@pytest.mark.parametrize("words", ["conflicts disagree", "تختلف الفقرات", "الفقره disagree"])
def test_words_of_either_language_find_a_question(words: str) -> None:
    assert "conflicts" in [q.name for q in found_questions(words)]


def test_words_that_no_question_has_find_none() -> None:
    assert found_questions("xylophone") == [] and question_table("xylophone", "ar").rows == []


@pytest.mark.parametrize("q", CATALOGUE.values(), ids=lambda q: q.name)
def test_the_help_of_a_question_names_parameters_and_columns(q: object) -> None:
    from queries.catalogue import Question

    assert isinstance(q, Question)
    for language in ("ar", "en"):
        lines = question_help(q, language)
        assert lines[0] == q.questions[language]
        assert all(any(f"--{p.name} {p.example}" in line for line in lines) for p in q.parameters)
        assert all(f"  {heading[language]}" in lines for heading in q.columns.values())
        assert lines[-1].startswith(f"  sijill query {q.name}")
