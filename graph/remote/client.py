"""Requests to a store: queries and updates by SPARQLWrapper, graphs by HTTP; every failure is a RemoteTrouble.

SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) and SPARQL 1.1 Graph Store HTTP Protocol
(https://www.w3.org/TR/sparql11-http-rdf-update/).
"""

from __future__ import annotations

import http.client
import io
import math
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx
from SPARQLWrapper import BASIC, POST, URLENCODED, SPARQLWrapper

from .credentials import Credentials
from .trouble import NoStore, RemoteTrouble, cut_off, no_store, refused, unreachable

Body = bytes | Callable[[], Iterable[bytes]]
"""What is sent: bytes, or what makes them anew for every try."""
_PASSING = (429, 502, 503, 504)
"""What is answered for a store rather than by it, or by one that will be itself again soon."""
CONNECTING = 10.0
"""Seconds in which a store must take a connection."""


class Client:
    """Requests with the credentials of one person and a time limit in seconds; 0 for none."""

    def __init__(self, credentials: Credentials, login: str, seconds: float = 0, final: str = "") -> None:
        self._credentials, self._login, self._seconds, self._final = credentials, login, seconds, final
        self._reached: set[str] = set()
        self._http = httpx.Client(
            auth=self._auth(),
            headers={"Authorization": f"Bearer {credentials.token}"} if login == "bearer" else {},
            verify=_trusted(),
            timeout=httpx.Timeout(seconds or None, connect=CONNECTING),
        )

    def close(self) -> None:
        """Close what is open."""
        self._http.close()

    def _auth(self) -> httpx.Auth | None:
        if self._login == "basic":
            return httpx.BasicAuth(self._credentials.user, self._credentials.password)
        if self._login == "digest":
            return httpx.DigestAuth(self._credentials.user, self._credentials.password)
        return None

    def sparql(
        self, address: str, text: str, accept: str, parameters: Iterable[tuple[str, str]] = (), *, update: bool = False
    ) -> tuple[bytes, Mapping[str, str]]:
        """Ask a query, or do an update, and give the answer with its headers, their names in small letters.

        Raises RemoteTrouble, also where the answer is in another form than those of `accept`.
        """
        self._reach(address)
        wrapper = _Wrapper(address, *self._handlers(address))
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)
        wrapper.setQuery(text)
        wrapper.queryType = "INSERT" if update else "SELECT"  # it would look for the first such word of the text
        wrapper.addCustomHttpHeader("Accept", accept)
        for name, value in parameters:
            wrapper.addParameter(name, value)
        if self._seconds:
            wrapper.setTimeout(math.ceil(self._seconds))
        self._log_in(wrapper)
        try:
            response = wrapper.query().response
            body, headers = response.read(), {name.lower(): value for name, value in response.headers.items()}
        except urllib.error.HTTPError as error:
            headers = {name.lower(): value for name, value in error.headers.items()}
            raise refused(error.code, headers, _text(error.read()), address, self._final) from None
        except http.client.IncompleteRead:
            raise cut_off(address) from None
        except urllib.error.URLError as error:
            reason = error.reason if isinstance(error.reason, Exception) else error
            raise unreachable(address, reason) from None
        except (OSError, http.client.HTTPException) as error:
            raise unreachable(address, error) from None
        _as_asked(headers.get("content-type", ""), accept, address)
        return body, headers

    def _reach(self, address: str) -> None:
        """See once that a store takes connections: the time limit of a request, which may be long, is not for that.

        Where a proxy stands between, it is not for us to know. Raises Unreachable.
        """
        at = urlsplit(address)
        between = at.scheme in urllib.request.getproxies() and not urllib.request.proxy_bypass(at.hostname or "")
        if between or at.netloc in self._reached:
            return
        try:
            port = at.port or (443 if at.scheme == "https" else 80)
            socket.create_connection((at.hostname, port), CONNECTING).close()
        except (OSError, UnicodeError) as error:
            raise unreachable(address, error) from None
        self._reached.add(at.netloc)

    def _log_in(self, wrapper: SPARQLWrapper) -> None:
        if self._login == "bearer":
            wrapper.addCustomHttpHeader("Authorization", f"Bearer {self._credentials.token}")
        elif self._login == "basic":
            wrapper.setHTTPAuth(BASIC)
            wrapper.setCredentials(self._credentials.user, self._credentials.password)

    def _handlers(self, address: str) -> Iterator[urllib.request.BaseHandler]:
        if self._login == "digest":
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            known.add_password(None, address, self._credentials.user, self._credentials.password)
            yield _Digest(known)

    @contextmanager
    def reading(self, address: str, accept: str, parameters: Mapping[str, str]) -> Iterator[Iterator[bytes]]:
        """Read what is at an address piece by piece. Raises RemoteTrouble, in the middle too."""
        with (
            self._troubles(address),
            self._http.stream("GET", address, params=parameters, headers={"Accept": accept}) as response,
        ):
            if response.status_code != 200:
                response.read()
                raise self._refused(response, address)
            _as_asked(response.headers.get("content-type", ""), accept, address)
            yield response.iter_bytes()

    def headers(self, address: str) -> Mapping[str, str]:
        """The headers of whatever answers at an address, a refusal too, and its text under the name of nothing.

        Raises Unreachable, Busy, and Failed where a refusal says that it may pass.
        """
        with self._troubles(address):
            response = self._http.get(address, follow_redirects=True)
            if response.status_code in _PASSING:
                raise self._refused(response, address)
            return {**{name.lower(): value for name, value in response.headers.items()}, "": response.text}

    def send(self, method: str, address: str, body: Body, kind: str, parameters: Mapping[str, str]) -> None:
        """Send a body of a media type. Raises RemoteTrouble."""
        content = body if isinstance(body, bytes) else body()
        with self._troubles(address):
            response = self._http.request(
                method, address, params=parameters, content=content, headers={"Content-Type": kind}
            )
        if not response.is_success:
            raise self._refused(response, address)
        if "html" in response.headers.get("content-type", "") and response.text.strip():
            raise no_store(address, response.headers["content-type"])

    def _refused(self, response: httpx.Response, address: str) -> RemoteTrouble:
        return refused(response.status_code, response.headers, response.text, address, self._final)

    @contextmanager
    def _troubles(self, address: str) -> Iterator[None]:
        try:
            yield
        except (httpx.RemoteProtocolError, httpx.DecodingError) as error:
            if "disconnected" in str(error).lower():
                raise unreachable(address, error) from None
            raise cut_off(address) from None
        except (httpx.TransportError, httpx.StreamError) as error:
            raise unreachable(address, error) from None
        except (httpx.InvalidURL, httpx.TooManyRedirects, UnicodeError) as error:
            raise NoStore({"ar": f"{address} ليس عنواناً: {error}", "en": f"{address} is no address: {error}"}) from None


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that the system trusts; to read them takes longer than many a request."""
    return httpx.create_ssl_context()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: an update would arrive as a query without a body, a token at whom it was not meant for."""

    def redirect_request(self, *_: object) -> None:
        return None


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Login by Digest; where another is asked for, the answer stands, where its parent would raise ValueError."""

    def http_error_401(self, *asked: Any) -> Any:
        try:
            return super().http_error_401(*asked)
        except ValueError:
            return None


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper with a way of its own to open a request: by itself it shares a login among all of the process."""

    def __init__(self, address: str, *handlers: urllib.request.BaseHandler) -> None:
        super().__init__(address)
        self._opener = urllib.request.build_opener(_Stay, *handlers)

    def _query(self) -> tuple[http.client.HTTPResponse, str]:
        return self._opener.open(self._createRequest(), timeout=self.timeout), self.returnFormat


def _as_asked(kind: str, accept: str, address: str) -> None:
    """See that an answer is in a form that was asked for; an update may be answered in any but a page."""
    plain = kind.partition(";")[0].strip().lower()
    wanted = {part.partition(";")[0].strip() for part in accept.split(",")}
    if "*/*" in wanted:
        if plain == "text/html":
            raise no_store(address, plain)
    elif plain not in wanted:
        raise no_store(address, plain or "?")


def _text(body: bytes) -> str:
    return io.TextIOWrapper(io.BytesIO(body), encoding="utf-8", errors="replace").read()
