"""A build of the whole graph, made once for all tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import build, default_registers


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to work in, with a build of the whole graph in `build`; nothing is written into it."""
    folder = tmp_path_factory.mktemp("built")
    build(default_registers(), folder / "build")
    return folder
