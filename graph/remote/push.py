"""Putting a dataset into a store: the new state is there whole or the old one still is, if the store can do that.

Where the store has nothing yet that must go, and takes a load wholly or not at all, one load does it. Otherwise the
graphs are staged under other names, and one operation of SPARQL Update gives every graph what is staged for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .endpoint import Endpoint
from .outcomes import INTERRUPTED, BrokenOff, interrupted, not_verified
from .plan import Plan, Progress, fingerprint_there, silent
from .source import Source
from .staging import chosen, clear_away, lines, switch
from .trouble import RemoteTrouble, TooLarge


@dataclass(frozen=True)
class Done:
    """What a push did: by a `load` or by a `switch`, and how many triples it sent and checked."""

    way: str
    sent: int
    verified: int


def way(plan: Plan, endpoint: Endpoint, *, parts: bool = False) -> str:
    """How the change will be made: `load`, `switch`, or `parts` where the store does nothing wholly or one asks for it.

    >>> from graph.remote.recognise import place
    >>> from graph.remote.credentials import Credentials
    >>> store = Endpoint(place("http://127.0.0.1:1/", "oxigraph"), Credentials())
    >>> way(Plan({"urn:g": 1}, {}, {}, {}), store), way(Plan({}, {"urn:g": 1}, {}, {}), store)
    ('load', 'switch')
    """
    known = endpoint.profile
    if known.load and known.load_whole and not plan.changed and not plan.gone:
        return "load"
    return "parts" if parts or known.whole == "nothing" else "switch"


def too_much(plan: Plan, endpoint: Endpoint) -> bool:
    """Whether a store may refuse to switch so much by one operation."""
    most = endpoint.profile.limits.whole
    changing = sum(sum(graphs.values()) for graphs in (plan.new, plan.changed, plan.gone))
    return bool(most) and changing > most


def push(
    here: Source,
    endpoint: Endpoint,
    planned: Plan,
    *,
    verify: bool = True,
    parts: bool = False,
    progress: Progress = silent,
) -> Done:
    """Make the change that is planned; with `parts` by several operations. Raises BrokenOff, Disturbed, NotVerified.

    To do it again is safe after any failure: what was staged by then is used.
    """
    wanted = {*planned.new, *planned.changed}
    step = "compare"

    def noted(begun: str, done: int, total: int) -> None:
        nonlocal step
        step = begun
        progress(begun, done, total)

    how = way(planned, endpoint, parts=parts)
    try:
        if planned.nothing:
            step = "clear"
            clear_away(endpoint, here)  # a push may have broken off just before its end
            return Done(how, 0, 0)
        if how == "load":
            try:
                _load(here, endpoint, planned, wanted, noted)
            except TooLarge:  # for what stands between
                how = "switch"
        if how == "load":
            sent = sum(planned.new.values())
        else:
            sent = switch(here, endpoint, planned, wanted, noted, parts=how == "parts")
        noted("clear", 0, 0)
        clear_away(endpoint, here)
        return Done(how, sent, _verify(here, endpoint, planned, wanted, noted) if verify else 0)
    except RemoteTrouble as trouble:
        raise BrokenOff(trouble, _state(how, step, trouble)) from None
    except KeyboardInterrupt:
        stopped = interrupted()
        raise BrokenOff(stopped, _state(how, step, stopped), status=INTERRUPTED) from None


def _state(how: str, step: str, trouble: RemoteTrouble) -> str:
    """What the store holds after a trouble in a step: what it refused at once it did not begin."""
    if step in ("clear", "verify"):
        return "after"
    if step == "switch" or (how == "load" and step == "send"):
        begun = "parts" if how == "parts" else "unknown"
        return begun if trouble.again or trouble.tried > 1 else "before"
    return "before"


def _load(here: Source, endpoint: Endpoint, planned: Plan, wanted: Collection[str], progress: Progress) -> None:
    """Send all in one request. Raises TooLarge and other RemoteTrouble."""
    whole = len(wanted) == len(here.graphs)
    total = sum(planned.new.values())

    def quads() -> Iterator[bytes]:
        if whole:
            yield from _told(here.n_quads(), here.file.stat().st_size, total, progress)
        else:
            yield from lines(chosen(here, wanted, total, progress))

    endpoint.load(quads)


def _told(pieces: Iterator[bytes], size: int, total: int, progress: Progress) -> Iterator[bytes]:
    """Pieces of a file, telling how many triples they are about."""
    sent = 0
    for piece in pieces:
        yield piece
        sent += len(piece)
        progress("send", total * sent // size, total)


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
