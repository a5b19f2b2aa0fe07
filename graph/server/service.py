"""What the endpoint says of itself: SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/).

No feature is claimed: it calls no other endpoint, fetches no graph, and its default graph is what it is. The limits are
said in both languages, since no vocabulary has terms for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote

import pyoxigraph as ox

from loaders.text import arabic_digits
from ontology.namespaces import PREFIXES, expand
from ontology.vocabulary import key

from ..catalogue_record import SERVICE
from ..site.wording import Wording
from .forms import GRAPHS, TABLES, Form
from .limits import Limits

MOST_GRAPHS = 5000
"""Named graphs that are listed; those of a larger store are in the description of its dataset."""

_IN_A_FRAGMENT = "/?:@!$&'()*+,;=%~"
"""What else a fragment may have (RFC 3986, section 3.5); an address of the sixth version has brackets."""


def description(store: ox.Store, address: str, limits: Limits) -> list[ox.Triple]:
    """Describe the endpoint at an address over a store.

    >>> said = description(ox.Store(), "https://a.net/sparql", Limits())
    >>> {t.object.value for t in said if t.predicate.value.endswith("#endpoint")}
    {'https://a.net/sparql'}
    """
    return list(_description(store, address, limits))


def _description(store: ox.Store, address: str, limits: Limits) -> Iterator[ox.Triple]:
    dataset, merged = f"{address}#dataset", f"{address}#default-graph"

    def say(subject: str, name: str, value: str | ox.Literal | ox.NamedNode) -> ox.Triple:
        node = ox.NamedNode(value) if isinstance(value, str) else value
        return ox.Triple(ox.NamedNode(subject), ox.NamedNode(expand(name)), node)

    yield say(address, "rdf:type", expand("sd:Service"))
    yield say(address, "sd:endpoint", address)
    yield say(address, "sd:supportedLanguage", expand("sd:SPARQL11Query"))
    for form in (*TABLES, *GRAPHS):
        yield say(address, "sd:resultFormat", form.written.iri)
    for language, text in SERVICE.items():
        yield say(address, "rdfs:label", ox.Literal(text, language=language))
    for language, text in announced(limits).items():
        yield say(address, "rdfs:comment", ox.Literal(text, language=language))
    yield say(address, "sd:defaultDataset", dataset)
    yield say(dataset, "rdf:type", expand("sd:Dataset"))
    yield say(dataset, "sd:defaultGraph", merged)
    yield say(merged, "rdf:type", expand("sd:Graph"))
    for language, text in _MERGED.items():
        yield say(merged, "rdfs:comment", ox.Literal(text, language=language))
    for described in islice(_datasets(store), 1):
        yield say(dataset, "rdfs:seeAlso", described)
    named = list(islice(store.named_graphs(), MOST_GRAPHS + 1))
    for graph in sorted(named, key=key) if len(named) <= MOST_GRAPHS else ():
        if isinstance(graph, ox.NamedNode):
            node = f"{address}#graph={quote(graph.value, safe=_IN_A_FRAGMENT)}"
            yield say(dataset, "sd:namedGraph", node)
            yield say(node, "rdf:type", expand("sd:NamedGraph"))
            yield say(node, "sd:name", graph)


def _datasets(store: ox.Store) -> Iterator[ox.NamedNode]:
    kind, dataset = ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("dcat:Dataset"))
    for quad in store.quads_for_pattern(None, kind, dataset, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject


_MERGED = {
    "ar": "يضم الرسم البياني الافتراضي ما في الرسوم البيانية المسماة كلها، كل عبارة مرة واحدة؛ أما الفقرة التي "
    "تذكرها فتُعرف بالصيغة GRAPH ?paragraph { … }",
    "en": "The default graph holds what is in all named graphs, each statement once; GRAPH ?paragraph { … } tells "
    "which paragraph states it",
}


def announced(limits: Limits) -> dict[str, str]:
    """The limits, for a reader.

    >>> announced(Limits(seconds=2.5))["en"].partition(";")[0]
    'A query may take 2.5 s'
    """

    def ar(number: float) -> str:
        return arabic_digits(f"{number:.12g}".replace(".", "٫"))

    return {
        "ar": f"الحد الزمني للاستعلام (بالثواني): {ar(limits.seconds)}؛ وأكثر ما يُرسل من الصفوف أو الثلاثيات: "
        f"{ar(limits.rows)}؛ وأكبر ما يُرسل: {Wording('ar').size(limits.answer_bytes)}. "
        "وما زاد على ذلك يُرفض مع ذكر السبب ولا يُقتطع. "
        "ولا تُقبل التحديثات ولا SERVICE. ولا حاجة إلى تعريف بادئات المشروع.",
        "en": f"A query may take {limits.seconds:g} s; at most {limits.rows} rows or triples and "
        f"{Wording('en').size(limits.answer_bytes)} are sent. "
        "What is beyond that is refused with the reason, not cut. Updates and SERVICE are not accepted. "
        "The prefixes of the project need no declaration.",
    }


def serialized(triples: list[ox.Triple], form: Form) -> bytes:
    """Write the description in a form for graphs."""
    assert isinstance(form.written, ox.RdfFormat)
    return ox.serialize(triples, format=form.written, prefixes=PREFIXES) or b""
