"""What a store holds of ours: the datasets that it describes, and the graphs of the one that is meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ontology.errors import SijillError
from ontology.namespaces import graph_iri, thing_iri

from ..dataset import DATASET_ID, description_graph
from .endpoint import Endpoint
from .requests import request
from .source import MERGED


class NoDataset(SijillError):
    """A store describes no dataset, or not the one that is asked for."""


class SeveralDatasets(SijillError):
    """A store describes several datasets, and none is named."""

    status = 2


@dataclass(frozen=True)
class Held:
    """A dataset in a store: where its things are minted, the graph that describes it, the size of each of its graphs.

    A graph that the description lists and that holds nothing is not among them. `beside` is the name of a graph that
    holds all of them merged, if there is one beside them.
    """

    base: str
    description_graph: str
    counts: Mapping[str, int]
    beside: str = ""

    @property
    def graphs(self) -> tuple[str, ...]:
        """The names of the graphs that hold something, in their order."""
        return tuple(sorted(self.counts))

    @property
    def merged(self) -> bool:
        """Whether all of it is in one graph."""
        return self.description_graph == graph_iri(MERGED, self.base)


def descriptions(endpoint: Endpoint) -> dict[str, str]:
    """The graph that describes each dataset of a store, by the base at which the dataset is minted.

    Where one is there both with its graphs and merged into one, the former is given. Raises RemoteTrouble.
    """
    found: dict[str, str] = {}
    for row in endpoint.rows(request("descriptions.rq")):
        dataset, graph = row["dataset"].value, row["graph"].value
        base = dataset.removesuffix(f"id/{DATASET_ID}")
        kept = graph == description_graph(base)
        if base != dataset and (kept or graph == graph_iri(MERGED, base)):
            found[base] = graph if kept else found.get(base, graph)
    return found


def held(endpoint: Endpoint, base: str = "") -> Held:
    """The dataset of a store: that of the base, or the only one. Raises NoDataset, SeveralDatasets, RemoteTrouble."""
    known = descriptions(endpoint)
    if not base and len(known) > 1:
        raise _several(endpoint.address, known)
    if base not in known and (base or not known):
        raise _none(endpoint.address, base, known)
    wanted = base or next(iter(known))
    graph, merged = known[wanted], graph_iri(MERGED, wanted)
    if graph == merged:
        return Held(wanted, graph, endpoint.counts([graph]))
    counts = endpoint.counts({graph, merged, *listed(endpoint, wanted, [graph])})
    beside = merged if counts.pop(merged, 0) else ""
    return Held(wanted, graph, counts, beside)


def listed(endpoint: Endpoint, base: str, graphs: Iterable[str]) -> set[str]:
    """The graphs that the dataset of a base lists in some graphs that describe it. Raises RemoteTrouble."""
    terms = {"graph": " ".join(f"<{name}>" for name in graphs), "dataset": f"<{thing_iri(DATASET_ID, base)}>"}
    return {row["name"].value for row in endpoint.rows(request("listed.rq", **terms))}


def _several(address: str, known: Collection[str]) -> SeveralDatasets:
    listed = " ".join(sorted(known))
    return SeveralDatasets(
        {
            "ar": f"{address}: في المخزن أكثر من مجموعة بيانات؛ سمِّ إحداها بالخيار --base: {listed}",
            "en": f"{address}: the store holds several datasets; name one with --base: {listed}",
        }
    )


def _none(address: str, base: str, known: Collection[str]) -> NoDataset:
    if base and known:
        listed = " ".join(sorted(known))
        return NoDataset(
            {
                "ar": f"{address}: ليس في المخزن مجموعة بيانات أساسها {base}؛ فيه: {listed}",
                "en": f"{address}: the store holds no dataset with the base {base}; there is {listed}",
            }
        )
    return NoDataset(
        {
            "ar": f"{address}: لا مجموعة بيانات لسِجِلّ في المخزن؛ الأمر sijill push يضعها فيه",
            "en": f"{address}: the store holds no dataset of Sijill; sijill push puts one there",
        }
    )
