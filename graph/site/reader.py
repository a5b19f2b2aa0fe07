"""The store as pages read it: labels, classes and sources of things, each looked up once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import key, vocabulary

from ..answers import cell_for_reader
from ..card import classes_of
from ..dataset import local_name
from ..facts import preferred
from ..sources import Source, inferred_graphs, source

Found = TypeVar("Found")
_KEPT = 50_000
"""How many answers are kept of each kind, so that memory does not grow with the graph."""
_FOUND_ONCE = 400
"""How many of what takes long to find, such as the outline of a document, which may be large."""


@dataclass(frozen=True)
class Text:
    """A text and the tag of its language; no tag for what is no language, such as a symbol."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """The direction of its script.

        >>> Text("سجل", "ar").direction, Text("A/RES/71/167", "").direction
        ('rtl', 'ltr')
        """
        return "rtl" if self.language == "ar" else "ltr"


@dataclass(frozen=True)
class Place:
    """The paragraph, footnote or document that states something: its IRI, and how it is told.

    Of what a program read in it, it is the paragraph that was read, not the graph of what was read.
    """

    iri: str
    source: Source


class Kept:
    """Answers that are kept: the ones that were asked for longest ago go first."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most = most
        self._found: OrderedDict[object, object] = OrderedDict()

    def get(self, asked: object, find: Callable[[], Found]) -> Found:
        """The answer that is kept, or a new one.

        >>> kept = Kept(1)
        >>> [kept.get(asked, lambda: asked.upper()) for asked in ("a", "b", "a")]
        ['A', 'B', 'A']
        """
        if asked in self._found:
            self._found.move_to_end(asked)
            return self._found[asked]  # type: ignore[return-value]
        found = find()
        self._found[asked] = found
        if len(self._found) > self._most:
            self._found.popitem(last=False)
        return found


class Reader:
    """What pages need to know of a store, which is taken not to change.

    >>> Reader(ox.Store(), "https://a.net/").label("https://a.net/id/body/x", "ar")
    Text(text='body/x', language='')
    """

    def __init__(self, store: ox.Store, base: str) -> None:
        self.store = store
        self.base = base
        self.told = next(store.named_graphs(), None) is not None
        """Whether the data have named graphs, which tell who states what."""
        self._inferred = inferred_graphs(store)
        self._labels, self._classes, self._places = Kept(), Kept(), Kept()
        self._once = Kept(_FOUND_ONCE)

    def once(self, asked: object, find: Callable[[], Found]) -> Found:
        """What takes long to find: the answer that was found before, or a new one.

        >>> reader = Reader(ox.Store(), "https://a.net/")
        >>> reader.once("x", lambda: [1]) is reader.once("x", lambda: [2])
        True
        """
        return self._once.get(asked, find)

    def label(self, iri: str, language: str) -> Text:
        """The label of a thing, term or code in the language, else in the other one; else its id.

        A place in a text that was read has the words there, a graph of what was read the label of what was read.
        """
        return self._labels.get((iri, language), lambda: self._label(iri, language))

    def _label(self, iri: str, language: str) -> Text:
        term = vocabulary().by_iri.get(iri)
        named = term.labels if term else vocabulary().code_labels.get(iri, {})
        for tag in (language, *named):
            if tag in named:
                return Text(named[tag], tag)
        found = preferred(self.store, ox.NamedNode(iri), [language]) or self._read(iri, language)
        return Text(found.value, found.language or "") if found else Text(local_name(iri, self.base), "")

    def _read(self, iri: str, language: str) -> ox.Literal | None:
        """The words of a mention, or the label of the part that a graph of what was read is of."""
        if expand("Mention") in self.classes(iri):
            selectors = self.values(self.value(iri, "oa:hasTarget"), "oa:hasSelector")
            words = (text for selector in selectors for text in self.values(selector.value, "oa:exact"))
            return next((text for text in words if isinstance(text, ox.Literal)), None)
        parts = self.subjects("readGraph", iri) if iri.endswith("/read") else []
        return preferred(self.store, ox.NamedNode(parts[0]), [language]) if parts else None

    def classes(self, iri: str) -> tuple[str, ...]:
        """The most special classes of a thing, as IRIs."""
        return self._classes.get(iri, lambda: classes_of(self.store, ox.NamedNode(iri)))

    def place(self, graph: str) -> Place | None:
        """The paragraph, footnote or document that a named graph stands for; None for the graph of a register.

        The graph of what was read in one stands for it, with a source that says that a program read it.
        """
        return self._places.get(graph, lambda: self._place(graph))

    def _place(self, graph: str) -> Place | None:
        found = None if self.is_inferred(graph) else source(self.store, ox.NamedNode(graph))
        if found and found.read:
            graph = min(self.subjects("readGraph", graph))
        return Place(graph, found) if found else None

    def is_inferred(self, graph: str) -> bool:
        """Whether a named graph holds what is inferred."""
        return graph in self._inferred

    def is_graph(self, iri: str) -> bool:
        """Whether the data have a named graph of that name."""
        try:
            return self.store.contains_named_graph(ox.NamedNode(iri))
        except ValueError:
            return False

    def values(self, iri: str, name: str) -> list[ox.NamedNode | ox.Literal]:
        """The values of a property of a thing, sorted; the name is that of a table or a CURIE.

        A text that is no IRI is no thing, and has none.
        """
        try:
            pattern = (ox.NamedNode(iri), ox.NamedNode(expand(name)), None, ox.DefaultGraph())
        except ValueError:
            return []
        found = (quad.object for quad in self.store.quads_for_pattern(*pattern))
        return sorted((v for v in found if isinstance(v, ox.NamedNode | ox.Literal)), key=str)

    def value(self, iri: str, name: str) -> str:
        """The first value of a property as text; nothing where there is none."""
        found = self.values(iri, name)
        return key(found[0]) if found else ""

    def subjects(self, name: str, iri: str) -> list[str]:
        """The things that have a thing as a value of a property, sorted; blank nodes are none."""
        pattern = (None, ox.NamedNode(expand(name)), ox.NamedNode(iri), ox.DefaultGraph())
        found = (quad.subject for quad in self.store.quads_for_pattern(*pattern))
        return sorted(subject.value for subject in found if isinstance(subject, ox.NamedNode))

    def things(self) -> Iterator[str]:
        """The things that have a label and are no part of another: those that have a page and data of their own.

        So have the graphs that tell of readings.
        """
        pattern = (None, ox.NamedNode(expand("skos:prefLabel")), None, ox.DefaultGraph())
        for quad in self.store.quads_for_pattern(*pattern):
            iri = key(quad.subject)
            if iri.startswith(f"{self.base}id/") and "#" not in iri:
                yield iri
        yield from sorted({iri.partition("#")[0] for iri in self.subjects("rdf:type", expand("Reading"))})

    def known(self, iri: str) -> bool:
        """Whether anything is said of a thing; of a text that is no IRI nothing is."""
        try:
            return next(self.store.quads_for_pattern(ox.NamedNode(iri), None, None), None) is not None
        except ValueError:
            return False

    def written(self, node: ox.Literal, language: str, *, part: bool = False) -> Text:
        """A literal as a reader of the language sees it: dates in words, numbers in digits of the language."""
        if node.language:
            return Text(node.value, node.language)
        text = cell_for_reader(node, language, self.base, part=part)
        return Text(text, language if text != node.value or node.value.isdigit() else "")
