"""Why the graph holds something: the paragraphs that state it, the corrections behind it, the sources of the labels."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.namespaces import compress
from ontology.vocabulary import key

from .answers import cell, cell_for_reader
from .card import Card, Row, ask_rows, card
from .facts import Statement, facts, having
from .properties import property_iri
from .shown import WORDS, heading_lines, names_table, statement_table, to_record
from .table import Column, Table
from .things import find

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
            [
                cell_for_reader(row[k], self.language, self.base, part=True)
                if k == "paragraph"
                else cell(row[k], self.language, self.base)
                for k in keys
            ]
            for row in self.corrections
        ]
        found = [
            (WORDS["statements"], self._statements(self.card.statements, "value")),
            (WORDS["pointing"], self._statements(self.card.pointing, "thing")),
            (_WORDS["corrections"], Table([Column(k, _WORDS[k][self.language]) for k in keys], rows, self.language)),
            (_WORDS["labels"], names_table(self.card.names, self.language, self.base)),
        ]
        return [(heading[self.language], table) for heading, table in found if table.rows]

    def _statements(self, statements: tuple[Statement, ...], value: str) -> Table:
        return statement_table(statements, self.language, self.base, value, told=self.card.told)

    def to_json(self) -> str:
        """The same for a program."""
        record = to_record(self.card, self.base)
        record["corrections"] = [{k: cell(v, "", self.base) for k, v in row.items()} for row in self.corrections]
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def reasons(store: ox.Store, subject: str, name: str | None, value: str | None, language: str, base: str) -> Reasons:
    """Find what stands behind a thing, behind one property of it, or behind one statement.

    Raises UnknownThing, UnknownProperty, and NotSaid where the graph does not say so.

    >>> from ontology.namespaces import expand
    >>> from graph.store import fill
    >>> node, name = ox.NamedNode("https://a.net/id/body/x"), ox.NamedNode(expand("skos:prefLabel"))
    >>> store = fill([ox.Quad(node, name, ox.Literal("Body", language="en"))])
    >>> reasons(store, "body/x", None, None, "en", "https://a.net/").heading()
    ['Body', 'Id: body/x', 'Address: https://a.net/id/body/x']
    """
    node = find(store, subject, base)
    whole = card(store, node, language, base)
    corrections = tuple(ask_rows(store, "corrections-affecting", node, language, base))
    if name is None:
        nodes = tuple(s for s in whole.pointing if s.identifier and "#" in s.identifier)
        return Reasons(replace(whole, pointing=nodes), corrections, language, base)
    term = property_iri(name)
    said = facts(store, node, term, language, base)
    wanted = said if value is None else having(said, value, store, base)
    if not wanted:
        raise NotSaid(_not_said(whole, said, term, value, language, base))
    return Reasons(replace(whole, statements=tuple(wanted), pointing=()), corrections, language, base)


def _not_said(
    whole: Card, said: list[Statement], term: str, value: str | None, language: str, base: str
) -> dict[str, str]:
    """What the graph does say instead: the values of the property, or the properties that have any."""
    label = whole.label(language)[0]
    if said:
        listed = [cell_for_reader(s.value, language, base) for s in said]
    else:
        listed = sorted({f"{key(s.property)} ({compress(s.term)})" for s in whole.statements})
    what = compress(term) + (f" {value}" if value else "")
    return {
        "ar": f"لا يذكر الرسم البياني ذلك عن {label} ({what})؛ والمذكور: {'، '.join(listed) or '–'}",
        "en": f"the graph does not say that of {label} ({what}); it says {', '.join(listed) or '–'}",
    }
