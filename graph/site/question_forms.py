"""The form of a question of the catalogue: its fields, what they hold and what they offer."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from ontology.namespaces import compress, expand
from ontology.vocabulary import key, vocabulary
from queries.catalogue import Parameter

from .answer_table import named_by, part_iri
from .holdings import holdings
from .ordering import sort_key
from .question_values import Asked, FieldError, example_iri, iri_of, kind_of_thing, list_of
from .reader import Text
from .site import Site

_MOST = 200
"""How many things a field offers; of a kind that has more, none."""


@dataclass(frozen=True)
class Field:
    """A field of a form: its parameter, what it holds, what it offers, and what is wrong with it.

    `codes` are the options of a field that takes no others, as pairs of value and text; `things` are names that a free
    field offers.
    """

    parameter: Parameter
    label: str
    value: str
    codes: tuple[tuple[str, Text], ...] = ()
    things: tuple[str, ...] = ()
    error: FieldError | None = None
    near: tuple[tuple[str, Text], ...] = ()


def fields(site: Site, language: str, asking: Asked) -> list[Field]:
    """The fields of the form of a question; the language of the reader is not asked for."""
    found = []
    for parameter in asking.question.parameters:
        if parameter.name == "lang":
            continue
        value = asking.values.get(parameter.name)
        codes: tuple[tuple[str, Text], ...] = ()
        things: tuple[str, ...] = ()
        if parameter.kind == "lang":
            codes = tuple((tag, Text(site.words[language](f"language.name.{tag}"), language)) for tag in ("ar", "en"))
            value = value or parameter.example
        elif parameter.kind == "iri":
            codes = _codes(site, language, parameter)
            if codes:
                codes = _with_given(site, language, asking.things.get(parameter.name, ""), codes)
                value = _code(parameter, asking, codes)
            else:
                value = value or example(site, language, parameter)
                things = _things(site, language, kind_of_thing(site, example_iri(site, parameter)))
        error = asking.errors.get(parameter.name)
        near = tuple(
            (urlencode({**asking.values, parameter.name: name}), site.reader.label(iri_of(site, name), language))
            for name in (error.near if error else ())
        )
        label = parameter.labels[language]
        found.append(Field(parameter, label, value or parameter.example, codes, things, error, near))
    return found


def example(site: Site, language: str, parameter: Parameter) -> str:
    """The example of a parameter as a reader writes it: the symbol of a document, the label of another thing; its id
    where it shares the label with another.
    """
    if parameter.kind != "iri":
        return parameter.example
    iri = example_iri(site, parameter)
    symbol = site.reader.value(iri, "dcterms:identifier")
    if symbol and part_iri(site.reader, symbol, "0") == iri:
        return symbol
    label = site.reader.label(iri, language)
    alone = label.language and named_by(site.reader, ox.Literal(label.text, language=label.language)) == iri
    return label.text if alone else parameter.example


def _codes(site: Site, language: str, parameter: Parameter) -> tuple[tuple[str, Text], ...]:
    """What a field offers that takes no name: the codes of the list that the example is taken from, the code lists
    where it is one, the classes that have things where it is a class; none for a thing.
    """
    terms, iri = vocabulary(), example_iri(site, parameter)
    of_list = list_of(iri)
    if of_list:
        options = [(f"sjc:{code.rpartition('#')[2]}", code) for code in terms.codes[of_list].values()]
    elif parameter.example.startswith("sjc:"):
        options = [(f"sjc:{name}", expand(f"sjc:{name}")) for name in terms.codes]
    elif iri in terms.by_iri and terms.by_iri[iri].is_class:
        used = {iri, *(cls for cls in holdings(site).counts if cls in terms.by_iri)}
        options = [(compress(cls), cls) for cls in used]
    else:
        return ()
    found = [(value, site.reader.label(code, language)) for value, code in options]
    return tuple(sorted(found, key=lambda option: sort_key(option[1].text, language)))


def _with_given(
    site: Site, language: str, given: str, codes: tuple[tuple[str, Text], ...]
) -> tuple[tuple[str, Text], ...]:
    """The options, with the term that was given where it is none of them: a class that has no things, or one for a
    code.
    """
    if not given or any(expand(value) == given for value, _ in codes):
        return codes
    return ((compress(given), site.reader.label(given, language)), *codes)


def _code(parameter: Parameter, asking: Asked, codes: tuple[tuple[str, Text], ...]) -> str:
    iri = asking.things.get(parameter.name, "")
    return next((value for value, _ in codes if expand(value) == iri), asking.values.get(parameter.name, ""))


def _things(site: Site, language: str, kind: str) -> tuple[str, ...]:
    """The names of the things of a kind; none where there are too many to choose from."""
    found = site.whole(folders).get(kind, [])
    names = {site.reader.value(iri, "dcterms:identifier") or site.reader.label(iri, language).text for iri in found}
    return tuple(sorted(names, key=lambda name: sort_key(name, language)))


def folders(site: Site) -> dict[str, list[str]]:
    """The labelled things of each folder, such as `body`, gone through once; a folder of very many is left out.

    >>> folders(Site(ox.Store(), "https://a.net/"))
    {}
    """
    start = f"{site.base}id/"
    found: dict[str, dict[str, None]] = {}
    for quad in site.store.quads_for_pattern(None, ox.NamedNode(expand("skos:prefLabel")), None, ox.DefaultGraph()):
        iri = key(quad.subject)
        folder, slash, name = iri.removeprefix(start).partition("/")
        if iri.startswith(start) and slash and "#" not in name:
            among = found.setdefault(folder, {})
            if len(among) <= _MOST:
                among[iri] = None
    return {folder: list(among) for folder, among in found.items() if len(among) <= _MOST}
