"""The names of the things in a store: labels, other names, identifiers and codes, with the class of each thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from ontology.namespaces import SJ, SJC, expand
from ontology.vocabulary import Vocabulary, key

from .dataset import local_name
from .reading import Readable

KINDS = ("label", "other-name", "identifier")
"""What a name is: the thing's label, another name of it, or an identifier (a symbol, a code, its own id)."""
_PROPERTIES = {
    "skos:prefLabel": "label",
    "skos:altLabel": "other-name",
    "dcterms:identifier": "identifier",
    "symbolAsPrinted": "identifier",
    "caseNumber": "identifier",
    "isoAlpha2": "identifier",
    "isoAlpha3": "identifier",
    "m49": "identifier",
    "skos:notation": "identifier",
}
_BESIDE = {"sessionNumber": None, "editionNumber": None, "earliest": 4, "latest": 4}
"""Properties whose numbers go with the names of a thing, and how many of their characters do: of dates the year."""

_NOTE = "fn"
"""Before the number of a footnote, which nobody asks for with it."""


@dataclass(frozen=True)
class Name:
    """One name of a thing; `kind` is one of KINDS, `language` is empty for identifiers."""

    text: str
    kind: str
    language: str


@dataclass
class Thing:
    """A named thing: its id, the IRIs of its most special classes of the ontology, its names.

    `number` is that of a part of a document, by which it is called. `beside` are numbers that go with the names without
    being one: of a session, of the years of an event. `mentions` is in how many paragraphs the thing is named;
    `described` says that its label is our description, not a name.
    """

    identifier: str
    classes: frozenset[str] = frozenset()
    names: list[Name] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    number: str = ""
    mentions: int = 0
    described: bool = False

    def label(self, languages: list[str]) -> Name:
        """The label in the first language of the order that has one, else the id. The name says its language.

        >>> thing = Thing("body/x", names=[Name("Body", "label", "en")])
        >>> thing.label(["ar", "en"]), Thing("body/x").label(["en"]).kind
        (Name(text='Body', kind='label', language='en'), 'identifier')
        """
        for language in languages:
            for name in self.names:
                if name.kind == "label" and name.language == language:
                    return name
        return next((n for n in self.names if n.kind == "label"), Name(self.identifier, "identifier", ""))


def named_things(store: Readable, vocabulary: Vocabulary, base: str) -> list[Thing]:
    """Every thing under the base that has a label, and every code that stands for one, in the order of the ids.

    >>> from ontology.vocabulary import vocabulary
    >>> from graph.store import fill
    >>> node, name = ox.NamedNode("https://a.net/id/body/x"), ox.NamedNode(expand("skos:prefLabel"))
    >>> things = named_things(fill([ox.Quad(node, name, ox.Literal("Body"))]), vocabulary(), "https://a.net/")
    >>> [(thing.identifier, [name.text for name in thing.names]) for thing in things]
    [('body/x', ['Body', 'body/x'])]
    """
    classes_of = _classes(store, vocabulary)
    things = {
        iri: Thing(local_name(iri, base))
        for iri, _ in _values(store, "skos:prefLabel")
        if iri.startswith(f"{base}id/") or (iri.startswith(SJC) and iri in classes_of)
    }
    for name, kind in _PROPERTIES.items():
        for iri, value in _values(store, name):
            if iri in things and isinstance(value, ox.Literal):
                things[iri].names.append(Name(value.value, kind, value.language or ""))
    for iri, classes in classes_of.items():
        if iri in things:
            things[iri].classes = classes
    for name, length in _BESIDE.items():
        for iri, value in _values(store, name):
            if iri in things:
                things[iri].beside.append(key(value)[:length])
    for iri, value in _values(store, "eli:number"):
        if iri in things:
            things[iri].number = key(value).removeprefix(_NOTE)
    for iri, count in _mentions(store).items():
        if iri in things:
            things[iri].mentions = count
    for iri in _described(store):
        if iri in things:
            things[iri].described = True
    for thing in things.values():
        thing.names.append(Name(thing.identifier, "identifier", ""))
        thing.names.sort(key=lambda name: (KINDS.index(name.kind), name.language, name.text))
    return sorted(things.values(), key=lambda thing: thing.identifier)


def _values(store: Readable, name: str) -> Iterator[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(expand(name)), None, ox.DefaultGraph()):
        yield key(quad.subject), quad.object


def _classes(store: Readable, vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """The own classes of each subject that are above no other class of it."""
    found: dict[str, set[str]] = defaultdict(set)
    for iri, value in _values(store, "rdf:type"):
        if key(value).startswith(SJ) and key(value) in vocabulary.by_iri:
            found[iri].add(key(value))
    return {iri: vocabulary.lowest(classes) for iri, classes in found.items()}


def _mentions(store: Readable) -> Counter[str]:
    """How many paragraphs mention each thing."""
    return Counter(key(value) for _, value in _values(store, "schema:mentions"))


def _described(store: Readable) -> set[str]:
    """The things whose label in some language is recorded as a description."""
    labels = {iri for iri, value in _values(store, "labelStatus") if key(value) == expand("sjc:label-status-described")}
    return {iri for iri, value in _values(store, "skosxl:prefLabel") if key(value) in labels}
