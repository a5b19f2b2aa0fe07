"""The words in which a program read of a thing, with how often it read them."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox

from ontology.namespaces import expand

from .mentions import mention
from .reader import Reader, Text

_MOST_MENTIONS = 2000
"""How many mentions of a thing that very many paragraphs name are looked at."""
_MOST_WORDS = 8


def words_read(reader: Reader, iri: str, language: str) -> list[tuple[Text, int]]:
    """The words as printed that were read as a thing, the most frequent first, those in the language before others.

    >>> words_read(Reader(ox.Store(), "https://a.net/"), "https://a.net/id/body/x", "ar")
    []
    """
    pattern = (None, ox.NamedNode(expand("oa:hasBody")), ox.NamedNode(iri), ox.DefaultGraph())
    found: Counter[Text] = Counter()
    for quad, _ in zip(reader.store.quads_for_pattern(*pattern), range(_MOST_MENTIONS), strict=False):
        if isinstance(quad.subject, ox.NamedNode) and (one := mention(reader, quad.subject.value, language)):
            found[one.printed] += 1
    ordered = sorted(found.items(), key=lambda item: (item[0].language != language, -item[1], item[0].text))
    return ordered[:_MOST_WORDS]
