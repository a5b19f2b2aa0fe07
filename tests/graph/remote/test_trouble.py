"""What stores say of troubles, as it is shown: on one line, and without anything that a terminal would obey."""

from __future__ import annotations

import pytest

from graph.remote.trouble import RemoteTrouble, no_store, refused

HOSTILE = "\x1b]0;title\x07\x1b[2Jلا\n\u202eyes\x9b1m\r\x00"
TROUBLES = {
    "body": refused(400, {"content-type": "text/plain"}, HOSTILE, "http://a.net/"),
    "title": refused(500, {"content-type": "text/html"}, f"<title>{HOSTILE}</title>", "http://a.net/"),
    "redirect": refused(302, {"location": HOSTILE}, "", "http://a.net/"),
    "media type": no_store("http://a.net/", HOSTILE),
    "long": refused(400, {}, "مجلس " * 500, "http://a.net/"),
}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
def test_what_a_store_says_is_shown_as_plain_text(trouble: RemoteTrouble, lang: str) -> None:
    said = trouble.said(lang)
    assert said.isprintable() and len(said) < 600
    assert "لا yes" in " ".join(said.split()) or "…" in said
