"""The vocabulary lint: defects that published vocabularies have and this one must not.

Undefined terms, foreign terms that are not declared, ill-typed literals, placeholder values, terms without both
languages, properties without domain and range that do not say why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

import shapes
from loaders.text import script_defect
from loaders.values import ValueProblem, printed_date
from ontology.namespaces import SJ, SJC, compress, expand
from ontology.vocabulary import Vocabulary, key

NAMES_TERMS = frozenset(
    expand(name)
    for name in (
        *("rdf:type", "rdf:first", "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range"),
        *("owl:inverseOf", "schema:domainIncludes", "schema:rangeIncludes", "sj:codeList"),
        *("sh:path", "sh:class", "sh:datatype", "sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf"),
        *("sh:equals", "sh:lessThanOrEquals", "sh:inversePath", "sh:nodeKind", "sh:severity"),
    )
)
"""Properties whose values are terms."""
PLACEHOLDER = re.compile(r"\b(TODO|FIXME|TBD|lorem ipsum|changeme)\b|example\.(org|com)|^(n/a|\?+|-+)$", re.IGNORECASE)
LEXICAL = {
    "integer": r"0|-?[1-9]\d*",
    "decimal": r"-?(0|[1-9]\d*)\.\d*[1-9]",
    "date": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    "gYearMonth": r"\d{4}-(0[1-9]|1[0-2])",
    "gYear": r"\d{4}",
    "boolean": r"true|false",
    "anyURI": r"https?://\S+",
    "string": r"[\s\S]*",
}
UNWANTED = {"double", "float", "dateTime"}


def lint_project(words: Vocabulary) -> list[str]:
    """Lint the ontology, the code lists, the alignments and the shapes of the project."""
    return [*lint_terms(words), *lint_triples(words.triples, words), *lint_triples(shapes.triples(), words)]


def lint_terms(words: Vocabulary) -> Iterator[str]:
    """Check that every term and code says what it is, in Arabic and in English."""
    for name, term in sorted(words.terms.items()):
        yield from _languages(name, "label", term.labels)
        yield from _languages(name, "definition", term.definitions)
        if not term.is_class and not term.is_annotation and not (term.domains and (term.ranges or term.code_list)):
            yield from _languages(name, "domain and range, or scope note that says why not,", term.notes)
    for iri, labels in sorted(words.code_labels.items()):
        yield from _languages(compress(iri), "label", labels)


def _languages(name: str, what: str, texts: dict[str, str]) -> Iterator[str]:
    for language in ("ar", "en"):
        if language not in texts:
            yield f"{name}: no {what} in {language}"
        elif defect := script_defect(texts[language], language):
            yield f"{name}: {what}: {defect}"


def lint_triples(triples: Iterable[ox.Triple], words: Vocabulary) -> list[str]:
    """Check the terms and literals that triples use; give one line for each defect, sorted, without repeats."""
    found: set[str] = set()
    for t in triples:
        found.update(_term(t.predicate.value, words))
        found.update(_fit(t, words))
        if isinstance(t.object, ox.NamedNode):
            if t.predicate.value in NAMES_TERMS or key(t.object).startswith((SJ, SJC)):
                found.update(_term(key(t.object), words))
            if PLACEHOLDER.search(key(t.object)):
                found.add(f"{compress(key(t.object))}: a placeholder")
        elif isinstance(t.object, ox.Literal):
            found.update(_literal(t.object, compress(str(t.subject).strip("<>"))))
    return sorted(found)


def _term(iri: str, words: Vocabulary) -> Iterator[str]:
    if iri in words.by_iri or iri in words.code_labels or _is_built_in(iri):
        return
    if iri in (SJ, SJC) or (iri.startswith(SJC) and iri.removeprefix(SJC) in words.codes):
        return  # a vocabulary or a code list as a whole
    own = iri.startswith((SJ, SJC))
    yield f"{compress(iri)}: {'undefined' if own else 'a foreign term that is not declared'}"


def _is_built_in(iri: str) -> bool:
    """Whether the term is one of the languages themselves, whose terms are known to the last."""
    from rdflib import OWL, RDF, RDFS, SH, XSD

    return any(iri in namespace for namespace in (RDF, RDFS, OWL, XSD, SH))


def _fit(t: ox.Triple, words: Vocabulary) -> Iterator[str]:
    """Check a value against what the ontology says that the property takes."""
    term = words.by_iri.get(t.predicate.value)
    if term is None or term.is_annotation:
        return
    where = f"{compress(str(t.subject).strip('<>'))}: {term.name} takes"
    if term.is_object_property:
        if isinstance(t.object, ox.Literal):
            yield f"{where} a thing, not {t.object.value!r}"
        elif term.code_list and key(t.object) not in words.codes[term.code_list].values():
            yield f"{where} a code of {term.code_list}, not {compress(key(t.object))}"
    elif not isinstance(t.object, ox.Literal):
        yield f"{where} a value, not {compress(key(t.object))}"
    elif term.takes_text != bool(t.object.language):
        yield f"{where} {'a text with its language' if term.takes_text else 'no language'}: {t.object.value!r}"


def _literal(node: ox.Literal, where: str) -> Iterator[str]:
    if PLACEHOLDER.search(node.value) or not node.value.strip():
        yield f"{where}: a placeholder or empty value {node.value!r}"
    if node.language:
        if node.language not in ("ar", "en"):
            yield f"{where}: the language tag {node.language} is not ar or en"
        return
    name = node.datatype.value.removeprefix(expand("xsd:"))
    if name in UNWANTED or name not in LEXICAL:
        yield f"{where}: the datatype {compress(node.datatype.value)} is not used here"
    elif not re.fullmatch(LEXICAL[name], node.value, re.ASCII) or not _exists(name, node.value):
        yield f"{where}: {node.value!r} is no canonical xsd:{name}"


def _exists(datatype: str, value: str) -> bool:
    if datatype not in ("date", "gYearMonth", "gYear"):
        return True
    try:
        printed_date(value)
    except ValueProblem:
        return False
    return True
