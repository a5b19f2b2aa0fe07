"""The page of the data themselves: what their description counts, as tables of classes, properties and graphs.

VoID: class and property partitions; SPARQL Service Description: named graphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ontology.namespaces import SJ, compress, expand
from ontology.vocabulary import vocabulary

from .nodes import without
from .ordering import sort_key
from .reader import Reader, Text
from .said import FIRST, Group
from .site import Page, Site
from .thing_pages import shown, trail

_TABLES = frozenset(
    expand(name)
    for name in (
        *("void:classPartition", "void:propertyPartition", "sd:namedGraph", "void:subset"),
        *("dqv:hasQualityMeasurement", "dcat:distribution"),
    )
)
"""What the tables tell, and what is told by the page about the site: files and the status of labels."""


@dataclass(frozen=True)
class Part:
    """A class or property with how many things or triples there are of it."""

    iri: str
    label: Text
    count: int


@dataclass(frozen=True)
class Role:
    """What some named graphs hold: the code for it, how many graphs there are, and how many triples in them."""

    iri: str
    label: Text
    graphs: int
    triples: int


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:  # noqa: ARG001
    """The page of a dataset; None for all else."""
    iri = site.addresses.iri(path)
    if not path.startswith("id/") or iri is None or not _is_dataset(site.reader, iri):
        return None
    reader = site.reader
    told = shown(site, iri, language, drawn=False)
    classes = _parts(reader, iri, "void:classPartition", "void:class", "void:entities", language)
    properties = _parts(reader, iri, "void:propertyPartition", "void:property", "void:triples", language)
    here = {
        **told,
        "said": [_plain(group) for group in without(told["said"], _TABLES)],
        "pointing": [],
        "first": FIRST,
        "tables": [
            (f"{name}{'' if own else '-foreign'}", rows, not own)
            for name, parts in (("classes", classes), ("properties", properties))
            for own in (True, False)
            if (rows := [part for part in parts if part.iri.startswith(SJ) == own])
        ],
        "roles": _roles(reader, iri, language),
    }
    label = reader.label(iri, language)
    return Page(path, "dataset.html", label.text, here, iri=iri, trail=trail(site, iri, language)[:1])


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """None of its own: the pages of things list it too."""
    yield from ()


def _plain(group: Group) -> Group:
    """What the data say of themselves, which no paragraph could state."""
    blocks = [replace(one, values=[replace(value, register=False) for value in one.values]) for one in group.blocks]
    return replace(group, blocks=blocks)


def _is_dataset(reader: Reader, iri: str) -> bool:
    return any(value.value == expand("void:Dataset") for value in reader.values(iri, "rdf:type"))


def _parts(reader: Reader, iri: str, partition: str, of: str, counted: str, language: str) -> Sequence[Part]:
    """The parts of a dataset by class or property, the largest first."""
    found = []
    for node in reader.values(iri, partition):
        term, count = reader.value(node.value, of), reader.value(node.value, counted)
        if term and count.isdecimal():
            label = reader.label(term, language) if term in vocabulary().by_iri else Text(compress(term), "")
            found.append(Part(term, label, int(count)))
    return sorted(found, key=lambda part: (-part.count, sort_key(part.label.text, language), part.iri))


def _roles(reader: Reader, iri: str, language: str) -> list[Role]:
    """What the named graphs of a dataset hold, that of which there are most graphs first."""
    sizes: dict[str, list[int]] = defaultdict(list)
    for node in reader.values(iri, "sd:namedGraph"):
        triples = reader.value(node.value, "void:triples")
        sizes[reader.value(node.value, "graphRole")].append(int(triples) if triples.isdecimal() else 0)
    found = [Role(role, reader.label(role, language), len(some), sum(some)) for role, some in sizes.items() if role]
    return sorted(found, key=lambda role: (-role.graphs, -role.triples, role.iri))
