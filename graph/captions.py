"""What is written in the box of a thing: its label in the language, its class, and its kind for the colours."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from loaders.dates import date_for_reader
from loaders.labels import part_name, quantity
from loaders.records import Text
from ontology.namespaces import expand
from ontology.vocabulary import key, vocabulary

from .statements import class_of
from .svg import Colours

COMMA = {"ar": "، ", "en": ", "}
_PART_OF_DOCUMENT = re.compile("/(?:para|footnote)/")
KINDS = Path(__file__).parent / "pictures" / "kinds.csv"


@dataclass(frozen=True)
class Kind:
    """A group of classes that share a colour."""

    name: str
    classes: frozenset[str]
    labels: dict[str, str]
    fill: str
    line: str
    ink: str


@dataclass(frozen=True)
class Caption:
    """The texts of a thing's box: a short one, its whole label, the language of both, its class, and a note.

    The note is the class with the symbol of a document, the dates and the paragraph of a node, or the language where
    it is another.
    """

    short: str
    label: str
    language: str
    class_label: str
    note: str
    kind: str


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of classes, the first that fits a class decides.

    >>> kinds()["place"].labels["ar"]
    'أماكن'
    """
    with KINDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        r["kind"]: Kind(
            r["kind"],
            frozenset(expand(name) for name in r["classes"].split(" | ")),
            {"ar": r["ar"], "en": r["en"]},
            r["fill"],
            r["line"],
            r["ink"],
        )
        for r in rows
    }


def colours(language: str) -> dict[str, Colours]:
    """The colours of each kind, named in the language.

    >>> colours("en")["actor"].name
    'Actors'
    """
    return {k.name: Colours(k.labels[language], k.fill, k.line, k.ink) for k in kinds().values()}


def kind_of(cls: str) -> str:
    """The kind of a class, by its IRI.

    >>> kind_of(expand("Country")), kind_of(expand("Fund"))
    ('place', 'actor')
    """
    above = vocabulary().superclasses.get(cls, frozenset())
    return next((k.name for k in kinds().values() if k.classes & above), "other")


def property_label(iri: str, language: str) -> str:
    """The label of a property of the ontology."""
    return vocabulary().by_iri[iri].labels[language]


def values(store: ox.Store, iri: str, name: str) -> list[ox.NamedNode | ox.Literal]:
    """The values of a property, in a fixed order."""
    pattern = (ox.NamedNode(iri), ox.NamedNode(expand(name)), None, ox.DefaultGraph())
    found = [q.object for q in store.quads_for_pattern(*pattern)]
    return sorted((v for v in found if isinstance(v, ox.NamedNode | ox.Literal)), key=str)


def label(store: ox.Store, iri: str, language: str) -> tuple[str, str]:
    """The preferred label of a thing and its language: the other one where there is none in this; else the IRI."""
    found = {v.language: v.value for v in values(store, iri, "skos:prefLabel") if isinstance(v, ox.Literal)}
    for tag in (language, "en", "ar"):
        if tag in found:
            return found[tag], tag
    return iri, "en"


def caption(store: ox.Store, iri: str, language: str, beside: Collection[str] = ()) -> Caption:
    """What is written in the box of a thing.

    A long text loses its end, so a figure begins with its value, a mandate with its verb, a membership with its role.
    `beside` are things that stand next to the box, which a membership need not name again.
    """
    whole, tag = label(store, iri, language)
    cls = class_of(store, iri)
    own = vocabulary().by_iri[cls].labels[language] if cls else ""
    name = vocabulary().by_iri[cls].name if cls else ""
    marks = ([] if name == "Correction" else _marks(store, iri, language)) + ([f"[{tag}]"] if tag != language else [])
    note = COMMA[language].join([own, *marks])
    template = {"Figure": _figure, "Mandate": _mandate}.get(name)
    short = template(store, iri, language) if template else ""
    if name == "Membership":
        short = _membership(store, iri, language, beside)
    return Caption(short or whole, whole, tag, own, note, kind_of(cls or ""))


def part_caption(store: ox.Store, iri: str, language: str) -> tuple[str, str]:
    """A paragraph or footnote told in short, without its document: its number, and the symbol of the document.

    Empty texts where the data do not say both.
    """
    numbers = [key(v) for v in values(store, iri, "eli:number")]
    symbols = [key(v) for v in values(store, document_of(iri), "dcterms:identifier")]
    if not numbers or not symbols:
        return "", ""
    name = part_name(numbers[0])[language != "ar"]
    return name[0].upper() + name[1:], symbols[0]


def document_of(iri: str) -> str:
    """The document of a paragraph or footnote, by the IRI of each.

    >>> document_of("https://example.org/id/document/A/1/para/36")
    'https://example.org/id/document/A/1'
    """
    return _PART_OF_DOCUMENT.split(iri)[0]


def _marks(store: ox.Store, iri: str, language: str) -> list[str]:
    """What tells a thing from others of a like label: the symbol of a document, a node's dates and paragraph."""
    symbols = [key(v) for v in values(store, iri, "dcterms:identifier")]
    whole = iri.partition("#")[0]
    numbers = [key(v) for v in values(store, whole, "eli:number")] if whole != iri else []
    dates = [key(v) for end in ("from", "to") for v in values(store, iri, end)] if whole != iri else []
    span = " – ".join(date_for_reader(date, language) for date in dict.fromkeys(dates))
    return symbols[:1] + ([span] if span else []) + [part_name(n)[language != "ar"] for n in numbers[:1]]


def _figure(store: ox.Store, iri: str, language: str) -> str:
    def code(token: str) -> Text:
        list_name, _, notation = token.partition("/")
        return vocabulary().code_labels[vocabulary().codes[list_name][notation]]

    parts = {name: values(store, iri, name) for name in ("schema:value", "qualifier", "unit", "measure")}
    if not all(parts.values()):
        return ""
    value, qualifier, unit, measure = (key(found[0]) for found in parts.values())
    codes = [
        iri.rpartition("#")[2].removeprefix(f"{name}-") for name, iri in (("qualifier", qualifier), ("unit", unit))
    ]
    return f"{quantity(value, codes[0], codes[1], code)[language]}: {label(store, measure, language)[0]}"


def _membership(store: ox.Store, iri: str, language: str, beside: Collection[str]) -> str:
    roles = [vocabulary().code_labels[key(v)][language] for v in values(store, iri, "org:role")]
    ends = [key(v) for name in ("org:member", "org:organization") for v in values(store, iri, name)]
    named = [end for end in ends if end not in beside] or ends[:1]
    if not roles or not named:
        return ""
    return f"{roles[0]}: {COMMA[language].join(label(store, end, language)[0] for end in named)}"


def _mandate(store: ox.Store, iri: str, language: str) -> str:
    verb = [vocabulary().code_labels[key(v)][language] for v in values(store, iri, "operativeVerb")]
    content = [v.value for v in values(store, iri, "content") if isinstance(v, ox.Literal) and v.language == language]
    mark = {"ar": "«{}»", "en": "{}"}[language]
    return ": ".join([mark.format(verb[0]), content[0]]) if verb and content else ""
