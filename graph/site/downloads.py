"""The answer of a query in the forms that programs read: where they are on a server, and as files beside the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ontology.errors import SijillError
from queries.catalogue import questions

from ..query import RESULT_FORMS, run, to_text
from .answer_table import answer_table
from .question_values import Asked, asked
from .site import Site
from .spreadsheet import ENDING, MOST_ROWS, file_name, spreadsheet
from .wording import LANGUAGES

FORMS = ("csv", *RESULT_FORMS)
_NAMES = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"}
GRAPH_FORMS = {"ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF/XML", "jsonld": "JSON-LD"}
_LONGEST = 6000
"""Longer addresses are not understood everywhere (RFC 9110, 4.1, asks for 8000 octets at least)."""


@dataclass(frozen=True)
class Download:
    """An answer in a form: the name of the form, its short name, its address within the site, the name of its file.

    Where the query is too long for an address there is none, and the form is asked for with a form of the page.
    """

    name: str
    form: str
    address: str
    file: str
    most: int = 0
    """How many rows it may have, where there is such a number."""


def downloads(text: str, stem: str = "query", *, graph: bool = False) -> list[Download]:
    """The forms in which a server gives the answer of a query; files are called by a `stem`.

    >>> downloads("ASK {}")[0]
    Download(name='CSV', form='csv', address='sparql?query=ASK%20%7B%7D&format=csv', file='query.csv', most=0)
    """
    names = GRAPH_FORMS if graph else _NAMES
    encoded = quote(text, safe="")
    short = len(encoded) <= _LONGEST
    address = f"sparql?query={encoded}&format=" if short else ""
    return [Download(n, form, address and f"{address}{form}", f"{stem}.{form}") for form, n in names.items()]


def table_of(language: str, asking: Asked, *, live: bool) -> Download:
    """The answer of a question as a table for spreadsheets: of a server with its values, else beside its page."""
    values = f"?{urlencode(asking.values)}" if live and asking.values else ""
    address = f"{language}/question/{asking.question.name}{ENDING}{values}"
    return Download("CSV", "csv", address, file_name(asking, ENDING), MOST_ROWS)


def files_beside(language: str, name: str, stem: str) -> list[Download]:
    """The files of the answer of a question beside its page on a site of static files.

    >>> files_beside("ar", "cities", "cities")[0]
    Download(name='CSV', form='csv', address='ar/question/cities.csv', file='cities.csv', most=0)
    """
    return [Download(_NAMES[form], form, f"{language}/question/{name}.{form}", f"{stem}.{form}") for form in FORMS]


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
            asking = asked(site, language, name, {})
            text = asking.text
            if not text:
                continue
            for form in FORMS:
                try:
                    written = to_text(site.store, text, form, name)
                except SijillError:  # the data have no named graphs, and the question is about them
                    break
                yield f"{language}/question/{name}.{form}", written.encode("utf-8")
            else:
                document = asking.things.get("document", "")
                answer = run(site.store, text, name)
                table = answer_table(site.reader, language, answer, asking.question, document, most=len(answer.rows))
                yield f"{language}/question/{name}{ENDING}", spreadsheet(table, site.words[language])
