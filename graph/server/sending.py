"""Answers over HTTP: what has not changed is not sent again, and what a client can unpack is sent packed.

RFC 9110 sections 8.8 (validators), 12.5.3 (Accept-Encoding) and 13 (conditional requests).
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from functools import cached_property

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from ..describe import LICENCE
from .dump_files import DumpFile
from .headers import OPEN, SECURITY, link

_WORTH_PACKING = 860
"""Bytes below which a packed answer is hardly smaller."""
_PACKABLE = ("text/", "application/json", "application/ld+json", "application/xml", "application/rdf+xml", "image/svg")
_PACKABLE_ENDINGS = ("+json", "+xml", "-triples", "-quads", "/trig", "javascript", "/xml")

_LICENSED = link(LICENCE, "license")


@dataclass(frozen=True)
class Body:
    """What is sent: the bytes, their media type, and the headers that belong to them."""

    content: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200

    @cached_property
    def tag(self) -> str:
        """The entity tag, made from the content.

        >>> Body(b"", "text/plain").tag
        '"e4a6a0577479b2b4"'
        """
        return f'"{hashlib.blake2b(self.content, digest_size=8).hexdigest()}"'

    @cached_property
    def packed(self) -> bytes | None:
        """The content packed with gzip; None where that is not worth it."""
        kind = self.media_type.partition(";")[0]
        worth = len(self.content) >= _WORTH_PACKING
        if not worth or not (kind.startswith(_PACKABLE) or kind.endswith(_PACKABLE_ENDINGS)):
            return None
        return gzip.compress(self.content, compresslevel=6, mtime=0)


def respond(request: Request, body: Body, modified: float, *, keep: str = "no-cache") -> Response:
    """Answer a GET or HEAD: with 304 where the client has the content already.

    `modified` is in seconds since 1970; `keep` is the Cache-Control header.
    """
    headers = {**SECURITY, **OPEN, **body.headers, "cache-control": keep}
    vary = [name for name in (headers.get("vary"), "Accept-Encoding") if name]
    headers["vary"] = ", ".join(vary)
    packed = body.packed if body.status == 200 and takes_gzip(request.headers.get("accept-encoding", "")) else None
    if body.status == 200:
        # A packed answer is another representation, so it has a tag of its own.
        headers["etag"] = f'{body.tag[:-1]}-gzip"' if packed is not None else body.tag
        headers["last-modified"] = formatdate(modified, usegmt=True)
        if is_current(request.headers, headers["etag"], modified):
            return Response(status_code=304, headers=headers)
    if packed is not None:
        headers["content-encoding"] = "gzip"
    content = body.content if packed is None else packed
    headers["content-type"] = body.media_type
    headers["content-length"] = str(len(content))
    return Response(b"" if request.method == "HEAD" else content, body.status, headers)


def respond_in_parts(request: Request, file: DumpFile, modified: float) -> Response:
    """Answer a GET or HEAD with a file that is too long to be held: packed where the client takes that."""
    headers = {**SECURITY, **OPEN, "cache-control": "no-cache", "vary": "Accept-Encoding", "link": _LICENSED}
    sent = file
    if file.packed is None:
        headers["content-type"] = "application/gzip"
    else:
        headers["content-type"] = f"{file.form.media_type}; charset=utf-8"
        if takes_gzip(request.headers.get("accept-encoding", "")):
            sent = file.packed
            headers["content-encoding"] = "gzip"
    headers |= {"etag": sent.tag, "last-modified": formatdate(modified, usegmt=True)}
    if is_current(request.headers, sent.tag, modified):
        return Response(status_code=304, headers=headers)
    headers["content-length"] = str(sent.size)
    if request.method == "HEAD":
        return Response(headers=headers)
    return StreamingResponse(sent.parts(), headers=headers)


def led(address: str, status: int, headers: Mapping[str, str]) -> Response:
    """Lead a client to an address below the root of the site."""
    return RedirectResponse(f"/{address}", status, {**SECURITY, **OPEN, **headers})


def takes_gzip(header: str) -> bool:
    """Whether a client takes gzip, by its Accept-Encoding header.

    >>> takes_gzip("br, gzip;q=0.8"), takes_gzip("gzip;q=0"), takes_gzip("")
    (True, False, False)
    """
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def holds(tags: str, tag: str) -> bool:
    """Whether a client has an answer, by its tag and what the client says in If-None-Match (RFC 9110, 13.1.2).

    >>> holds('"a", W/"b"', '"b"'), holds("*", '"b"'), holds('"a"', '"b"')
    (True, True, False)
    """
    listed = [part.strip().removeprefix("W/") for part in tags.split(",")]
    return listed == ["*"] or tag in listed


def is_current(headers: Mapping[str, str], tag: str, modified: float) -> bool:
    """Whether what a client holds is still what it would get: packed and not are two, and a cache keeps both.

    The date counts only where the client names no tag.

    >>> is_current({"if-none-match": 'W/"b", W/"a"'}, '"a"', 0), is_current({"if-none-match": '"a-gzip"'}, '"a"', 0)
    (True, False)
    >>> is_current({"if-modified-since": "Thu, 01 Jan 1970 00:00:10 GMT"}, '"a"', 9)
    True
    """
    if "if-none-match" in headers:
        return holds(headers["if-none-match"], tag)
    if "if-modified-since" in headers:
        try:
            return int(modified) <= parsedate_to_datetime(headers["if-modified-since"]).timestamp()
        except (ValueError, TypeError, OverflowError):
            return False
    return False
