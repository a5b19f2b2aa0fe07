"""What in the data uses each term and code: counted in one pass over the merged set, once for a site."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph as ox

from ontology.namespaces import SJC, compress
from ontology.vocabulary import RDF_TYPE
from queries.catalogue import Question, questions

from ..dataset import DATASET_ID
from ..tokens import names_in
from .site import Site

FIRST = 6
"""How many examples are kept of each term."""
Example = tuple[str, str]
"""The IRI of the thing, and what is said of it, as N-Triples write it; nothing for a class."""


@dataclass
class Usage:
    """The number of things of each class, of statements by each property, and of statements that name each code.

    `examples` are the first things by name that use a term, `by` the properties that give a code. What the description
    of the data says with a code, such as how many labels have a status, is no use of it beside those in the data.
    """

    things: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    by: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    examples: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))

    def count(self, iri: str) -> int:
        """How often a term or code is used.

        >>> Usage().count("https://w3id.org/sijill/ontology#Body")
        0
        """
        return self.things[iri] + self.statements[iri] + self.codes[iri]


def usage(site: Site) -> Usage:
    """What uses each term in the data of a site; the terms' own descriptions do not count."""
    return site.whole(_used)


def _used(site: Site) -> Usage:
    return counted(site.store, f"{site.base}id/")


def counted(store: ox.Store, start: str) -> Usage:
    """Count what is said of the things whose IRIs begin with `start`.

    >>> thing, kind = ox.NamedNode("https://a.net/id/body/x"), ox.NamedNode(RDF_TYPE)
    >>> store = ox.Store()
    >>> store.add(ox.Quad(thing, kind, ox.NamedNode("https://w3id.org/sijill/ontology#Body")))
    >>> counted(store, "https://a.net/id/").things
    Counter({'https://w3id.org/sijill/ontology#Body': 1})
    """
    found, describing = Usage(), Usage()
    described = f"{start}{DATASET_ID}"
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        subject, node = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or not subject.value.startswith(start):
            continue
        name, property_ = subject.value, quad.predicate.value
        if property_ == RDF_TYPE:
            if isinstance(node, ox.NamedNode):
                found.things[node.value] += 1
                _keep(found.examples[node.value], (name, ""))
            continue
        found.statements[property_] += 1
        _keep(found.examples[property_], (name, str(node)))
        if isinstance(node, ox.NamedNode) and node.value.startswith(SJC):
            among = describing if name.partition("#")[0] == described else found
            among.codes[node.value] += 1
            among.by[node.value][property_] += 1
            _keep(among.examples[node.value], (name, property_))
    for code in describing.codes.keys() - found.codes.keys():
        found.codes[code] = describing.codes[code]
        found.by[code], found.examples[code] = describing.by[code], describing.examples[code]
    return found


def _keep(among: list[Example], example: Example) -> None:
    """Keep the first examples by name, one of each thing: the same ones in whatever order they come."""
    order = (len(example[0]), example)
    if len(among) == FIRST and order > (len(among[-1][0]), among[-1]):
        return
    same = [one for one in among if one[0] == example[0]]
    if same:
        if example >= same[0]:
            return
        among.remove(same[0])
    insort(among, example, key=lambda one: (len(one[0]), one))
    del among[FIRST:]


@cache
def _naming() -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = defaultdict(list)
    for one in questions().values():
        for name in names_in(one.text):
            found[name].append(one)
    return dict(found)


def questions_naming(iri: str) -> list[Question]:
    """The questions of the catalogue whose query names a term or code.

    >>> "conflicts" in [one.name for one in questions_naming("https://w3id.org/sijill/ontology#expectedOnce")]
    True
    """
    return _naming().get(compress(iri), [])
