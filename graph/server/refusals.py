"""Answers that refuse, in the reader's language: what is wrong, and what to do.

For people an HTML page, for programs a problem document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..site.schema_org import script_safe
from ..site.site import Page, Site
from ..site.wording import LANGUAGES
from .dereference import PAGES
from .negotiation import best, best_language
from .problems import PROBLEM_JSON, problem_document
from .sending import Body


def refusal(
    site: Site,
    asked: Mapping[str, str],
    status: int,
    name: str,
    language: str = "",
    *,
    ways: Sequence[tuple[str, str, str]] = (),
    headers: Mapping[str, str] | None = None,
    told: Mapping[str, str] | None = None,
    **values: str,
) -> Body:
    """Refuse a request: `asked` are its headers, `name` the beginning of the names of title and text in the wording.

    `ways` lead on: each an address below the root of the site, a text, and the language of the text. What is `told`
    in each language stands in the place of the text of the wording.
    """
    tag = language or best_language(asked.get("accept-language"), LANGUAGES)
    titles = {each: site.words[each](f"{name}.title") for each in LANGUAGES}
    detail = told or {each: site.words[each](f"{name}.text", **values) for each in LANGUAGES}
    kind = best(asked.get("accept"), (PROBLEM_JSON, "application/json", *PAGES))
    more = {"content-language": tag, "vary": "Accept, Accept-Language", **(headers or {})}
    if kind in PAGES:
        shown = {"text_of_refusal": detail[tag], "ways": ways, "status": status}
        page = Page("index.html", "refusal.html", titles[tag], shown, status=status, indexed=False)
        return Body(site.html(page, tag, root="/").encode(), "text/html; charset=utf-8", more, status)
    problem = problem_document("about:blank", status, titles, detail, [tag])
    problem["links"] = [f"/{address}" for address, _, _ in ways]
    return Body(f"{script_safe(problem)}\n".encode(), PROBLEM_JSON, more, status)
