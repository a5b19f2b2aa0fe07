"""HTTP with limits for clients who are slow or send too much; the server that it is built on has few.

A request must come within a time, its address, header fields and body up to a length; an answer must be taken at a
certain speed. Else the connection ends: with a text in both languages where an answer has not begun, at once where the
client does not take what it was sent.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .problems import Refused, problem


@dataclass(frozen=True)
class ClientLimits:
    """What a client may take: seconds, bytes, and connections of all clients of a server process."""

    head_seconds: float = 10.0
    body_seconds: float = 20.0
    write_seconds: float = 20.0
    """Seconds that a client may be behind with an answer."""
    write_speed: int = 48_000
    """Bytes a second that it must take at least, after that."""
    address: int = 16_000
    head: int = 32_000
    body: int = 1_000_000
    connections: int = 1000


def limited_protocol(limits: ClientLimits) -> type[LimitedProtocol]:
    """The protocol with limits, for `uvicorn.Config(http=…)`.

    >>> limited_protocol(ClientLimits(head=500)).limits.head
    500
    """
    return type("Limited", (LimitedProtocol,), {"limits": limits})


class LimitedProtocol(HttpToolsProtocol):
    """A connection whose client is held to limits."""

    limits: ClassVar[ClientLimits] = ClientLimits()
    _IDLE, _HEAD, _BODY = range(3)
    _stage = _IDLE
    """What of a request is on its way."""
    _head_bytes = _body_bytes = _header_bytes = 0
    _coming: asyncio.TimerHandle | None = None
    """Ends the connection where the rest of a request does not come."""
    _taking: asyncio.TimerHandle | None = None
    """Ends it where an answer is not taken."""
    _taken_by: float | None = None
    """When an answer must be taken; what is taken makes it later."""
    _refused: Refused | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > self.limits.connections:
            self._refuse(Refused("connections", limit=5))
        else:
            self._expect(self.limits.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget what was waited for."""
        self._expect(None)
        self._take(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for the rest, if something is to come."""
        if self._refused is not None:
            return
        super().data_received(data)
        stage = self._stage
        if stage == self._HEAD:
            self._head_bytes += len(data)
            if self._head_bytes > self.limits.address + self.limits.head:
                self._refuse(self._too_long() or Refused("head-too-long", limit=self.limits.head))
            elif self._coming is None:
                self._expect(self.limits.head_seconds)
        elif stage == self._BODY:
            if self._coming is None:
                self._expect(self.limits.body_seconds)
        elif self.timeout_keep_alive_task is None and (self.cycle is None or self.cycle.response_complete):
            if self._coming is None:  # line ends before a request are none
                self._expect(self.limits.head_seconds)
        elif self._coming is not None:
            self._expect(None)

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._stage = self._HEAD
        self._head_bytes = self._body_bytes = self._header_bytes = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header field, up to the limit."""
        self._header_bytes += len(name) + len(value) + 4
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin the answer, if nothing is too long."""
        refused = self._too_long()
        if refused is not None:
            self._refused = refused
            raise refused
        self._stage = self._BODY
        if self._coming is not None:
            self._expect(None)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body, up to the limit."""
        self._body_bytes += len(body)
        if self._body_bytes > self.limits.body and not self.cycle.response_complete:
            self._refused = Refused("body-too-long", limit=self.limits.body)
            raise self._refused
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        self._stage = self._IDLE
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        """Tell what is wrong with a request that is not taken, in other words than the server's."""
        refused, self._refused = self._refused or Refused("bad-request"), None
        self._refuse(refused)

    def pause_writing(self) -> None:
        """Begin to wait for the client to take what it was sent."""
        super().pause_writing()
        now = self.loop.time()
        if self._taken_by is None:
            self._taken_by = now + self.limits.write_seconds
        self._take(max(self._taken_by - now, 0.0))

    def resume_writing(self) -> None:
        """Go on with an answer."""
        super().resume_writing()
        self._take(None)
        if self._taken_by is not None and self.transport is not None:
            low, high = self.transport.get_write_buffer_limits()
            self._taken_by += (high - low) / self.limits.write_speed

    def on_response_complete(self) -> None:
        """End an answer; what of it is still on its way must be taken in time too."""
        super().on_response_complete()
        self._taken_by = None
        if self._taking is None and self.transport.get_write_buffer_size():
            self._take(self.limits.write_seconds)

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that nobody uses, also where its client took no answer."""
        super().timeout_keep_alive_handler()
        if self.transport.get_write_buffer_size():
            self.transport.abort()

    def _too_long(self) -> Refused | None:
        limits = self.limits
        if len(self.url) > limits.address:
            return Refused("address-too-long", limit=limits.address)
        if self._header_bytes > limits.head:
            return Refused("head-too-long", limit=limits.head)
        length = next((value for name, value in self.headers if name == b"content-length"), b"0")
        if length.isdigit() and (len(length) > 18 or int(length) > limits.body):
            return Refused("body-too-long", limit=limits.body)
        return None

    def _expect(self, seconds: float | None) -> None:
        """Give the client so long for what is to come; None where nothing is."""
        if self._coming is not None:
            self._coming.cancel()
        self._coming = None if seconds is None else self.loop.call_later(seconds, self._late, seconds)

    def _late(self, seconds: float) -> None:
        """Nothing came in time: say so, where a request had begun."""
        self._coming = None
        if self._stage == self._IDLE and not self._head_bytes:
            self.transport.close()
        elif self._stage == self._BODY and self.cycle.response_started:
            self.transport.abort()
        else:
            self._refuse(Refused("slow", limit=seconds))

    def _take(self, seconds: float | None) -> None:
        if self._taking is not None:
            self._taking.cancel()
        self._taking = None if seconds is None else self.loop.call_later(seconds, self._not_taken)

    def _not_taken(self) -> None:
        self._taking = None
        if self.transport.get_write_buffer_size():
            self.transport.abort()

    def _refuse(self, refused: Refused) -> None:
        """Say why a connection ends, and end it."""
        if self.transport.is_closing():
            return
        self._refused = refused
        headers, body = problem(refused, "", "", "")
        phrase = HTTPStatus(refused.http_status).phrase
        lines = [b"HTTP/1.1 %d %s" % (refused.http_status, phrase.encode("ascii")), b"connection: close"]
        lines += [name + b": " + value for name, value in headers]
        self.transport.write(b"\r\n".join([*lines, b"", body]))
        self.transport.close()
        self._expect(None)
        if self.transport.get_write_buffer_size():
            self._take(self.limits.write_seconds)
