"""The pages of the code lists and of their codes: what each stands for, its neighbours in the list, what uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ontology.namespaces import SJC
from ontology.vocabulary import vocabulary

from .axioms import code_lists, sorted_by_label
from .ordering import sort_key
from .reader import Text
from .site import Page, Site
from .usage import questions_naming, usage
from .uses import uses_of_code
from .wording import other_language

ALL = "concepts.html"
_START, _END = "concepts/", ".html"


@dataclass(frozen=True)
class Code:
    """A code: its IRI, its notation, its label in the language and in the other one, and how often the data use it."""

    iri: str
    notation: str
    label: Text
    other: Text
    count: int


@dataclass(frozen=True)
class CodeList:
    """A code list: its name, its label, its codes in the order of their labels, and the properties that take them."""

    name: str
    iri: str
    label: Text
    codes: tuple[Code, ...]
    properties: tuple[str, ...]


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of all code lists, of one, or of a code; None for other paths."""
    words = site.words[language]
    steps: tuple[tuple[str, str], ...] = (("index.html", words("nav.home")), ("ontology.html", words("nav.ontology")))
    if path == ALL:
        lists = [code_list(site, language, name) for name in code_lists()]
        lists.sort(key=lambda one: sort_key(one.label.text, language))
        return Page(path, "concepts.html", words("code.lists"), {"lists": lists}, words("code.lead"), trail=steps)
    if not (path.startswith(_START) and path.endswith(_END)):
        return None
    name = path.removeprefix(_START).removesuffix(_END)
    steps = (*steps, (ALL, words("code.lists")))
    if name in code_lists():
        one = code_list(site, language, name)
        labels = code_lists()[name]
        shown = {"one": one, "labels": labels, "questions": questions_naming(one.iri), "curie": f"sjc:{name}"}
        return Page(path, "code_list.html", one.label.text, shown, iri=one.iri, trail=steps)
    iri = SJC + name
    if iri not in _places():
        return None
    return code_page(site, language, path, iri, steps)


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The paths of the lists and of their codes."""
    yield ALL
    for name in [*code_lists(), *(iri.removeprefix(SJC) for iri in sorted(_places()))]:
        yield f"{_START}{name}{_END}"


def code_page(site: Site, language: str, path: str, iri: str, steps: tuple[tuple[str, str], ...]) -> Page:
    """The page of a code."""
    of_list, notation = _places()[iri]
    one = code_list(site, language, of_list)
    labels = vocabulary().code_labels[iri]
    found = usage(site)

    def order(pair: tuple[str, int]) -> tuple[object, ...]:
        return -pair[1], sort_key(site.reader.label(pair[0], language).text, language), pair[0]

    shown = {
        "one": one,
        "curie": f"sjc:{iri.removeprefix(SJC)}",
        "notation": notation,
        "labels": labels,
        "count": found.codes[iri],
        "by": [
            (site.reader.label(by, language), by, count)
            for by, count in sorted(found.by.get(iri, {}).items(), key=order)
        ],
        "uses": uses_of_code(site, language, iri),
        "questions": questions_naming(iri),
    }
    label = site.reader.label(iri, language).text
    trail = (*steps, (f"{_START}{of_list}{_END}", one.label.text))
    return Page(path, "code.html", label, shown, iri=iri, trail=trail)


def code_list(site: Site, language: str, name: str) -> CodeList:
    """A code list with its codes.

    >>> import pyoxigraph as ox
    >>> [code.label.text for code in code_list(Site(ox.Store(), "https://a.net/"), "en", "confidence").codes]
    ['likely', 'possible', 'sure']
    """
    counts = usage(site).codes
    other = other_language(language)
    codes = [
        Code(iri, notation, site.reader.label(iri, language), site.reader.label(iri, other), counts[iri])
        for notation, iri in vocabulary().codes[name].items()
    ]
    codes.sort(key=lambda code: sort_key(code.label.text, language))
    taking = sorted_by_label([t.iri for t in vocabulary().terms.values() if t.code_list == name], language)
    label = _in_language(code_lists()[name], language, name)
    return CodeList(name, SJC + name, label, tuple(codes), tuple(taking))


def _in_language(labels: Mapping[str, str], language: str, name: str) -> Text:
    return next((Text(labels[tag], tag) for tag in (language, *labels) if tag in labels), Text(name, ""))


@cache
def _places() -> dict[str, tuple[str, str]]:
    """The list and the notation of each code."""
    return {iri: (name, code) for name, codes in vocabulary().codes.items() for code, iri in codes.items()}
