"""The page of the SPARQL editor: the text, examples, what came of it, and the place of a mistake in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from ontology.errors import SijillError
from ontology.namespaces import SJC, compress
from ontology.vocabulary import vocabulary
from queries.catalogue import UnknownQuestion

from ..syntax import NOT_SPARQL, unknown_terms
from ..tokens import form_of
from .answer_table import answer_table
from .chart import chart
from .downloads import downloads
from .outcome import Outcome, outcome_here, turtle
from .question_list_page import questions_by_group
from .question_values import asked
from .site import Page, Site

PATH = "query.html"
TERMS = "assets/terms.json"
"""Where the terms are that the editor offers."""
_LONGEST = 100_000
"""So many letters of a query are shown again."""
_MOST_TRIPLES = 1000
_MOST_UNKNOWN = 10
_PLACE = re.compile(r"[^\n]*?:(?P<line>\d+):(?P<column>\d+): (?P<said>[^\n]*)(?P<shown>\n[\s\S]*)?")
_START = Path(__file__).parent / "templates" / "start.rq"
"""The query that the editor holds where nothing else is asked for."""


@dataclass(frozen=True)
class Mistake:
    """Why a query was not answered: what is said of it, and its place with the line that it is in, where it has one.

    Without a place it may have a `title`: that it was stopped, or refused.
    """

    said: str
    line: int = 0
    column: int = 0
    shown: str = ""
    title: str = ""


def page(site: Site, language: str, path: str, query: Mapping[str, str]) -> Page | None:
    """The page of the editor; what is asked is run here, without a limit of time."""
    if path != PATH:
        return None
    text = query.get("query", "") if site.live else ""
    return query_page(site, language, query, outcome_here(site.store, text, "query") if text.strip() else Outcome())


def paths(site: Site) -> Iterator[str]:  # noqa: ARG001
    """The path of the page."""
    yield PATH


def query_page(site: Site, language: str, query: Mapping[str, str], outcome: Outcome) -> Page:
    """The page of the editor with what came of the query in it: `query` holds its text, or the name of an `example`."""
    words = site.words[language]
    text, example = query.get("query", "")[:_LONGEST], query.get("example", "")
    loaded = (
        text or _example(site, language, example) or _START.read_text(encoding="utf-8").replace("LANGUAGE", language)
    )
    answer = outcome.answer if outcome.error is None else None
    form = form_of(text) if answer else ""
    graph = form in ("CONSTRUCT", "DESCRIBE")
    table = answer_table(site.reader, language, answer) if answer and form == "SELECT" else None
    shown = {
        "text_of_query": loaded,
        "lines": min(max(loaded.count("\n") + 2, 12), 30),
        "example": example,
        "groups": questions_by_group(language),
        "outcome": outcome,
        "mistake": mistake(outcome.error, language) if outcome.error else None,
        "unknown": unknown_terms(text, language, _MOST_UNKNOWN) if outcome.answer or outcome.error else [],
        "form": form,
        "answer": answer,
        "table": table,
        "chart": chart(table, language) if table and outcome.cut_after is None else "",
        "turtle": turtle(answer, _MOST_TRIPLES) if answer and graph else "",
        "most": _MOST_TRIPLES,
        "downloads": downloads(text, graph=graph) if site.live and answer else [],
        "terms": TERMS,
    }
    kept = {name: value for name, value in (("query", text), ("example", "" if text else example)) if value}
    return Page(
        PATH,
        "query.html",
        words("nav.query"),
        shown,
        description=words("query.lead"),
        trail=(("index.html", words("nav.home")),),
        query=f"?{urlencode(kept)}" if kept and site.live else "",
        indexed=not kept,
    )


def start(language: str) -> str:
    """The query that is in the editor at first; it can be run at once.

    >>> start("ar").splitlines()[-1]
    'LIMIT 50'
    """
    return _START.read_text(encoding="utf-8").replace("LANGUAGE", language)


def _example(site: Site, language: str, name: str) -> str:
    """The query of a question of the catalogue in the language; nothing where there is none."""
    try:
        asking = asked(site, language, name, {}) if name else None
    except UnknownQuestion:
        return ""
    return (asking.text or asking.question.text) if asking else ""


def mistake(error: SijillError, language: str) -> Mistake:
    """Why a query was not answered, with the place that a syntax error names.

    >>> from graph.syntax import explained
    >>> from graph.query import QueryError
    >>> mistake(QueryError(explained("SELCT *", "error at 1:8: expected CONSTRUCT", "query")), "en")
    Mistake(said='did you mean SELECT?', line=1, column=1, shown='  SELCT *\\n  ^', title='')
    """
    said = error.said(language)
    found = _PLACE.fullmatch(said)
    if not found:
        return Mistake(said, title=error.titles.get(language, ""))
    said = found["said"].removeprefix(NOT_SPARQL[language])
    return Mistake(said, int(found["line"]), int(found["column"]), (found["shown"] or "").removeprefix("\n"))


def terms_file() -> bytes:
    """The classes, properties and codes that the editor offers: each in short, with its kind and both labels, as JSON.

    >>> [term for term in json.loads(terms_file()) if term[0] == "sj:Body"]
    [['sj:Body', 'class', 'هيئة', 'body']]
    """
    terms = vocabulary()
    found = [
        [compress(t.iri), "class" if t.is_class else "property", t.labels.get("ar", ""), t.labels.get("en", "")]
        for t in terms.by_iri.values()
    ]
    found += [
        [f"sjc:{iri.removeprefix(SJC)}", "code", labels.get("ar", ""), labels.get("en", "")]
        for iri, labels in terms.code_labels.items()
    ]
    return json.dumps(sorted(found), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
