"""Text on a terminal: widths in cells, cutting, the side on which it stands, columns in line."""

from __future__ import annotations

import io
import re
import time

import pytest

from graph.direction import Order
from graph.table import NARROWEST, Column, Table
from graph.terminal import around, cells, cut, lines_for, width_for, wrap


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


def test_a_terminal_is_never_taken_for_narrower_than_20_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "5")
    assert width_for(Terminal()) == 20


def test_a_long_id_breaks_at_its_hyphens() -> None:
    assert wrap("activity/bhutan-legal-policy-review", 22) == ["activity/bhutan-legal-", "policy-review"]
    assert wrap("activity/bhutan-legal-policy-review", 22, 1) == ["activity/bhutan-legal…"]


def test_a_hyphen_that_is_far_is_no_place_to_break() -> None:
    assert wrap("a-bcdefghijkl", 8) == ["a-bcdefg", "hijkl"]
    assert wrap("abcde-fghijkl", 8) == ["abcde-", "fghijkl"]


def test_no_space_stands_before_the_ellipsis() -> None:
    assert cut("ab cd", 4) == "ab…"
    assert wrap("ab cd ef", 4, 1) == ["ab…"]


def test_lines_that_are_joined_at_the_end_stay_whole_where_they_fit() -> None:
    assert wrap("a\nb\nc", 10, 2) == ["a", "b c"]
    assert wrap("a\nb\nc", 3, 1) == ["a…"]


@pytest.mark.parametrize("width", [1, 0, -3])
def test_where_there_is_no_width_a_sign_stands_in_a_line(width: int) -> None:
    assert wrap("ab", width) == ["a", "b"]
    assert wrap("国", width) == ["国"]
    assert cut("ab", width) == "…"


def test_a_letter_stays_with_its_marks() -> None:
    assert wrap("مُؤْتَمَر", 2) == ["مُؤْ", "تَمَ", "ر"]


@pytest.mark.parametrize("word", ["م" * 200_000, "مُ" * 100_000, "a" * 1_000_000, "ُ" * 200_000, "م ن " * 100_000])
def test_a_very_long_text_is_broken_and_cut_in_one_pass(word: str) -> None:
    begun = time.process_time()
    assert "".join(wrap(word, 40)).replace(" ", "") == word.replace(" ", "")
    assert cells(wrap(word, 40, 3)[-1]) <= 40
    assert cells(cut(word, 40)) <= 40
    assert cells(around(word, len(word) // 2, 40)[0]) <= 40
    assert time.process_time() - begun < 10


def test_the_part_around_a_place_is_as_wide_as_it_may_be() -> None:
    line = "0123456789" * 3
    assert around(line, 3, 30) == (line, 3)
    assert around(line, 0, 10) == ("012345678…", 0)
    assert around(line, 15, 10) == ("…12345678…", 5)
    assert around(line, 29, 10) == ("…123456789", 9)
    assert around("国" * 20, 10, 10) == ("…国国国国…", 5)


def test_a_line_of_source_and_its_mark_are_not_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    source = "  " + "?a ?b ?c . " * 8 + "FILTR(?x) . ?a ?b ?c"
    lines = ["mine.rq:1:89: not SPARQL; did you mean FILTER?", source, " " * source.index("FILTR") + "^"]
    for language in ("en", "ar"):
        *said, line, mark = lines_for(lines, language, Terminal(), {"TERM": "xterm"}).splitlines()
        assert len(said) == 2 and cells(line) < 30
        assert line[len(mark) - 1 :].startswith("FILTR")
    assert lines_for(lines, "en", io.StringIO(), {}).splitlines() == lines


def test_the_mark_is_under_its_place_where_letters_are_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    source = '  ?x rdfs:label "لا إله"@ar ]'
    lines = [source, " " * (cells(source) - 1) + "^"]
    line, mark = (_bare(line) for line in lines_for(lines, "ar", Terminal(), {"TERM": "xterm"}).splitlines()[:2])
    assert line.startswith("  ?x rdfs:label") and mark.index("^") == cells(line) - 1 < cells(source) - 1


HOSTILE = "a\x1b]0;owned\x07\x9b2J\x7f\u2028b"


@pytest.mark.parametrize("order", list(Order))
def test_no_control_character_of_a_text_reaches_the_terminal(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table([Column("a", HOSTILE), Column("b", "س")], [[HOSTILE, "قرار"], ["two\nlines", ""]], "en", HOSTILE)
    monkeypatch.setenv("COLUMNS", "70")
    shown = [table.to_screen(width, order) for width in (None, 20, 70)] + [
        table.to_markdown(),
        lines_for([HOSTILE], "en", Terminal(), {"SIJILL_BIDI": order.value}),
        lines_for([HOSTILE], "ar", io.StringIO(), {}),
    ]
    for text in shown:
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", re.sub("\x1b\\[8[hl]", "", text))
    assert "a␛]0;owned␇�2J␡ b" in shown[0]


def test_a_cell_of_several_lines_is_as_wide_as_the_widest() -> None:
    lines = Table([Column("a", "A"), Column("b", "B")], [["one\nthree\nsix", "x"]], "en").to_screen().splitlines()
    assert lines[1] == "─" * (5 + 2 + 1 + 2)
    assert [line.split() for line in lines[2:]] == [["one", "x"], ["three"], ["six"]]


def test_no_column_is_narrower_than_the_narrowest() -> None:
    table = Table([Column("a", "A"), Column("b", "B")], [["a b c d e f g h i j", "k l " * 40]], "en")
    lines = table.to_screen(20, whole=True).splitlines()
    assert lines[1] == "─" * 20 and all(cells(line) <= 20 for line in lines)
    assert table.to_screen(2 * NARROWEST + 4).startswith(" A " + " " * (NARROWEST - 2) + "  B"), "columns just fit"
    assert table.to_screen(2 * NARROWEST + 3).startswith("A: a b c"), "one below another"


def test_a_backslash_stands_in_markdown_as_it_is() -> None:
    assert Table([Column("a", "A")], [["x\\|y"]], "en").to_markdown().splitlines()[2] == "| x\\\\\\|y |"


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
