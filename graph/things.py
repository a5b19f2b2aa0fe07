"""Whether the things that a person names are in the data, and which ones may be meant where they are not."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from ontology.errors import suggestion
from ontology.namespaces import expand
from ontology.vocabulary import key
from queries.catalogue import Question

from .dataset import local_name
from .query import ParameterError, term


def checked_things(store: ox.Store, question: Question, values: Mapping[str, str], base: str) -> None:
    """Make sure that every thing given as a parameter is in the store.

    Raises ParameterError with the ids that may be meant: by their label, or by their likeness.
    """
    for parameter in question.parameters:
        if parameter.kind != "iri" or parameter.name not in values:
            continue
        given = values[parameter.name]
        node = term(parameter, given, base)
        assert isinstance(node, ox.NamedNode)
        if not known(store, node):
            hint = meant(store, given, base) or "`sijill query --list` shows an example"
            raise ParameterError(f"--{parameter.name}: {given!r} is not in the data; {hint}")


def known(store: ox.Store, node: ox.NamedNode) -> bool:
    """Whether a node is the subject or object of any triple.

    >>> known(ox.Store(), ox.NamedNode("https://example.org/a"))
    False
    """
    patterns = (store.quads_for_pattern(node, None, None), store.quads_for_pattern(None, None, node))
    return any(next(found, None) is not None for found in patterns)


def meant(store: ox.Store, given: str, base: str) -> str:
    """Say which things may be meant by a word that is no id: those with such a label, else those with a like id."""
    ids: dict[str, str] = {}
    for name in ("skos:prefLabel", "skos:altLabel"):
        for quad in store.quads_for_pattern(None, ox.NamedNode(expand(name)), None, ox.DefaultGraph()):
            identifier = local_name(key(quad.subject), base)
            ids[identifier] = identifier
            ids.setdefault(key(quad.object).casefold(), identifier)
    if given.casefold() in ids:
        return f"did you mean {ids[given.casefold()]}?"
    return suggestion(given, set(ids.values()))
