"""Requests to an application in this process, as bytes: what no client library would send can be sent too."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import unquote

from graph.server.app import Application

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Answered:
    """An answer: its status, its header fields as they were sent, and its body."""

    status: int
    fields: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def headers(self) -> dict[str, str]:
        """The header fields by name; none may be there twice."""
        named = {name.decode("ascii").lower(): value.decode("latin-1") for name, value in self.fields}
        assert len(named) == len(self.fields), self.fields
        return named

    @property
    def media_type(self) -> str:
        """The content type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        """The body, which must be UTF-8."""
        return self.body.decode("utf-8")


class Caller:
    """Calls an application as a server of HTTP does (ASGI 3), with one event loop for all calls."""

    def __init__(self, app: Application) -> None:
        self._app, self._runner = app, asyncio.Runner()

    def close(self) -> None:
        """End the event loop."""
        self._runner.close()

    def ask(self, target: str, method: str = "GET", headers: Headers | None = None, body: bytes = b"") -> Answered:
        """The answer to a request; the target is in ASCII, as it stands in the first line of a request."""
        return self._runner.run(self._answer(target, method, headers or [], body))

    async def _answer(self, target: str, method: str, headers: Headers, body: bytes) -> Answered:
        path, _, query = target.partition("?")
        sent = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode("ascii"),
            "query_string": query.encode("ascii"),
            "root_path": "",
            "headers": [(b"host", b"127.0.0.1"), *sent, *([(b"content-length", b"%d" % len(body))] if body else [])],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        coming = [{"type": "http.request", "body": body, "more_body": False}]
        came: list[dict[str, object]] = []
        ended = asyncio.Event()

        async def receive() -> dict[str, object]:
            if coming:
                return coming.pop()
            await ended.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, object]) -> None:
            came.append(message)

        await self._app(scope, receive, send)  # type: ignore[arg-type]
        ended.set()
        first, *rest = came
        fields = tuple((name, value) for name, value in first.get("headers", ()))  # type: ignore[attr-defined]
        parts = [message.get("body", b"") for message in rest]
        return Answered(int(str(first["status"])), fields, b"".join(part for part in parts if isinstance(part, bytes)))
