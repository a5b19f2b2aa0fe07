"""The values of the form of a question: the query that they make, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.text import printable
from ontology.errors import SijillError
from ontology.namespaces import PREFIXES, expand, thing_iri
from ontology.vocabulary import vocabulary
from queries.catalogue import Parameter, Question, question

from ..parameters import Given, ParameterError, plain, prepare, term
from ..things import UnknownThing, bound, find
from .answer_table import named_by, part_iri
from .site import Site

_LONGEST = 500
"""So many letters of a value are looked at: no name is longer."""
_SHOWN = 80
_MOST_UNKNOWN = 5


@dataclass(frozen=True)
class FieldError:
    """Why the value of a field does not fit, in the language of the page, and the things that may be meant."""

    text: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question with the values of its form: the text of the query, or what is wrong with them.

    `things` are the IRIs that were meant, by parameter; `given` says whether any value was given at all; `unknown` are
    names of values that the question does not have.
    """

    question: Question
    values: Mapping[str, str]
    text: str
    errors: Mapping[str, FieldError]
    things: Mapping[str, str]
    given: bool
    unknown: tuple[str, ...] = ()


def asked(site: Site, language: str, name: str, query: Mapping[str, str]) -> Asked:
    """The query of a question with the values of a form; a field that is left empty takes its example.

    What the form does not know is left aside and told of; `lang` is left aside too: it is the language of the page.
    A wrong value is told in `errors`, never raised.
    Raises UnknownQuestion where the catalogue has no such question.
    """
    one = question(name)
    names = [parameter.name for parameter in one.parameters]
    values = {k: given for k in names if k != "lang" and (given := printable(query.get(k, "").strip())[:_LONGEST])}
    unknown = tuple(printable(name)[:_SHOWN] for name in query if name not in names and name != "lang")[:_MOST_UNKNOWN]
    errors: dict[str, FieldError] = {}
    bound_values: dict[str, Given] = {}
    things: dict[str, str] = {}
    for parameter in one.parameters:
        try:
            if parameter.kind == "iri":
                iri = meant(site, parameter, values.get(parameter.name) or parameter.example)
                bound_values[parameter.name] = things[parameter.name] = iri
            elif parameter.name in values:
                bound_values[parameter.name] = plain(parameter.kind, values[parameter.name])
                term(parameter, bound_values[parameter.name], site.base)
                if parameter.kind == "paragraph":
                    bound(site.store, _alone(one, parameter), {parameter.name: values[parameter.name]}, site.base)
        except (ParameterError, UnknownThing) as error:
            errors[parameter.name] = _told(site, language, parameter, values, error)
    if "lang" in names:
        bound_values["lang"] = language
    text = ""
    if not errors:
        try:
            text = prepare(one, bound_values, site.base)
        except ParameterError:  # each value fits: the period ends before it begins
            last = next(parameter for parameter in reversed(one.parameters) if parameter.kind in ("last", "first"))
            errors[last.name] = FieldError(site.words[language]("question.period"))
    return Asked(one, values, text, errors, things, bool(values), unknown)


def _alone(one: Question, parameter: Parameter) -> Question:
    """A question of one parameter, so that it can be checked by itself."""
    return Question(one.name, one.text, one.questions, one.group, (parameter,), one.columns, one.paragraphs)


def _told(site: Site, language: str, parameter: Parameter, values: Mapping[str, str], error: SijillError) -> FieldError:
    words = site.words[language]
    given = values.get(parameter.name)
    if given is None:
        return FieldError(words("question.no_example", example=parameter.example))
    shown = given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
    if isinstance(error, UnknownThing):
        return FieldError(words("question.several" if error.several else "question.unknown", given=shown), error.near)
    return FieldError(error.said(language).removeprefix(f"--{parameter.name}: "))


def meant(site: Site, parameter: Parameter, given: str) -> str:
    """The IRI of the thing that is meant by a name in either language, a symbol or an id. Raises UnknownThing."""
    symbol = part_iri(site.reader, given, "0")
    if symbol:
        return symbol
    for language in ("ar", "en"):
        named = named_by(site.reader, ox.Literal(given, language=language))
        if named and kind_of_thing(site, named) == kind_of_thing(site, example_iri(site, parameter)):
            return named
    return find(site.store, given, site.base, like=parameter.example).value


def example_iri(site: Site, parameter: Parameter) -> str:
    """The IRI of the thing, term or code that is the example of a parameter."""
    return iri_of(site, parameter.example)


def iri_of(site: Site, name: str) -> str:
    """The IRI behind an id of a thing or the CURIE of a term or code.

    >>> iri_of(Site(ox.Store(), "https://a.net/"), "body/x")
    'https://a.net/id/body/x'
    """
    return expand(name) if name.partition(":")[0] in PREFIXES else thing_iri(name, site.base)


def kind_of_thing(site: Site, iri: str) -> str:
    """What a thing is compared by: its folder among the things, the list of a code, else whether it is a class."""
    of_list = list_of(iri)
    if of_list:
        return of_list
    term = vocabulary().by_iri.get(iri)
    if term:
        return "class" if term.is_class else "property"
    return iri.removeprefix(f"{site.base}id/").partition("/")[0]


def list_of(iri: str) -> str:
    """The name of the list that a code belongs to; nothing for what is no code.

    >>> list_of(expand("sjc:confidence-likely")), list_of(expand("Body"))
    ('confidence', '')
    """
    return next((name for name, codes in vocabulary().codes.items() if iri in codes.values()), "")
