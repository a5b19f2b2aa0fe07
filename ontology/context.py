"""The JSON-LD context: drawn from the ontology, and kept as `context.jsonld` for those who only want the file.

`python -m ontology.context` writes the file again after a term was added; a test compares the two.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .namespaces import DEFAULT_BASE, compress, prefixes
from .vocabulary import Vocabulary, vocabulary

FILE = Path(__file__).parent / "context.jsonld"


def context(words: Vocabulary, base: str) -> dict[str, Any]:
    """The JSON-LD 1.1 context: prefixes, and a name for each property with the kind of its values.

    >>> context(vocabulary(), "https://w3id.org/sijill/")["adoptedBy"]
    {'@id': 'sj:adoptedBy', '@type': '@id'}
    """
    names: dict[str, Any] = {"@version": 1.1, **prefixes(base), "id": f"{base}id/", "type": "@type"}
    own = {name for name in words.terms if ":" not in name}
    for name, term in sorted(words.terms.items()):
        if term.is_class:
            continue
        local = name.rpartition(":")[2]
        if local in names or (local in own and local != name):
            local = name.replace(":", "_")
        entry: dict[str, Any] = {"@id": compress(term.iri)}
        if term.is_object_property:
            entry["@type"] = "@id"
        names[local] = entry
    return names


def document() -> str:
    """The text of `context.jsonld`."""
    return json.dumps({"@context": context(vocabulary(), DEFAULT_BASE)}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8", newline="\n")
