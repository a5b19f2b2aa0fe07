"""schema.org data of pages, for search engines: the thing, the page, the way to it, and the dataset.

Which classes and properties stand for which of schema.org (https://schema.org/) is in `schema_org_types.csv`, the more
special class first, and `schema_org_properties.csv`, with the types that may have the property. What fits nowhere is a
Thing with its names, and a property that is not in the table is left out: it is in the data documents.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from loaders.text import BIDI_CONTROL
from ontology.namespaces import SJ, SJC, expand, thing_iri
from ontology.vocabulary import key, vocabulary

from ..dataset import DATASET_ID, local_name
from .reader import Reader
from .wording import LANGUAGES

CONTEXT = "https://schema.org"
MOST = 50
"""How many values a property has at most: these data are a summary."""
_LONGEST_NUMBER = 4000
"""Characters of a number that is still read as one."""
_HERE = Path(__file__).parent
_ESCAPED = re.compile(rf"[<>&\u2028\u2029]|{BIDI_CONTROL.pattern}")
"""What could end the element, break a line of a script, or turn what follows it round on the way to a reader."""
Node = dict[str, Any]


def script_safe(data: Mapping[str, object]) -> str:
    r"""JSON that can stand in a script element of HTML: nothing in it ends the element or begins a comment.

    >>> script_safe({"name": "</script><!--"})
    '{"name": "\\u003c/script\\u003e\\u003c!--"}'
    """
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(data, ensure_ascii=False))


def thing_data(reader: Reader, iri: str) -> Node:
    """A thing, term or code with its names in both languages and what schema.org has words for.

    >>> thing_data(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x")
    {'@id': 'https://a.net/id/body/x', '@type': 'Thing', 'name': 'body/x'}
    """
    node = _mention(reader, iri)
    if iri.startswith(SJ) or iri in vocabulary().by_iri:
        return {**node, **_term(iri)}
    kind = node["@type"]
    for name, word, kinds in _properties():
        if kinds and kind not in kinds:
            continue
        said = [_value(reader, word, value) for value in reader.values(iri, name)]
        known = node.setdefault(word, [])
        known += [one for one in said if one is not None and one not in known]
    return {word: _few(value) for word, value in node.items() if value not in ([], "")}


def page_data(
    address: str, title: str, language: str, trail: Sequence[tuple[str, str]], about: Node | None = None
) -> Node:
    """A page with the way to it, as a whole JSON-LD document.

    `trail` are the pages above it, from the home page on, each an address and a text; `about` is what it is about.

    >>> made = page_data("https://a.net/en/x.html", "X", "en", [("https://a.net/en/index.html", "Home")])
    >>> [node["@type"] for node in made["@graph"]]
    ['WebPage', 'BreadcrumbList']
    """
    crumbs = f"{address}#trail"
    page: Node = {"@id": address, "@type": "WebPage", "url": address, "name": title, "inLanguage": language}
    graph: list[Node] = [page]
    if trail:
        page["breadcrumb"] = {"@id": crumbs}
        steps = [
            {"@type": "ListItem", "position": number, "name": text, "item": where}
            for number, (where, text) in enumerate([*trail, (address, title)], 1)
        ]
        graph.append({"@id": crumbs, "@type": "BreadcrumbList", "itemListElement": steps})
    if about:
        page["mainEntity"] = {"@id": about["@id"]}
        graph.append(about)
    return {"@context": CONTEXT, "@graph": graph}


def dataset_data(reader: Reader, published: Iterable[ox.Triple] = ()) -> Node | None:
    """The dataset from its own description, with its dumps; None where the data have no description.

    The sizes of the dumps are as well among what the publisher knows of it, if at all.

    >>> dataset_data(Reader(ox.Store(), "https://a.net/")) is None
    True
    """
    iri = thing_iri(DATASET_ID, reader.base)
    if not reader.known(iri):
        return None
    node = thing_data(reader, iri)
    dumps = []
    sizes = {key(t.subject): key(t.object) for t in published if t.predicate.value == expand("dcat:byteSize")}
    for dump in reader.values(iri, "dcat:distribution"):
        media = reader.value(dump.value, "dcat:mediaType").partition("/media-types/")[2]
        size = reader.value(dump.value, "dcat:byteSize") or sizes.get(dump.value, "")
        download: Node = {
            "@id": dump.value,
            "@type": "DataDownload",
            "name": _texts(reader.values(dump.value, "dcterms:title")),
            "encodingFormat": media,
            "contentUrl": reader.value(dump.value, "dcat:downloadURL"),
            "contentSize": f"{size} B" if size else "",
        }
        dumps.append({word: value for word, value in download.items() if value})
    return {**node, **({"distribution": dumps} if dumps else {})}


def type_of(classes: Sequence[str]) -> str:
    """The type of schema.org for the classes of a thing: the first of the table that is among them or above them.

    >>> type_of([expand("Workshop")]), type_of([expand("Country")]), type_of(["https://example.org/Unknown"])
    ('Event', 'Country', 'Thing')
    """
    above: set[str] = set(classes)
    for cls in classes:
        above |= vocabulary().superclasses.get(cls, frozenset())
    return next((kind for cls, kind in _types() if cls in above), "Thing")


@cache
def _types() -> tuple[tuple[str, str], ...]:
    with (_HERE / "schema_org_types.csv").open(encoding="utf-8", newline="") as file:
        return tuple((expand(row["class"]), row["type"]) for row in csv.DictReader(file))


@cache
def _properties() -> tuple[tuple[str, str, frozenset[str]], ...]:
    with (_HERE / "schema_org_properties.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["property"], row["name"], frozenset(row["types"].split())) for row in csv.DictReader(file))


def _mention(reader: Reader, iri: str) -> Node:
    """A thing in short: its type and its names."""
    if iri.startswith(SJC) or iri in vocabulary().by_iri:
        kind = "DefinedTermSet" if iri.removeprefix(SJC) in vocabulary().codes else "DefinedTerm"
    else:
        kind = type_of([key(value) for value in reader.values(iri, "rdf:type")])
    return {"@id": iri, "@type": kind, "name": _names(reader, iri)}


def _names(reader: Reader, iri: str) -> object:
    """The name in each language that has one; the id where there is none."""
    found = {text.language: text.text for language in LANGUAGES if (text := reader.label(iri, language)).language}
    if not found:
        return local_name(iri, reader.base)
    return _few([{"@value": text, "@language": language} for language, text in found.items()])


def _term(iri: str) -> Node:
    """What the ontology tells of a term."""
    term = vocabulary().by_iri.get(iri)
    if term is None:
        return {}
    definitions = [{"@value": text, "@language": tag} for tag, text in sorted(term.definitions.items())]
    defined: Node = {"termCode": term.name, **({"description": definitions} if definitions else {})}
    if iri.startswith(SJ):
        defined["inDefinedTermSet"] = SJ.rstrip("#")
    return defined


def _value(reader: Reader, word: str, value: ox.NamedNode | ox.Literal) -> object:
    """A value as schema.org has it: a thing with its names, an address, a text with its language, a number."""
    if isinstance(value, ox.Literal):
        if value.language:
            return {"@value": value.value, "@language": value.language}
        whole = value.datatype.value == expand("xsd:integer") and len(value.value) < _LONGEST_NUMBER
        return int(value.value) if whole and re.fullmatch("-?[0-9]+", value.value) else value.value
    if word == "inLanguage":
        tags = {code: notation for notation, code in vocabulary().codes["language"].items()}
        return tags.get(value.value)
    known = reader.known(value.value) or value.value in vocabulary().code_labels
    return _mention(reader, value.value) if known else value.value


def _texts(values: Sequence[ox.NamedNode | ox.Literal]) -> object:
    return _few([{"@value": v.value, "@language": v.language} for v in values if isinstance(v, ox.Literal)])


def _few(value: object) -> object:
    """A list that is not too long; one value alone is no list."""
    if not isinstance(value, list):
        return value
    return value[0] if len(value) == 1 else value[:MOST]
