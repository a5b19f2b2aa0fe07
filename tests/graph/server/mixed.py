"""Requests of every kind, good, wrong, slow and rude, in an order that a seed decides."""

from __future__ import annotations

import http.client
import random
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote, urlencode

from .kinds import KINDS

Status = int | None
"""The status of an answer; None where the client did not wait for one."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_PAGES = [path for path in KINDS if "query.html?" not in path and path != "nothing.html"]
_THINGS = [
    "body/unodc",
    "country/NGA",
    "programme/glo-act",
    "document/CTOC/COP/2018/2",
    "document/CTOC/COP/2018/2/para/36",
]
_MEDIA = ["text/html", "text/turtle", "application/ld+json", "application/rdf+xml;q=0.9, text/csv", "image/png", "*/*"]
_ENDINGS = ["ttl", "jsonld", "nt", "rdf", "trig", "nq"]
_WORDS = ["UNODC", "مكتب", "Nigeria", "trafficking", "A/RES/71/167", "اتجار", "zzzz", "<script>", "\u202e", "%"]
_GOOD = [
    "SELECT ?o WHERE {{ <https://w3id.org/sijill/id/body/unodc> ?p{0} ?o }}",
    "SELECT ?s ?l WHERE {{ ?s a sj:Programme ; skos:prefLabel ?l }} LIMIT {0}",
    "SELECT ?g (COUNT(*) AS ?n{0}) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g",
    "CONSTRUCT WHERE {{ ?s skos:prefLabel ?l }} LIMIT {0}",
    "ASK {{ ?s a sj:Country FILTER({0} > 0) }}",
]
_WRONG = [
    "SELECT * {{ ?s ?p",
    "ASK {{ FILTR(?x{0}) }}",
    "INSERT DATA {{ <a:a> <a:a> {0} }}",
    "DROP ALL",
    "ASK {{ SERVICE <http://127.0.0.1:1/{0}> {{ ?s ?p ?o }} }}",
    "LOAD <file:///etc/passwd>",
]
_DEEP = "ASK { " + "{" * 3000 + "}" * 3000 + " }"
_MANY = "SELECT * {{ ?a ?b ?c . ?d ?e ?f FILTER(1 < {0}) }}"
_EXPLODING = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(.*a){{{0}}}$')) }}"
)
_MALFORMED = [
    b"GET /%zz%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET /ar/\xd9\x87.html HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"\x00\xff\x16\x03",
]


class Client:
    """A client of a server at a host and port, whose choices a seed decides."""

    def __init__(self, host: str, port: int, seed: int) -> None:
        self._place, self._any = (host, port), random.Random(seed)
        self._open: http.client.HTTPConnection | None = None

    def close(self) -> None:
        """Close the connection that is kept open."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def one(self) -> Status:
        """Ask for something, well or badly.

        The connection is not kept for long: which of its processes answers on one the system decides when it is made,
        and each is to have its share.
        """
        if self._any.random() < 0.2:
            self.close()
        kinds: list[tuple[int, Callable[[], Status]]] = [
            (40, self._page),
            (20, self._negotiated),
            (20, self._data),
            (15, self._search),
            (8, self._question),
            (40, self._good),
            (20, self._wrong),
            (3, self._deep),
            (2, self._many),
            (12, self._elsewhere),
            (6, self._malformed),
            (6, self._gone),
            (2, self._slow),
        ]
        (asked,) = self._any.choices([kind for _, kind in kinds], [weight for weight, _ in kinds])
        return asked()

    def exploding(self) -> Status:
        """Ask what takes too long."""
        return self._post(_EXPLODING.format(self._any.randrange(20, 40)))

    def ask(self, method: str, target: str, body: str = "", **headers: str) -> int:
        """The status of an answer, which is read whole."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for attempt in (1, 2):
            if self._open is None:
                self._open = http.client.HTTPConnection(*self._place, timeout=60)
            try:
                self._open.request(method, target, body.encode() or None, named)
                answer = self._open.getresponse()
                answer.read()
                if answer.status == 503:
                    assert answer.headers["Retry-After"].isdigit()
                return answer.status
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.close()  # it was kept open longer than the server keeps it
                if attempt == 2:
                    raise
        raise AssertionError

    def _tag(self) -> str:
        return self._any.choice(("ar", "en"))

    def _page(self) -> Status:
        return self.ask(
            "GET", f"/{self._tag()}/{self._any.choice(_PAGES)}", Accept_Encoding=self._any.choice(["", "gzip"])
        )

    def _negotiated(self) -> Status:
        accept = self._any.choice(_MEDIA)
        return self.ask("GET", f"/id/{self._any.choice(_THINGS)}", Accept=accept, Accept_Language=self._tag())

    def _data(self) -> Status:
        return self.ask("GET", f"/data/{self._any.choice(_THINGS)}.{self._any.choice(_ENDINGS)}")

    def _search(self) -> Status:
        words = quote(self._any.choice(_WORDS))
        where = self._any.choice([f"/{self._tag()}/search.html?q=", f"/search.json?lang={self._tag()}&q="])
        return self.ask("GET", where + words)

    def _question(self) -> Status:
        value = self._any.choice(["GLO.ACT", "nothing", "'\"><x>"])
        return self.ask("GET", f"/{self._tag()}/question/programme-countries.html?{urlencode({'programme': value})}")

    def _good(self) -> Status:
        query = self._any.choice(_GOOD).format(self._any.randrange(1, 60))
        return self.ask("GET", f"/sparql?query={quote(query)}") if self._any.random() < 0.5 else self._post(query)

    def _wrong(self) -> Status:
        query = self._any.choice(_WRONG).format(self._any.randrange(1, 60))
        page = f"/{self._tag()}/query.html?query={quote(query)}"
        return self.ask("GET", page) if self._any.random() < 0.3 else self._post(query)

    def _deep(self) -> Status:
        return self._post(_DEEP)

    def _many(self) -> Status:
        return self._post(_MANY.format(self._any.randrange(2, 30)))

    def _elsewhere(self) -> Status:
        method = self._any.choice(["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
        where = ["/nothing", "/ar/../../etc/passwd", "/id/body/none", "/fr/", "/assets/x.js", "/sparql", "/data/x.ttl"]
        return self.ask(method, self._any.choice(where))

    def _post(self, query: str) -> int:
        return self.ask("POST", "/sparql", urlencode({"query": query}), **_FORM)

    def _malformed(self) -> Status:
        with socket.create_connection(self._place, 60) as connection:
            connection.sendall(self._any.choice(_MALFORMED))
            connection.shutdown(socket.SHUT_WR)
            said = connection.recv(1 << 16)
        return int(said.split()[1]) if said else None

    def _gone(self) -> Status:
        """Ask, and go away at once, or in the middle of the answer."""
        query = quote(self._any.choice([_MANY, _EXPLODING, _GOOD[2]]).format(self._any.randrange(2, 30)))
        target = self._any.choice([f"/sparql?query={query}", f"/ar/{_PAGES[3]}", f"/en/query.html?query={query}"])
        with socket.create_connection(self._place, 60) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            if self._any.random() < 0.5:
                connection.settimeout(0.05)
                with suppress(TimeoutError):
                    connection.recv(100)
        return None

    def _slow(self) -> Status:
        """Take an answer slowly, and leave the rest of it."""
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(60)
            connection.connect(self._place)
            connection.sendall(b"GET /data/document/CTOC/COP/2018/2.jsonld HTTP/1.1\r\nHost: x\r\n\r\n")
            status = int(connection.recv(512).split()[1])
            for _ in range(5):
                connection.recv(4096)
                connection.settimeout(0.2)
        return status
