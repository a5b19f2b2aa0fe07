"""The search page, and the results of a search as it and its script show them: what was found, by what, and how.

The script (assets/search.js) takes the same results from the server, or finds them itself on a site of static files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypedDict
from urllib.parse import urlencode

from markupsafe import Markup, escape

from ontology.namespaces import DEFAULT_BASE, expand
from ontology.vocabulary import vocabulary

from ..captions import kind_of
from ..found import HOW, NAMED, class_names
from ..names import Name
from ..search import Hit, Index, index_of
from .addresses import Addresses, as_uri
from .marked import Marked, clean, marked
from .schema_org import script_safe
from .search_index import INDEX, holds
from .site import Page, Site
from .wording import Wording, other_language, wording

PATH = "search.html"
LIVE = "search.json"
"""Where a server answers searches: `{"results": [...]}`."""
FOUND = 20
"""How many things a search gives."""
LONGEST = 300
"""How many characters of a question are looked at."""
_ADDRESSES = Addresses(DEFAULT_BASE)


class Result(TypedDict):
    """A thing that was found.

    `path` is the address of its page below that of the language; `kind` that of its first class; `label` is in the
    language of the page where there is one, `other` the label in the other language; `name` is the name that matched,
    where it is neither of these nor the id; `named` what that name is (graph.names.KINDS); `how` as in
    graph.search.Hit; `taken` pairs of a word of the question and the word that was taken for it.
    """

    id: str
    path: str
    kind: str
    classes: Marked
    label: Marked
    other: Marked | None
    name: Marked | None
    named: str
    how: str
    taken: list[tuple[str, str]]


def results(index: Index, text: str, language: str, limit: int = FOUND) -> list[Result]:
    """What a search finds, best first, for a page in a language. Raises ValueError when the limit is below 1.

    >>> from ..names import Thing
    >>> names = [Name("مالي", "label", "ar"), Name("Mali", "label", "en"), Name("country/MLI", "identifier", "")]
    >>> index = Index([Thing("country/MLI", frozenset({expand("Country")}), names)], vocabulary())
    >>> found = results(index, "mali", "ar", 5)[0]
    >>> found["path"], found["named"], found["how"], found["label"]["runs"], found["other"]["runs"]
    ('id/country/MLI.html', 'label', 'exact', [(False, [('مالي', False)])], [(False, [('Mali', True)])])
    """
    hits = index.search(text[:LONGEST], limit=limit)
    return [_result(hit, language) for hit in hits if path_of(hit.thing.identifier)]


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
        "name": None if hit.name in shown else marked(hit.name.text, hit.name.language, hit.met),
        "named": hit.name.kind,
        "how": hit.how,
        "taken": list(hit.taken),
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
    found = results(index_of(site.store, site.base), asked, language) if asked else []
    words = site.words[language]
    shown = {
        "asked": asked,
        "found": found,
        "count": count(words, len(found)) if asked else "",
        "longest": LONGEST,
        "most": FOUND,
        "how": {name: text[language] for name, text in HOW.items()},
        "named": {name: text[language] for name, text in NAMED.items()},
        "taken_for": partial(taken_for, words),
        "searchable": site.live or holds(site.store, site.base),
        "index": INDEX,
        "answers": LIVE,
        "script_words": Markup(script_safe(script_words(words))),
    }
    return Page(
        PATH,
        "search.html",
        words("search.title"),
        shown,
        trail=(("index.html", words("nav.home")),),
        query=f"?{urlencode({'q': asked})}" if asked else "",
        indexed=not asked,
    )


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The path of the search page."""
    yield PATH


def count(words: Wording, found: int) -> str:
    """How many things were found, for a reader.

    >>> [count(Wording("ar"), found) for found in (0, 2, 20)]
    ['لا نتائج. جرّب كلمات أقل، أو كتابة أخرى.', 'نتيجتان', 'أفضل ٢٠ نتيجة']
    """
    if not found:
        return words("search.none")
    return words.of("search.best" if found >= FOUND else "search.count", found)


def taken_for(words: Wording, asked: str, word: str) -> Markup:
    """Which word of a question was taken for which, as HTML.

    >>> print(taken_for(Wording("en"), "<b", "body"))
    you wrote “<bdi>&lt;b</bdi>”, taken for “<bdi>body</bdi>”
    """
    isolated = Markup("<bdi>{}</bdi>")
    text = escape(words("search.taken", asked="{asked}", word="{word}"))
    return text.format(asked=isolated.format(asked), word=isolated.format(word))


def script_words(words: Wording) -> dict[str, object]:
    """The words that the script of the page needs, in the language of the page; counted ones by plural category."""
    forms = wording()
    plain = (
        "search.none",
        "search.failed",
        "search.loading",
        "search.taken",
        "search.and",
        "language.ar",
        "language.en",
    )
    counted = ("search.count", "search.best")
    return {
        **{name: words(name, asked="{asked}", word="{word}") for name in plain},
        **{key: {f: texts[words.language] for (k, f), texts in forms.items() if k == key} for key in counted},
        "how": {name: text[words.language] for name, text in HOW.items()},
        "named": {name: text[words.language] for name, text in NAMED.items()},
    }
