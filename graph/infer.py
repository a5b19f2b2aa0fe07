"""What follows from the asserted triples and the ontology, without Java: the part of OWL 2 RL that the graph uses.

Superclasses and superproperties (cax-sco, prp-spo1), inverses (prp-inv1, prp-inv2), symmetric and transitive
properties (prp-symp, prp-trp) and property chains (prp-spo2): https://www.w3.org/TR/owl2-profiles/#OWL_2_RL.
The tests hold the result to the closure that owlrl computes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from ontology.vocabulary import RDF_TYPE, Vocabulary

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class _Rules:
    """The axioms of the ontology, indexed by the property or class that fires them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.classes = {c: above - {c} for c, above in vocabulary.superclasses.items()}
        self.properties = {p: above - {p} for p, above in vocabulary.superproperties.items()}
        self.inverses: dict[str, set[str]] = defaultdict(set)
        for one, other in vocabulary.pairs("owl:inverseOf"):
            self.inverses[one].add(other)
            self.inverses[other].add(one)
        for symmetric in vocabulary.of_kind("owl:SymmetricProperty"):
            self.inverses[symmetric].add(symmetric)
        self.transitive = vocabulary.of_kind("owl:TransitiveProperty")
        self.chains: dict[str, list[tuple[str, list[tuple[str, bool]]]]] = defaultdict(list)
        for result, steps in vocabulary.chains():
            for name, _ in steps:
                self.chains[name].append((result, steps))


class _Closure:
    """A set of triples that grows until no rule gives a new one."""

    def __init__(self, rules: _Rules) -> None:
        self.rules = rules
        self.known: set[ox.Triple] = set()
        self.waiting: list[ox.Triple] = []
        self.objects: dict[str, dict[Node, set[Node]]] = defaultdict(lambda: defaultdict(set))
        self.subjects: dict[str, dict[Node, set[Node]]] = defaultdict(lambda: defaultdict(set))

    def add(self, triple: ox.Triple) -> None:
        if triple in self.known:
            return
        self.known.add(triple)
        self.waiting.append(triple)
        name = triple.predicate.value
        self.objects[name][triple.subject].add(triple.object)
        self.subjects[name][triple.object].add(triple.subject)

    def run(self) -> None:
        while self.waiting:
            self._fire(self.waiting.pop())

    def _fire(self, triple: ox.Triple) -> None:
        subject, name, value = triple.subject, triple.predicate.value, triple.object
        if name == RDF_TYPE and isinstance(value, ox.NamedNode):
            for above in self.rules.classes.get(value.value, ()):
                self._new(subject, name, ox.NamedNode(above))
            return
        for above in self.rules.properties.get(name, ()):
            self._new(subject, above, value)
        if isinstance(value, ox.NamedNode | ox.BlankNode):
            for inverse in self.rules.inverses.get(name, ()):
                self._new(value, inverse, subject)
            if name in self.rules.transitive:
                for further in list(self.objects[name][value]):
                    self._new(subject, name, further)
                for before in list(self.subjects[name][subject]):
                    self._new(before, name, value)
            for result, steps in self.rules.chains.get(name, ()):
                self._chain(result, steps, subject, name, value)

    def _chain(self, result: str, steps: list[tuple[str, bool]], subject: Node, name: str, value: Node) -> None:
        """Join the chain through the new triple, at each step that it can be."""
        for position, (step, backwards) in enumerate(steps):
            if step != name:
                continue
            starts, ends = ({value}, {subject}) if backwards else ({subject}, {value})
            for earlier, reverse in reversed(steps[:position]):
                starts = {s for node in starts for s in self._step(earlier, not reverse, node)}
            for later, reverse in steps[position + 1 :]:
                ends = {e for node in ends for e in self._step(later, reverse, node)}
            for start in starts:
                for end in ends:
                    self._new(start, result, end)

    def _step(self, name: str, backwards: bool, node: Node) -> set[Node]:
        return (self.subjects if backwards else self.objects)[name].get(node, set())

    def _new(self, subject: Node, name: str, value: Node) -> None:
        if isinstance(subject, ox.NamedNode | ox.BlankNode):
            self.add(ox.Triple(subject, ox.NamedNode(name), value))


def infer(asserted: Iterable[ox.Triple], vocabulary: Vocabulary) -> set[ox.Triple]:
    """Give the triples that follow from the asserted ones and are not among them.

    >>> from ontology.namespaces import expand
    >>> from ontology.vocabulary import vocabulary
    >>> city = ox.NamedNode("https://example.org/vienna")
    >>> fact = ox.Triple(city, ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("City")))
    >>> sorted(str(t.object) for t in infer([fact], vocabulary()))
    ['<https://schema.org/Place>', '<https://w3id.org/sijill/ontology#Place>']
    """
    given = set(asserted)
    closure = _Closure(_Rules(vocabulary))
    for triple in given:
        closure.add(triple)
    closure.run()
    return closure.known - given
