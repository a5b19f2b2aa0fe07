"""Texts as HTML: escaped, and with the symbols in Latin letters isolated where the text is Arabic."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from loaders.text import BIDI_CONTROL, printable

from ..svg import isolated

_WRONG = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OPENED, _CLOSED = "\u2066", "\u2069"


def isolate(text: str, language: str) -> Markup:
    """A text for a page: symbols in Latin letters inside Arabic keep their own direction (HTML, the bdi element).

    Marks of direction that the text brings along are left out, since they could turn what follows.

    >>> print(isolate("القرار A/RES/71/167، و<script>", "ar"))
    القرار <bdi dir="ltr">A/RES/71/167</bdi>، و&lt;<bdi dir="ltr">script</bdi>&gt;
    """
    plain = isolated(printable(text, lines=True), language)
    return Markup(str(escape(plain)).replace(_OPENED, '<bdi dir="ltr">').replace(_CLOSED, "</bdi>"))


def shown(value: object) -> object:
    """What a template shows: a text loses what HTML does not allow, and marks that turn what follows.

    What is escaped already is left alone, and so are tabs and the ends of lines.

    >>> shown("a\\x00\\u202eb\\t"), shown(3)
    ('a␀b\\t', 3)
    """
    if type(value) is not str or not (_WRONG.search(value) or BIDI_CONTROL.search(value)):
        return value
    return "\t".join(printable(BIDI_CONTROL.sub("", part), lines=True) for part in value.split("\t"))
