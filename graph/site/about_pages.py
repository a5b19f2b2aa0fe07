"""What this site is: sources, statuses of labels, licence, data to fetch, how to cite it, its version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from loaders.text import grouped
from ontology.namespaces import expand, is_web_address
from ontology.vocabulary import vocabulary

from .formats import FORMATS, Dump
from .holdings import holdings
from .items import Linked
from .reader import Text
from .site import Page, Site

_LABEL_STATUS = "label-status"


@dataclass(frozen=True)
class Described:
    """What the graph says of itself: title, version, its address, licence, date, and the documents it is made from."""

    iri: str
    title: Text
    version: str
    version_iri: str
    licence: str
    issued: Text | None
    sources: Sequence[Linked]


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page about the site; None for any other path."""
    if path != "about.html":
        return None
    words, held = site.words[language], holdings(site)
    shown = {
        "described": described(site, language),
        "statuses": _statuses(site),
        "forms": FORMATS,
        "dumps": [(dump, _size(site, dump, language)) for dump in site.dumps],
        "sized": any(dump.size for dump in site.dumps),
        "statements": held.statements,
        "told": site.reader.told,
        "address": site.address,
    }
    trail = (("index.html", words("nav.home")),)
    return Page(path, "about.html", words("about.title"), shown, words("site.about"), trail=trail)


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The path of the page."""
    yield "about.html"


def described(site: Site, language: str) -> Described | None:
    """What the graph says of itself; None where it holds no description."""
    reader = site.reader
    found = reader.subjects("rdf:type", expand("void:Dataset")) or reader.subjects("rdf:type", expand("sd:Dataset"))
    if not found:
        return None
    iri = found[0]
    dates = [reader.written(v, language) for v in reader.values(iri, "dcterms:issued") if isinstance(v, ox.Literal)]
    licence = reader.value(iri, "dcterms:license")
    version = reader.value(iri, "owl:versionIRI")
    return Described(
        iri,
        reader.label(iri, language),
        reader.value(iri, "dcat:version"),
        version if is_web_address(version) else "",
        licence if is_web_address(licence) else "",
        dates[0] if dates else None,
        [Linked(reader.label(v.value, language), v.value) for v in reader.values(iri, "dcterms:source")],
    )


def _statuses(site: Site) -> list[tuple[str, dict[str, int]]]:
    """The statuses of labels in the order of their list, each with how many labels have it in each language."""
    counts = holdings(site).statuses
    codes = vocabulary().codes.get(_LABEL_STATUS, {}).values()
    found = [(code, {tag: counts[tag][code] if tag in counts else 0 for tag in ("ar", "en")}) for code in codes]
    return [(code, of) for code, of in found if any(of.values())]


def _size(site: Site, dump: Dump, language: str) -> str:
    """The size of a file for a reader, in thousands or millions of bytes; nothing where it is not known."""
    unit, amount = ("mb", dump.size / 1e6) if dump.size >= 1e6 else ("kb", dump.size / 1e3)
    return site.words[language](f"about.size.{unit}", n=grouped(f"{amount:.1f}", language)) if dump.size else ""
