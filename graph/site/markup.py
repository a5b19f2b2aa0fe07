"""Texts as HTML: escaped, and with the symbols in Latin letters isolated where the text is Arabic."""

from __future__ import annotations

from markupsafe import Markup, escape

from loaders.text import printable

from ..svg import isolated

_OPENED, _CLOSED = "\u2066", "\u2069"


def isolate(text: str, language: str) -> Markup:
    """A text for a page: symbols in Latin letters inside Arabic keep their own direction (HTML, the bdi element).

    Marks of direction that the text brings along are left out, since they could turn what follows.

    >>> print(isolate("القرار A/RES/71/167، و<script>", "ar"))
    القرار <bdi dir="ltr">A/RES/71/167</bdi>، و&lt;<bdi dir="ltr">script</bdi>&gt;
    """
    plain = isolated(printable(text, lines=True), language)
    return Markup(str(escape(plain)).replace(_OPENED, '<bdi dir="ltr">').replace(_CLOSED, "</bdi>"))
