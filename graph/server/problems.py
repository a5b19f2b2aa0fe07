"""What is said when a request is refused, in both languages, for people and for programs.

Problem Details for HTTP APIs, RFC 9457 (https://www.rfc-editor.org/rfc/rfc9457). The texts are in `problems.csv`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from loaders.text import arabic_digits
from ontology.errors import SijillError

from ..site.wording import LANGUAGES, Wording
from .headers import GUARDED
from .negotiation import best, named_language

_TABLE = Path(__file__).parent / "problems.csv"
PROBLEM_JSON = "application/problem+json"
_OFFERED = ("text/plain", PROBLEM_JSON, "application/json", "application/sparql-results+json", "application/ld+json")


class Refused(SijillError):
    """A request is refused: `kind` names a row of the table, `status` is that of HTTP.

    `limit` is a number, of bytes where the text says a size; `values` are other things that the texts say.

    >>> Refused("method", value="GET").http_status, Refused("rows", limit=7).said("ar")[:36]
    (405, 'أكثر ما يُرسل من الصفوف أو الثلاثيات')
    >>> Refused("bytes", limit=32_000_000).said("en").partition(".")[0]
    'At most 32 MB are sent'
    """

    def __init__(self, kind: str, limit: float | None = None, **values: object) -> None:
        row = _ROWS[kind]
        self.kind, self.limit, self.values = kind, limit, values
        self.http_status = int(row["status"])
        self.titles = {language: row[f"title_{language}"] for language in LANGUAGES}
        number = "" if limit is None else f"{limit:.12g}"
        shown = {"ar": arabic_digits(number.replace(".", "٫")), "en": number}
        details = {
            language: row[f"detail_{language}"].format(
                limit=shown[language], size=Wording(language).size(limit or 0), **_in(values, language)
            )
            for language in LANGUAGES
        }
        self.retry_after = limit if self.http_status == 503 else None
        super().__init__(details)


def _in(values: Mapping[str, object], language: str) -> dict[str, str]:
    return {
        name: arabic_digits(str(value)) if language == "ar" and isinstance(value, int) else str(value)
        for name, value in values.items()
    }


def _read() -> dict[str, dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["kind"]: row for row in csv.DictReader(file)}


_ROWS = _read()
"""The kinds of refusals, read at once: where a refusal is needed there may be no room for another open file."""


Headers = list[tuple[bytes, bytes]]


def problem_document(
    kind: str, status: int, titles: Mapping[str, str], details: Mapping[str, str], told: Sequence[str]
) -> dict[str, object]:
    """A problem as programs read it: its title and detail in the languages that are told, and in each by itself.

    >>> titles, details = {"ar": "لا", "en": "No"}, {"ar": "لا يوجد", "en": "There is none"}
    >>> problem_document("about:blank", 404, titles, details, ["en"])["texts"]["ar"]["title"]
    'لا'
    """
    return {
        "type": kind,
        "status": status,
        "title": " / ".join(titles[tag] for tag in told),
        "detail": "\n".join(details[tag] for tag in told),
        "texts": {tag: {"title": titles[tag], "detail": details[tag]} for tag in titles},
    }


def problem(refused: Refused, address: str, accept: str, accept_language: str) -> tuple[Headers, bytes]:
    """The headers and the body that tell of a refusal: in the language asked for, in both where none is.

    It is text for people and JSON for programs that accept it; `address` is that of the endpoint.

    >>> headers, body = problem(Refused("method", value="GET"), "https://a.net/sparql", "*/*", "en")
    >>> print(body.decode(), end="")
    The method is not allowed
    Allowed are GET.
    """
    language = named_language(accept_language, LANGUAGES)
    told = [language] if language else list(LANGUAGES)
    media_type = best(accept, _OFFERED) or "text/plain"
    if media_type == "text/plain":
        texts = [f"{refused.titles[each]}\n{refused.said(each)}\n" for each in told]
        body = "\n".join(texts)
        media_type = "text/plain; charset=utf-8"
    else:
        media_type = PROBLEM_JSON
        details = {each: refused.said(each) for each in LANGUAGES}
        said = problem_document(f"{address}#{refused.kind}", refused.http_status, refused.titles, details, told)
        body = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    written = body.encode("utf-8", "replace")
    headers = [
        (b"content-type", media_type.encode("ascii")),
        (b"content-length", str(len(written)).encode("ascii")),
        (b"content-language", ", ".join(told).encode("ascii")),
        (b"vary", b"accept, accept-language"),
        (b"cache-control", b"no-store"),
        *GUARDED,
    ]
    if refused.retry_after is not None:
        headers.append((b"retry-after", str(round(refused.retry_after)).encode("ascii")))
    return headers, written
