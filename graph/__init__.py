"""Build, validate, ask: the graph itself. `from graph import open_graph` is the way in for Python programs.

What is exported is imported when it is first used, so that the command line starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .card import Card
    from .facts import Statement
    from .hits import Hit
    from .interface import Graph, Label, Rows, open_graph
    from .names import Name, Thing
    from .sources import Source

__all__ = ["Card", "Graph", "Hit", "Label", "Name", "Rows", "Source", "Statement", "Thing", "open_graph"]

_HOMES = {
    "Card": "card",
    "Source": "sources",
    "Statement": "facts",
    **dict.fromkeys(("Graph", "Label", "Rows", "open_graph"), "interface"),
    **dict.fromkeys(("Name", "Thing"), "names"),
    "Hit": "hits",
}


def __getattr__(name: str) -> object:
    """Import what is exported from the module where it lives."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'graph' has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
