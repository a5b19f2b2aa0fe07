"""What the ontology says of a term beside its labels: what is above and below it, and its characteristics.

OWL 2 (https://www.w3.org/TR/owl2-syntax/), SKOS code lists; own terms and those of other vocabularies are told apart.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from ontology.namespaces import SJ, SJC, expand
from ontology.vocabulary import Term, key, vocabulary

from .ordering import sort_key

CHARACTERISTICS = (
    "Functional",
    "InverseFunctional",
    "Transitive",
    "Symmetric",
    "Asymmetric",
    "Reflexive",
    "Irreflexive",
)


def is_own(iri: str) -> bool:
    """Whether a term is one of the project's own ontology.

    >>> is_own(expand("Body")), is_own(expand("org:Organization"))
    (True, False)
    """
    return iri.startswith(SJ)


def above(iri: str) -> list[str]:
    """What stands directly above a class or property.

    >>> expand("Event") in above(expand("Session"))
    True
    """
    return sorted(upper for lower, upper in _hierarchy() if lower == iri)


def below(iri: str) -> list[str]:
    """What stands directly below a class or property."""
    return sorted(lower for lower, upper in _hierarchy() if upper == iri)


@cache
def _hierarchy() -> tuple[tuple[str, str], ...]:
    return tuple(vocabulary().pairs("rdfs:subClassOf") + vocabulary().pairs("rdfs:subPropertyOf"))


def inverses(iri: str) -> list[str]:
    """The properties that say the same in the other direction.

    >>> inverses(expand("established")) == [expand("establishedBy")]
    True
    """
    pairs = vocabulary().pairs("owl:inverseOf")
    return sorted({b for a, b in pairs if a == iri} | {a for a, b in pairs if b == iri})


def characteristics(iri: str) -> list[str]:
    """The names of the characteristics of a property, in the order of OWL 2.

    >>> characteristics(expand("schema:containedInPlace"))
    ['Transitive']
    """
    term = vocabulary().by_iri[iri]
    return [name for name in CHARACTERISTICS if expand(f"owl:{name}Property") in term.kinds]


def chains(iri: str) -> list[list[tuple[str, bool]]]:
    """The chains from which a property is inferred: their steps, each with whether it runs backwards."""
    return [steps for inferred, steps in vocabulary().chains() if inferred == iri]


def disjoint(iri: str) -> list[str]:
    """The classes of which nothing of a class can be.

    >>> expand("City") in disjoint(expand("Country"))
    True
    """
    return sorted({other for among in _disjoint() if iri in among for other in among} - {iri})


@cache
def _disjoint() -> tuple[frozenset[str], ...]:
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    heads = []
    for triple in vocabulary().triples:
        name = triple.predicate.value
        if name in (expand("rdf:first"), expand("rdf:rest")):
            lists[key(triple.subject)][name] = key(triple.object)
        elif name == expand("owl:members"):
            heads.append(key(triple.object))
    found = []
    for head in heads:
        members = set()
        while head in lists:
            members.add(lists[head][expand("rdf:first")])
            head = lists[head][expand("rdf:rest")]
        found.append(frozenset(members))
    return tuple(found)


def properties_of(cls: str) -> list[Term]:
    """The properties whose domain names a class itself.

    >>> "assistedCountry" in [term.name for term in properties_of(expand("Programme"))]
    True
    """
    return [term for term in _properties() if cls in term.domains]


def properties_to(cls: str) -> list[Term]:
    """The properties whose range names a class itself."""
    return [term for term in _properties() if cls in term.ranges]


def properties_of_anything() -> list[Term]:
    """The own properties that have no domain."""
    return [term for term in _properties() if not term.domains and is_own(term.iri) and not term.is_annotation]


@cache
def _properties() -> tuple[Term, ...]:
    return tuple(term for _, term in sorted(vocabulary().terms.items()) if not term.is_class)


def roots() -> list[str]:
    """The own classes that are below no other own class, in the order of their names."""
    classes = [term.iri for term in vocabulary().by_iri.values() if term.is_class and is_own(term.iri)]
    return sorted(iri for iri in classes if not any(map(is_own, above(iri))))


def sorted_by_label(iris: list[str], language: str) -> list[str]:
    """Terms in the order of their labels in a language."""
    terms = vocabulary().by_iri
    labels = {iri: terms[iri].labels.get(language, "") if iri in terms else "" for iri in iris}
    return sorted(iris, key=lambda iri: (sort_key(labels[iri], language), iri))


@cache
def code_lists() -> dict[str, dict[str, str]]:
    """The label of each code list by language, under its name.

    >>> code_lists()["confidence"]["en"]
    'degrees of confidence'
    """
    found: dict[str, dict[str, str]] = {name: {} for name in vocabulary().codes}
    for triple in vocabulary().triples:
        name = key(triple.subject).removeprefix(SJC)
        if name in found and triple.predicate.value == expand("skos:prefLabel"):
            found[name][getattr(triple.object, "language", "") or ""] = key(triple.object)
    return found
