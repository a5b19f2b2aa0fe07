"""stub"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Organ:
    """An organ."""

    code: str
    names: dict[str, str]


def organ(code: str) -> Organ | None:
    """Stand-in."""
    return {
        "A": Organ("A", {"en": "General Assembly", "ar": "الجمعية العامة"}),
        "S": Organ("S", {"en": "Security Council", "ar": "مجلس الأمن"}),
    }.get(code)
