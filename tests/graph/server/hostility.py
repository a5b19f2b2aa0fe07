"""Hostile text and how it is sent: for every parameter, path and header field of the server."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import strategies as st

PIECES = (
    *('"><x-harm onharm=1>', "'><x-harm onharm='1", "</script><x-harm>", "</title></textarea></style><x-harm>"),
    *(
        "<!--harm",
        "--><x-harm>",
        "]]><x-harm>",
        "<svg/onload=harm>",
        "&lt;x-harm&gt;",
        "&#60;x-harm&#62;",
        "\\u003cx-harm",
    ),
    *("javascript:harm", "data:text/html,<x-harm>", "{{ harm }}", "{% harm %}", "${harm}", "'; DROP GRAPH <harm> #"),
    *("../", "..\\", "/etc/passwd", "//harm.example/", "\r\nSet-Cookie: harm=1\r\n\r\n", "\x00", "\x1b]0;harm\x07"),
    *("\u202e", "\u2066", "\u200f", "\u2028", "\ufeff", "\ufffe", "\ud800", "\udfff", "e\u0301" * 50, "harm" * 500),
    *("%", "%2", "%zz", "%00", "%2e%2e%2f", "%252e%253c", "%c0%af", "&", "=", "+", ";", "#", "?", "*", "\\", "'", '"'),
    *("قرار", "هيئة‌الأمم", "A/RES/71/167", "UNODC", "1", "-1", "9" * 400, "1e999", "NaN", "2017", "?x", "<x>", "."),
)
_EVERY = st.characters(exclude_categories=())
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(_EVERY, max_size=12), max_size=4).map("".join)
_RAW = "".join(map(chr, range(0x21, 0x7F))).replace("#", "").replace("?", "").replace("&", "")


def _utf8(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def _twice(text: str) -> str:
    return quote(_utf8(text), safe="")


def _raw(text: str) -> str:
    """As it is, as far as the first line of a request can have it; so a percent sign begins an escape or none."""
    return quote(text.encode("utf-8", "surrogatepass"), safe=_RAW)


def _other(encoding: str) -> st.SearchStrategy[str]:
    return TEXTS.map(lambda text: quote(text.encode(encoding, "replace"), safe=""))


SENT = st.one_of(TEXTS.map(_utf8), TEXTS.map(_raw), TEXTS.map(_twice), _other("cp1256"), _other("utf-16"))
"""Hostile text as a part of an address: percent-encoded in several ways, twice, in other encodings, or hardly."""
FIELD_VALUES = TEXTS.map(
    lambda text: "".join(
        letter for letter in text if "\x20" <= letter < "\x7f" or "\xa0" <= letter <= "\xff" or letter == "\t"
    )
)
"""Hostile text as a field of the header may have it: what else there is does not get through HTTP."""
_NAMES = (
    *("accept", "accept-language", "accept-encoding", "if-none-match", "if-modified-since", "range", "origin"),
    *("content-type", "host", "x-forwarded-host", "x-forwarded-proto", "referer", "cookie", "user-agent", "expect"),
)
_WEIGHTS = st.sampled_from(["", ";q=0", ";q=0.3", ";q=1.0", ";q=2", ";q=-1", ";q=x", ";level=1", ";q=0.5;harm"])
_RANGES = st.sampled_from(
    [
        "text/html",
        "text/turtle",
        "application/ld+json",
        "text/csv",
        "*/*",
        "text/*",
        "image/png",
        "harm/*",
        "*/harm",
        "a",
    ]
)
_ACCEPT = st.lists(st.tuples(_RANGES, _WEIGHTS).map("".join), max_size=5).map(", ".join)
_LANGUAGES = st.lists(
    st.tuples(st.sampled_from(["ar", "en", "ar-EG", "fr", "*", "x-harm", "a" * 90]), _WEIGHTS).map("".join), max_size=4
).map(", ".join)
HEADERS = st.lists(
    st.one_of(
        st.tuples(st.just("accept"), _ACCEPT),
        st.tuples(st.just("accept-language"), _LANGUAGES),
        st.tuples(st.sampled_from(_NAMES), FIELD_VALUES),
    ),
    max_size=4,
)
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "HARM", "get")
