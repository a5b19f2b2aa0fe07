"""What a site holds, gone through once: the things of each class, with their places, topics, dates and mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

import pyoxigraph as ox

from ontology.namespaces import SJ, SJC, expand
from ontology.vocabulary import RDF_TYPE, vocabulary

from ..captions import kind_of
from ..statements import inverse
from .dated import Dated, dated
from .site import Site
from .stated import statements_in

_ABOUT = expand("schema:observationAbout")
_WITHIN = expand("schema:containedInPlace")
_PARTS = ("Paragraph", "Section", "Footnote")
_PLACES_IN_TEXT = expand("Mention")
"""The class of what has no name and stands on the page of its paragraph: it is in no list."""


class Holdings:
    """What is counted of a store once and kept: lists, countries, the timeline and the home page are made of it.

    A thing is what has a class of the ontology; codes are none.

    >>> Holdings(ox.Store()).counts
    Counter()
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @cached_property
    def classes(self) -> dict[str, tuple[str, ...]]:
        """The most special classes of each thing."""
        types: dict[str, set[str]] = defaultdict(set)
        own = {iri for iri, term in vocabulary().by_iri.items() if term.is_class and iri.startswith(SJ)}
        for thing, cls in self._pairs([RDF_TYPE]):
            if cls in own and cls != _PLACES_IN_TEXT and not thing.startswith(SJC):
                types[thing].add(cls)
        lowest: dict[frozenset[str], tuple[str, ...]] = {}
        found = {}
        for thing, among in types.items():
            kinds = frozenset(among)
            if kinds not in lowest:
                lowest[kinds] = tuple(sorted(vocabulary().lowest(kinds)))
            found[thing] = lowest[kinds]
        return found

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """The things of each class and of the classes below it; classes without any are left out."""
        found: dict[str, list[str]] = defaultdict(list)
        for thing, classes in self.classes.items():
            for cls in above(classes):
                found[cls].append(thing)
        return dict(found)

    @cached_property
    def counts(self) -> Counter[str]:
        """How many things each class has, those of the classes below it included."""
        return Counter({cls: len(things) for cls, things in self.members.items()})

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The preferred labels of things by language."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        pattern = (None, ox.NamedNode(expand("skos:prefLabel")), None, ox.DefaultGraph())
        for quad in self._store.quads_for_pattern(*pattern):
            thing, name = quad.subject, quad.object
            if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal) and thing.value in self.classes:
                found[name.language or ""][thing.value] = name.value
        return dict(found)

    def label(self, thing: str, language: str) -> str:
        """The label that a thing is sorted by: that of the language, else another, else its IRI."""
        tags = (language, *sorted(self.labels.keys() - {language}))
        return next((self.labels[tag][thing] for tag in tags if thing in self.labels.get(tag, ())), thing)

    @cached_property
    def named(self) -> int:
        """How many things have a name of their own: parts of documents and what belongs to one are not counted."""
        parts = {thing for name in _PARTS for thing in self.members.get(expand(name), [])}
        return len({t for of in self.labels.values() for t in of if "#" not in t} - parts)

    @cached_property
    def mentions(self) -> Counter[str]:
        """How many paragraphs and footnotes name each thing."""
        return Counter(thing for _, thing in self._pairs([expand("schema:mentions")]))

    @cached_property
    def dates(self) -> dict[str, tuple[Dated, ...]]:
        """The dates of each thing that has any."""
        return dated(self._store)

    @cached_property
    def topics(self) -> dict[str, tuple[str, ...]]:
        """The topics of each thing, by the properties that say what something is about."""
        subject = expand("dcterms:subject")
        terms = [iri for iri in vocabulary().by_iri if subject in vocabulary().superproperties.get(iri, ())]
        topics = self.members.get(expand("Topic"), [])
        return _collected(self._pairs(terms), set(topics))

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """The countries and regions of each thing: a city stands for its country.

        A figure has the place that it is about, or that what it is about is in alone: the total of a programme in many
        countries is no figure of each of them.
        """
        countries = set(self.members.get(expand("Country"), []))
        wholes = _collected(self._pairs([_WITHIN]), countries)
        kept = countries | set(self.members.get(expand("Region"), []))
        found: dict[str, set[str]] = defaultdict(set)
        for thing, place in self._pairs(place_terms()):
            found[thing].update(wholes.get(place, ()))
            if place in kept:
                found[thing].add(place)
        for city, whole in wholes.items():
            found[city].update(whole)
        for figure, thing in self._pairs([_ABOUT]):
            found[figure].update({thing} & kept or _one_place(found.get(thing, set()), wholes))
        return {thing: tuple(sorted(among)) for thing, among in found.items() if among}

    @cached_property
    def at(self) -> dict[str, list[str]]:
        """The things of each country and region."""
        found: dict[str, list[str]] = defaultdict(list)
        for thing, places in self.places.items():
            for place in places:
                found[place].append(thing)
        return dict(found)

    @cached_property
    def operating(self) -> frozenset[tuple[str, str]]:
        """The programmes, networks, campaigns and others that work at a place, each with the place."""
        return frozenset(self._pairs([expand("operatesIn")]))

    @cached_property
    def acts(self) -> Counter[str]:
        """How many things each body did: prepared, adopted, provided, took part in and the like."""
        actors, bodies = vocabulary().subclasses(expand("Actor")), set(self.members.get(expand("Body"), []))
        terms = [t.iri for t in vocabulary().terms.values() if t.ranges and t.ranges <= actors and inverse(t.iri)]
        return Counter(body for _, body in {pair for pair in self._pairs(terms) if pair[1] in bodies})

    @cached_property
    def documents(self) -> Counter[str]:
        """The documents whose paragraphs are in the graph, with how many each has."""
        paragraphs = set(self.members.get(expand("Paragraph"), []))
        documents = set(self.members.get(expand("Document"), []))
        pairs = self._pairs([expand("eli:is_part_of")])
        return Counter(whole for part, whole in pairs if part in paragraphs and whole in documents)

    @cached_property
    def connections(self) -> Counter[str]:
        """How much is said of each programme, project and plan, and by how much it is pointed to."""
        things = [t for t, classes in self.classes.items() if "programme" in kinds_of(classes)]
        found: Counter[str] = Counter()
        for thing in things:
            node = ox.NamedNode(thing)
            found[thing] += sum(1 for _ in self._store.quads_for_pattern(node, None, None, ox.DefaultGraph()))
            found[thing] += sum(1 for _ in self._store.quads_for_pattern(None, None, node, ox.DefaultGraph()))
        return found

    @cached_property
    def statuses(self) -> dict[str, Counter[str]]:
        """How many labels each status has, by language; the statuses by the IRIs of their codes."""
        forms = ox.NamedNode(expand("skosxl:literalForm"))
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for label, status in self._pairs([expand("labelStatus")]):
            for quad in self._store.quads_for_pattern(ox.NamedNode(label), forms, None, ox.DefaultGraph()):
                if isinstance(quad.object, ox.Literal):
                    found[quad.object.language or ""][status] += 1
        return dict(found)

    @cached_property
    def statements(self) -> int:
        """How many statements paragraphs, footnotes and covers make, each counted where it is made.

        They are counted as the pages of documents count them: a text in two languages is one, and figures, mandates,
        memberships, corrections and mentions are none.
        """
        parts = (part for name in ("Paragraph", "Footnote") for part in self.members.get(expand(name), []))
        return sum(statements_in(self._store, part) for part in (*parts, *self.documents))

    def _pairs(self, terms: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The things that some properties connect, each pair once for each property."""
        for term in terms:
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(term), None, ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                    yield quad.subject.value, quad.object.value


@cache
def above(classes: tuple[str, ...]) -> frozenset[str]:
    """The classes of the ontology's own that are above some classes, these included."""
    found: frozenset[str] = frozenset()
    for cls in classes:
        found |= vocabulary().superclasses[cls]
    return frozenset(cls for cls in found if cls.startswith(SJ))


@cache
def kinds_of(classes: tuple[str, ...]) -> frozenset[str]:
    """The kinds of some classes, as the pictures colour them.

    >>> sorted(kinds_of((expand("Programme"), expand("Country"))))
    ['place', 'programme']
    """
    return frozenset(map(kind_of, classes))


def place_terms() -> list[str]:
    """The properties that say where something is or works, by their ranges; what only reasoning gives is none.

    >>> [vocabulary().by_iri[iri].name for iri in place_terms()]
    ['locatedIn', 'operatesIn', 'covers', 'assistedCountry', 'schema:location']
    """
    places, chained = vocabulary().subclasses(expand("Place")), {iri for iri, _ in vocabulary().chains()}
    terms = (t for t in vocabulary().terms.values() if t.ranges and t.ranges <= places)
    return [t.iri for t in terms if t.iri not in chained and t.iri != _WITHIN]


def _one_place(places: set[str], wholes: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Some places where they are one, or one with what is within it; none where they are several."""
    alone = any(all(place == whole or whole in wholes.get(place, ()) for place in places) for whole in places)
    return places if alone else set()


def _collected(pairs: Iterable[tuple[str, str]], among: set[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for thing, value in pairs:
        if value in among:
            found[thing].add(value)
    return {thing: tuple(sorted(values)) for thing, values in found.items()}


def holdings(site: Site) -> Holdings:
    """What a site holds, kept as long as the site."""
    return site.whole(_of)


def _of(site: Site) -> Holdings:
    return Holdings(site.store)
