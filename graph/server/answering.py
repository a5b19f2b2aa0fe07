"""What is done with a query in a process of its own: run it, write its answer, or say why there is none."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import IO, Any, cast

import pyoxigraph as ox

from ontology.namespaces import PREFIXES

from ..query import QueryError, evaluated
from .counting import Sink, counted
from .forms import GRAPHS, TABLES, Form
from .limits import Limits
from .problems import Refused

_FORMS = {form.name: form for form in (*TABLES, *GRAPHS)}


@dataclass(frozen=True)
class Asked:
    """A query with its dataset, and the form of its answer, as it is handed from one process to another.

    Where the request names graphs, these are the whole dataset (SPARQL 1.1 Protocol, section 2.1.4); else both are
    None.
    """

    text: str
    form: str
    address: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None

    def sent(self) -> dict[str, Any]:
        """The query as JSON has it."""
        return asdict(self)


def answer(store: ox.Store, asked: Asked, limits: Limits) -> bytes:
    """Run a query and write its answer. Raises Refused.

    >>> answer(ox.Store(), Asked("ASK {}", "csv", "https://a.net/sparql"), Limits())
    b'true\\n'
    """
    form = _FORMS[asked.form]
    try:
        result = evaluated(
            store,
            asked.text,
            relative_to=asked.address,
            default_graphs=_nodes(asked.default_graphs),
            named_graphs=_nodes(asked.named_graphs),
        )
        return write(result, form, limits)
    except QueryError as error:
        raise Refused("query", text_ar=error.said("ar"), text_en=error.said("en")) from None
    except MemoryError:
        raise Refused("ended", limit=limits.memory) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused("failed", value=str(error).splitlines()[0] if str(error) else type(error).__name__) from None


def write(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: Form, limits: Limits | None = None
) -> bytes:
    """Write an answer in a form; without limits where it is known to be small.

    Raises Refused where it is beyond a limit, or has no such form.
    """
    if isinstance(result, ox.QueryTriples):
        if not isinstance(form.written, ox.RdfFormat):
            raise Refused("not-acceptable", value=", ".join(each.media_types[0] for each in GRAPHS))
        limits = limits or Limits()
        sink = Sink(form.name, limits)
        ox.serialize(
            counted(result, limits.rows), output=cast("IO[bytes]", sink), format=form.written, prefixes=PREFIXES
        )
        return sink.written()
    if not isinstance(form.written, ox.QueryResultsFormat):
        raise Refused("not-acceptable", value=", ".join(each.media_types[0] for each in TABLES))
    if isinstance(result, ox.QueryBoolean):
        written = result.serialize(format=form.written) or b""
        return written + b"\n" if form.name in ("csv", "tsv") else written  # which have no such answer of their own
    if limits is None:
        return result.serialize(format=form.written) or b""
    sink = Sink(form.name, limits)
    result.serialize(output=cast("IO[bytes]", sink), format=form.written)
    return sink.written()


def _nodes(iris: tuple[str, ...] | list[str] | None) -> list[ox.NamedNode] | None:
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]
