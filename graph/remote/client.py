"""Requests to a store: queries and updates by SPARQLWrapper, graphs by HTTP; every failure is a RemoteTrouble.

SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) and SPARQL 1.1 Graph Store HTTP Protocol
(https://www.w3.org/TR/sparql11-http-rdf-update/).
"""

from __future__ import annotations

import http.client
import io
import math
import urllib.error
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

import httpx
from SPARQLWrapper import BASIC, DIGEST, POST, URLENCODED, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from .credentials import Credentials
from .trouble import NoStore, RemoteTrouble, cut_off, no_store, refused, unreachable

Body = bytes | Callable[[], Iterable[bytes]]
"""What is sent: bytes, or what makes them anew for every try."""
CONNECTING = 10.0
"""Seconds in which a store must take a connection."""
_STATUS = {"QueryBadFormed": 400, "Unauthorized": 401, "EndPointNotFound": 404, "URITooLong": 414}
"""The status that an error of SPARQLWrapper stands for; any other is 500."""


class Client:
    """Requests with the credentials of one person and a time limit in seconds; 0 for none."""

    def __init__(self, credentials: Credentials, login: str, seconds: float = 0, final: str = "") -> None:
        self._credentials, self._login, self._seconds, self._final = credentials, login, seconds, final
        self._http = httpx.Client(
            auth=self._auth(),
            headers={"Authorization": f"Bearer {credentials.token}"} if login == "bearer" else {},
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
        wrapper = SPARQLWrapper(address)
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
        except SPARQLWrapperException as error:
            said = error.args[0] if error.args else ""
            shown = str(said).partition("Response:\n")[2] or str(said)
            raise refused(_STATUS.get(type(error).__name__, 500), {}, _unquoted(shown), address, self._final) from None
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

    def _log_in(self, wrapper: SPARQLWrapper) -> None:
        if self._login == "bearer":
            wrapper.addCustomHttpHeader("Authorization", f"Bearer {self._credentials.token}")
        elif self._login in ("basic", "digest"):
            wrapper.setHTTPAuth(BASIC if self._login == "basic" else DIGEST)
            wrapper.setCredentials(self._credentials.user, self._credentials.password)

    def get(self, address: str, accept: str, parameters: Mapping[str, str] | None = None) -> bytes:
        """Read what is at an address, in one of the forms of `accept`. Raises RemoteTrouble."""
        with self.reading(address, accept, parameters or {}) as pieces:
            return b"".join(pieces)

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

        Raises Unreachable.
        """
        with self._troubles(address):
            response = self._http.get(address, follow_redirects=True)
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
            if "without sending" in str(error) or "disconnected" in str(error).lower():
                raise unreachable(address, error) from None
            raise cut_off(address) from None
        except (httpx.TransportError, httpx.StreamError) as error:
            raise unreachable(address, error) from None
        except (httpx.InvalidURL, UnicodeError) as error:
            raise NoStore({"ar": f"{address} ليس عنواناً: {error}", "en": f"{address} is no address: {error}"}) from None


def _as_asked(kind: str, accept: str, address: str) -> None:
    """See that an answer is in a form that was asked for; an update may be answered in any but a page."""
    plain = kind.partition(";")[0].strip().lower()
    wanted = {part.partition(";")[0].strip() for part in accept.split(",")}
    if "*/*" in wanted:
        if plain == "text/html":
            raise no_store(address, plain)
    elif plain not in wanted:
        raise no_store(address, plain or "?")


def _unquoted(shown: str) -> str:
    """What SPARQLWrapper repeats of an answer: the text of bytes as Python writes them."""
    if shown.startswith(("b'", 'b"')):
        import ast

        try:
            return _text(ast.literal_eval(shown.strip()))
        except (ValueError, SyntaxError):
            return shown
    return shown


def _text(body: bytes) -> str:
    return io.TextIOWrapper(io.BytesIO(body), encoding="utf-8", errors="replace").read()
