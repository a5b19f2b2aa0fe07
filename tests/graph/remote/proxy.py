"""A faulty HTTP proxy in front of a real server: it passes requests on, except where its script says otherwise.

Bodies are passed on as they come, both ways, in the framing they came in (RFC 9112, section 6): with a length or in
chunks. Clients may keep their connections; to the server each request has a connection of its own.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from .faults import LOGIN, Fault, Seen, portal, without_secrets

_BLOCK = 16384
_PATIENCE = 60.0  # seconds
# What belongs to one connection alone, and what the proxy writes itself.
_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "expect", "host"}


class _CutError(Exception):
    """The connection to the client is to be cut at once."""


class Proxy:
    """A proxy in front of the server at an address; a context manager that listens until its block ends.

    `script` may be changed at any time: of the lines that fit a request the first is taken, and all that are before
    it count the request. `seen` holds all requests, the oldest first.
    """

    def __init__(self, server: str, *script: Fault) -> None:
        self.server = server
        self.script = list(script)
        self.seen: list[Seen] = []
        self._lock = threading.Lock()
        self._listener = _Listener(("127.0.0.1", 0), _Handler, bind_and_activate=True)
        self._listener.proxy = self
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True)

    @property
    def address(self) -> str:
        """The root of the proxy, without a slash at the end."""
        return f"http://127.0.0.1:{self._listener.server_port}"

    def count(self, method: str | None = None, path: str | None = None) -> int:
        """How many requests of a method and a path were seen; None counts all."""
        return sum(method in (None, seen.method) and path in (None, seen.path) for seen in self.seen)

    def take(self, seen: Seen) -> Fault | None:
        """Keep a request that came, and give the fault that befalls it."""
        with self._lock:
            self.seen.append(seen)
            fault = next((line for line in self.script if line.takes(seen.method, seen.path)), None)
            seen.fault = fault.do if fault else None
            return fault

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown()
        self._listener.server_close()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a client may keep its connection for longer than the test lasts
    proxy: Proxy


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = _PATIENCE
    server: _Listener

    def forward(self) -> None:
        """Pass a request on and the answer back, or do what the script says."""
        parts = urlsplit(self.path)
        seen = Seen(self.command, parts.path, parts.query, without_secrets(dict(self.headers.items())))
        fault = self.server.proxy.take(seen) or Fault("pass")
        try:
            self._do(fault, seen)
        except (_CutError, OSError, http.client.HTTPException):
            self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = forward

    def _do(self, fault: Fault, seen: Seen) -> None:
        if fault.do == "drop_before":
            fault.call()
            raise _CutError
        if fault.do == "answer":
            self._answer(fault, seen)
        elif seen.path == LOGIN:
            self._answer(portal(), seen)
        else:
            if fault.do == "delay":
                time.sleep(fault.seconds)
                fault.call()
            self._pass_on(fault, seen)

    def _answer(self, fault: Fault, seen: Seen) -> None:
        for _ in self._body(seen):
            pass
        fault.call()
        headers, body = fault.answer()
        self._head(fault.status, [*headers.items(), ("Content-Length", str(len(body)))])
        self.wfile.write(body if self.command != "HEAD" else b"")

    def _pass_on(self, fault: Fault, seen: Seen) -> None:
        place = urlsplit(self.server.proxy.server)
        server = http.client.HTTPConnection(place.hostname or "", place.port, timeout=_PATIENCE)
        try:
            try:
                self._send(server, fault, seen)
                answer = server.getresponse()
            except (OSError, http.client.HTTPException):
                self._head(502, [("Content-Length", "0"), ("Connection", "close")])
                raise
            seen.status = answer.status
            if fault.do != "delay":
                fault.call()
            if fault.do == "drop_after":
                answer.read()
                raise _CutError
            self._give_back(answer, fault.size if fault.do == "truncate" else None)
        finally:
            server.close()

    def _send(self, server: http.client.HTTPConnection, fault: Fault, seen: Seen) -> None:
        """Pass the request on; a server that stops to listen may still answer."""
        server.putrequest(self.command, self.path, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in _HOP:
                server.putheader(name, value)
        server.putheader("Connection", "close")
        chunked = self._chunked
        if chunked:
            server.putheader("Transfer-Encoding", "chunked")
        server.endheaders()
        left = self._most(fault) if fault.do == "drop_within" else None
        listens = True
        for block in self._body(seen):
            part = block if left is None else block[:left]
            if part and listens:
                try:
                    server.send(b"%x\r\n%b\r\n" % (len(part), part) if chunked else part)
                except OSError:
                    listens = False
            if left is not None:
                left -= len(part)
                if not left:
                    break
        if fault.do == "drop_within":
            fault.call()
            raise _CutError
        if chunked and listens:
            with suppress(OSError):
                server.send(b"0\r\n\r\n")
        if fault.do == "drop_during":
            time.sleep(fault.seconds)
            fault.call()
            raise _CutError

    def _most(self, fault: Fault) -> int:
        """How many bytes of a body that is to be cut are passed on: not all of them."""
        length = self.headers.get("Content-Length")
        return fault.size if length is None else min(fault.size, int(length) - 1)

    def _give_back(self, answer: http.client.HTTPResponse, most: int | None) -> None:
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in _HOP]
        bare = self.command == "HEAD" or answer.status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
        if answer.chunked:
            kept.append(("Transfer-Encoding", "chunked"))
        elif answer.length is None and not bare:
            kept.append(("Connection", "close"))
        self._head(answer.status, kept, answer.reason)
        left = most
        while left != 0 and (block := answer.read1(_BLOCK if left is None else min(left, _BLOCK))):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(block), block) if answer.chunked else block)
            left = None if left is None else left - len(block)
        if most is not None or answer.length:  # the server itself stopped before the length that it said
            raise _CutError
        if answer.chunked and not bare:
            self.wfile.write(b"0\r\n\r\n")

    def _head(self, status: int, headers: list[tuple[str, str]], reason: str | None = None) -> None:
        self.send_response_only(status, reason)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    @property
    def _chunked(self) -> bool:
        return "chunked" in self.headers.get("Transfer-Encoding", "").lower()

    def _body(self, seen: Seen) -> Iterator[bytes]:
        """The body that the client sends, block after block; raises `_CutError` where the client stops."""
        if not self._chunked:
            yield from self._read(int(self.headers.get("Content-Length") or 0), seen)
            return
        while length := int(self._line().partition(b";")[0], 16):
            yield from self._read(length, seen)
            self._line()
        while self._line().strip():  # trailers
            pass

    def _line(self) -> bytes:
        if not (line := self.rfile.readline()):
            raise _CutError
        return line

    def _read(self, length: int, seen: Seen) -> Iterator[bytes]:
        while length:
            block = self.rfile.read1(min(length, _BLOCK))
            if not block:
                raise _CutError
            seen.size += len(block)
            length -= len(block)
            yield block

    def log_message(self, *_: object) -> None:
        """Say nothing: what was seen is kept."""
