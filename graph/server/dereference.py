"""From an IRI to what tells about it: 303 to a page for people, or to data for programs.

Cool URIs for the Semantic Web (https://www.w3.org/TR/cooluris/), section 4.2; RFC 9110 section 15.4.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..site.formats import FORMATS, Format
from ..site.wording import LANGUAGES
from .headers import link
from .negotiation import best, best_language

PAGES = ("text/html", "application/xhtml+xml")
"""The media types by which pages are asked for."""
_PAGE, _XHTML = PAGES
VARY = "Accept, Accept-Language"


@dataclass(frozen=True)
class Choice:
    """Where a client is sent: an address below the root of the site, and the headers that go with it."""

    address: str
    headers: Mapping[str, str]


def choose(asked: Mapping[str, str], page: str, data: Sequence[tuple[Format, str]]) -> Choice | None:
    """Choose by the headers of a request between the page below `/ar/` or `/en/` and data; None where nothing fits.

    >>> about = [(form, f"data/body/x.{form.ending}") for form in FORMATS]
    >>> choose({"accept": "text/turtle;q=0.9, text/html;q=0.1"}, "id/body/x.html", about).address
    'data/body/x.ttl'
    >>> choose({"accept": "text/html", "accept-language": "ar-EG, en;q=0.5"}, "id/body/x.html", about).address
    'ar/id/body/x.html'
    >>> choose({"accept": "application/*"}, "id/body/x.html", about).address
    'data/body/x.jsonld'
    >>> choose({"accept": "image/png"}, "id/body/x.html", about) is None
    True
    """
    accept = asked.get("accept")
    by_type = {form.media_type: address for form, address in data}
    for form, address in data:
        by_type.update((alias, address) for alias in form.aliases if alias not in by_type)
    # Pages are HTML: XHTML is another name for them, for who says it, and nothing that a range such as */* means.
    pages = (_PAGE, _XHTML) if accept and _XHTML in accept.lower() else (_PAGE,)
    kind = best(accept, [*pages, *by_type])
    if kind is None:
        return None
    links = ", ".join(link(f"/{address}", "alternate", type=form.media_type) for form, address in data)
    headers = {"vary": VARY, **({"link": links} if links else {})}
    if kind in pages:
        return Choice(f"{best_language(asked.get('accept-language'), LANGUAGES)}/{page}", headers)
    return Choice(by_type[kind], headers)


def accepted() -> str:
    """The media types that there are for a thing, as a text.

    >>> accepted().startswith("text/html, text/turtle")
    True
    """
    return ", ".join(("text/html", *(form.media_type for form in FORMATS)))
