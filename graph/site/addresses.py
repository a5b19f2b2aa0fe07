"""Where pages and data are within the site, and how one address is written from another.

A page is `ar/id/body/unodc.html` or `en/id/body/unodc.html`, its data are `data/body/unodc.ttl`: the same on the server
and in static files. Addresses are written as IRIs write them, percent-encoded; files have the plain names.
"""

from __future__ import annotations

from urllib.parse import unquote

from ontology.errors import SijillError
from ontology.namespaces import SJ, SJC, compress
from ontology.vocabulary import vocabulary

_LONGEST_NAME = 255
"""Bytes of the name of a file or folder, on nearly all systems."""


class NoFileName(SijillError):
    """An address cannot be that of a file: it would lie outside its folder, or its name is none."""


class Addresses:
    """The addresses of things, terms and codes in a site whose things are minted at a base.

    >>> here = Addresses("https://a.net/")
    >>> here.path("https://a.net/id/document/A/1/para/2#figure-1"), here.path("https://w3id.org/sijill/ontology#Body")
    ('id/document/A/1/para/2.html#figure-1', 'ontology/Body.html')
    >>> here.path("https://example.org/x") is None
    True
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self._things = f"{base}id/"

    def path(self, iri: str) -> str | None:
        """The address of the page of a thing, term or code below that of the language; None for what has no page."""
        if iri.startswith(self._things):
            whole, mark, part = iri.removeprefix(self._things).partition("#")
            return f"id/{whole}.html{mark}{part}" if whole else None
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
        if not dot or ending != "html":
            return None
        for start, namespace in (("id/", self._things), ("ontology/", SJ), ("concepts/", SJC)):
            if stem.startswith(start) and len(stem) > len(start):
                return namespace + stem.removeprefix(start)
        return None

    def data(self, iri: str, ending: str) -> str | None:
        """The address of the data of a thing, term or code in a format, by the ending of its files.

        >>> Addresses("https://a.net/").data("https://a.net/id/body/x", "ttl")
        'data/body/x.ttl'
        """
        for start, namespace in (("", self._things), ("ontology/", SJ), ("concepts/", SJC)):
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return f"data/{start}{iri.removeprefix(namespace).partition('#')[0]}.{ending}"
        return None

    def described(self, address: str) -> tuple[str, str] | None:
        """What the data at an address are about, with the ending; None for other addresses.

        >>> Addresses("https://a.net/").described("data/ontology/Body.ttl")
        ('https://w3id.org/sijill/ontology#Body', 'ttl')
        """
        stem, dot, ending = address.rpartition(".")
        if not dot or not stem.startswith("data/") or len(stem) == len("data/"):
            return None
        name = stem.removeprefix("data/")
        for start, namespace in (("ontology/", SJ), ("concepts/", SJC)):
            if name.startswith(start):
                return namespace + name.removeprefix(start), ending
        return self._things + name, ending


def relative(target: str, place: str) -> str:
    """Write an address of the site as it is reached from the page at a place.

    >>> relative("ar/index.html", "en/id/body/x.html"), relative("en/list/Body.html#x", "index.html")
    ('../../../ar/index.html', 'en/list/Body.html#x')
    """
    return "../" * place.count("/") + target


def file_name(address: str) -> str:
    """The name of the file of an address: what IRIs encode is plain in it.

    IRIs come with the data, from anybody. Raises NoFileName where a part of one leads upwards, or is no name of a file.

    >>> file_name("en/id/document/A/RES/217(III)%5BA%5D.html")
    'en/id/document/A/RES/217(III)[A].html'
    """
    name = unquote(address.partition("#")[0])
    parts = name.split("/")
    if ".." in parts or "." in parts or "\0" in name or any(len(part.encode()) > _LONGEST_NAME for part in parts):
        shown = address[:200]
        raise NoFileName(
            {
                "ar": f"لا يصلح العنوان {shown} اسماً لملف؛ غيِّر معرِّف الشيء في البيانات",
                "en": f"{shown} cannot be the name of a file; change the IRI of the thing in the data",
            }
        )
    return name
