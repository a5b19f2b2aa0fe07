"""Why the graph holds something: the paragraphs that state it, the corrections behind it, the sources of the labels."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pyoxigraph as ox

from loaders.folding import fold
from ontology.errors import SijillError, suggestions
from ontology.namespaces import PREFIXES, compress, expand
from ontology.vocabulary import key, vocabulary

from .answers import cell, cell_for_reader
from .card import Card, Row, Statement, ask_rows, card
from .dataset import local_name
from .query import Term
from .shown import WORDS, heading_lines, names_table, statement_table, to_json
from .table import Column, Table
from .things import UnknownThing, find

_WORDS = {
    "corrections": {"ar": "تصويبات النص المطبوع", "en": "Corrections of the printed text"},
    "labels": {"ar": "مصادر التسميات", "en": "Sources of the labels"},
    "printed": {"ar": "كما طُبع", "en": "As printed"},
    "meant": {"ar": "المقصود", "en": "Meant"},
    "sure": {"ar": "درجة اليقين", "en": "Degree of confidence"},
    "reason": {"ar": "السبب", "en": "Reason"},
    "paragraph": {"ar": "الفقرة", "en": "Paragraph"},
    "document": {"ar": "الوثيقة", "en": "Document"},
}


class NotSaid(SijillError):
    """The graph does not say that of the thing."""


class UnknownProperty(SijillError):
    """No property of the ontology has the name or label."""

    status = 2


@dataclass(frozen=True)
class Reasons:
    """A thing, the statements about it that were asked for, and what stands behind them."""

    card: Card
    corrections: tuple[Row, ...]
    language: str
    base: str

    def heading(self) -> list[str]:
        """The lines that name the thing."""
        return heading_lines(self.card, self.language)

    def tables(self) -> list[tuple[str, Table]]:
        """Statements with their paragraphs, corrections, label sources; what is empty is left out."""
        keys = ("printed", "meant", "sure", "reason", "document", "paragraph")
        rows = [
            [(cell_for_reader if k == "paragraph" else cell)(row[k], self.language, self.base) for k in keys]
            for row in self.corrections
        ]
        found = [
            (WORDS["statements"], statement_table(self.card.statements, self.language, self.base, "value")),
            (WORDS["pointing"], statement_table(self.card.pointing, self.language, self.base, "thing")),
            (_WORDS["corrections"], Table([Column(k, _WORDS[k][self.language]) for k in keys], rows, self.language)),
            (_WORDS["labels"], names_table(self.card.names, self.language, self.base)),
        ]
        return [(heading[self.language], table) for heading, table in found if table.rows]

    def to_json(self) -> str:
        """The same for a program."""
        record = json.loads(to_json(self.card, self.base))
        record["corrections"] = [{k: cell(v, "", self.base) for k, v in row.items()} for row in self.corrections]
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def reasons(store: ox.Store, subject: str, name: str | None, value: str | None, language: str, base: str) -> Reasons:
    """Find what stands behind a thing, behind one property of it, or behind one statement.

    Raises UnknownThing, UnknownProperty, and NotSaid where the graph does not say so.
    """
    node = find(store, subject, base)
    whole = card(store, node, language, base)
    corrections = tuple(ask_rows(store, "corrections-affecting", node, language, base))
    if name is None:
        nodes = tuple(s for s in whole.pointing if s.identifier and "#" in s.identifier)
        return Reasons(replace(whole, pointing=nodes), corrections, language, base)
    term = property_iri(name)
    wanted = [s for s in whole.statements if s.term == term]
    if value is not None:
        wanted = [s for s in wanted if _is(s, value, store, base)]
    if not wanted:
        wanted = _inferred(store, node, term, value, language, base)
    if not wanted:
        raise NotSaid(_not_said(whole, term, value, language, base))
    return Reasons(replace(whole, statements=tuple(wanted), pointing=()), corrections, language, base)


def property_iri(name: str) -> str:
    """The IRI of a property by its name, CURIE, IRI, or label in either language. Raises UnknownProperty.

    >>> property_iri("البلد المستفيد") == property_iri("assistedCountry") == property_iri("sj:assistedCountry")
    True
    """
    terms = vocabulary()
    properties = [t for t in terms.terms.values() if not t.is_class]
    for term in properties:
        if name in (term.iri, term.name, compress(term.iri)) or fold(name) in map(fold, term.labels.values()):
            return term.iri
    if name.partition(":")[0] in PREFIXES and expand(name) == expand("rdf:type"):
        return expand(name)
    near = suggestions(name, [text for t in properties for text in (t.name, *t.labels.values())])
    raise UnknownProperty(
        {
            "ar": f"لا خاصية اسمها {name}؛ {near['ar'] or 'الأمر sijill terms يعرض الخصائص'}",
            "en": f"there is no property {name!r}; {near['en'] or 'sijill terms lists the properties'}",
        }
    )


def _is(statement: Statement, value: str, store: ox.Store, base: str) -> bool:
    """Whether the value of a statement is the one given: as an id, or as a text, folded."""
    shown = {cell_for_reader(statement.value, language, base) for language in ("ar", "en")}
    if statement.identifier is None:
        return fold(value) in {fold(key(statement.value)), *map(fold, shown)}
    try:
        return find(store, value, base).value == statement.identifier
    except UnknownThing:
        return fold(value) == fold(key(statement.value))


def _inferred(
    store: ox.Store, node: ox.NamedNode, term: str, value: str | None, language: str, base: str
) -> list[Statement]:
    """Statements that no graph but that of the inferred triples holds."""
    labels = vocabulary().by_iri[term].labels if term in vocabulary().by_iri else {}
    label = ox.Literal(labels.get(language, compress(term)))
    found = []
    for quad in store.quads_for_pattern(node, ox.NamedNode(term), None, ox.DefaultGraph()):
        thing = quad.object.value if isinstance(quad.object, ox.NamedNode) else None
        text = _label(store, quad.object, language, base)
        statement = Statement(label, term, text, thing, (), inferred=True)
        if value is None or _is(statement, value, store, base):
            found.append(statement)
    return sorted(found, key=lambda s: key(s.value))


def _not_said(whole: Card, term: str, value: str | None, language: str, base: str) -> dict[str, str]:
    """What the graph does say instead: the values of the property, or the properties that have any."""
    label = whole.label(language)[0]
    values = [s for s in whole.statements if s.term == term]
    if value is not None and values:
        listed = [cell_for_reader(s.value, language, base) for s in values]
    else:
        listed = sorted({f"{key(s.property)} ({compress(s.term)})" for s in whole.statements})
    what = compress(term) + (f" {value}" if value else "")
    return {
        "ar": f"لا يذكر الرسم البياني ذلك عن {label} ({what})؛ والمذكور: {'، '.join(listed) or '–'}",
        "en": f"the graph does not say that of {label} ({what}); it says {', '.join(listed) or '–'}",
    }


def _label(store: ox.Store, node: Term, language: str, base: str) -> Term:
    """The label of a node in the language, or in another; else its id."""
    if isinstance(node, ox.Literal):
        return node
    labels = {}
    if isinstance(node, ox.NamedNode):
        for quad in store.quads_for_pattern(node, ox.NamedNode(expand("skos:prefLabel")), None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.Literal) and quad.object.language:
                labels[quad.object.language] = quad.object
    found = [labels[tag] for tag in (language, *sorted(labels)) if tag in labels]
    return found[0] if found else ox.Literal(local_name(key(node), base))
