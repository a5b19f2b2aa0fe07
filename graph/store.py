"""The embedded store: named graphs beside a default graph that holds the merged set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import SJ, expand
from ontology.vocabulary import vocabulary

from .dataset import Dataset, described_base, description_graph, vocabulary_triples
from .files import UnreadableFile, manifest_of, read_quads
from .reading import Minted, Readable

Data = Sequence[Path] | Callable[[], Readable]
"""Files to read, or what opens a store."""


def fill(quads: Iterable[ox.Quad]) -> ox.Store:
    """Load quads and copy every triple, once, into the default graph.

    >>> len(fill([]))
    0
    """
    store = ox.Store()
    store.bulk_extend(quads)
    merged = {ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in store}
    store.bulk_extend(merged)
    return store


def from_dataset(dataset: Dataset) -> ox.Store:
    """The store of a dataset in memory."""
    return fill(dataset.quads())


def from_files(paths: Iterable[Path]) -> ox.Store:
    """The store of RDF files and builds, or of the one folder that a store keeps itself in, which is only read.

    Raises UnreadableFile where one cannot be read.
    """
    paths = list(paths)
    if len(paths) == 1 and is_store(paths[0]):
        return opened(paths[0])
    if len(paths) == 1 and (built := _from_build(paths[0])):
        return built
    quads = [quad for path in paths for quad in read_quads(path)]
    if any(_speaks_of_ours(quad) for quad in quads):
        known = {q.triple for q in quads}
        quads += [ox.Quad(*t) for t in vocabulary_triples(vocabulary()) if t not in known]
    return fill(quads)


def is_store(folder: Path) -> bool:
    """Whether a folder is that of a store on disk.

    >>> is_store(Path("no such folder"))
    False
    """
    return (folder / "CURRENT").is_file()


def opened(folder: Path) -> ox.Store:
    """Open a store on disk to read. Raises UnreadableFile."""
    try:
        return ox.Store.read_only(str(folder))
    except OSError as error:
        raise UnreadableFile(
            {"ar": f"{folder}: تعذر فتح المخزن: {error}", "en": f"{folder}: the store cannot be opened: {error}"}
        ) from None


def _speaks_of_ours(quad: ox.Quad) -> bool:
    """Whether a quad has a term of the project's ontology, so that its labels are wanted beside it."""
    return quad.predicate.value.startswith(SJ) or (
        isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(SJ)
    )


def _from_build(folder: Path) -> ox.Store | None:
    """The store of a build whose files are as it wrote them, read without looking at every term; else None.

    A build has the merged set beside the named graphs; to load both takes a third of the time of merging here.
    """
    if manifest_of(folder, ("sijill.nq", "sijill.nt")) is None:
        return None
    try:
        store = ox.Store()
        store.bulk_load(path=str(folder / "sijill.nq"), format=ox.RdfFormat.N_QUADS, lenient=True)
        store.bulk_load(path=str(folder / "sijill.nt"), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        return store
    except (OSError, ValueError, SyntaxError):
        return None


def readable(data: Data) -> Readable:
    """The store of some files, or one that is opened otherwise. Raises what reading the files or opening it raises.

    >>> len(readable([])), len(readable(ox.Store))
    (0, 0)
    """
    return data() if callable(data) else from_files(data)


def base_of(store: Readable) -> str:
    """Where the things of a store are minted, as the dataset's description says; the usual base where there is none.

    >>> base_of(ox.Store())
    'https://w3id.org/sijill/'
    """
    if isinstance(store, Minted):
        return store.base
    kind, dataset = ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("dcat:Dataset"))
    return described_base(store.quads_for_pattern(None, kind, dataset, ox.DefaultGraph()))


def described_graph(store: ox.Store, base: str) -> list[ox.Quad]:
    """The quads of the graph that describes the dataset, without the graph; none where there is no description.

    >>> described_graph(ox.Store(), "https://a.net/")
    []
    """
    graph = ox.NamedNode(description_graph(base))
    return [ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph)]
