"""The formats in which data are given: of one thing, of the ontology, and of the whole graph.

The table is `formats.csv`; its order is that of the server where a client prefers none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_TABLE = Path(__file__).parent / "formats.csv"
_REGISTRY = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True)
class Format:
    """A format: its media type, the ending of its files, its name, and whether it keeps the named graphs.

    `labels` say in each language what a file of the format holds. By the `aliases` clients ask for it as well: older
    names of the type, and types of which the format is a part, as Turtle is of N3 and RDF/XML of XML.
    """

    media_type: str
    ending: str
    name: str
    graphs: bool = False
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    aliases: tuple[str, ...] = ()

    @property
    def dump(self) -> str:
        """The name of the file that holds the whole graph in the format.

        >>> FORMATS[0].dump
        'sijill.ttl'
        """
        return f"sijill.{self.ending}"

    @property
    def iri(self) -> str:
        """The IRI of the media type (IANA, https://www.iana.org/assignments/media-types/), as DCAT names formats.

        >>> FORMATS[0].iri
        'https://www.iana.org/assignments/media-types/text/turtle'
        """
        return _REGISTRY + self.media_type


DUMPS = "dumps"
"""The folder of the files that hold the whole graph, below the address of a site."""


@dataclass(frozen=True)
class Dump:
    """A file that holds the whole graph: its address within the site, its media type, name, and size in bytes.

    The size is 0 where nobody has told it.
    """

    address: str
    media_type: str
    name: str
    size: int = 0


def _read() -> tuple[Format, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Format(
                row["media_type"],
                row["ending"],
                row["name"],
                row["graphs"] == "yes",
                {language: row[language] for language in ("ar", "en")},
                tuple(row["aliases"].split()),
            )
            for row in csv.DictReader(file)
        )


FORMATS = _read()


def of_ending(ending: str) -> Format | None:
    """The format whose files have an ending, without its dot; None where there is none.

    >>> of_ending("trig").media_type, of_ending("exe") is None
    ('application/trig', True)
    """
    return next((form for form in FORMATS if form.ending == ending), None)


def of_media_type(media_type: str) -> Format | None:
    """The format of a media type without parameters; None where there is none.

    >>> of_media_type("application/n-quads").ending
    'nq'
    """
    return next((form for form in FORMATS if form.media_type == media_type), None)
