"""Answers of the endpoint on their way: in parts, packed for who takes that, not again for who has them."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import blake2b
from typing import Any

from .cache import Reply
from .headers import GUARDED, OPEN
from .sending import holds, takes_gzip

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
_PART = 1 << 16
"""Bytes of an answer that are handed to the connection at a time."""
_WORTH_PACKING = 1 << 10
"""Bytes of an answer below which packing it takes longer than it saves."""
_LEVEL = 5
_GZIP = 16 + zlib.MAX_WBITS
OPENED = tuple((name.encode("ascii"), value.encode("ascii")) for name, value in OPEN.items())
ALWAYS = (*OPENED, (b"vary", b"accept, accept-encoding"), *GUARDED)


class Giving:
    """Gives answers to clients; `held` is how many bytes wait for clients who take them slowly."""

    def __init__(self) -> None:
        self.held = 0

    async def give(self, reply: Reply, headers: dict[bytes, bytes], send: Send) -> None:
        """Send an answer for a request with some headers: as it is, packed, or nothing but its tag."""
        accepted = headers.get(b"accept-encoding", b"").decode("latin-1") if len(reply.body) >= _WORTH_PACKING else ""
        give = self._give_packed if takes_gzip(accepted) else self._give
        await give(reply, headers.get(b"if-none-match"), send)

    async def _give(self, reply: Reply, tags: bytes | None, send: Send) -> None:
        """Send an answer, in parts as the client takes them; nothing but its tag where the client has it."""
        if _has(tags, reply.tag):
            await sent_whole(send, 304, (*ALWAYS, (b"etag", reply.tag)))
            return
        await send({"type": "http.response.start", "status": 200, "headers": list(reply.headers)})
        body = reply.body
        if len(body) <= _PART:
            await send({"type": "http.response.body", "body": body})
            return
        self.held += len(body)
        try:
            for place in range(0, len(body), _PART):
                part = body[place : place + _PART]
                await send({"type": "http.response.body", "body": part, "more_body": place + _PART < len(body)})
        finally:
            self.held -= len(body)

    async def _give_packed(self, reply: Reply, tags: bytes | None, send: Send) -> None:
        """Send an answer packed, which is another representation and has a tag of its own.

        It is packed part by part, so that a long one holds nobody else up and is never in memory twice.
        """
        tag = b'%s-gzip"' % reply.tag[:-1]
        if _has(tags, tag):
            await sent_whole(send, 304, (*ALWAYS, (b"etag", tag)))
            return
        left = [field for field in reply.headers if field[0] not in (b"content-length", b"etag")]
        headers = [*left, (b"etag", tag), (b"content-encoding", b"gzip")]
        body, packing = reply.body, zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        if len(body) <= _PART:
            whole = packing.compress(body) + packing.flush()
            await sent_whole(send, 200, (*headers, (b"content-length", b"%d" % len(whole))), whole)
            return
        self.held += len(body)
        try:
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            for place in range(0, len(body), _PART):
                if part := packing.compress(body[place : place + _PART]):
                    await send({"type": "http.response.body", "body": part, "more_body": True})
                await asyncio.sleep(0)  # packing takes longer than sending: others have their turn
            await send({"type": "http.response.body", "body": packing.flush()})
        finally:
            self.held -= len(body)


async def sent_whole(send: Send, status: int, headers: tuple[tuple[bytes, bytes], ...], body: bytes = b"") -> None:
    """Send a whole answer at once."""
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})


def reply_of(content_type: str, body: bytes) -> Reply:
    """An answer with its headers and tag.

    >>> reply_of("text/csv", b"x").headers[1]
    (b'content-length', b'1')
    """
    kind = content_type.encode("ascii")
    tag = b'"%s"' % blake2b(body, digest_size=12, person=kind[-16:]).hexdigest().encode("ascii")
    headers = ((b"content-type", kind), (b"content-length", b"%d" % len(body)), (b"etag", tag), *ALWAYS)
    return Reply(headers, body, tag)


def _has(tags: bytes | None, tag: bytes) -> bool:
    return tags is not None and holds(tags.decode("latin-1"), tag.decode("latin-1"))
