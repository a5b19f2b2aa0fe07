"""What a paragraph states: its named graph, by the things that it speaks of, and the nodes that are its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary

from ..captions import kind_of, kinds
from ..statements import natural
from .corrections import corrections_of
from .ordering import sort_key
from .reader import Reader
from .said import Block, Value, alike
from .told import in_order

_MENTIONS = expand("schema:mentions")
_SILENT = frozenset({_MENTIONS, RDF_TYPE})
"""What names a thing, or gives its class, without saying anything of it."""
NODES = ("Figure", "Mandate", "Membership", "Correction")
"""The classes of the nodes that belong to a paragraph."""
_Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Stated:
    """What is in a paragraph: what it says of things, which nodes it has, and which things it names."""

    things: dict[str, list[tuple[str, _Object]]]
    nodes: tuple[str, ...]
    mentions: tuple[str, ...]

    @property
    def statements(self) -> int:
        """How many statements it makes about things: a text in two languages is one, a node none."""
        return sum(map(_counted, self.things.values()))


@dataclass(frozen=True)
class Subject:
    """A thing that a paragraph speaks of, with what is said, each value with the other paragraphs that say it."""

    iri: str
    kind: str
    cls: str
    blocks: list[Block]


def stated(reader: Reader, iri: str) -> Stated:
    """What the graph of a paragraph, footnote or document holds.

    >>> stated(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1").statements
    0
    """
    things: dict[str, list[tuple[str, _Object]]] = defaultdict(list)
    nodes: set[str] = set(corrections_of(reader, iri))
    mentions: set[str] = set()
    own = f"{iri}#"
    for quad in reader.store.quads_for_pattern(None, None, None, ox.NamedNode(iri)):
        subject = key(quad.subject)
        if subject.startswith(own):
            nodes.add(subject)
        elif quad.predicate.value == _MENTIONS and subject == iri:
            mentions.add(key(quad.object))
        elif _is_statement(iri, quad):
            things[subject].append((quad.predicate.value, quad.object))
    if not reader.told:
        mentions.update(map(key, reader.values(iri, "schema:mentions")))
        nodes.update(_nodes_by_owner(reader).get(iri, ()))
    return Stated(dict(things), tuple(sorted(nodes, key=natural)), tuple(sorted(mentions)))


def statements_in(store: ox.Store, part: str) -> int:
    """How many statements a paragraph, a footnote or the cover of a document makes, as `Stated.statements` counts them.

    >>> statements_in(ox.Store(), "https://a.net/id/document/A/1/para/1")
    0
    """
    things: dict[str, list[tuple[str, _Object]]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(part)):
        if _is_statement(part, quad):
            things[key(quad.subject)].append((quad.predicate.value, quad.object))
    return sum(map(_counted, things.values()))


def subjects(reader: Reader, part: str, found: Stated, language: str) -> list[Subject]:
    """The things that a paragraph speaks of, those of which it says most first; the paragraph itself is left out.

    >>> subjects(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/document/A/1/para/1", Stated({}, (), ()), "ar")
    []
    """
    rows = []
    for iri, said in found.things.items():
        if iri != part:
            classes = reader.classes(iri)
            cls = classes[0] if classes else ""
            rows.append(Subject(iri, kind_of(cls) if cls else "other", cls, _blocks(reader, part, iri, said, language)))
    return sorted(
        rows,
        key=lambda row: (-_counted(found.things[row.iri]), sort_key(reader.label(row.iri, language).text, language)),
    )


def named(reader: Reader, iris: Iterable[str], language: str) -> list[tuple[str, list[Value]]]:
    """Things by their kind, as the kinds are ordered, each kind by label.

    >>> named(Reader(ox.Store(), "https://a.net/"), ["https://a.net/id/body/x"], "ar")[0][0]
    'other'
    """
    groups: dict[str, list[Value]] = defaultdict(list)
    for iri in iris:
        classes = reader.classes(iri)
        text = reader.label(iri, language)
        groups[kind_of(classes[0]) if classes else "other"].append(Value(text, iri, (), sort_key(text.text, language)))
    order = [*kinds()]
    return [(kind, sorted(groups[kind], key=lambda value: value.order)) for kind in sorted(groups, key=order.index)]


def nodes_of(reader: Reader, found: Stated) -> Counter[str]:
    """How many nodes of each class a paragraph has.

    >>> nodes_of(Reader(ox.Store(), "https://a.net/"), Stated({}, (), ()))
    Counter()
    """
    names = (vocabulary().by_iri[cls].name for node in found.nodes for cls in reader.classes(node)[:1])
    return Counter(name for name in names if name in NODES)


def _is_statement(iri: str, quad: ox.Quad) -> bool:
    """Whether a part says something of a thing: what belongs to its nodes, classes and names alone are none."""
    subject = key(quad.subject)
    silent = quad.predicate.value in _SILENT or subject.startswith(f"{iri}#")
    return not silent and not _is_form(iri, subject)


def _is_form(iri: str, subject: str) -> bool:
    """Whether the graph of a document tells of its own parts and language versions, which its outline shows."""
    return subject.startswith(f"{iri}/")


def _counted(said: Iterable[tuple[str, _Object]]) -> int:
    plain = 0
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    for term, value in said:
        if isinstance(value, ox.Literal) and value.language:
            texts[term][value.language] += 1
        else:
            plain += 1
    return plain + sum(max(languages.values()) for languages in texts.values())


def _blocks(reader: Reader, part: str, iri: str, said: Iterable[tuple[str, _Object]], language: str) -> list[Block]:
    values: dict[str, list[_Object]] = defaultdict(list)
    for term, value in said:
        values[term].append(value)
    blocks = []
    for term, objects in values.items():
        languages = {value.language for value in objects if isinstance(value, ox.Literal) and value.language}
        wanted = {language} if language in languages else languages
        told = [
            _value(reader, part, iri, term, value, language)
            for value in objects
            if not (isinstance(value, ox.Literal) and value.language and value.language not in wanted)
        ]
        blocks.append(Block(term, reader.label(term, language), sorted(told, key=lambda value: value.order)))

    def order(block: Block) -> tuple[object, ...]:
        return block.values[0].iri is not None, sort_key(block.label.text, language), block.term

    return alike(sorted(blocks, key=order))


def _value(reader: Reader, part: str, iri: str, term: str, value: _Object, language: str) -> Value:
    pattern = (ox.NamedNode(iri), ox.NamedNode(term), value)
    quads = reader.store.quads_for_pattern(*pattern)
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    places = tuple(in_order(p for graph in graphs if (p := reader.place(graph)) and p.iri != part))
    if isinstance(value, ox.Literal):
        return Value(reader.written(value, language), None, places, natural(value.value))
    text = reader.label(key(value), language)
    ours = reader.known(key(value)) or key(value) in vocabulary().by_iri
    return Value(text, key(value), places, sort_key(text.text, language), external=not ours)


def _nodes_by_owner(reader: Reader) -> dict[str, list[str]]:
    """The nodes of each paragraph by the IRIs of both, for data whose graphs do not tell."""

    def find() -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in NODES:
            pattern = (None, ox.NamedNode(RDF_TYPE), ox.NamedNode(expand(name)), ox.DefaultGraph())
            for quad in reader.store.quads_for_pattern(*pattern):
                found[key(quad.subject).partition("#")[0]].append(key(quad.subject))
        return found

    return reader.once("nodes by owner", find)
