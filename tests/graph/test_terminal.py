"""Text on a terminal: widths in cells, cutting, the order of letters, and when which order is sent."""

from __future__ import annotations

import io

import pytest

from graph.table import Column, Table
from graph.terminal import Order, cells, cut, lines_for, order_for, runs_leftward, visual, wrap


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "order"),
    [
        ({"TERM": "xterm-256color"}, Order.visual),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, Order.visual),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "230804"}, Order.logical),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, Order.logical),
        ({"TERM": "mlterm-256color"}, Order.logical),
        ({"TERM": "xterm", "SIJILL_BIDI": "logical"}, Order.logical),
        ({"KONSOLE_VERSION": "230804", "SIJILL_BIDI": "visual"}, Order.visual),
    ],
)
def test_the_order_fits_the_terminal(environment: dict[str, str], order: Order) -> None:
    assert order_for(Terminal(), environment) is order


def test_a_file_gets_the_text_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert order_for(io.StringIO(), {"TERM": "xterm"}) is Order.logical
    assert lines_for(["القرار ٧١/١٦٧"], "ar", io.StringIO(), {}) == "القرار ٧١/١٦٧\n"


def test_a_terminal_is_told_not_to_reorder_and_told_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    shown = lines_for(["القرار A/RES/71/167 بشأن"], "ar", Terminal(), {"TERM": "xterm"})
    assert shown.startswith("\x1b[8l") and shown.endswith("\x1b[8h")
    line = shown.removeprefix("\x1b[8l").removesuffix("\n\x1b[8h")
    assert cells(line) == 30
    assert "A/RES/71/167" in line, "a symbol inside Arabic keeps its own direction"
    assert line.index("A/RES") < line.index(visual("القرار", "ar")), "the first word stands at the right"


def test_marks_take_no_cell_and_cutting_counts_cells() -> None:
    assert cells("مُؤْتَمَر") == cells("مؤتمر") == 5
    assert cells(cut("مُؤْتَمَر الأطراف", 8)) <= 8
    assert cut("国国国", 5) == "国国…"
    assert wrap("قرار الجمعية العامة", 12, 1) == ["قرار الجمعي…"]


def test_a_long_id_breaks_at_its_hyphens() -> None:
    assert wrap("activity/bhutan-legal-policy-review", 22) == ["activity/bhutan-legal-", "policy-review"]


def test_the_direction_of_a_text_is_that_of_its_reader_or_its_beginning() -> None:
    assert runs_leftward("GLO.ACT (المرحلة الأولى)", "ar")
    assert not runs_leftward("GLO.ACT (المرحلة الأولى)", "en")
    assert runs_leftward("المرحلة الأولى (GLO.ACT)", "en")
    assert not runs_leftward("2018", "ar")


ROWS = [
    ["قرار الجمعية العامة ٧١/١٦٧ بشأن الاتجار بالنساء والفتيات", "A/RES/71/167", "١٤"],
    ["مُؤتمر الأطراف في اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية", "CTOC/COP", "١"],
]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("width", [50, 70, 200])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_columns_stand_in_line_whatever_the_script(order: Order, width: int, language: str) -> None:
    table = Table([Column("a", "العنوان"), Column("b", "الرمز"), Column("n", "الفقرة", True)], ROWS, language)
    lines = table.to_screen(width, order).removeprefix("\x1b[8l").removesuffix("\x1b[8h").splitlines()
    assert all(cells(line) <= width for line in lines)
    if language == "ar":
        assert {cells(line) for line in lines if "A/RES" in line or "CTOC" in line} == {width - 1}
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
