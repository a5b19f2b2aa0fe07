"""From checked records to quads. The ontology says what each property is; nothing here knows a file format.

Where a quad goes: what a paragraph states into the paragraph's graph; what describes the document into the graph
named like the document; labels, codes and everything that no paragraph states into the register's own graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from ontology.namespaces import DEFAULT_BASE, expand, graph_iri, official_page, thing_iri
from ontology.vocabulary import Vocabulary

from .index import Index
from .labels import node_label, paragraph_label
from .records import Node, Paragraph, Section, Statement, Text, Thing
from .register import Register
from .values import literal

LANGUAGES = ("ar", "en")


def emit(registers: Sequence[Register], vocabulary: Vocabulary, base: str = DEFAULT_BASE) -> Iterator[ox.Quad]:
    """Emit the quads of checked registers.

    Beside document registers, an authority gives only the things that they use, directly or through its own
    statements; authorities by themselves are emitted whole.
    """
    index = Index(registers, vocabulary, base)
    labels = _Labels(registers, index)
    used = _used(registers, index)
    for register in registers:
        yield from _Emitter(register, index, labels, used).quads()


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


class _Labels:
    """Both labels of whatever a table may refer to."""

    def __init__(self, registers: Sequence[Register], index: Index) -> None:
        self.index = index
        self.things = {t.id: t.labels for r in registers for t in r.things}
        self.documents = {r.document: self._symbol(r) for r in registers if r.document}

    def _symbol(self, register: Register) -> str:
        return next((t.identifier for t in register.things if t.id == register.document), register.document)

    def __call__(self, token: str) -> Text:
        scheme, _, notation = token.partition("/")
        code = self.index.vocabulary.codes.get(scheme, {}).get(notation)
        if code:
            return self.index.vocabulary.code_labels[code]
        return self.things[token]


class _Emitter:
    """The quads of one register."""

    def __init__(self, register: Register, index: Index, labels: _Labels, used: set[str] | None) -> None:
        self.register = register
        self.index = index
        self.vocabulary = index.vocabulary
        self.labels = labels
        self.used = used
        self.base = index.base
        self.own_graph = register_graph(register, self.base)
        self.symbol = labels.documents.get(register.document, "")

    def quads(self) -> Iterator[ox.Quad]:
        for thing in self.register.things:
            if self._wanted(thing.id):
                yield from self._thing(thing)
        for statement in self.register.statements:
            if self.register.document or self._wanted(statement.subject):
                yield from self._statement(statement)
        for node in self.register.nodes:
            yield from self._node(node)
        for section in self.register.sections:
            yield from self._section(section)
        for paragraph in self.register.paragraphs:
            yield from self._paragraph(paragraph)

    def _wanted(self, identifier: str) -> bool:
        return self.used is None or identifier in self.used

    def _graph(self, paragraph: str) -> str:
        return self._iri(self.register.part(paragraph)) if paragraph else self.own_graph

    def _iri(self, identifier: str) -> str:
        return thing_iri(identifier, self.base)

    def _quad(self, subject: str, name: str, value: ox.NamedNode | ox.Literal, graph: str) -> ox.Quad:
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(expand(name)), value, ox.NamedNode(graph))

    def _labelled(self, subject: str, cls: str, labels: Text, graph: str) -> Iterator[ox.Quad]:
        yield self._quad(subject, "rdf:type", ox.NamedNode(expand(cls)), graph)
        for language in LANGUAGES:
            text = ox.Literal(labels[language], language=language)
            yield self._quad(subject, "skos:prefLabel", text, graph)
            yield self._quad(subject, "rdfs:label", text, graph)

    def _thing(self, thing: Thing) -> Iterator[ox.Quad]:
        subject, graph = self._iri(thing.id), self.own_graph
        yield from self._labelled(subject, thing.cls, thing.labels, graph)
        statuses = self.vocabulary.codes["label-status"]
        for language in LANGUAGES:
            node = f"{subject}#label-{language}"
            yield self._quad(subject, "skosxl:prefLabel", ox.NamedNode(node), graph)
            yield self._quad(node, "rdf:type", ox.NamedNode(expand("skosxl:Label")), graph)
            text = ox.Literal(thing.labels[language], language=language)
            yield self._quad(node, "skosxl:literalForm", text, graph)
            yield self._quad(node, "labelStatus", ox.NamedNode(statuses[thing.statuses[language]]), graph)
            for other in thing.alternatives[language]:
                yield self._quad(subject, "skos:altLabel", ox.Literal(other, language=language), graph)
        if thing.identifier:
            yield self._quad(subject, "dcterms:identifier", ox.Literal(thing.identifier), graph)
            if expand("Document") in self.vocabulary.superclasses[expand(thing.cls)]:
                for language in LANGUAGES:
                    page = official_page(thing.identifier, language)
                    yield self._quad(subject, "rdfs:seeAlso", ox.NamedNode(page), graph)

    def _statement(self, s: Statement) -> Iterator[ox.Quad]:
        found = self.index.subject(s.subject, self.register, s.paragraph)
        assert found, f"unchecked record: {s.subject}"
        graph = self._graph(s.paragraph)
        yield self._quad(found[0], s.property, self._value(s.property, s.value, s.language, s.paragraph), graph)

    def _value(self, name: str, value: str, language: str, paragraph: str) -> ox.NamedNode | ox.Literal:
        term = self.vocabulary.term(name)
        if not term.is_object_property:
            return literal(term, value, language)
        found = self.index.resolve(term, value, self.register, paragraph)
        assert found, f"unchecked record: {value}"
        return ox.NamedNode(found[0])

    def _node(self, node: Node) -> Iterator[ox.Quad]:
        subject = self._iri(self.register.node_id(node))
        editorial = node.cls == "Correction"
        graph = self.own_graph if editorial else self._graph(node.paragraph)
        labels = node_label(node, self.labels, self.vocabulary)
        yield from self._labelled(subject, node.cls, labels, self.own_graph)
        if editorial:
            yield from self._target(subject, node)
        for cell in node.cells:
            if cell.property != "oa:exact":
                value = self._value(cell.property, cell.value, cell.language, node.paragraph)
                yield self._quad(subject, cell.property, value, graph)

    def _target(self, subject: str, node: Node) -> Iterator[ox.Quad]:
        """Anchor a correction at the text as printed (Web Annotation, oa:TextQuoteSelector)."""
        target, selector = f"{subject}-target", f"{subject}-quote"
        part = self._iri(self.register.part(node.paragraph))
        kinds = ((target, "oa:SpecificResource"), (selector, "oa:TextQuoteSelector"))
        for resource, kind in kinds:
            yield self._quad(resource, "rdf:type", ox.NamedNode(expand(kind)), self.own_graph)
        yield self._quad(subject, "oa:hasTarget", ox.NamedNode(target), self.own_graph)
        yield self._quad(target, "oa:hasSource", ox.NamedNode(part), self.own_graph)
        yield self._quad(target, "oa:hasSelector", ox.NamedNode(selector), self.own_graph)
        for cell in node.cells:
            if cell.property == "oa:exact":
                printed = self._value(cell.property, cell.value, cell.language, node.paragraph)
                yield self._quad(selector, "oa:exact", printed, self.own_graph)

    def _section(self, section: Section) -> Iterator[ox.Quad]:
        document = self._iri(self.register.document)
        subject = f"{document}/{section.id}"
        parent = f"{document}/{section.parent}" if section.parent else document
        yield from self._labelled(subject, "Section", section.labels, document)
        yield self._quad(subject, "eli:is_part_of", ox.NamedNode(parent), document)
        if section.number:
            yield self._quad(subject, "eli:number", ox.Literal(section.number), document)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[ox.Quad]:
        document = self._iri(self.register.document)
        subject = self._iri(self.register.part(paragraph.number))
        kind = "Footnote" if paragraph.number.startswith("fn") else "Paragraph"
        yield from self._labelled(subject, kind, paragraph_label(paragraph.number, self.symbol), document)
        parent = self._iri(self.index.local(paragraph.parent, self.register)) if paragraph.parent else document
        yield self._quad(subject, "eli:is_part_of", ox.NamedNode(parent), document)
        yield self._quad(subject, "eli:number", ox.Literal(paragraph.number), document)
        yield self._quad(subject, "paragraphKind", self._value("paragraphKind", paragraph.kind, "", ""), document)
        for token in paragraph.mentions:
            yield self._quad(subject, "schema:mentions", self._value("schema:mentions", token, "", ""), subject)
