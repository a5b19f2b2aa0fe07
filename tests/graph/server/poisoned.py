"""A small graph whose every text and name is hostile: markup, script, marks that turn, signs of control."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from graph.build import assemble, load
from graph.store import fill
from ontology.namespaces import DEFAULT_BASE, expand
from tests.conftest import SMALL

from .sound import HARM

POISON = (
    f"\"'><x-{HARM} on{HARM}=1><img src=x onerror={HARM}></script></title></textarea></style>--><!--{HARM}]]>"
    f"&lt;x-{HARM}&gt;&#60;{{{{ {HARM} }}}}{{% {HARM} %}}\\u003c\\ \u202e\u2066\u200f\u061c\x1b[2J\x07\x7f\x85"
    f"\u2028\t\r\nSet-Cookie: {HARM}=1\r\n`${{{HARM}}}"
)
"""What stands behind every text."""
NUL = "\x00"
"""Which a text may have in lines and in JSON, and not in HTML and XML."""
TAILS = (
    "'()*&;,=:@!$~",
    "%22%3Cx-harm%3E",
    "%E2%80%AE%C3%A9%d9%87",
    "\u202eهيئة\u2066",
    "%27%2c%5b",
    "هيئة",
    "?harm=1",
)
"""What stands behind the names of things, which an IRI may have."""
NOWHERE = (
    "..",
    "../../../../harm",
    "..%2f..%2fharm",
    "%2e%2e/%2E%2E/harm",
    "a//b",
    "%00",
    "x%0d%0aharm:%201",
    "h" * 300,
)
"""Names that an IRI may have, and no address."""
_SCRIPTS = (
    "javascript:harm(1)",
    "data:text/html,harm",
    "urn:x-harm",
    "https://harm.example/\u202e<>".replace("<>", "x"),
)


@cache
def poisoned(base: str = DEFAULT_BASE, sign: str = "") -> ox.Store:
    """The graph of the small register of our own invention, poisoned; a sign more stands behind every text."""

    def text(node: ox.Literal) -> ox.Literal:
        if node.language:
            return ox.Literal(node.value + POISON + sign, language=node.language)
        return ox.Literal(node.value + POISON + sign) if node.datatype.value == expand("xsd:string") else node

    def named(node: ox.NamedNode) -> ox.NamedNode:
        if not node.value.startswith((f"{DEFAULT_BASE}id/", f"{DEFAULT_BASE}graph/")):
            return node
        whole, mark, part = node.value.removeprefix(DEFAULT_BASE).partition("#")
        tail = (
            ""
            if whole.startswith(("id/document/", "id/dataset/", "graph/"))
            else TAILS[sum(map(ord, whole)) % len(TAILS)]
        )
        return ox.NamedNode(f"{base}{whole}{tail}{mark}{part}")

    def hostile(node: object) -> object:
        if isinstance(node, ox.Literal):
            return text(node)
        return named(node) if isinstance(node, ox.NamedNode) else node

    quads = [
        ox.Quad(hostile(q.subject), q.predicate, hostile(q.object), hostile(q.graph_name))  # type: ignore[arg-type]
        for q in assemble(load([SMALL])).quads()
    ]
    bodies = sorted({q.subject.value for q in quads if q.object == ox.NamedNode(expand("Body"))})  # type: ignore[union-attr]
    body, near = ox.NamedNode(bodies[0]), ox.NamedNode(expand("rdfs:seeAlso"))
    for iri in (*_SCRIPTS, *(f"{base}id/{name}" for name in NOWHERE)):
        thing = ox.NamedNode(iri)
        quads += [ox.Quad(body, near, thing), ox.Quad(body, ox.NamedNode(expand("org:subOrganizationOf")), thing)]
        quads.append(ox.Quad(thing, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("Body"))))
        quads.append(
            ox.Quad(thing, ox.NamedNode(expand("skos:prefLabel")), ox.Literal(f"{iri}{POISON}", language="en"))
        )
    return fill(quads)
