"""The questions of the catalogue: the list of all, and a page for each with its form, its answer and its query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from ontology.errors import suggestions
from ontology.namespaces import expand
from ontology.vocabulary import key
from queries.catalogue import Question, UnknownQuestion, questions

from ..dataset import local_name
from ..tokens import in_short
from ..unfitting import questions_about, unfitting
from .answer_table import AnswerTable, answer_table
from .chart import chart
from .downloads import downloads, files_beside, table_of
from .outcome import Outcome, outcome_here
from .question_forms import fields
from .question_list_page import LIST, list_page
from .question_values import Asked, asked, iri_of
from .reader import Place, Text
from .site import Page, Site
from .sparql_text import marked
from .spreadsheet import file_name

_START, _END = "question/", ".html"
_MOST_PLACES = 80
"""How many paragraphs are named below an answer."""


@dataclass(frozen=True)
class Chosen:
    """A value that the question was asked with: the name of the parameter, the value, and its thing."""

    label: str
    text: Text
    iri: str | None


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:
    """The list of questions, or the page of one with its answer, which is looked for here without a limit of time."""
    if path == LIST:
        return list_page(site, language)
    asking = asked_at(site, language, path, query)
    if asking is None:
        return None
    outcome = outcome_here(site.store, asking.text, asking.question.name) if asking.text else Outcome()
    return question_page(site, language, asking, outcome)


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The paths of the list and of the questions."""
    yield LIST
    for name in questions():
        yield f"{_START}{name}{_END}"


def asked_at(site: Site, language: str, path: str, query: Mapping[str, str]) -> Asked | None:
    """The question whose page is at a path, with the values of its form; None for any other path.

    >>> site = Site(ox.Store(), "https://a.net/")
    >>> asked_at(site, "en", "question/timeline.html", {}).question.name, asked_at(site, "en", "query.html", {})
    ('timeline', None)
    """
    if not (path.startswith(_START) and path.endswith(_END)):
        return None
    try:
        return asked(site, language, path.removeprefix(_START).removesuffix(_END), query)
    except UnknownQuestion:
        return None


def question_page(site: Site, language: str, asking: Asked, outcome: Outcome) -> Page:
    """The page of a question with what came of it when it was asked with the values of its form."""
    words = site.words[language]
    one = asking.question
    table = None
    if outcome.answer is not None and outcome.error is None:
        table = answer_table(site.reader, language, outcome.answer, one, asking.things.get("document", ""))
    shown = {
        "question": one,
        "fields": fields(site, language, asking),
        "asking": asking,
        "unfitting": _unfitting(site, language, asking) if site.live and not asking.errors else [],
        "unknown": [_unknown(site, language, one, name) for name in asking.unknown] if site.live else [],
        "chosen": chosen(site, language, asking),
        "outcome": outcome,
        "table": table,
        "chart": chart(table, language) if table and outcome.cut_after is None else "",
        "downloads": _downloads(site, language, asking),
        "table_file": table_of(language, asking, live=site.live) if asking.text else None,
        "marked": marked(asking.text or one.text),
        "places": answered_from(site, one, table, asking),
        "text_of_query": asking.text,
    }
    return Page(
        f"{_START}{one.name}{_END}",
        "question.html",
        one.questions[language],
        shown,
        trail=(("index.html", words("nav.home")), (LIST, words("nav.questions"))),
        query=f"?{urlencode(asking.values)}" if asking.values else "",
        indexed=not asking.given,
    )


@dataclass(frozen=True)
class Doubt:
    """What is told of a thing of another kind than is asked about.

    `near` are those that may be meant, each with the values that ask about it; `others` the paths of questions about
    such a thing, with their texts.
    """

    text: str
    near: list[tuple[str, Text]]
    others: list[tuple[str, str]]


def _unfitting(site: Site, language: str, asking: Asked) -> list[Doubt]:
    found = []
    for one in unfitting(site.store, asking.question, asking.things, site.base):
        text = one.said(site.reader.label(one.iri, language).text, language, ask=False)
        near = [
            (urlencode({**asking.values, one.parameter.name: name}), site.reader.label(iri_of(site, name), language))
            for name in one.near
        ]
        others = [
            (
                f"{_START}{question.name}{_END}?{urlencode({name: local_name(one.iri, site.base)})}",
                question.questions[language],
            )
            for question, name in questions_about(one.iri, site.base)
        ]
        found.append(Doubt(text, near, others))
    return found


def _unknown(site: Site, language: str, one: Question, name: str) -> str:
    """What is told of a value that the question does not have."""
    words, known = site.words[language], [p.name for p in one.parameters if p.name != "lang"]
    near = suggestions(name, known)[language]
    if near or not known:
        return f"{words('question.no_field', given=name)} {near}".strip()
    listed = words("list.comma").join(known)
    return f"{words('question.no_field', given=name)} {words('question.fields', names=listed)}"


def _downloads(site: Site, language: str, asking: Asked) -> Sequence[object]:
    if not asking.text:
        return ()
    stem = file_name(asking, "")
    return downloads(in_short(asking.text), stem) if site.live else files_beside(language, asking.question.name, stem)


def chosen(site: Site, language: str, asking: Asked) -> list[Chosen]:
    """What a question was asked with, as a reader writes it."""
    found = []
    for parameter in asking.question.parameters:
        iri = asking.things.get(parameter.name)
        given = asking.values.get(parameter.name, parameter.example)
        if parameter.name == "lang" or parameter.name in asking.errors:
            continue
        if iri:
            found.append(Chosen(parameter.labels[language], site.reader.label(iri, language), iri))
        else:
            found.append(Chosen(parameter.labels[language], _written(site, language, parameter.kind, given), None))
    return found


def _written(site: Site, language: str, kind: str, given: str) -> Text:
    if kind == "lang":
        return Text(site.words[language](f"language.name.{given}"), language)
    datatype = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(given)) if kind not in ("integer", "paragraph") else ""
    if kind == "integer":
        datatype = "integer"
    node = ox.Literal(given, datatype=ox.NamedNode(expand(f"xsd:{datatype}"))) if datatype else ox.Literal(given)
    return site.reader.written(node, language, part=kind == "paragraph")


def answered_from(site: Site, one: Question, table: AnswerTable | None, asking: Asked) -> list[Place]:
    """The paragraphs that an answer names; else those that the catalogue names for the example."""
    found: dict[str, None] = {}
    if table:
        for number, column in enumerate(table.columns):
            if column.name == "paragraph":
                found.update((row[number].iri or "", None) for row in table.rows)
    if not found and not asking.given and table and table.rows:
        found = {iri: None for number in one.paragraphs if (iri := _only_part(site, number))}
    places = [place for iri in found if iri and (place := site.reader.place(iri))]
    return sorted(places, key=lambda place: place.source.order)[:_MOST_PLACES]


def _only_part(site: Site, number: str) -> str:
    """The one paragraph or footnote that has a number; nothing where several documents have it."""
    pattern = (None, ox.NamedNode(expand("eli:number")), ox.Literal(number), ox.DefaultGraph())
    parts = [key(q.subject) for q, _ in zip(site.store.quads_for_pattern(*pattern), range(2), strict=False)]
    return parts[0] if len(parts) == 1 else ""
