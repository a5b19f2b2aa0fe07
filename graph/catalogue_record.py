"""The record of the dataset for catalogues: DCAT 3 distributions, VoID counts and links, label coverage by DQV.

DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), VoID (https://www.w3.org/TR/void/), Data Quality Vocabulary
(https://www.w3.org/TR/vocab-dqv/). The counts are of the merged set of all graphs, this record included.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from ontology.namespaces import PREFIXES, compress, expand, thing_iri
from ontology.vocabulary import key, vocabulary

from .dataset import DATASET_ID
from .site.formats import DUMPS, FORMATS
from .tally import Tally

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SERVICE = {"ar": "نقطة الاستعلام بلغة SPARQL", "en": "SPARQL endpoint"}
"""The title of an endpoint."""
_EXAMPLES = 8
_SPECIAL, _ESCAPED = re.compile(r"[.\\?*+(){}\[\]|^$]"), r"\\\g<0>"
"""What has a meaning of its own in a regular expression of SPARQL, and how it stands for itself."""
_INTEGER = ox.NamedNode(expand("xsd:integer"))


def literally(text: str) -> str:
    """A text as a regular expression of SPARQL that it alone fits.

    >>> literally("https://a.net/")
    'https://a\\\\.net/'
    """
    return _SPECIAL.sub(_ESCAPED, text)


def say(subject: str, name: str, value: str | int | ox.Literal) -> ox.Triple:
    """One triple of the record: a text is an IRI, a number an integer.

    >>> print(say("https://a.net/x", "void:triples", 3))
    <https://a.net/x> <http://rdfs.org/ns/void#triples> "3"^^<http://www.w3.org/2001/XMLSchema#integer>
    """
    node = ox.Literal(str(value), datatype=_INTEGER) if isinstance(value, int) else value
    return ox.Triple(
        ox.NamedNode(subject),
        ox.NamedNode(expand(name)),
        ox.NamedNode(node) if isinstance(node, str) else node,
    )


def distributions(base: str) -> Iterator[ox.Triple]:
    """The dumps of a build, as distributions: format, address, licence.

    >>> len({t.subject for t in distributions("https://a.net/")})
    7
    """
    dataset = thing_iri(DATASET_ID, base)
    for form in FORMATS:
        name = form.dump
        node, address = f"{dataset}#dump/{name}", f"{base}{DUMPS}/{name}"
        yield say(dataset, "dcat:distribution", node)
        yield say(dataset, "void:dataDump", address)
        yield say(node, "rdf:type", expand("dcat:Distribution"))
        for language, label in form.labels.items():
            yield say(node, "dcterms:title", ox.Literal(label, language=language))
        yield say(node, "dcat:mediaType", form.iri)
        yield say(node, "dcat:downloadURL", address)
        yield say(node, "dcterms:license", LICENCE)


def counts(tally: Tally, base: str) -> Iterator[ox.Triple]:
    """The counts of the whole, of each class and of each property; vocabularies, examples, space of the identifiers."""
    dataset = thing_iri(DATASET_ID, base)
    subjects, entities, documents = tally.identified()
    for name, count in (
        ("void:triples", tally.triples),
        ("void:entities", entities),
        ("void:classes", len(tally.classes)),
        ("void:properties", len(tally.properties)),
        ("void:distinctSubjects", subjects),
        ("void:distinctObjects", tally.distinct_objects),
        ("void:documents", documents),
    ):
        yield say(dataset, name, count)
    yield say(dataset, "void:uriSpace", ox.Literal(tally.space))
    yield say(dataset, "void:uriRegexPattern", ox.Literal("^" + literally(tally.space)))
    for namespace in tally.vocabularies():
        yield say(dataset, "void:vocabulary", namespace)
    for thing in tally.examples(_EXAMPLES):
        yield say(dataset, "void:exampleResource", thing)
    for cls, count in tally.classes.items():
        node = f"{dataset}#class/{_fragment(cls)}"
        yield say(dataset, "void:classPartition", node)
        yield say(node, "void:class", cls)
        yield say(node, "void:entities", count)
    having = tally.subjects
    for name, count in tally.properties.items():
        node = f"{dataset}#property/{_fragment(name)}"
        yield say(dataset, "void:propertyPartition", node)
        yield say(node, "void:property", name)
        yield say(node, "void:triples", count)
        yield say(node, "void:distinctSubjects", having[name])


def links(tally: Tally, base: str) -> Iterator[ox.Triple]:
    """The links to things elsewhere, by property and site."""
    dataset = thing_iri(DATASET_ID, base)
    for link, count in tally.links.items():
        site = link.target.partition("://")[2].rstrip("/")
        node, target = f"{dataset}#links/{_fragment(link.property)}/{site}", f"{dataset}#site/{site}"
        yield say(dataset, "void:subset", node)
        yield say(node, "rdf:type", expand("void:Linkset"))
        yield say(node, "void:linkPredicate", link.property)
        yield say(node, "void:subjectsTarget", dataset)
        yield say(node, "void:objectsTarget", target)
        yield say(node, "void:triples", count)
        yield say(target, "void:uriSpace", ox.Literal(link.target))


def label_coverage(triples: Iterable[ox.Triple], things: Iterable[str], base: str) -> Iterator[ox.Triple]:
    """How many things need a label, and how many have one, by language, and by status where it is recorded.

    `things` are the IRIs of the things that need a label.
    """
    dataset, wanted = thing_iri(DATASET_ID, base), set(things)
    names = {expand(name) for name in ("skos:prefLabel", "skosxl:prefLabel", "skosxl:literalForm", "labelStatus")}
    values: dict[str, dict[str, list[ox.Literal | str]]] = {name: {} for name in names}
    for t in triples:
        if t.predicate.value in names:
            value = t.object if isinstance(t.object, ox.Literal) else key(t.object)
            values[t.predicate.value].setdefault(key(t.subject), []).append(value)
    found: Counter[tuple[str, str]] = Counter()
    for thing, labels in values[expand("skos:prefLabel")].items():
        if thing in wanted:
            found.update({(tag, "") for label in labels if (tag := getattr(label, "language", None))})
    for thing, nodes in values[expand("skosxl:prefLabel")].items():
        if thing in wanted:
            found.update(
                {
                    (label.language, str(status))
                    for node in map(str, nodes)
                    for label in values[expand("skosxl:literalForm")].get(node, ())
                    for status in values[expand("labelStatus")].get(node, ())
                    if isinstance(label, ox.Literal) and label.language
                }
            )
    codes = vocabulary().codes
    yield from _measured(dataset, "things", "things", len(wanted))
    for (language, status), count in found.items():
        if language in codes["language"]:
            notation = next((name for name, code in codes["label-status"].items() if code == status), "")
            part = f"labelled-things/{language}/{notation}".rstrip("/")
            yield from _measured(dataset, "labelled-things", part, count)
            yield say(f"{dataset}#measured/{part}", "dcterms:language", codes["language"][language])
            if status:
                yield say(f"{dataset}#measured/{part}", "ofLabelStatus", status)
    for language in sorted({language for language, _ in found} & codes["language"].keys()):
        yield say(dataset, "dcterms:language", codes["language"][language])


def _measured(dataset: str, metric: str, part: str, count: int) -> Iterator[ox.Triple]:
    node = f"{dataset}#measured/{part}"
    yield say(dataset, "dqv:hasQualityMeasurement", node)
    yield say(node, "rdf:type", expand("dqv:QualityMeasurement"))
    yield say(node, "dqv:computedOn", dataset)
    yield say(node, "dqv:isMeasurementOf", vocabulary().codes["quality-metric"][metric])
    yield say(node, "dqv:value", count)


def published(base: str, sizes: Mapping[str, int], page: str = "", endpoint: str = "") -> Iterator[ox.Triple]:
    """What only a publisher knows of the dataset: sizes of the dumps in bytes, the home page, the SPARQL endpoint.

    `sizes` are by the names of the files, such as `sijill.nq`; what is not known is left out. The endpoint is a data
    service of DCAT as well, and describes itself.

    >>> said = list(published("https://a.net/", {"sijill.nq": 10}, endpoint="https://a.net/sparql"))
    >>> [compress(t.predicate.value) for t in said if "dataset" in t.subject.value]
    ['void:sparqlEndpoint', 'dcat:byteSize']
    >>> [compress(t.predicate.value) for t in said if "dataset" not in t.subject.value][-3:]
    ['dcat:endpointURL', 'dcat:endpointDescription', 'dcat:servesDataset']
    """
    dataset = thing_iri(DATASET_ID, base)
    if page:
        yield say(dataset, "dcat:landingPage", page)
    if endpoint:
        yield say(dataset, "void:sparqlEndpoint", endpoint)
        yield say(endpoint, "rdf:type", expand("dcat:DataService"))
        for language, label in SERVICE.items():
            yield say(endpoint, "dcterms:title", ox.Literal(label, language=language))
        yield say(endpoint, "dcat:endpointURL", endpoint)
        yield say(endpoint, "dcat:endpointDescription", endpoint)
        yield say(endpoint, "dcat:servesDataset", dataset)
    known = {form.dump for form in FORMATS}
    for name in sorted(known & sizes.keys()):
        yield say(f"{dataset}#dump/{name}", "dcat:byteSize", sizes[name])


def _fragment(iri: str) -> str:
    """A term as a part of a fragment: its CURIE, or its last word where no prefix is known."""
    short = compress(iri)
    if short != iri and short.partition(":")[0] in PREFIXES:
        return short
    return re.sub(r"[^A-Za-z0-9.-]+", "-", iri.partition("://")[2])
