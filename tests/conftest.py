"""What many tests need: the built dataset, a small register to damage, and the shared material where it is there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, sync_playwright

from graph.build import assemble, default_registers, load
from graph.dataset import Dataset
from graph.store import from_dataset
from loaders.documents.reader import Reader
from loaders.documents.reading import Reading
from loaders.documents.structure import Given
from loaders.register import Register
from tests.chromium import CHROMIUM, launch

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SMALL = Path(__file__).parent / "loaders" / "small"
TEXTS = Path(__file__).parent / "loaders" / "documents" / "texts"
"""Documents of our own invention: an Arabic and an English report, an Arabic and an English resolution."""


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


@pytest.fixture(scope="session")
def reader(registers: list[Register]) -> Reader:
    """A reader that knows the names of the project's registers."""
    return Reader(registers)


@pytest.fixture(scope="session")
def report(reader: Reader) -> Reading:
    """An Arabic report, read with its text."""
    return reader.read(TEXTS / "report.ar.txt", Given(), with_text=True)


@pytest.fixture(scope="session")
def resolution(reader: Reader) -> Reading:
    """An English resolution, read."""
    return reader.read(TEXTS / "resolution.en.txt", Given())


@pytest.fixture(scope="session")
def read_dataset(registers: list[Register], report: Reading, resolution: Reading) -> Dataset:
    """The whole graph of the project with what was read in the two documents."""
    return assemble(registers, readings=[report, resolution])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window; for a module, since two drivers may not run in one process."""
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is not installed")
    with sync_playwright() as play:
        started = launch(play)
        yield started
        started.close()


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
