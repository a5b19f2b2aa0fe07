"""The ontology as the loaders, shapes and pages see it: terms, labels, domains, ranges and code lists.

Source: the Turtle files beside this module, OWL 2 (https://www.w3.org/TR/owl2-syntax/) and SKOS.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from .namespaces import SJ, SJC, compress, expand

HERE = Path(__file__).parent
FILES = (HERE / "sijill.ttl", HERE / "concepts.ttl", HERE / "alignments.ttl")

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

RDF_TYPE = expand("rdf:type")
OWL_CLASS = expand("owl:Class")
OBJECT_PROPERTY = expand("owl:ObjectProperty")
DATATYPE_PROPERTY = expand("owl:DatatypeProperty")
ANNOTATION_PROPERTY = expand("owl:AnnotationProperty")
LANG_STRING = expand("rdf:langString")


@dataclass(frozen=True)
class Term:
    """A class or property of the ontology, own or foreign, with all that a loader needs to know of it."""

    iri: str
    kinds: frozenset[str]
    labels: dict[str, str] = field(hash=False)
    definitions: dict[str, str] = field(hash=False)
    notes: dict[str, str] = field(hash=False)
    domains: frozenset[str]
    ranges: frozenset[str]
    code_list: str | None
    printed_date: bool
    date_bound: str
    expected_once: bool
    digits: int

    @property
    def name(self) -> str:
        """The name that tables use: the local name of an own term, the CURIE of a foreign one."""
        return self.iri.removeprefix(SJ) if self.iri.startswith(SJ) else compress(self.iri)

    @property
    def is_class(self) -> bool:
        """Whether the term is a class."""
        return OWL_CLASS in self.kinds

    @property
    def is_annotation(self) -> bool:
        """Whether the term is an annotation property, which has no domain or range in OWL 2 DL."""
        return ANNOTATION_PROPERTY in self.kinds

    @property
    def is_object_property(self) -> bool:
        """Whether the values are things."""
        return OBJECT_PROPERTY in self.kinds

    @property
    def takes_text(self) -> bool:
        """Whether the values are texts with a language tag."""
        return LANG_STRING in self.ranges


class Vocabulary:
    """All terms and code lists, indexed.

    >>> vocabulary().term("assistedCountry").labels["ar"]
    'البلد المستفيد'
    >>> sorted(vocabulary().codes["confidence"])
    ['likely', 'possible', 'sure']
    """

    def __init__(self, paths: tuple[Path, ...] = FILES) -> None:
        self.triples: list[ox.Triple] = []
        self._by_subject: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for path in paths:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
                self.triples.append(quad.triple)
                self._by_subject[key(quad.subject)][quad.predicate.value].append(quad.object)
        self.terms: dict[str, Term] = {}
        for subject, values in self._by_subject.items():
            kinds = frozenset(key(o) for o in values.get(RDF_TYPE, ()))
            if kinds & {OWL_CLASS, OBJECT_PROPERTY, DATATYPE_PROPERTY, ANNOTATION_PROPERTY}:
                if subject.startswith("_:"):
                    continue
                term = self._term(subject, kinds, values)
                self.terms[term.name] = term
        self.by_iri = {term.iri: term for term in self.terms.values()}
        self.codes: dict[str, dict[str, str]] = defaultdict(dict)
        self.code_labels: dict[str, dict[str, str]] = {}
        for subject, values in self._by_subject.items():
            for scheme in values.get(expand("skos:inScheme"), ()):
                notation = key(values[expand("skos:notation")][0])
                self.codes[key(scheme).removeprefix(SJC)][notation] = subject
                self.code_labels[subject] = _by_language(values.get(expand("skos:prefLabel"), ()))

    def _term(self, subject: str, kinds: frozenset[str], values: dict[str, list[Node]]) -> Term:
        code_lists = [key(o).removeprefix(SJC) for o in values.get(expand("codeList"), ())]
        return Term(
            iri=subject,
            kinds=kinds,
            labels=_by_language(values.get(expand("rdfs:label"), ())),
            definitions=_by_language(values.get(expand("skos:definition"), ())),
            notes=_by_language(values.get(expand("skos:scopeNote"), ())),
            domains=self._members(values, "rdfs:domain", "schema:domainIncludes"),
            ranges=self._members(values, "rdfs:range", "schema:rangeIncludes"),
            code_list=code_lists[0] if code_lists else None,
            printed_date=bool(values.get(expand("dateForm"))),
            date_bound=next((key(o) for o in values.get(expand("dateBound"), ())), ""),
            expected_once=bool(values.get(expand("expectedOnce"))),
            digits=max((int(key(o)) for o in values.get(expand("digits"), ())), default=0),
        )

    def _members(self, values: dict[str, list[Node]], *properties: str) -> frozenset[str]:
        """Flatten a domain or range: named classes, and the members of an owl:unionOf."""
        found: set[str] = set()
        for name in properties:
            for node in values.get(expand(name), ()):
                if isinstance(node, ox.BlankNode):
                    union = self._by_subject[key(node)][expand("owl:unionOf")]
                    found.update(item for head in union for item in self._list(head))
                else:
                    found.add(key(node))
        return frozenset(found)

    def _list(self, head: Node) -> list[str]:
        """Read an RDF collection into the keys of its members."""
        members: list[str] = []
        while key(head) != expand("rdf:nil"):
            cell = self._by_subject[key(head)]
            members.append(key(cell[expand("rdf:first")][0]))
            head = cell[expand("rdf:rest")][0]
        return members

    def chains(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """The property chains: the property inferred, and its steps with whether each runs backwards."""
        found = []
        for subject, values in sorted(self._by_subject.items()):
            for head in values.get(expand("owl:propertyChainAxiom"), ()):
                steps = []
                for step in self._list(head):
                    inverse = self._by_subject[step].get(expand("owl:inverseOf")) if step[:2] == "_:" else None
                    steps.append((key(inverse[0]), True) if inverse else (step, False))
                found.append((subject, steps))
        return found

    def pairs(self, property_name: str) -> list[tuple[str, str]]:
        """Every subject and object, both named, that the ontology connects by the property."""
        predicate = expand(property_name)
        return sorted(
            (subject, o.value)
            for subject, values in self._by_subject.items()
            if not subject.startswith("_:")
            for o in values.get(predicate, ())
            if isinstance(o, ox.NamedNode)
        )

    def of_kind(self, kind: str) -> set[str]:
        """The IRIs of all terms that the ontology gives the type, such as owl:TransitiveProperty."""
        return {iri for iri, term in self.by_iri.items() if expand(kind) in term.kinds}

    def term(self, name: str) -> Term:
        """Look a term up by the name that tables use. Raises KeyError where there is none."""
        return self.terms[name]

    @cached_property
    def superclasses(self) -> dict[str, frozenset[str]]:
        """Each class with all classes above it, itself included."""
        return _closure(self.pairs("rdfs:subClassOf"), {i for i, t in self.by_iri.items() if t.is_class})

    @cached_property
    def superproperties(self) -> dict[str, frozenset[str]]:
        """Each property with all properties above it, itself included."""
        return _closure(self.pairs("rdfs:subPropertyOf"), set(self.by_iri))

    def lowest(self, iris: Iterable[str]) -> frozenset[str]:
        """Those of some classes that are above no other of them: the most special ones.

        >>> words = vocabulary()
        >>> [words.by_iri[iri].name for iri in words.lowest([expand("Event"), expand("Session")])]
        ['Session']
        """
        classes = set(iris)
        return frozenset(c for c in classes if not any(c in self.superclasses.get(o, ()) for o in classes - {c}))

    def subclasses(self, iri: str) -> frozenset[str]:
        """All classes below a class, itself included."""
        return frozenset(c for c, above in self.superclasses.items() if iri in above)


def _closure(pairs: list[tuple[str, str]], nodes: set[str]) -> dict[str, frozenset[str]]:
    direct: dict[str, set[str]] = defaultdict(set)
    for lower, upper in pairs:
        direct[lower].add(upper)
    result = {}
    for node in nodes | set(direct):
        seen: set[str] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if current not in seen:
                seen.add(current)
                waiting.extend(direct[current])
        result[node] = frozenset(seen)
    return result


def key(node: Node) -> str:
    """The text of a term: the IRI, the lexical form, or the label of a blank node.

    >>> key(ox.Literal("x", language="en"))
    'x'
    """
    return str(node) if isinstance(node, ox.BlankNode | ox.Triple) else node.value


def _by_language(values: list[Node] | tuple[()]) -> dict[str, str]:
    return {v.language: v.value for v in values if isinstance(v, ox.Literal) and v.language}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this installation, read once."""
    return Vocabulary()
