"""From checked records to quads. The ontology says what each property is; nothing here knows a file format.

Where a quad goes: what a paragraph states into the paragraph's graph; what describes the document into the graph
named like the document; labels, codes and everything that no paragraph states into the register's own graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import DEFAULT_BASE, expand, graph_iri, official_page, thing_iri
from ontology.vocabulary import Vocabulary

from .index import Index
from .labels import node_label, paragraph_label
from .records import Node, Paragraph, Section, Statement, Text, Thing
from .register import Register
from .values import literal

LANGUAGES = ("ar", "en")


@dataclass(frozen=True)
class Graphs:
    """Where the quads of a register go: its own graph, that of its document, and what follows the IRI of a part."""

    own: str
    document: str
    part_suffix: str = ""


def emit(
    registers: Sequence[Register],
    vocabulary: Vocabulary,
    base: str = DEFAULT_BASE,
    beside: Sequence[Register] = (),
) -> Iterator[ox.Quad]:
    """Emit the quads of checked registers.

    Beside document registers, an authority gives only the things that they use, directly or through its own
    statements, and those that registers `beside` them use; authorities by themselves are emitted whole.
    """
    index = Index([*registers, *beside], vocabulary, base)
    labels = Labels([*registers, *beside], index)
    used = _used([*registers, *beside], index)
    for register in registers:
        graphs = Graphs(register_graph(register, base), thing_iri(register.document, base))
        yield from Emitter(register, index, labels, used, graphs).quads()


def register_graph(register: Register, base: str) -> str:
    """The IRI of the register's own graph."""
    return graph_iri(register.name, base)


def _used(registers: Sequence[Register], index: Index) -> set[str] | None:
    """The ids that document registers need; None where there is no document register, so that all are needed."""
    documents = [r for r in registers if r.document]
    if not documents:
        return None
    own = {i for r in documents for i in (t.id for t in r.things)}
    waiting = set(own)
    for register in documents:
        waiting |= {t for p in register.paragraphs for t in p.mentions}
        waiting |= {t for s in register.statements for t in (s.subject, s.value)}
        waiting |= {c.value for n in register.nodes for c in n.cells}
    links: dict[str, set[str]] = {}
    for register in registers:
        if not register.document:
            for s in register.statements:
                links.setdefault(s.subject, set()).add(s.value)
    used: set[str] = set()
    while waiting:
        token = waiting.pop()
        if token in index.classes and token not in used:
            used.add(token)
            waiting |= links.get(token, set())
    return used


class Labels:
    """Both labels of whatever a table may refer to."""

    def __init__(self, registers: Sequence[Register], index: Index) -> None:
        self.index = index
        self.things = {t.id: t.labels for r in registers for t in r.things}
        self.documents = {r.document: r.document.removeprefix("document/") for r in registers if r.document}
        self.documents |= {t.id: t.identifier for r in registers for t in r.things if t.id == r.document}

    def __call__(self, token: str) -> Text:
        """Both labels of an id or code."""
        scheme, _, notation = token.partition("/")
        code = self.index.vocabulary.codes.get(scheme, {}).get(notation)
        if code:
            return self.index.vocabulary.code_labels[code]
        return self.things[token]


class Emitter:
    """The quads of one register."""

    def __init__(self, register: Register, index: Index, labels: Labels, used: set[str] | None, graphs: Graphs) -> None:
        self.register = register
        self.index = index
        self.vocabulary = index.vocabulary
        self.labels = labels
        self.used = used
        self.base = index.base
        self.graphs = graphs
        self.own_graph = graphs.own
        self.symbol = labels.documents.get(register.document, "")

    def quads(self) -> Iterator[ox.Quad]:
        """All quads of the register."""
        yield from self.of_things()
        for node in self.register.nodes:
            yield from self._node(node)
        for section in self.register.sections:
            yield from self.section(section)
        for paragraph in self.register.paragraphs:
            yield from self.described(paragraph)
            yield from self.mentions(paragraph)

    def of_things(self) -> Iterator[ox.Quad]:
        """The things with their labels, and what is stated."""
        for thing in self.register.things:
            if self._wanted(thing.id):
                yield from self._thing(thing)
        for name in self.register.names:
            if self._wanted(name.id):
                found = self.index.subject(name.id, self.register)
                assert found, f"unchecked record: {name.id}"
                text = ox.Literal(name.text, language=name.language)
                yield self.quad(found[0], "skos:hiddenLabel", text, self.own_graph)
        for statement in self.register.statements:
            if self.register.document or self._wanted(statement.subject):
                yield from self._statement(statement)

    def _wanted(self, identifier: str) -> bool:
        return self.used is None or identifier in self.used

    def _graph(self, paragraph: str) -> str:
        if not paragraph:
            return self.own_graph
        part = self.register.part(paragraph)
        return self.graphs.document if part == self.register.document else self.iri(part) + self.graphs.part_suffix

    def iri(self, identifier: str) -> str:
        """The IRI of an id."""
        return thing_iri(identifier, self.base)

    def quad(self, subject: str, name: str, value: ox.NamedNode | ox.Literal, graph: str) -> ox.Quad:
        """A quad with the term of a name as its predicate."""
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(expand(name)), value, ox.NamedNode(graph))

    def labelled(self, subject: str, cls: str, labels: Text, graph: str) -> Iterator[ox.Quad]:
        """The type of a node and its labels in both languages."""
        yield self.quad(subject, "rdf:type", ox.NamedNode(expand(cls)), graph)
        for language in LANGUAGES:
            text = ox.Literal(labels[language], language=language)
            yield self.quad(subject, "skos:prefLabel", text, graph)
            yield self.quad(subject, "rdfs:label", text, graph)

    def _thing(self, thing: Thing) -> Iterator[ox.Quad]:
        subject, graph = self.iri(thing.id), self.own_graph
        yield from self.labelled(subject, thing.cls, thing.labels, graph)
        statuses = self.vocabulary.codes["label-status"]
        for language in LANGUAGES:
            node = f"{subject}#label-{language}"
            yield self.quad(subject, "skosxl:prefLabel", ox.NamedNode(node), graph)
            yield self.quad(node, "rdf:type", ox.NamedNode(expand("skosxl:Label")), graph)
            text = ox.Literal(thing.labels[language], language=language)
            yield self.quad(node, "skosxl:literalForm", text, graph)
            yield self.quad(node, "labelStatus", ox.NamedNode(statuses[thing.statuses[language]]), graph)
            for other in thing.alternatives[language]:
                yield self.quad(subject, "skos:altLabel", ox.Literal(other, language=language), graph)
        if thing.identifier:
            yield self.quad(subject, "dcterms:identifier", ox.Literal(thing.identifier), graph)
            if expand("Document") in self.vocabulary.superclasses[expand(thing.cls)]:
                for language in LANGUAGES:
                    page = official_page(thing.identifier, language)
                    yield self.quad(subject, "rdfs:seeAlso", ox.NamedNode(page), graph)

    def _statement(self, s: Statement) -> Iterator[ox.Quad]:
        found = self.index.subject(s.subject, self.register, s.paragraph)
        assert found, f"unchecked record: {s.subject}"
        graph = self._graph(s.paragraph)
        yield self.quad(found[0], s.property, self._value(s.property, s.value, s.language, s.paragraph), graph)

    def _value(self, name: str, value: str, language: str, paragraph: str) -> ox.NamedNode | ox.Literal:
        term = self.vocabulary.term(name)
        if not term.is_object_property:
            return literal(term, value, language)
        found = self.index.resolve(term, value, self.register, paragraph)
        assert found, f"unchecked record: {value}"
        return ox.NamedNode(found[0])

    def _node(self, node: Node) -> Iterator[ox.Quad]:
        subject = self.iri(self.register.node_id(node))
        editorial = node.cls == "Correction"
        graph = self.own_graph if editorial else self._graph(node.paragraph)
        labels = node_label(node, self.labels, self.vocabulary)
        yield from self.labelled(subject, node.cls, labels, self.own_graph)
        if editorial:
            yield from self._target(subject, node)
        for cell in node.cells:
            if cell.property != "oa:exact":
                value = self._value(cell.property, cell.value, cell.language, node.paragraph)
                yield self.quad(subject, cell.property, value, graph)

    def _target(self, subject: str, node: Node) -> Iterator[ox.Quad]:
        """Anchor a correction at the text as printed (Web Annotation, oa:TextQuoteSelector)."""
        target, selector = f"{subject}-target", f"{subject}-quote"
        part = self.iri(self.register.part(node.paragraph))
        kinds = ((target, "oa:SpecificResource"), (selector, "oa:TextQuoteSelector"))
        for resource, kind in kinds:
            yield self.quad(resource, "rdf:type", ox.NamedNode(expand(kind)), self.own_graph)
        yield self.quad(subject, "oa:hasTarget", ox.NamedNode(target), self.own_graph)
        yield self.quad(target, "oa:hasSource", ox.NamedNode(part), self.own_graph)
        yield self.quad(target, "oa:hasSelector", ox.NamedNode(selector), self.own_graph)
        for cell in node.cells:
            if cell.property == "oa:exact":
                printed = self._value(cell.property, cell.value, cell.language, node.paragraph)
                yield self.quad(selector, "oa:exact", printed, self.own_graph)

    def section(self, section: Section) -> Iterator[ox.Quad]:
        """A section with its heading."""
        document = self.iri(self.register.document)
        subject = f"{document}/{section.id}"
        parent = f"{document}/{section.parent}" if section.parent else document
        graph = self.graphs.document
        yield from self.labelled(subject, "Section", section.labels, graph)
        yield self.quad(subject, "eli:is_part_of", ox.NamedNode(parent), graph)
        if section.number:
            yield self.quad(subject, "eli:number", ox.Literal(section.number), graph)

    def described(self, paragraph: Paragraph) -> Iterator[ox.Quad]:
        """What a paragraph is by its form: its label, number and kind, and what it is part of."""
        graph = self.graphs.document
        subject = self.iri(self.register.part(paragraph.number))
        kind = "Footnote" if paragraph.number.startswith("fn") else "Paragraph"
        yield from self.labelled(subject, kind, paragraph_label(paragraph.number, self.symbol), graph)
        local = self.index.local(paragraph.parent, self.register) if paragraph.parent else self.register.document
        yield self.quad(subject, "eli:is_part_of", ox.NamedNode(self.iri(local)), graph)
        yield self.quad(subject, "eli:number", ox.Literal(paragraph.number), graph)
        yield self.quad(subject, "paragraphKind", self._value("paragraphKind", paragraph.kind, "", ""), graph)

    def mentions(self, paragraph: Paragraph) -> Iterator[ox.Quad]:
        """What a paragraph mentions."""
        subject, graph = self.iri(self.register.part(paragraph.number)), self._graph(paragraph.number)
        for token in paragraph.mentions:
            yield self.quad(subject, "schema:mentions", self._value("schema:mentions", token, "", ""), graph)
