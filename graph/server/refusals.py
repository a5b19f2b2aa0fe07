"""Answers that refuse, in the reader's language: what is wrong, and what to do.

For people an HTML page, for programs a problem document (RFC 9457).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ..site.site import Page, Site
from ..site.wording import LANGUAGES
from .answering import Body
from .negotiation import best, best_language

PROBLEM = "application/problem+json"
_FOR_PEOPLE = ("text/html", "application/xhtml+xml")


def refusal(
    site: Site,
    asked: Mapping[str, str],
    status: int,
    name: str,
    language: str = "",
    *,
    ways: Sequence[tuple[str, str, str]] = (),
    headers: Mapping[str, str] | None = None,
    **values: str,
) -> Body:
    """Refuse a request: `asked` are its headers, `name` the beginning of the names of title and text in the wording.

    `ways` lead on: each an address below the root of the site, a text, and the language of the text.
    """
    tag = language or best_language(asked.get("accept-language"), LANGUAGES)
    words = site.words[tag]
    title, told = words(f"{name}.title"), words(f"{name}.text", **values)
    kind = best(asked.get("accept"), (PROBLEM, "application/json", *_FOR_PEOPLE))
    more = {"content-language": tag, "vary": "Accept, Accept-Language", **(headers or {})}
    if kind in _FOR_PEOPLE:
        shown = {"text_of_refusal": told, "ways": ways, "status": status}
        page = Page("index.html", "refusal.html", title, shown, status=status, indexed=False)
        return Body(site.html(page, tag, root="/").encode(), "text/html; charset=utf-8", more, status)
    other = next(other for other in LANGUAGES if other != tag)
    problem = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": told,
        f"detail_{other}": site.words[other](f"{name}.text", **values),
        "links": [f"/{address}" for address, _, _ in ways],
    }
    text = json.dumps(problem, ensure_ascii=False, indent=1) + "\n"
    return Body(text.encode(), PROBLEM, more, status)
