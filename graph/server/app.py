"""The application: which address is answered by what (ASGI, with Starlette)."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from loaders.text import printable
from ontology.errors import SijillError

from ..catalogue_record import published
from ..dataset import of_version
from ..describe import LICENCE
from ..search import index_of
from ..site.data_files import DataFiles
from ..site.meant import meant
from ..site.query_page import PATH, TERMS, terms_file
from ..site.question_values import Asked
from ..site.search_page import live_answer
from ..site.search_page import path_of as path_of_found
from ..site.site import ASSETS, HOME, LIVE, Site
from ..site.wording import LANGUAGES
from .dereference import Choice, accepted, choose
from .dump_files import DumpFiles
from .headers import METHODS, PREFLIGHT, joined, link
from .kept_bodies import KeptBodies
from .kept_pages import KeptPages
from .live_pages import live_page
from .live_tables import asked_for_table, live_table
from .negotiation import best_language
from .refusals import refusal
from .sending import Body, led, respond
from .sparql import Endpoint
from .surroundings import Surroundings
from .values import addresses_of, paths_of, values_of

logger = logging.getLogger("sijill.server")
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}
SPARQL = "/sparql"
"""Where the endpoint is."""
_FILES = 48 * 2**20
"""How much is kept of files of data, packed and not, in bytes."""
_VOCABULARY = ("ontology", "concepts")
Answering = Callable[[Request], Awaitable[Response]]
"""Answers a request."""


class Application:
    """The answers of a server over a site; `modified` is when its data were made, in seconds since 1970.

    Without an `endpoint` there is no SPARQL, and the questions of pages are answered in this process; without `dumps`
    there are no files with the whole graph.
    """

    def __init__(
        self, site: Site, modified: float, endpoint: Endpoint | None = None, dumps: DumpFiles | None = None
    ) -> None:
        self.site, self.modified, self._endpoint = site, modified, endpoint
        self._around = Surroundings(site, modified, dumps, self._missing)
        self.pages = KeptPages(site)
        self._data = DataFiles(site)
        self._files = KeptBodies(_FILES)
        self._assets = {path.name: _asset(path) for path in sorted(ASSETS.iterdir())}
        self._assets[TERMS.rpartition("/")[2]] = Body(terms_file(), _MEDIA[".json"])
        answers: dict[str, Answering] = {
            "/": self.root,
            "/id/{path:path}": self.thing,
            "/graph/{path:path}": self.graph,
            **{f"/{name}": partial(self.vocabulary, name=name) for name in _VOCABULARY},
            **dict.fromkeys(
                (*(f"/{name}/" for name in _VOCABULARY), *(f"/{tag}" for tag in LANGUAGES)), self.corrected
            ),
            **self._around.answers(),
            f"/{LIVE}": self.search,
            "/data/{path:path}": self.data,
            "/{name:str}.{ending:str}": self.data,
            "/.well-known/void": self.description,
            "/assets/{name}": self.asset,
            "/query": self.editor,
            "/{language}/{path:path}": self.page,
        }
        routes = [Route(path, answer, methods=["GET"]) for path, answer in answers.items()]
        refused: dict[Any, Any] = {
            404: self._status,
            405: self._status,
            SijillError: self._wrong,
            Exception: self._error,
        }
        self._app = Starlette(routes=routes, exception_handlers=refused)
        self._app.router.redirect_slashes = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; an error of ours is told kindly and logged."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._endpoint and scope["path"] == SPARQL:
            await self._endpoint(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send)
        else:
            scope["headers"] = list(joined(scope["headers"]).items())
            try:
                await self._app(scope, receive, send)
            except Exception:  # which has been told already, as _error does
                logger.exception("%s %s", scope["method"], printable(scope["path"])[:300])

    async def root(self, request: Request) -> Response:
        """Send a person to the home page in a language that they read, a program to the data about the dataset."""
        described = self.site.describing(HOME)
        # Whoever takes neither is sent to the page as well: it is what there is at the entrance.
        reader = {"accept-language": request.headers.get("accept-language", "")}
        choice = choose(request.headers, HOME, described) or choose(reader, HOME, described)
        assert choice is not None
        data = any(choice.address == address for _, address in described)
        return self._see_other(request, choice, 303 if data else 302)

    async def corrected(self, request: Request) -> Response:
        """Send whoever left out what ends an address, or wrote a slash too much, to what is meant."""
        name = request.scope["path"].strip("/")
        return led(f"{name}/{HOME}" if name in LANGUAGES else name, 301, {})

    async def editor(self, request: Request) -> Response:
        """Send a person who comes to the endpoint to the page of queries in a language that they read."""
        tag = best_language(request.headers.get("accept-language"), LANGUAGES)
        return led(f"{tag}/{PATH}", 302, {"vary": "Accept-Language"})

    async def thing(self, request: Request) -> Response:
        """Send whoever asks for a thing to its page or its data."""
        for iri in (f"{self.site.base}id/{path}" for path in paths_of(request)):
            path = self.site.addresses.path(iri)
            if path is not None and self.site.reader.known(iri):
                return self._see_other(request, choose(request.headers, path, self.site.formats(iri)))
            whole = iri.rstrip("/")
            if whole != iri and self.site.reader.known(whole):
                return led(f"id/{whole.removeprefix(f'{self.site.base}id/')}", 301, {})
            dataset = of_version(iri, self.site.base)
            if dataset and self.site.reader.known(dataset):
                page = self.site.addresses.path(dataset)
                assert page is not None
                return self._see_other(request, choose(request.headers, page, self.site.formats(dataset)))
        return self._missing(request)

    async def graph(self, request: Request) -> Response:
        """Send whoever asks for a named graph that is no paragraph to the description, which tells of it."""
        names = (f"{self.site.base}graph/{path}" for path in paths_of(request))
        described = self.site.describing("about.html")
        if not described or not any(map(self.site.reader.is_graph, names)):
            return self._missing(request)
        return self._see_other(request, choose(request.headers, "about.html", described))

    async def vocabulary(self, request: Request, name: str) -> Response:
        """Send whoever asks for the ontology or the code lists to their pages or their data."""
        return self._see_other(request, choose(request.headers, f"{name}.html", self._data.of_vocabulary(name)))

    def _see_other(self, request: Request, choice: Choice | None, status: int = 303) -> Response:
        if choice is None:
            return self._refused(request, 406, "refused.kind", formats=accepted())
        return led(choice.address, status, {**choice.headers, "cache-control": "no-cache"})

    async def page(self, request: Request) -> Response:
        """A page in a language."""
        language = request.path_params["language"]
        if language not in LANGUAGES:
            return self._missing(request)
        query = values_of(request)
        if not request.path_params["path"]:
            return led(f"{language}/{HOME}", 302, {})
        for path in paths_of(request):
            if asking := asked_for_table(self.site, language, path, query):
                return await self._table(request, language, asking)
            body = await self._page(request, language, path, query)
            if body is not None:
                return respond(request, body, self.modified)
        return self._missing(request, language)

    async def _page(self, request: Request, language: str, path: str, query: Mapping[str, str]) -> Body | None:
        if not query:
            return self.pages.get(language, path)
        if self._endpoint:
            ask = partial(self._endpoint.ask, receive=request.receive)
            live = await live_page(self.site, language, path, query, ask, self._endpoint.limits.rows)
            if live:
                return self.pages.body(live, language)
        return self.pages.write(language, path, query)

    async def _table(self, request: Request, language: str, asking: Asked) -> Response:
        """The answer of a question as a file; the page says why where there is none."""
        ask = partial(self._endpoint.ask, receive=request.receive) if self._endpoint else None
        body = await live_table(self.site, language, asking, ask)
        if body is None:
            values = f"?{urlencode(asking.values)}" if asking.values else ""
            return led(f"{language}/question/{asking.question.name}.html{values}", 303, {"cache-control": "no-cache"})
        return respond(request, body, self.modified)

    async def data(self, request: Request) -> Response:
        """Data in the format that the address names: of a thing, of the vocabulary, or about the dataset."""
        for address in addresses_of(request):
            told = self._published(request) if self._data.is_about_dataset(address) else ()
            body = self._files.get((address, told), partial(self._file, address, told))
            if body is not None:
                return respond(request, body, self.modified)
        return self._missing(request)

    def _published(self, request: Request) -> tuple[ox.Triple, ...]:
        """What this server knows of the dataset: where it is reached, its endpoint, the sizes of the files."""
        here = self._around.address(request)
        endpoint = f"{here}{SPARQL[1:]}" if self._endpoint else ""
        return tuple(published(self.site.base, self._around.sizes(), here, endpoint))

    def _file(self, address: str, told: Sequence[ox.Triple]) -> Body | None:
        found = self._data.get(address, told)
        if found is None:
            return None
        content, form, iri = found
        headers = {"link": f"{link(iri, 'describes')}, {link(LICENCE, 'license')}"}
        if page := self.site.addresses.path(iri):
            pages = (link(f"/{tag}/{page}", "alternate", hreflang=tag, type="text/html") for tag in LANGUAGES)
            headers["link"] += ", " + ", ".join(pages)
        return Body(content, f"{form.media_type}; charset=utf-8", headers)

    async def description(self, request: Request) -> Response:
        """Send whoever looks for the description of the dataset to it (VoID, section 7.2)."""
        described = self.site.describing("about.html")
        if not described:
            return self._missing(request)
        return self._see_other(request, choose(request.headers, "about.html", described), 302)

    async def asset(self, request: Request) -> Response:
        """A style sheet, script or picture of the site."""
        body = self._assets.get(request.path_params["name"])
        return self._missing(request) if body is None else respond(request, body, self.modified, keep="max-age=600")

    async def search(self, request: Request) -> Response:
        """What a search finds, for the script of the pages."""
        asked = values_of(request)
        language = asked.get("lang", LANGUAGES[0])
        if language not in LANGUAGES:
            return self._missing(request)
        index = index_of(self.site.store, self.site.base)
        text = json.dumps(live_answer(index, asked, self.site.words[language]), ensure_ascii=False)
        return respond(request, Body(text.encode(), "application/json"), self.modified)

    def _missing(self, request: Request, language: str = "") -> Response:
        """Refuse what is not there, with what may be meant."""
        said = printable(request.scope["path"])[:200]
        tag = language or best_language(request.headers.get("accept-language"), LANGUAGES)
        ways = []
        for thing in meant(index_of(self.site.store, self.site.base), said):
            name = thing.label([tag])
            ways.append((f"{tag}/{path_of_found(thing.identifier)}", name.text, name.language))
        return self._refused(request, 404, "refused.missing", language, ways=ways, address=said.lstrip("/") or said)

    def _refused(self, request: Request, status: int, name: str, language: str = "", **values: object) -> Response:
        body = refusal(self.site, request.headers, status, name, language, **values)  # type: ignore[arg-type]
        return respond(request, body, self.modified)

    async def _wrong(self, request: Request, error: Exception) -> Response:
        """Tell what is wrong with a request that cannot be read."""
        assert isinstance(error, SijillError)
        return self._refused(request, 400, "refused.address", told={tag: error.said(tag) for tag in LANGUAGES})

    async def _error(self, request: Request, _: Exception) -> Response:
        """Tell that an error of ours happened, and nothing of what it was."""
        return self._refused(request, 500, "refused.error")

    async def _status(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 405:
            allowed = {"allow": METHODS}
            return self._refused(request, 405, "refused.method", headers=allowed, methods=METHODS)
        return self._missing(request)


def _asset(path: Path) -> Body:
    media = _MEDIA[path.suffix]
    return Body(path.read_bytes(), f"{media}; charset=utf-8" if media.startswith("text/") else media)
