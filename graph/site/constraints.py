"""What the shapes ask of the data, by the term that it is about.

SHACL (https://www.w3.org/TR/shacl/): node shapes by what they target, property shapes by their path.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

import shapes
from ontology.namespaces import SJS, expand
from ontology.vocabulary import key

_SEVERITIES = ("Violation", "Warning", "Info")
_TARGETS = ("sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf")
Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Constraint:
    """A constraint: its shape, the term that it is about, its message by language, how grave it is, and for which
    classes it holds, by IRI; for all things where none is named.
    """

    shape: str
    about: str
    messages: dict[str, str] = field(hash=False)
    severity: str
    classes: tuple[str, ...]


def constraints_on(iri: str) -> list[Constraint]:
    """The constraints about a class or property: those that the things of the class, or its values, have to meet.

    >>> [found.messages["en"] for found in constraints_on(expand("affiliatedWith"))]
    ['“affiliated with” is only said of a thing of the class body', 'affiliated with: of the class body']
    """
    return _by_term().get(iri, [])


@cache
def _by_term() -> dict[str, list[Constraint]]:
    values: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for triple in shapes.triples():
        values[key(triple.subject)][triple.predicate.value].append(triple.object)
    used_by: dict[str, set[str]] = defaultdict(set)
    for shape, said in values.items():
        for inner in said.get(expand("sh:property"), ()):
            used_by[key(inner)].add(shape)
    found: dict[str, list[Constraint]] = defaultdict(list)
    for shape, said in sorted(values.items()):
        if not shape.startswith(SJS):
            continue
        targets = sorted(key(node) for name in _TARGETS for node in said.get(expand(name), ()))
        paths = [node.value for node in said.get(expand("sh:path"), ()) if isinstance(node, ox.NamedNode)]
        classes = sorted(
            key(node) for user in used_by[shape] for node in values[user].get(expand("sh:targetClass"), ())
        )
        messages = {
            node.language: node.value
            for node in said.get(expand("sh:message"), ())
            if isinstance(node, ox.Literal) and node.language
        }
        if not messages:
            continue
        severity = next((key(node).rpartition("#")[2] for node in said.get(expand("sh:severity"), ())), _SEVERITIES[0])
        for about in [*paths, *targets]:
            found[about].append(Constraint(shape, about, messages, severity, tuple(dict.fromkeys(classes))))
        for cls in classes:  # what is asked of a class by its properties
            if len(paths) == 1:
                found[cls].append(Constraint(shape, paths[0], messages, severity, (cls,)))
    order = {name: place for place, name in enumerate(_SEVERITIES)}
    for among in found.values():
        among.sort(key=lambda one: (order.get(one.severity, 0), bool(one.classes), one.shape))
    return dict(found)
