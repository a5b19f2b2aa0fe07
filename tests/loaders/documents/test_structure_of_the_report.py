"""The scanned report against what its register says of it: every paragraph, section and footnote."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.documents.records import Document, SourceText
from loaders.documents.structure import Given, read_structure
from loaders.folding import fold

REGISTER = Path(__file__).parents[3] / "loaders" / "registers" / "ctoc-cop-2018-2"


def rows(name: str) -> list[dict[str, str]]:
    with (REGISTER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def report() -> Document:
    path = Path(__file__).parents[4] / "shared" / "sources" / "CTOC-COP-2018-2.ar.txt"
    if not path.exists():
        pytest.skip("the shared material is not beside this clone")
    return read_structure(SourceText(path.name, path.read_text(encoding="utf-8")), Given(symbol="CTOC/COP/2018/2"))


def test_every_paragraph_is_in_the_section_of_the_register(report: Document) -> None:
    found = {part.number: f"section/{part.section}" for part in report.parts if part.kind == "paragraph"}
    assert found == {row["number"]: row["section"] for row in rows("paragraphs.csv") if row["kind"] != "footnote"}
    assert len(found) == 75


def test_every_section_is_that_of_the_register(report: Document) -> None:
    found = [
        (f"section/{h.id}", h.number, f"section/{h.parent}" if h.parent else "", fold(h.title)) for h in report.headings
    ]
    assert found == [(row["id"], row["number"], row["parent"], fold(row["ar"])) for row in rows("sections.csv")]


def test_every_footnote_hangs_where_the_register_has_it(report: Document) -> None:
    found = {part.number: part.anchor[0] for part in report.parts if part.kind == "footnote" and part.anchor}
    wanted = {row["number"]: row["section"].removeprefix("para/") for row in rows("paragraphs.csv")}
    assert found == {number: wanted[number] or "0" for number in ("fn*", "fn1", "fn2")}


def test_page_furniture_is_left_out_and_nothing_else(report: Document) -> None:
    assert [line for line, _ in report.furniture] == [47, 49]
    assert report.problems == []


def test_the_front_page(report: Document) -> None:
    front = report.front
    assert (front.symbol, front.organ, front.kind) == ("CTOC/COP/2018/2", "CTOC/COP", "report")
    assert (front.date, front.original_language, front.distribution) == ("2018-07-23", "en", "general")
    assert (front.session, front.place, front.dates) == ("9", "فيينا", "2018-10-15/2018-10-19")
    assert front.agenda_item == "2 (b)"
    assert front.title.startswith("الأنشطة التي يضطلع بها مكتب الأمم المتحدة")
