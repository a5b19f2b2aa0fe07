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
from loaders.problems import LoadError
from loaders.register import REGISTERS
from ontology.vocabulary import vocabulary

TABLES = sorted(REGISTERS.glob("*/*.csv"))
# Comma, double quotes, UTF-8, from the first line on; the two settings that are true recognise dates and numbers on
# opening, and save cells as they are shown (https://wiki.documentfoundation.org/Documentation/DevGuide).
OPEN = "Text - txt - csv (StarCalc):44,34,76,1,,{language},false,true"


def saved_by_a_spreadsheet(tmp_path: Path, language: str) -> list[Path]:
    """Open and save every table, numbers and dates read as the language writes them (a Windows language number)."""
    if shutil.which("soffice") is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice Calc (soffice) is not installed")
    folders = []
    for folder in sorted({table.parent for table in TABLES}):
        target = tmp_path / folder.name
        target.mkdir()
        shutil.copyfile(folder / "register.toml", target / "register.toml")
        tables = [str(table) for table in TABLES if table.parent == folder]
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        opening = OPEN.format(language=language)
        command = ["soffice", profile, "--headless", f"--infilter={opening}", "--convert-to", f"csv:{opening},false"]
        subprocess.run([*command, "--outdir", str(target), *tables], check=True, capture_output=True, timeout=300)
        assert {p.name for p in target.iterdir()} == {p.name for p in folder.iterdir() if p.suffix in (".csv", ".toml")}
        folders.append(target)
    return folders


def test_registers_saved_by_a_spreadsheet_say_the_same(tmp_path: Path) -> None:
    folders = saved_by_a_spreadsheet(tmp_path, "0")
    words = vocabulary()
    saved, ours = (Dataset(emit(load(sources), words)) for sources in (folders, [f.parent for f in _settings()]))
    assert saved.graphs == ours.graphs


def test_what_a_spreadsheet_in_arabic_takes_for_dates_is_refused(tmp_path: Path) -> None:
    """There ٢/٨, the number of a resolution as printed, becomes a date; nothing else is lost unseen."""
    with pytest.raises(LoadError) as refused:
        load(saved_by_a_spreadsheet(tmp_path, "1025"))
    problems = refused.value.problems
    assert problems and all("a spreadsheet seems to have rewritten" in str(p) for p in problems)
    statements = (REGISTERS / "ctoc-cop-2018-2" / "statements.csv").read_text(encoding="utf-8")
    assert len(problems) <= statements.count(",symbolAsPrinted,")


def _settings() -> list[Path]:
    return sorted(REGISTERS.glob("*/register.toml"))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_cell_is_a_formula_or_a_number_too_long_for_a_spreadsheet(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) > 10
    assert [c for c in cells if re.match(r"[=+@]", c) or re.search(r"[\n\t]", c) or re.fullmatch(r"\d{12,}", c)] == []
