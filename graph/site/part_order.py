"""The order in which the parts of a document are read, by their numbers: preamble, paragraphs, then annexes.

`pp3` is a preambular paragraph, `u1` one without a number; `annex-1/2` is of a count of its own, under that heading.
"""

from __future__ import annotations

import re

from loaders.section_numbers import step_place

from ..statements import natural

Order = tuple[int, tuple[int, ...], int, tuple[str, ...]]
"""Annexes last; then by the heading that a count of its own belongs to; then by kind; then by number."""
LAST: Order = (2, (), 0, ())
"""The order of what has no paragraph to be placed by."""
_PREAMBLE, _BEFORE, _NUMBERED, _BEHIND = range(4)
_ANNEX = "annex-"


def part_order(number: str, *, enacted: bool) -> Order:
    """The order of a paragraph by its number.

    Paragraphs without a number open a report, but close a text that is `enacted`: they tell where it was adopted.

    >>> numbers = ("annex-1/1", "u1", "10", "9", "pp2", "51bis", "51")
    >>> sorted(numbers, key=lambda number: part_order(number, enacted=True))
    ['pp2', '9', '10', '51', '51bis', 'u1', 'annex-1/1']
    >>> sorted(numbers, key=lambda number: part_order(number, enacted=False))[:2]
    ['pp2', 'u1']
    """
    scope, _, local = number.rpartition("/")
    kind = _NUMBERED
    if re.fullmatch("pp[0-9].*", local):
        kind = _PREAMBLE
    elif re.fullmatch("u[0-9].*", local):
        kind = _BEHIND if enacted else _BEFORE
    return int(scope.startswith(_ANNEX)), _steps(scope), kind, natural(local)


def is_preambular(number: str) -> bool:
    """Whether the number is that of a preambular paragraph, which only texts have that are enacted.

    >>> is_preambular("pp1"), is_preambular("annex-1/pp1"), is_preambular("36")
    (True, True, False)
    """
    return part_order(number, enacted=True)[2] == _PREAMBLE


def is_unnumbered(number: str) -> bool:
    """Whether it is that of a paragraph without a number.

    >>> is_unnumbered("u1"), is_unnumbered("annex-2/u1"), is_unnumbered("36")
    (True, True, False)
    """
    return part_order(number, enacted=True)[2] == _BEHIND


def _steps(scope: str) -> tuple[int, ...]:
    steps = scope.removeprefix(_ANNEX).split(".") if scope else []
    return tuple(step_place(step, first=place == 0) for place, step in enumerate(steps))
