"""Small stores of our own for pages: odd cases that the register of the project does not have."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.store import fill
from ontology.namespaces import expand

BASE = "https://example.net/"
DOCUMENT = f"{BASE}id/document/A/1"
PARAGRAPH = f"{DOCUMENT}/para/1"
SYMBOL = "CTOC/COP/2018/2"
READ_TEXT = """\
1. The United Nations Office on Drugs and Crime visited the Comoros on 5 May 2018 and met 1,200 registrars of ports.

2. Resolution 72/1 was read aloud at Moroni. Registrars of the Comoros wrote 12 letters from 3 to 4 June 2018.
"""
"""A text of our own that stands in the place of two paragraphs that the register of the symbol describes."""
HOSTILE = '"><script>alert(1)</script>\u202e{{ 7 * 7 }}'


def iri(identifier: str) -> str:
    """The IRI of a thing of a made store."""
    return f"{BASE}id/{identifier}"


def quad(subject: str, name: str, value: str, graph: str = "", *, tag: str = "", kind: str = "") -> ox.Quad:
    """A statement: a value that is an address is a thing, one with a tag a text, one with a kind a typed literal."""
    node: ox.NamedNode | ox.Literal = ox.Literal(value)
    if value.startswith("https://"):
        node = ox.NamedNode(value)
    elif tag:
        node = ox.Literal(value, language=tag)
    elif kind:
        node = ox.Literal(value, datatype=ox.NamedNode(expand(kind)))
    where = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(expand(name)), node, where)


def thing(identifier: str, cls: str, graph: str = "", **labels: str) -> list[ox.Quad]:
    """A thing with its class and labels by language."""
    named = [quad(iri(identifier), "skos:prefLabel", text, graph, tag=tag) for tag, text in labels.items()]
    return [quad(iri(identifier), "rdf:type", expand(cls), graph), *named]


def document() -> list[ox.Quad]:
    """A document with one paragraph, in its own graph."""
    return [
        *thing("document/A/1", "Report", DOCUMENT, ar="تقرير", en="Report"),
        quad(DOCUMENT, "dcterms:identifier", "A/1", DOCUMENT),
        quad(DOCUMENT, "issuedOn", "2018-05-02", DOCUMENT, kind="xsd:date"),
        *thing("document/A/1/para/1", "Paragraph", DOCUMENT, ar="الفقرة ١", en="Paragraph 1"),
        quad(PARAGRAPH, "eli:number", "1", DOCUMENT),
        quad(PARAGRAPH, "eli:is_part_of", DOCUMENT, DOCUMENT),
    ]


def store_of(*parts: Iterable[ox.Quad]) -> ox.Store:
    """The store of some statements: the default graph is the merged set."""
    return fill([one for part in parts for one in part])
