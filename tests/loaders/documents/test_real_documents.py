"""Real documents become graphs that conform to the shapes: the scanned report, and English resolutions in full."""

from __future__ import annotations

from pathlib import Path

from graph.build import assemble
from graph.dataset import ONTOLOGY_GRAPH
from graph.validate import validate
from loaders.documents.reader import Reader
from loaders.documents.structure import Given
from loaders.register import Register
from ontology.vocabulary import vocabulary


def test_the_report_and_english_resolutions_conform(registers: list[Register], reader: Reader, shared: Path) -> None:
    report = reader.read(shared / "sources" / "CTOC-COP-2018-2.ar.txt", Given(symbol="CTOC/COP/2018/2"))
    texts = sorted((shared / "data" / "texts-en").glob("*.txt"))[::4]  # old and new ones; each takes a second
    readings = [report, *(reader.read(path, Given(), with_text=True) for path in texts)]
    assert len(readings) == 5 and all(reading.document.front.symbol for reading in readings)
    made = assemble(registers, readings=readings)
    found = validate(made.merged(leave_out=[ONTOLOGY_GRAPH]), vocabulary())
    assert [(r.shape, r.focus) for r in found.results if r.severity == "Violation"] == []
