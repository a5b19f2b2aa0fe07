"""Running stores for tests: one Oxigraph and one Virtuoso for all tests of a process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.dataset import Dataset
from graph.remote.credentials import VARIABLES

from .command import Sijill
from .filled import add_others, fill
from .server import Server
from .servers import VIRTUOSO, OxigraphServer, VirtuosoServer, prepare_virtuoso
from .small import quads, write


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphServer]:
    """Oxigraph's server; what an earlier test left may be there, unless the test asks for a clean one."""
    with OxigraphServer(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def prepared_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that servers of Virtuoso copy; made once for all processes of a run of the tests."""
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin, virtuoso-opensource-7-common)")
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each worker has a folder of its own in the folder of the run
    folder = base / "prepared-virtuoso"
    with (base / "prepared-virtuoso.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            prepare_virtuoso(base / "virtuoso-in-the-making").rename(folder)
    return folder


@pytest.fixture(scope="session")
def virtuoso_server(prepared_virtuoso: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtuosoServer]:
    """A Virtuoso; what an earlier test left may be there, unless the test asks for a clean one."""
    with VirtuosoServer(tmp_path_factory.mktemp("virtuoso"), prepared_virtuoso) as server:
        yield server


@pytest.fixture
def clean_oxigraph(oxigraph_server: OxigraphServer) -> OxigraphServer:
    """The Oxigraph of the session without any triple."""
    oxigraph_server.clear()
    return oxigraph_server


@pytest.fixture
def clean_virtuoso(virtuoso_server: VirtuosoServer) -> VirtuosoServer:
    """The Virtuoso of the session with no triples but its own."""
    virtuoso_server.clear()
    return virtuoso_server


@pytest.fixture(params=["oxigraph", "virtuoso"])
def clean_server(request: pytest.FixtureRequest) -> Server:
    """Each store of the session in turn, without any triple of a test."""
    server: Server = request.getfixturevalue(f"clean_{request.param}")
    return server


@pytest.fixture
def sijill(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sijill:
    """What runs commands in this process, without credentials in the environment, and tells how they ended."""
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    return Sijill(monkeypatch, capsys)


@pytest.fixture
def writer(sijill: Sijill, clean_server: Server) -> Sijill:
    """The same with the credentials of who may write into the store."""
    sijill.as_writer(clean_server)
    return sijill


@pytest.fixture(scope="session")
def filled_oxigraph(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Iterator[OxigraphServer]:
    """An Oxigraph of its own that holds the dataset and nothing else; tests only read it."""
    folder = tmp_path_factory.mktemp("filled-oxigraph")
    with OxigraphServer(folder) as server:
        fill(server, folder, dataset)
        yield server


@pytest.fixture(scope="session")
def filled_virtuoso(
    prepared_virtuoso: Path, tmp_path_factory: pytest.TempPathFactory, dataset: Dataset
) -> Iterator[VirtuosoServer]:
    """A Virtuoso of its own that holds the dataset, and a graph that is not of it; tests only read it."""
    folder = tmp_path_factory.mktemp("filled-virtuoso")
    with VirtuosoServer(folder, prepared_virtuoso) as server:
        fill(server, folder, dataset)
        add_others(server)
        yield server


@pytest.fixture(scope="session")
def mixed_oxigraph(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Iterator[OxigraphServer]:
    """An Oxigraph of its own that holds the dataset, and a graph that is not of it; tests only read it."""
    folder = tmp_path_factory.mktemp("mixed-oxigraph")
    with OxigraphServer(folder) as server:
        fill(server, folder, dataset)
        add_others(server)
        yield server


@pytest.fixture(params=["oxigraph", "virtuoso"])
def filled_server(request: pytest.FixtureRequest) -> Server:
    """Each store that holds the dataset in turn."""
    server: Server = request.getfixturevalue(f"filled_{request.param}")
    return server


@pytest.fixture
def new(tmp_path: Path) -> str:
    """The file of the second version of the small dataset."""
    return write(quads(2), tmp_path / "new.nq")
