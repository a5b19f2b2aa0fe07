"""The formats in which the data of a thing are given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A format: its media type, the ending of its files, and its name."""

    media_type: str
    ending: str
    name: str


FORMATS = (
    Format("text/turtle", "ttl", "Turtle"),
    Format("application/ld+json", "jsonld", "JSON-LD"),
    Format("application/n-triples", "nt", "N-Triples"),
    Format("application/rdf+xml", "rdf", "RDF/XML"),
    Format("application/trig", "trig", "TriG"),
)
