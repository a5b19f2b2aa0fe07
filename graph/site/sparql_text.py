"""The text of a query for a page, with its parts marked."""

from __future__ import annotations

from markupsafe import Markup, escape

from ..tokens import tokens

_OPERATORS = frozenset({"a", "true", "false"})


def marked(text: str) -> Markup:
    """A query as HTML, its parts in span elements of the classes q-comment, q-text, q-iri, q-variable, q-name, q-word.

    >>> print(marked('ASK { ?s ?p "<b>" }'))
    <span class="q-word">ASK</span> { <span class="q-variable">?s</span> <span class="q-variable">?p</span> \
<span class="q-text">&#34;&lt;b&gt;&#34;</span> }
    """
    written = []
    for kind, part in tokens(text):
        plain = kind in ("other", "number") or (kind == "word" and part not in _OPERATORS and not part.isupper())
        if kind == "comment":
            written.append(f'<bdi class="q-comment" dir="auto">{escape(part)}</bdi>')
        else:
            written.append(str(escape(part)) if plain else f'<span class="q-{kind}">{escape(part)}</span>')
    return Markup("".join(written))
