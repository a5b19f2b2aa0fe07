"""The data of a site as files: of each thing, term and code, of the vocabulary, and the description of the dataset."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ontology.namespaces import SJ, SJC, thing_iri
from ontology.vocabulary import vocabulary

from ..dataset import DATASET_ID
from ..store import described_graph
from .data_documents import About
from .formats import FORMATS, Format, of_ending
from .serialising import serialise
from .site import Site
from .vocabulary_documents import NAMES, is_term, term_document, whole


class DataFiles:
    """The files of data of a site, made when they are asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._about = About(site.store, site.base)

    def get(self, address: str) -> tuple[bytes, Format, str] | None:
        """The file at an address below the root of the site, its format, and the IRI that it is about.

        None where there is no such file.
        """
        stem, _, ending = address.rpartition(".")
        form = of_ending(ending)
        if form is None:
            return None
        if stem == "void":
            said = self._description()
            return (serialise(said, form, self._site.base), form, self._dataset) if said else None
        if stem in NAMES:
            content = whole(stem, form)
            return None if content is None else (content, form, SJ.removesuffix("#"))
        described = self._site.addresses.described(address)
        if described is None:
            return None
        iri = described[0]
        # In static files the address under which the site is reached is that of the document as well.
        place = f"{self._site.address or self._site.base}{address}"
        quads = term_document(iri, place) if is_term(iri) else self._about.document(iri, place)
        return (serialise(quads, form, self._site.base), form, iri) if quads else None

    @property
    def _dataset(self) -> str:
        return thing_iri(DATASET_ID, self._site.base)

    def _description(self) -> list[ox.Quad]:
        """The description of the dataset, as its own graph has it."""
        return sorted(described_graph(self._site.store, self._site.base), key=str)

    def of_vocabulary(self, name: str) -> list[tuple[Format, str]]:
        """The formats of a whole document of the vocabulary, with their addresses.

        Of the description of the dataset there are none where the data have no description.
        """
        there = name != "void" or bool(self._description())
        return [(form, f"{name}.{form.ending}") for form in FORMATS] if there else []

    def addresses(self) -> Iterator[str]:
        """The addresses of all files: of things with a label that are no part of another, of terms and codes."""
        about = dict.fromkeys([*self._site.reader.things(), *self._terms()])
        for iri in about:
            yield from (address for _, address in self._site.formats(iri))
        for name in NAMES:
            yield from (address for _, address in self.of_vocabulary(name))
        yield from (address for _, address in self.of_vocabulary("void"))

    def _terms(self) -> Iterator[str]:
        words = vocabulary()
        yield from (iri for iri in words.by_iri if iri.startswith(SJ))
        yield from (f"{SJC}{name}" for name in words.codes)
        yield from words.code_labels
