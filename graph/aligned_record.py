"""Two versions of a document beside each other, for a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loaders.documents.alignment import Alignment
from loaders.documents.label_proposals import LIKELY, POSSIBLE
from loaders.documents.records import Part
from loaders.documents.sides import Found

from .aligned import counts


def to_record(alignment: Alignment) -> dict[str, Any]:
    """All of an alignment for a program."""
    files = {tag: alignment.of(tag).file for tag in ("ar", "en")}
    return {
        **{tag: {"file": files[tag], "symbol": alignment.of(tag).front.symbol} for tag in ("ar", "en")},
        "equal": alignment.equal,
        "counts": counts(alignment),
        "pairs": [
            {"how": p.how, "kind": p.kind, "renumbered": p.renumbered}
            | {tag: [_part_record(part) for part in p.of(tag)] for tag in ("ar", "en")}
            for p in alignment.pairs
        ],
        "front": [{"field": name, "ar": ar, "en": en} for name, ar, en in alignment.front],
        "differences": [
            {"kind": d.kind, "confidence": LIKELY if d.certain else POSSIBLE, "why": d.why}
            | {tag: _side_record(d.of(tag), d.pair.of(tag), files[tag]) for tag in ("ar", "en")}
            for d in alignment.differences
        ],
        "proposals": [
            {
                "id": p.id,
                "kind": p.kind,
                "languages": list(p.languages),
                "ar": p.ar,
                "en": p.en,
                "confidence": p.confidence,
                "evidence": [
                    {tag: _part_record(part) for tag, part in zip(("ar", "en"), pair, strict=True)}
                    for pair in p.evidence
                ],
            }
            for p in alignment.proposals
        ],
    }


def _part_record(part: Part) -> dict[str, Any]:
    return {"part": part.number, "line": part.lines[0] if part.lines else 0}


def _side_record(found: Found | None, parts: Sequence[Part], file: str) -> dict[str, Any]:
    if found is None:
        return {"file": file, **_part_record(parts[0]), "text": None}
    mention = found.mention
    return {
        "file": file,
        "part": found.part.number,
        "line": found.line,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "value": mention.value,
    }
