"""Pages as tests read them: their elements with their texts as they are, whatever they were asked with."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from graph.site.site import Page, Site

from .parsed import Parsed


@dataclass(frozen=True)
class Element:
    """An element: its name, its attributes, and the text inside it."""

    name: str
    attributes: dict[str, str]
    text: str


class Reading(Parsed):
    """A page that was read, with texts in which white space counts."""

    def all(self, name: str = "", /, **wanted: str) -> list[Element]:
        """The elements of a name, or all, whose attributes hold what is wanted; a class is one of several."""
        names = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        return [
            Element(tag, attributes, "".join(texts))
            for tag, attributes, texts in self.elements
            if name in ("", tag)
            and all(
                value in attributes.get(key, "").split() if key == "class" else attributes.get(key) == value
                for key, value in names.items()
            )
        ]

    @property
    def text(self) -> str:
        """The text of the main part, its white space in order."""
        return self.texts("main")[0]

    @property
    def addresses(self) -> set[str]:
        """The addresses within the site that the page links to, with what comes behind their paths."""
        base = "http://site.test/"
        hrefs = [e.attributes["href"] for e in self.all() if e.name in ("a", "link") and "href" in e.attributes]
        whole = {urljoin(base + self.place, href) for href in hrefs}
        return {address.removeprefix(base) for address in whole if address.startswith(base)}


def read(site: Site, page: Page | None, language: str) -> Reading:
    """The page as a browser would have it. No id is there twice, and every element is closed."""
    assert page is not None
    reading = Reading(site.html(page, language), f"{language}/{page.path}")
    assert len(reading.ids) == len(set(reading.ids))
    return reading


def path_of(address: str) -> str:
    """The path of an address below that of the language, without what comes behind it."""
    return unquote(address.partition("/")[2].partition("#")[0].partition("?")[0])
