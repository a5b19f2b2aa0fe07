"""Text on a terminal: widths in cells, cutting, the side on which it stands, columns in line."""

from __future__ import annotations

import io
import re

import pytest

from graph.direction import Order
from graph.table import Column, Table
from graph.terminal import cells, cut, lines_for, width_for, wrap


def _bare(line: str) -> str:
    """A line without controls."""
    return re.sub("\x1b\\[8[hl]|[\u200e\u202d]", "", line)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [40, 41])
def test_no_line_fills_the_terminal_so_none_is_broken_by_it(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = lines_for(["القرار " * 5 + "قرارا " * 8], "ar", Terminal(), {"TERM": "xterm"}).splitlines()
    assert len(lines) > 2 and all(_bare(line).startswith(" ") for line in lines[:-1])
    assert {cells(_bare(line)) for line in lines[:-1]} == {width}


def test_an_arabic_line_among_english_leaves_a_cell_for_the_controls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for environment in ({"TERM": "xterm"}, {"KONSOLE_VERSION": "221203"}):
        shown = lines_for(["Programme", "برنامج", "Id: x"], "en", Terminal(), environment)
        first, second, third = (_bare(line) for line in shown.splitlines()[:3])
        assert first == "Programme" and second.startswith(" ") and third == "Id: x"


def test_a_line_without_arabic_of_an_arabic_text_stands_with_it_at_the_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "22")
    shown = lines_for(["الأمر الذي يبحث هو sijill search"], "ar", Terminal(), {"TERM": "xterm"})
    assert shown.splitlines()[1] == "         sijill search"


def test_controls_take_cells_in_mlterm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    assert width_for(Terminal()) == 80
    monkeypatch.setenv("TERM", "mlterm-256color")
    assert width_for(Terminal()) == 78


def test_marks_take_no_cell_and_cutting_counts_cells() -> None:
    assert cells("مُؤْتَمَر") == cells("مؤتمر") == 5
    assert cells(cut("مُؤْتَمَر الأطراف", 8)) <= 8
    assert cut("国国国", 5) == "国国…"
    assert wrap("قرار الجمعية العامة", 12, 1) == ["قرار الجمعي…"]


def test_a_long_id_breaks_at_its_hyphens() -> None:
    assert wrap("activity/bhutan-legal-policy-review", 22) == ["activity/bhutan-legal-", "policy-review"]


ROWS = [
    ["قرار الجمعية العامة ٧١/١٦٧ بشأن الاتجار بالنساء والفتيات", "A/RES/71/167", "١٤"],
    ["مُؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية", "CTOC/COP", "١"],
]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("width", [50, 70, 200])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_columns_stand_in_line_whatever_the_script(order: Order, width: int, language: str) -> None:
    table = Table(
        [Column("a", "العنوان"), Column("b", "الرمز"), Column("n", "الفقرة", True)], ROWS, language, "القرارات"
    )
    lines = _bare(table.to_screen(width, order)).splitlines()
    assert all(cells(line) <= width for line in lines)
    if language == "ar":
        assert {cells(line) for line in lines if "A/RES" in line or "CTOC" in line} == {width - 1}
        assert cells(lines[-1]) == width - 1, "the caption ends where the cells do"
    symbols = {
        cells(line[: line.index(s)]) + (cells(s) if language == "ar" else 0)
        for line in lines
        for s in ("A/RES/71/167", "CTOC/COP")
        if s in line
    }
    assert len(symbols) == 1, "the column of symbols is aligned"


def test_a_long_cell_is_cut_after_three_lines_unless_wanted_whole() -> None:
    table = Table([Column("a", "A"), Column("b", "B")], [["word " * 60, "x"]], "en")
    assert table.to_screen(40).count("\n") == 5 and "…" in table.to_screen(40)
    assert "…" not in table.to_screen(40, whole=True)
    assert "…" not in table.to_screen()


def test_numbers_stand_at_the_right() -> None:
    lines = Table([Column("n", "Count", True)], [["7"], ["1,492"]], "en").to_screen().splitlines()
    assert lines[2] == "     7" and lines[3] == " 1,492"
