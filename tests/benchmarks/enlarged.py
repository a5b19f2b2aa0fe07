"""A large graph for measurements: the project's own, again and again, each time with other things."""

from __future__ import annotations

import re
from pathlib import Path

_THING = re.compile(r"/id/(?!dataset/)([a-z]+/)")


def enlarged(source: Path, target: Path, things: int) -> list[str]:
    """Write a graph of at least so many named things; gives the ids of some of them, from all over it.

    Both files are N-Quads. A copy has all things of the graph under ids of its own, with the same statements between
    them; what describes the dataset is there once.
    """
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    own = [line for line in lines if "/graph/dataset>" not in line and "/sijill/ontology>" not in line]
    named = sorted({found[1] for line in own if (found := re.match(r"<[^>]*/id/([^#>]+)> .*prefLabel", line))})
    nodes = {line.partition(" ")[0] for line in own if "core#prefLabel" in line}
    copies = -(-things // len(nodes))
    shown: list[str] = []
    with target.open("w", encoding="utf-8") as out:
        out.writelines(lines)
        for number in range(copies):
            out.writelines(_THING.sub(rf"/id/\1copy-{number}-", line) for line in own)
            name = named[number * 37 % len(named)]
            kind, _, rest = name.partition("/")
            shown.append(f"{kind}/copy-{number}-{rest}")
    return shown
