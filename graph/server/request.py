"""What a request asks for: SPARQL 1.1 Protocol, section 2.1 (https://www.w3.org/TR/sparql11-protocol/#query-operation).

GET with the query in the address, POST with a form, POST with the query as the body; the graphs of the dataset are in
the address or in the form. Nothing is fetched: graphs are those that the store has.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

import pyoxigraph as ox

from ontology.namespaces import PREFIXES

from .limits import Limits
from .problems import Refused
from .scan import scan

_FORM, _DIRECT, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_ABSOLUTE = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*')
_SHOWN = 100
"""Characters of a wrong IRI that are said again."""


class Request(NamedTuple):
    """A query, the graphs that the request names, and the name of the form that it wants before what Accept says."""

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    wanted: str = ""


class Looked(NamedTuple):
    """What is known of a query before it runs: its first keyword, and whether its answer stays the same."""

    form: str
    lasting: bool


def understood(query_string: bytes, content_type: str | None, body: bytes, limits: Limits) -> Request | None:
    """Understand a request; `content_type` is None for a GET. None where it has no field at all that asks anything.

    Raises Refused.

    >>> understood(b"query=ASK%20%7B%7D", None, b"", Limits()).text
    'ASK {}'
    >>> understood(b"", "application/sparql-query", b"ASK {}", Limits()).text
    'ASK {}'
    """
    fields = _fields(query_string)
    if content_type is not None:
        media_type, charset = _typed(content_type)
        if media_type == _UPDATE:
            raise Refused("update")
        if media_type not in (_FORM, _DIRECT) or charset != "utf-8":
            raise Refused("media-type")
        fields += _fields(body) if media_type == _FORM else [("query", _decoded(body))]
    queries = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise Refused("update")
    if len(queries) > 1:
        raise Refused("several-queries")
    if not queries:
        if content_type is None:
            return None
        raise Refused("missing-query")
    if len(queries[0]) > limits.query_bytes or len(queries[0].encode()) > limits.query_bytes:
        raise Refused("query-too-long", limit=limits.query_bytes)
    wanted = next((value for name, value in fields if name in ("format", "output")), "")
    default, named = _graphs(fields, "default-graph-uri"), _graphs(fields, "named-graph-uri")
    if len(default) + len(named) > limits.graphs:
        raise Refused("too-many-graphs", limit=limits.graphs)
    if default or named:
        return Request(queries[0], default, named, wanted)
    return Request(queries[0], wanted=wanted)


def looked_at(text: str, limits: Limits) -> Looked:
    """Look at a query before it runs. Raises Refused where it asks another endpoint, or is nested too deeply.

    >>> looked_at("ASK { FILTER(NOW() > 1) }", Limits())
    Looked(form='ASK', lasting=False)
    """
    seen = scan(text, PREFIXES)
    if seen.service >= 0:
        before = text[: seen.service]
        line, column = before.count("\n") + 1, seen.service - before.rfind("\n")
        raise Refused("service", line=line, column=column)
    if seen.depth > limits.depth:
        raise Refused("too-deep", limit=limits.depth)
    return Looked(seen.form, not seen.changing)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of a form or of the part of an address behind the question mark."""
    fields = []
    for pair in encoded.split(b"&"):
        if pair:
            name, _, value = pair.partition(b"=")
            fields.append((_unquoted(name), _unquoted(value)))
    return fields


def _unquoted(encoded: bytes) -> str:
    encoded = encoded.replace(b"+", b" ")
    if b"%" not in encoded:
        return _decoded(encoded)
    try:  # several times as fast as the library's function, which is felt in point queries
        escaped = encoded.replace(b"\\", b"\\\\").replace(b"%", b"\\x")
        return _decoded(escaped.decode("unicode_escape").encode("latin-1"))
    except UnicodeError:  # a percent sign that begins no escape stands for itself
        return _decoded(unquote_to_bytes(encoded))


def _decoded(encoded: bytes) -> str:
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("not-utf8") from None


def _typed(content_type: str) -> tuple[str, str]:
    """The media type and the encoding that a content type names; UTF-8 where it names none."""
    media_type, *parameters = (part.strip().lower() for part in content_type.split(";"))
    named = [part.partition("=")[2].strip(" \"'") for part in parameters if part.startswith("charset")]
    charset = named[0] if named else "utf-8"
    return media_type, "utf-8" if charset in ("utf-8", "utf8", "us-ascii") else charset


def _graphs(fields: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    iris = tuple(dict.fromkeys(value for field, value in fields if field == name))
    for iri in iris:
        try:
            if not _ABSOLUTE.fullmatch(iri):
                raise ValueError
            ox.NamedNode(iri)  # which knows more of IRIs
        except ValueError:
            raise Refused("graph-iri", value=iri[:_SHOWN]) from None
    return iris
