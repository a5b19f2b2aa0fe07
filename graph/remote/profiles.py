"""What each kind of store offers and how it behaves: one file a kind in `profiles/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.errors import SijillError, suggestions

LOGINS = ("none", "basic", "digest", "bearer")
"""The ways to log in that HTTP knows (RFC 7617, RFC 7616, RFC 6750), and none."""


class UnknownKind(SijillError):
    """There is no profile of that name."""

    status = 2


@dataclass(frozen=True)
class Sign:
    """How a store is recognised: a text in a header, or in the body where no header is named, of the answer at a path.

    The path is one behind the address of the store; the text is met in any case of letters.
    """

    path: str
    text: str
    header: str = ""


@dataclass(frozen=True)
class Limits:
    """How much goes into one request: triples of an INSERT DATA and of a body, graphs that a query names, rows.

    Zero rows stand for an answer without a limit.
    """

    insert: int
    request: int
    graphs: int
    rows: int
    whole: int = 0
    """Triples that one operation can usually change wholly or not at all; 0 for no limit."""


@dataclass(frozen=True)
class Profile:
    """A kind of store. Paths are behind the address of the store; an empty one says that it does not offer that.

    `read` and `write` are those of the SPARQL 1.1 Graph Store HTTP Protocol, `load` takes N-Quads by POST. `whole` says
    what is done wholly or not at all: a `request`, one `operation` of an update, or `nothing`; `load_whole` whether a
    load is. `union` says whether a query that names no graphs sees all of them, `union_parameter` what makes it so.
    """

    name: str
    title: str
    home: str
    tried: str
    signs: tuple[Sign, ...]
    query: str
    update: str
    read: str
    write: str
    load: str
    logins: tuple[str, ...]
    limits: Limits
    union: bool
    union_parameter: str
    whole: str
    load_whole: bool
    notes: Mapping[str, Sequence[str]]
    final: str = ""
    """A pattern of what the store says of a failure that comes again whenever the request does."""


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by their names.

    >>> profiles()["virtuoso"].logins, profiles()["oxigraph"].load
    (('digest',), 'store?no_transaction')
    """
    found = sorted(files("graph.remote").joinpath("profiles").iterdir(), key=lambda entry: entry.name)
    read = [(entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text(encoding="utf-8"))) for entry in found]
    return {name: _profile(name, told) for name, told in read}


def profile(name: str) -> Profile:
    """The profile of a kind of store. Raises UnknownKind.

    >>> profile("virtuos")
    Traceback (most recent call last):
    graph.remote.profiles.UnknownKind: no kind of store is called 'virtuos'; did you mean virtuoso?
    """
    known = profiles()
    if name in known:
        return known[name]
    near, listed = suggestions(name, list(known)), ", ".join(known)
    raise UnknownKind(
        {
            "ar": f"لا نوع من المخازن اسمه {name}؛ {near['ar'] or 'الأنواع: ' + listed}",
            "en": f"no kind of store is called {name!r}; {near['en'] or 'there are ' + listed}",
        }
    )


def _profile(name: str, told: Mapping[str, Any]) -> Profile:
    signs = told["recognise"]
    habits = told["habits"]
    return Profile(
        name=name,
        title=told["title"],
        home=told["home"],
        tried=told["tried"],
        signs=tuple(Sign(**sign) for sign in (signs if isinstance(signs, list) else [signs])),
        **told["paths"],
        logins=tuple(told["login"]["ways"]),
        limits=Limits(**told["limits"]),
        **habits,
        notes=told["notes"],
    )
