"""The table of names for searching: read like the others, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.check import check
from loaders.folding import fold
from loaders.order import tidy
from loaders.register import REGISTERS, read_register
from ontology.vocabulary import vocabulary

HEADER = "id,lang,name\n"


def problems(small: Path, rows: str) -> list[str]:
    (small / "names.csv").write_text(HEADER + rows, encoding="utf-8")
    registers = [read_register(REGISTERS / "authority"), read_register(small)]
    return [str(problem) for problem in check(registers, vocabulary())]


def test_names_are_read_with_their_place(small: Path) -> None:
    assert (
        problems(small, "event/test-workshop,ar,حلقة التجارب | حلقة التجريب\nevent/test-workshop,en,trial workshop\n")
        == []
    )
    names = read_register(small).names
    assert [(name.id, name.language, name.text, name.place.line) for name in names] == [
        ("event/test-workshop", "ar", "حلقة التجارب", 2),
        ("event/test-workshop", "ar", "حلقة التجريب", 2),
        ("event/test-workshop", "en", "trial workshop", 3),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("event/test-workshp,ar,حلقة\n", "small/names.csv:2 [id]: unknown id"),
        ("event/test-workshop,fr,atelier\n", "small/names.csv:2 [lang]: unknown language"),
        ("event/test-workshop,ar,workshop\n", "small/names.csv:2 [name]: Latin letters"),
        (
            "event/test-workshop,en,x\ntopic/testing,en,X\n",
            "small/names.csv:3 [name]: 'X' is a name of event/test-workshop",
        ),
        ("event/test-workshop,ar\n", "small/names.csv:2: 2 cells"),
        ("event/test-workshop,ar,حلقـة\n", "small/names.csv:2 [name]: the cell has a tatweel"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(small: Path, rows: str, expected: str) -> None:
    found = problems(small, rows)
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_rows_are_sorted_by_thing_and_language(small: Path) -> None:
    table = small / "names.csv"
    table.write_text(HEADER + "topic/testing,en,x\ntopic/testing,ar,ب\nevent/test-workshop,en,y\n", encoding="utf-8")
    assert tidy(table)
    assert [line.split(",")[:2] for line in table.read_text(encoding="utf-8").splitlines()[1:]] == [
        ["event/test-workshop", "en"],
        ["topic/testing", "ar"],
        ["topic/testing", "en"],
    ]


def test_no_name_for_searching_is_the_label_of_another_thing() -> None:
    registers = [read_register(folder) for folder in sorted(REGISTERS.iterdir()) if (folder / "register.toml").exists()]
    owners: dict[tuple[str, str], set[str]] = {}
    for thing in (thing for register in registers for thing in register.things):
        if not thing.id.startswith("measure/"):  # what is counted is no name of anything
            for language, label in thing.labels.items():
                for name in (label, *thing.alternatives[language]):
                    owners.setdefault((language, fold(name)), set()).add(thing.id)
    names = [name for register in registers for name in register.names]
    assert names
    wrong = [(n.id, n.text) for n in names if owners.get((n.language, fold(n.text)), {n.id}) != {n.id}]
    assert wrong == []
