"""What is said when a request is refused, in both languages, for people and for programs.

Problem Details for HTTP APIs, RFC 9457 (https://www.rfc-editor.org/rfc/rfc9457). The texts are in `problems.csv`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from loaders.text import arabic_digits
from ontology.errors import SijillError

from .negotiation import best

_TABLE = Path(__file__).parent / "problems.csv"
LANGUAGES = ("ar", "en")
PROBLEM_JSON = "application/problem+json"
_OFFERED = ("text/plain", PROBLEM_JSON, "application/json", "application/sparql-results+json", "application/ld+json")


class Refused(SijillError):
    """A request is refused: `kind` names a row of the table, `status` is that of HTTP.

    `limit` is a number; `values` are other things that the texts say.

    >>> Refused("method", value="GET").http_status, Refused("rows", limit=7).said("ar")[:36]
    (405, 'أكثر ما يُرسل من الصفوف أو الثلاثيات')
    """

    def __init__(self, kind: str, limit: float | None = None, **values: object) -> None:
        row = _rows()[kind]
        self.kind, self.limit, self.values = kind, limit, values
        self.http_status = int(row["status"])
        self.titles = {language: row[f"title_{language}"] for language in LANGUAGES}
        number = "" if limit is None else f"{limit:.12g}"
        shown = {"ar": arabic_digits(number.replace(".", "٫")), "en": number}
        details = {
            language: row[f"detail_{language}"].format(limit=shown[language], **_in(values, language))
            for language in LANGUAGES
        }
        self.retry_after = limit if self.http_status == 503 else None
        super().__init__(details)


def _in(values: Mapping[str, object], language: str) -> dict[str, str]:
    return {
        name: arabic_digits(str(value)) if language == "ar" and isinstance(value, int) else str(value)
        for name, value in values.items()
    }


@cache
def _rows() -> dict[str, dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["kind"]: row for row in csv.DictReader(file)}


def language_of(accept_language: str) -> str | None:
    """The language that a reader prefers of those that there are; None where none is asked for: then both are given.

    >>> language_of("fr, ar-EG;q=0.8, en;q=0.1"), language_of("en, ar;q=0"), language_of("*"), language_of("")
    ('ar', 'en', None, None)
    """
    weighed: dict[str, float] = {}
    for part in accept_language.split(","):
        tag, _, rest = part.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in LANGUAGES:
            weighed[primary] = max(weighed.get(primary, 0.0), _weight(rest))
    best = max(weighed, key=lambda language: weighed[language], default=None)
    return best if best and weighed[best] > 0 else None


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return min(max(float(value), 0.0), 1.0) if name.strip().lower() == "q" else 1.0
    except ValueError:
        return 0.0


Headers = list[tuple[bytes, bytes]]


def problem(refused: Refused, address: str, accept: str, accept_language: str) -> tuple[Headers, bytes]:
    """The headers and the body that tell of a refusal: in the language asked for, in both where none is.

    It is text for people and JSON for programs that accept it; `address` is that of the endpoint.

    >>> headers, body = problem(Refused("method", value="GET"), "https://a.net/sparql", "*/*", "en")
    >>> print(body.decode(), end="")
    The method is not allowed
    Allowed are GET.
    """
    language = language_of(accept_language)
    told = [language] if language else list(LANGUAGES)
    media_type = best(accept, _OFFERED) or "text/plain"
    if media_type == "text/plain":
        texts = [f"{refused.titles[each]}\n{refused.said(each)}\n" for each in told]
        body = "\n".join(texts)
        media_type = "text/plain; charset=utf-8"
    else:
        media_type = PROBLEM_JSON
        said = {
            "type": f"{address}#{refused.kind}",
            "status": refused.http_status,
            "title": " / ".join(refused.titles[each] for each in told),
            "detail": "\n".join(refused.said(each) for each in told),
            "texts": {each: {"title": refused.titles[each], "detail": refused.said(each)} for each in LANGUAGES},
        }
        body = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    written = body.encode("utf-8", "replace")
    headers = [
        (b"content-type", media_type.encode("ascii")),
        (b"content-length", str(len(written)).encode("ascii")),
        (b"content-language", ", ".join(told).encode("ascii")),
        (b"vary", b"accept, accept-language"),
        (b"cache-control", b"no-store"),
    ]
    if refused.retry_after is not None:
        headers.append((b"retry-after", str(round(refused.retry_after)).encode("ascii")))
    return headers, written
