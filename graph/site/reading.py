"""Where the text of a document can be read: the graph holds what it states, not the text itself."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.namespaces import official_page
from ontology.vocabulary import key

from .reader import Reader
from .wording import LANGUAGES


@dataclass(frozen=True)
class Official:
    """The official page of a document in a language."""

    language: str
    address: str


def official_pages(reader: Reader, document: str, language: str) -> list[Official]:
    """The official pages of a document that the data name, the one in the reader's language first.

    >>> import pyoxigraph as ox
    >>> official_pages(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1", "ar")
    []
    """
    symbol = reader.value(document, "dcterms:identifier")
    named = {key(value) for value in reader.values(document, "rdfs:seeAlso")} if symbol else set()
    found = [Official(tag, address) for tag in LANGUAGES if (address := official_page(symbol, tag)) in named]
    return sorted(found, key=lambda page: page.language != language)


def symbol_of(reader: Reader, document: str, language: str) -> str:
    """The symbol of a document, else its label.

    >>> import pyoxigraph as ox
    >>> symbol_of(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1", "ar")
    'document/A/1'
    """
    return reader.value(document, "dcterms:identifier") or reader.label(document, language).text


def versions_of(reader: Reader, document: str) -> list[str]:
    """The language versions of a document.

    >>> import pyoxigraph as ox
    >>> versions_of(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1")
    []
    """
    return reader.subjects("eli:realizes", document)
