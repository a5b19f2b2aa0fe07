"""The home page: what the graph holds in numbers, and the ways in; above it, the page that offers both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox
from markupsafe import Markup

from ontology.namespaces import expand
from ontology.vocabulary import key
from queries.catalogue import question

from ..captions import kind_of
from ..picture import neighbourhood_svg
from .classes import Branch, branches, by_kind
from .country_rows import working
from .holdings import Holdings, holdings
from .items import Linked, span
from .lists import list_path
from .ordering import sort_key
from .outline import only_read
from .reader import Place, Text
from .site import Page, Site, View
from .timeline_pages import year_bars
from .wording import LANGUAGES

ASKED = (
    *("programme-countries", "country-overview", "resolutions-by-body", "who-must-act", "events-between"),
    *("tools-on-topic", "figures-of-country", "paragraphs-about"),
)
"""Questions of the catalogue that lead into it, one of each kind of thing that people look for."""
_COUNTRIES, _BODIES, _CLASSES, _WORKED = 18, 8, 6, 5


@dataclass(frozen=True)
class Kind:
    """A kind of things: how many there are, the list of all if one class is above them, their largest classes."""

    name: str
    count: int
    whole: Branch | None
    classes: tuple[Branch, ...]


@dataclass(frozen=True)
class Newest:
    """The newest document: label, symbol and date, how many paragraphs are in the graph, and whether only read."""

    document: Linked
    cls: str
    symbol: str
    date: Text | None
    paragraphs: int
    only_read: bool


@dataclass(frozen=True)
class Where:
    """A place where the programme of the home page worked, with the paragraphs that say so."""

    place: Linked
    places: Sequence[Place]


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The home page; None for any other path."""
    if path != "index.html":
        return None
    words = site.words[language]
    return Page(path, "home.html", words("home.title"), _shown(site, language), words("site.about"))


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The path of the page."""
    yield "index.html"


def root(site: Site) -> str:
    """The page above the languages, which offers both.

    >>> import pyoxigraph as ox
    >>> 'href="ar/index.html"' in root(Site(ox.Store(), "https://a.net/"))
    True
    """
    return site.entrance()


def _shown(site: Site, language: str) -> dict[str, object]:
    held = holdings(site)
    countries = [c for c in held.members.get(expand("Country"), []) if held.mentions[c]]

    def most_first(iri: str, count: int) -> tuple[object, ...]:
        return -count, sort_key(held.label(iri, language), language), iri

    central = programme(site)
    newest = newest_document(site, language)
    countries.sort(key=lambda iri: most_first(iri, held.mentions[iri]))
    examples = [iri for iri in (*countries[:1], central, newest.document.iri if newest else None) if iri]
    return {
        "list_of": list_path,
        "numbers": _numbers(held),
        "examples": [_short(site, iri, language) for iri in examples],
        "newest": newest,
        "documents": len(held.documents),
        "questions": [(name, question(name).questions[language]) for name in ASKED],
        "kinds": _kinds(held, language),
        "countries": [(_linked(site, iri, language), held.mentions[iri]) for iri in countries[:_COUNTRIES]],
        "bodies": [
            (_linked(site, iri, language), count)
            for iri, count in sorted(held.acts.items(), key=lambda pair: most_first(*pair))[:_BODIES]
        ],
        "bars": year_bars(site, language, "index.html"),
        "programme": _linked(site, central, language) if central else None,
        "worked": _worked(site, central, language) if central else [],
        "picture": site.whole(_DRAWN[language]),
    }


def _numbers(held: Holdings) -> list[tuple[str, int, str]]:
    """What is counted, under its name in the wording, with the page that it leads to."""
    languages = [(f"home.labels.{tag}", len(held.labels.get(tag, ())), "gaps.html") for tag in ("ar", "en")]
    return [
        ("home.things", held.named, "lists.html"),
        ("home.documents", len(held.documents), "documents.html"),
        ("home.paragraphs", held.counts[expand("Paragraph")], "documents.html"),
        ("home.statements", held.statements, "about.html#statements"),
        *languages,
    ]


def _kinds(held: Holdings, language: str) -> list[Kind]:
    found = []
    for name, iris in by_kind(held.counts).items():
        whole = branches(iris, held.counts, language)
        count = len({thing for iri in iris for thing in held.members[iri]})
        one = whole[0] if len(whole) == 1 else None
        below = {c.iri: c for c in _all_of(whole) if c != one and kind_of(c.iri) == name}
        classes = sorted(below.values(), key=lambda c: (-c.count, sort_key(c.label, language)))[:_CLASSES]
        found.append(Kind(name, count, one, tuple(classes)))
    return found


def _all_of(found: Iterable[Branch]) -> Iterator[Branch]:
    """Classes and all that are below them."""
    for branch in found:
        yield branch
        yield from _all_of(branch.below)


def newest_document(site: Site, language: str) -> Newest | None:
    """The newest document whose paragraphs are in the graph, else the newest of all; None where no date is known."""
    held = holdings(site)
    dated = {iri: held.dates[iri][-1] for iri in held.members.get(expand("Document"), []) if iri in held.dates}
    among = held.documents or dated
    if not among:
        return None
    iri = max(among, key=lambda document: (dated[document].last if document in dated else "", document))
    return Newest(
        _linked(site, iri, language),
        held.classes[iri][0],
        site.reader.value(iri, "dcterms:identifier"),
        span(site, dated[iri], language) if iri in dated else None,
        held.documents[iri],
        only_read(site.reader, iri),
    )


def _picture(site: Site, language: str) -> Markup:
    """The drawing of the programme of which most is said among its neighbours; nothing where there is no programme."""
    iri = programme(site)
    if iri is None:
        return Markup("")
    view = View(site, language, f"{language}/index.html")
    svg = neighbourhood_svg(site.store, iri, language, view.thing)
    return Markup(svg.replace('role="img"', 'role="group"', 1))


def programme(site: Site) -> str | None:
    """The programme, project or plan of which most is said; None where there is none."""
    counts = holdings(site).connections
    return min(counts, key=lambda iri: (-counts[iri], iri), default=None)


def _worked(site: Site, iri: str, language: str) -> list[Where]:
    """The countries and regions of a programme, those named most first, with the paragraphs that say so."""
    held = holdings(site)
    places = sorted(
        held.places.get(iri, ()),
        key=lambda place: (-held.mentions[place], sort_key(held.label(place, language), language), place),
    )
    return [Where(_linked(site, place, language), working(site, iri, place)) for place in places[:_WORKED]]


def _short(site: Site, iri: str, language: str) -> Linked:
    """A thing by the shortest of its names in the language: the symbol of a document, an acronym, or the label."""
    label = site.reader.label(iri, language)
    others = (v for v in site.reader.values(iri, "skos:altLabel") if isinstance(v, ox.Literal))
    names = [Text(v.value, language) for v in others if v.language == language]
    symbols = [Text(key(v), "") for v in site.reader.values(iri, "dcterms:identifier")]
    return Linked(min([*symbols, label, *names], key=lambda name: (len(name.text), name.text)), iri)


def _linked(site: Site, iri: str, language: str) -> Linked:
    return Linked(site.reader.label(iri, language), iri)


_DRAWN: dict[str, Callable[[Site], Markup]] = {tag: partial(_picture, language=tag) for tag in LANGUAGES}
