"""Sorting tables in place: rows come into order, cells stay as they are."""

from __future__ import annotations

import random
from pathlib import Path

from loaders.order import tidy
from loaders.register import REGISTERS


def test_shuffled_tables_come_back_to_the_byte(tmp_path: Path) -> None:
    for source in sorted(REGISTERS.glob("*/*.csv")):
        if source.stem in ("sections", "paragraphs"):
            continue
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        body = lines[1:]
        random.Random(7).shuffle(body)
        table = tmp_path / source.name
        table.write_text(lines[0] + "".join(body), encoding="utf-8")
        assert tidy(table)
        assert table.read_bytes() == source.read_bytes(), source
        assert not tidy(table)


def test_the_order_of_a_document_stays(tmp_path: Path) -> None:
    source = REGISTERS / "ctoc-cop-2018-2" / "sections.csv"
    table = tmp_path / "sections.csv"
    table.write_bytes(source.read_bytes())
    assert not tidy(table)
    assert [p.name for p in tmp_path.iterdir()] == ["sections.csv"]
