"""The pictures of the guides, kept in the repository: `python -m graph.kept_pictures` writes them again.

The things of the picture of the graph, and the column in which each stands, are in `pictures/graph.csv`.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import thing_iri

from .build import assemble, default_registers, load
from .model_figure import model_svg
from .picture import part_svg
from .store import from_dataset

FOLDER = Path(__file__).parent / "pictures"


def graph_svg(store: ox.Store, language: str) -> str:
    """Draw the part of the graph that the guides show."""
    with (FOLDER / "graph.csv").open(encoding="utf-8", newline="") as file:
        columns = {thing_iri(row["id"]): int(row["column"]) for row in csv.DictReader(file)}
    return part_svg(store, list(columns), language, lambda iri: iri, columns)


def kept(store: ox.Store) -> dict[str, str]:
    """The text of each kept picture, by its file name."""
    return {
        f"{name}.{language}.svg": text
        for language in ("ar", "en")
        for name, text in (("graph", graph_svg(store, language)), ("model", model_svg(language)))
    }


def main() -> None:
    """Write the pictures from the registers of the project."""
    for name, text in kept(from_dataset(assemble(load(default_registers())))).items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
