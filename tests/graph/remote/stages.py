"""What the tests of pushes that go wrong share: where a push is, and what a store then may hold.

Before each push a store holds the first version, and what others have beside it; the second version is pushed.
"""

from __future__ import annotations

from .command import Ended, Sijill
from .faults import Seen
from .proxy import Proxy
from .server import Server
from .small import OURS, State, foreign, held_by, pushed, put

STAGES = ("compare", "plan", "stage", "switch", "clear", "verify")
SAID = {
    "Nothing was written to the store yet": {1},
    "The store holds what it held before": {1},
    "either all of the new state or all of the old one": {1, 2},
    "All of the new state was put in place": {2},
}
"""What a push says of the state of the store where it breaks off, and the versions for which this is true."""
ONLY_ASKED = ("/query", "/sparql")
_FOUND: dict[str, dict[str, int]] = {}
"""The stages of each kind of store, found once."""


def push(
    sijill: Sijill, proxy: Proxy, server: Server, file: str, *more: str, tries: int = 2, lang: str = "en"
) -> Ended:
    """Push a file through a proxy, to a store of a kind that need not be found out."""
    return sijill(
        "push", proxy.address, "--kind", server.kind, "--files", file, "--tries", str(tries), *more, lang=lang
    )


def stages(sijill: Sijill, server: Server, file: str) -> dict[str, int]:
    """The number of the request in which each stage begins, counted from 0, of a push that nothing hinders.

    The store holds the first version in the end.
    """
    if server.kind not in _FOUND:
        again(server)
        with Proxy(server.address) as proxy:
            assert push(sijill, proxy, server, file).status == 0
        changing = [number for number, seen in enumerate(proxy.seen) if changes(seen)]
        assert len(changing) == 4, "a plan, what is staged, the switch, and what is cleared away"
        _FOUND[server.kind] = dict(zip(STAGES, [0, *changing, len(proxy.seen) - 1], strict=True))
    again(server)
    return _FOUND[server.kind]


def changes(seen: Seen) -> bool:
    """Whether a request changed something in a store."""
    return seen.method == "POST" and seen.path not in ONLY_ASKED and seen.status != 401


def state(server: Server, version: int) -> State:
    """What a store holds of which a version is all of ours."""
    return {**foreign(), **pushed(server, version)}


def again(server: Server) -> None:
    """Have the first version in a store, and what others have."""
    server.clear()
    put(server, state(server, 1))


def settled(server: Server) -> State:
    """What a store holds, without what is laid out aside."""
    return {name: triples for name, triples in held_by(server).items() if not name.startswith(OURS)}


def broken_off(run: Ended, server: Server) -> None:
    """See that a push ended with exit status 1, and that the store is in the state in which it says that it is."""
    assert run.status == 1
    (versions,) = [versions for said, versions in SAID.items() if said in run.err]
    assert settled(server) in [state(server, version) for version in versions]


def completed(sijill: Sijill, server: Server, file: str) -> None:
    """See that the same command completes a push, and that nothing is left aside."""
    run = sijill("push", server.address, "--kind", server.kind, "--files", file)
    assert run.status == 0, run.err
    assert held_by(server) == state(server, 2)
