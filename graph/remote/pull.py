"""Bringing a dataset back from a store: the files of a build, to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import SijillError

from ..files import file_record
from ..fingerprints import Fingerprint, Fingerprints
from ..sorting import sorted_unique
from .endpoint import Endpoint
from .held import Held, held
from .plan import Progress, fingerprint_there, silent
from .source import split

FILES = ("sijill.nq", "sijill.nt", "manifest.json")
"""What is written."""


class ChangedMeanwhile(SijillError):
    """A store was changed while it was read."""


@dataclass(frozen=True)
class Pulled:
    """A dataset that was brought: where it is minted, how many graphs and triples it has."""

    base: str
    graphs: int
    triples: int


def pull(endpoint: Endpoint, folder: Path, base: str = "", progress: Progress = silent) -> Pulled:
    """Write the dataset of a store into an empty folder: N-Quads, the merged set as N-Triples, and their manifest.

    The files are those that a build writes, so that every command that takes a build takes the folder. Raises
    NoDataset, SeveralDatasets, ChangedMeanwhile, RemoteTrouble, and OSError where there is no room.
    """
    before = held(endpoint, base)
    taken = Fingerprints()
    quads, triples = (folder / name for name in FILES[:2])
    _write(quads, _fingerprinted(sorted_unique(lines_of(endpoint, before, progress)), taken))
    graphs = taken.found()
    if _changed(endpoint, before, graphs):
        raise ChangedMeanwhile(
            {
                "ar": f"{endpoint.address}: تغيّر المخزن أثناء القراءة؛ أعد المحاولة",
                "en": f"{endpoint.address}: the store was changed while it was read; try again",
            }
        )
    progress("write", 0, 0)
    with quads.open(encoding="utf-8", newline="\n") as lines:
        _write(triples, sorted_unique(f"{split(line)[1]} ." for line in lines))
    told = {
        "base": before.base,
        "graphs": {name: str(graphs[name]) for name in sorted(graphs)},
        "files": {path.name: file_record(path) for path in (quads, triples)},
    }
    (folder / FILES[2]).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return Pulled(before.base, len(graphs), sum(one.triples for one in graphs.values()))


def lines_of(endpoint: Endpoint, there: Held, progress: Progress = silent) -> Iterator[str]:
    """The quads of a dataset as lines of N-Quads without their ends, graph by graph. Raises RemoteTrouble."""
    total, done = sum(there.counts.values()), 0
    for name in there.graphs:
        for triple in endpoint.triples(name, there.counts[name]):
            yield f"{triple} <{name}> ."
        done += there.counts[name]
        progress("read", done, total)


def _changed(endpoint: Endpoint, before: Held, read: Mapping[str, Fingerprint]) -> bool:
    """Whether a store holds another version than when it began to be read: other graphs, sizes, or description."""
    if held(endpoint, before.base).counts != before.counts:
        return True
    if {name: taken.triples for name, taken in read.items()} != dict(before.counts):
        return True
    name = before.description_graph
    return not before.merged and fingerprint_there(endpoint, name, before.counts[name]) != read[name]


def _fingerprinted(lines: Iterable[str], taken: Fingerprints) -> Iterator[str]:
    for line in lines:
        taken.add(*split(line))
        yield line


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in lines)
