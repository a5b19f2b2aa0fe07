"""What changed between two graphs, by thing. Nothing here is printed or written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import pyoxigraph as ox

from loaders.labels import LABELLED_FROM_VALUES
from ontology.namespaces import DEFAULT_BASE, SJ, SJC, expand, graph_iri, thing_iri
from ontology.vocabulary import RDF_TYPE, key, vocabulary

from .blank_nodes import steadily_named
from .dataset import DATASET_ID, ONTOLOGY_GRAPH, described_base, description_graph

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Sides = dict[Subject, list[ox.Quad]]
LINKS_TO_PARTS = frozenset(
    expand(name)
    for name in (
        *("skosxl:prefLabel", "skosxl:altLabel", "oa:hasTarget", "oa:hasSelector"),
        *("sd:namedGraph", "dcat:distribution", "dqv:hasQualityMeasurement"),
        *("void:classPartition", "void:propertyPartition", "void:subset", "void:objectsTarget"),
    )
)
"""Properties whose values have no life, and mostly no label, of their own: a reader finds them under their thing."""
_LABELS = frozenset(expand(name) for name in ("skos:prefLabel", "rdfs:label"))


class Kind(StrEnum):
    """What became of a thing, in the order of a change log (https://keepachangelog.com/)."""

    new = "new"
    changed = "changed"
    gone = "gone"


class Origin(StrEnum):
    """Where a statement comes from: stated by a source, or a consequence of what is stated."""

    stated = "stated"
    inferred = "inferred"
    description = "description"
    vocabulary = "vocabulary"
    label = "label"


CONSEQUENCES = tuple(origin for origin in Origin if origin is not Origin.stated)
"""What a reader is told as counts alone."""


@dataclass(frozen=True)
class Change:
    """What was added to and removed from the statements of one subject, in the order of their lines."""

    subject: Subject
    kind: Kind
    added: tuple[ox.Quad, ...]
    removed: tuple[ox.Quad, ...]


@dataclass(frozen=True)
class Entry:
    """A thing as a reader meets it: its own change, if any, and those of its parts."""

    thing: Subject
    kind: Kind
    changes: tuple[Change, ...]


class Difference:
    """Two graphs and the quads that only one of them holds.

    Where one of them has named graphs and the other has none, the triples of both are compared without graphs.

    >>> a, p = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/p")
    >>> found = Difference([], [ox.Quad(a, p, ox.Literal("x"))])
    >>> found.equal, [(change.kind.value, len(change.added)) for change in found.changes()]
    (False, [('new', 1)])
    """

    def __init__(self, old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        before, after = set(old), set(new)
        self.with_graphs = tuple(_has_graphs(quads) for quads in (before, after))
        self.merged = bool(before and after) and len(set(self.with_graphs)) > 1
        if self.merged:
            before, after = ({ox.Quad(*q.triple) for q in quads} for quads in (before, after))
        self.before, self.after = steadily_named(before), steadily_named(after)
        self.added, self.removed = self.after - self.before, self.before - self.after

    @property
    def equal(self) -> bool:
        """Whether both hold the same, whatever the order of lines and the names of blank nodes."""
        return not self.added and not self.removed

    @property
    def graphs_told(self) -> bool:
        """Whether the comparison knows which graph a statement is in."""
        return any(self.with_graphs) and not self.merged

    @cached_property
    def bases(self) -> tuple[str, str]:
        """Where the things of either graph are minted; one that does not say so is taken to be as the other."""
        old, new = (described_base(quads, "") for quads in (self.before, self.after))
        return old or new or DEFAULT_BASE, new or old or DEFAULT_BASE

    @cached_property
    def touched(self) -> set[Subject]:
        """The subjects of all quads that differ."""
        return {quad.subject for quads in (self.added, self.removed) for quad in quads}

    @cached_property
    def sides(self) -> tuple[Sides, Sides]:
        """All that either graph says of the touched subjects, and of the things that they are parts of."""
        wanted = {*self.touched, *self.owners.values()}
        found: tuple[Sides, Sides] = (defaultdict(list), defaultdict(list))
        for quads, by_subject in zip((self.before, self.after), found, strict=True):
            for quad in quads:
                if quad.subject in wanted:
                    by_subject[quad.subject].append(quad)
        return dict(found[0]), dict(found[1])

    @cached_property
    def owners(self) -> dict[Subject, Subject]:
        """The thing that each touched part belongs to."""
        links: dict[str, Subject] = {}
        for quads in (self.before, self.after):
            for quad in quads:
                if quad.predicate.value in LINKS_TO_PARTS:
                    known = links.get(str(quad.object))
                    if known is None or str(quad.subject) < str(known):
                        links[str(quad.object)] = quad.subject
        owners: dict[Subject, Subject] = {}
        for part in self.touched:
            seen, owner = {part}, part
            while (above := links.get(str(owner))) is not None and above not in seen:
                seen.add(above)
                owner = above
            if owner != part:
                owners[part] = owner
        return owners

    def origin(self, quad: ox.Quad) -> Origin:
        """Where a differing quad comes from; without graphs, what is inferred cannot be told from what is stated."""
        if quad.predicate.value in _LABELS and self._labelled_from_values(quad.subject):
            return Origin.label
        if isinstance(quad.graph_name, ox.DefaultGraph):
            return self._origin_by_subject(key(quad.subject))
        return self._consequence_graphs.get(quad.graph_name.value, Origin.stated)

    def changes(self, hidden: Collection[Origin] = ()) -> list[Change]:
        """The changes by subject, in the order of their names, without what comes from the hidden origins."""
        found: dict[Subject, tuple[list[ox.Quad], list[ox.Quad]]] = defaultdict(lambda: ([], []))
        for side, quads in enumerate((self.added, self.removed)):
            for quad in quads:
                if not hidden or self.origin(quad) not in hidden:
                    found[quad.subject][side].append(quad)
        return [
            Change(subject, self.kind(subject), tuple(sorted(added, key=str)), tuple(sorted(removed, key=str)))
            for subject, (added, removed) in sorted(found.items(), key=lambda item: str(item[0]))
        ]

    def entries(self, hidden: Collection[Origin] = ()) -> list[Entry]:
        """The changes by the thing under which a reader looks for them."""
        found: dict[Subject, list[Change]] = defaultdict(list)
        for change in self.changes(hidden):
            found[self.owners.get(change.subject, change.subject)].append(change)
        return [Entry(thing, self.kind(thing), tuple(changes)) for thing, changes in found.items()]

    def kind(self, subject: Subject) -> Kind:
        """New where the old graph says nothing of the subject, gone where the new one does not."""
        before, after = self.sides
        if subject not in before:
            return Kind.new
        return Kind.changed if subject in after else Kind.gone

    def consequences(self) -> dict[Origin, tuple[int, int]]:
        """How many consequences of each origin were added and removed."""
        counts = {origin: [0, 0] for origin in CONSEQUENCES}
        for side, quads in enumerate((self.added, self.removed)):
            for quad in quads:
                origin = self.origin(quad)
                if origin is not Origin.stated:
                    counts[origin][side] += 1
        return {origin: (added, removed) for origin, (added, removed) in counts.items()}

    @cached_property
    def _consequence_graphs(self) -> dict[str, Origin]:
        graphs = {ONTOLOGY_GRAPH: Origin.vocabulary}
        for base in self.bases:
            graphs[graph_iri("inferred", base)] = Origin.inferred
            graphs[description_graph(base)] = Origin.description
        return graphs

    def _origin_by_subject(self, subject: str) -> Origin:
        descriptions = {thing_iri(DATASET_ID, base) for base in self.bases}
        if subject.partition("#")[0] in descriptions:
            return Origin.description
        if subject.startswith((SJ, SJC)) or subject in vocabulary().by_iri:
            return Origin.vocabulary
        return Origin.stated

    def _labelled_from_values(self, subject: Subject) -> bool:
        """Whether a subject in both graphs has labels that follow from its values, as a figure has."""
        before, after = (side.get(subject, []) for side in self.sides)
        return bool(before and after) and any(
            quad.predicate.value == RDF_TYPE and key(quad.object) in _FROM_VALUES for quad in after
        )


def _has_graphs(quads: set[ox.Quad]) -> bool:
    return any(not isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads)


_FROM_VALUES = frozenset(expand(name) for name in LABELLED_FROM_VALUES)
