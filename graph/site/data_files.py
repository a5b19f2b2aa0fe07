"""The data of a site as files: of each thing, term and code, of the vocabulary, and the description of the dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from ontology.namespaces import SJ, SJC, expand, thing_iri
from ontology.vocabulary import vocabulary

from ..catalogue_record import say
from ..dataset import DATASET_ID
from .data_documents import About
from .formats import FORMATS, Format, of_ending
from .serialising import serialise
from .site import HOME, Site
from .vocabulary_documents import NAMES, is_term, term_document, whole


class DataFiles:
    """The files of data of a site, made when they are asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._about = About(site.store, site.base)

    def get(self, address: str, told: Sequence[ox.Triple] = ()) -> tuple[bytes, Format, str] | None:
        """The file at an address below the root of the site, its format, and the IRI that it is about.

        What is `told` of the dataset is in the files about it beside what the graph holds. None where there is no such
        file.
        """
        told = (*self._site.published, *told)
        stem, _, ending = address.rpartition(".")
        form = of_ending(ending)
        if form is None:
            return None
        if stem == "void":
            if not self._site.description:
                return None
            place = f"{self._site.address or self._site.base}{address}"
            said = [*self._itself(place), *self._site.description, *map(_quad, told)]
            return serialise(list(dict.fromkeys(said)), form, self._site.base), form, self._dataset
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
        if quads and iri == self._dataset:
            quads = [*quads, *map(_quad, told)]
        return (serialise(quads, form, self._site.base), form, iri) if quads else None

    def is_about_dataset(self, address: str) -> bool:
        """Whether a file at an address would be about the dataset."""
        stem = address.rpartition(".")[0]
        return stem == "void" or stem == (self._site.addresses.data(self._dataset, "") or "").rstrip(".")

    @property
    def _dataset(self) -> str:
        return thing_iri(DATASET_ID, self._site.base)

    def _itself(self, place: str) -> Iterator[ox.Quad]:
        """What the description of the dataset, which has an address, says of itself (VoID, section 6)."""
        dataset, licence = ox.NamedNode(self._dataset), ox.NamedNode(expand("dcterms:license"))
        yield _quad(say(place, "rdf:type", expand("void:DatasetDescription")))
        yield _quad(say(place, "rdf:type", expand("foaf:Document")))
        yield _quad(say(place, "foaf:primaryTopic", self._dataset))
        for quad in self._site.description:
            if (quad.subject, quad.predicate) == (dataset, licence):
                yield ox.Quad(ox.NamedNode(place), licence, quad.object, ox.DefaultGraph())

    def of_vocabulary(self, name: str) -> list[tuple[Format, str]]:
        """The formats of a whole document of the vocabulary, with their addresses."""
        return [(form, f"{name}.{form.ending}") for form in FORMATS]

    def addresses(self) -> Iterator[str]:
        """The addresses of all files: of things with a label that are no part of another, of terms and codes."""
        about = dict.fromkeys([*self._site.reader.things(), *self._terms()])
        for iri in about:
            yield from (address for _, address in self._site.formats(iri))
        for name in NAMES:
            yield from (address for _, address in self.of_vocabulary(name))
        yield from (address for _, address in self._site.describing(HOME))

    def _terms(self) -> Iterator[str]:
        words = vocabulary()
        yield from (iri for iri in words.by_iri if iri.startswith(SJ))
        yield from (f"{SJC}{name}" for name in words.codes)
        yield from words.code_labels


def _quad(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(*triple)
