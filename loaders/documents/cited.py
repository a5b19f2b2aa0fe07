"""What a symbol stands for: the kind of document, the body behind it, and both labels of one that is only cited."""

from __future__ import annotations

import re

from ..problems import Place
from ..records import Text, Thing

KINDS: dict[str, tuple[str, str, str]] = {
    "resolution": ("Resolution", "القرار", "Resolution"),
    "decision": ("Document", "المقرر", "Decision"),
    "report": ("Report", "التقرير", "Report"),
    "note": ("Document", "المذكرة", "Note"),
    "letter": ("Document", "الرسالة", "Letter"),
    "": ("Document", "الوثيقة", "Document"),
}
"""The class of each kind of document, and how Arabic and English name one."""
_RESOLUTION = re.compile(r"/RES(?:/|\.|$)")
_DECISION = re.compile(r"/DEC(?:/|\.|$)")


def kind_of(symbol: str) -> str:
    """The kind of document that a symbol tells: `resolution`, `decision`, or nothing.

    >>> kind_of("A/RES/71/167"), kind_of("CTOC/COP/DEC/4/3"), kind_of("A/72/643")
    ('resolution', 'decision', '')
    """
    return "resolution" if _RESOLUTION.search(symbol) else "decision" if _DECISION.search(symbol) else ""


def labels_by_symbol(symbol: str, kind: str) -> Text:
    """Both labels of a document that has no title here.

    >>> labels_by_symbol("A/RES/71/167", "resolution")
    {'ar': 'القرار A/RES/71/167', 'en': 'Resolution A/RES/71/167'}
    """
    _, ar, en = KINDS.get(kind, KINDS[""])
    return {"ar": f"{ar} {symbol}", "en": f"{en} {symbol}"}


def cited_document(symbol: str, place: Place) -> Thing:
    """A document that is known by its symbol alone.

    >>> cited_document("A/72/643", Place("a.txt", 3)).cls
    'Document'
    """
    kind = kind_of(symbol)
    cls = KINDS[kind][0]
    labels, described = labels_by_symbol(symbol, kind), {"ar": "described", "en": "described"}
    return Thing(place, f"document/{symbol}", cls, labels, described, {"ar": [], "en": []}, symbol)
