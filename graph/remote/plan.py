"""What a push is to change: the graphs here against those of the same dataset in the store."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from ontology.namespaces import graph_iri, thing_iri

from ..dataset import DATASET_ID, description_graph
from ..fingerprints import EMPTY, Fingerprint, fingerprint
from .batches import in_parts
from .endpoint import Endpoint
from .held import listed
from .requests import request
from .source import MERGED, NotForAStore, Source

_LOOKED_AT = 40_000
"""Triples whose content is compared though the store says that it holds the same version."""
Progress = Callable[[str, int, int], None]
"""Hears of a step of the work, and how many of how many triples are done; 0 of 0 where that is not known."""


def silent(_step: str, _done: int, _total: int) -> None:
    """Hear nothing."""


@dataclass(frozen=True)
class Plan:
    """What is to be done with each graph: those that are new, that differ, that are gone here, that are the same.

    The numbers are triples: there are so many of them in the store now, or are to be. `compared` are the graphs whose
    content was compared, not only their number of triples; `before` is how the store described the dataset then.
    """

    new: Mapping[str, int]
    changed: Mapping[str, int]
    gone: Mapping[str, int]
    same: Mapping[str, int]
    compared: Collection[str] = field(default_factory=frozenset)
    before: Fingerprint = EMPTY

    @property
    def nothing(self) -> bool:
        """Whether the store holds already what is here."""
        return not (self.new or self.changed or self.gone)


def plan(here: Source, endpoint: Endpoint, *, thorough: bool = False, progress: Progress = silent) -> Plan:
    """Compare what is here with what the store holds. Raises RemoteTrouble and NotForAStore.

    Of graphs with equal numbers of triples the content is read and compared. Where the store's description of the
    dataset is the one that is here, and with it the version, this is done with some only, chosen by chance, unless it
    is to be thorough.
    """
    progress("compare", 0, 0)
    before = description_there(here, endpoint)
    names = listed_there(here, endpoint) if here.described or here.merged else set()
    if names and not here.described:
        raise _another(here)
    there = endpoint.counts({*here.graphs, *names, *(description_graphs(here) if here.described else ())})
    new = {name: taken.triples for name, taken in here.graphs.items() if name not in there}
    gone = {name: there[name] for name in there if name not in here.graphs}
    for name in _shared(here, endpoint, gone):
        del gone[name]
    changed = {
        name: here.graphs[name].triples
        for name in there
        if name in here.graphs and there[name] != here.graphs[name].triples
    }
    equal = {name: there[name] for name in there if name in here.graphs and name not in changed}
    looked_at = list(equal)
    same_version = before == here.graphs.get(description_graph(here.base))
    if same_version and not thorough and not (new or gone or changed):
        looked_at = _some(equal)
    total, done = sum(equal[name] for name in looked_at), 0
    for name in looked_at:
        if fingerprint_there(endpoint, name, equal[name]) != here.graphs[name]:
            changed[name] = equal.pop(name)
            done += changed[name]
        else:
            done += equal[name]
        progress("compare", done, total)
    return Plan(new, changed, gone, equal, frozenset(looked_at), before)


def listed_there(here: Source, endpoint: Endpoint) -> set[str]:
    """The graphs that the dataset lists in the store, in either of the forms in which it may be there."""
    return listed(endpoint, here.base, description_graphs(here))


def _shared(here: Source, endpoint: Endpoint, graphs: Collection[str]) -> set[str]:
    """Those of some graphs that another dataset of the store lists too: they are not ours alone."""
    ours, found = f"<{thing_iri(DATASET_ID, here.base)}>", set[str]()
    for some in in_parts(sorted(graphs), endpoint.profile.limits.graphs):
        names = " ".join(f"<{name}>" for name in some)
        found |= {row["name"].value for row in endpoint.rows(request("shared.rq", graphs=names, dataset=ours))}
    return found


def _another(here: Source) -> NotForAStore:
    """The error of files that would be merged over a dataset and are none."""
    return NotForAStore(
        {
            "ar": f"في المخزن مجموعة بيانات أساسها {here.base}، ولا تصف الملفات مجموعة بيانات، فدمجها يحذف ما فيه؛ "
            "أعط معها ملف الوصف، أو أرسلها في رسوم بيانية مسماة",
            "en": f"the store holds the dataset with the base {here.base}, and the files describe no dataset: to merge "
            "them would remove it; give the description along with them, or push them in named graphs",
        }
    )


def description_graphs(here: Source) -> list[str]:
    """The graphs in which the dataset may describe itself: where its graphs are kept, and where they are merged."""
    return [description_graph(here.base), graph_iri(MERGED, here.base)]


def description_there(here: Source, endpoint: Endpoint) -> Fingerprint:
    """The fingerprint of the description of the dataset in the store, where its graphs are kept: it tells versions."""
    name = description_graph(here.base)
    return fingerprint_there(endpoint, name, endpoint.counts([name]).get(name, 0)) if here.described else EMPTY


def fingerprint_there(endpoint: Endpoint, graph: str, triples: int) -> Fingerprint:
    """The fingerprint of a graph in the store, which holds so many triples. Raises RemoteTrouble."""
    return fingerprint(map(str, endpoint.triples(graph, triples))) if triples else EMPTY


def _some(graphs: Mapping[str, int]) -> list[str]:
    """Some graphs, chosen by chance, that hold no more triples together than are looked at."""
    left, chosen = _LOOKED_AT, []
    for name in random.sample(sorted(graphs), len(graphs)):
        if graphs[name] <= left:
            left -= graphs[name]
            chosen.append(name)
    return chosen
