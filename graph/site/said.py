"""What is said of a thing and by it, grouped and ordered for a reader, each with the paragraphs that state it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from ..captions import kind_of, kinds
from ..statements import inverse, natural
from .ordering import sort_key
from .reader import Place, Reader, Text
from .told import in_order, of_itself

_NAMES = frozenset(
    expand(name)
    for name in ("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skosxl:prefLabel", "eli:title")
) | {expand("schema:text"), expand("readGraph")}
"""What the head of a page shows, and what it shows of a text that was read."""
_PARTS = frozenset(
    expand(name)
    for name in ("rdf:type", "oa:hasSource", "sd:name", "void:exampleResource", "schema:mentions", "eli:is_part_of")
) | {expand("oa:hasBody"), expand("prov:used")}
"""How things point to others without saying anything of them; mentions, parts and readings have their own sections."""
_ABOUT = expand("schema:observationAbout")
_DESCRIPTION = expand("dcterms:description")
FIRST = 12
"""How many values of a property are seen before the others are unfolded."""
_ALIKE = 3
"""From how many values on what is the same for all of them is told once."""
_SHORT = 36
"""How many letters a value has at most that stands beside others in a row."""
_MOST_POINTING = 4000
"""How many statements that point to a thing are looked at."""


@dataclass(frozen=True)
class Value:
    """A value of a property, or a thing that points here: its text, its IRI where it is a thing, and who states it.

    `register` says that no paragraph states it: it is from the tables of a register.
    """

    text: Text
    iri: str | None
    places: tuple[Place, ...]
    order: tuple[object, ...] = ()
    external: bool = False
    register: bool = False

    @property
    def read(self) -> bool:
        """Whether a program read it, and no person recorded it."""
        return bool(self.places) and all(place.source.read for place in self.places)


@dataclass
class Block:
    """A property and its values."""

    term: str
    label: Text
    values: list[Value]
    pointing: bool = False
    also: tuple[Block, ...] = ()
    """Other properties that have the very same values, from the same paragraphs."""

    @property
    def count(self) -> int:
        """How many values there are."""
        return len(self.values)

    @property
    def shared(self) -> tuple[Place, ...]:
        """The paragraphs that state all the values alike, so that they are named once behind them."""
        places = {value.places for value in self.values}
        return self.values[0].places if len(self.values) >= _ALIKE and len(places) == 1 else ()

    @property
    def register(self) -> bool:
        """Whether all the values are from a register, so that this is told once behind them."""
        return len(self.values) >= _ALIKE and all(value.register for value in self.values)

    @property
    def short(self) -> bool:
        """Whether the values are many and short, so that they stand in columns."""
        alone = self.shared or self.register or not any(value.places or value.register for value in self.values)
        room = _SHORT if alone else _SHORT // 2
        return len(self.values) > _ALIKE and all(len(value.text.text) <= room for value in self.values)

    @property
    def first(self) -> list[Value]:
        """The values that are seen at once."""
        return self.values if len(self.values) <= FIRST + 2 else self.values[:FIRST]

    @property
    def others(self) -> list[Value]:
        """The values behind them."""
        return self.values[len(self.first) :]


@dataclass
class Group:
    """Properties whose values are of one kind, under the name of the kind."""

    kind: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many values are in it, one that stands under two properties once."""
        return sum(block.count for block in self.blocks)


def said_of(reader: Reader, iri: str, language: str) -> list[Group]:
    """What the graphs say of a thing: what only the graph of inferred triples says is left out.

    >>> said_of(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x", "ar")
    []
    """
    found: dict[str, dict[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, set[str]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for quad in reader.store.quads_for_pattern(ox.NamedNode(iri), None, None):
        if quad.predicate.value not in _NAMES:
            graphs = found[quad.predicate.value][quad.object]
            if isinstance(quad.graph_name, ox.NamedNode):
                graphs.add(quad.graph_name.value)
    blocks = []
    for term, values in found.items():
        told = [
            _value(reader, node, graphs, iri, language)
            for node, graphs in values.items()
            if not (graphs and all(map(reader.is_inferred, graphs))) and _in_language(node, values, language)
        ]
        if told:
            blocks.append(Block(term, reader.label(term, language), sorted(told, key=lambda v: v.order)))
    return _grouped(reader, blocks, language)


def _in_language(
    node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, among: Iterable[object], language: str
) -> bool:
    """Whether a text is in the language, or in another one that has no counterpart in the language."""
    if not isinstance(node, ox.Literal) or not node.language or node.language == language:
        return True
    return not any(isinstance(other, ox.Literal) and other.language == language for other in among)


def _value(reader: Reader, node: object, graphs: Iterable[str], iri: str, language: str) -> Value:
    places, register = _places(reader, graphs, iri), from_register(reader, graphs)
    if isinstance(node, ox.NamedNode):
        text = reader.label(node.value, language)
        ours = reader.known(node.value) or node.value in vocabulary().by_iri
        return Value(text, node.value, places, sort_key(text.text, language), external=not ours, register=register)
    if isinstance(node, ox.Literal):
        return Value(reader.written(node, language), None, places, (*natural(node.value),), register=register)
    return Value(Text(str(node), ""), None, places, (str(node),), register=register)


def from_register(reader: Reader, graphs: Iterable[str]) -> bool:
    """Whether some graphs are those of registers alone: no part of a document states what is in them.

    >>> from_register(Reader(ox.Store(), "https://a.net/"), [])
    False
    """
    asserted = [graph for graph in graphs if not reader.is_inferred(graph)]
    return bool(asserted) and not any(map(reader.place, asserted))


def _places(reader: Reader, graphs: Iterable[str], iri: str) -> tuple[Place, ...]:
    """The paragraphs among some graphs; the graph of a document states nothing but the form of its own parts."""
    whole = iri.partition("#")[0]
    return tuple(in_order(place for graph in graphs if (place := reader.place(graph)) and not _is_form(place, whole)))


def _is_form(place: Place, iri: str) -> bool:
    return place.source.paragraph == "0" and iri.startswith((f"{place.iri}/para/", f"{place.iri}/footnote/"))


def _grouped(reader: Reader, blocks: Sequence[Block], language: str) -> list[Group]:
    """Blocks by the kind of most of their values: plain facts first, then as the kinds of things are ordered."""
    order = ["facts", *(kind for kind in kinds() if kind not in ("record", "other")), "record", "other", "links"]
    groups: dict[str, Group] = {}
    for block in blocks:
        found = Counter(_kind(reader, value) for value in block.values)
        kind = min(found, key=lambda kind: (-found[kind], order.index(kind)))
        groups.setdefault(kind, Group(kind)).blocks.append(block)
    for group in groups.values():
        group.blocks.sort(key=lambda b: (b.pointing, b.term != _DESCRIPTION, sort_key(b.label.text, language), b.term))
    return sorted(groups.values(), key=lambda group: order.index(group.kind))


def _kind(reader: Reader, value: Value) -> str:
    if value.iri is None:
        return "facts"
    if value.external:
        return "links"
    classes = reader.classes(value.iri)
    return kind_of(classes[0]) if classes else "facts"


def apart(groups: Iterable[Group]) -> tuple[list[Group], list[Group]]:
    """What people recorded, and what only a program read.

    >>> apart([Group("facts", [Block("https://a.net/p", Text("p", ""), [Value(Text("x", ""), None, ())])])])[1]
    []
    """
    parts: tuple[list[Group], list[Group]] = ([], [])
    for group in groups:
        for read, part in enumerate(parts):
            kept = [
                replace(b, values=values) for b in group.blocks if (values := [v for v in b.values if v.read == read])
            ]
            part.extend([Group(group.kind, kept)] if kept else [])
    return parts


def together(groups: Iterable[Group]) -> list[Group]:
    """Groups whose properties stand together where they have the very same values, from the same paragraphs.

    >>> values = [Value(Text(name, "en"), f"https://a.net/id/body/{name}", ()) for name in "xyz"]
    >>> blocks = [Block(f"https://a.net/{name}", Text(name, "en"), values) for name in ("helps", "works-in")]
    >>> found = together([Group("place", blocks)])[0].blocks
    >>> [(block.label.text, [one.label.text for one in block.also]) for block in found]
    [('helps', ['works-in'])]
    """
    return [Group(group.kind, alike(group.blocks)) for group in groups]


def alike(blocks: Iterable[Block]) -> list[Block]:
    """Properties, those that have the very same values at the first one of them.

    >>> alike([]), len(alike([Block("https://a.net/helps", Text("helps", "en"), [])]))
    ([], 1)
    """
    found: list[Block] = []
    for block in blocks:
        for place, one in enumerate(found):
            if len(block.values) >= _ALIKE and (block.values, block.pointing) == (one.values, one.pointing):
                found[place] = replace(one, also=(*one.also, block))
                break
        else:
            found.append(block)
    return found


def pointing_to(reader: Reader, iri: str, language: str) -> list[Group]:
    """What points to a thing, by property; mentions, figures and parts are told elsewhere.

    >>> pointing_to(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x", "ar")
    []
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    quads = reader.store.quads_for_pattern(None, None, ox.NamedNode(iri))
    for _, quad in zip(range(_MOST_POINTING), quads, strict=False):
        told_here = quad.predicate.value not in _PARTS and quad.predicate.value != _ABOUT
        if told_here and isinstance(quad.subject, ox.NamedNode):  # a blank node has no page to lead to
            graphs = found[quad.predicate.value][quad.subject.value]
            if isinstance(quad.graph_name, ox.NamedNode):
                graphs.add(quad.graph_name.value)
    blocks = []
    for term, subjects in found.items():
        told = []
        for subject, graphs in subjects.items():
            if not (graphs and all(map(reader.is_inferred, graphs))):
                text = reader.label(subject, language)
                places, order = _places(reader, graphs, subject), sort_key(text.text, language)
                told.append(Value(text, subject, places, order, register=from_register(reader, graphs)))
        if told:
            turned = inverse(term)
            label = reader.label(turned or term, language)
            blocks.append(Block(term, label, sorted(told, key=lambda v: v.order), pointing=turned is None))
    return _grouped(reader, blocks, language)


def figures_about(reader: Reader, iri: str) -> list[str]:
    """The figures about a thing, in the order of their paragraphs."""
    return sorted(reader.subjects("schema:observationAbout", iri), key=natural)


def mentions_of(reader: Reader, iri: str) -> list[Place]:
    """The paragraphs and footnotes that name a thing, in their order; some as those where only a program read of it."""
    parts = reader.subjects("schema:mentions", iri)
    return in_order(place for part in parts if (place := of_itself(reader, part, "schema:mentions", iri)))
