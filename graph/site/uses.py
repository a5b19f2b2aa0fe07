"""Examples from the data of how a term or code is used, each with the paragraphs that state it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import expand

from .reader import Place, Text
from .site import Site
from .usage import Example, usage

_MOST = 200
"""So many paragraphs are looked at for a thing that very many name."""
_PLACES = 6


@dataclass(frozen=True)
class Use:
    """An example: a thing, and what is said of it by the term, where that is a property; who states it.

    `property` is the term by which a code is said; `inferred` says that no paragraph and no register states it.
    """

    thing: Text
    iri: str
    value: Text | None = None
    value_iri: str | None = None
    property: Text | None = None
    property_iri: str | None = None
    places: tuple[Place, ...] = ()
    more: int = 0
    inferred: bool = False


def uses_of_class(site: Site, language: str, iri: str) -> list[Use]:
    """The first things of a class, each with the paragraphs that name it."""
    mentions = ox.NamedNode(expand("schema:mentions"))
    found = []
    for name, _ in usage(site).examples.get(iri, ()):
        pattern = (None, mentions, ox.NamedNode(name), ox.DefaultGraph())
        parts = [
            quad.subject.value
            for quad, _ in zip(site.store.quads_for_pattern(*pattern), range(_MOST), strict=False)
            if isinstance(quad.subject, ox.NamedNode)
        ]
        places = _places(site, parts)
        found.append(Use(site.reader.label(name, language), name, places=places[:_PLACES], more=len(places[_PLACES:])))
    return found


def uses_of_property(site: Site, language: str, iri: str) -> list[Use]:
    """The first things of which a property says something, with what it says."""
    return [_use(site, language, one, iri) for one in usage(site).examples.get(iri, ())]


def uses_of_code(site: Site, language: str, iri: str) -> list[Use]:
    """The first things that have a code, with the property that gives it."""
    found = []
    for name, by in usage(site).examples.get(iri, ()):
        one = _use(site, language, (name, f"<{iri}>"), by)
        found.append(
            Use(one.thing, name, None, None, site.reader.label(by, language), by, one.places, one.more, one.inferred)
        )
    return found


def _use(site: Site, language: str, example: Example, property_: str) -> Use:
    name, written = example
    reader = site.reader
    pattern = (ox.NamedNode(name), ox.NamedNode(property_), None)
    quads = [quad for quad in site.store.quads_for_pattern(*pattern) if str(quad.object) == written]
    graphs = [quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)]
    places = _places(site, graphs)
    value = quads[0].object if quads else None
    iri = value.value if isinstance(value, ox.NamedNode) else None
    text = _name(site, iri, language) if iri else None
    if isinstance(value, ox.Literal):
        text = reader.written(value, language)
    inferred = bool(graphs) and all(map(reader.is_inferred, graphs))
    return Use(
        _name(site, name, language), name, text, iri, None, None, places[:_PLACES], len(places[_PLACES:]), inferred
    )


def _name(site: Site, iri: str, language: str) -> Text:
    """A thing by its label, the node of a label by its text; a part without a name by what it is a part of."""
    found = site.reader.label(iri, language)
    if found.language:
        return found
    forms = site.reader.values(iri, "skosxl:literalForm")
    if forms and isinstance(forms[0], ox.Literal):
        return Text(forms[0].value, forms[0].language or "")
    whole = site.reader.label(iri.partition("#")[0], language)
    return whole if whole.language else found


def _places(site: Site, graphs: Iterable[str]) -> tuple[Place, ...]:
    found = [place for graph in graphs if (place := site.reader.place(graph))]
    return tuple(sorted(found, key=lambda place: place.source.order))
