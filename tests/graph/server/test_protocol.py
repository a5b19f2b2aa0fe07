"""Clients that are slow, or send too much, on real connections; and several processes on one port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.server.giving import Send
from graph.server.processes import CannotServe, address_of, bound
from graph.server.protocol import ClientLimits
from graph.server.sparql import Receive, Scope
from tests.conftest import ROOT

from .serving import listening, runs, wait

LIMITS = ClientLimits(
    head_seconds=1, body_seconds=1, write_seconds=0.6, address=2000, head=3000, body=10_000, connections=30
)
LARGE = 20_000_000


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with what came, or with much."""
    body = b""
    while scope["method"] == "POST":
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/large":
        for _ in range(LARGE // 50_000):
            await send({"type": "http.response.body", "body": b"x" * 50_000, "more_body": True})
    await send({"type": "http.response.body", "body": body or b"fine"})


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    with listening(app, LIMITS) as served:
        host, _, port = served.removeprefix("http://").partition(":")
        yield host, int(port)


@pytest.fixture(scope="module")
def patient() -> Iterator[tuple[str, int]]:
    with listening(app) as served:
        host, _, port = served.removeprefix("http://").partition(":")
        yield host, int(port)


def _said(connection: socket.socket) -> bytes:
    """What comes until the server closes the connection."""
    connection.settimeout(20)
    came = b""
    while True:
        try:
            part = connection.recv(1 << 16)
        except ConnectionResetError:
            return came
        if not part:
            return came
        came += part


def _status(said: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d+)", said)
    return int(found[1]) if found else 0


@pytest.mark.parametrize(
    ("begun", "status"),
    [
        (b"", 0),
        (b"\r\n", 0),
        (b"GE", 408),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", 408),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: ", 408),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345", 408),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n", 408),
    ],
)
def test_what_does_not_come_in_time_ends_the_connection(address: tuple[str, int], begun: bytes, status: int) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(begun)
        said = _said(connection)
    assert _status(said) == status
    if status:
        assert "ببطء" in said.decode() or "تأخر" in said.decode()
        assert b"too slowly" in said and b"connection: close" in said


@pytest.mark.parametrize(
    "begun", [b"GET / HTTP/1.1\r\nX: ", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n"]
)
def test_a_trickle_is_no_progress(address: tuple[str, int], begun: bytes) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(begun)
        sent = 0
        try:
            for _ in range(400):
                connection.sendall(b"x")
                sent += 1
                time.sleep(0.05)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert sent < 400


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /" + b"x" * 3000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /" + b"x" * 9000, 414),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 4000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 9000, 431),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 900 + b"\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10001\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2711\r\n" + b"x" * 10_001, 413),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00", 400),
    ],
)
def test_what_is_too_long_or_no_http_is_refused(address: tuple[str, int], sent: bytes, status: int) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(sent)
        said = _said(connection)
    assert _status(said) == status
    assert "\n\n" in said.decode() and b"Traceback" not in said
    assert b"content-security-policy: default-src 'none'" in said and b"x-content-type-options: nosniff" in said


def test_what_is_within_the_limits_is_taken(patient: tuple[str, int]) -> None:
    with socket.create_connection(patient) as connection:
        for n in range(3):
            connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n")
            time.sleep(0.2)
            connection.sendall(b"%d" % n * 5000)
            time.sleep(0.2)
            connection.sendall(b"%d" % n * 5000)
            assert _read_answer(connection) == b"%d" % n * 10000
        connection.sendall(b"GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert _said(connection).count(b"fine") == 2


def _read_answer(connection: socket.socket) -> bytes:
    """The body of an answer in one chunk."""
    connection.settimeout(20)
    came = b""
    while not came.endswith(b"\r\n0\r\n\r\n"):
        part = connection.recv(1 << 16)
        assert part
        came += part
    return came.partition(b"\r\n\r\n")[2].partition(b"\r\n")[2].removesuffix(b"\r\n0\r\n\r\n")


def test_an_answer_that_is_not_taken_is_given_up(address: tuple[str, int]) -> None:
    with socket.create_connection(address) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(2)
        taken = _said(connection)
    assert 0 < len(taken) < LARGE


def test_an_answer_that_is_taken_at_some_speed_comes_whole(patient: tuple[str, int]) -> None:
    with socket.create_connection(patient) as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        time.sleep(0.2)
        assert len(_said(connection)) > LARGE


def test_connections_are_bounded(address: tuple[str, int]) -> None:
    connections = [socket.create_connection(address) for _ in range(LIMITS.connections + 5)]
    try:
        assert [_status(_said(connection)) for connection in connections[-3:]] == [503] * 3
    finally:
        for connection in connections:
            connection.close()
    with socket.create_connection(address) as connection:
        assert wait(lambda: _answers(address))
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert _said(connection).endswith(b"fine\r\n0\r\n\r\n")


def _answers(address: tuple[str, int]) -> bool:
    with socket.create_connection(address) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return _status(_said(connection)) == 200


def test_a_port_that_is_taken_is_told_of_in_both_languages() -> None:
    for number in (1, 3):
        sockets = bound("127.0.0.1", 0, number)
        port = sockets[0].getsockname()[1]
        try:
            for again in (1, 3):
                with pytest.raises(CannotServe, match=f"port {port} on 127.0.0.1 is taken") as caught:
                    bound("127.0.0.1", port, again)
                assert "مشغول" in caught.value.said("ar")
        finally:
            for each in sockets:
                each.close()
    with pytest.raises(CannotServe, match="cannot listen"):
        bound("192.0.2.1", 0)


SERVER = """
import os, sys, signal, time
from graph.server.processes import address_of, bound, supervise

sockets = bound("127.0.0.1", 0, 3)

def work(listening):
    if sys.argv[1] == "fails":
        raise ValueError("no good")
    if sys.argv[1] == "hangs":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        connection, _ = listening.accept()
        connection.recv(1000)
        connection.sendall(b"%d" % os.getpid())
        connection.close()

print(address_of(sockets[0]), flush=True)
if sys.argv[1] == "hangs":
    import graph.server.processes as processes
    processes.GRACE = 0.5
supervise(sockets, 3, work)
"""


def _supervised(kind: str) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SERVER, kind]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _children(process: int) -> set[int]:
    try:
        return {int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()}
    except OSError:
        return set()


def _process_that_answers(port: int) -> int:
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(b"?")
        connection.settimeout(20)
        return int(connection.recv(100) or b"0")


@pytest.mark.parametrize("kind", ["works", "hangs"])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_several_processes_answer_and_end_together(kind: str, sign: signal.Signals) -> None:
    if (kind, sign) == ("hangs", signal.SIGKILL):
        kind = "works"
    with _supervised(kind) as server:
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline().rpartition(":")[2])
            assert wait(lambda: len(_children(server.pid)) == 3)
            answered = {_process_that_answers(port) for _ in range(60)}
            assert len(answered) > 1 and answered <= _children(server.pid)
            victim = answered.pop()
            os.kill(victim, signal.SIGKILL)
            assert wait(lambda: len(_children(server.pid) - {victim}) == 3), "it is replaced"
            for _ in range(20):
                assert _process_that_answers(port) in _children(server.pid)
            children = _children(server.pid)
            server.send_signal(sign)
            server.wait(30)
        finally:
            server.kill()
        assert server.returncode == (-9 if sign == signal.SIGKILL else 0)
        assert wait(lambda: not any(runs(child) for child in children))


def test_processes_that_always_die_are_not_started_for_ever() -> None:
    with _supervised("fails") as server:
        _, errors = server.communicate(timeout=60)
    assert server.returncode != 0
    assert "no good" in errors and "end again and again" in errors
    assert errors.count("no good") < 15


def test_addresses() -> None:
    (one,) = bound("127.0.0.1", 0)
    with one:
        assert address_of(one) == f"http://127.0.0.1:{one.getsockname()[1]}"
