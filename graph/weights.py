"""What each thing that speaks for a hit of a search counts, and against it: numbers found by trying."""

from __future__ import annotations

from typing import NamedTuple


class Weights(NamedTuple):
    """What counts in the score of a hit; a whole label that is asked for has 1.5 and a little.

    >>> Weights().label > Weights().other_name > Weights().identifier > Weights().own_id
    True
    """

    label: float = 1.0
    other_name: float = 0.98
    identifier: float = 0.96
    own_id: float = 0.77
    """A thing's own id, which may tell its words otherwise."""
    together: float = 0.88
    """All names of a thing together."""
    covered_name: float = 0.4
    """Which part of what a name counts is for the share of it that the question has."""
    whole: float = 0.5
    all_words_alone: float = 0.3
    by_number: float = 0.75
    """A part of a document that is asked for by its number."""
    symbol_inside: float = 0.45
    numbers: float = 0.3
    numbers_turned: float = 0.2
    all_asked: float = 0.1
    in_order: float = 0.04
    mentioned: float = 0.04
    node: float = 0.15
    part: float = 0.1
    code: float = 0.1
    described: float = 0.05
    shown: float = 0.35
    """Which share of the best score a hit has at least."""
    wholly: float = 0.9
    """Words that are met with so much differ at most by article or plural."""
    other_form: float = 0.921
    """Words that are met with less have another ending, which is told; an article or proclitic is not."""
    nearly: float = 0.05
    """A word of a question is as rare as the words that it is met by with at most so much less than by the best."""


WEIGHTS = Weights()
