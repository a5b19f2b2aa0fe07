"""The pages that a server has written, kept while they are asked for: the graph does not change under it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from ..site.pages import page_at
from ..site.site import Page, Site
from .headers import signposts
from .sending import Body

MOST_BYTES = 96 * 2**20
"""How much is kept of written pages, packed and not, in bytes."""
_AROUND = 2000
"""About what an entry takes besides its text, in bytes."""


class KeptPages:
    """The pages of a site, written when they are first asked for."""

    def __init__(self, site: Site, most_bytes: int = MOST_BYTES) -> None:
        self.site = site
        self._most = most_bytes
        self._kept: OrderedDict[tuple[str, str], Body] = OrderedDict()
        self._bytes = 0

    def get(self, language: str, path: str) -> Body | None:
        """The page at a path in a language, without values behind a question mark; None where there is none."""
        asked = (language, path)
        if asked in self._kept:
            self._kept.move_to_end(asked)
            return self._kept[asked]
        body = self.write(language, path, {})
        if body is not None:
            self._keep(asked, body)
        return body

    def write(self, language: str, path: str, query: Mapping[str, str]) -> Body | None:
        """Write a page anew; None where there is none."""
        page = page_at(self.site, language, path, query)
        return None if page is None else self.body(page, language)

    def body(self, page: Page, language: str) -> Body:
        """A page as it is sent."""
        site = self.site
        headers = {"content-language": language}
        if page.iri and page.status == 200:
            versions = [(tag, f"/{tag}/{page.path}") for tag in site.words]
            headers["link"] = signposts(page.iri, site.formats(page.iri), versions)
        return Body(site.html(page, language).encode(), "text/html; charset=utf-8", headers, page.status)

    def _keep(self, asked: tuple[str, str], body: Body) -> None:
        # Most clients take it packed: that is done once, here.
        self._bytes += len(body.content) + len(body.packed or b"") + _AROUND
        self._kept[asked] = body
        while self._bytes > self._most and self._kept:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= len(gone.content) + len(gone.packed or b"") + _AROUND
