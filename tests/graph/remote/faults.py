"""What a faulty proxy does to which request, and what it keeps of the requests it saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Literal

Deed = Literal[
    "pass",  # nothing but `call`
    "drop_before",  # nothing reaches the server; the connection of the client is cut
    "drop_within",  # the first `size` bytes of the body reach the server (never all); then both connections are cut
    "drop_during",  # all of the request reaches the server; `seconds` later both connections are cut
    "drop_after",  # the server has answered; the client sees nothing of it
    "delay",  # the request reaches the server `seconds` later
    "truncate",  # the first `size` bytes of the body of the answer, whatever its length was said to be; then a cut
    "answer",  # `status`, `headers` and `body` in place of the server, which sees nothing
]
LOGIN = "/login"
# What real servers and proxies send with a status, where the script says nothing else.
_USUAL = {
    401: {"WWW-Authenticate": 'Basic realm="proxy"'},
    429: {"Retry-After": "1"},
}
_PAGE = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


@dataclass
class Fault:
    """One line of a script: the next `times` requests that fit, after `skip` that pass, suffer what `do` says.

    A request fits with its method and its path, without the query; None fits all. `call`, such as `server.kill`, runs
    when what was to reach the server has reached it, and before the client sees anything; with `delay`, after the wait.
    """

    do: Deed
    method: str | None = None
    path: str | None = None
    times: int = 1
    skip: int = 0
    size: int = 0
    seconds: float = 0.0
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    call: Callable[[], None] = lambda: None

    def takes(self, method: str, path: str) -> bool:
        """Whether the fault befalls a request, which then counts."""
        if self.times <= 0 or self.method not in (None, method) or self.path not in (None, path):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    def answer(self) -> tuple[dict[str, str], bytes]:
        """The headers, without the length, and the body of an answer in place of the server."""
        body = self.body or f"{self.status} {HTTPStatus(self.status).phrase}\n".encode()
        return {"Content-Type": "text/plain", **_USUAL.get(self.status, {}), **self.headers}, body


def portal(method: str | None = None, path: str | None = None, *, times: int = 1) -> Fault:
    """A captive portal: 200 with an HTML page, whatever was asked."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    return Fault("answer", method, path, times, status=200, headers=html, body=_PAGE.format("Sign in").encode())


def login(method: str | None = None, path: str | None = None, *, times: int = 1) -> Fault:
    """A redirect to a login page, which the proxy gives at `LOGIN` as 200 with HTML."""
    return Fault("answer", method, path, times, status=302, headers={"Location": LOGIN}, body=b"")


@dataclass
class Seen:
    """A request as it came from the client; of `Authorization` the scheme alone is kept, of cookies nothing.

    `size` counts the bytes of the body that the client sent; `fault` is what befell the request, None if nothing;
    `status` is what the server answered, None if it did not.
    """

    method: str
    path: str
    query: str
    headers: dict[str, str]
    size: int = 0
    fault: Deed | None = None
    status: int | None = None


def without_secrets(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers by their names in small letters, without what shows who the client is."""
    kept = {name.lower(): value for name, value in headers.items()}
    for name in kept.keys() & {"authorization", "proxy-authorization"}:
        kept[name] = kept[name].partition(" ")[0]
    return {name: value for name, value in kept.items() if name not in ("cookie", "x-api-key")}
