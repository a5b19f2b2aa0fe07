"""The page of the ontology as a whole: a picture, the tree of classes, the properties, code lists and foreign terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ontology.namespaces import PREFIXES, SJ, compress
from ontology.vocabulary import Term, key, vocabulary

from ..captions import kind_of
from ..model_figure import model_svg
from . import axioms
from .code_pages import code_list
from .formats import FORMATS
from .ordering import sort_key
from .site import Page, Site, View
from .usage import usage
from .vocabulary_documents import NAMES

PATH = "ontology.html"


@dataclass(frozen=True)
class Branch:
    """A class with the number of its things, the foreign classes above it, and the classes below it."""

    term: Term
    count: int
    kind: str
    foreign: tuple[str, ...]
    below: tuple[Branch, ...]


@dataclass(frozen=True)
class Foreign:
    """The terms of another vocabulary that are in use: its prefix, its namespace, and each term with its count."""

    prefix: str
    namespace: str
    terms: tuple[tuple[Term, int], ...]


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of the ontology; None for other paths."""
    if path != PATH:
        return None
    words = site.words[language]
    terms = [term for term in vocabulary().by_iri.values() if axioms.is_own(term.iri)]
    lists = [code_list(site, language, name) for name in axioms.code_lists()]
    shown = {
        "about": _about(language),
        "version": _said("owl:versionInfo", ""),
        "picture": picture(site, language),
        "tree": branches(site, language, axioms.roots()),
        "domains": list(domains(site, language)),
        "annotations": axioms.sorted_by_label([t.iri for t in terms if t.is_annotation], language),
        "lists": sorted(lists, key=lambda one: sort_key(one.label.text, language)),
        "foreign": list(foreign(site, language)),
        "counts": {
            "classes": sum(term.is_class for term in terms),
            "properties": sum(not term.is_class and not term.is_annotation for term in terms),
            "codes": len(vocabulary().code_labels),
            "foreign": len(vocabulary().by_iri) - len(terms),
        },
        "files": [(name, [(form, f"{name}.{form.ending}") for form in FORMATS]) for name in NAMES],
    }
    return Page(
        PATH,
        "ontology.html",
        words("nav.ontology"),
        shown,
        description=_about(language),
        iri=SJ.rstrip("#"),
        trail=(("index.html", words("nav.home")),),
    )


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The path of the page."""
    yield PATH


def picture(site: Site, language: str) -> Markup:
    """The drawing of the model, whose boxes lead to the pages of the classes."""
    view = View(site, language, f"{language}/{PATH}")
    return Markup(model_svg(language, view.thing).replace('role="img"', 'role="group"', 1))


def branches(site: Site, language: str, classes: list[str]) -> tuple[Branch, ...]:
    """Some classes with all below them, in the order of their labels."""
    found = []
    for iri in axioms.sorted_by_label(classes, language):
        below = [lower for lower in axioms.below(iri) if axioms.is_own(lower)]
        others = tuple(upper for upper in axioms.above(iri) if not axioms.is_own(upper))
        count = usage(site).things[iri]
        found.append(Branch(vocabulary().by_iri[iri], count, kind_of(iri), others, branches(site, language, below)))
    return tuple(found)


def domains(site: Site, language: str) -> Iterator[tuple[str, list[tuple[Term, int]]]]:
    """The properties by the class of which they are said, each with its count; at the end those said of anything."""
    counts = usage(site).statements

    def counted(terms: list[Term]) -> list[tuple[Term, int]]:
        ordered = sorted(terms, key=lambda term: (sort_key(term.labels.get(language, ""), language), term.iri))
        return [(term, counts[term.iri]) for term in ordered]

    classes = [iri for iri, term in vocabulary().by_iri.items() if term.is_class]
    for iri in axioms.sorted_by_label(classes, language):
        found = [term for term in axioms.properties_of(iri) if axioms.is_own(term.iri)]
        if found:
            yield iri, counted(found)
    anything = axioms.properties_of_anything()
    if anything:
        yield "", counted(anything)


def foreign(site: Site, language: str) -> Iterator[Foreign]:
    """The terms of other vocabularies that are in use, by vocabulary."""
    found: dict[str, list[Term]] = {}
    for iri, term in sorted(vocabulary().by_iri.items()):
        prefix, colon, _ = compress(iri).partition(":")
        if not axioms.is_own(iri) and colon and prefix in PREFIXES:
            found.setdefault(prefix, []).append(term)
    counts = usage(site)
    for prefix, terms in sorted(found.items()):
        terms.sort(key=lambda term: (not term.is_class, sort_key(term.labels.get(language, ""), language), term.iri))
        yield Foreign(prefix, PREFIXES[prefix], tuple((term, counts.count(term.iri)) for term in terms))


def _about(language: str) -> str:
    return _said("dcterms:description", language)


def _said(name: str, language: str) -> str:
    """What the ontology says of itself by a property, in a language."""
    found = (
        triple.object
        for triple in vocabulary().triples
        if key(triple.subject) == SJ.rstrip("#") and compress(triple.predicate.value) == name
    )
    return next((key(node) for node in found if (getattr(node, "language", None) or "") == language), "")
