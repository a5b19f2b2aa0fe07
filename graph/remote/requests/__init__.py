"""The requests that go to a store, as files; terms are put into their marked places."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_PLACE = re.compile(r"^(?P<head>\s*VALUES \?\w+) \{ \} # @(?P<name>\w+)$", re.MULTILINE)


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def request(name: str, **terms: str | None) -> str:
    """The text of a request, with terms, written as SPARQL has them, in the places that have their names.

    A place whose term is None falls away, so that any term may be there.

    >>> "VALUES ?graph { <urn:g> } # @graph" in request("page.rq", graph="<urn:g>")
    True
    >>> "VALUES" in request("page.rq", graph=None)
    False
    """
    return _PLACE.sub(lambda place: _filled(place, terms[place["name"]]), _text(name))


def _filled(place: re.Match[str], term: str | None) -> str:
    return "" if term is None else f"{place['head']} {{ {term} }} # @{place['name']}"
