"""Laying a new state out aside: graphs under other names, a plan that says which is for which, and the switch.

A version is always staged at the same names, so that a push goes on where one broke off, and no two versions at the
same ones, so that none is taken for another. A push that ends clears away what is staged for its graphs, also by one
that is still at work, which then finds it gone and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter

from ..dataset import description_graph
from ..sorting import sorted_unique
from .batches import in_parts
from .endpoint import Endpoint
from .outcomes import disturbed, overtaken
from .plan import Plan, Progress, description_graphs, description_there
from .requests import request
from .source import Quad, Source
from .trouble import TooLarge

_PLAN = "urn:sijill:plan:"
_STAGED = "urn:sijill:staged:"
_FOR = "urn:sijill:staged-for"
_BY, _VOID = "urn:sijill:described-by", "urn:sijill:void-for"
_NOTHING = f"{_STAGED}nothing"
"""The name of a graph that never is there: what is staged for a graph that is to go."""
_DROPPED = 100
"""Graphs that are dropped by one request."""
_TOGETHER = 500_000
"""Triples that are switched by one operation where a switch is made in parts."""


def switch(
    here: Source, endpoint: Endpoint, planned: Plan, wanted: Collection[str], progress: Progress, *, parts: bool = False
) -> int:
    """Stage what is wanted, put it in place, drop what was staged; gives how many triples were sent.

    With `parts` several operations do it, one after the other. Raises RemoteTrouble, and Disturbed where somebody else
    changed what was staged, or put another version in place since this was planned.
    """
    version = _hash(" ".join(f"{name} {taken}" for name, taken in sorted(here.graphs.items())))
    staged = {name: f"{_STAGED}{_hash(f'{name} {version}')}" for name in sorted(wanted)}
    most = (endpoint.profile.limits.whole or _TOGETHER) if parts else 0
    valid = _valid(here, endpoint)
    groups = [[*rows, *valid] for rows in _groups(here, planned, staged, most)]
    # The plans come first: by them a later push finds what is to be cleared away where this one breaks off.
    plans = {_told(endpoint, here, rows): len(rows) for rows in groups}
    expected = {**plans, **{staged[name]: here.graphs[name].triples for name in wanted}}
    there = endpoint.counts(staged.values())
    missing = {name for name in wanted if there.get(staged[name], 0) != here.graphs[name].triples}
    _drop(endpoint, [name for name in staged.values() if there.get(name, 0) > expected[name]])
    sent = _stage(here, endpoint, staged, missing, progress)
    changed = endpoint.counts(expected) != expected
    if changed or description_there(here, endpoint) != planned.before:
        _drop(endpoint, [*plans, *staged.values()])
        raise disturbed(endpoint.address) if changed else overtaken(endpoint.address)
    for number, plan_graph in enumerate(plans):
        progress("switch", number, len(plans))
        endpoint.update(request("switch.ru", plan=f"<{plan_graph}>"))
    progress("clear", 0, 0)
    left = endpoint.rows(request("left_over.rq")) if valid else []
    void = any(row["plan"].value in plans and row["for"].value == _VOID for row in left)
    _drop(endpoint, [*plans, *staged.values(), *([] if void else planned.gone)])
    # Void is a plan as well that is done already, where the answer was lost and it was sent again.
    if void and description_there(here, endpoint) != here.graphs[description_graph(here.base)]:
        raise overtaken(endpoint.address)
    return sent


def _valid(here: Source, endpoint: Endpoint) -> list[str]:
    """What a plan says of when it is valid, as long as the store has the version that it has now; it may have none."""
    name = description_graph(here.base)
    if name not in here.graphs:
        return []
    rows = endpoint.rows(request("version.rq", graph=f"<{name}>"))
    return [f"<{name}> <{_BY}> {row['version']}" for row in rows[:1]]


def _groups(here: Source, planned: Plan, staged: Mapping[str, str], most: int) -> Iterator[list[str]]:
    """The lines of plans, each of which changes about so many triples at most; all in one where there is no limit.

    What describes the dataset has the last ones: as long as it is the old one, a push that broke off is seen to have
    done so, and the store lists what is to go.
    """
    rows: list[str] = []
    held = 0
    changes = [(staged[name], name, here.graphs[name].triples) for name in staged]
    changes += [(_NOTHING, name, planned.gone[name]) for name in sorted(planned.gone)]
    last = description_graphs(here)
    changes.sort(key=lambda change: change[1] in last)
    for content, name, triples in changes:
        if most and rows and (held + triples > most or name in last):
            yield rows
            rows, held = [], 0
        rows.append(f"<{content}> <{_FOR}> <{name}>")
        held += triples
    yield rows


def _told(endpoint: Endpoint, here: Source, rows: list[str]) -> str:
    """Tell the store a plan, and give the name of the graph that holds it."""
    name = f"{_plans_of(here)}{_hash(' '.join(rows))}"
    for some in in_parts([(name, row) for row in rows], endpoint.profile.limits.insert):
        endpoint.insert(some)
    return name


def _plans_of(here: Source) -> str:
    """How the names of the plans of a dataset begin: one may be for nothing but graphs that are no more."""
    return f"{_PLAN}{_hash(here.base)}:"


def clear_away(endpoint: Endpoint, here: Source) -> None:
    """Drop what pushes of this dataset that broke off left staged. Raises RemoteTrouble.

    A graph of others may say what a plan says, or a plan name one of theirs: only what a push named itself is dropped.
    """
    told = endpoint.rows(request("left_over.rq"))
    rows = [row for row in told if row["plan"].value.startswith(_PLAN) and row["staged"].value.startswith(_STAGED)]
    plans = {row["plan"].value for row in rows if row["graph"].value in here.graphs}
    plans |= {row["plan"].value for row in rows if row["plan"].value.startswith(_plans_of(here))}
    for plan_graph in sorted(plans):
        staged = {row["staged"].value for row in rows if row["plan"].value == plan_graph}
        _drop(endpoint, [plan_graph, *sorted(staged - {_NOTHING})])


def chosen(here: Source, wanted: Collection[str], total: int, progress: Progress) -> Iterator[Quad]:
    """The quads of some graphs, telling now and then how many there were of how many."""
    done = 0
    for graph, triple in here.quads():
        if graph in wanted:
            yield graph, triple
            done += 1
            if done % 5000 == 0 or done == total:
                progress("send", done, total)


def lines(quads: Iterator[Quad]) -> Iterator[bytes]:
    """Quads as N-Quads, in pieces of some thousand lines."""
    piece: list[str] = []
    for graph, triple in quads:
        piece.append(f"{triple} <{graph}> .\n")
        if len(piece) == 2000:
            yield "".join(piece).encode()
            piece.clear()
    yield "".join(piece).encode()


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
                lambda: lines((staged[graph], triple) for graph, triple in chosen(here, missing, total, progress))
            )
            return total
        except TooLarge:
            pass
    _send_by_graph(endpoint, ((staged[graph], triple) for graph, triple in chosen(here, missing, total, progress)))
    return total


def _send_by_graph(endpoint: Endpoint, quads: Iterator[Quad]) -> None:
    """Send quads graph by graph: large graphs by themselves, small ones together, in the sizes that the store takes."""
    limits = endpoint.profile.limits
    together: list[Quad] = []
    ordered = sorted_unique(f"{graph}\t{triple}" for graph, triple in quads)
    for graph, rows in groupby((line.split("\t", 1) for line in ordered), key=itemgetter(0)):
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


def _drop(endpoint: Endpoint, graphs: list[str]) -> None:
    """Drop graphs, the first one first; one that is not there is no trouble."""
    for some in in_parts(graphs, _DROPPED):
        endpoint.update(";\n".join(f"DROP SILENT GRAPH <{name}>" for name in some))
