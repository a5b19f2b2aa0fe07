"""The SPARQL endpoint: what a request asks becomes an answer, or a refusal that says why (SPARQL 1.1 Protocol).

It is an ASGI application for one path, and read only. An answer comes from one of three places: those that were given
already (the store does not change while it is served), the store in this process, for point queries whose cost is
known to be small, and else a process of its own with a limit of time and memory.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..query import Answer
from .answering import Asked, write
from .cache import Cache, Key, Reply
from .forms import GRAPHS, chosen
from .giving import ALWAYS, OPENED, Giving, Send, reply_of, sent_whole
from .headers import GUARDED, PREFLIGHT, joined
from .limits import Limits
from .negotiation import best
from .point import Points
from .pool import Pool
from .problems import Refused, problem
from .read_again import read_again
from .request import Request, looked_at, understood
from .service import description, serialized
from .zygote import Zygote

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
_METHODS = b"GET, HEAD, POST, OPTIONS"
_ALLOWED = ("access-control-allow-headers", "access-control-max-age")
_PREFLIGHT = (
    *OPENED,
    *GUARDED,
    (b"allow", _METHODS),
    (b"access-control-allow-methods", _METHODS),
    *((name.encode("ascii"), PREFLIGHT[name].encode("ascii")) for name in _ALLOWED),
)
_LOG = logging.getLogger(__name__)


def end_server() -> None:
    """End this server process in its orderly way, so that what supervises it starts another."""
    os.kill(os.getpid(), signal.SIGTERM)


class Endpoint:
    """The endpoint over a store in memory, or the folder of one on disk, at an address.

    `query_page` is where a person who comes with a browser and without a query is sent. `start` is best called before
    there is an event loop; it forks. `lost` is called where the process that forks the others is gone.
    """

    def __init__(
        self,
        store: ox.Store | Path,
        address: str,
        limits: Limits | None = None,
        query_page: str = "",
        lost: Callable[[], None] = end_server,
    ) -> None:
        self._given, self._address, self._query_page, self._lost = store, address, query_page, lost
        self.limits = limits or Limits()
        self._points = Points(store, self.limits.rows) if isinstance(store, ox.Store) else None
        self._cache = Cache(self.limits.cache_bytes, self.limits.cached_answer_bytes)
        self._zygote: Zygote | None = None
        self._pool: Pool | None = None
        self._giving = Giving()

    def start(self) -> None:
        """Fork the process that the query processes come from."""
        if self._zygote is None:
            self._zygote = Zygote(self._given, self.limits)
            self._pool = Pool(self._zygote, self.limits)

    def stop(self) -> None:
        """End all processes of the endpoint."""
        if self._zygote is not None and self._pool is not None:
            self._pool.close()
            self._zygote.close()
            self._zygote = self._pool = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI 3, https://asgi.readthedocs.io); what is no HTTP has no answer."""
        if scope["type"] != "http":
            return
        method: str = scope["method"]
        if method == "HEAD":
            send = _bodiless(send)
        headers = joined(field for field in scope["headers"] if field[0] in _LOOKED_AT)
        try:
            if method in ("GET", "HEAD"):
                content_type, body = None, b""
            elif method == "POST":
                content_type = headers.get(b"content-type", b"").decode("latin-1")
                body = await self._body(receive, headers)
            elif method == "OPTIONS":
                await sent_whole(send, 204, _PREFLIGHT)
                return
            else:
                raise Refused("method", value=_METHODS.decode("ascii"))
            accept = headers.get(b"accept", b"")
            key = (scope["query_string"], accept, (content_type or "").encode("latin-1"), body)
            reply = self._cache.get(key)
            if reply is None:
                reply = await self._replied(key, content_type, receive)
            if reply is None:
                return  # the client is gone
            await self._giving.give(reply, headers, send)
        except _Elsewhere as elsewhere:
            await sent_whole(send, 303, (*ALWAYS, (b"location", elsewhere.address)))
        except Refused as refused:
            asked = (headers.get(name, b"").decode("latin-1") for name in (b"accept", b"accept-language"))
            about, told = problem(refused, self._address, *asked)
            allowed = ((b"allow", _METHODS),) if refused.http_status == 405 else ()
            await sent_whole(send, refused.http_status, (*OPENED, *allowed, *about), told)

    async def ask(self, text: str, most: int, receive: Receive) -> Answer:
        """The first rows of the answer to a query for a page. Raises Refused, also where its client goes away."""
        graph = looked_at(text, self.limits).form in ("CONSTRUCT", "DESCRIBE")
        written = await self._stopped_with_client(Asked(text, "ntriples" if graph else "json", self._address), receive)
        if written is None:
            raise Refused("busy", limit=self.limits.retry_after)  # which nobody reads
        return read_again(written, most, graph=graph)

    async def _run(self, asked: Asked) -> bytes:
        """Have a query run in a process. Raises Refused."""
        if self._pool is None:
            raise RuntimeError("the endpoint was not started")
        try:
            return await self._pool.ask(asked)
        except OSError:
            _LOG.exception("the process that query processes come from is gone")
            self._lost()
            raise Refused("busy", limit=self.limits.retry_after) from None

    async def _body(self, receive: Receive, headers: dict[bytes, bytes]) -> bytes:
        """The body of a request. Raises Refused where it is longer than a query with its graphs can be."""
        most = 3 * self.limits.query_bytes + 100 * self.limits.graphs  # a letter takes three bytes in a form
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > most:
            raise Refused("query-too-long", limit=self.limits.query_bytes)
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise Refused("missing-query")
            body += message.get("body", b"")
            if len(body) > most:
                raise Refused("query-too-long", limit=self.limits.query_bytes)
            if not message.get("more_body", False):
                return bytes(body)

    async def _replied(self, key: Key, content_type: str | None, receive: Receive) -> Reply | None:
        """Find the answer; None where the client went away before."""
        query_string, accept, _, body = key
        request = understood(query_string, content_type, body, self.limits)
        if request is None:
            return self._described(accept.decode("latin-1"))
        at_once = self._at_once(request, accept.decode("latin-1"))
        if at_once is not None:
            if self._cache.again(key):  # to keep what nobody asks for again takes longer than to answer
                self._cache.put(key, at_once)
            return at_once
        looked = looked_at(request.text, self.limits)
        # what has no form is no query: then the process says where it is wrong
        negotiated = (accept.decode("latin-1"), request.wanted) if looked.form else ("", "")
        form, media_type = chosen(looked.form, *negotiated)
        if self._giving.held > self.limits.held_bytes:
            raise Refused("busy", limit=self.limits.retry_after)
        asked = Asked(request.text, form.name, self._address, request.default_graphs, request.named_graphs)
        written = await self._stopped_with_client(asked, receive)
        if written is None:
            return None
        reply = reply_of(media_type, written)
        if looked.lasting:
            self._cache.put(key, reply)
        return reply

    def _at_once(self, request: Request, accept: str) -> Reply | None:
        """The answer to a query that costs little; None for any other."""
        if self._points is None or request.default_graphs is not None:
            return None
        try:
            form, media_type = chosen("SELECT", accept, request.wanted)
        except Refused:  # what asks for a graph is no point query
            return None
        if form.name == "json" and (written := self._points.json(request.text)) is not None:
            return reply_of(media_type, written)
        result = self._points.answer(request.text)
        return None if result is None else reply_of(media_type, write(result, form))

    async def _stopped_with_client(self, asked: Asked, receive: Receive) -> bytes | None:
        """Have a query run; it is stopped, and None comes back, when the client goes away."""
        query = asyncio.ensure_future(self._run(asked))
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait({query, gone}, return_when=asyncio.FIRST_COMPLETED)
            return query.result() if query.done() else None
        except asyncio.CancelledError:  # the server ends, and lets nobody wait without a word
            raise Refused("busy", limit=self.limits.retry_after) from None
        finally:
            for task in (query, gone):
                task.cancel()
            await asyncio.wait({query, gone})
            if query.done() and not query.cancelled():
                query.exception()  # which nobody waits for any more

    def _described(self, accept: str) -> Reply:
        """The description of the service. Raises _Elsewhere for a browser."""
        offered = ["text/html", *(media_type for form in GRAPHS for media_type in form.media_types)]
        if self._query_page and accept and best(accept, offered) == "text/html" and "text/html" in accept:
            raise _Elsewhere(self._query_page)
        form, media_type = chosen("DESCRIBE", accept)
        return reply_of(media_type, serialized(self._description, form))

    @cached_property
    def _description(self) -> list[ox.Triple]:
        given = self._given
        store = given if isinstance(given, ox.Store) else ox.Store.read_only(str(given))
        return description(store, self._address, self.limits)


_LOOKED_AT = frozenset(
    (b"accept", b"accept-encoding", b"accept-language", b"content-type", b"content-length", b"if-none-match")
)


class _Elsewhere(Exception):
    """What is asked for is at another address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address.encode("ascii")


def _bodiless(send: Send) -> Send:
    """A way to send that leaves out bodies, as an answer to HEAD must (RFC 9110, section 9.3.2)."""

    async def sent(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sent


async def _gone(receive: Receive) -> None:
    """Wait until the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
