"""A page of the site as a test looks at it: its elements, links and text."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urldefrag

from graph.site.pages import page_at
from graph.site.site import Site

_EMPTY = frozenset({"meta", "link", "input", "br", "rect", "path", "img", "hr", "wbr"})


class Parsed(HTMLParser):
    """The elements of a page in their order, each with its attributes and the text in it."""

    def __init__(self, html: str, place: str) -> None:
        super().__init__()
        self.place = place
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self.feed(html)
        self.close()
        assert not self._open, f"{place}: an element is not closed: {self.elements[self._open[-1]][0]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in _EMPTY:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        last = self._open.pop()
        assert self.elements[last][0] == tag, f"{self.place}: {tag} closes {self.elements[last]}"

    def handle_data(self, data: str) -> None:
        for number in self._open:
            self.elements[number][2].append(data)

    def texts(self, tag: str, **wanted: str) -> list[str]:
        """The texts of elements by name and attributes; of a class attribute one class is enough."""
        return [text for text, _ in self.found(tag, **wanted)]

    def found(self, tag: str, **wanted: str) -> Iterator[tuple[str, dict[str, str]]]:
        """The elements by name and attributes, as texts and attributes."""
        names = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        for name, attrs, texts in self.elements:
            if name == tag and all(
                value in attrs.get(key, "").split() if key == "class" else attrs.get(key) == value
                for key, value in names.items()
            ):
                yield " ".join("".join(texts).split()), attrs

    @property
    def ids(self) -> list[str]:
        """The ids of elements."""
        return [attrs["id"] for _, attrs, _ in self.elements if "id" in attrs]

    @cached_property
    def links(self) -> set[str]:
        """Where links lead within the site, as addresses below its top, with their fragments."""
        return {self.target(attrs["href"]) for tag, attrs, _ in self.elements if tag == "a" and _inner(attrs["href"])}

    def target(self, href: str) -> str:
        """Where a link leads, as an address below the top of the site."""
        path, fragment = urldefrag(href)
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(self.place), path)) if path else self.place
        return f"{whole}#{fragment}" if fragment else whole


def _inner(href: str) -> bool:
    return not href.startswith(("http://", "https://"))


def read(site: Site, language: str, path: str) -> Parsed:
    """The page at a path in a language; there must be one."""
    page = page_at(site, language, path, {})
    assert page is not None, path
    return Parsed(site.html(page, language), f"{language}/{path}")


def leads_somewhere(site: Site, target: str) -> bool:
    """Whether a page of the site is where a link leads; of a thing it is enough that something is said of it."""
    language, _, path = target.partition("#")[0].partition("/")
    iri = site.addresses.iri(path) if path.startswith("id/") else None
    return site.reader.known(iri) if iri else page_at(site, language, path, {}) is not None
