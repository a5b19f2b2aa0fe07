"""The folders are the architecture: imports run in one direction, and what is data is not in Python."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

MAY_IMPORT = {
    "ontology": {"ontology"},
    "shapes": {"shapes", "ontology"},
    "queries": {"queries", "ontology"},
    "loaders": {"loaders", "ontology"},
    "graph": {"graph", "loaders", "queries", "shapes", "ontology"},
}
MODULES = [path for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_in_one_direction(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0] if node.level == 0 else package)
    assert imported & set(MAY_IMPORT) <= MAY_IMPORT[package]


def test_the_modules_of_a_package_do_not_import_in_circles() -> None:
    for package in MAY_IMPORT:
        edges = {
            ".".join(path.relative_to(ROOT / package).with_suffix("").parts): _relative_imports(path, package)
            for path in (ROOT / package).rglob("*.py")
        }
        done: set[str] = set()
        while True:
            ready = {m for m, needs in edges.items() if m not in done and needs & set(edges) <= done}
            if not ready:
                break
            done |= ready
        assert done == set(edges), f"{package}: a circle among {sorted(set(edges) - done)}"


def _relative_imports(path: Path, package: str) -> set[str]:
    """The modules of its package that a module imports, by their dotted names below the package."""
    found = set()
    folder = path.relative_to(ROOT / package).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = folder[: len(folder) + 1 - node.level]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found |= {".".join((*above, name)) for name in names}
    return found


def test_sub_packages_are_seen_by_the_search_for_circles() -> None:
    assert "site.reader" in _relative_imports(ROOT / "graph" / "site" / "said.py", "graph")
    assert "captions" in _relative_imports(ROOT / "graph" / "site" / "said.py", "graph")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_queries_live_in_their_files_and_modules_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(SELECT|CONSTRUCT|INSERT|DELETE)\b[^\n]*\{", text)
    assert len(text.splitlines()) <= 300
    assert path.stem not in {"utils", "helpers", "common", "misc"}


def test_nothing_else_is_at_the_top_level() -> None:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.endswith("/")}
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")} - ignored
    assert {f for f in folders if not f.endswith(".egg-info")} == {*MAY_IMPORT, "tests"}
