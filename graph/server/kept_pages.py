"""The pages that a server has written, kept while they are asked for: the graph does not change under it."""

from __future__ import annotations

from collections.abc import Mapping

from ..site.pages import page_at
from ..site.site import Page, Site
from .headers import link, signposts
from .kept_bodies import KeptBodies
from .sending import Body

MOST_BYTES = 96 * 2**20
"""How much is kept of written pages, packed and not, in bytes."""


class KeptPages:
    """The pages of a site, written when they are first asked for."""

    def __init__(self, site: Site, most_bytes: int = MOST_BYTES) -> None:
        self.site = site
        self._kept = KeptBodies(most_bytes)

    def get(self, language: str, path: str) -> Body | None:
        """The page at a path in a language, without values behind a question mark; None where there is none."""
        return self._kept.get((language, path), lambda: self.write(language, path, {}))

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
        elif page.status == 200 and (describing := site.describing(page.path)):
            links = (link(f"/{address}", "describedby", type=form.media_type) for form, address in describing)
            headers["link"] = ", ".join(links)
        return Body(site.html(page, language).encode(), "text/html; charset=utf-8", headers, page.status)
