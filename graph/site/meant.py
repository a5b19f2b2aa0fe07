"""What may be meant by an address that nothing has: things whose id or name is near the last part of the address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from loaders.folding import fold

from ..names import Thing
from ..search import Index

MOST = 5
"""How many things are suggested."""
_PLACES = frozenset({"ar", "en", "id", "data", "concepts", "ontology", "list", "graph"})
"""Parts of an address that tell no kind of thing."""
_ENDING = re.compile(r"\.(?:html|ttl|jsonld|nt|rdf|trig|nq|json|csv)$")
_LEAST = 3
"""Shorter last parts are near nothing."""
_WRONG = ((12, 3), (8, 2), (4, 1))
"""Of so many letters at least, so many may be wrong."""


def meant(index: Index, address: str) -> list[Thing]:
    """The things that may be meant by the path of an address, those of the same kind first; none rather than others.

    >>> from ontology.vocabulary import vocabulary
    >>> from ..names import Name
    >>> mali = Thing("country/MLI", names=[Name("Mali", "label", "en"), Name("country/MLI", "identifier", "")])
    >>> index = Index([mali], vocabulary())
    >>> [[thing.identifier for thing in meant(index, f"/en/id/{path}")] for path in ("country/MALI.html", "body/nope")]
    [['country/MLI'], []]
    """
    parts = [part for part in _ENDING.sub("", address).split("/") if part]
    if not parts:
        return []
    *above, last = parts
    asked = _plain(last)
    if len(asked) < _LEAST:
        return []
    kinds = {part for part in above if part not in _PLACES}
    written = _written(index)
    found = [(thing, apart) for name, apart in _near(asked, written) for thing in written[name]]
    found.sort(key=lambda one: (_kind(one[0]) not in kinds, one[1], -one[0].mentions, one[0].identifier))
    return list({thing.identifier: thing for thing, _ in found}.values())[:MOST]


def _kind(thing: Thing) -> str:
    return thing.identifier.partition("/")[0]


@lru_cache(maxsize=2)
def _written(index: Index) -> dict[str, list[Thing]]:
    """The things that have a page of their own, by their names and the last parts of their ids as they are compared."""
    found: dict[str, list[Thing]] = defaultdict(list)
    for thing in index.things:
        if "#" not in thing.identifier and not index.is_part(thing):
            for name in dict.fromkeys(_names(thing)):
                found[name].append(thing)
    return dict(sorted(found.items()))


def _near(asked: str, written: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    """The names that are near, with the number of letters by which they differ (optimal string alignment).

    One that begins the other, and is half of it at least, differs by one.
    """
    wrong = next((most for least, most in _WRONG if len(asked) >= least), 0)
    for name, apart, _ in process.extract(asked, list(written), scorer=OSA.distance, score_cutoff=wrong, limit=None):
        yield name, int(apart)
    if wrong:
        longer = (name for name in written if name.startswith(asked) and len(name) <= 2 * len(asked))
        shorter = (asked[:n] for n in range(max(_LEAST + 1, (len(asked) + 1) // 2), len(asked)) if asked[:n] in written)
        yield from ((name, 1) for name in (*longer, *shorter))


def _names(thing: Thing) -> Iterator[str]:
    last = re.split("[/:]", thing.identifier)[-1]
    yield from (_plain(text) for text in [last, *(name.text for name in thing.names)])


def _plain(text: str) -> str:
    """A text as it is compared: its folded words as one.

    >>> _plain("GLO.ACT-x"), _plain("glo_act x")
    ('gloactx', 'gloactx')
    """
    return fold(text.replace(".", " ")).replace(" ", "")
