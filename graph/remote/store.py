"""A dataset in a store on the web, read as that of the project in memory is: its graphs alone, merged as a set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.namespaces import expand

from ..reading import Graph, Node
from ..tokens import form_of, tokens
from .endpoint import Endpoint, untold
from .held import Held
from .paging import constructed, solutions, truth
from .parts import over, parts
from .requests import request

_FEW = 500
"""So many quads of a pattern are asked for at first: often no more are wanted than that there are any."""
_COLUMNS = ["?s", "?p", "?o", "?graph"]
MAY_BE_CUT = SijillError(
    {
        "ar": "قد يكون الجواب ناقصاً: يقطع المخزن الأجوبة الطويلة، ولا يُطلب باقي جواب DESCRIBE صفحةً صفحةً",
        "en": "the answer may be incomplete: the store cuts long ones off, and a DESCRIBE cannot be asked in pages",
    }
)
NOT_APART = SijillError(
    {
        "ar": "الرسوم البيانية لمجموعة البيانات أكثر مما يسميه استعلام واحد، فيُسأل المخزن كله، "
        "بما فيه من رسوم أخرى إن وُجدت",
        "en": "the dataset has more graphs than one query names, so the whole store is asked, with any others in it",
    }
)


class RemoteStore:
    """The reading interface of pyoxigraph's Store (graph.reading.Readable) over a dataset in a store on the web.

    Where the dataset is merged into one graph it has no named graphs. `tell` hears how many rows of a long answer have
    come, and 0 when it is whole, `warn` what a reader must know of an answer.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        dataset: Held,
        tell: Callable[[int], None] = untold,
        warn: Callable[[SijillError], None] = lambda _: None,
    ) -> None:
        self._endpoint, self._held, self._tell, self._warn = endpoint, dataset, tell, warn
        self._graphs = [ox.NamedNode(name) for name in dataset.graphs]

    @property
    def base(self) -> str:
        """Where the things of the dataset are minted."""
        return self._held.base

    @cached_property
    def _union(self) -> bool:
        """Whether the union of all graphs of the store is asked: it has no others, or the dataset has too many.

        To name graphs in a query makes it slow in some stores, the slower the more are named.
        """
        offers = self._endpoint.profile
        if self._held.merged or not (offers.union or offers.union_parameter):
            return False
        if len(self._graphs) > offers.limits.graphs:
            self._warn(NOT_APART)
            return True
        if offers.union:
            return False  # such a store has graphs of its own
        (row,) = self._endpoint.rows(request("all_counted.rq"))
        return int(row["triples"].value) == len(self)

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """The graphs of the dataset that hold something; none where it is merged into one."""
        return iter([] if self._held.merged else self._graphs)

    def contains_named_graph(self, graph_name: Graph) -> bool:
        """Whether a graph is one of them."""
        return graph_name in set(self.named_graphs())

    def __len__(self) -> int:
        """How many triples the graphs hold, each counted for itself."""
        return sum(self._held.counts.values())

    def __iter__(self) -> Iterator[ox.Quad]:
        """All quads of the dataset, graph by graph. Raises RemoteTrouble."""
        done = 0
        for graph in self._graphs:
            name = ox.DefaultGraph() if self._held.merged else graph
            for triple in self._endpoint.triples(graph.value, self._held.counts[graph.value]):
                yield ox.Quad(triple.subject, triple.predicate, triple.object, name)
                done += 1
                if done % 1000 == 0:
                    self._tell(done)

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        default_graph: Graph | list[Graph] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The whole answer of a query over the dataset, as the store gives it.

        A query that names graphs of its own (FROM) sees those. Raises SyntaxError before the store is asked, and
        RemoteTrouble.
        """
        known = dict(prefixes or {})
        variables = _variables(query, base_iri, known)
        text = completed(query, base_iri, known)
        asked, own = parts(text), list[tuple[str, str]]()
        if default_graph is not None or named_graphs is not None:
            merged = default_graph if isinstance(default_graph, list) else [default_graph]
            text = over(text, _names(merged), _names(named_graphs or []))
        elif not asked.dataset:
            text, own = self._confined(text, merged=True)
        if asked.form == "ASK":
            return truth(self._endpoint, text, own)
        if asked.form == "SELECT":
            found = solutions(self._endpoint, text, variables, own, self._tell)
            self._tell(0)
            return found
        triples, certain = constructed(self._endpoint, text, own, self._tell)
        self._tell(0)
        if not certain:
            self._warn(MAY_BE_CUT)
        return _as_answer(triples)

    def _confined(self, text: str, *, merged: bool) -> tuple[str, list[tuple[str, str]]]:
        """A query over the graphs of the dataset, merged in its default graph too, and what is to be sent with it."""
        if self._union:
            parameter = self._endpoint.profile.union_parameter
            return text, [(parameter, "")] if parameter else []
        named = self._graphs if not (merged and self._held.merged) else []
        together = [self._held.beside] if self._held.beside else _names(self._graphs)
        return over(text, together if merged else [], _names(named)), []

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Node | None,
        graph_name: Graph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The quads that have the terms which are given; those of the default graph are each there once.

        Raises RemoteTrouble.
        """
        seen: set[ox.Quad] = set()
        for quad in self._matching(subject, predicate, object, graph_name):
            if quad not in seen:
                seen.add(quad)
                yield quad

    def _matching(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Node | None,
        graph: Graph | None,
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern, some of them again."""
        terms = (subject, predicate, object)
        if any(isinstance(term, ox.BlankNode | ox.Triple) for term in (*terms, graph)):
            return  # the graphs of a dataset have no such terms
        named = graph if isinstance(graph, ox.NamedNode) else None
        ours = {named.value} & self._held.counts.keys() if named else self._held.counts.keys()
        if not ours or (named and self._held.merged):
            return
        for row in self._rows(subject, predicate, object, named):
            triple = (row["s"], row["p"], row["o"])
            place = row["graph"]
            if place.value not in ours or any(
                asked is not None and asked != term for asked, term in zip(terms, triple, strict=True)
            ):
                continue  # of another dataset, or not the very term
            if named is None:
                yield ox.Quad(*triple, ox.DefaultGraph())
            if graph is None and self._held.merged:
                continue
            if not isinstance(graph, ox.DefaultGraph):
                yield ox.Quad(*triple, place)

    def _rows(
        self, subject: Node | None, predicate: Node | None, object: Node | None, graph: Node | None
    ) -> Iterator[ox.QuerySolution]:
        """The rows of a pattern: a few, then all of them where there are more."""
        text = request(
            "quads.rq",
            subject=_written(subject),
            predicate=_written(predicate),
            object=_written(object) if _exact(object) else None,
            graph=_written(graph),
        )
        text, own = self._confined(text, merged=False)
        few = list(solutions(self._endpoint, f"{text}\nLIMIT {_FEW}", _COLUMNS, own))
        yield from few
        if len(few) == _FEW:
            more = solutions(self._endpoint, text, _COLUMNS, own, self._tell)
            self._tell(0)
            yield from more


def _names(graphs: Iterable[Graph | None]) -> list[str]:
    return [graph.value for graph in graphs if isinstance(graph, ox.NamedNode)]


def _exact(term: Node | None) -> bool:
    """Whether a store gives the very term where it is asked for: some take a month for its first day."""
    return not isinstance(term, ox.Literal) or bool(term.language) or term.datatype.value == expand("xsd:string")


def _written(term: Node | None) -> str | None:
    return None if term is None else str(term)


def completed(text: str, base_iri: str | None, prefixes: Mapping[str, str]) -> str:
    """A query that stands for itself: with the prefixes that it uses and does not declare, and the base, before it.

    >>> completed("PREFIX b: <b:> ASK { a:x b:y c:z }", None, {"a": "urn:a:", "b": "urn:b:"})
    'PREFIX a: <urn:a:> PREFIX b: <b:> ASK { a:x b:y c:z }'
    """
    used, declared, last = dict[str, None](), set[str](), ""
    for kind, part in tokens(text):
        name = part.partition(":")[0] if kind == "name" else None
        if name is not None and last == "PREFIX":
            declared.add(name)
        elif name is not None:
            used[name] = None
        if part.strip() and kind != "comment":
            last = part.upper()
    before = [f"BASE <{base_iri}>"] if base_iri else []
    before += [f"PREFIX {name}: <{prefixes[name]}>" for name in used if name in prefixes and name not in declared]
    return " ".join([*before, text])


def _variables(text: str, base_iri: str | None, prefixes: dict[str, str]) -> list[str]:
    """The columns of a query. Raises SyntaxError, which an empty store here finds as the one with data would."""
    if form_of(text) == "ASK" and any(part.upper() == "SERVICE" for kind, part in tokens(text) if kind == "word"):
        return []  # it would be asked from here
    result = ox.Store().query(text, base_iri=base_iri, prefixes=prefixes)
    return [f"?{variable.value}" for variable in result.variables] if isinstance(result, ox.QuerySolutions) else []


def _as_answer(triples: Iterable[ox.Triple]) -> ox.QueryTriples:
    held = ox.Store()
    held.bulk_extend(ox.Quad(*triple) for triple in triples)
    answer = held.query(request("all_triples.rq"))
    assert isinstance(answer, ox.QueryTriples)
    return answer
