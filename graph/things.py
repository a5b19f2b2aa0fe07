"""The thing that a person means: by its id, address or term, or by a name that only one thing has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

import pyoxigraph as ox

from loaders.folding import fold
from ontology.errors import SijillError, asked_whether
from ontology.namespaces import PREFIXES, SJC, compress, expand, thing_iri
from ontology.vocabulary import key, vocabulary
from queries.catalogue import Parameter, Question

from .parameters import Given, ParameterError, plain, prepare
from .reading import Readable
from .search import index_of
from .terminal import cut

_SHOWN = 80
"""Of a long text that was given, an error repeats so many cells."""


class UnknownThing(SijillError):
    """Nothing in the data has the id or name, or several things have it; `near` are the ids that may be meant."""

    status = 2

    def __init__(self, message: str | Mapping[str, str], near: Sequence[str] = (), *, several: bool = False) -> None:
        super().__init__(message)
        self.near, self.several = tuple(near), several


def resolved(store: Readable, question: Question, values: Mapping[str, Given], base: str) -> dict[str, Given]:
    """Put the IRI in the place of every thing that a question is asked about; what is not given is the example.

    Raises UnknownThing, and ParameterError for a paragraph that no document has, or an example that the data lack.

    >>> from graph.store import fill
    >>> node, name = ox.NamedNode("https://a.net/id/body/x"), ox.NamedNode(expand("skos:prefLabel"))
    >>> store = fill([ox.Quad(node, name, ox.Literal("Body of X", language="en"))])
    >>> asked = Question("x", "", {}, {}, (Parameter("body", "iri", "body/y", {}),), {}, ())
    >>> resolved(store, asked, {"body": "Body of X"}, "https://a.net/")
    {'body': 'https://a.net/id/body/x'}
    """
    found: dict[str, Given] = {}
    for parameter in question.parameters:
        name, given = parameter.name, values.get(parameter.name)
        if parameter.kind == "iri":
            found[name] = _meant(store, parameter, given, base)
        elif given is not None:
            found[name] = plain(parameter.kind, given)
            if parameter.kind == "paragraph" and not _numbered(store, str(found[name])):
                raise ParameterError(
                    {"ar": f"--{name}: لا فقرة في البيانات رقمها {given}", "en": f"--{name}: no paragraph is {given!r}"}
                )
    return found


def bound(store: Readable, question: Question, values: Mapping[str, Given], base: str) -> dict[str, Given]:
    """All values that a question is asked with, each thing by its IRI; a wrong parameter is told before a wrong thing.

    Raises ParameterError and UnknownThing.
    """
    prepare(question, values, base)
    return {**values, **resolved(store, question, values, base)}


def _meant(store: Readable, parameter: Parameter, given: Given | None, base: str) -> str:
    if given is not None:
        return find(store, str(given), base, f"--{parameter.name}: ", like=parameter.example).value
    node = _node(parameter.example, base)
    if node is None or not known(store, node):
        raise ParameterError(
            {
                "ar": f"يلزم الخيار --{parameter.name}: فمثاله {parameter.example} ليس في هذه البيانات",
                "en": f"--{parameter.name} is needed: its example {parameter.example} is not in these data",
            }
        )
    return node.value


def _numbered(store: Readable, number: str) -> bool:
    """Whether a paragraph or footnote has the number; the cover page is there always."""
    if number == "0":
        return True
    pattern = (None, ox.NamedNode(expand("eli:number")), ox.Literal(number))
    return next(store.quads_for_pattern(*pattern), None) is not None


def find(store: Readable, given: str, base: str, where: str = "", like: str = "") -> ox.NamedNode:
    """Give the node of a thing, code, class or property: by IRI, CURIE or id, or by a whole name that is its alone.

    The heading of a part of a document does not count as a name. Where several things have the name, that of the kind
    of `like` is meant: a country where it is a country, a code of the same list where it is a code.
    Raises UnknownThing with the ids that may be meant; `where` is put before its message.

    >>> from graph.store import fill
    >>> node, name = ox.NamedNode("https://a.net/id/body/x"), ox.NamedNode(expand("skos:prefLabel"))
    >>> store = fill([ox.Quad(node, name, ox.Literal("Body of X", language="en"))])
    >>> find(store, "body/x", "https://a.net/") == find(store, "body of x", "https://a.net/") == node
    True
    """
    node = _node(given, base)
    if node and known(store, node):
        return node
    index = index_of(store, base)
    hits = index.search(given, limit=8)
    whole = [hit.thing for hit in hits if hit.how == "exact"]
    exact = [t.identifier for t in whole if not index.is_part(t)] or [t.identifier for t in whole]
    exact = list(dict.fromkeys([*exact, *_terms(store, given)]))
    same = [identifier for identifier in exact if like and _kind(identifier) == _kind(like)] or exact
    if len(same) == 1:
        node = _node(same[0], base)
        assert node is not None
        return node
    names = [thing.identifier for thing in index.things]
    near = same or get_close_matches(given, names, n=2, cutoff=0.8)
    if not near:
        hinted = [hit.thing.identifier for hit in hits if hit.how != "part"]
        near = ([i for i in hinted if like and _kind(i) == _kind(like)] or hinted)[:3]
    asked, shown = asked_whether(near), cut(given, _SHOWN)
    if len(same) > 1:
        raise UnknownThing(
            {
                "ar": f"{where}الاسم {shown} لأكثر من شيء؛ {asked['ar']}",
                "en": f"{where}several things have the name {shown!r}; {asked['en']}",
            },
            near,
            several=True,
        )
    raise UnknownThing(
        {
            "ar": f"{where}لا شيء في البيانات معرّفه أو اسمه {shown}؛ "
            f"{asked['ar'] or 'الأمر sijill search يبحث في الأسماء'}",
            "en": f"{where}nothing in the data has the id or name {shown!r}; "
            f"{asked['en'] or 'sijill search looks for names'}",
        },
        near,
    )


def _terms(store: Readable, given: str) -> Iterator[str]:
    """The CURIEs of classes, properties, codes and code lists whose name, notation or label is given.

    A code may also be given as tables have it: `audience/prosecutors`.
    """
    wanted, terms = fold(given), vocabulary()
    for term in terms.terms.values():
        if wanted in map(fold, [term.name, *term.labels.values()]):
            yield compress(term.iri)
    for list_name, codes in terms.codes.items():
        if wanted == fold(list_name):
            yield f"sjc:{list_name}"
        for notation, iri in codes.items():
            if wanted == fold(notation) or given == f"{list_name}/{notation}":
                yield compress(iri)
    label = ox.NamedNode(expand("skos:prefLabel"))
    for quad in store.quads_for_pattern(None, label, None, ox.DefaultGraph()):
        if key(quad.subject).startswith(SJC) and wanted == fold(key(quad.object)):
            yield compress(key(quad.subject))


def _kind(identifier: str) -> str:
    """What kind of thing an id stands for: its folder, the list of a code, a class, a property.

    >>> _kind("country/NGA"), _kind("sjc:role-chair"), _kind("sj:Campaign"), _kind("sj:date"), _kind("sjc:role")
    ('country', 'role', 'class', 'property', 'list')
    """
    terms = vocabulary()
    if identifier.startswith("sjc:"):
        iri = expand(identifier)
        lists = [name for name, codes in terms.codes.items() if iri in codes.values()]
        return lists[0] if lists else "list"
    if ":" in identifier.partition("/")[0]:
        term = terms.by_iri.get(expand(identifier))
        return "class" if term and term.is_class else "property"
    return identifier.partition("/")[0]


def _node(given: str, base: str) -> ox.NamedNode | None:
    try:
        if given.startswith(("http://", "https://")):
            return ox.NamedNode(given)
        prefix, colon, _ = given.partition(":")
        return ox.NamedNode(expand(given) if colon and prefix in PREFIXES else thing_iri(given, base))
    except ValueError:
        return None


def known(store: Readable, node: ox.NamedNode) -> bool:
    """Whether a node is the subject or object of any triple.

    >>> known(ox.Store(), ox.NamedNode("https://example.org/a"))
    False
    """
    patterns = (store.quads_for_pattern(node, None, None), store.quads_for_pattern(None, None, node))
    return any(next(found, None) is not None for found in patterns)
