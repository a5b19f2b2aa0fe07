"""Namespaces, CURIEs and the minting of IRIs: the one place that knows how an address is written."""

from __future__ import annotations

import re
from urllib.parse import quote

DEFAULT_BASE = "https://w3id.org/sijill/"
"""Where things and graphs are minted unless a publisher gives another base; terms always live here."""

SJ = "https://w3id.org/sijill/ontology#"
SJC = "https://w3id.org/sijill/concepts#"
SJS = "https://w3id.org/sijill/shapes#"

PREFIXES: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "sj": SJ,
    "sjc": SJC,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# Characters that RFC 3987 allows in a path segment and that need no encoding; brackets do.
_PATH_SAFE = "/()!$&'*+,;=:@-._~#"


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes of the files: those of the project, and `id` for the things of this base.

    >>> prefixes("https://example.org/")["id"]
    'https://example.org/id/'
    """
    return {**PREFIXES, "id": f"{base}id/"}


def expand(name: str) -> str:
    """Give the IRI of a term name; a name without a prefix is a term of Sijill's own ontology.

    Raises KeyError where the prefix is unknown.

    >>> expand("adoptedBy")
    'https://w3id.org/sijill/ontology#adoptedBy'
    >>> expand("dcterms:issued")
    'http://purl.org/dc/terms/issued'
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon else SJ + name


def compress(iri: str) -> str:
    """Give the CURIE of an IRI, or the IRI itself where no namespace fits.

    >>> compress("https://w3id.org/sijill/ontology#Body")
    'sj:Body'
    >>> compress("https://example.org/x")
    'https://example.org/x'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def thing_iri(identifier: str, base: str = DEFAULT_BASE) -> str:
    """Mint the IRI of a thing from its table id; what an IRI path does not allow is percent-encoded.

    >>> thing_iri("document/A/RES/217(III)[A]")
    'https://w3id.org/sijill/id/document/A/RES/217(III)%5BA%5D'
    """
    return f"{base}id/{quote(identifier, safe=_PATH_SAFE)}"


def graph_iri(name: str, base: str = DEFAULT_BASE) -> str:
    """Mint the IRI of a named graph that is not a paragraph's or a document's own.

    >>> graph_iri("inferred")
    'https://w3id.org/sijill/graph/inferred'
    """
    return f"{base}graph/{quote(name, safe=_PATH_SAFE)}"


def is_web_address(iri: str) -> bool:
    """Whether a text is an http or https IRI of the ASCII characters that RFC 3986 allows.

    >>> is_web_address("https://example.org/a"), is_web_address("https://example.org/a b")
    (True, False)
    """
    return bool(re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~]+", iri))


def official_page(symbol: str, language: str) -> str:
    """Give the address under which the United Nations serve the text of a document in a language.

    >>> official_page("S/RES/2331(2016)", "ar")
    'https://undocs.org/ar/S/RES/2331(2016)'
    """
    return f"https://undocs.org/{language}/{quote(symbol, safe=_PATH_SAFE)}"
