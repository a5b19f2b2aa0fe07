"""What the things, classes, properties and graphs of two compared graphs are called, in either language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from loaders.labels import part_name
from ontology.namespaces import compress, expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary

from .answers import cell_for_reader
from .dataset import ONTOLOGY_GRAPH, local_name
from .diff import Difference
from .query import Term

_UNLISTED = {
    "rdf:type": {"ar": "الصنف", "en": "class"},
    "rdfs:label": {"ar": "التسمية", "en": "label"},
    "rdfs:seeAlso": {"ar": "انظر أيضاً", "en": "see also"},
}
"""Properties that RDF itself brings, which the ontology has no label for."""
_GRAPHS = {
    "default": {"ar": "الرسم البياني الافتراضي", "en": "default graph"},
    "document": {"ar": "الوثيقة {}", "en": "document {}"},
    "part": {"ar": "{} من الوثيقة {}", "en": "{} of {}"},
    "inferred": {"ar": "مستنتج", "en": "inferred"},
    "dataset": {"ar": "وصف مجموعة البيانات", "en": "description of the dataset"},
    "ontology": {"ar": "الأنطولوجيا", "en": "ontology"},
    "register": {"ar": "السجل {}", "en": "register {}"},
}
_KEPT = {
    expand(name): name
    for name in ("skos:prefLabel", "rdfs:label", "dcterms:identifier", "eli:number", "eli:is_part_of")
}


class Names:
    """Labels as the new graph has them, else as the old one had them, else as the ontology has them."""

    def __init__(self, difference: Difference) -> None:
        self.difference = difference
        self._said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quads in (difference.after, difference.before):
            for quad in sorted((q for q in quads if q.predicate.value in _KEPT), key=str):
                self._said[key(quad.subject)][_KEPT[quad.predicate.value]].append(quad.object)

    def labels(self, node: Term) -> dict[str, str]:
        """The labels of a thing, code or term by language."""
        iri = key(node)
        found: dict[str, str] = {}
        for name in ("skos:prefLabel", "rdfs:label"):
            for value in self._said[iri][name] if iri in self._said else ():
                if isinstance(value, ox.Literal) and value.language:
                    found.setdefault(value.language, value.value)
        words = vocabulary()
        known = words.by_iri[iri].labels if iri in words.by_iri else words.code_labels.get(iri, {})
        return {**known, **_UNLISTED.get(compress(iri), {}), **found}

    def label(self, node: Term, language: str) -> str:
        """The label in the language; else in the other one, with its tag; else the id."""
        labels = self.labels(node)
        if language in labels:
            return labels[language]
        for other in sorted(labels):
            return f"{labels[other]} [{other}]"
        return self.id(node)

    def id(self, node: Term) -> str:
        """The id of a thing as tables have it, the CURIE of a term."""
        iri = key(node)
        return min((local_name(iri, base) for base in self.difference.bases[::-1]), key=len)

    def value(self, node: Term, language: str) -> str:
        """A value as a reader reads it."""
        if not isinstance(node, ox.Literal):
            return self.label(node, language)
        return " ".join(cell_for_reader(node, language, self.difference.bases[1]).split())

    def class_of(self, node: Term) -> str | None:
        """The IRI of the most specific class of a touched subject, in the new graph or, where it is gone, the old."""
        before, after = self.difference.sides
        assert not isinstance(node, ox.Literal)
        quads = after.get(node) or before.get(node) or ()
        classes = {key(q.object) for q in quads if q.predicate.value == RDF_TYPE}
        return min(
            vocabulary().lowest(classes) or classes, key=lambda c: (c not in vocabulary().by_iri, c), default=None
        )

    def graph(self, graph: Term | ox.DefaultGraph, language: str) -> str:
        """Which paragraph or register a graph stands for."""
        if isinstance(graph, ox.DefaultGraph):
            return _GRAPHS["default"][language]
        iri = key(graph)
        symbol = self._symbol(iri)
        if symbol and (numbers := self._said[iri]["eli:number"]) and not self._said[iri]["dcterms:identifier"]:
            part = part_name(key(numbers[0]))[language != "ar"]
            return _GRAPHS["part"][language].format(part, symbol)
        if symbol:
            return _GRAPHS["document"][language].format(symbol)
        if iri == ONTOLOGY_GRAPH:
            return _GRAPHS["ontology"][language]
        for base in self.difference.bases:
            name = iri.removeprefix(f"{base}graph/")
            if name != iri:
                return _GRAPHS[name if name in ("inferred", "dataset") else "register"][language].format(name)
        return self.label(graph, language)

    def graphs(self, graphs: Iterable[Term | ox.DefaultGraph], language: str) -> str:
        """Which paragraphs or registers some graphs stand for."""
        return {"ar": "، ", "en": ", "}[language].join(self.graph(graph, language) for graph in graphs)

    def _symbol(self, iri: str) -> str:
        """The symbol of the document that is named, or of which a part is named; nothing where there is none."""
        seen: set[str] = set()
        while iri in self._said and iri not in seen:
            seen.add(iri)
            if symbols := self._said[iri]["dcterms:identifier"]:
                return key(symbols[0])
            parents = self._said[iri]["eli:is_part_of"]
            iri = key(parents[0]) if parents else ""
        return ""
