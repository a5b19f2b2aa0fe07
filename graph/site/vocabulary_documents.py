"""The data documents of the ontology, the code lists, the alignments and the shapes, whole or of one term.

The axioms that need blank nodes, which the named graph of the ontology leaves out, are in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

import shapes
from ontology.namespaces import DEFAULT_BASE, SJ, SJC
from ontology.vocabulary import HERE, RDF_TYPE, vocabulary

from ..blank_nodes import steadily_named
from .data_documents import About
from .formats import Format
from .serialising import serialise

NAMES = ("ontology", "concepts", "alignments", "shapes")
"""What there are whole documents of."""


def is_term(iri: str) -> bool:
    """Whether an IRI is that of a term or code that the ontology tells about.

    >>> is_term("https://w3id.org/sijill/ontology#Body"), is_term("https://w3id.org/sijill/id/body/unodc")
    (True, False)
    """
    return iri.startswith((SJ, SJC)) or iri in vocabulary().by_iri


def term_document(iri: str, address: str) -> list[ox.Quad]:
    """The quads of the document about a term or code that has the address; none for what the ontology does not tell.

    >>> len(term_document("https://w3id.org/sijill/ontology#NoSuchTerm", "https://a.net/data/ontology/NoSuchTerm.ttl"))
    0
    """
    return _about().document(iri, address)


def whole(name: str, form: Format) -> bytes | None:
    """A whole document of one of NAMES in a format; None for any other name. As Turtle it is the file itself.

    >>> from .formats import of_ending
    >>> whole("concepts", of_ending("ttl")).startswith(b"@prefix"), whole("context", of_ending("ttl")) is None
    (True, True)
    """
    if name not in NAMES:
        return None
    text = _source(name)
    if form.ending == "ttl":
        return text.encode()
    return serialise(_quads(name), form, DEFAULT_BASE)


def _source(name: str) -> str:
    if name == "shapes":
        return shapes.combined()
    file = HERE / ("sijill.ttl" if name == "ontology" else f"{name}.ttl")
    return file.read_text(encoding="utf-8")


@cache
def _quads(name: str) -> tuple[ox.Quad, ...]:
    """The quads of a whole document: blank nodes after the subjects with an IRI, all sorted."""
    parsed = steadily_named(ox.parse(_source(name), format=ox.RdfFormat.TURTLE))
    return tuple(
        sorted(
            parsed,
            key=lambda q: (
                isinstance(q.subject, ox.BlankNode),
                str(q.subject),
                q.predicate.value != RDF_TYPE,
                str(q),
            ),
        )
    )


def _triples() -> Iterator[ox.Quad]:
    for t in vocabulary().triples:
        yield ox.Quad(t.subject, t.predicate, t.object)


@cache
def _about() -> About:
    store = ox.Store()
    store.bulk_extend(_triples())
    return About(store, DEFAULT_BASE)
