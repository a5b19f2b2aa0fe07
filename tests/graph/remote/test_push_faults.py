"""Pushes that break off: nothing else is lost, old or new is there whole, it is told, and doing it again completes it.

Before each push a store holds the first version, and what others have beside it; the second version is pushed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.conftest import ROOT

from .command import Sijill
from .faults import Deed, Fault
from .proxy import Proxy
from .server import Server
from .servers import OxigraphServer
from .small import PART, beside, foreign, held_by, laid_aside, put, quad, quads, small, state_of, write
from .stages import STAGES, broken_off, completed, push, settled, stages, state

KILLS: list[tuple[str, str, Deed]] = [
    *(("oxigraph", stage, "drop_before") for stage in STAGES),
    *(("oxigraph", stage, "drop_within") for stage in STAGES[1:5]),
    *(("oxigraph", stage, "drop_during") for stage in STAGES[1:5]),
    *(("oxigraph", stage, "drop_after") for stage in STAGES[1:5]),
    ("virtuoso", "stage", "drop_during"),
    ("virtuoso", "switch", "drop_during"),
    ("virtuoso", "switch", "drop_after"),
    ("virtuoso", "clear", "drop_during"),
]


@pytest.mark.parametrize(("kind", "stage", "deed"), KILLS)
def test_a_store_that_is_killed_holds_the_old_or_the_new_state(
    request: pytest.FixtureRequest, sijill: Sijill, new: str, kind: str, stage: str, deed: Deed
) -> None:
    server: Server = request.getfixturevalue(f"clean_{kind}")
    sijill.as_writer(server)
    number = stages(sijill, server, new)[stage]
    with Proxy(server.address, Fault(deed, skip=number, size=150, seconds=0.003, call=server.kill)) as proxy:
        run = push(sijill, proxy, server, new)
    server.restart()
    assert "no connection to the store" in run.err or "502 Bad Gateway" in run.err
    broken_off(run, server)
    completed(sijill, server, new)


@pytest.mark.parametrize("deed", ["drop_within", "drop_during", "drop_after"])
def test_a_store_that_is_killed_in_a_load_holds_all_of_it_or_nothing(
    clean_oxigraph: Server, sijill: Sijill, new: str, deed: Deed
) -> None:
    put(clean_oxigraph, foreign())
    killed = Fault(deed, "POST", "/store", size=500, seconds=0.003, call=clean_oxigraph.kill)
    with Proxy(clean_oxigraph.address, killed) as proxy:
        run = push(sijill, proxy, clean_oxigraph, new)
    clean_oxigraph.restart()
    assert run.status == 1 and "either all of the new state or all of the old one" in run.err
    assert held_by(clean_oxigraph) in (foreign(), state(clean_oxigraph, 2))
    completed(sijill, clean_oxigraph, new)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("deed", ["drop_before", "drop_after"])
def test_a_connection_that_breaks_for_good_leaves_the_old_or_the_new_state(
    clean_server: Server, writer: Sijill, new: str, stage: str, deed: Deed
) -> None:
    number = stages(writer, clean_server, new)[stage]
    with Proxy(clean_server.address, Fault(deed, skip=number, times=999)) as proxy:
        run = push(writer, proxy, clean_server, new, tries=3)
    assert run.err.count("the request is tried again") == 2 and "no connection to the store" in run.err
    broken_off(run, clean_server)
    completed(writer, clean_server, new)


@pytest.mark.parametrize("deed", ["drop_before", "drop_within", "drop_after", "truncate"])
@pytest.mark.parametrize("kind", ["auto", ""])
def test_faults_that_pass_are_survived(clean_server: Server, writer: Sijill, new: str, deed: Deed, kind: str) -> None:
    put(clean_server, state(clean_server, 1))
    every_second = [Fault(deed, skip=number, size=20) for number in range(0, 60, 2)]
    with Proxy(clean_server.address, *every_second) as proxy:
        run = push(writer, proxy, clean_server, new, *(["--kind", kind] if kind else []), tries=6)
        assert run.status == 0 and "it is the same" in run.err
        assert sum(seen.fault == deed for seen in proxy.seen) >= 8
    assert held_by(clean_server) == state(clean_server, 2)
    assert len(writer.waits) >= 5 and all(0 < wait <= 16 for wait in writer.waits)


@pytest.mark.parametrize("stage", ["compare", "verify"])
def test_answers_that_are_cut_off_are_not_taken_for_whole_ones(
    clean_server: Server, writer: Sijill, new: str, stage: str
) -> None:
    number = stages(writer, clean_server, new)[stage]
    with Proxy(clean_server.address, Fault("truncate", skip=number, times=999, size=100)) as proxy:
        run = push(writer, proxy, clean_server, new)
    assert "the answer of the store was cut off" in run.err
    broken_off(run, clean_server)
    completed(writer, clean_server, new)


def test_a_graph_that_is_cut_off_at_the_end_of_a_line_is_not_taken_for_whole(
    clean_oxigraph: Server, sijill: Sijill, new: str
) -> None:
    """Where an answer has neither a length nor chunks, its end is that of the connection."""
    put(clean_oxigraph, state(clean_oxigraph, 1))
    line = f"{sorted(small(1)['https://a.net/id/decision/2018/2/1'])[0]} .\n".encode()
    headers = {"Content-Type": "application/n-triples"}
    short = Fault("answer", "GET", "/store", times=999, status=200, headers=headers, body=line)
    with Proxy(clean_oxigraph.address, short) as proxy:
        run = push(sijill, proxy, clean_oxigraph, new)
    assert "the answer of the store was cut off" in run.err
    broken_off(run, clean_oxigraph)


def test_a_switch_of_which_the_answer_is_lost_before_it_is_refused_may_have_been_done(
    clean_server: Server, writer: Sijill, new: str
) -> None:
    number = stages(writer, clean_server, new)["switch"]
    lost = Fault("drop_after", skip=number)
    with Proxy(clean_server.address, lost, Fault("answer", skip=number, times=999, status=403)) as proxy:
        run = push(writer, proxy, clean_server, new)
    assert "403 Forbidden" in run.err and "either all of the new state or all of the old one" in run.err
    assert settled(clean_server) == state(clean_server, 2)
    completed(writer, clean_server, new)


@pytest.mark.parametrize("stage", ["stage", "switch"])
def test_what_takes_longer_than_the_time_limit_is_tried_again(
    clean_oxigraph: Server, sijill: Sijill, new: str, stage: str
) -> None:
    number = stages(sijill, clean_oxigraph, new)[stage]
    late = Fault("delay", skip=number, seconds=1.5)
    with Proxy(clean_oxigraph.address, late) as proxy:
        run = push(sijill, proxy, clean_oxigraph, new, "--time-limit", "1")
        assert run.status == 0 and "timed out" in run.err and len(sijill.waits) == 1
        assert held_by(clean_oxigraph) == state(clean_oxigraph, 2)
        while [seen.status for seen in proxy.seen if seen.fault] == [None]:
            time.sleep(0.02)
    assert settled(clean_oxigraph) == state(clean_oxigraph, 2), "what comes late does no harm"


def test_another_version_clears_away_what_one_that_broke_off_laid_out(
    clean_server: Server, writer: Sijill, new: str, tmp_path: Path
) -> None:
    number = stages(writer, clean_server, new)["switch"]
    with Proxy(clean_server.address, Fault("drop_before", skip=number, times=999)) as proxy:
        assert push(writer, proxy, clean_server, new).status == 1
    assert len(laid_aside(clean_server)) > 1
    run = writer("push", clean_server.address, "--files", write(quads(3), tmp_path / "3.nq"))
    assert run.status == 0 and held_by(clean_server) == state(clean_server, 3)


def test_what_was_laid_out_before_a_push_broke_off_is_used(clean_server: Server, writer: Sijill, new: str) -> None:
    number = stages(writer, clean_server, new)["switch"]
    with Proxy(clean_server.address, Fault("drop_before", skip=number, times=999)) as proxy:
        assert push(writer, proxy, clean_server, new).status == 1
    run = writer("push", clean_server.address, "--files", new)
    assert run.status == 0 and "triples sent: 0" in run.err and held_by(clean_server) == state(clean_server, 2)


def test_what_somebody_put_into_what_is_laid_out_is_not_put_in_place(
    clean_server: Server, writer: Sijill, new: str
) -> None:
    number = stages(writer, clean_server, new)["switch"]
    with Proxy(clean_server.address, Fault("drop_before", skip=number, times=999)) as proxy:
        assert push(writer, proxy, clean_server, new).status == 1
    staged = next(name for name in laid_aside(clean_server) if ":staged:" in name)
    clean_server.update(f"INSERT DATA {{ GRAPH <{staged}> {{ <urn:x> <urn:p> 1 }} }}")
    completed(writer, clean_server, new)


def test_a_killed_store_as_seen_from_outside(clean_oxigraph: OxigraphServer, sijill: Sijill, new: str) -> None:
    number = stages(sijill, clean_oxigraph, new)["switch"]
    command = [sys.executable, "-m", "graph.cli", "push", "--files", new, "--tries", "2", "--lang", "ar"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Proxy(clean_oxigraph.address, Fault("drop_during", skip=number + 4, call=clean_oxigraph.kill)) as proxy:
        run = subprocess.run([*command, proxy.address], env=env, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 1 and "Traceback" not in run.stderr and run.stdout == ""
    assert "إما الجديد كله وإما القديم كله" in run.stderr and "يُعاد الطلب بعد" in run.stderr
    clean_oxigraph.restart()
    assert settled(clean_oxigraph) in (state(clean_oxigraph, 1), state(clean_oxigraph, 2))
    completed(sijill, clean_oxigraph, new)


def test_a_large_graph_that_is_cut_off_in_the_middle_is_not_put_in_place(
    clean_virtuoso: Server, sijill: Sijill, tmp_path: Path
) -> None:
    sijill.as_writer(clean_virtuoso)
    put(clean_virtuoso, state(clean_virtuoso, 1))
    many = [quad(f"{PART}#{n}", "rdfs:label", ox.Literal(f"مجلس {n}"), PART) for n in range(5000)]
    file = write([*quads(2), *many], tmp_path / "x.nq")
    # What is large goes graph by graph by the Graph Store protocol, a first part and the rest; one asks who it is.
    killed = Fault("drop_within", "POST", "/sparql-graph-crud-auth", skip=1, size=100_000, call=clean_virtuoso.kill)
    with Proxy(clean_virtuoso.address, killed) as proxy:
        run = push(sijill, proxy, clean_virtuoso, file)
        assert any(seen.fault for seen in proxy.seen)
    clean_virtuoso.restart()
    broken_off(run, clean_virtuoso)
    run = sijill("push", clean_virtuoso.address, "--files", file)
    assert run.status == 0 and "it is the same" in run.err
    whole = {**foreign(), **beside(clean_virtuoso, state_of([*quads(2), *many]))}
    assert clean_virtuoso.graphs() == {name: len(triples) for name, triples in whole.items()}


@pytest.mark.parametrize("part", range(6))
def test_a_push_in_parts_that_breaks_off_is_completed(
    clean_oxigraph: Server, sijill: Sijill, new: str, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.remote.staging._TOGETHER", 1)
    put(clean_oxigraph, state(clean_oxigraph, 1))
    plans = len({**small(1), **small(2)}) - 2  # two are the same in both
    broken = Fault("drop_after", "POST", "/update", skip=plans + part, times=999)
    with Proxy(clean_oxigraph.address, broken) as proxy:
        run = push(sijill, proxy, clean_oxigraph, new, "--in-parts")
    assert run.status == 1
    if part < plans:
        assert "a part of the new state and a part of the old one" in run.err
    there, old, new_state = settled(clean_oxigraph), state(clean_oxigraph, 1), state(clean_oxigraph, 2)
    assert {name: there[name] for name in foreign()} == foreign()
    assert all(triples in (old.get(name), new_state.get(name)) for name, triples in there.items())
    assert (there == new_state) == (part >= plans - 1), "what describes the dataset comes last"
    run = sijill("push", clean_oxigraph.address, "--files", new, "--in-parts")
    assert run.status == 0 and held_by(clean_oxigraph) == state(clean_oxigraph, 2)
