"""The answer of a query in the forms that programs read: where they are on a server, and as files beside the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ontology.errors import SijillError
from queries.catalogue import questions

from ..query import RESULT_FORMS, to_text
from .question_values import asked
from .site import Site
from .wording import LANGUAGES

FORMS = ("csv", *RESULT_FORMS)
_NAMES = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"}
GRAPH_FORMS = {"ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF/XML", "jsonld": "JSON-LD"}
_LONGEST = 6000
"""Longer addresses are not understood everywhere (RFC 9110, 4.1, asks for 8000 octets at least)."""


@dataclass(frozen=True)
class Download:
    """An answer in a form: the name of the form, its short name, and its address within the site.

    Where the query is too long for an address there is none, and the form is asked for with a form of the page.
    """

    name: str
    form: str
    address: str


def downloads(text: str, *, graph: bool = False) -> list[Download]:
    """The forms in which a server gives the answer of a query.

    >>> downloads("ASK {}")[0]
    Download(name='CSV', form='csv', address='sparql?query=ASK%20%7B%7D&format=csv')
    """
    names = GRAPH_FORMS if graph else _NAMES
    encoded = quote(text, safe="")
    short = len(encoded) <= _LONGEST
    return [Download(n, form, f"sparql?query={encoded}&format={form}" if short else "") for form, n in names.items()]


def files_beside(language: str, name: str) -> list[Download]:
    """The files of the answer of a question beside its page on a site of static files.

    >>> files_beside("ar", "cities")[0].address
    'ar/question/cities.csv'
    """
    return [Download(_NAMES[form], form, f"{language}/question/{name}.{form}") for form in FORMS]


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The answers of all questions to their examples, as files for a static site: each address and what it holds.

    A question whose example the data lack has none.

    >>> import pyoxigraph as ox
    >>> {address.partition("/")[2] for address, _ in files(Site(ox.Store(), "https://a.net/"))} >= {
    ...     "question/conflicts.csv", "question/conflicts.json"
    ... }
    True
    """
    for name in questions():
        for language in LANGUAGES:
            text = asked(site, language, name, {}).text
            if not text:
                continue
            for form in FORMS:
                try:
                    written = to_text(site.store, text, form, name)
                except SijillError:  # the data have no named graphs, and the question is about them
                    break
                yield f"{language}/question/{name}.{form}", written.encode("utf-8")
