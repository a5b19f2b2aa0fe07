"""From readings to quads: what a program read is in graphs of its own, with its place in the text and its source.

The mentions of a part are in the graph `…/para/36/read`, each an annotation with a position and a quote (Web
Annotation Data Model); the reading, its file and its tool are in that of the document, `…/read` (PROV-O). A document
that no register describes is described in its own graph, as the registers' are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import DEFAULT_BASE, expand, thing_iri
from ontology.vocabulary import Vocabulary

from ..emit import Emitter, Graphs, Labels
from ..index import Index
from ..labels import part_name, quantity
from ..records import Text
from ..register import Register
from ..values import number
from .as_register import as_register, target
from .known import Known
from .reading import Reading
from .records import Mention, Part
from .versions import joined

TOOL = "software/sijill"
READ = "/read"
"""What follows the IRI of a part in the name of the graph of what was read in it."""
_LIKELY, _POSSIBLE = "sjc:confidence-likely", "sjc:confidence-possible"
_DATE_TYPES = {10: "date", 7: "gYearMonth"}
_YEARLESS = {7: "gMonthDay", 4: "gMonth"}
_LONE = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Halves of characters, which no RDF text may hold."""


def read_registers(readings: Sequence[Reading], registers: Sequence[Register]) -> list[Register]:
    """The records of readings, one register a document: the versions of one document in two languages are joined.

    A document that was read has its name from its own front page, not from those that cite it.
    """
    known = Known(registers)
    found: dict[str, Register] = {}
    for reading in readings:
        register = as_register(reading.document, known, Path(reading.document.file))
        have = found.get(register.document)
        found[register.document] = joined(have, register) if have else register
    own = {thing.id for register in found.values() for thing in register.things if thing.id == register.document}
    for register in found.values():
        register.things = [t for t in register.things if t.id == register.document or t.id not in own]
    return list(found.values())


def emit_read(
    readings: Sequence[Reading],
    read: Sequence[Register],
    registers: Sequence[Register],
    vocabulary: Vocabulary,
    base: str = DEFAULT_BASE,
) -> Iterator[ox.Quad]:
    """Emit the quads of readings, whose records are `read`, beside those of the registers."""
    index = Index([*registers, *read], vocabulary, base)
    labels = Labels([*registers, *read], index)
    known = Known(registers)
    for register in read:
        document = thing_iri(register.document, base)
        curated = register.document in known.curated
        graphs = Graphs(document + READ, document + READ if curated else document, READ)
        emitter = _ReadEmitter(register, index, labels, None, graphs, known.parts(register.document))
        yield from emitter.quads()
        for reading in readings:
            if f"document/{reading.document.front.symbol}" == register.document:
                yield from emitter.reading(reading)


class _ReadEmitter(Emitter):
    """The quads of the readings of one document."""

    def __init__(
        self,
        register: Register,
        index: Index,
        labels: Labels,
        used: set[str] | None,
        graphs: Graphs,
        described: set[str],
    ) -> None:
        parts = [p for p in register.paragraphs if p.number not in described]
        super().__init__(register, index, labels, used, graphs)
        self.new = {p.number for p in parts}
        self.document = self.iri(register.document)

    def quads(self) -> Iterator[ox.Quad]:
        """All quads of the records but its figures: what a number counts is for a person to say."""
        yield from self.of_things()
        for section in self.register.sections:
            yield from self.section(section)
        for paragraph in self.register.paragraphs:
            if paragraph.number in self.new:
                yield from self.described(paragraph)
            yield from self.mentions(paragraph)

    def reading(self, reading: Reading) -> Iterator[ox.Quad]:
        """The reading itself, with its tool, and each mention of each part with its place."""
        language, graph = reading.document.front.language, self.document + READ
        run, tool, symbol = f"{graph}#run-{language}", self.iri(TOOL), reading.document.front.symbol
        tongue = self.vocabulary.code_labels[self.vocabulary.codes["language"][language]]
        names = {
            "ar": f"قراءة آلية للنسخة {tongue['ar']} من الوثيقة {symbol}",
            "en": f"Machine reading of the {tongue['en']} version of {symbol}",
        }
        yield from self.labelled(run, "Reading", names, graph)
        yield self.quad(run, "prov:used", ox.NamedNode(self.document), graph)
        yield self.quad(run, "fileDigest", ox.Literal(reading.digest), graph)
        yield self.quad(run, "prov:wasAssociatedWith", ox.NamedNode(tool), graph)
        yield from self.labelled(tool, "prov:SoftwareAgent", {"ar": "سِجِلّ", "en": "Sijill"}, graph)
        yield self.quad(tool, "schema:softwareVersion", ox.Literal(version("sijill")), graph)
        yield from self._made(self.document, run)
        cover = [reading.document.cover] if reading.document.cover else []
        for part in (*cover, *reading.document.parts):
            yield from self._part(part, run, reading)

    def _made(self, part: str, run: str) -> Iterator[ox.Quad]:
        graph = self.document + READ
        yield self.quad(part, "readGraph", ox.NamedNode(part + READ), graph)
        yield self.quad(part + READ, "prov:wasGeneratedBy", ox.NamedNode(run), graph)

    def _part(self, part: Part, run: str, reading: Reading) -> Iterator[ox.Quad]:
        subject, language = self.iri(self.register.part(part.number)), reading.document.front.language
        text = reading.with_text and part.number != "0" and part.text.strip()
        if part.number != "0" and (part.mentions or text):
            yield from self._made(subject, run)
        if text:
            words = ox.Literal(part.text.translate(_LONE), language=language)
            yield self.quad(subject, "schema:text", words, subject + READ)
        seen: Counter[tuple[int, int]] = Counter()
        for mention in part.mentions:
            place = (mention.start, mention.end)
            seen[place] += 1
            yield from self._mention(mention, part, subject, language, seen[place])

    def _mention(self, mention: Mention, part: Part, source: str, language: str, ordinal: int) -> Iterator[ox.Quad]:
        graph = source + READ
        place = f"{source}#{language}-{mention.start}-{mention.end}"
        node = place if ordinal == 1 else f"{place}-{ordinal}"
        yield self.quad(node, "rdf:type", ox.NamedNode(expand("Mention")), graph)
        sure = ox.NamedNode(expand(_LIKELY if mention.certain else _POSSIBLE))
        yield self.quad(node, "confidence", sure, graph)
        yield self.quad(node, "oa:hasTarget", ox.NamedNode(f"{place}-target"), graph)
        body = target(mention)
        if mention.kind == "date":
            yield from self._dates(mention, node, graph)
        elif mention.kind == "number":
            yield self.quad(node, "oa:hasBody", ox.NamedNode(f"{place}-quantity"), graph)
            yield from self._quantity(mention, part, f"{place}-quantity", graph)
        elif body:
            yield self.quad(node, "oa:hasBody", ox.NamedNode(self.body_iri(body)), graph)
        if ordinal == 1:
            yield from self._placed(mention, place, source, language, graph)

    def _placed(self, mention: Mention, place: str, source: str, language: str, graph: str) -> Iterator[ox.Quad]:
        where, position, quote = f"{place}-target", f"{place}-position", f"{place}-quote"
        kinds = ((where, "SpecificResource"), (position, "TextPositionSelector"), (quote, "TextQuoteSelector"))
        for resource, kind in kinds:
            yield self.quad(resource, "rdf:type", ox.NamedNode(expand(f"oa:{kind}")), graph)
        yield self.quad(where, "oa:hasSource", ox.NamedNode(source), graph)
        whole = ox.NamedNode(expand("xsd:nonNegativeInteger"))
        for selector in (position, quote):
            yield self.quad(where, "oa:hasSelector", ox.NamedNode(selector), graph)
        for name, offset in (("oa:start", mention.start), ("oa:end", mention.end)):
            yield self.quad(position, name, ox.Literal(str(offset), datatype=whole), graph)
        yield self.quad(quote, "oa:exact", ox.Literal(mention.text.translate(_LONE), language=language), graph)

    def _dates(self, mention: Mention, node: str, graph: str) -> Iterator[ox.Quad]:
        first, _, last = mention.value.partition("/")
        for name, value in (("mentionedDate", first), ("mentionedUntil", last)):
            if value:
                yield self.quad(node, name, date_literal(value), graph)

    def _quantity(self, mention: Mention, part: Part, node: str, graph: str) -> Iterator[ox.Quad]:
        qualifier = mention.qualifier or "exact"
        amount = quantity(mention.value, qualifier, mention.unit, self.labels)
        ar, en = part_name(part.number)
        labels: Text = {"ar": f"{amount['ar']} ({ar})", "en": f"{amount['en']} ({en})"}
        yield from self.labelled(node, "Quantity", labels, graph)
        yield self.quad(node, "schema:value", number(mention.value), graph)
        yield self.quad(node, "qualifier", ox.NamedNode(self.vocabulary.codes["qualifier"][qualifier]), graph)
        if mention.unit:
            yield self.quad(node, "unit", ox.NamedNode(self.vocabulary.codes["unit"][mention.unit]), graph)

    def body_iri(self, token: str) -> str:
        """The IRI of a thing or code that is mentioned."""
        found = self.index.subject(token, self.register)
        return found[0] if found else self.iri(token)


def date_literal(value: str) -> ox.Literal:
    """A day or a month, with a year or without one (XML Schema 1.1 Part 2).

    >>> date_literal("2016-09").datatype.value.rpartition("#")[2], date_literal("--09-19").datatype.value[-9:]
    ('gYearMonth', 'gMonthDay')
    """
    kind = (_YEARLESS if value.startswith("--") else _DATE_TYPES)[len(value)]
    return ox.Literal(value, datatype=ox.NamedNode(expand(f"xsd:{kind}")))
