"""The page of a thing: names and their status, what is said of it and by whom, its figures, what points to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from ..captions import kind_of
from ..picture import neighbourhood_svg
from .class_names import listed
from .figures import figure
from .nodes import without
from .ordering import sort_key
from .reader import Text
from .said import figures_about, mentions_of, pointing_to, said_of, together
from .site import Page, Site, View
from .wording import other_language
from .words_read import words_read

_ADDRESSEE = expand("addressee")
"""What leads from a mandate to those of whom it asks something, which their pages tell before all else."""


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of the thing at a path; None for what nothing is said of."""
    iri = site.addresses.iri(path)
    if not path.startswith("id/") or iri is None or not site.reader.known(iri):
        return None
    label = site.reader.label(iri, language)
    return Page(path, "thing.html", label.text, shown(site, iri, language), iri=iri, trail=trail(site, iri, language))


def paths(site: Site) -> Iterator[str]:
    """The paths of the pages of all things that have a label and are no part of another page."""
    yield from (path for iri in site.reader.things() if (path := site.addresses.path(iri)))


def shown(site: Site, iri: str, language: str, *, drawn: bool = True) -> dict[str, Any]:
    """What the page of a thing shows, with a picture of its neighbours where that is wanted."""
    reader = site.reader
    other = other_language(language)
    classes = reader.classes(iri)
    other_label = reader.label(iri, other)
    figures = [found for one in figures_about(reader, iri) if (found := figure(reader, one, language))]
    pointing = pointing_to(reader, iri, language)
    mentions = mentions_of(reader, iri)
    return {
        "label": reader.label(iri, language),
        "other_label": other_label if other_label.language == other else None,
        "statuses": {tag: label_status(site, iri, tag) for tag in ("ar", "en")},
        "names": other_names(site, iri, language),
        "classes": classes,
        "kinds": {cls: kind_of(cls) for cls in classes},
        "class_names": {cls: vocabulary().by_iri[cls].name for cls in classes},
        "said": together(said_of(reader, iri, language)),
        "figures": figures,
        "asked": [block for group in pointing for block in group.blocks if block.term == _ADDRESSEE],
        "pointing": together(without(pointing, {_ADDRESSEE})),
        "mentions": [place for place in mentions if not place.source.read],
        "read_mentions": [place for place in mentions if place.source.read],
        "read_words": words_read(reader, iri, language),
        "picture": picture(site, iri, language) if classes and drawn else "",
    }


def label_status(site: Site, iri: str, language: str) -> str:
    """The status of the label in a language, as the IRI of its code; nothing where none is recorded."""
    for node in site.reader.values(iri, "skosxl:prefLabel"):
        forms = site.reader.values(node.value, "skosxl:literalForm")
        if any(getattr(form, "language", None) == language for form in forms):
            return site.reader.value(node.value, "labelStatus")
    return ""


def other_names(site: Site, iri: str, language: str) -> list[Text]:
    """Other names of a thing, those in the language first."""
    found = [Text(v.value, getattr(v, "language", "") or "") for v in site.reader.values(iri, "skos:altLabel")]
    return sorted(found, key=lambda name: (name.language != language, sort_key(name.text, language)))


def picture(site: Site, iri: str, language: str) -> Markup:
    """The drawing of a thing among its neighbours, whose boxes lead to their pages."""
    path = site.addresses.path(iri)
    view = View(site, language, f"{language}/{path}")
    drawn = neighbourhood_svg(site.store, iri, language, view.thing)
    return Markup(drawn.replace('role="img"', 'role="group"', 1))


def trail(site: Site, iri: str, language: str) -> tuple[tuple[str, str], ...]:
    """The pages above that of a thing: the list of its class, or the document that it is a part of."""
    reader, words = site.reader, site.words[language]
    steps = [("index.html", words("nav.home"))]
    wholes = [v.value for v in reader.values(iri, "eli:is_part_of")]
    document = next((w for w in wholes if expand("Document") in _above(site, w)), None)
    if document:
        symbol = reader.value(document, "dcterms:identifier") or reader.label(document, language).text
        steps += [("documents.html", words("nav.documents")), (site.addresses.path(document) or "", symbol)]
    else:
        steps.append(("lists.html", words("nav.lists")))
        for cls in reader.classes(iri)[:1]:
            steps.append((f"list/{vocabulary().by_iri[cls].name}.html", listed(cls, language).text))
    return tuple(steps)


def _above(site: Site, iri: str) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for cls in site.reader.classes(iri):
        found |= vocabulary().superclasses[cls]
    return found
