"""What a set of triples holds, in the numbers that VoID describes a dataset with (https://www.w3.org/TR/void/)."""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import PREFIXES, SJ, SJC, compress, expand
from ontology.vocabulary import RDF_TYPE, key

_LINKS = frozenset(map(expand, ("owl:sameAs", "skos:exactMatch", "skos:closeMatch", "rdfs:seeAlso")))
"""Properties that say what a thing is elsewhere."""
_MENTIONS = expand("schema:mentions")


@dataclass(frozen=True)
class Link:
    """Links by one property to the things of one other site, whose address is told by its first part as well."""

    property: str
    target: str


class Tally:
    """Counts over triples that are each given once.

    >>> here = "https://a.net/id/body/"
    >>> fact = ox.Triple(ox.NamedNode(f"{here}x"), ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("Body")))
    >>> tally = Tally([fact], "https://a.net/")
    >>> tally.triples, tally.classes, tally.identified()
    (1, {'https://w3id.org/sijill/ontology#Body': 1}, (1, 1, 1))
    """

    def __init__(self, triples: Iterable[ox.Triple], base: str) -> None:
        self.space = f"{base}id/"
        self._base = base
        self.triples = 0
        self.properties: Counter[str] = Counter()
        self.links: Counter[Link] = Counter()
        self.mentions: Counter[str] = Counter()
        self._subjects: defaultdict[str, set[str]] = defaultdict(set)
        self._members: defaultdict[str, set[str]] = defaultdict(set)
        self._objects: set[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = set()
        self._add(triples)

    def _add(self, triples: Iterable[ox.Triple]) -> None:
        for t in triples:
            subject, name, value = key(t.subject), t.predicate.value, t.object
            self.triples += 1
            self.properties[name] += 1
            self._subjects[name].add(subject)
            self._objects.add(value)
            if name == RDF_TYPE:
                self._members[key(value)].add(subject)
            elif name == _MENTIONS:
                self.mentions[key(value)] += 1
            elif name in _LINKS and isinstance(value, ox.NamedNode) and (target := _site(value.value, self._base)):
                self.links[Link(name, target)] += 1

    def with_more(self, triples: Iterable[ox.Triple]) -> Tally:
        """A tally of these triples and others, which must not be among them."""
        other = copy.deepcopy(self)
        other._add(triples)
        return other

    @property
    def classes(self) -> dict[str, int]:
        """How many things each class has."""
        return {name: len(found) for name, found in self._members.items()}

    @property
    def subjects(self) -> dict[str, int]:
        """How many subjects each property has."""
        return {name: len(found) for name, found in self._subjects.items()}

    @property
    def distinct_objects(self) -> int:
        """How many nodes are an object."""
        return len(self._objects)

    def identified(self) -> tuple[int, int, int]:
        """How many nodes are a subject, how many of these have an IRI of the space of things, in how many documents.

        The document of a fragment is that of the thing before it.

        >>> Tally([], "https://a.net/").identified()
        (0, 0, 0)
        """
        subjects = set().union(*self._subjects.values()) if self._subjects else set()
        entities = {iri for iri in subjects if iri.startswith(self.space)}
        return len(subjects), len(entities), len({iri.partition("#")[0] for iri in entities})

    def vocabularies(self) -> list[str]:
        """The namespaces of the properties and classes in use that have a prefix, sorted.

        >>> Tally([], "https://a.net/").vocabularies()
        []
        """
        prefixes = {compress(iri).partition(":")[0] for iri in (*self.properties, *self._members)}
        return sorted(PREFIXES[prefix] for prefix in prefixes if prefix in PREFIXES)

    def examples(self, most: int) -> list[str]:
        """The things that most paragraphs mention, one of each class of our own ontology, those mentioned most first.

        >>> Tally([], "https://a.net/").examples(3)
        []
        """
        kinds: dict[str, frozenset[str]] = {}
        for cls, things in self._members.items():
            if cls.startswith(SJ):
                for thing in things & self.mentions.keys():
                    kinds[thing] = kinds.get(thing, frozenset()) | {cls}
        found: list[str] = []
        seen: set[frozenset[str]] = set()
        for thing in sorted(kinds, key=lambda iri: (-self.mentions[iri], iri)):
            if thing.startswith(self.space) and kinds[thing] not in seen:
                seen.add(kinds[thing])
                found.append(thing)
        return found[:most]


def _site(iri: str, base: str) -> str:
    """What the things of another site begin with: its address with the first part of the path, where more follows.

    >>> _site("http://metadata.un.org/sdg/16.2", "https://a.net/"), _site("https://a.net/id/x", "https://a.net/")
    ('http://metadata.un.org/sdg/', '')
    """
    scheme, mark, rest = iri.partition("://")
    if iri.startswith((base, SJ, SJC)) or not mark or scheme not in ("http", "https"):
        return ""
    host, _, path = rest.partition("/")
    first, more, _ = path.partition("/")
    return f"{scheme}://{host}/{first}/" if more else f"{scheme}://{host}/"
