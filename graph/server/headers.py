"""The headers that answers share: security, access from other sites, links for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..describe import LICENCE
from ..policy import CONTENT_POLICY
from ..site.addresses import as_uri
from ..site.formats import Format

SECURITY = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
GUARDED = tuple((name.encode("ascii"), value.encode("ascii")) for name, value in SECURITY.items())
"""The same as they are sent."""
OPEN = {"access-control-allow-origin": "*", "access-control-expose-headers": "Link, ETag, Location, Retry-After"}
"""Scripts of other sites may read what the server says: all of it is public."""
METHODS = "GET, HEAD, OPTIONS"
"""What can be done with an address of the site, which is read only."""
PREFLIGHT = {
    **SECURITY,
    **OPEN,
    "allow": METHODS,
    "access-control-allow-methods": METHODS,
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
}
"""The answer to a browser that asks whether a script of another site may read."""


def joined(fields: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The fields of a request by their names; what comes in several lines is one list (RFC 9110, section 5.3).

    >>> joined([(b"accept", b"text/html;q=0.1"), (b"host", b"a.net"), (b"accept", b"text/turtle")])[b"accept"]
    b'text/html;q=0.1, text/turtle'
    """
    found: dict[bytes, bytes] = {}
    for name, value in fields:
        found[name] = found[name] + b", " + value if name in found else value
    return found


def link(target: str, relation: str, **more: str) -> str:
    """One link of a Link header (RFC 8288).

    >>> link("/data/body/x.ttl", "describedby", type="text/turtle")
    '</data/body/x.ttl>; rel="describedby"; type="text/turtle"'
    """
    attributes = "".join(f'; {name}="{value}"' for name, value in more.items())
    return f'<{as_uri(target)}>; rel="{relation}"{attributes}'


def signposts(iri: str, formats: Iterable[tuple[Format, str]], pages: Sequence[tuple[str, str]]) -> str:
    """The links of the page of a thing: what to cite, data about it, licence, language versions (Signposting).

    `pages` are the language versions, each a tag and an address.

    >>> signposts("https://a.net/id/body/x", [], [("ar", "/ar/id/body/x.html")])[:45]
    '<https://a.net/id/body/x>; rel="cite-as", <ht'
    """
    links = [link(iri, "cite-as"), link("https://schema.org/AboutPage", "type"), link(LICENCE, "license")]
    links += [link(f"/{address}", "describedby", type=form.media_type) for form, address in formats]
    links += [link(address, "alternate", hreflang=tag, type="text/html") for tag, address in pages]
    return ", ".join(links)
