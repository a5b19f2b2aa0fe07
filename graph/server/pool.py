"""The processes that run queries, as the server sees them: it takes one, asks it, and gives it back or ends it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import deque
from dataclasses import dataclass
from typing import Any

from .answering import Asked
from .limits import Limits
from .problems import Refused
from .worker import LENGTH, LENGTHS
from .zygote import Zygote

_PART = 1 << 18
"""Bytes that are read at a time."""


@dataclass(eq=False)
class _Worker:
    """A process that runs queries, with the server's end of its socket."""

    end: socket.socket
    process: int


class Pool:
    """Query processes up to a number, and a bounded queue before them.

    A query that runs longer than the limits' patience is a long one: its process gives way to all others, and ends
    with it. Of long ones there are always fewer than processes; one that is too many is stopped. So a short query
    never waits for a long one longer than the patience, whatever the long ones do.
    """

    def __init__(self, zygote: Zygote, limits: Limits) -> None:
        self._zygote, self._limits = zygote, limits
        self._idle: list[_Worker] = []
        self._waiting: deque[asyncio.Future[_Worker | None]] = deque()
        self._number = self._long = 0

    async def ask(self, asked: Asked) -> bytes:
        """Have a query run and give its answer; where this is cancelled the query is stopped at once.

        Raises Refused: for what is wrong with the query, at a limit, and where too many wait. Raises OSError where no
        process can be had.
        """
        worker = await self._taken()
        kept = False
        try:
            described, written, long = await self._in_time(worker, asked)
            kept = not long and described.get("kind") != "ended"
        finally:
            self._given_back(worker) if kept else self._end(worker)
        if described:
            raise Refused(described["kind"], limit=described["limit"], **described["values"])
        return written

    def close(self) -> None:
        """End all processes that wait; those at work end with whom they work for."""
        while self._idle:
            self._end(self._idle[-1])

    async def _in_time(self, worker: _Worker, asked: Asked) -> tuple[dict[str, Any], bytes, bool]:
        """An answer within the limit, and whether its query was a long one."""
        limits, long = self._limits, False
        exchange = asyncio.ensure_future(self._exchange(worker, asked))
        try:
            patience = min(limits.patience, limits.seconds)
            await asyncio.wait({exchange}, timeout=patience)
            if not exchange.done() and limits.seconds > patience:
                if self._long >= limits.long_queries:
                    raise Refused("crowded", limit=limits.retry_after, value=limits.long_queries)
                self._long, long = self._long + 1, True
                self._zygote.lower(worker.process)
                await asyncio.wait({exchange}, timeout=limits.seconds - patience)
            if not exchange.done():
                raise Refused("time-limit", limit=limits.seconds)
            described, written = exchange.result()
            return described, written, long
        finally:
            self._long -= long
            if not exchange.done():
                exchange.cancel()
                await asyncio.wait({exchange})  # before its socket is closed

    async def _exchange(self, worker: _Worker, asked: Asked) -> tuple[dict[str, Any], bytes]:
        """Ask a process and read its answer."""
        loop = asyncio.get_running_loop()
        question = json.dumps(asked.sent()).encode("ascii")
        try:
            await loop.sock_sendall(worker.end, LENGTH.pack(len(question)) + question)
            described, written = LENGTHS.unpack(await _exactly(worker.end, LENGTHS.size))
            description: dict[str, Any] = json.loads(await _exactly(worker.end, described))
            return description, await _exactly(worker.end, written)
        except (OSError, EOFError):
            raise Refused("ended", limit=self._limits.memory) from None

    async def _taken(self) -> _Worker:
        if self._idle:
            return self._idle.pop()
        if self._number >= self._limits.most_workers:
            handed = await self._turn()
            if handed is not None:
                return handed
        else:
            self._number += 1
        try:
            return await self._forked()
        except BaseException:
            self._leave()
            raise

    async def _turn(self) -> _Worker | None:
        """Wait for a process, or for leave to fork one."""
        limits = self._limits
        if len(self._waiting) >= limits.waiting:
            raise Refused("busy", limit=limits.retry_after)
        turn: asyncio.Future[_Worker | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await asyncio.wait({turn}, timeout=limits.waiting_seconds)
            if turn.done():
                return turn.result()
            self._waiting.remove(turn)
            raise Refused("busy", limit=limits.retry_after)
        except asyncio.CancelledError:
            if not turn.done():
                self._waiting.remove(turn)
            elif (handed := turn.result()) is not None:
                self._given_back(handed)
            else:
                self._leave()
            raise

    async def _forked(self) -> _Worker:
        try:
            ours, theirs = socket.socketpair()
        except OSError:  # too many files are open: that passes, and the process to fork from is still there
            raise Refused("busy", limit=self._limits.retry_after) from None
        try:
            ours.setblocking(False)
            with theirs:
                self._zygote.fork(theirs)
            process = LENGTH.unpack(await _exactly(ours, LENGTH.size))[0]
        except EOFError:
            ours.close()
            raise OSError("no process can be forked") from None
        except BaseException:
            ours.close()
            raise
        return _Worker(ours, process)

    def _given_back(self, worker: _Worker) -> None:
        """Hand a process to the first who waits, or keep it ready where few are."""
        if self._waiting:
            self._waiting.popleft().set_result(worker)
        elif len(self._idle) < self._limits.workers:
            self._idle.append(worker)
        else:
            self._end(worker)

    def _end(self, worker: _Worker) -> None:
        if worker in self._idle:
            self._idle.remove(worker)
        worker.end.close()
        try:
            self._zygote.kill(worker.process)
        finally:
            self._leave()

    def _leave(self) -> None:
        """Make room: for the first who waits, if anybody does."""
        if self._waiting:
            self._waiting.popleft().set_result(None)
        else:
            self._number -= 1


async def _exactly(end: socket.socket, length: int) -> bytes:
    """So many bytes from a socket. Raises EOFError where it is closed before."""
    loop = asyncio.get_running_loop()
    came = bytearray(length)
    view, place = memoryview(came), 0
    while place < length:
        got = await loop.sock_recv_into(end, view[place : place + _PART])
        if not got:
            raise EOFError
        place += got
    return bytes(came)
