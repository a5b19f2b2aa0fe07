"""The site for search engines: every page with its language versions (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ..site.addresses import as_uri
from ..site.wording import LANGUAGES

MOST = 20_000
"""How many pages a file names at most: the protocol allows 50,000 addresses, and each page has two."""
WHOLE = "sitemap.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def robots(address: str) -> str:
    """What search engines ask for first (RFC 9309): all is for them, and where the sitemap is.

    >>> robots("https://a.net/").splitlines()[-1]
    'Sitemap: https://a.net/sitemap.xml'
    """
    return f"User-agent: *\nAllow: /\nSitemap: {address}{WHOLE}\n"


def sitemaps(paths: Sequence[str], address: str, day: str = "") -> Iterator[tuple[str, str]]:
    """The files of a sitemap with their names, for the paths of pages below those of the languages.

    `day` is when the pages were last changed, such as `2026-01-31`, if it is known.

    >>> [name for name, _ in sitemaps(["index.html"], "https://a.net/")]
    ['sitemap.xml']
    """
    for name in [*_parts(paths), WHOLE]:
        text = sitemap(paths, address, name, day)
        assert text is not None
        yield name, text


def sitemap(paths: Sequence[str], address: str, name: str, day: str = "") -> str | None:
    """One file of a sitemap; None where there is none of this name.

    >>> "<loc>https://a.net/ar/index.html</loc>" in sitemap(["index.html"], "https://a.net/", "sitemap.xml")
    True
    >>> sitemap(["index.html"], "https://a.net/", "sitemap-1.xml") is None
    True
    """
    parts = _parts(paths)
    if name in parts:
        start = parts.index(name) * MOST
        return _part(paths[start : start + MOST], address, day)
    if name != WHOLE:
        return None
    if not parts:
        return _part(paths, address, day)
    changed = f"<lastmod>{day}</lastmod>" * bool(day)
    listed = "".join(f"<sitemap><loc>{escape(address + part)}</loc>{changed}</sitemap>\n" for part in parts)
    return f"{_HEAD}<sitemapindex {_NAMESPACES}>\n{listed}</sitemapindex>\n"


def _parts(paths: Sequence[str]) -> list[str]:
    """The names of the parts; none where one file is enough."""
    return [f"sitemap-{number}.xml" for number in range(1, -(-len(paths) // MOST) + 1)] if len(paths) > MOST else []


def _part(paths: Sequence[str], address: str, day: str) -> str:
    changed = f"<lastmod>{day}</lastmod>" * bool(day)
    lines = [_HEAD, f'<urlset {_NAMESPACES} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n']
    for path in map(as_uri, paths):  # which the protocol wants of its addresses
        versions = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(f"{address}{tag}/{path}")}/>'
            for tag in LANGUAGES
        )
        lines += [f"<url><loc>{escape(f'{address}{tag}/{path}')}</loc>{changed}{versions}</url>\n" for tag in LANGUAGES]
    return "".join([*lines, "</urlset>\n"])
