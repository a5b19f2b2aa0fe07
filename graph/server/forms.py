"""The forms in which answers are given, and which of them a request asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from .negotiation import best
from .problems import Refused


@dataclass(frozen=True)
class Form:
    """A form of answers: its name, the media types by which it is asked for, and what the store calls it.

    An answer has the media type by which it was asked for, unless that is one of the `unregistered`: then the first.
    """

    name: str
    media_types: tuple[str, ...]
    written: ox.QueryResultsFormat | ox.RdfFormat
    aliases: tuple[str, ...] = ()
    parameters: str = ""
    """What the content type has behind the media type."""
    unregistered: tuple[str, ...] = ()

    def content_type(self, media_type: str) -> str:
        """The header for an answer that was asked for by a media type."""
        known = self.media_types[0] if media_type in self.unregistered else media_type
        return f"{known}{self.parameters}"


_UTF8 = "; charset=utf-8"
_Q, _R = ox.QueryResultsFormat, ox.RdfFormat
TABLES = (
    Form("json", ("application/sparql-results+json", "application/json"), _Q.JSON),
    Form("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), _Q.XML),
    Form("csv", ("text/csv",), _Q.CSV, parameters="; charset=utf-8; header=present"),
    Form("tsv", ("text/tab-separated-values",), _Q.TSV, parameters=_UTF8),
)
"""The forms of the answers to SELECT and ASK, the usual one first (SPARQL 1.1 Query Results JSON, XML, CSV and TSV)."""
GRAPHS = (
    Form(
        "turtle",
        ("text/turtle", "text/n3", "application/x-turtle"),  # all Turtle is N3
        _R.TURTLE,
        ("ttl", "n3"),
        _UTF8,
        ("application/x-turtle",),
    ),
    Form("ntriples", ("application/n-triples", "text/plain"), _R.N_TRIPLES, ("nt", "n-triples"), _UTF8),
    Form("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), _R.RDF_XML, ("rdf", "xml", "rdf+xml")),
    Form("jsonld", ("application/ld+json", "application/json"), _R.JSON_LD, ("json-ld", "json")),
    Form("trig", ("application/trig",), _R.TRIG, parameters=_UTF8),
    Form("nquads", ("application/n-quads",), _R.N_QUADS, ("nq", "n-quads"), _UTF8),
)
"""The forms of the answers to CONSTRUCT and DESCRIBE; in TriG and N-Quads their triples are in the default graph."""

_OF_ROWS = tuple(form.media_types[0] for form in TABLES[:2])


def forms_of(query_form: str) -> tuple[Form, ...]:
    """The forms for a query that begins with a keyword.

    >>> forms_of("ASK") is TABLES, forms_of("DESCRIBE") is GRAPHS
    (True, True)
    """
    return GRAPHS if query_form in ("CONSTRUCT", "DESCRIBE") else TABLES


@lru_cache(maxsize=256)
def chosen(query_form: str, accept: str, wanted: str = "") -> tuple[Form, str]:
    """The form that is asked for, with the content type of its answers; a name or media type `wanted` is before Accept.

    `query_form` is the first keyword of the query. Raises Refused where there is no such form.

    >>> form, content_type = chosen("ASK", "text/csv;q=0.5, application/json;q=0.1")
    >>> form.name, content_type
    ('csv', 'text/csv; charset=utf-8; header=present')
    >>> chosen("DESCRIBE", "", "json")[1]
    'application/ld+json'
    """
    forms = forms_of(query_form)
    if wanted:
        name = wanted.strip().lower().replace(" ", "+")  # a plus sign in an address is a space
        for form in forms:
            if name in (form.name, *form.aliases, *form.media_types):
                return form, form.content_type(form.media_types[0])
    elif media_type := best(accept, [media_type for form in forms for media_type in form.media_types]):
        form = next(form for form in forms if media_type in form.media_types)
        return form, form.content_type(media_type)
    elif forms is GRAPHS and best(accept, _OF_ROWS):
        # A client that takes the forms of SPARQL for rows alone says so before it knows what its query asks for: the
        # SPARQLStore of rdflib does. Such a header may be disregarded instead of refused (RFC 9110, 12.5.1), and the
        # answer to CONSTRUCT must be a graph (SPARQL 1.1 Protocol, 2.1.6).
        return GRAPHS[0], GRAPHS[0].content_type(GRAPHS[0].media_types[0])
    raise Refused("not-acceptable", value=", ".join(form.media_types[0] for form in forms))
