"""Where a query is not SPARQL, for a person: the line, a mark under the place, and what may be meant."""

from __future__ import annotations

import re
from functools import cache

from loaders.text import printable
from ontology.errors import suggestions
from ontology.namespaces import PREFIXES, compress
from ontology.vocabulary import vocabulary

from .syntax_place import PLACE, offset_of, parts_of, place
from .syntax_reasons import Reason, misplaced, reason, told, ungrouped
from .terminal import MARK, around

NOT_SPARQL = {"ar": "ليس هذا استعلام SPARQL؛ ", "en": "not SPARQL; "}
"""What stands between the place and the reason, for who did not ask an editor of SPARQL."""
_UPDATE = re.compile(
    r"(?:\s++|#[^\n]*+|PREFIX\s[^:<]*+:\s*+<[^>]*+>|(?:BASE|WITH)\s*+<[^>]*+>)*+"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)(?![\w:.-])",
    re.IGNORECASE,
)
"""The first word after prefixes and comments; elsewhere such a word may be the name of something."""
_NOT_FOUND = "Prefix not found"
_SEMANTIC = {
    "Unexpected aggregate": "aggregate",
    "SELECT * is not authorized with GROUP BY": "star",
    "overrides an existing variable": "twice",
    "BIND is overriding": "twice",
    "Duplicated variable name in SELECT": "repeated",
    "VALUES clause rows": "values",
}
"""What the store's parser says of a query whose signs are in order, and what is said of it here."""
_OF_RDF = (
    "rdf:type",
    "rdfs:label",
    "rdfs:domain",
    "rdfs:range",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "rdfs:isDefinedBy",
    "rdfs:seeAlso",
    "rdfs:comment",
    "rdfs:Class",
    "rdf:Property",
    "rdf:first",
    "rdf:rest",
    "rdf:nil",
)
"""Terms of the languages themselves that a query may ask for."""
WINDOW = 100
"""Cells of a line that are shown around the place."""


def explained(text: str, message: str, name: str) -> dict[str, str]:
    """Explain in both languages why a query cannot be read; `message` is what the store's parser says.

    >>> print(explained("SELCT * {}", "error at 1:10: expected CONSTRUCT", "mine.rq")["en"])
    mine.rq:1:1: not SPARQL; did you mean SELECT?
      SELCT * {}
      ^
    """
    update = _UPDATE.match(text)
    if update:
        return _shown(text, name, update.start(1), told("update"))
    found = PLACE.match(message)
    if not found:
        what = message.splitlines()[0]
        return {"ar": f"{name}: ليس هذا استعلام SPARQL: {what}", "en": f"{name}: not SPARQL: {what}"}
    offset, said = _reason(text, int(found[1]), int(found[2]), found[3])
    return _shown(text, name, offset, said)


def _reason(text: str, line: int, column: int, wanted: str) -> Reason:
    parts, looked = parts_of(text), offset_of(text, line, column)
    if _NOT_FOUND in wanted:
        undeclared = _undeclared(text)
        if undeclared:
            return undeclared
    if "IRI parsing failed" in wanted:
        return max(text.rfind("<", 0, looked), 0), told("iri")
    for said, key in _SEMANTIC.items():
        if said in wanted:
            return looked, told(key)
    if "The SELECT contains" in wanted:
        last = max((p.start for p in parts if p.text.upper() == "SELECT" and p.start < looked), default=0)
        return misplaced(parts) or ungrouped(parts) or (last, told("unbound"))
    offset = place(text, line, column)
    undeclared = _undeclared(text)
    if undeclared and undeclared[0] == offset:
        return undeclared
    if not text[offset:].strip("} \t\r\n"):  # where a query within the query ends, the parser does not say why
        free = misplaced(parts) or ungrouped(parts)
        if free:
            return free
    return reason(text, parts, offset, wanted)


def _undeclared(text: str) -> Reason | None:
    """The place of the first name whose prefix is not declared, and what to say of it."""
    declared, before = {*PREFIXES, "_"}, ""
    for part in parts_of(text):
        if part.kind != "name":
            before = part.text.upper() if part.kind == "word" else ""
            continue
        prefix = part.text.partition(":")[0]
        if before == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            return part.start, told("prefix", found=f"{prefix}:")
        before = ""
    return None


def _shown(text: str, name: str, offset: int, said: dict[str, str]) -> dict[str, str]:
    """The message with file, line and column, then the line and a mark under the place; not a blank last line."""
    offset = min(offset, len(text.rstrip()))
    before = text[:offset]
    number, start = before.count("\n") + 1, before.rfind("\n") + 1
    line = text[start:].split("\n", 1)[0]
    line, cell = around(printable(line), offset - start, WINDOW)
    mark = " " * cell + MARK
    where = f"{name}:{number}:{offset - start + 1}"
    return {
        "ar": f"{where}: {NOT_SPARQL['ar']}{said['ar']}\n  {line}\n  {mark}",
        "en": f"{where}: {NOT_SPARQL['en']}{said['en']}\n  {line}\n  {mark}",
    }


def unknown_terms(text: str, language: str, most: int = 10) -> list[str]:
    """Say which terms a query names that neither the ontology nor what it takes from elsewhere has; the first `most`.

    Terms of the vocabularies that the project uses in part are known as far as it uses them.

    >>> unknown_terms("ASK { ?x a sj:Campain ; skos:prefLabl ?n ; rdfs:label ?l }", "en")
    ['sj:Campain is no term of the ontology; did you mean sj:Campaign?', \
'skos:prefLabl is not used in these data; did you mean skos:prefLabel?']
    """
    known = _known()
    prefixes = {name.partition(":")[0] for name in known}
    own = {"ar": "ليس {name} من مصطلحات الأنطولوجيا", "en": "{name} is no term of the ontology"}
    foreign = {"ar": "لا يُستعمل {name} في هذه البيانات", "en": "{name} is not used in these data"}
    lines: list[str] = []
    for name in dict.fromkeys(part.text for part in parts_of(text) if part.kind == "name"):
        prefix, _, local = name.partition(":")
        if name in known or prefix not in prefixes or not local or f"PREFIX {prefix}:" in text:
            continue
        near = suggestions(name, [one for one in known if one.startswith(f"{prefix}:")])[language]
        said = (own if prefix in ("sj", "sjc") else foreign)[language].format(name=name)
        lines.append(said + ({"ar": "؛ ", "en": "; "}[language] + near if near else ""))
        if len(lines) == most:
            break
    return lines


@cache
def _known() -> frozenset[str]:
    """The terms, codes and code lists that the data may have, in short."""
    terms = vocabulary()
    lists = (f"sjc:{name}" for name in terms.codes)
    return frozenset((*map(compress, terms.by_iri), *map(compress, terms.code_labels), *lists, *_OF_RDF))
