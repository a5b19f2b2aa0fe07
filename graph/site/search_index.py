"""The index of a site of static files: what the script of the search page needs to search without a server.

It is one file of JSON with the rules (search_rules) and, for each thing: its id, its classes, its labels, other names
and identifiers, the numbers that go with them, in how many paragraphs it is named, how much less it is meant than
others, and the number by which a part of a document is called. The script folds the names itself, so no form of a word
is written twice. It is read whole: good for a register of up to MOST things; a bigger one is searched on the server
(`sijill serve`), which has the same ranking.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import Any

import pyoxigraph as ox

from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from ..captions import kind_of
from ..names import Thing
from ..search import Index, index_of
from .addresses import has_place
from .marked import clean
from .search_rules import rules
from .search_words import suggestion_words
from .wording import LANGUAGES, Wording

MOST = 20_000
"""How many things an index is made for: at so many it has 5.6 MB (1.3 MB compressed) and is ready after 0.7 s."""
_PARAGRAPH = expand("Paragraph")
_OWN_ID = 0
"""Stands among the identifiers of a thing for its id."""


def written(store: ox.Store, base: str) -> str:
    """The index of a store whose things are minted at a base, as compact JSON; the same store gives the same text.

    >>> json.loads(written(ox.Store(), "https://a.net/"))["things"]
    []
    """
    return json.dumps(search_index(index_of(store, base)), ensure_ascii=False, separators=(",", ":"))


def holds(store: ox.Store, base: str) -> bool:
    """Whether a site of static files can be searched: whether its things are no more than MOST.

    >>> holds(ox.Store(), "https://a.net/")
    True
    """
    return len(index_of(store, base).things) <= MOST


def search_index(index: Index) -> dict[str, Any]:
    """What the script needs of an index over the names of things.

    `places` tells where the page of a thing is, below the address of the language, by the beginning of its id;
    `alone` is the class of what is asked for by its number alone, -1 where there is none; `words` are what suggestions
    are told with. `classes` have a label in each of the languages, and the kind whose colour they have.

    >>> from ..names import Name
    >>> names = [Name("Body", "label", "en"), Name("B/1", "identifier", ""), Name("body/x", "identifier", "")]
    >>> search_index(Index([Thing("body/x", names=names, mentions=2)], vocabulary()))["things"]
    [['body/x', [], ['en', 'Body'], [], ['B/1', 0], [], 2, 0.0, '']]
    """
    things = [thing for thing in index.things if has_place(thing.identifier.partition("#")[0])]
    classes = sorted({iri for thing in things for iri in thing.classes})
    labels = {iri: vocabulary().by_iri[iri].labels for iri in classes}
    return {
        "rules": rules(),
        "languages": list(LANGUAGES),
        "comma": {language: Wording(language)("list.comma") for language in LANGUAGES},
        "words": {language: suggestion_words(Wording(language)) for language in LANGUAGES},
        "alone": classes.index(_PARAGRAPH) if _PARAGRAPH in classes else -1,
        "places": {"sjc:": "concepts/", "": "id/"},
        "classes": [[*(labels[iri].get(tag, "") for tag in LANGUAGES), kind_of(iri)] for iri in classes],
        "things": [_row(thing, index, {iri: number for number, iri in enumerate(classes)}) for thing in things],
    }


def _row(thing: Thing, index: Index, numbers: dict[str, int]) -> list[Any]:
    identifiers = [name.text for name in thing.names if name.kind == "identifier"]
    return [
        thing.identifier,
        sorted(numbers[iri] for iri in thing.classes),
        _pairs(thing, "label"),
        _pairs(thing, "other-name"),
        [_OWN_ID if text == thing.identifier else clean(text) for text in identifiers],
        thing.beside,
        thing.mentions,
        index.lesser(thing),
        thing.number if index.is_part(thing) else "",
    ]


def _pairs(thing: Thing, kind: str) -> list[str]:
    """The names of a kind, each after its language."""
    pairs = ((name.language, clean(name.text)) for name in thing.names if name.kind == kind)
    return list(chain.from_iterable(pairs))
