"""What others have in a store, and what is said in it of plans and datasets: nothing of theirs is lost by a push."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command import Sijill
from .server import Server
from .small import PART, foreign, held_by, pushed, put, quads, write

FOREIGN = "https://c.net/g"


@pytest.fixture
def new(tmp_path: Path) -> str:
    """The file of the second version."""
    return write(quads(2), tmp_path / "new.nq")


def staged_for(staged: str, graph: str) -> str:
    """What a plan says."""
    return f"<{staged}> <urn:sijill:staged-for> <{graph}>"


@pytest.mark.parametrize("plan", ["https://c.net/notes", "urn:sijill:plan:0:0"])
def test_a_plan_of_others_takes_nothing_from_them(clean_server: Server, writer: Sijill, new: str, plan: str) -> None:
    """A graph that says what a plan says is no plan, and what a plan names is not staged, but by their names."""
    said = frozenset({staged_for(FOREIGN, f"{PART}/1"), staged_for(f"{PART}0", f"{PART}/2")})
    others = {**foreign(), plan: said}
    put(clean_server, {**others, **pushed(clean_server, 1)})
    run = writer("push", clean_server.address, "--files", new)
    assert run.status == 0 and held_by(clean_server) == {**others, **pushed(clean_server, 2)}
