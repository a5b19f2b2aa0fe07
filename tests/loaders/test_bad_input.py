"""Every kind of bad input is reported with its place and what to do, all in one run, and nothing is written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from graph.build import build, load
from loaders.problems import LoadError, Problem


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(LoadError) as refused:
        load([folder])
    return refused.value.problems


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_the_small_register_is_accepted(small: Path) -> None:
    assert [r.name for r in load([small])] == ["authority", "A/TEST/1"]


def faults() -> list[tuple[str, ...]]:
    """One fault a row: what to replace in which table, and the place and message that must be reported."""
    text = (Path(__file__).parent / "faults.csv").read_text(encoding="utf-8")
    text = text.replace("\\u200f", "\u200f")
    return [tuple(c.replace("\\n", "\n") for c in row) for row in list(csv.reader(io.StringIO(text)))[1:]]


@pytest.mark.parametrize(("name", "old", "new", "place", "message"), faults())
def test_one_fault(small: Path, name: str, old: str, new: str, place: str, message: str) -> None:
    edit(small, name, old, new)
    found = [str(p) for p in problems_of(small)]
    assert any(p.startswith(place) and message in p for p in found), found


def test_a_row_that_stands_twice_is_named_with_the_first(small: Path) -> None:
    path = small / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8") + ",event/test-workshop,eventKind,seminar,\n", encoding="utf-8")
    assert "the row is there twice; first at small/statements.csv:3" in str(problems_of(small)[0])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
        (b"\xef\xbb\xbfpara,subject,property,object,lang\n", "byte order mark"),
        ("para,subject\n".encode("utf-16"), "UTF-16"),
        ("para,subject,property,object,lang\n1,حلقة,a,b,\n".encode("windows-1256"), ":2: byte 0x"),
        (b"para;subject;property;object;lang\n1;a;b;c;\n", "separated by semicolons"),
        (b"para\tsubject\tproperty\tobject\tlang\n", "separated by tabs"),
    ],
)
def test_what_a_spreadsheet_may_do_to_a_file(small: Path, content: bytes, message: str) -> None:
    (small / "statements.csv").write_bytes(content)
    found = [str(p) for p in problems_of(small) if "statements.csv" in str(p)]
    assert any(message in p for p in found), found


def test_a_file_with_line_ends_of_another_system_is_read(small: Path) -> None:
    path = small / "statements.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load([small])[1].statements) == 11


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Statements.csv", "did you mean statements.csv"), ("figures.xlsx", "figures.csv"), ("copy.csv", "elsewhere")],
)
def test_a_file_that_is_no_table_is_not_passed_over(small: Path, name: str, hint: str) -> None:
    (small / name).write_text("id\n", encoding="utf-8")
    found = [str(p) for p in problems_of(small)]
    assert len(found) == 1 and found[0].startswith(f"small/{name}") and hint in found[0]


def test_an_unknown_column_is_named_once_at_the_header(small: Path) -> None:
    path = small / "things.csv"
    head, *body = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{head},remarks", *(f"{line},x" for line in body)]) + "\n", encoding="utf-8")
    assert [str(p) for p in problems_of(small)] == ["small/things.csv:1 [remarks]: unknown property 'remarks'"]


def test_settings_that_cannot_be_read_are_the_one_problem(small: Path) -> None:
    (small / "register.toml").unlink()
    assert [p.place.file for p in problems_of(small)] == ["small/register.toml"]


def test_all_problems_come_in_one_run(small: Path) -> None:
    edit(small, "statements.csv", "date,2019-02", "date,2019-13")
    edit(small, "figures.csv", ",person,", ",persn,")
    edit(small, "things.csv", "Test workshop", "")
    (small / "mandates.csv").write_bytes(b"")
    files = {p.place.file for p in problems_of(small)}
    assert files == {f"small/{name}.csv" for name in ("statements", "figures", "things", "mandates")}


def test_a_refused_register_leaves_the_last_build_as_it_is(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    build([small], output)
    before = {p.name: p.read_bytes() for p in output.iterdir()}
    edit(small, "statements.csv", "date,2019-02", "date,2019-13")
    with pytest.raises(LoadError):
        build([small], output)
    assert {p.name: p.read_bytes() for p in output.iterdir()} == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["build", "small"]
