"""The search page, and the results of a search as it and its script show them: what was found, by what, and how.

The script (assets/search.js) takes the same results from the server, or finds them itself on a site of static files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypedDict
from urllib.parse import urlencode

from markupsafe import Markup, escape

from ontology.namespaces import DEFAULT_BASE, expand
from ontology.vocabulary import vocabulary

from ..captions import kind_of
from ..found import HOW, NAMED, class_names
from ..hits import Hit
from ..names import Name, Thing
from ..search import Index, index_of
from .addresses import Addresses, as_uri
from .marked import Marked, clean, marked
from .schema_org import script_safe
from .search_index import holds
from .search_words import count, script_words, suggested, whole
from .sheets import Sheet
from .site import Page, Site
from .wording import Wording, other_language

PATH = "search.html"
FOUND = 20
"""How many things are on a page of results."""
LONGEST = 300
"""How many characters of a question are looked at."""
_BDI = Markup("<bdi>{}</bdi>")
_DIGITS = 6
"""So many digits have no number of a page."""
_ADDRESSES = Addresses(DEFAULT_BASE)


class Result(TypedDict):
    """A thing that was found.

    `path` is the address of its page below that of the language; `kind` that of its first class; `label` is in the
    language of the page where there is one, `other` the label in the other language; `name` is the name that matched,
    where it is neither of these nor the id; `named` what that name is (graph.found.NAMED), and `tongue` its language
    where that is not the page's; `how`, `taken`, `forms` and `missing` are as in graph.hits.Hit.
    """

    id: str
    path: str
    kind: str
    classes: Marked
    label: Marked
    other: Marked | None
    name: Marked | None
    named: str
    tongue: str
    how: str
    taken: list[tuple[str, str]]
    forms: list[tuple[str, str]]
    missing: list[str]


class Answer(TypedDict):
    """What a search found: the results of a page, how many there are of all, and the words that no name has."""

    results: list[Result]
    total: int
    unknown: list[str]


class Told(Answer):
    """An answer with what is said of it where it is suggested: how many there are here, and the way to all."""

    told: str
    all: str


def answer(index: Index, text: str, language: str, limit: int = FOUND, start: int = 0) -> Answer:
    """What a search finds, best first, for a page in a language. Raises ValueError when the limit is below 1.

    >>> answer(Index([], vocabulary()), "mali", "ar")
    {'results': [], 'total': 0, 'unknown': ['mali']}
    """
    found = index.find(text[:LONGEST], _has_page, limit, start)
    return {
        "results": [_result(hit, language) for hit in found.hits],
        "total": found.total,
        "unknown": list(found.unknown),
    }


def _has_page(thing: Thing) -> bool:
    return bool(path_of(thing.identifier))


def live_answer(index: Index, asked: Mapping[str, str], words: Wording) -> Told:
    """What a server answers the scripts of pages: to the question `q`, at most `limit` results of the `page`.

    >>> live_answer(Index([], vocabulary()), {"q": "mali", "limit": "3"}, Wording("en"))["told"]
    'Nothing found. Try fewer words, or another spelling.'
    """
    limit = min(_whole_number(asked.get("limit", "")) or FOUND, FOUND)
    start = (max(1, _whole_number(asked.get("page", ""))) - 1) * limit
    found = answer(index, asked.get("q", ""), words.language, limit, start)
    return {**found, "told": suggested(words, len(found["results"])), "all": whole(words, found["total"])}


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0


def results(index: Index, text: str, language: str, limit: int = FOUND) -> list[Result]:
    """What a search finds, best first, for a page in a language. Raises ValueError when the limit is below 1.

    >>> from ..names import Thing
    >>> names = [Name("مالي", "label", "ar"), Name("Mali", "label", "en"), Name("country/MLI", "identifier", "")]
    >>> index = Index([Thing("country/MLI", frozenset({expand("Country")}), names)], vocabulary())
    >>> found = results(index, "mali", "ar", 5)[0]
    >>> found["path"], found["named"], found["how"], found["label"]["runs"], found["other"]["runs"]
    ('id/country/MLI.html', 'label', 'exact', [(False, [('مالي', False)])], [(False, [('Mali', True)])])
    """
    return answer(index, text, language, limit)["results"]


def _result(hit: Hit, language: str) -> Result:
    thing = hit.thing
    second = other_language(language)
    label, other = thing.label([language, second]), thing.label([second, language])
    shown = {label, other, Name(thing.identifier, "identifier", "")}
    first = min(thing.classes, default="")
    return {
        "id": clean(thing.identifier),
        "path": path_of(thing.identifier),
        "kind": kind_of(first) if first else "other",
        "classes": marked(class_names(thing, language, vocabulary()), language, hit.met),
        "label": marked(label.text, label.language, hit.met),
        "other": marked(other.text, other.language, hit.met) if other.text != label.text else None,
        "name": None if hit.together or hit.name in shown else marked(hit.name.text, hit.name.language, hit.met),
        "named": "together" if hit.together else hit.name.kind,
        "tongue": "" if hit.together or hit.name.language == language else hit.name.language,
        "how": hit.how,
        "taken": list(hit.taken),
        "forms": list(hit.forms),
        "missing": list(hit.missing),
    }


def path_of(identifier: str) -> str:
    """The address of the page of a thing or code below that of the language.

    >>> path_of("document/A/1/para/2#figure-1"), path_of("sjc:role-chair")
    ('id/document/A/1/para/2.html#figure-1', 'concepts/role-chair.html')
    """
    code = identifier.startswith("sjc:")
    return as_uri(_ADDRESSES.path(expand(identifier) if code else f"{DEFAULT_BASE}id/{identifier}") or "")


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:
    """The search page; on a server it has the results of the question `q`, so that it needs no script."""
    if path != PATH:
        return None
    asked = query.get("q", "")[:LONGEST] if site.live else ""
    number = max(1, _whole_number(query.get("page", ""))) if asked else 1
    found: Answer = {"results": [], "total": 0, "unknown": []}
    if asked:
        found = answer(index_of(site.store, site.base), asked, language, start=(number - 1) * FOUND)
    pages = -(-found["total"] // FOUND)
    if found["total"] and number > pages:
        return page(site, language, path, {**query, "page": str(pages)})
    words, first = site.words[language], (number - 1) * FOUND + 1
    shown = {
        "asked": asked,
        "found": found["results"],
        "unknown": found["unknown"],
        "count": count(words, found["total"], first, first + len(found["results"]) - 1) if asked else "",
        "sheet": Sheet(found["results"], number, pages, "search"),
        "address_of": partial(_query, asked),
        "longest": LONGEST,
        "most": FOUND,
        "how": {name: text[language] for name, text in HOW.items()},
        "named": {name: text[language] for name, text in NAMED.items()},
        "taken_for": partial(paired, words, "search.taken"),
        "formed": partial(paired, words, "search.form"),
        "quoted": partial(quoted, words),
        "searchable": site.live or holds(site.store, site.base),
        "script_words": Markup(script_safe(script_words(words))),
    }
    return Page(
        PATH,
        "search.html",
        words("search.title"),
        shown,
        trail=(("index.html", words("nav.home")),),
        query=_query(asked, number) if asked else "",
        indexed=not asked,
    )


def _query(asked: str, number: int) -> str:
    """The part of the address behind the path for a page of results."""
    return f"?{urlencode({'q': asked, **({'page': number} if number > 1 else {})})}"


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The path of the search page."""
    yield PATH


def paired(words: Wording, name: str, asked: str, word: str) -> Markup:
    """A text of the wording about a word of a question and the word by which it was met, as HTML.

    >>> print(paired(Wording("en"), "search.taken", "<b", "body"))
    you wrote “<bdi>&lt;b</bdi>”, taken for “<bdi>body</bdi>”
    """
    text = escape(words(name, asked="{asked}", word="{word}"))
    return text.format(asked=_BDI.format(asked), word=_BDI.format(word))


def quoted(words: Wording, some: Sequence[str]) -> Markup:
    """Words of a question in quotation marks, as HTML.

    >>> print(quoted(Wording("ar"), ["a", "b"]))
    «<bdi>a</bdi>»، «<bdi>b</bdi>»
    """
    text = escape(words("search.quoted", word="{word}"))
    return escape(words("list.comma")).join(text.format(word=_BDI.format(word)) for word in some)
