"""Two pushes of different versions at once: no mixture stays untold, all else stays, and a third push settles it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.remote.credentials import Credentials
from graph.remote.endpoint import connected
from graph.remote.patience import Patience
from graph.remote.plan import plan
from graph.remote.push import push as put_there
from graph.remote.source import form_for, source
from ontology.errors import SijillError

from .command import Sijill
from .faults import Fault
from .proxy import Proxy
from .server import Server
from .small import foreign, held_by, put, quads, write
from .stages import STAGES, push, settled, stages, state

SAID = (
    "what was staged in the store is not what was sent",
    "another version was put into the store while this one was being laid out",
    "the store does not hold what was sent",
    "but it could not be checked",  # a graph that was counted is gone when it is read
)


def another(server: Server, file: str) -> Callable[[], str]:
    """A push by somebody else, who is told what went wrong, or nothing."""

    def pushing() -> str:
        known = Credentials(server.user or "", server.password or "")
        patience = Patience(first=0.01, most=0.1)
        try:
            with (
                connected(server.address, server.kind, known, patience=patience) as store,
                source([Path(file)], form_for("keep", store.profile)) as here,
            ):
                put_there(here, store, plan(here, store))
        except SijillError as error:
            return str(error)
        return ""

    return pushing


@pytest.mark.parametrize("other", [1, 3])
@pytest.mark.parametrize("stage", STAGES)
def test_a_push_between_two_requests_of_another(
    clean_server: Server, writer: Sijill, new: str, tmp_path: Path, stage: str, other: int
) -> None:
    """The other is of a third version, or of the one that is there, which has nothing to do but clear away."""
    number = stages(writer, clean_server, new)[stage]
    told: list[str] = []
    pushing = another(clean_server, write(quads(other), tmp_path / "other.nq"))
    between = Fault("delay", skip=number, call=lambda: told.append(pushing()))
    with Proxy(clean_server.address, between) as proxy:
        run = push(writer, proxy, clean_server, new)
    assert told == [""], "it was alone from its beginning to its end"
    there = settled(clean_server)
    assert {name: there.get(name) for name in foreign()} == foreign()
    assert run.status in (0, 1) and (run.status == 1 or there in (state(clean_server, 2), state(clean_server, other)))
    assert run.status == 0 or any(said in run.err for said in SAID)
    third = writer("push", clean_server.address, "--files", new)
    assert third.status == 0 and held_by(clean_server) == state(clean_server, 2)


def test_two_pushes_at_once(clean_server: Server, writer: Sijill, new: str, tmp_path: Path) -> None:
    put(clean_server, state(clean_server, 1))
    third = write(quads(3), tmp_path / "3.nq")
    for _ in range(3):
        told: dict[str, str] = {}
        pushes = {file: another(clean_server, file) for file in (new, third)}
        threads = [
            threading.Thread(target=lambda file=file, one=one, told=told: told.update({file: one()}))
            for file, one in pushes.items()
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert told.keys() == pushes.keys()
        there = settled(clean_server)
        assert {name: there.get(name) for name in foreign()} == foreign()
        assert any(told.values()) or there in (state(clean_server, 2), state(clean_server, 3)), told
        run = writer("push", clean_server.address, "--files", new)
        assert run.status == 0 and held_by(clean_server) == state(clean_server, 2)
