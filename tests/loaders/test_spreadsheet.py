"""A spreadsheet opens the tables and saves them without harm, with its most meddlesome settings."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from graph.build import load
from graph.dataset import Dataset
from loaders.emit import emit
from loaders.register import REGISTERS
from ontology.vocabulary import vocabulary

TABLES = sorted(REGISTERS.glob("*/*.csv"))
# Comma, double quotes, UTF-8, from the first line on; the two settings that are true recognise dates and numbers on
# opening, and save cells as they are shown (https://wiki.documentfoundation.org/Documentation/DevGuide).
OPEN = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
SAVE = f"csv:{OPEN},false"


def test_registers_saved_by_a_spreadsheet_say_the_same(tmp_path: Path) -> None:
    if shutil.which("soffice") is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice Calc (soffice) is not installed")
    folders = []
    for folder in sorted({table.parent for table in TABLES}):
        target = tmp_path / folder.name
        target.mkdir()
        shutil.copyfile(folder / "register.toml", target / "register.toml")
        tables = [str(table) for table in TABLES if table.parent == folder]
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", f"--infilter={OPEN}", "--convert-to", SAVE]
        subprocess.run([*command, "--outdir", str(target), *tables], check=True, capture_output=True, timeout=300)
        assert {p.name for p in target.iterdir()} == {p.name for p in folder.iterdir() if p.suffix in (".csv", ".toml")}
        folders.append(target)
    words = vocabulary()
    saved, ours = (Dataset(emit(load(sources), words)) for sources in (folders, [f.parent for f in _settings()]))
    assert saved.graphs == ours.graphs


def _settings() -> list[Path]:
    return sorted(REGISTERS.glob("*/register.toml"))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_cell_is_a_formula_or_a_number_too_long_for_a_spreadsheet(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) > 10
    assert [c for c in cells if re.match(r"[=+@]", c) or re.search(r"[\n\t]", c) or re.fullmatch(r"\d{12,}", c)] == []
