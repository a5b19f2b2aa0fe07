"""SHACL shapes, one file a class, and the accessor that puts them together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import PREFIXES

HERE = Path(__file__).parent


def files() -> list[Path]:
    """The shape files, in the order of their names.

    >>> all(path.suffix == ".ttl" for path in files())
    True
    """
    return sorted(HERE.glob("*.ttl"))


def triples() -> Iterator[ox.Triple]:
    """All triples of all shape files; blank nodes of different files stay apart."""
    for path in files():
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple


def combined() -> str:
    """One Turtle text with the prefixes once and the bodies of all files after each other.

    Raises ValueError where a file declares a prefix otherwise than the project does.
    """
    bodies = []
    for path in files():
        kept = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@prefix"):
                _, name, iri, _ = line.split()
                if PREFIXES.get(name.rstrip(":")) != iri.strip("<>") and name != "sjs:":
                    raise ValueError(f"{path.name}: prefix {name} is not the project's")
            else:
                kept.append(line)
        bodies.append("\n".join(kept).strip())
    names = {**PREFIXES, "sjs": "https://w3id.org/sijill/shapes#"}
    head = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in sorted(names.items()))
    return head + "\n\n" + "\n\n".join(bodies) + "\n"
