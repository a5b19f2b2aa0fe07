"""What is to be in a store: the graphs of a build or of files, with their fingerprints, to be read more than once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.namespaces import DEFAULT_BASE, graph_iri

from ..dataset import described_base, description_graph
from ..files import manifest_of, read_quads
from ..fingerprints import Fingerprint, Fingerprints
from ..sorting import sorted_unique
from .profiles import Profile

Quad = tuple[str, str]
"""A graph, and a triple as N-Triples has it, without the dot."""
MERGED = "merged"
"""The name of the one graph into which a dataset is merged where a store is not to keep its graphs."""


class NotForAStore(SijillError):
    """Something cannot go into a store such that it can be found and replaced there."""


@dataclass(frozen=True)
class Source:
    """The graphs to be: where they are minted, their fingerprints, the file of N-Quads that holds them.

    The lines of the file are sorted, each is there once, and written as pyoxigraph writes them. `described` says
    whether the dataset lists its graphs in a description of itself.
    """

    base: str
    graphs: Mapping[str, Fingerprint]
    file: Path
    described: bool
    merged: bool = False

    def quads(self) -> Iterator[Quad]:
        """All quads, in the order of the file."""
        with self.file.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield split(line)

    def n_quads(self) -> Iterator[bytes]:
        """The file in pieces."""
        with self.file.open("rb") as file:
            while piece := file.read(2**18):
                yield piece

    @property
    def triples(self) -> int:
        """How many triples all graphs hold together."""
        return sum(taken.triples for taken in self.graphs.values())


def split(line: str) -> Quad:
    """The graph and the triple of a line of N-Quads that pyoxigraph wrote.

    >>> split('<urn:s> <urn:p> "a <b" <urn:g> .')
    ('urn:g', '<urn:s> <urn:p> "a <b"')
    """
    place = line.rindex(" <")
    return line[place + 2 : line.rindex(">")], line[:place]


class Form(StrEnum):
    """What becomes of the named graphs: they are kept, merged into one, or kept with the merged one beside them."""

    keep = "keep"
    merge = "merge"
    beside = "beside"


def form_for(wanted: str, known: Profile) -> Form:
    """The form for a kind of store, where the graphs are to be kept or merged.

    >>> from graph.remote.profiles import profile
    >>> form_for("keep", profile("virtuoso")).value, form_for("merge", profile("virtuoso")).value
    ('beside', 'merge')
    """
    return Form.beside if wanted == Form.keep and known.merged_beside else Form(wanted)


@contextmanager
def source(paths: Sequence[Path], form: Form = Form.keep) -> Iterator[Source]:
    """The graphs of a build folder, or of files, in the form that is wanted, kept while they are needed.

    Only a dataset that describes itself has a merged graph beside the others. Raises UnreadableFile, and NotForAStore
    for blank nodes and for triples that are in no graph.
    """
    built = _built(paths[0]) if len(paths) == 1 and form is Form.keep else None
    if built:
        yield built
        return
    with tempfile.TemporaryDirectory(prefix="sijill-") as folder:
        yield _written(paths, Path(folder) / "sijill.nq", form)


def _built(folder: Path) -> Source | None:
    """A build whose file is as the build wrote it, with the fingerprints of its manifest; else None.

    Names that are no IRIs are none that a build writes, and would be commands where they go into a request.
    """
    told = manifest_of(folder, ["sijill.nq"])
    if told is None:
        return None
    try:
        graphs = {ox.NamedNode(name).value: Fingerprint.parsed(text) for name, text in told["graphs"].items()}
        return Source(
            ox.NamedNode(told["base"]).value, graphs, folder / "sijill.nq", description_graph(told["base"]) in graphs
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _written(paths: Sequence[Path], file: Path, form: Form) -> Source:
    base = described_base((quad for path in paths for quad in read_quads(path)), "")
    if form is Form.beside and not base:
        form = Form.keep
    found, base = bool(base), base or DEFAULT_BASE
    taken = Fingerprints()
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for line in sorted_unique(_lines(paths, graph_iri(MERGED, base), form)):
            taken.add(*split(line))
            out.write(f"{line}\n")
    graphs, merged = taken.found(), form is Form.merge
    return Source(base, graphs, file, found if merged else description_graph(base) in graphs, merged)


def _lines(paths: Iterable[Path], merged: str, form: Form) -> Iterator[str]:
    for path in paths:
        for quad in read_quads(path):
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                raise NotForAStore(
                    {
                        "ar": f"{path}: عقدة بلا اسم ({quad.triple})؛ يسميها كل مخزن باسم آخر في كل مرة فلا تُستبدل ولا "
                        "يُتحقق منها؛ أعطها عنواناً (IRI)",
                        "en": f"{path}: a blank node ({quad.triple}); a store names it anew each time, so that it can "
                        "neither be replaced nor checked; give it an IRI",
                    }
                )
            if form is not Form.merge and not isinstance(quad.graph_name, ox.NamedNode):
                raise NotForAStore(
                    {
                        "ar": f"{path}: ثلاثية ليست في رسم بياني مسمى ({quad.triple})؛ أعط ملفاً بصيغة nq أو trig، أو "
                        "استعمل ‎--graphs merge",
                        "en": f"{path}: a triple in no named graph ({quad.triple}); give an .nq or .trig file, or use "
                        "--graphs merge",
                    }
                )
            if form is not Form.merge:
                yield f"{quad} ."
            if form is not Form.keep:
                yield f"{quad.triple} <{merged}> ."
