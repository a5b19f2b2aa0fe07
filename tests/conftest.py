"""What many tests need: the built dataset, a small register to damage, and the shared material where it is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build import assemble, default_registers, load
from graph.dataset import Dataset
from graph.store import from_dataset
from loaders.register import Register

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SMALL = Path(__file__).parent / "loaders" / "small"


@pytest.fixture(scope="session")
def registers() -> list[Register]:
    """All registers of the project, read and checked."""
    return load(default_registers())


@pytest.fixture(scope="session")
def dataset(registers: list[Register]) -> Dataset:
    """The whole graph of the project."""
    return assemble(registers)


@pytest.fixture(scope="session")
def store(dataset: Dataset) -> ox.Store:
    """The embedded store with the whole graph: the default graph is the merged set."""
    return from_dataset(dataset)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of a small register of our own invention, to be damaged."""
    target = tmp_path / "small"
    shutil.copytree(SMALL, target)
    return target


@pytest.fixture
def shared() -> Path:
    """The shared material; a clone elsewhere does not have it."""
    if not SHARED.is_dir():
        pytest.skip("the shared material is not beside this clone")
    return SHARED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests record, such as the shares of names that search finds."""
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name, value in getattr(report, "user_properties", ()):
            if name == "shown" and report.when == "call":
                terminalreporter.write_line(str(value))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that no worker is left alone with it at the end."""
    longest = ("tests/test_guides.py", "tests/graph/remote/test_readme.py", "tests/graph/publishing/test_rules.py")
    items.sort(key=lambda item: not item.nodeid.startswith(longest))
