"""Things of another kind than a question is about, where it has no answer for them: a country for a programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from ontology.errors import asked_whether
from ontology.vocabulary import vocabulary
from queries.catalogue import Parameter, Question, questions

from .card import classes_of
from .dataset import local_name
from .reading import Readable

_ANY = frozenset({"about", "either", "one", "or", "thing", "two", "value"})
"""Parameters that things of any kind fit."""
_MOST_QUADS = 5000
"""So many statements of a thing are looked through for what may be meant."""
_MOST = 5


@dataclass(frozen=True)
class Unfitting:
    """A thing that is given for a parameter though it is of another kind: its class, and the ids of those that it is
    linked with and that fit.
    """

    parameter: Parameter
    iri: str
    cls: str
    near: tuple[str, ...]

    def said(self, name: str, language: str, *, ask: bool = True) -> str:
        """What is told of it, with its name; `ask` whether one of the others is meant."""
        cls, wanted = vocabulary().by_iri[self.cls].labels[language], self.parameter.labels[language]
        near = asked_whether(self.near)[language] if ask else ""
        if language == "ar":
            return f"صنف «{name}» هو: {cls}؛ والمطلوب هنا: {wanted}" + (f"؛ {near}" if near else "")
        return f"“{name}” is of the class “{cls}”; what is asked for here is: {wanted}" + (f"; {near}" if near else "")


def unfitting(store: Readable, question: Question, things: Mapping[str, str], base: str) -> Iterator[Unfitting]:
    """The things that a question was asked about which are of another kind than its examples; `things` by parameter.

    A thing fits where it has the folder of the example, or a class that the name of the parameter names.

    >>> from queries.catalogue import question
    >>> from graph.store import fill
    >>> from ontology.namespaces import expand
    >>> node, kind = ox.NamedNode("https://a.net/id/country/NGA"), ox.NamedNode(expand("rdf:type"))
    >>> store = fill([ox.Quad(node, kind, ox.NamedNode(expand("Country")))])
    >>> [one] = unfitting(store, question("programme-countries"), {"programme": node.value}, "https://a.net/")
    >>> one.said("Nigeria", "en")
    '“Nigeria” is of the class “country”; what is asked for here is: programme, network or activity'
    """
    terms = vocabulary()
    for parameter in question.parameters:
        iri = things.get(parameter.name)
        if not iri or parameter.name in _ANY or ":" in parameter.example:
            continue
        folder, name = parameter.example.partition("/")[0], local_name(iri, base)
        own = [cls for cls in classes_of(store, ox.NamedNode(iri)) if cls in terms.by_iri]
        if name.startswith(f"{folder}/") or not own:
            continue
        above = {one for cls in own for one in terms.superclasses.get(cls, frozenset({cls}))}
        labels = {terms.by_iri[cls].labels.get("en", "") for cls in above if cls in terms.by_iri}
        if labels.isdisjoint(parameter.labels["en"].replace(" or ", ", ").split(", ")):
            yield Unfitting(parameter, iri, own[0], tuple(_linked(store, iri, f"{base}id/{folder}/", base)))


def questions_about(iri: str, base: str) -> list[tuple[Question, str]]:
    """The first questions that are asked about one thing of the folder of this one, each with its parameter.

    >>> [(one.name, name) for one, name in questions_about("https://a.net/id/project/x", "https://a.net/")]
    [('research-partners', 'project')]
    """
    folder = local_name(iri, base).partition("/")[0]
    found = []
    for one in questions().values():
        asked = [parameter for parameter in one.parameters if parameter.name != "lang"]
        if len(asked) == 1 and asked[0].name not in _ANY and asked[0].example.startswith(f"{folder}/"):
            found.append((one, asked[0].name))
    return found[:_MOST]


def _linked(store: Readable, iri: str, start: str, base: str) -> list[str]:
    """The ids of the things below an address that a thing is linked with, in the merged set."""
    node, merged = ox.NamedNode(iri), ox.DefaultGraph()
    pointing = (quad.subject for quad in islice(store.quads_for_pattern(None, None, node, merged), _MOST_QUADS))
    named = (quad.object for quad in islice(store.quads_for_pattern(node, None, None, merged), _MOST_QUADS))
    found = {
        one.value
        for among in (pointing, named)
        for one in among
        if isinstance(one, ox.NamedNode) and one.value.startswith(start) and "#" not in one.value
    }
    return [local_name(one, base) for one in sorted(found)[:_MOST]]
