"""What a server has around its pages: what search engines and browsers look for, and the whole graph as files."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ..publishing.sitemap import robots, sitemap
from ..site.formats import DUMPS
from ..site.pages import paths
from ..site.site import Site
from .dump_files import DumpFiles
from .kept_bodies import KeptBodies
from .sending import Body, led, respond, respond_in_parts
from .values import site_address

_MOST_BYTES = 32 * 2**20
"""How much is kept of sitemaps, in bytes."""
_XML, _TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"


class Surroundings:
    """The files around the pages of a site; `modified` is when its data were made, in seconds since 1970.

    Without `dumps` there are none of the whole graph; what is `missing` is told by the application.
    """

    def __init__(
        self, site: Site, modified: float, dumps: DumpFiles | None, missing: Callable[[Request], Response]
    ) -> None:
        self._site, self._modified, self._dumps, self._missing = site, modified, dumps, missing
        self._kept = KeptBodies(_MOST_BYTES)

    def answers(self) -> dict[str, Callable[[Request], Awaitable[Response]]]:
        """What is answered, by the paths of addresses."""
        return {
            "/robots.txt": self.robots,
            "/sitemap.xml": self.sitemap,
            "/sitemap-{number:int}.xml": self.sitemap,
            "/favicon.ico": self.icon,
            f"/{DUMPS}/{{name}}": self.dump,
        }

    def address(self, request: Request) -> str:
        """Where the site is reached: as it was told, or else as the request says."""
        return self._site.address or site_address(request)

    def sizes(self) -> dict[str, int]:
        """The bytes of the files of the whole graph, as far as they are known."""
        return self._dumps.sizes() if self._dumps else {}

    async def icon(self, request: Request) -> Response:  # noqa: ARG002
        """Send a browser that asks for the icon by its old name to it."""
        return led("assets/icon.svg", 301, {})

    async def robots(self, request: Request) -> Response:
        """What search engines ask for first (RFC 9309)."""
        return respond(request, Body(robots(self.address(request)).encode(), _TEXT), self._modified)

    async def sitemap(self, request: Request) -> Response:
        """All pages for search engines, or a part of them."""
        here, name = self.address(request), request.scope["path"].removeprefix("/")
        body = self._kept.get((here, name), lambda: self._sitemap(here, name))
        return self._missing(request) if body is None else respond(request, body, self._modified)

    def _sitemap(self, here: str, name: str) -> Body | None:
        day = time.strftime("%Y-%m-%d", time.gmtime(self._modified)) if self._modified else ""
        text = sitemap(self._site.whole(_all_paths), here, name, day)
        return None if text is None else Body(text.encode(), _XML)

    async def dump(self, request: Request) -> Response:
        """The whole graph in a format."""
        if self._dumps is None:
            return self._missing(request)
        file = await run_in_threadpool(self._dumps.file, request.path_params["name"])
        return self._missing(request) if file is None else respond_in_parts(request, file, self._modified)


def _all_paths(site: Site) -> list[str]:
    return list(paths(site))
