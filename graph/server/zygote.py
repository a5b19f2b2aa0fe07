"""The process that the query processes are forked from: it holds the store, and has no thread and no event loop.

It takes orders from the server through a socket: fork a process that answers at the end of a socket that comes along;
kill one; let one run only when nobody else wants to. Only a parent can kill by process id without fear that the id
belongs to another process by now.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox

from .confined import end_with_parent, only_descriptors
from .limits import Limits
from .worker import work

_ORDER = struct.Struct("!cI")
_FORK, _KILL, _LOWER = b"F", b"K", b"L"
_NICE = 15


class Zygote:
    """The server's handle of that process. Orders raise OSError where it is gone.

    `store` is a store in memory, or the folder of one on disk, which each process opens for reading.
    """

    def __init__(self, store: ox.Store | Path, limits: Limits) -> None:
        ours, theirs = socket.socketpair()
        self.process = os.fork()
        if self.process == 0:
            _run(theirs, store, limits)
        theirs.close()
        self._orders = ours

    def fork(self, end: socket.socket) -> None:
        """Have a process forked that answers at the other end of a socket."""
        socket.send_fds(self._orders, [_ORDER.pack(_FORK, 0)], [end.fileno()])

    def kill(self, process: int) -> None:
        """Have a process killed, if it still runs."""
        self._orders.sendall(_ORDER.pack(_KILL, process))

    def lower(self, process: int) -> None:
        """Have a process run only when nobody else wants to."""
        self._orders.sendall(_ORDER.pack(_LOWER, process))

    def close(self) -> None:
        """End it and everything that was forked from it."""
        self._orders.close()
        os.waitpid(self.process, 0)


def _run(orders: socket.socket, store: ox.Store | Path, limits: Limits) -> NoReturn:
    """Be that process until the server's end of the socket is closed."""
    children: set[int] = set()
    try:
        end_with_parent()
        signal.set_wakeup_fd(-1)
        for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(ignored, signal.SIG_IGN)  # it ends with the server
        only_descriptors({orders.fileno()})
        gc.collect()
        gc.freeze()  # so that a collection does not write to the pages that all share
        woken, waking = os.pipe()
        os.set_blocking(waking, False)
        signal.set_wakeup_fd(waking)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        waiting = select.poll()
        waiting.register(orders, select.POLLIN)
        waiting.register(woken, select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in waiting.poll()}
            if woken in ready:
                os.read(woken, 4096)
                _reap(children)
            if orders.fileno() in ready and not _obey(orders, children, store, limits):
                break
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
        os._exit(0)


def _obey(orders: socket.socket, children: set[int], store: ox.Store | Path, limits: Limits) -> bool:
    """Do what the next order says; whether there was one."""
    order, descriptors, _, _ = socket.recv_fds(orders, _ORDER.size, 1)
    if len(order) < _ORDER.size:
        return False
    what, process = _ORDER.unpack(order)
    if what == _FORK:
        end = socket.socket(fileno=descriptors[0])
        try:
            child = os.fork()
        except OSError:  # the server sees that nobody is at the other end
            end.close()
            return True
        if child == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            work(end, _opener(store), limits, files=isinstance(store, Path))
        children.add(child)
        end.close()
    elif process in children:
        if what == _KILL:
            os.kill(process, signal.SIGKILL)
        else:
            os.setpriority(os.PRIO_PROCESS, process, _NICE)
    return True


def _opener(store: ox.Store | Path) -> Callable[[], ox.Store]:
    return (lambda: ox.Store.read_only(str(store))) if isinstance(store, Path) else (lambda: store)


def _reap(children: set[int]) -> None:
    """Take leave of the processes that ended."""
    while children:
        try:
            child, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not child:
            return
        children.discard(child)
