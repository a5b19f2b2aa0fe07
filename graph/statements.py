"""The statements between a thing and other things, each told once.

A statement and its inverse are one statement, told in the direction in which the ontology defines the pair; what only
repeats it by a broader property or a transitive one is left out, and so are mere mentions, and that a program read it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary

from .sources import inferred_graphs

_MERE = frozenset({*map(expand, ("schema:mentions", "readGraph", "prov:used")), RDF_TYPE})


@dataclass(frozen=True)
class Statement:
    """That a thing is related to another, by IRI; `inferred` where no source states it in either direction."""

    subject: str
    property: str
    object: str
    inferred: bool

    def other(self, end: str) -> str:
        """The end that is not the one given."""
        return self.object if self.subject == end else self.subject


@cache
def _inverses() -> dict[str, str]:
    """Each property that is defined as the inverse of another, with that one."""
    return dict(vocabulary().pairs("owl:inverseOf"))


def inverse(iri: str) -> str | None:
    """The property that says the same from the other end.

    >>> inverse(expand("adoptedBy")) == expand("adopted")
    True
    """
    return _inverses().get(iri) or next((turned for turned, whole in _inverses().items() if whole == iri), None)


def is_mutual(iri: str) -> bool:
    """Whether a property says the same from both ends.

    >>> is_mutual(expand("cooperatesWith"))
    True
    """
    return expand("owl:SymmetricProperty") in vocabulary().by_iri[iri].kinds


def class_of(store: ox.Store, iri: str) -> str | None:
    """The most particular class of Sijill's ontology that a thing has; None for what is no thing with a label.

    >>> class_of(ox.Store(), "https://example.org/a") is None
    True
    """
    node = ox.NamedNode(iri)
    words = vocabulary()
    types = {key(q.object) for q in store.quads_for_pattern(node, ox.NamedNode(RDF_TYPE), None, ox.DefaultGraph())}
    own = [t for t in types if t in words.by_iri and ":" not in words.by_iri[t].name and words.by_iri[t].is_class]
    label = ox.NamedNode(expand("skos:prefLabel"))
    if not own or next(store.quads_for_pattern(node, label, None, ox.DefaultGraph()), None) is None:
        return None
    return min(words.lowest(own))


def natural(iri: str) -> tuple[str, ...]:
    """A key by which paragraph 9 comes before paragraph 10.

    >>> natural("para/9") < natural("para/10")
    True
    """
    return tuple(part.zfill(8) if part.isdigit() else part for part in re.split(r"(\d+)", iri))


def statements_of(store: ox.Store, iri: str) -> list[Statement]:
    """The statements between a thing and other things, each once."""
    found: dict[tuple[str, str, str], bool] = {}
    node = ox.NamedNode(iri)
    inferring = inferred_graphs(store)
    patterns = ((node, None), (None, node))
    for subject, obj in patterns:
        for quad in store.quads_for_pattern(subject, None, obj, ox.DefaultGraph()):
            if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
                triple = _as_defined(quad.subject.value, quad.predicate.value, quad.object.value)
                if triple:
                    found[triple] = found.get(triple, True) and _is_inferred(store, quad, inferring)
    things: dict[str, bool] = {}
    for s, _, o in found:
        other = o if s == iri else s
        if other not in things:
            things[other] = other != iri and class_of(store, other) is not None
    kept = {t: inferred for t, inferred in found.items() if things[t[2] if t[0] == iri else t[0]]}
    # Data without graphs do not say what is inferred: there, what a transitive property may have added is left out.
    silent = next(iter(store.named_graphs()), None) is None
    between: dict[tuple[str, str], list[str]] = defaultdict(list)
    for s, p, o in kept:
        between[s, o].append(p)
    return [
        Statement(*t, inferred)
        for t, inferred in sorted(kept.items())
        if not _is_broader(t[1], between[t[0], t[2]]) and not ((inferred or silent) and _is_far(store, t))
    ]


def _as_defined(s: str, p: str, o: str) -> tuple[str, str, str] | None:
    """The statement in the direction in which the ontology defines the property; None for what no picture shows."""
    words = vocabulary()
    if p in _MERE or p not in words.by_iri or not words.by_iri[p].is_object_property:
        return None
    defined = _inverses().get(p)
    if defined:
        return o, defined, s
    if is_mutual(p):
        s, o = sorted((s, o))
    return s, p, o


def _is_inferred(store: ox.Store, quad: ox.Quad, inferring: frozenset[str]) -> bool:
    """Whether a triple is in graphs of inferred ones alone; data without graphs do not say."""
    graphs = {
        key(q.graph_name)
        for q in store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        if isinstance(q.graph_name, ox.NamedNode)
    }
    return bool(graphs) and graphs <= inferring


def _is_broader(name: str, among: Iterable[str]) -> bool:
    """Whether a property is above another of those between the same two things."""
    above = vocabulary().superproperties
    return any(other != name and name in above[other] for other in among)


def _is_far(store: ox.Store, triple: tuple[str, str, str]) -> bool:
    """Whether a transitive property leads to the same through something in between."""
    s, p, o = triple
    if expand("owl:TransitiveProperty") not in vocabulary().by_iri[p].kinds:
        return False
    name, end = ox.NamedNode(p), ox.NamedNode(o)
    for quad in store.quads_for_pattern(ox.NamedNode(s), name, None, ox.DefaultGraph()):
        assert isinstance(quad.object, ox.NamedNode)
        if quad.object != end and next(store.quads_for_pattern(quad.object, name, end, ox.DefaultGraph()), None):
            return True
    return False
