"""A look at the text of a query that costs little: its form, how deep it is nested, and whether it asks elsewhere.

The parser of the store needs no space between a keyword and what follows, so that `SERVICEex:a { }` calls a service
where no prefix is `SERVICEex`. That no query reaches the network does not rest on this module: see `confined.py`. It is
here so that a person is told why.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>\s++|\#[^\n\r]*+)
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    |(?P<text>\"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3}|\Z)|'{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3}|\Z)
        |"(?:[^"\\\n\r]|\\.)*+(?:"|\Z|(?=[\n\r]))|'(?:[^'\\\n\r]|\\.)*+(?:'|\Z|(?=[\n\r])))
    |(?P<variable>[?$]\w++)
    |(?P<tag>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    |(?P<name>(?:(?:_|[^\W\d_][\w.-]*+)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*+))
    |(?P<word>[^\W\d_][\w.-]*+|\w++)
    |(?P<open>[\[({])
    |(?P<close>[\])}])
    |(?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_CHANGING = re.compile("rand|uuid|now", re.IGNORECASE)
"""Functions whose answer is another every time."""
_SERVICE = re.compile("service", re.IGNORECASE)


@dataclass(frozen=True)
class Scanned:
    """What is seen in the text of a query.

    `form` is its first keyword after the prologue, or empty; `depth` how many brackets are open at most; `service` the
    place of a call of another endpoint, or -1; `changing` whether its answer may be another the next time.
    """

    form: str
    depth: int
    service: int
    changing: bool


def scan(text: str, prefixes: Collection[str] = ()) -> Scanned:
    """Look at a query in time that grows with its length; `prefixes` need no declaration.

    >>> scan("PREFIX s: <http://service.example/#> ASK { ?service s:service 'SERVICE' } # SERVICE").service
    -1
    >>> scan("ASK { { sErViCe <http://a.net/> { ?s ?p ?o } } }")
    Scanned(form='ASK', depth=3, service=8, changing=False)
    """
    form, depth, deepest, service, changing = "", 0, 0, -1, False
    declared, before, last = {*prefixes, "_", ""}, "", ""
    for token in _TOKEN.finditer(text):
        kind, found = token.lastgroup, token[0]
        if kind == "space":
            continue
        if kind == "open":
            depth += 1
            deepest = max(depth, deepest)
        elif kind == "close":
            depth -= 1
        elif kind == "word":
            if not form and found.upper() in _FORMS and before != "PREFIX":
                form = found.upper()
            changing = changing or _CHANGING.search(found) is not None
        elif kind == "name":
            prefix = found.partition(":")[0]
            if last == "PREFIX":
                declared.add(prefix)
            changing = changing or (prefix not in declared and _CHANGING.search(found) is not None)
        if service < 0 and _calls(kind, found, declared, last):
            service = token.start() + _place(found)
        before, last = last, found.upper() if kind == "word" else ""
    return Scanned(form, deepest, service, changing)


def _calls(kind: str | None, found: str, declared: Collection[str], last: str) -> bool:
    """Whether a part of a query has the keyword that calls another endpoint."""
    if kind == "word":
        return _SERVICE.search(found) is not None
    if kind == "name" and last != "PREFIX":
        prefix = found.partition(":")[0]
        return prefix not in declared and _SERVICE.search(prefix) is not None
    return kind == "iri" and ")" in found and _hides(found)


def _hides(found: str) -> bool:
    """Whether what looks like an IRI may be a comparison, with the end of its brackets and then the keyword."""
    before = _SERVICE.split(found, maxsplit=1)
    return len(before) == 2 and (before[0].count(")") > before[0].count("(") or (")" in before[0] and "'" in found))


def _place(found: str) -> int:
    place = _SERVICE.search(found)
    return place.start() if place else 0
