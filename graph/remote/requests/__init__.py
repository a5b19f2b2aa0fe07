"""The requests that go to a store, as files; terms are put into their marked places."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_PLACE = re.compile(r"\{ \} # @(\w+)$", re.MULTILINE)


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def request(name: str, **terms: str) -> str:
    """The text of a request, with terms, written as SPARQL has them, in the places that have their names.

    >>> "VALUES ?graph { <urn:g> } # @graph" in request("listed.rq", graph="<urn:g>")
    True
    """
    return _PLACE.sub(lambda place: f"{{ {terms[place[1]]} }} # @{place[1]}", _text(name))
