"""The command stores as its user meets it: a table of the kinds, one of them in words with its page, and data."""

from __future__ import annotations

import csv
import io
import json

import pytest

from graph.remote.profiles import profiles
from tests.graph.test_cli import sijill


def test_help_has_an_example() -> None:
    shown = sijill("stores", "--help")
    assert shown.returncode == 0 and "Example: sijill stores" in shown.stdout


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ("Kind", "not tried", "one operation")), ("ar", ("النوع", "لم يُجرَّب", "العملية الواحدة"))],
)
def test_the_kinds_are_a_table_in_either_language(language: str, said: tuple[str, ...]) -> None:
    shown = sijill("stores", "--format", "markdown", "--lang", language)
    assert shown.returncode == 0
    for text in (*said, *profiles(), *(told.title for told in profiles().values())):
        assert text in shown.stdout
    assert all(name in sijill("stores", "--lang", language).stdout for name in profiles())


def test_programs_get_what_the_profiles_have() -> None:
    rows = json.loads(sijill("stores", "--format", "json", "--lang", "ar").stdout)
    assert [row["name"] for row in rows] == list(profiles())
    assert {row["name"]: row["whole"] for row in rows} == {name: told.whole for name, told in profiles().items()}
    assert list(csv.DictReader(io.StringIO(sijill("stores", "--format", "csv").stdout))) == rows


@pytest.mark.parametrize("name", profiles())
def test_a_profile_is_given_as_data(name: str) -> None:
    shown = json.loads(sijill("stores", name, "--format", "json").stdout)
    told = profiles()[name]
    assert (shown["name"], shown["query"], shown["logins"]) == (name, told.query, list(told.logins))
    assert shown["notes"] == {language: list(notes) for language, notes in told.notes.items()}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_kind_is_told_in_words_with_its_page(language: str) -> None:
    told = profiles()["virtuoso"]
    shown = sijill("stores", "virtuoso", "--lang", language).stdout
    assert "http://127.0.0.1:8890/sparql-auth" in shown
    assert "<bdi>" not in shown and "```" not in shown and "<div" not in shown
    for line in (
        "[HTTPServer]",
        "END",
        "ask() { curl -sS -G -H 'Accept: text/csv' http://127.0.0.1:8890/sparql \"$@\"; }",
    ):
        assert line in shown.splitlines(), "a command can be copied as it stands"
    page = sijill("stores", "virtuoso", "--lang", language, "--format", "markdown").stdout
    assert all(note in page for note in told.notes[language]) and "```sh\n" in page


@pytest.mark.parametrize(("language", "said"), [("en", "did you mean virtuoso?"), ("ar", "لا نوع من المخازن اسمه")])
def test_a_kind_that_is_not_known_is_wrong_use(language: str, said: str) -> None:
    shown = sijill("stores", "virtuos", "--lang", language)
    assert shown.returncode == 2 and said in shown.stderr and "Traceback" not in shown.stderr
