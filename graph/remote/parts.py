"""The parts of a query, so that its answer can be asked for in pages.

The parts are those of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar); a query that has them in
another order is refused by a store, and what is made of it here does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..tokens import FORMS, tokens

_MODIFIERS = {"GROUP": "filters", "HAVING": "filters", "ORDER": "order", "LIMIT": "limit", "OFFSET": "offset"}
_MODIFIERS |= {"VALUES": "values"}


@dataclass(frozen=True)
class Parts:
    """A query in parts, each as it is written but without comments.

    `head` is what is selected, `template` what is constructed, `dataset` the FROM clauses; `filters` are GROUP BY and
    HAVING, `order` is ORDER BY with its keys; `limit` is None where there is none.
    """

    form: str
    prologue: str
    head: str
    template: str
    dataset: str
    group: str
    filters: str
    order: str
    values: str
    limit: int | None
    offset: int
    place: int
    """Where in the text FROM clauses may stand."""

    @property
    def last(self) -> int | None:
        """The number of the last row that the query wants; None where it wants all."""
        return None if self.limit is None else self.offset + self.limit

    @property
    def variables(self) -> list[str]:
        """The variables of the template, in the order in which it names them."""
        return list(dict.fromkeys(part for kind, part in tokens(self.template) if kind == "variable"))

    @property
    def made(self) -> int:
        """How many triples are constructed from a row at most.

        >>> parts("construct { ?s a ?o ; ?p 1, 2 . ?o ?p ?s } WHERE { ?s ?p ?o }").made
        4
        """
        signs = [part for kind, part in tokens(self.template) if kind in ("other", "name", "word", "number")]
        return 1 + sum(part in (";", ",") or part.endswith(".") for part in signs)

    def page(self, columns: list[str], limit: int, offset: int) -> str:
        """The query for some rows of its answer, or for what is constructed from them.

        The rows are in an order that is the same each time they are asked for: that of the query, then of the columns.

        >>> parts("construct { ?s a ?o } WHERE { ?s ?p ?o }").page(["?s", "?o"], 5, 10).split("\\n")[-1]
        'LIMIT 5 OFFSET 10'
        """
        wanted = "CONSTRUCT " + self.template if self.form == "CONSTRUCT" else _selected(columns)
        return f"{self._asking(wanted, columns)}\nLIMIT {limit} OFFSET {offset}"

    def counted(self, columns: list[str]) -> str:
        """The query for how many rows there are, under the name ?rows, without regard to its limits."""
        return self._asking("SELECT (COUNT(*) AS ?rows)", columns)

    def _asking(self, wanted: str, columns: list[str]) -> str:
        chosen = self.head if self.form == "SELECT" else _selected(columns)
        order = " ".join([self.order or "ORDER BY", *columns])
        inner = [chosen, "WHERE", self.group, self.filters, order, self.values]
        return "\n".join([self.prologue, wanted, self.dataset, "WHERE {{", *filter(str.strip, inner), "}}"])


def _selected(columns: list[str]) -> str:
    return " ".join(["SELECT", *columns])


def parts(text: str) -> Parts:
    """Take a query apart.

    >>> found = parts("PREFIX a: <b:> select ?x FROM <urn:g> { ?x a ?y FILTER(?y > 1) } ORDER BY ?y LIMIT 3 OFFSET 2")
    >>> found.prologue, found.head, found.dataset, found.group
    ('PREFIX a: <b:>', 'select ?x', 'FROM <urn:g>', '{ ?x a ?y FILTER(?y > 1) }')
    >>> found.order, found.limit, found.last
    ('ORDER BY ?y', 3, 5)
    >>> found = parts("construct WHERE { ?s a ?o }")
    >>> found.template == found.group, found.variables
    (True, ['?s', '?o'])
    """
    texts: dict[str, str] = defaultdict(str)
    form, place, depth, read, clauses = "", "prologue", 0, 0, len(text)
    for kind, part in tokens(text):
        word = part.upper().rstrip(".-") if kind == "word" and depth == 0 else ""
        shown = " " if kind == "comment" or word == "WHERE" else part
        if place == "prologue" and word in FORMS:
            form, place = word, "head"
        elif place in ("head", "dataset") and depth == 0:
            if part == "{" and form == "CONSTRUCT" and place == "head":
                place = "template"
            elif part == "{" or word in ("FROM", "WHERE") or (form == "DESCRIBE" and word in _MODIFIERS):
                place = "group" if part == "{" else _MODIFIERS.get(word, "dataset")
                clauses = min(clauses, read)
        elif texts["group"]:
            place = _MODIFIERS.get(word, place)
        texts[place] += shown
        read += len(part)
        if kind == "other" and part in ("{", "}", "(", ")"):
            depth += 1 if part in ("{", "(") else -1
            if depth == 0 and part == "}":
                place = {"template": "dataset", "group": "filters"}.get(place, place)
    return _made(form, texts, clauses)


def over(text: str, default: Iterable[str], named: Iterable[str]) -> str:
    """A query over some graphs: those merged into its default graph, and its named graphs.

    The clauses stand in the query: where they are parameters, Virtuoso repeats each in a header of its answer.

    >>> over("construct { ?s a ?o } WHERE { ?s ?p ?o }", ["urn:a"], ["urn:b"])
    'construct { ?s a ?o } FROM <urn:a> FROM NAMED <urn:b> WHERE { ?s ?p ?o }'
    >>> over("DESCRIBE <urn:x> # all", ["urn:a"], [])
    'DESCRIBE <urn:x> # all\\nFROM <urn:a>\\n'
    """
    place = parts(text).place
    clauses = " ".join([*(f"FROM <{name}>" for name in default), *(f"FROM NAMED <{name}>" for name in named)])
    before, after = ("\n", "\n") if place == len(text) else ("", " ")  # a comment may be the last thing
    return f"{text[:place]}{before}{clauses}{after}{text[place:]}"


def _made(form: str, texts: Mapping[str, str], place: int) -> Parts:
    names = ("prologue", "head", "template", "dataset", "group", "filters", "order", "values")
    found = {name: texts.get(name, "").strip() for name in names}
    found["template"] = found["template"] or found["group"]
    limit, offset = (_number(texts.get(name, "")) for name in ("limit", "offset"))
    return Parts(form=form, limit=limit, offset=offset or 0, place=place, **found)


def _number(clause: str) -> int | None:
    """The number in a clause such as LIMIT 10; None where it has none."""
    return next((int(part) for kind, part in tokens(clause) if kind == "number" and part.isdigit()), None)
