"""The model in one figure: the main classes of the ontology and the main properties between them.

Which ones, and in which column each class stands, is in `pictures/model.csv`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.namespaces import compress, expand
from ontology.vocabulary import vocabulary

from .boxes import Box, Plan
from .captions import colours, kind_of
from .columns import plan
from .picture import LinkOf, edges, told
from .statements import Statement
from .svg import draw

MODEL = Path(__file__).parent / "pictures" / "model.csv"
_TITLE = {
    "ar": "النموذج: الأصناف الرئيسية في الأنطولوجيا والخصائص الرئيسية التي تربط بينها",
    "en": "The model: the main classes of the ontology and the main properties between them",
}


@dataclass(frozen=True)
class Model:
    """The column of each class, and the properties from class to class, all by IRI."""

    columns: dict[str, int]
    properties: tuple[Statement, ...]


@cache
def model() -> Model:
    """What the figure shows.

    >>> model().columns[expand("Body")]
    1
    """
    with MODEL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = {expand(r["name"]): int(r["column"]) for r in rows if r["part"] == "class"}
    properties = [
        Statement(expand(r["from"]), expand(r["name"]), expand(r["to"]), inferred=False)
        for r in rows
        if r["part"] == "property"
    ]
    return Model(columns, tuple(properties))


def model_plan(language: str, link: LinkOf | None = None) -> Plan:
    """The places of the figure of the model; `link` gives the address behind each class, else it is its IRI."""
    shown = model()
    boxes = [
        Box(
            iri,
            column,
            vocabulary().by_iri[iri].labels[language],
            compress(iri),
            kind_of(iri),
            vocabulary().by_iri[iri].definitions[language],
            link(iri) if link else iri,
            language,
        )
        for iri, column in shown.columns.items()
    ]
    return plan(boxes, edges(shown.properties, shown.columns, language))


def model_svg(language: str, link: LinkOf | None = None) -> str:
    """Draw the model, each class linked to its IRI, or to the address that `link` gives.

    >>> 'lang="ar"' in model_svg("ar")
    True
    """
    made = model_plan(language, link)
    return draw(made, language, colours(language), _TITLE[language], told(made, language))
