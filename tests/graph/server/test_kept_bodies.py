"""What a server keeps of what it has written is bounded in bytes, whatever it is and however it was asked for."""

from __future__ import annotations

import os

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.server import app as application
from graph.server.app import Application
from graph.server.kept_bodies import KeptBodies
from graph.server.sending import Body
from graph.site.site import Site
from graph.store import base_of


def test_large_bodies_push_others_out_and_small_ones_stay() -> None:
    kept = KeptBodies(1_000_000)
    noise = os.urandom(300_000)
    for number in range(20):
        kept.get(number, lambda: Body(noise, "application/octet-stream"))
        assert len(kept) <= 3
    again: list[int] = []
    assert kept.get(19, lambda: again.append(1)) is not None and not again
    too_large = Body(bytes(1_100_000), "application/octet-stream")
    assert kept.get("large", lambda: too_large) is too_large and len(kept) == 0
    for number in range(200):
        kept.get(("small", number), lambda: Body(b"x", "text/plain"))
    assert len(kept) == 200


def test_files_of_data_are_bounded_in_bytes(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "_FILES", 300_000)
    app = Application(Site(store, base_of(store)), 0.0)
    with TestClient(app) as client:
        sizes = [
            len(client.get(f"/data/{name}.{form}").content)
            for name in ("document/CTOC/COP/2018/2", "dataset/sijill", "country/NGA", "body/unodc")
            for form in ("nq", "jsonld", "rdf")
        ]
    assert sum(sizes) > 900_000 and 0 < len(app._files) < len(sizes)
