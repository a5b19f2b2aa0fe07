"""Date bounds: from dates at their printed precision to the first and last day that they allow."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build import BuildInvalid, build
from graph.derive import date_bounds
from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

THING = ox.NamedNode("https://w3id.org/sijill/id/event/a")
KINDS = {4: "gYear", 7: "gYearMonth", 10: "date"}


def bounds_of(dates: dict[str, str]) -> dict[str, str]:
    triples = [
        ox.Triple(
            THING, ox.NamedNode(expand(name)), ox.Literal(d, datatype=ox.NamedNode(expand(f"xsd:{KINDS[len(d)]}")))
        )
        for name, d in dates.items()
    ]
    found = date_bounds(triples, vocabulary())
    return {t.predicate.value.rpartition("#")[2]: t.object.value for t in found if isinstance(t.object, ox.Literal)}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"date": "2018"}, {"earliest": "2018-01-01", "latest": "2018-12-31"}),
        ({"start": "2018-02"}, {"earliest": "2018-02-01"}),
        ({"end": "2016-02"}, {"earliest": "2016-02-01", "latest": "2016-02-29"}),
        ({"start": "2017", "end": "2018-06"}, {"earliest": "2017-01-01", "latest": "2018-06-30"}),
        ({"from": "2019-06", "to": "2015"}, {"earliest": "2019-06-01", "latest": "2015-12-31"}),
        ({"date": "2018-10-15", "expectedBy": "2019"}, {"earliest": "2018-10-15", "latest": "2019-12-31"}),
    ],
)
def test_bounds(dates: dict[str, str], expected: dict[str, str]) -> None:
    assert bounds_of(dates) == expected


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("memberships.csv", "2018,2019-06", "2019-06,2015"),
        (
            "statements.csv",
            "2,event/test-workshop,date,2019-02,",
            "2,event/test-workshop,end,2016,\n2,event/test-workshop,start,2019-02,",
        ),
    ],
)
def test_what_ends_before_it_begins_is_refused_by_the_build(
    small: Path, tmp_path: Path, table: str, old: str, new: str
) -> None:
    path = small / table
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BuildInvalid) as refused:
        build([small], tmp_path / "out")
    assert {r.path for r in refused.value.report.results if r.severity == "Violation"} == {"sj:earliest"}
