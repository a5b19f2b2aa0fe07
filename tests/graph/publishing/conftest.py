"""The site of the whole graph as files, written once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.publishing.static import publish
from graph.rebase import rebased

BASE = "https://data.example.org/sijill/"


@pytest.fixture(scope="session")
def site(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, whose root is /sijill/."""
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(rebased(store, BASE), BASE, folder, processes=2)
    return folder
