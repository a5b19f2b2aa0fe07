"""The text of a query in parts: its tokens, its form, the terms that it names.

The tokens are those of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#grammar) as far as a reader tells them apart.
Each is read once and never looked at again, so that a hostile text takes no longer than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_TOKEN = re.compile(
    r"(?P<comment>#[^\n\r]*+)"
    r'|(?P<text>"""(?:[^"\\]|\\[\s\S]|"(?!""))*+(?:"""|\\?\Z)|'
    + r"'''(?:[^'\\]|\\[\s\S]|'(?!''))*+(?:'''|\\?\Z)"
    + r'|"(?:[^"\\\n\r]|\\.)*+"?|'
    + r"'(?:[^'\\\n\r]|\\.)*+'?)"
    r"|(?P<iri><[^<>\"{}|^`\\\s]*+>)"
    r"|(?P<variable>[?$]\w++)"
    r"|(?P<run>[\w.%-]++(?::[\w.:%\\-]*+)?|:[\w.:%\\-]*+)"
    r"|(?P<other>\s++|[\s\S])",
)
_RUNS = (
    ("name", re.compile(r"(?![\d.-])[\w.-]*+:.*")),
    ("number", re.compile(r"-?\d++(?:\.\d*+)?")),
    ("word", re.compile(r"[A-Za-z]\w*+[.-]*")),
)
"""What a run of letters and signs is, by its form as a whole."""


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a query in their order, each with its kind; together they are the text.

    >>> list(tokens('ASK { ?s a sj:Body }'))[0], [part for kind, part in tokens("?x sj:y <z> # w") if kind != "other"]
    (('word', 'ASK'), ['?x', 'sj:y', '<z>', '# w'])
    """
    for found in _TOKEN.finditer(text):
        kind, part = found.lastgroup or "other", found[0]
        if kind == "run":
            kind = next((name for name, form in _RUNS if form.fullmatch(part)), "other")
        yield kind, part


def form_of(text: str) -> str:
    """Which of the four forms a query has; nothing where it has none.

    >>> form_of("PREFIX ask: <https://a.net/> # SELECT\\nDESCRIBE ask:x"), form_of("DROP ALL")
    ('DESCRIBE', '')
    """
    words = (part.upper().rstrip(".-") for kind, part in tokens(text) if kind == "word")
    return next((word for word in words if word in FORMS), "")


def in_short(text: str) -> str:
    """A query without its comments, but for what they tell of graphs: for an address, where Arabic takes much room.

    >>> in_short("# graphs: optional\\n# param x: س | x\\nASK { ?s ?p ?o } # all")
    '# graphs: optional\\nASK { ?s ?p ?o }'
    """
    kept = "".join(part for kind, part in tokens(text) if kind != "comment" or part.startswith("# graphs:"))
    return "\n".join(line.rstrip() for line in kept.splitlines() if line.strip())


def names_in(text: str) -> frozenset[str]:
    """The terms and codes that a query names, in short.

    >>> sorted(names_in("ASK { ?x sj:measure <x:y> ; a sj:Figure } # sj:unit"))
    ['sj:Figure', 'sj:measure']
    """
    return frozenset(part.rstrip(".") for kind, part in tokens(text) if kind == "name" and not part.endswith(":"))
