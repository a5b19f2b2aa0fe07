"""Putting a dataset into a store: the new state is there whole or the old one still is, if the store can do that.

Where the store has nothing yet that must go, and takes a load wholly or not at all, one load does it. Otherwise the
graphs are staged under other names, and one operation of SPARQL Update gives every graph what is staged for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

from ..sorting import sorted_unique
from .endpoint import Endpoint, in_parts
from .outcomes import BrokenOff, disturbed, not_verified
from .plan import Plan, Progress, fingerprint_there, silent
from .requests import request
from .source import Quad, Source
from .trouble import RemoteTrouble, TooLarge

_PLAN = "urn:sijill:plan:"
_STAGED = "urn:sijill:staged:"
_FOR = "urn:sijill:staged-for"
_NOTHING = f"{_STAGED}nothing"
"""The name of a graph that never is there: what is staged for a graph that is to go."""
_DROPPED = 100
"""Graphs that are dropped by one request."""


@dataclass(frozen=True)
class Done:
    """What a push did: by a `load` or by a `switch`, and how many triples it sent and checked."""

    way: str
    sent: int
    verified: int


def way(plan: Plan, endpoint: Endpoint) -> str:
    """How the change will be made: `load`, `switch`, or `parts` where the store does nothing wholly.

    >>> from graph.remote.recognise import place
    >>> from graph.remote.credentials import Credentials
    >>> store = Endpoint(place("http://127.0.0.1:1/", "oxigraph"), Credentials())
    >>> way(Plan({"urn:g": 1}, {}, {}, {}), store), way(Plan({}, {"urn:g": 1}, {}, {}), store)
    ('load', 'switch')
    """
    known = endpoint.profile
    if known.load and known.load_whole and not plan.changed and not plan.gone:
        return "load"
    return "parts" if known.whole == "nothing" else "switch"


def push(here: Source, endpoint: Endpoint, planned: Plan, *, verify: bool = True, progress: Progress = silent) -> Done:
    """Make the change that is planned. Raises BrokenOff, Disturbed, and NotVerified.

    To do it again is safe after any failure: what was staged by then is used.
    """
    if planned.nothing:
        return Done(way(planned, endpoint), 0, 0)
    wanted = {*planned.new, *planned.changed}
    step = "compare"

    def noted(begun: str, done: int, total: int) -> None:
        nonlocal step
        step = begun
        progress(begun, done, total)

    chosen = way(planned, endpoint)
    try:
        if chosen == "load":
            chosen, sent = _load(here, endpoint, planned, wanted, noted)
        else:
            sent = _switch(here, endpoint, planned, wanted, noted)
        noted("clear", 0, 0)
        _clear_away(endpoint, here)
        return Done(chosen, sent, _verify(here, endpoint, planned, wanted, noted) if verify else 0)
    except RemoteTrouble as trouble:
        raise BrokenOff(trouble, _state(chosen, step, trouble)) from None


def _state(chosen: str, step: str, trouble: RemoteTrouble) -> str:
    """What the store holds after a trouble in a step: what it refused at once it did not begin."""
    if step in ("clear", "verify"):
        return "after"
    if step == "switch" or (chosen == "load" and step == "send"):
        begun = "parts" if chosen == "parts" else "unknown"
        return begun if trouble.again else "before"
    return "before"


def _load(
    here: Source, endpoint: Endpoint, planned: Plan, wanted: Collection[str], progress: Progress
) -> tuple[str, int]:
    """Send all in one request; staged and switched instead where that is too large for what stands between."""
    whole = len(wanted) == len(here.graphs)
    total = sum(planned.new.values())

    def quads() -> Iterator[bytes]:
        if whole:
            yield from _told(here.n_quads(), here.file.stat().st_size, total, progress)
        else:
            yield from _lines(_chosen(here, wanted, total, progress))

    try:
        endpoint.load(quads)
    except TooLarge:
        return "switch", _switch(here, endpoint, planned, wanted, progress)
    return "load", total


def _told(pieces: Iterator[bytes], size: int, total: int, progress: Progress) -> Iterator[bytes]:
    """Pieces of a file, telling how many triples they are about."""
    sent = 0
    for piece in pieces:
        yield piece
        sent += len(piece)
        progress("send", total * sent // size, total)


def _switch(here: Source, endpoint: Endpoint, planned: Plan, wanted: Collection[str], progress: Progress) -> int:
    """Stage what is wanted, switch, and drop what was staged."""
    staged = {name: _staged(name, here.graphs[name].digest) for name in sorted(wanted)}
    there = endpoint.counts(staged.values())
    missing = {name for name in wanted if there.get(staged[name], 0) != here.graphs[name].triples}
    sent = _stage(here, endpoint, staged, missing, progress)
    there = endpoint.counts(staged.values())
    if any(there.get(staged[name], 0) != here.graphs[name].triples for name in wanted):
        raise disturbed(endpoint.address)
    told = [f"<{staged[name]}> <{_FOR}> <{name}>" for name in sorted(wanted)]
    told += [f"<{_NOTHING}> <{_FOR}> <{name}>" for name in sorted(planned.gone)]
    plan_graph = f"{_PLAN}{_hash(' '.join(told))}"
    rows = [(plan_graph, triple) for triple in told]
    for some in in_parts(rows, endpoint.profile.limits.insert):
        endpoint.insert(some)
    progress("switch", 0, 0)
    endpoint.update(request("switch.ru", plan=f"<{plan_graph}>"))
    progress("clear", 0, 0)
    _drop(endpoint, [plan_graph, *staged.values(), *planned.gone])
    return sent


def _staged(graph: str, digest: str) -> str:
    """Where a content of a graph is staged: always at the same name, so that a push goes on where one broke off."""
    return f"{_STAGED}{_hash(f'{graph} {digest}')}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _stage(
    here: Source, endpoint: Endpoint, staged: Mapping[str, str], missing: Collection[str], progress: Progress
) -> int:
    total = sum(here.graphs[name].triples for name in missing)
    if not missing:
        return 0
    if endpoint.profile.load:
        try:
            endpoint.load(
                lambda: _lines((staged[graph], triple) for graph, triple in _chosen(here, missing, total, progress))
            )
            return total
        except TooLarge:
            pass
    _send_by_graph(endpoint, ((staged[graph], triple) for graph, triple in _chosen(here, missing, total, progress)))
    return total


def _send_by_graph(endpoint: Endpoint, quads: Iterator[Quad]) -> None:
    """Send quads graph by graph: large graphs by themselves, small ones together, in the sizes that the store takes."""
    limits = endpoint.profile.limits
    together: list[Quad] = []
    lines = sorted_unique(f"{graph}\t{triple}" for graph, triple in quads)
    for graph, rows in groupby((line.split("\t", 1) for line in lines), key=itemgetter(0)):
        triples = [triple for _, triple in islice(rows, limits.insert)]
        if len(triples) == limits.insert and endpoint.profile.write:
            endpoint.add(graph, triples)
            while triples := [triple for _, triple in islice(rows, limits.request)]:
                endpoint.add(graph, triples)
            continue
        while triples:
            if len(together) + len(triples) > limits.insert:
                endpoint.insert(together)
                together = []
            together += [(graph, triple) for triple in triples]
            triples = [triple for _, triple in islice(rows, limits.insert)]
    if together:
        endpoint.insert(together)


def _chosen(here: Source, wanted: Collection[str], total: int, progress: Progress) -> Iterator[Quad]:
    """The quads of some graphs, telling now and then how many there were."""
    done = 0
    for graph, triple in here.quads():
        if graph in wanted:
            yield graph, triple
            done += 1
            if done % 5000 == 0 or done == total:
                progress("send", done, total)


def _lines(quads: Iterator[Quad]) -> Iterator[bytes]:
    """Quads as N-Quads, in pieces of some thousand lines."""
    piece: list[str] = []
    for graph, triple in quads:
        piece.append(f"{triple} <{graph}> .\n")
        if len(piece) == 2000:
            yield "".join(piece).encode()
            piece.clear()
    yield "".join(piece).encode()


def _drop(endpoint: Endpoint, graphs: list[str]) -> None:
    """Drop graphs, the first one first; one that is not there is no trouble."""
    for some in in_parts(graphs, _DROPPED):
        endpoint.update(";\n".join(f"DROP SILENT GRAPH <{name}>" for name in some))


def _clear_away(endpoint: Endpoint, here: Source) -> None:
    """Drop what pushes of this dataset that broke off left staged."""
    plans: dict[str, set[str]] = {}
    for row in endpoint.rows(request("left_over.rq")):
        if row["graph"].value in here.graphs:
            plans.setdefault(row["plan"].value, set()).add(row["staged"].value)
    for plan_graph, staged in plans.items():
        _drop(endpoint, [plan_graph, *sorted(staged - {_NOTHING})])


def _verify(here: Source, endpoint: Endpoint, planned: Plan, wanted: set[str], progress: Progress) -> int:
    """Compare the numbers of all graphs, and the contents of those that were sent, with what is here."""
    there = endpoint.counts({*here.graphs, *planned.gone})
    wrong = [name for name, taken in here.graphs.items() if there.get(name, 0) != taken.triples]
    wrong += [name for name in planned.gone if name in there]
    total, done = sum(here.graphs[name].triples for name in wanted), 0
    for name in sorted(wanted - set(wrong)):
        if fingerprint_there(endpoint, name, there[name]) != here.graphs[name]:
            wrong.append(name)
        done += here.graphs[name].triples
        progress("verify", done, total)
    if wrong:
        raise not_verified(sorted(wrong), endpoint.address)
    return done
