"""What the server says of itself, as operations: its forms with their fields, its links, its formats, its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pyoxigraph as ox

from ontology.namespaces import expand

from .calling import Answered, Caller

HERE = "http://127.0.0.1/"
_LINK = re.compile(r"<([^>]*)>((?:; ?[a-z]+=\"[^\"]*\")*)(?:, |$)")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Operation:
    """Something that can be asked: a method, an address, and fields, each with the values that are offered."""

    method: str
    target: str
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, order=True)
class Link:
    """A link: where it leads, and what is promised of that: a media type and a language, if anything."""

    target: str
    relation: str = ""
    media_type: str = ""
    language: str = ""


@dataclass
class _Form:
    method: str
    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class Forms(HTMLParser):
    """The forms and links of a page at an address."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address, self.forms, self.links = address, list[_Form](), list[Link]()
        self._form: _Form | None = None
        self._select, self._lists = "", dict[str, str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if "href" in had or "src" in had:
            where = had.get("href", had.get("src", ""))
            self._link(where, had.get("rel", tag), had.get("type", ""), had.get("hreflang", ""))
        if tag == "form" and "action" in had:
            self._form = _Form(had.get("method", "get").upper(), urljoin(self.address, had["action"]))
            self.forms.append(self._form)
            if live := had.get("data-live"):  # what the script of the page asks
                live_form = _Form("GET", urljoin(self.address, live), {"q": [], "lang": [had["data-lang"]]})
                self.forms.append(live_form)
            if terms := had.get("data-terms"):
                self._link(terms, "terms", "application/json", "")
        elif self._form is not None and tag in ("input", "select", "textarea", "button") and "name" in had:
            offered = self._form.fields.setdefault(had["name"], [])
            offered += [had["value"]] if had.get("value") else []
            self._select = had["name"] if tag == "select" else ""
            self._lists |= {had["list"]: had["name"]} if "list" in had else {}
        elif self._form is not None and tag == "datalist":
            self._select = self._lists.get(had["id"], "")
        elif self._form is not None and tag == "option" and self._select:
            self._form.fields[self._select].append(had["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None

    def _link(self, href: str, relation: str, media_type: str, language: str) -> None:
        target = urldefrag(urljoin(self.address, href)).url
        if target.startswith(HERE):
            self.links.append(Link(target.removeprefix(HERE[:-1]), relation, media_type, language))


def operations(pages: Iterable[tuple[str, str]]) -> list[Operation]:
    """What the forms of pages ask, each once."""
    found: dict[tuple[object, ...], Operation] = {}
    for address, text in pages:
        for form in Forms(address, text).forms:
            fields = tuple((name, tuple(values[:30])) for name, values in form.fields.items())
            target = urlsplit(form.action).path
            found.setdefault((form.method, target, tuple(form.fields)), Operation(form.method, target, fields))
    return list(found.values())


def linked(answer: Answered, address: str) -> Iterator[Link]:
    """What the Link header of an answer leads to, within the server."""
    for target, attributes in _LINK.findall(answer.headers.get("link", "")):
        named = dict(_ATTRIBUTE.findall(attributes))
        whole = urljoin(address, target)
        if whole.startswith(HERE):
            yield Link(whole.removeprefix(HERE[:-1]), named["rel"], named.get("type", ""), named.get("hreflang", ""))


def examples(caller: Caller, base: str) -> list[str]:
    """The addresses of things that the description of the dataset names, by way of /.well-known/void."""
    answer = caller.ask("/.well-known/void", headers=[("accept", "application/n-triples")])
    assert answer.status == 302
    described = caller.ask(answer.headers["location"])
    triples = list(ox.parse(described.body, format=ox.RdfFormat.N_TRIPLES))
    named = {t.object.value for t in triples if t.predicate.value == expand("void:exampleResource")}
    return sorted("/" + iri.removeprefix(base) for iri in named if iri.startswith(f"{base}id/"))
