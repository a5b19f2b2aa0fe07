"""Several server processes on one port: they are started, replaced when they die, and ended together.

Where the system shares out connections among sockets on one port (Linux), each process has its own, since of processes
that wait on one socket the first that wakes takes all connections that are there; else they share one.
"""

from __future__ import annotations

import errno
import gc
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from typing import NoReturn

from ontology.errors import SijillError

from .confined import end_with_parent
from .limits import cores

_BACKLOG = 1024
_SOON = 5.0
"""Seconds; a process that ends sooner after its start is started again more slowly."""
_LONGEST_WAIT = 10.0
_MOST_FAILURES = 6
GRACE = 10.0
"""Seconds that processes have to end when they are told to."""


class CannotServe(SijillError):
    """A server cannot be started, or does not stay up."""


def default_processes() -> int:
    """How many server processes there are where nobody says: as many as cores, at most four.

    >>> 1 <= default_processes() <= 4
    True
    """
    return min(cores(), 4)


def bound(host: str, port: int, number: int = 1) -> list[socket.socket]:
    """Bind a port and listen, with a socket for each of so many processes where the system shares out connections.

    Port 0 stands for any that is free. Raises CannotServe, so also where another server has the port.

    >>> sockets = bound("127.0.0.1", 0)
    >>> bound("127.0.0.1", sockets[0].getsockname()[1])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    graph.server.processes.CannotServe: port ... on 127.0.0.1 is taken; give another with --port
    >>> sockets[0].close()
    """
    shared = number > 1 and sys.platform == "linux"
    sockets: list[socket.socket] = []
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        first = _bound(family, address, shared=False)  # the others would be bound beside those of another server too
        if not shared:
            sockets = [first]
        else:
            name = first.getsockname()
            first.close()
            for _ in range(number):
                sockets.append(_bound(family, name, shared=True))
        for each in sockets:
            each.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        for each in sockets:
            each.close()
        raise _cannot(host, port, error) from None
    return sockets


def _bound(family: int, address: tuple[object, ...], *, shared: bool) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind(address)
        made.set_inheritable(True)
    except BaseException:
        made.close()
        raise
    return made


def _cannot(host: str, port: int, error: Exception) -> CannotServe:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        ar, en = (
            f"المنفذ {port} على {host} مشغول؛ اختر غيره بالخيار --port",
            (f"port {port} on {host} is taken; give another with --port"),
        )
    elif number == errno.EACCES:
        ar, en = (
            f"لا يُسمح بالمنفذ {port}؛ اختر منفذاً أكبر من 1023 بالخيار --port",
            (f"port {port} is not allowed; give one above 1023 with --port"),
        )
    else:
        ar, en = f"تعذر الاستماع على {host}:{port}: {error}", f"cannot listen on {host}:{port}: {error}"
    return CannotServe({"ar": ar, "en": en})


def address_of(listening: socket.socket) -> str:
    """The web address of a socket.

    >>> sockets = bound("127.0.0.1", 0)
    >>> address_of(sockets[0]).rpartition(":")[0]
    'http://127.0.0.1'
    >>> sockets[0].close()
    """
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def supervise(sockets: list[socket.socket], number: int, work: Callable[[socket.socket], None]) -> None:
    """Have so many processes do some work with a socket each, until this process is told to end.

    What `work` needs is best loaded before: the processes share it. It must return, or raise, at SIGTERM and SIGINT.
    A process that dies is replaced. Raises CannotServe where they die again and again.
    """
    gc.collect()
    gc.freeze()
    _Supervisor([sockets[each % len(sockets)] for each in range(number)], work).run()


class _Supervisor:
    def __init__(self, places: list[socket.socket], work: Callable[[socket.socket], None]) -> None:
        self._places, self._work = places, work
        self._running: dict[int, tuple[int, float]] = {}
        """The place and the start of each process."""
        self._due = dict.fromkeys(range(len(places)), 0.0)
        """When to start a process at a place that has none."""
        self._failures = self._told = 0

    def run(self) -> None:
        woken, waking = os.pipe()
        os.set_blocking(waking, False)
        before = {sign: signal.signal(sign, self._tell) for sign in (signal.SIGINT, signal.SIGTERM)}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        old = signal.set_wakeup_fd(waking)
        waiting = select.poll()
        waiting.register(woken, select.POLLIN)
        try:
            while not self._told:
                self._start_due()
                if waiting.poll(self._pause()):
                    os.read(woken, 4096)
                self._reap()
                if self._failures >= _MOST_FAILURES:
                    raise CannotServe(
                        {
                            "ar": "تتوقف عمليات الخادم بعد تشغيلها مرة بعد مرة؛ والسبب مذكور أعلاه",
                            "en": "the server processes end again and again after they start; the reason is above",
                        }
                    )
        finally:
            self._end(waiting, woken)
            signal.set_wakeup_fd(old)
            for sign, handler in before.items():
                signal.signal(sign, handler)
            for descriptor in (woken, waking):
                os.close(descriptor)

    def _tell(self, *_: object) -> None:
        self._told += 1

    def _start_due(self) -> None:
        now = time.monotonic()
        for place in [place for place, when in self._due.items() if when <= now]:
            del self._due[place]
            supervisor = os.getpid()
            try:
                process = os.fork()
            except OSError as error:  # no room for another process: the others go on, and this one is tried again
                print(f"{error.strerror}: a server process is started later", file=sys.stderr)
                self._later(place, now)
                continue
            if process == 0:
                _be(self._work, self._places, place, supervisor)
            self._running[process] = (place, now)

    def _pause(self) -> int | None:
        """Milliseconds until a process is to be started; None where none is."""
        if not self._due:
            return None
        return max(int((min(self._due.values()) - time.monotonic()) * 1000) + 1, 0)

    def _reap(self) -> None:
        """Take leave of the processes that ended, and see when to start others."""
        while self._running:
            process, _ = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            if process in self._running:
                place, began = self._running.pop(process)
                now = time.monotonic()
                if now - began < _SOON:
                    self._later(place, now)
                else:
                    self._failures, self._due[place] = 0, now

    def _later(self, place: int, now: float) -> None:
        """See when to start a process at a place where one could not be started, or ended soon."""
        self._failures += 1
        wait = min(0.1 * 2**self._failures, _LONGEST_WAIT) if self._failures > 1 else 0.0
        self._due[place] = now + wait

    def _end(self, waiting: select.poll, woken: int) -> None:
        """End all processes: kindly, then after a time, or where one insists, by force."""
        told, until = self._told, time.monotonic() + GRACE
        for process in self._running:
            os.kill(process, signal.SIGTERM)
        while self._running and self._told <= max(told, 1) and (left := until - time.monotonic()) > 0:
            if waiting.poll(left * 1000):
                os.read(woken, 4096)
            self._reap()
        for process in self._running:
            os.kill(process, signal.SIGKILL)
        while self._running:
            process, _ = os.waitpid(-1, 0)
            self._running.pop(process, None)


def _be(work: Callable[[socket.socket], None], places: list[socket.socket], place: int, parent: int) -> NoReturn:
    """In a new process: do the work, and nothing of what this process was before."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, _leave)
        end_with_parent(signal.SIGTERM)
        if os.getppid() != parent:
            _leave()
        for other in places:
            if other is not places[place]:
                other.close()
        work(places[place])
        status = 0
    except (KeyboardInterrupt, SystemExit):
        status = 0
    except SijillError as error:
        print(error, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _leave(*_: object) -> NoReturn:
    raise SystemExit(0)
