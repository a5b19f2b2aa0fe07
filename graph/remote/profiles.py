"""What each kind of store offers and how it behaves: one file a kind in `profiles/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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

    The path is one behind the address of the store; the text is met in any case of letters. No text stands for a header
    that is there, whatever it says.
    """

    path: str
    text: str
    header: str = ""

    def met(self, answer: Mapping[str, str]) -> bool:
        """Whether an answer has it: headers under names in small letters, its body under the name of nothing.

        >>> Sign("query", "", "Fuseki-Request-Id").met({"fuseki-request-id": "7", "": "..."})
        True
        >>> Sign("status", "dbEngineVersion").met({"server": "nginx", "": "Not found"})
        False
        """
        said = answer.get(self.header.lower())
        return said is not None and self.text.lower() in said.lower()


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
    """A kind of store. Paths are behind the address of the store; an empty one says that it does not offer that, and
    one that begins with a dot is the address itself (see `behind`).

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
    count_all: bool = False
    """Whether counting the triples of all graphs is quicker than counting those of some."""
    merged_beside: bool = False
    """Whether queries over many graphs are safe only on one graph that holds them merged, which is put beside them."""
    final: str = ""
    """A pattern of what the store says of a failure that comes again whenever the request does."""
    bulk: str = ""
    """What the store itself calls its way to load much at once."""
    address: Mapping[str, str] = field(default_factory=dict)
    """What the address of the store is, in both languages, and an `example`."""


def behind(address: str, path: str) -> str:
    """The address of a path of a profile, with the address of a store before it.

    >>> behind("http://127.0.0.1:7878/", "query"), behind("http://127.0.0.1:7200/repositories/x", ".")
    ('http://127.0.0.1:7878/query', 'http://127.0.0.1:7200/repositories/x')
    >>> behind("http://127.0.0.1:7001", ".?cmd=stats")
    'http://127.0.0.1:7001?cmd=stats'
    """
    own = address.rstrip("/")
    return own + path[1:] if path.startswith(".") else f"{own}/{path}"


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
        bulk=told["bulk"],
        address=told["address"],
    )
