"""Which things have no label in a language, and how many labels there are of each status."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import SJ, expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary

from ..statements import natural
from .reader import Reader
from .wording import LANGUAGES


@dataclass(frozen=True)
class Coverage:
    """How many things there are, which lack a label in each language, and the statuses of the labels that there are.

    `statuses` counts labels by language and status, the latter as the IRI of its code.
    """

    things: int
    missing: dict[str, tuple[str, ...]]
    statuses: Counter[tuple[str, str]]
    classes: dict[str, tuple[int, int, int]]
    """By class: things, those with an Arabic label, those with an English one."""


def coverage(reader: Reader) -> Coverage:
    """The labels of all things of a class of the ontology, counted once.

    >>> coverage(Reader(ox.Store(), "https://a.net/")).missing
    {'ar': (), 'en': ()}
    """
    return reader.once("labels", lambda: _coverage(reader))


def _coverage(reader: Reader) -> Coverage:
    labelled: dict[str, set[str]] = defaultdict(set)
    everything = ox.DefaultGraph()
    for quad in reader.store.quads_for_pattern(None, ox.NamedNode(expand("skos:prefLabel")), None, everything):
        if isinstance(quad.object, ox.Literal) and quad.object.language in LANGUAGES:
            labelled[quad.object.language].add(key(quad.subject))
    classes: dict[str, set[str]] = defaultdict(set)
    for quad in reader.store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), None, everything):
        if key(quad.object).startswith(SJ) and isinstance(quad.subject, ox.NamedNode):
            classes[quad.subject.value].add(key(quad.object))
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for iri, found in classes.items():
        for cls in vocabulary().lowest(found & set(vocabulary().by_iri)):
            counted[cls]["all"] += 1
            counted[cls].update(language for language in LANGUAGES if iri in labelled[language])
    return Coverage(
        len(classes),
        {language: tuple(sorted(classes.keys() - labelled[language], key=natural)) for language in LANGUAGES},
        _statuses(reader),
        {cls: (counts["all"], counts["ar"], counts["en"]) for cls, counts in sorted(counted.items())},
    )


def _statuses(reader: Reader) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for quad in reader.store.quads_for_pattern(None, ox.NamedNode(expand("labelStatus")), None, ox.DefaultGraph()):
        forms = reader.values(key(quad.subject), "skosxl:literalForm")
        found.update(
            (form.language, key(quad.object)) for form in forms if isinstance(form, ox.Literal) and form.language
        )
    return found
