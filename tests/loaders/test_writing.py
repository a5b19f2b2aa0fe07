"""A register that is written is the register that was read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from loaders.register import REGISTERS, Register, read_register
from loaders.writing import register_files, write_register
from tests.conftest import SMALL

DOCUMENTS = (SMALL, REGISTERS / "ctoc-cop-2018-2")


@pytest.mark.parametrize("folder", DOCUMENTS, ids=lambda folder: folder.name)
def test_tables_are_written_as_they_were_read(folder: Path, tmp_path: Path) -> None:
    write_register(read_register(folder), tmp_path)
    again = read_register(tmp_path)
    assert again.problems == []
    for name in ("things", "names", "statements", "nodes", "sections", "paragraphs", "titles", "document"):
        assert _free(getattr(again, name)) == _free(getattr(read_register(folder), name)), name


def _free(records: object) -> object:
    """Records without their places: those are of another file."""
    if not isinstance(records, list):
        return records
    fields = [{k: v for k, v in vars(record).items() if k != "place"} for record in records]
    return sorted(map(str, fields))


def test_the_tables_of_the_report_are_kept_to_the_letter() -> None:
    folder = REGISTERS / "ctoc-cop-2018-2"
    written = register_files(read_register(folder))
    tables = ("things", "names", "statements", "sections", "paragraphs", "figures", "mandates", "memberships")
    for name in (*tables, "corrections"):
        assert written[f"{name}.csv"] == (folder / f"{name}.csv").read_text(encoding="utf-8"), name


def test_settings_keep_quotes_and_control_characters() -> None:
    titles = {"ar": 'تقرير "ثانٍ"\n', "en": "A back\\slash\tand \u200f more"}
    text = register_files(Register(Path("a"), "A/1", "document/A/1", titles))["register.toml"]
    assert tomllib.loads(text)["title"] == titles
