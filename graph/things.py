"""The thing that a person means: by its id, address or term, or by a name that only one thing has."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import pyoxigraph as ox

from ontology.errors import SijillError, asked_whether
from ontology.namespaces import PREFIXES, expand, thing_iri
from ontology.vocabulary import vocabulary
from queries.catalogue import Question

from .names import named_things
from .search import Index


class UnknownThing(SijillError):
    """Nothing in the data has the id or name."""

    status = 2


def resolved(store: ox.Store, question: Question, values: Mapping[str, str], base: str) -> dict[str, str]:
    """Put the IRI in the place of every thing that is given as a parameter of a question. Raises UnknownThing."""
    kinds = {parameter.name: parameter.kind for parameter in question.parameters}
    return {
        name: find(store, value, base, f"--{name}: ").value if kinds.get(name) == "iri" else value
        for name, value in values.items()
    }


def find(store: ox.Store, given: str, base: str, where: str = "") -> ox.NamedNode:
    """Give the node of a thing of the store: by IRI, CURIE or id, or by a whole name that no other thing has.

    The heading of a part of a document does not count as another thing.

    Raises UnknownThing with the ids that may be meant; `where` is put before its message.
    """
    node = _node(given, base)
    if node and known(store, node):
        return node
    things = named_things(store, vocabulary(), base)
    index = Index(things, vocabulary())
    hits = index.search(given, limit=5)
    whole = [hit.thing for hit in hits if hit.how == "exact"]
    exact = [t.identifier for t in whole if not index.is_part(t)] or [t.identifier for t in whole]
    if len(exact) == 1:
        return ox.NamedNode(thing_iri(exact[0], base))
    like = get_close_matches(given, [thing.identifier for thing in things], n=2, cutoff=0.8)
    near = asked_whether(exact or like or [hit.thing.identifier for hit in hits[:3] if hit.how != "part"])
    raise UnknownThing(
        {
            "ar": f"{where}لا شيء في البيانات معرّفه أو اسمه {given}؛ "
            f"{near['ar'] or 'الأمر sijill search يبحث في الأسماء'}",
            "en": f"{where}nothing in the data has the id or name {given!r}; "
            f"{near['en'] or 'sijill search looks for names'}",
        }
    )


def _node(given: str, base: str) -> ox.NamedNode | None:
    try:
        if given.startswith(("http://", "https://")):
            return ox.NamedNode(given)
        prefix, colon, _ = given.partition(":")
        return ox.NamedNode(expand(given) if colon and prefix in PREFIXES else thing_iri(given, base))
    except ValueError:
        return None


def known(store: ox.Store, node: ox.NamedNode) -> bool:
    """Whether a node is the subject or object of any triple.

    >>> known(ox.Store(), ox.NamedNode("https://example.org/a"))
    False
    """
    patterns = (store.quads_for_pattern(node, None, None), store.quads_for_pattern(None, None, node))
    return any(next(found, None) is not None for found in patterns)
