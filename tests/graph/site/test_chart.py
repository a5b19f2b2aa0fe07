"""Charts: where they fit, what they draw, and in which direction."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from graph.query import Answer
from graph.site.answer_table import answer_table
from graph.site.chart import chart
from graph.site.reader import Reader
from ontology.namespaces import DEFAULT_BASE, expand

SVG = "{http://www.w3.org/2000/svg}"
READER = Reader(ox.Store(), DEFAULT_BASE)
Row = tuple[object, ...]


def typed(value: str, name: str) -> ox.Literal:
    """A literal of a datatype of XML Schema."""
    return ox.Literal(value, datatype=ox.NamedNode(expand(f"xsd:{name}")))


def drawn(
    rows: list[Row], language: str = "en", names: tuple[str, ...] = ("name", "count")
) -> ElementTree.Element | None:
    """The chart of an answer; None where there is none."""
    nodes = [tuple(ox.Literal(v) if isinstance(v, str | int | float) else v for v in row) for row in rows]
    svg = chart(answer_table(READER, language, Answer(names, tuple(nodes))), language)  # type: ignore[arg-type]
    return ElementTree.fromstring(svg) if svg else None


def bars(svg: ElementTree.Element) -> list[dict[str, float]]:
    """The measures of the bars, in the order of the drawing."""
    return [{k: float(rect.attrib[k]) for k in ("x", "y", "width", "height")} for rect in svg.iter(f"{SVG}rect")]


def texts(svg: ElementTree.Element) -> list[str]:
    """The lines of text."""
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_numbers() -> None:
    svg = drawn([("a", 10), ("b", 5), ("c", 0)])
    assert svg is not None
    first, second, third = bars(svg)
    assert first["width"] == pytest.approx(2 * second["width"], abs=0.2)
    assert third["width"] == 1.0
    assert first["x"] == second["x"] == third["x"]
    assert first["y"] < second["y"] < third["y"]
    assert texts(svg) == ["a", "10", "b", "5", "c", "0"]
    assert svg.findtext(f"{SVG}title") == "count — name"
    assert svg.findtext(f"{SVG}desc") == "a: 10; b: 5; c: 0"
    assert svg.attrib["role"] == "img"


def test_an_arabic_chart_is_read_from_the_right() -> None:
    svg = drawn([("أ", 1492), ("ب", 5)], "ar")
    assert svg is not None
    first, second = bars(svg)
    assert first["x"] + first["width"] == pytest.approx(second["x"] + second["width"], abs=0.2)
    assert first["x"] < second["x"]
    assert "١٬٤٩٢" in texts(svg)
    assert svg.attrib["direction"] == "rtl"


def test_columns_stand_in_the_order_and_at_the_distance_of_their_dates() -> None:
    rows: list[Row] = [(typed("2018", "gYear"), 1), (typed("2010", "gYear"), 4), (typed("2016", "gYear"), 2)]
    for language in ("en", "ar"):
        svg = drawn(rows, language)
        assert svg is not None
        middles = [bar["x"] + bar["width"] / 2 for bar in bars(svg)]
        heights = [bar["height"] for bar in bars(svg)]
        assert heights == pytest.approx([220, 110, 55])
        steps = [after - before for before, after in pairwise(middles)]
        assert steps[0] == pytest.approx(3 * steps[1], rel=0.02)
        assert (steps[0] > 0) == (language == "en")
        assert ("٢٠١٦" if language == "ar" else "2016") in texts(svg)


def test_dates_that_are_close_do_not_write_over_each_other() -> None:
    rows: list[Row] = [(typed(f"2018-01-{day:02}", "date"), day) for day in range(1, 30)]
    svg = drawn(rows)
    assert svg is not None
    assert len(bars(svg)) == 29
    assert 2 <= sum("January" in text for text in texts(svg)) < 12


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([("a", 1)], ("n", "c")),
        ([], ("n", "c")),
        ([(f"{n}", n) for n in range(41)], ("n", "c")),
        ([("a", "x"), ("b", "y")], ("n", "c")),
        ([("a", 1, 2), ("b", 2, 3)], ("n", "c", "d")),
        ([("a", "x", 2), ("b", "y", 3)], ("n", "m", "c")),
        ([("a", 1), ("a", 2)], ("n", "c")),
        ([("a", -1), ("b", 2)], ("n", "c")),
        ([("a", None), ("b", 2)], ("n", "c")),
        ([(None, 1), ("b", 2)], ("n", "c")),
        ([(1,), (2,)], ("c",)),
        ([("a", typed("NaN", "double")), ("b", typed("INF", "double"))], ("n", "c")),
        ([("a", typed("many", "integer")), ("b", 1)], ("n", "c")),
    ],
)
def test_nothing_is_drawn_where_it_does_not_fit(rows: list[Row], names: tuple[str, ...]) -> None:
    assert drawn(rows, "en", names) is None


def test_what_is_the_same_in_all_rows_does_not_matter() -> None:
    assert drawn([("a", "x", 1), ("b", "x", 2)], "en", ("n", "m", "c")) is not None


def test_names_are_text_whatever_they_hold() -> None:
    hostile = '<script>alert(1)</script> & " \u202e\x00]]>'
    svg = drawn([(hostile, 1), ("b", 2)], "ar")
    assert svg is not None
    assert not list(svg.iter(f"{SVG}script"))
    assert "\u202e" not in "".join(svg.itertext())
