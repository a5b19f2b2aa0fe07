"""Dates at the precision that is printed, and what is no date."""

from __future__ import annotations

from graph.site.dated import Dated, dated

from .made import iri, quad, store_of


def dates_of(*values: tuple[str, str, str]) -> tuple[Dated, ...]:
    """The dates of a thing with some properties, values and types."""
    return dated(store_of([quad(iri("event/x"), name, v, kind=kind) for name, v, kind in values])).get(
        iri("event/x"), ()
    )


def test_a_beginning_and_an_end_are_one_period() -> None:
    (one,) = dates_of(("start", "2016", "xsd:gYear"), ("end", "2018-03", "xsd:gYearMonth"))
    assert one.end is not None
    assert (one.begin.value, one.end.value, one.first, one.last) == ("2016", "2018-03", "2016-01-01", "2018-03-31")
    assert list(one.years) == [2016, 2017, 2018]
    assert one.month == 0


def test_paragraphs_that_disagree_leave_each_date_for_itself() -> None:
    found = dates_of(("start", "2016", "xsd:gYear"), ("start", "2017", "xsd:gYear"), ("end", "2018", "xsd:gYear"))
    assert [(one.begin.value, one.end) for one in found] == [("2016", None), ("2017", None), ("2018", None)]


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    found = dates_of(("start", "2018", "xsd:gYear"), ("end", "2016", "xsd:gYear"))
    assert [one.begin.value for one in found] == ["2016", "2018"]


def test_what_is_no_date_is_left_out() -> None:
    assert dates_of(("date", "2018-13", "xsd:gYearMonth"), ("date", "soon", ""), ("date", "-0044", "xsd:gYear")) == ()
    assert dates_of(("date", "2018-02-30", "xsd:date"), ("date", "2018-01-01T00:00:00", "xsd:dateTime")) == ()


def test_a_period_of_a_thousand_years_is_bounded() -> None:
    (one,) = dates_of(("start", "1000", "xsd:gYear"), ("end", "9999", "xsd:gYear"))
    assert len(one.years) < 100


def test_a_month_comes_before_its_days_and_a_year_before_its_months() -> None:
    found = dates_of(
        ("date", "2018-05-02", "xsd:date"), ("date", "2018-05", "xsd:gYearMonth"), ("date", "2018", "xsd:gYear")
    )
    assert [one.begin.value for one in found] == ["2018", "2018-05", "2018-05-02"]
