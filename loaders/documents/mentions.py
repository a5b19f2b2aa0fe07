"""What a text mentions: citations, symbols, dates, quantities, States and things of the graph, each in its place."""

from __future__ import annotations

from collections.abc import Sequence

from .citations import find_citations
from .dates_found import find_dates
from .names import Names
from .numbers import find_numbers
from .plain import Plain, plain
from .records import Context, Mention
from .symbols import find_symbols


def find_mentions(text: str, context: Context, names: Names | None = None) -> list[Mention]:
    """Everything that a text mentions, in the order of the text.

    `context` is what is known of the document that the text stands in; `names` are those of the things of the graph,
    without which neither States nor things are found.
    """
    return mentions_of(plain(text), context, names)


def mentions_of(text: Plain, context: Context, names: Names | None = None) -> list[Mention]:
    """The same for a text that is normalised already."""
    dates = find_dates(text, context)
    symbols = find_symbols(text, context)
    citations = find_citations(text, context, dates)
    numbers = find_numbers(text, [*citations, *symbols, *dates])
    named = names.find(text) if names else []
    return in_order([*citations, *symbols, *dates, *numbers, *named])


def in_order(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in the order of the text, the longer first where several begin in one place.

    >>> later, first = Mention("date", "2016-05", 9, 17, "May 2016"), Mention("country", "NGA", 0, 7, "Nigeria")
    >>> [mention.value for mention in in_order([later, first])]
    ['NGA', '2016-05']
    """
    return sorted(mentions, key=lambda m: (m.start, -m.end, m.kind, m.value))
