"""Figures as rows of a table: what is counted, how much, as of when, and which paragraph says so."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from loaders.labels import quantity
from loaders.records import Text as Both
from ontology.vocabulary import vocabulary

from .reader import Place, Reader, Text


@dataclass(frozen=True)
class Figure:
    """A figure in a language: measure and thing with their IRIs, amount, unit, date, and the paragraph."""

    iri: str
    measure: Text
    measure_iri: str
    about: Text
    about_iri: str
    amount: Text
    unit: Text
    date: Text | None
    place: Place | None


def figure(reader: Reader, iri: str, language: str) -> Figure | None:
    """The figure behind an IRI; None where its value is not told."""
    value, measure = reader.value(iri, "schema:value"), reader.value(iri, "measure")
    if not value or not measure:
        return None
    unit = reader.value(iri, "unit")
    about = reader.value(iri, "schema:observationAbout")
    dates = [v for v in reader.values(iri, "schema:observationDate") if isinstance(v, ox.Literal)]
    amount = _amount(reader, iri, value)
    parts = reader.values(iri, "statedIn")
    return Figure(
        iri,
        reader.label(measure, language),
        measure,
        reader.label(about, language) if about else Text("", ""),
        about,
        Text(amount[language], language),
        reader.label(unit, language) if unit else Text("", ""),
        reader.written(dates[0], language) if dates else None,
        reader.place(parts[0].value if parts else iri.partition("#")[0]),
    )


def _amount(reader: Reader, iri: str, value: str) -> Both:
    """The value with its qualifier; the unit has a column of its own."""
    qualifier = reader.value(iri, "qualifier")
    codes = vocabulary().codes
    notation = next((n for n, known in codes["qualifier"].items() if known == qualifier), "exact")

    def label(token: str) -> Both:
        name, _, code = token.partition("/")
        return vocabulary().code_labels[codes[name][code]]

    return quantity(value, notation, "", label)
