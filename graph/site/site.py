"""A site over a graph, and how a page of it becomes HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import jinja2
import pyoxigraph as ox
from markupsafe import Markup

from loaders.labels import part_name
from ontology.namespaces import compress, expand
from ontology.vocabulary import key

from ..store import described_graph
from .addresses import Addresses, as_uri, outside, relative
from .class_names import counted, listed
from .formats import FORMATS, Dump, Format
from .markup import isolate, shown
from .mentions import read_place
from .reader import Place, Reader, Text
from .schema_org import dataset_data, page_data, script_safe, thing_data
from .wording import LANGUAGES, Wording, other_language

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
LIVE = "search.json"
"""Where a server answers the searches of scripts (graph.site.search_page.Told)."""
INDEX = "search-index.json"
"""The address of the file that a site of static files is searched by."""
HOME = "index.html"
"""The path of the home page in each language."""
Made = TypeVar("Made")


@dataclass(frozen=True)
class Page:
    """A page before it is written: its template and what that shows.

    `path` is its address below that of the language; `iri` the thing that it is about; `trail` the pages above it, as
    pairs of path and text.
    """

    path: str
    template: str
    title: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""
    iri: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    status: int = 200
    query: str = ""
    """The part of the address behind the question mark, which the other language keeps."""
    indexed: bool = True
    """Whether search engines are to list it."""


class Site:
    """A site over a store whose things are minted at a base.

    `address` is the web address at which it is reached, where it is known; `live` says that a server answers, so that
    forms can be sent; a site of static files has none. `dumps` are the files with the whole graph that can be fetched,
    `published` what the publisher of static files knows of the dataset beside its description.
    """

    def __init__(
        self,
        store: ox.Store,
        base: str,
        address: str = "",
        *,
        live: bool = True,
        dumps: Sequence[Dump] = (),
        published: Sequence[ox.Triple] = (),
    ) -> None:
        self.reader = Reader(store, base)
        self.store, self.base, self.address, self.live = store, base, address, live
        self.dumps, self.published = tuple(dumps), tuple(published)
        self.searchable = True
        """Whether there is an index to search, where no server answers."""
        self._made: dict[Callable[[Site], object], object] = {}
        self.addresses = Addresses(base)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
            cache_size=-1,
            finalize=shown,
        )
        self._environment.filters["uri"] = as_uri
        self._environment.globals |= {"isolate": isolate, "LIVE": LIVE, "INDEX": INDEX}
        self._environment.tests["in_paragraphs"] = is_numbered

    @cached_property
    def words(self) -> dict[str, Wording]:
        """The wording of each language."""
        return {language: Wording(language) for language in LANGUAGES}

    def html(self, page: Page, language: str, root: str | None = None) -> str:
        """Write a page in a language.

        Its links are relative, so that it may lie anywhere; one that answers at any address has them from a `root`.
        """
        here = f"{language}/{page.path}"
        view = View(self, language, here, root)
        other = other_language(language)
        return self._environment.get_template(page.template).render(
            page=page,
            here=here,
            language=language,
            other=other,
            words=self.words[language],
            other_words=self.words[other],
            view=view,
            live=self.live,
            site_address=self.address,
            searchable_site=self.searchable,
            formats=self.formats(page.iri),
            describing=self.describing(page.path) if page.status == 200 else [],
            data=Markup(script_safe(self._data(page, language, here))) if page.status == 200 else "",
            **page.shown,
        )

    def whole(self, make: Callable[[Site], Made]) -> Made:
        """What a function makes of the site, made when it is first asked for and kept.

        >>> Site(ox.Store(), "https://a.net/").whole(lambda site: site.base)
        'https://a.net/'
        """
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[return-value]

    def entrance(self) -> str:
        """Write the page above the languages, which offers each in its own words."""
        return self._environment.get_template("root.html").render(words=self.words, address=self.address)

    @cached_property
    def several_documents(self) -> bool:
        """Whether more than one document of the graph has paragraphs."""
        wholes: set[str] = set()
        pattern = (None, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("Paragraph")), ox.DefaultGraph())
        for quad in self.store.quads_for_pattern(*pattern):
            wholes.add(key(quad.subject).partition("/para/")[0])
            if len(wholes) > 1:
                return True
        return False

    def _data(self, page: Page, language: str, here: str) -> dict[str, Any]:
        """What search engines read about a page: the way to it, and what it is about."""
        start = self.address or self.base
        about = thing_data(self.reader, page.iri) if page.iri else None
        if page.path == HOME:
            about = dataset_data(self.reader, self.published)
        trail = [(f"{start}{language}/{path}", name) for path, name in page.trail]
        return page_data(f"{start}{here}", page.title, language, trail, about)

    def formats(self, iri: str) -> list[tuple[Format, str]]:
        """The formats in which there are data about a thing, with their addresses."""
        found = ((form, self.addresses.data(iri, form.ending)) for form in FORMATS) if iri else ()
        return [(form, address) for form, address in found if address]

    @cached_property
    def description(self) -> list[ox.Quad]:
        """The description of the dataset, as its own graph has it; empty where the data have none."""
        return sorted(described_graph(self.store, self.base), key=str)

    def describing(self, path: str) -> list[tuple[Format, str]]:
        """The formats in which the description of the dataset belongs to a page, with their addresses.

        It belongs to the home page and the page about the site; there is none where the data have none.

        >>> Site(ox.Store(), "https://a.net/").describing(HOME)
        []
        """
        if path not in (HOME, "about.html") or not self.description:
            return []
        return [(form, f"void.{form.ending}") for form in FORMATS]


class View:
    """What templates ask of the site, for the page at one place in one language."""

    def __init__(self, site: Site, language: str, here: str, root: str | None = None) -> None:
        self._site, self._language, self._here, self._root = site, language, here, root

    def to(self, path: str, language: str = "") -> str:
        """The way from here to a page, by its address below that of the language."""
        return self.file(f"{language or self._language}/{path}")

    def file(self, address: str) -> str:
        """The way from here to a file of the site."""
        written = as_uri(address)
        return relative(written, self._here) if self._root is None else f"{self._root}{written}"

    def absolute(self, address: str) -> str:
        """The whole address of a page, where the address of the site is known; else the way from here."""
        return f"{self._site.address}{as_uri(address)}" if self._site.address else self.file(address)

    def thing(self, iri: str) -> str:
        """The way from here to the page of a thing; of what has none its web address, or no way at all."""
        path = self._site.addresses.path(read_place(self._site.reader, iri))
        if path is None:
            return self.outside(iri) or "#"
        whole, _, part = path.partition("#")
        if part and not self._site.reader.label(iri, self._language).language:
            return self.to(whole)  # what has no name is not shown in a place of its own
        return as_uri(f"#{part}") if part and f"{self._language}/{whole}" == self._here else self.to(path)

    def outside(self, iri: str) -> str:
        """The web address of what has no page; empty for what is none, or is ours and would not answer."""
        return "" if iri.startswith(f"{self._site.base}id/") else outside(iri)

    def label(self, iri: str) -> Text:
        """The label of a thing in the language of the page."""
        return self._site.reader.label(iri, self._language)

    def counted(self, cls: str, number: int) -> Text:
        """So many things of a class."""
        return counted(cls, number, self._language)

    def listed(self, cls: str) -> Text:
        """The name of a class over a list of its things."""
        return listed(cls, self._language)

    def part(self, place: Place) -> str:
        """A paragraph told in short: its number alone, which its neighbours share a word for, or its name."""
        number = place.source.paragraph
        if is_numbered(number):
            return self.part_name(place).removeprefix({"ar": "الفقرة ", "en": "paragraph "}[self._language])
        return self.part_name(place)

    def part_name(self, place: Place) -> str:
        """A paragraph or footnote by its name; a document, and what was read of it as a whole, by its symbol."""
        number = place.source.paragraph
        whole = not number or (number == "0" and place.source.read)
        return place.source.document if whole else part_name(number)[self._language != "ar"]

    def curie(self, iri: str) -> str:
        """A term in short."""
        return compress(iri)

    def several_documents(self) -> bool:
        """Whether more than one document of the graph has paragraphs, so that a number alone does not tell which."""
        return self._site.several_documents


def is_numbered(number: str) -> bool:
    """Whether a part of a document is a paragraph, which a number tells; not a footnote, nor the cover page.

    >>> [is_numbered(number) for number in ("36", "51bis", "fn2", "0", "")]
    [True, True, False, False, False]
    """
    return number != "0" and number[:1].isdigit()
