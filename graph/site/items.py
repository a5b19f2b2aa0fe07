"""Things as lines of a list: both labels, class, and one line of what matters, as the ontology has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary

from .dated import Dated
from .holdings import Holdings
from .ordering import sort_key
from .reader import Place, Reader, Text
from .said import mentions_of
from .site import Site
from .wording import other_language

_MOST_PLACES, _MOST_DATES, _MOST_VALUES = 3, 2, 2
_FEW = 3
"""Up to so many paragraphs that name a thing are told, more are counted."""
_SILENT = frozenset(map(expand, ("statedIn", "schema:mentions", "skosxl:prefLabel", "oa:hasTarget")))
"""What a list says otherwise, or would say of nearly everything."""


@dataclass(frozen=True)
class Linked:
    """A thing that is named in a line: its label and IRI."""

    text: Text
    iri: str


@dataclass(frozen=True)
class Item:
    """A thing in a list.

    `classes` are those that are more special than the list; `relation` is told of what has no symbol, place or date
    and is no part of a paragraph: a property and some of its values. `place` is the paragraph that a figure, mandate
    or membership is a part of, `anchor` the id of the letter that begins with the thing; `named` are the paragraphs
    that name it, where they are few.
    """

    iri: str
    label: Text
    other: Text | None
    classes: tuple[str, ...]
    symbol: str
    places: Sequence[Linked]
    more_places: int
    dates: Sequence[Text]
    relation: tuple[Text, Sequence[Linked]] | None
    mentions: int
    place: Place | None
    anchor: str = ""
    named: Sequence[Place] = ()

    @property
    def label_link(self) -> Linked:
        """The label as a link to the thing."""
        return Linked(self.label, self.iri)


def item(site: Site, held: Holdings, iri: str, cls: str, language: str, anchor: str = "") -> Item:
    """A thing as a line of the list of a class."""
    reader = site.reader
    other = reader.label(iri, other_language(language))
    label = reader.label(iri, language)
    symbol = reader.value(iri, "dcterms:identifier")
    places = sorted(held.places.get(iri, ()), key=lambda place: place_order(held, place, language))
    places = [place for place in places if place != iri]
    dates = [span(site, one, language) for one in held.dates.get(iri, ())]
    relation = None if symbol or places or dates or "#" in iri else _relation(reader, iri, language)
    return Item(
        iri=iri,
        label=label,
        other=None if other.language in (language, "") or other.language == label.language else other,
        classes=tuple(c for c in held.classes.get(iri, ()) if c != cls),
        symbol="" if symbol in label.text else symbol,
        places=[Linked(reader.label(place, language), place) for place in places[:_MOST_PLACES]],
        more_places=len(places[_MOST_PLACES:]),
        dates=dates[:_MOST_DATES],
        relation=relation,
        mentions=held.mentions[iri],
        place=reader.place(iri.partition("#")[0]) if "#" in iri else None,
        anchor=anchor,
        named=few_naming(reader, iri, held.mentions[iri]),
    )


def few_naming(reader: Reader, iri: str, count: int) -> Sequence[Place]:
    """The paragraphs that name a thing, where they are few enough to be told in a line.

    >>> few_naming(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x", 0)
    ()
    """
    return tuple(mentions_of(reader, iri)) if 0 < count <= _FEW else ()


def span(site: Site, one: Dated, language: str) -> Text:
    """A date or a period as a reader of the language sees it."""
    begin = site.reader.written(one.begin, language)
    if one.end is None or one.end.value == one.begin.value:
        return begin
    end = site.reader.written(one.end, language)
    return Text(site.words[language]("span", begin=begin.text, end=end.text), language)


def place_order(held: Holdings, place: str, language: str) -> tuple[object, ...]:
    """Countries before regions, each by name."""
    return expand("Region") in held.classes.get(place, ()), sort_key(held.label(place, language), language), place


def _relation(reader: Reader, iri: str, language: str) -> tuple[Text, Sequence[Linked]] | None:
    """The first property by the order of the ontology that relates the thing to others, and some of these."""
    found: dict[str, list[str]] = {}
    for quad in reader.store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
        term = quad.predicate.value
        if isinstance(quad.object, ox.NamedNode) and term in _telling():
            found.setdefault(term, []).append(key(quad.object))
    for term in sorted(found, key=_telling().__getitem__):
        linked = [
            Linked(text, value) for value in sorted(found[term]) if (text := reader.label(value, language)).language
        ]
        if linked:
            linked.sort(key=lambda one: sort_key(one.text.text, language))
            return reader.label(term, language), linked[:_MOST_VALUES]
    return None


@cache
def _telling() -> dict[str, int]:
    """The properties that a line may tell, in the order of the ontology: not those that the other end states."""
    words = vocabulary()
    turned = {iri for iri, _ in words.pairs("owl:inverseOf")}
    silent = {RDF_TYPE, *_SILENT, *turned, *(iri for iri, _ in words.chains())}
    terms = [iri for iri, term in words.by_iri.items() if term.is_object_property and iri not in silent]
    return {iri: place for place, iri in enumerate(terms)}
