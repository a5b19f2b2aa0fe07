"""Where a query is not SPARQL, for a person: the line, a mark under the place, and what may be meant.

The parser of the store knows what is wrong with names and variables, but where it expected a keyword it gives a place
behind the word that it read; there the parser of rdflib is asked for the place.
"""

from __future__ import annotations

import re

from loaders.text import printable
from ontology.errors import suggestions
from ontology.namespaces import PREFIXES
from ontology.vocabulary import vocabulary

from .terminal import MARK, around

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_NOT_FOUND = "Prefix not found"
_WORDED = re.compile(r"(?:The SELECT contains [^,\[]+|[A-Z]?[a-z]+ [a-z]+ [a-z ]+[^,\[]*)")
_SIGNS = re.compile(r'"[^"]{1,12}"')
_UPDATE = re.compile(
    r"(?:\s++|#[^\n]*+|PREFIX\s[^:<]*+:\s*+<[^>]*+>|(?:BASE|WITH)\s*+<[^>]*+>)*+"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)(?![\w:.-])",
    re.IGNORECASE,
)
"""The first word after prefixes and comments; elsewhere such a word may be the name of something."""
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_NO_NAMES = re.compile(
    r'<[^<>\s]*>|"""[\s\S]*?"""|' + r"'''[\s\S]*?'''" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'|#.*"
)
"""What holds no prefix: addresses, texts, comments."""
_PREFIXED = re.compile(r"(?<![\w?$:.-])((?![\d_])[\w.-]*):[\w.:%\\-]*")
_ESCAPE = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")
WINDOW = 100
"""Cells of a line that are shown around the place."""
_KEYWORDS = frozenset(
    word
    for line in (
        "ASK ASC BASE BIND BY CONSTRUCT COUNT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP HAVING LIMIT MINUS",
        "NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SERVICE UNDEF UNION VALUES WHERE",
    )
    for word in line.split()
)


def explained(text: str, message: str, name: str) -> dict[str, str]:
    """Explain in both languages why a query cannot be read; `message` is what the store's parser says.

    >>> print(explained("SELCT * {}", "error at 1:10: expected CONSTRUCT", "mine.rq")["en"])
    mine.rq:1:1: not SPARQL; did you mean SELECT?
      SELCT * {}
      ^
    """
    update = _UPDATE.match(text)
    if update:
        said = {"ar": "تُقبل الاستعلامات وحدها لا التحديثات", "en": "only queries are run, no updates"}
        return _shown(text, name, update.start(1), said)
    place = _PLACE.match(message)
    if not place:
        what = message.splitlines()[0]
        return {"ar": f"{name}: ليس هذا استعلام SPARQL: {what}", "en": f"{name}: not SPARQL: {what}"}
    offset, wanted = _offset(text, int(place[1]), int(place[2])), place[3]
    prefix = _undeclared(text)
    if _NOT_FOUND in wanted and prefix:
        return _shown(text, name, *prefix)
    worded = _WORDED.search(wanted.replace(_NOT_FOUND, ""))
    if worded:
        if worded[0].startswith("The SELECT"):  # the parser says it behind the query
            offset = max(
                (found.start() for found in re.finditer(r"\bSELECT\b", text[:offset], re.IGNORECASE)), default=0
            )
        return _shown(text, name, offset, {"ar": worded[0].strip(), "en": worded[0].strip()})
    signs = list(dict.fromkeys(_SIGNS.findall(wanted)))
    if not signs:
        second = _second_opinion(text)
        if second is None and prefix:
            return _shown(text, name, *prefix)
        offset = offset if second is None else second
    return _shown(text, name, offset, _meant(text, offset, signs))


def _undeclared(text: str) -> tuple[int, dict[str, str]] | None:
    """The place of the first name whose prefix is not declared, and what to say of it."""
    bare = _NO_NAMES.sub(lambda found: " " * len(found[0]), text)
    declared = {*PREFIXES, *_DECLARED.findall(bare)}
    for found in _PREFIXED.finditer(bare):
        prefix = found[1]
        if prefix not in declared:
            said = {"ar": f"لم تُعرَّف البادئة {prefix}:", "en": f"the prefix {prefix}: is not declared"}
            return found.start(), said
    return None


def _second_opinion(text: str) -> int | None:
    """The place where the parser of rdflib stops; None where it does not.

    It puts other characters for tabs and for escapes before it counts, so it is given neither.
    """
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    plain = _ESCAPE.sub(lambda found: "_" * len(found[0]), text.replace("\t", " "))
    try:
        parseQuery(plain)
    except ParseBaseException as error:
        return min(int(error.loc), len(text))
    except Exception:  # a query that only the store's parser understands so far
        return None
    return None


def _meant(text: str, offset: int, signs: list[str]) -> dict[str, str]:
    """What may be meant at a place: a keyword like the word there, or one of some signs."""
    begin = offset
    while begin and text[begin - 1].isalpha():
        begin -= 1
    word = re.match(r"[A-Za-z]*", text[begin:])
    found = word[0] if word else ""
    near = suggestions(found.upper(), _KEYWORDS) if found.upper() not in _KEYWORDS else {"en": ""}
    if near["en"]:
        return near
    if signs:
        listed = " ".join(signs[:6])
        return {"ar": f"المنتظر هنا أحد هذه: {listed}", "en": f"expected one of {listed}"}
    if not text[offset:].strip():
        return {"ar": "النص ناقص", "en": "the text ends too early"}
    return {"ar": "لا مكان لهذا هنا", "en": "this does not belong here"}


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return min(len(text), sum(len(earlier) + 1 for earlier in lines[: line - 1]) + column - 1)


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
        "ar": f"{where}: ليس هذا استعلام SPARQL؛ {said['ar']}\n  {line}\n  {mark}",
        "en": f"{where}: not SPARQL; {said['en']}\n  {line}\n  {mark}",
    }


def unknown_terms(text: str, language: str) -> list[str]:
    """Say which terms of the project's own ontology a query names that are not in it, and what may be meant.

    >>> unknown_terms("ASK { ?x a sj:Campain }", "en")
    ['sj:Campain is no term of the ontology; did you mean Campaign?']
    """
    terms = vocabulary().terms
    found = dict.fromkeys(re.findall(r"(?<![\w:])sj:(\w+)", text))
    lines = []
    for name in found:
        if name not in terms:
            near = suggestions(name, terms)[language]
            said = {"ar": f"ليس sj:{name} من مصطلحات الأنطولوجيا", "en": f"sj:{name} is no term of the ontology"}
            lines.append(said[language] + ({"ar": "؛ ", "en": "; "}[language] + near if near else ""))
    return lines
