"""Answers of questions as tables for spreadsheets, asked of processes with a limit of time as their pages are."""

from __future__ import annotations

from collections.abc import Mapping

from ontology.errors import SijillError

from ..site.answer_table import answer_table
from ..site.outcome import outcome_here
from ..site.question_pages import asked_at
from ..site.question_values import Asked
from ..site.site import Site
from ..site.spreadsheet import ENDING, MOST_ROWS, file_name, spreadsheet
from .live_pages import Ask
from .sending import Body


def asked_for_table(site: Site, language: str, path: str, query: Mapping[str, str]) -> Asked | None:
    """The question whose table is at a path; None for any other path."""
    return asked_at(site, language, f"{path.removesuffix(ENDING)}.html", query) if path.endswith(ENDING) else None


async def live_table(site: Site, language: str, asking: Asked, ask: Ask | None) -> Body | None:
    """The answer of a question as a file; None where there is none, which the page of the question explains."""
    if not asking.text:
        return None
    try:
        if ask is None:
            outcome = outcome_here(site.store, asking.text, asking.question.name)
            if outcome.answer is None:
                return None
            answer = outcome.answer
        else:
            answer = await ask(asking.text, MOST_ROWS + 1)
    except SijillError:
        return None
    if len(answer.rows) > MOST_ROWS:
        return None
    document = asking.things.get("document", "")
    table = answer_table(site.reader, language, answer, asking.question, document, most=MOST_ROWS)
    headers = {"content-disposition": f'attachment; filename="{file_name(asking, ENDING)}"'}
    content = spreadsheet(table, site.words[language])
    return Body(content, "text/csv; charset=utf-8; header=present", {**headers, "content-language": language})
