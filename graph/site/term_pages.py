"""The page of a term of the ontology: what it means, how it stands to others, what the shapes ask, what uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ontology.namespaces import SJ, SJC, compress, expand
from ontology.vocabulary import Term, vocabulary

from ..captions import kind_of
from . import axioms
from .constraints import Constraint, constraints_on
from .holdings import holdings
from .reader import Text
from .site import Page, Site
from .usage import questions_naming, usage
from .uses import uses_of_class, uses_of_property

_START, _END = "ontology/", ".html"
_KINDS = (
    ("class", "is_class"),
    ("annotation", "is_annotation"),
    ("object", "is_object_property"),
)


@dataclass(frozen=True)
class Link:
    """A term, code list or datatype that is named: its text, and its IRI where it has a page."""

    text: Text
    iri: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One line of what the ontology says of a term: the name of its heading, and the terms that it names."""

    name: str
    links: tuple[Link, ...]


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of one of the project's own terms; None for what is no such term."""
    if not (path.startswith(_START) and path.endswith(_END)):
        return None
    term = vocabulary().by_iri.get(SJ + path.removeprefix(_START).removesuffix(_END))
    if term is None:
        return None
    words = site.words[language]
    label = site.reader.label(term.iri, language)
    return Page(
        path,
        "term.html",
        label.text,
        shown(site, language, term),
        description=term.definitions.get(language, ""),
        iri=term.iri,
        trail=(("index.html", words("nav.home")), ("ontology.html", words("nav.ontology"))),
    )


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The paths of the pages of the project's own terms."""
    for iri in sorted(vocabulary().by_iri):
        if axioms.is_own(iri):
            yield f"{_START}{iri.removeprefix(SJ)}{_END}"


def shown(site: Site, language: str, term: Term) -> dict[str, Any]:
    """What the page of a term shows."""
    iri = term.iri
    is_list = term.is_class and usage(site).things[iri] > 0 and iri in holdings(site).members
    found = uses_of_class(site, language, iri) if term.is_class else uses_of_property(site, language, iri)
    return {
        "term": term,
        "curie": compress(iri),
        "kind": kind_of(iri) if term.is_class else "other",
        "kind_word": f"term.kind.{kind(term)}",
        "rows": list(rows(site, language, term)),
        "count": usage(site).things[iri] if term.is_class else usage(site).statements[iri],
        "list": f"list/{term.name}.html" if is_list else "",
        "uses": found,
        "constraints": [
            replace(one, classes=tuple(axioms.sorted_by_label(list(one.classes), language))) for one in asked_of(iri)
        ],
        "inherited": axioms.sorted_by_label(
            [up for up in _all_above(term) if axioms.is_own(up) and constraints_on(up)], language
        ),
        "questions": questions_naming(iri),
    }


def kind(term: Term) -> str:
    """Whether a term is a class, or which kind of property.

    >>> kind(vocabulary().term("Body")), kind(vocabulary().term("assistedCountry"))
    ('class', 'object')
    """
    return next((name for name, holds in _KINDS if getattr(term, holds)), "datatype")


def asked_of(iri: str) -> list[Constraint]:
    """The constraints about a term, each message once."""
    found: dict[str, Constraint] = {}
    for one in constraints_on(iri):
        found.setdefault(one.messages.get("en", one.shape), one)
    return list(found.values())


def _all_above(term: Term) -> list[str]:
    among = vocabulary().superclasses if term.is_class else vocabulary().superproperties
    return sorted(among.get(term.iri, frozenset()) - {term.iri})


def rows(site: Site, language: str, term: Term) -> Iterator[Row]:
    """What the ontology says of a term, line by line."""
    iri = term.iri
    uppers = axioms.above(iri)
    found: list[tuple[str, Iterable[Link]]] = [
        ("above", _links(site, language, [upper for upper in uppers if axioms.is_own(upper)])),
        ("foreign", _links(site, language, [upper for upper in uppers if not axioms.is_own(upper)])),
        ("below", _links(site, language, axioms.below(iri))),
    ]
    if term.is_class:
        found += [
            ("disjoint", _links(site, language, axioms.disjoint(iri))),
            ("properties", _links(site, language, [one.iri for one in axioms.properties_of(iri)])),
            ("inherited", _links(site, language, _inherited(term))),
            ("valued", _links(site, language, [one.iri for one in axioms.properties_to(iri)])),
        ]
    else:
        found += [
            ("domain", _links(site, language, term.domains) or [_word(site, language, "term.any")]),
            ("range", _range(site, language, term)),
            ("inverse", _links(site, language, axioms.inverses(iri))),
            ("characteristics", list(_characteristics(site, language, term))),
        ]
    yield from (Row(name, tuple(links)) for name, links in found if links)
    for steps in axioms.chains(iri):
        links = [
            Link(site.reader.label(step, language), step, site.words[language]("term.backwards") if turned else "")
            for step, turned in steps
        ]
        yield Row("chain", tuple(links))


def _inherited(term: Term) -> list[str]:
    """The properties of the classes above a class."""
    own = {one.iri for one in axioms.properties_of(term.iri)}
    return sorted({one.iri for up in _all_above(term) for one in axioms.properties_of(up)} - own)


def _links(site: Site, language: str, iris: Iterable[str]) -> list[Link]:
    ordered = axioms.sorted_by_label(list(iris), language)
    return [Link(site.reader.label(iri, language), iri, "" if axioms.is_own(iri) else compress(iri)) for iri in ordered]


def _word(site: Site, language: str, name: str) -> Link:
    return Link(Text(site.words[language](name), language))


def _range(site: Site, language: str, term: Term) -> list[Link]:
    """What a property takes: codes of a list, dates, texts, datatypes or things."""
    if term.code_list:
        label = axioms.code_lists().get(term.code_list, {}).get(language, term.code_list)
        return [Link(Text(label, language), SJC + term.code_list, site.words[language]("term.of_list"))]
    if term.printed_date:
        return [_word(site, language, "term.printed_date")]
    found = _links(site, language, [iri for iri in term.ranges if iri in vocabulary().by_iri])
    for iri in sorted(term.ranges - vocabulary().by_iri.keys()):
        name = compress(iri)
        found.append(Link(Text(site.words[language](f"term.datatype.{name.partition(':')[2]}"), language), None, name))
    return found or [_word(site, language, "term.any")]


def _characteristics(site: Site, language: str, term: Term) -> Iterator[Link]:
    for name in axioms.characteristics(term.iri):
        yield Link(Text(site.words[language](f"term.is.{name}"), language), None, f"owl:{name}Property")
    if term.expected_once:
        yield Link(Text(site.words[language]("term.expected_once"), language), expand("expectedOnce"))
    if term.date_bound:
        yield Link(Text(site.words[language](f"term.bound.{term.date_bound}"), language), expand("dateBound"))
