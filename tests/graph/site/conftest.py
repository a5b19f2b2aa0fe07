"""Two sites over one graph, served on this machine with the content policy that forbids all that is not their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page

from graph.build import assemble
from graph.search import Index, index_of
from graph.site.pages import page_at
from graph.site.search_index import written
from graph.site.search_page import live_answer
from graph.site.site import ASSETS, Site
from graph.store import from_dataset
from loaders.documents.reader import Reader
from loaders.documents.reading import Reading
from loaders.documents.structure import Given
from loaders.register import Register
from ontology.namespaces import DEFAULT_BASE

from .made import READ_TEXT, SYMBOL

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}


@dataclass
class Served:
    """Two sites over one graph, one of static files and one that is live, and what was asked of them."""

    store: ox.Store
    asked: list[str] = field(default_factory=list)
    wait: Event = field(default_factory=Event)
    """Answers to the question `slow` wait for this."""
    broken: bool = False
    """Whether the index and the answers are out of reach."""

    @cached_property
    def index(self) -> Index:
        return index_of(self.store, DEFAULT_BASE)

    @cached_property
    def sites(self) -> dict[str, Site]:
        return {name: Site(self.store, DEFAULT_BASE, live=name == "live") for name in ("live", "static")}

    @cached_property
    def file(self) -> bytes:
        return written(self.store, DEFAULT_BASE).encode()

    def answer(self, address: str) -> tuple[str, bytes] | None:
        """The media type and content of an address: `/live/ar/search.html?q=…`, `/static/search-index.json`, …"""
        split = urlsplit(address)
        name, _, path = split.path.removeprefix("/").partition("/")
        asked = {key: values[-1] for key, values in parse_qs(split.query).items()}
        if name not in self.sites:
            return None
        if path.startswith("assets/"):
            found = ASSETS / path.removeprefix("assets/")
            return (MEDIA[found.suffix], found.read_bytes()) if found.is_file() else None
        if path in ("search.json", "search-index.json") and self.broken:
            return None
        if (name, path) == ("static", "search-index.json"):
            return "application/json", self.file
        if (name, path) == ("live", "search.json"):
            self.asked.append(asked["q"])
            if asked["q"] == "slow":
                self.wait.wait(20)
            told = live_answer(self.index, asked, self.sites["live"].words[asked["lang"]])
            return "application/json", json.dumps(told).encode()
        language, _, below = path.partition("/")
        page = page_at(self.sites[name], language, quote(unquote(below), safe="/()"), asked)
        return ("text/html", self.sites[name].html(page, language).encode()) if page else None


@pytest.fixture(scope="session")
def read_store(
    registers: list[Register],
    reader: Reader,
    report: Reading,
    resolution: Reading,
    tmp_path_factory: pytest.TempPathFactory,
) -> ox.Store:
    """The whole graph with what was read in three documents, one of which a register describes."""
    file = tmp_path_factory.mktemp("texts") / "ports.txt"
    file.write_text(READ_TEXT, encoding="utf-8")
    recorded = reader.read(file, Given(symbol=SYMBOL, language="en"), with_text=True)
    return from_dataset(assemble(registers, readings=[report, resolution, recorded]))


@pytest.fixture(scope="module")
def served(store: ox.Store) -> Served:
    return Served(store)


@pytest.fixture(scope="module")
def address(served: Served) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = served.answer(self.path)
            self.send_response(200 if found else 404)
            media, content = found or ("text/plain", b"")
            self.send_header("content-type", f"{media}; charset=utf-8")
            self.send_header("content-security-policy", POLICY)
            self.send_header("x-content-type-options", "nosniff")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    served.wait.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page whose script may say nothing on the console: no error, no breach of the policy."""
    opened = browser.new_page(viewport={"width": 1100, "height": 800}, locale="en-GB")
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    served.broken = False
    yield opened
    opened.close()
    assert said == [] or served.broken, said
