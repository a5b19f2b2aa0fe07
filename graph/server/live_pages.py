"""Pages whose answers are asked of processes with a limit of time: questions with their values, and the editor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from ontology.errors import SijillError

from ..query import Answer, Term
from ..site.outcome import Outcome
from ..site.query_page import PATH, query_page
from ..site.question_pages import asked_at, question_page
from ..site.site import Page, Site
from .problems import Refused

Ask = Callable[[str, int], Awaitable[Answer]]
"""Runs a query within its limits and gives its answer, up to so many rows. Raises SijillError."""
MOST_ROWS = 1000
"""How many rows a page shows: a longer answer is to be fetched as a file."""
MOST_BYTES = 500_000
"""How much text these have at most: to write more into a page would keep all other clients of the process waiting."""


async def live_page(site: Site, language: str, path: str, query: Mapping[str, str], ask: Ask, most: int) -> Page | None:
    """The page of a question or of the editor with the answer to what is asked; None for any other path.

    A file with an answer has `most` rows.
    """
    if path == PATH:
        text = query.get("query", "")
        return query_page(site, language, query, await _outcome(text, ask, most) if text.strip() else Outcome())
    asking = asked_at(site, language, path, query)
    if asking is None:
        return None
    outcome = Outcome() if asking.errors else await _outcome(asking.text, ask, most)
    return question_page(site, language, asking, outcome)


async def _outcome(text: str, ask: Ask, most: int) -> Outcome:
    try:
        answer = await ask(text, MOST_ROWS + 1)
        shown = _shown(answer.rows)
        if not shown and answer.rows:
            raise Refused("bytes", limit=MOST_BYTES)
    except SijillError as error:
        return Outcome(error=error)
    if shown == len(answer.rows):
        return Outcome(answer)
    return Outcome(Answer(answer.variables, answer.rows[:shown]), cut_after=shown, most=most)


def _shown(rows: Sequence[Sequence[Term | None]]) -> int:
    """How many rows of an answer a page shows."""
    size = 0
    for number, row in enumerate(rows[:MOST_ROWS]):
        size += sum(len(str(term).encode("utf-8", "replace")) for term in row)
        if size > MOST_BYTES:
            return number
    return min(len(rows), MOST_ROWS)
