"""The time limit: it stops the work, hands on errors, and leaves no process and no descriptor behind."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.limit import TimeIsOver, limited
from graph.query import QueryError, run
from tests.conftest import ROOT

EVERYTHING = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_query_that_would_take_days_is_stopped(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        child = fork()
        forked.append(child)
        return child

    monkeypatch.setattr("graph.limit.os.fork", noted)
    with pytest.raises(TimeIsOver, match=r"0\.5 s"):
        limited(lambda: run(store, EVERYTHING), 0.5)
    (child,) = forked
    with pytest.raises(ChildProcessError):  # it is ended, and nothing is left of it in the table of processes
        os.waitpid(child, os.WNOHANG)


def test_what_is_done_in_time_comes_back(store: ox.Store) -> None:
    query = "SELECT ?n WHERE { ?country sj:isoAlpha3 'BTN' ; skos:prefLabel ?n } ORDER BY ?n"
    assert limited(lambda: run(store, query), 30) == run(store, query)


def test_an_error_of_the_work_comes_back_in_both_languages(store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        limited(lambda: run(store, "SELCT"), 30)
    assert caught.value.said("ar") != caught.value.said("en")


def test_a_failure_that_nobody_foresaw_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        limited(lambda: 1 // 0, 30)


def test_work_that_is_killed_is_told_of() -> None:
    def killed() -> None:
        time.sleep(0)
        os.kill(os.getpid(), 9)

    with pytest.raises(Exception, match="ended before it answered"):
        limited(killed, 30)


def test_work_that_is_killed_while_it_sends_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.limit.pickle.dumps", lambda *_, **__: _Longer(3_000_000))
    with pytest.raises(Exception, match="ended before it answered"):
        limited(lambda: b"x", 30)


class _Longer(bytes):
    """Bytes that are fewer than they say."""

    def __new__(cls, length: int) -> _Longer:
        made = super().__new__(cls, b"x" * 100)
        made.length = length
        return made

    length: int

    def __len__(self) -> int:
        return self.length


@pytest.mark.parametrize("seconds", [None, 0, 0.0, float("inf"), 1e12, float("nan")])
def test_no_limit_is_none_or_0(seconds: float | None) -> None:
    def slow() -> str:
        time.sleep(0.05)
        return "done"

    assert limited(slow, seconds) == "done"


def test_a_very_short_limit_is_one() -> None:
    with pytest.raises(TimeIsOver):
        limited(lambda: time.sleep(5), 0.01)


def test_the_arabic_message_has_an_arabic_number() -> None:
    with pytest.raises(TimeIsOver) as caught:
        limited(lambda: time.sleep(5), 0.5)
    assert "٠٫٥" in caught.value.said("ar")


def test_the_limit_is_for_the_work_and_all_of_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    read = os.read

    def slowly(descriptor: int, _: int) -> bytes:
        time.sleep(0.05)
        return read(descriptor, 10)

    monkeypatch.setattr("graph.limit.os.read", slowly)
    begun = time.monotonic()
    with pytest.raises(TimeIsOver):
        limited(lambda: b"x" * 1000, 0.5)
    assert time.monotonic() - begun < 2


def _descriptors() -> set[str]:
    return {name for name in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{name}")}  # noqa: PTH110, PTH208


def _fails() -> None:
    raise ValueError


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors are counted by /proc")
def test_no_descriptor_is_left_open_in_either_process(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _descriptors()
    # their number, since an event loop that was in this process before opens its own anew after a fork
    assert len(limited(_descriptors, 30)) - len(before) == 1, "the child has the end that it writes to"
    with pytest.raises(TimeIsOver):
        limited(lambda: time.sleep(5), 0.01)
    with pytest.raises(ValueError):
        limited(_fails, 30)

    def cannot() -> int:
        raise BlockingIOError

    monkeypatch.setattr("graph.limit.os.fork", cannot)
    with pytest.raises(BlockingIOError):
        limited(lambda: 1, 30)
    assert _descriptors() == before


def test_more_than_1024_open_files_are_no_hindrance() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1200:
        pytest.skip("this system allows no more")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1200), hard))
    opened = [os.open(os.devnull, os.O_RDONLY)]
    try:
        while opened[-1] < 1030:
            opened.append(os.dup(opened[0]))
        assert limited(lambda: 4, 30) == 4
    finally:
        for descriptor in opened:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


class _WithArguments(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


def test_an_error_that_cannot_be_made_again_comes_back_as_its_traceback() -> None:
    def fails() -> None:
        raise _WithArguments("one", "two")

    with pytest.raises(RuntimeError, match="_WithArguments: one and two"):
        limited(fails, 30)


def test_a_result_that_cannot_be_pickled_is_told_as_that() -> None:
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError), match="pickle"):
        limited(lambda: lambda: 1, 30)


PARENT = """
import os, sys
from pathlib import Path
import pyoxigraph as ox
from graph.limit import limited

store = ox.Store()
node = lambda n: ox.NamedNode(f"x:{n}")
store.extend(ox.Quad(node(n), node("p"), node(n + 1)) for n in range(1000))

def endless():
    Path(sys.argv[1]).write_text(str(os.getpid()))
    return list(store.query("ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?d), STR(?g)) = '') }"))

limited(endless, None)
"""


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def _wait(until: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end and not until():
        time.sleep(0.05)
    return until()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_work_ends_with_the_process_that_wants_it(sign: signal.Signals, tmp_path: Path) -> None:
    told = tmp_path / "process"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", PARENT, str(told)], env=env, stderr=subprocess.DEVNULL) as parent:
        try:
            assert _wait(lambda: told.exists() and told.read_text() != "")
            child = int(told.read_text())
            time.sleep(0.3)
            assert child != parent.pid and _runs(child)
            parent.send_signal(sign)
            assert parent.wait(10) != 0
        finally:
            parent.kill()
    assert _wait(lambda: not _runs(child))
