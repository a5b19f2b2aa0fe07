"""Where pages and data are within the site, and how one address is written from another.

A page is `ar/id/body/unodc.html` or `en/id/body/unodc.html`, its data are `data/body/unodc.ttl`: the same on the server
and in static files. Addresses are written as IRIs write them, percent-encoded; files have the plain names.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, unquote_to_bytes

from ontology.namespaces import SJ, SJC, compress, is_web_address
from ontology.vocabulary import vocabulary

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_NOWHERE = re.compile(r"(?:^|/)(?:\.|%2[eE]){0,2}(?:/|$)|%(?:[01][0-9a-fA-F]|2[fF]|5[cC]|7[fF])")
"""What no address has that is the same on every server and as a file: an empty step or one that leads up, and signs of
control and slashes behind a percent sign."""
_LONGEST_STEP = 240
"""Bytes of a step, which is the name of a file or folder; most systems take 255, of which an ending needs some."""


class Addresses:
    """The addresses of things, terms and codes in a site whose things are minted at a base.

    >>> here = Addresses("https://a.net/")
    >>> here.path("https://a.net/id/document/A/1/para/2#figure-1"), here.path("https://w3id.org/sijill/ontology#Body")
    ('id/document/A/1/para/2.html#figure-1', 'ontology/Body.html')
    >>> here.path("https://example.org/x"), here.path("https://a.net/id/../../x"), here.path("https://a.net/id/a%2Fb")
    (None, None, None)
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self._things = f"{base}id/"

    def path(self, iri: str) -> str | None:
        """The address of the page of a thing, term or code below that of the language; None for what has no page."""
        if iri.startswith(self._things):
            whole, mark, part = iri.removeprefix(self._things).partition("#")
            return f"id/{whole}.html{mark}{part}" if has_place(whole) else None
        if iri.startswith(SJ):
            return f"ontology/{iri.removeprefix(SJ)}.html"
        if iri.startswith(SJC):
            return f"concepts/{iri.removeprefix(SJC)}.html"
        if iri in vocabulary().by_iri:
            return f"ontology.html#{compress(iri)}"
        return None

    def page(self, iri: str, language: str) -> str | None:
        """The address of the page of a thing, term or code in a language.

        >>> Addresses("https://a.net/").page("https://a.net/id/body/x", "ar")
        'ar/id/body/x.html'
        """
        path = self.path(iri)
        return None if path is None else f"{language}/{path}"

    def iri(self, path: str) -> str | None:
        """The IRI that the path of a page stands for; None for other pages.

        >>> Addresses("https://a.net/").iri("id/body/x.html")
        'https://a.net/id/body/x'
        """
        stem, dot, ending = path.rpartition(".")
        if not dot or ending != "html" or not has_place(stem):
            return None
        for start, namespace in (("id/", self._things), ("ontology/", SJ), ("concepts/", SJC)):
            if stem.startswith(start) and len(stem) > len(start):
                return namespace + stem.removeprefix(start)
        return None

    def data(self, iri: str, ending: str) -> str | None:
        """The address of the data of a thing, term or code in a format, by the ending of its files.

        >>> Addresses("https://a.net/").data("https://a.net/id/body/x", "ttl")
        'data/body/x.ttl'
        >>> Addresses("https://a.net/").data("https://a.net/id/ontology/x", "ttl") is None  # a term's place
        True
        """
        for start, namespace in (("", self._things), ("ontology/", SJ), ("concepts/", SJC)):
            if iri.startswith(namespace) and has_place(whole := iri.removeprefix(namespace).partition("#")[0]):
                taken = namespace == self._things and whole.startswith(("ontology/", "concepts/"))
                return None if taken else f"data/{start}{whole}.{ending}"
        return None

    def described(self, address: str) -> tuple[str, str] | None:
        """What the data at an address are about, with the ending; None for other addresses.

        >>> Addresses("https://a.net/").described("data/ontology/Body.ttl")
        ('https://w3id.org/sijill/ontology#Body', 'ttl')
        """
        stem, dot, ending = address.rpartition(".")
        if not dot or not stem.startswith("data/") or not has_place(stem):
            return None
        name = stem.removeprefix("data/")
        for start, namespace in (("ontology/", SJ), ("concepts/", SJC)):
            if name.startswith(start):
                return namespace + name.removeprefix(start), ending
        return self._things + name, ending


def has_place(path: str) -> bool:
    """Whether a path can be the address of a page, the same on every server and as a file.

    >>> [has_place(path) for path in ("body/x", "..", "a//b", "a/%2e%2E/b", "a%2Fb", "a%00", "x" * 300)]
    [True, False, False, False, False, False, False]
    """
    if _NOWHERE.search(path):
        return False
    short = len(path) <= _LONGEST_STEP // 4  # no letter takes more bytes
    return short or all(len(unquote_to_bytes(step)) <= _LONGEST_STEP for step in path.split("/"))


def outside(iri: str) -> str:
    """Where a link leads to what has no page here: its web address; empty for what is none, such as a script.

    >>> outside("https://a.net/x y"), outside("https://a.net/هيئة"), outside("javascript:alert(1)")
    ('', 'https://a.net/%D9%87%D9%8A%D8%A6%D8%A9', '')
    """
    address = as_uri(iri)
    return address if is_web_address(address) else ""


def as_uri(address: str) -> str:
    """An address in ASCII, as headers and the sitemap want it (RFC 3987, section 3.1); what is encoded stays so.

    >>> as_uri("https://a.net/id/body/هيئة%5B1%5D")
    'https://a.net/id/body/%D9%87%D9%8A%D8%A6%D8%A9%5B1%5D'
    """
    return address if address.isascii() else quote(address, safe=_ASCII)


def relative(target: str, place: str) -> str:
    """Write an address of the site as it is reached from the page at a place.

    >>> relative("ar/index.html", "en/id/body/x.html"), relative("en/list/Body.html#x", "index.html")
    ('../../../ar/index.html', 'en/list/Body.html#x')
    """
    return "../" * place.count("/") + target


def file_name(address: str) -> str:
    """The name of the file of an address: what IRIs encode is plain in it.

    >>> file_name("en/id/document/A/RES/217(III)%5BA%5D.html")
    'en/id/document/A/RES/217(III)[A].html'
    """
    return unquote(address.partition("#")[0])
