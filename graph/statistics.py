"""What the graph holds, in numbers; the counts come from questions of the catalogue."""

from __future__ import annotations

import json

import pyoxigraph as ox

from loaders.text import grouped
from ontology.vocabulary import key
from queries.catalogue import question

from .answers import cell, to_table
from .conflicts import count_conflicts
from .parameters import prepare
from .query import Answer, run
from .reading import Readable
from .table import Column, Table

_HEADINGS = {
    "size-of-graph": {"ar": "المجاميع", "en": "Totals"},
    "things-by-class": {"ar": "الأشياء بحسب الصنف", "en": "Things by class"},
    "label-counts": {"ar": "التسميات بحسب اللغة والحالة", "en": "Labels by language and status"},
    "correction-counts": {"ar": "التصويبات بحسب درجة اليقين", "en": "Corrections by degree of confidence"},
}
"""The questions that are asked, in the order in which their answers are shown."""
_WORDS = {
    "what": {"ar": "البيان", "en": "What"},
    "count": {"ar": "العدد", "en": "Count"},
    "conflicts": {"ar": "التعارضات", "en": "Conflicts"},
}


class Statistics:
    """The counts of a store in a language.

    >>> Statistics(ox.Store(), "en", "https://w3id.org/sijill/").record()["size-of-graph"]["triples"]
    0
    """

    def __init__(self, store: Readable, language: str, base: str) -> None:
        self._language, self._base = language, base
        self._answers = {name: self._answer(store, name) for name in _HEADINGS}
        self._conflicts: int | None = None
        if next(store.named_graphs(), None) is not None:  # without graphs nobody knows which paragraph says what
            self._conflicts = count_conflicts(store, self._base)

    def _answer(self, store: Readable, name: str) -> Answer:
        asked = question(name)
        values = {"lang": self._language} if asked.takes_language else {}
        return run(store, prepare(asked, values, self._base), name)

    def tables(self) -> list[tuple[str, Table]]:
        """The counts under their headings: totals, then by class, by language and status, by confidence."""
        found = []
        for name, answer in self._answers.items():
            table = self._totals(answer) if name == "size-of-graph" else self._table(name, answer)
            found.append((_HEADINGS[name][self._language], table))
        return found

    def _table(self, name: str, answer: Answer) -> Table:
        return to_table(answer, self._language, question(name), self._base)

    def _totals(self, answer: Answer) -> Table:
        """The one row of totals as lines, and the conflicts."""
        columns = question("size-of-graph").columns
        (row,) = answer.rows
        named = zip((columns[v][self._language] for v in answer.variables), row, strict=True)
        lines = [[name, grouped(key(node), self._language)] for name, node in named if node is not None]
        if self._conflicts is not None:
            lines.append([_WORDS["conflicts"][self._language], grouped(str(self._conflicts), self._language)])
        heads = [Column(name, _WORDS[name][self._language], name == "count") for name in ("what", "count")]
        return Table(heads, lines, self._language)

    def record(self) -> dict[str, object]:
        """The counts for a program: numbers as numbers, under the names of the questions.

        >>> list(Statistics(ox.Store(), "en", "https://w3id.org/sijill/").record())
        ['size-of-graph', 'things-by-class', 'label-counts', 'correction-counts', 'conflicts']
        """
        found: dict[str, object] = {}
        for name, answer in self._answers.items():
            rows = [
                {v: self._plain(node) for v, node in zip(answer.variables, row, strict=True)} for row in answer.rows
            ]
            found[name] = rows[0] if name == "size-of-graph" else rows
        return {**found, "conflicts": self._conflicts}

    def _plain(self, node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> int | str:
        text = cell(node, self._language, self._base)
        return int(text) if isinstance(node, ox.Literal) and text.isdigit() else text

    def to_json(self) -> str:
        """The record as JSON."""
        return json.dumps(self.record(), ensure_ascii=False, indent=2) + "\n"
