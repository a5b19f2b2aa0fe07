"""What holds for every answer of the server, whatever was asked: it is guarded, says what it is, and is that."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox

from graph.server.headers import SECURITY
from graph.site.formats import FORMATS
from tests.conftest import ROOT

from ..site.reading import Reading
from .calling import Answered

_PROBLEMS = csv.DictReader((ROOT / "graph" / "server" / "problems.csv").read_text(encoding="utf-8").splitlines())
STATUSES = {200, 204, 301, 302, 303, 304, 400, 404, 405, 406} | {int(row["status"]) for row in _PROBLEMS}
"""What may come back: what HTTP has for a site that is read, and the limits that are announced."""
HARM = "harm"
"""Stands in every hostile text: no element, attribute or header field may have it."""
FIELDS = {
    *SECURITY,
    *("access-control-allow-origin", "access-control-expose-headers", "access-control-allow-methods"),
    *("access-control-allow-headers", "access-control-max-age", "allow", "cache-control", "content-encoding"),
    "content-disposition",
    *("content-language", "content-length", "content-type", "etag", "last-modified", "link", "location"),
    *("retry-after", "vary"),
}
_TELLING = re.compile(
    r"Traceback|site-packages|\bFile \"|\bgraph\.(?:server|site)\b|starlette|uvicorn|jinja2|pyoxigraph|" + str(ROOT)
)
_RDF = {form.media_type: ox.RdfFormat.from_media_type(form.media_type) for form in FORMATS}
_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_ASKING = frozenset({"application/problem+json", "application/json"})
_DATA = frozenset({"application/ld+json", "application/json"})
_FORBIDDEN = frozenset({"iframe", "object", "embed", "base", "style", "frame", "applet", "img"})
_PLACES = frozenset({"href", "src", "action", "formaction", "data-live", "data-index", "data-home", "data-terms"})


def sound(answer: Answered, method: str = "GET") -> None:
    """Assert all of it."""
    headers = answer.headers
    assert answer.status in STATUSES, answer
    for name, value in SECURITY.items():
        assert headers.get(name) == value, (name, answer.status)
    assert headers.get("access-control-allow-origin") == "*"
    assert headers.keys() <= FIELDS, headers.keys() - FIELDS
    for value in headers.values():
        assert value.isascii() and value.isprintable() and HARM not in value, value
    named = headers.get("content-disposition", 'attachment; filename="x"')
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9][A-Za-z0-9._-]*"', named), named
    if method == "HEAD" or answer.status in (204, 301, 302, 303, 304):
        assert answer.body == b""
        return
    assert headers["content-length"] == str(len(answer.body))
    text = answer.text
    assert not _TELLING.search(text), _TELLING.search(text)
    assert answer.body, answer.status
    if answer.media_type == "text/html":
        html(text, headers["content-language"])
    else:
        parsed(answer)
    if answer.status == 405:
        assert "GET" in headers["allow"] and method not in headers["allow"].split(", ")
    if answer.status == 406:
        assert "text/turtle" in text or "text/csv" in text, "what there is is told"
    if answer.status == 503:
        assert headers["retry-after"].isdigit()


def html(text: str, language: str) -> Reading:
    """A page in a language, in which nothing came of what was in its texts."""
    page = Reading(text, f"{language}/x")
    assert len(page.ids) == len(set(page.ids))
    (whole,) = page.all("html")
    assert (whole.attributes["lang"], whole.attributes["dir"]) == (language, {"ar": "rtl", "en": "ltr"}[language])
    for element in page.all():
        assert element.name not in _FORBIDDEN and HARM not in element.name, element.name
        for name, value in element.attributes.items():
            assert not name.startswith("on") and name not in ("style", "srcdoc") and HARM not in name, (element, name)
            if name in _PLACES:
                assert urlsplit(value).scheme in ("", "http", "https"), value
        if element.name == "script":
            kind = element.attributes["type"]
            assert kind == "module" or (kind in _DATA and isinstance(json.loads(element.text), dict | list)), kind
            assert not element.attributes.get("src", "").startswith(("http", "//"))
    assert "<!--" not in text and Commented.found(text) == [], "nothing is hidden"
    return page


class Commented(HTMLParser):
    """Comments and instructions of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: list[str] = []

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    def handle_pi(self, data: str) -> None:
        self.hidden.append(data)

    @classmethod
    def found(cls, text: str) -> list[str]:
        """Those of a page."""
        reading = cls()
        reading.feed(text)
        reading.close()
        return reading.hidden


def parsed(answer: Answered) -> object:
    """What a program reads of an answer: it must be what its media type says."""
    kind = answer.media_type
    if kind in _RDF:
        return list(ox.parse(answer.body, format=_RDF[kind]))
    if kind in _RESULTS and answer.status == 200:
        read = ox.parse_query_results(answer.body, format=_RESULTS[kind])
        return bool(read) if isinstance(read, ox.QueryBoolean) else list(read)
    if kind in _ASKING or kind.endswith("+json"):
        return json.loads(answer.body)
    if kind.endswith(("+xml", "/xml")):
        return ElementTree.fromstring(answer.body)
    assert kind in ("text/plain", "text/csv", "text/tab-separated-values", "text/css", "text/javascript"), kind
    return answer.text
