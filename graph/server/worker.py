"""A process that runs queries, one after another, for the server at the other end of a socket."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import threading
from collections.abc import Callable
from typing import NoReturn

import pyoxigraph as ox

from ..limit import end_with_the_reader
from .answering import Asked, answer
from .confined import confine, end_with_parent, only_descriptors, silent
from .limits import Limits
from .problems import Refused

LENGTH = struct.Struct("!I")
"""Before a question: its length; at the beginning: the process id."""
LENGTHS = struct.Struct("!IQ")
"""Before an answer: the lengths of its description, which is JSON, and of what was written."""


def work(end: socket.socket, opened: Callable[[], ox.Store], limits: Limits, *, files: bool) -> NoReturn:
    """Be such a process: answer what comes through the socket, and end with it."""
    status = 1
    try:
        end_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server has it too, and ends this process
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        only_descriptors({end.fileno()})
        silent()
        store = opened()
        threading.Thread(target=end_with_the_reader, args=(end.fileno(),), daemon=True).start()
        confine(limits.memory, files=files)
        end.sendall(LENGTH.pack(os.getpid()))
        while (question := _received(end)) is not None:
            end.sendall(_answered(store, question, limits))
        status = 0
    finally:
        os._exit(status)


def _received(end: socket.socket) -> bytes | None:
    """The next question; None where the other end is closed."""
    head = _exactly(end, LENGTH.size)
    return None if head is None else _exactly(end, LENGTH.unpack(head)[0])


def _exactly(end: socket.socket, length: int) -> bytes | None:
    came = bytearray()
    while len(came) < length:
        part = end.recv(length - len(came))
        if not part:
            return None
        came += part
    return bytes(came)


def _answered(store: ox.Store, question: bytes, limits: Limits) -> bytes:
    try:
        return framed({}, answer(store, Asked(**json.loads(question)), limits))
    except Refused as refused:
        return framed({"kind": refused.kind, "limit": refused.limit, "values": refused.values}, b"")


def framed(description: dict[str, object], written: bytes) -> bytes:
    """An answer as it is sent.

    >>> framed({}, b"x")
    b'\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x01{}x'
    """
    described = json.dumps(description).encode("ascii")
    return LENGTHS.pack(len(described), len(written)) + described + written
