"""The columns of SELECT *: in the order in which the query names them; the store gives them in that of the alphabet."""

from __future__ import annotations

import re

import pyoxigraph as ox

from ontology.namespaces import PREFIXES

from .tokens import tokens

_MAY_BE = re.compile(r"select(?:\s|#|distinct|reduced)*\*|select[^{]{0,200}#", re.IGNORECASE)


def starred(text: str) -> str:
    """A query that begins with SELECT * as one that names its columns, in the order of the text; any other as it is.

    The columns are those that the store finds, so that none is added or lost; a text that is no query stays what it is.

    >>> starred("select * { ?s ?p ?o # ?c\\n }")
    'select ?s ?p ?o { ?s ?p ?o # ?c\\n }'
    >>> starred("select DISTINCT * { { select ?b ?a { ?b ?a ?c } } }").split(" {")[0]
    'select DISTINCT ?b ?a'
    >>> starred("ASK { { select * { ?s ?p ?o } } }"), starred("select ?s { ?s ?p '*' }"), starred("select * {")
    ('ASK { { select * { ?s ?p ?o } } }', "select ?s { ?s ?p '*' }", 'select * {')
    """
    if not _MAY_BE.search(text):
        return text
    place = _star(text)
    if place is None:
        return text
    try:  # an empty store answers at once, and has the same columns
        result = ox.Store().query(text, prefixes=PREFIXES, base_iri="https://a.net/")
    except (SyntaxError, ValueError):
        return text
    if not isinstance(result, ox.QuerySolutions):
        return text
    there = {variable.value for variable in result.variables}
    named = dict.fromkeys(part[1:] for kind, part in tokens(text[place:]) if kind == "variable")
    columns = [name for name in named if name in there]
    if not columns or len(columns) != len(there):  # such as a name that is written with escapes
        return text
    return f"{text[:place]}{' '.join(f'?{name}' for name in columns)}{text[place + 1 :]}"


def _star(text: str) -> int | None:
    """The place of the star behind the first SELECT of a query; None where there is none."""
    place, selects, last = 0, False, ""
    for kind, part in tokens(text):
        if kind != "comment" and not part.isspace():
            word = part.upper() if kind == "word" else ""
            if selects and part == "*":
                return place
            if selects and word not in ("DISTINCT", "REDUCED"):
                return None
            if word in ("ASK", "CONSTRUCT", "DESCRIBE") and last != "PREFIX":
                return None
            selects = selects or (word == "SELECT" and last != "PREFIX")
            last = word
        place += len(part)
    return None
