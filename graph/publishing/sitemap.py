"""The site for search engines: every page with its language versions (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ..site.addresses import as_uri
from ..site.wording import LANGUAGES

MOST = 20_000
"""How many pages a file names at most: the protocol allows 50,000 addresses, and each page has two."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(paths: Sequence[str], address: str) -> Iterator[tuple[str, str]]:
    """The files of a sitemap with their names, for the paths of pages below those of the languages.

    >>> [name for name, _ in sitemaps(["index.html"], "https://a.net/")]
    ['sitemap.xml']
    """
    parts = [paths[start : start + MOST] for start in range(0, len(paths), MOST)]
    if len(parts) <= 1:
        yield "sitemap.xml", _part(paths, address)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _part(part, address)
    listed = "".join(f"<sitemap><loc>{escape(address + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_NAMESPACES}>\n{listed}</sitemapindex>\n"


def _part(paths: Sequence[str], address: str) -> str:
    lines = [_HEAD, f'<urlset {_NAMESPACES} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n']
    for path in map(as_uri, paths):  # which the protocol wants of its addresses
        versions = "".join(
            f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(f"{address}{tag}/{path}")}/>'
            for tag in LANGUAGES
        )
        lines += [f"<url><loc>{escape(f'{address}{tag}/{path}')}</loc>{versions}</url>\n" for tag in LANGUAGES]
    return "".join([*lines, "</urlset>\n"])
