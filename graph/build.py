"""From registers to the files of a build: load, reason, validate, describe, write. All of it or nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import shapes
from loaders.check import check
from loaders.documents.emit_read import emit_read, read_registers
from loaders.documents.reading import Reading
from loaders.emit import emit
from loaders.problems import LoadError
from loaders.register import REGISTERS, Register, read_register
from ontology.context import context
from ontology.errors import SijillError
from ontology.namespaces import DEFAULT_BASE
from ontology.vocabulary import HERE as ONTOLOGY_FOLDER
from ontology.vocabulary import Vocabulary, vocabulary

from .dataset import ONTOLOGY_GRAPH, Dataset, vocabulary_triples
from .derive import date_bounds, stated_in
from .describe import describe
from .export import sorted_triples, write_quads, write_triples, write_turtle
from .infer import infer
from .manifest import manifest
from .output import refuse_foreign, replacing
from .validate import Report, validate

Progress = Callable[[str], None]


class BuildInvalid(SijillError):
    """The shapes found violations; nothing was written. `report` holds them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(f"violations of the shapes: {report.count('Violation')}; nothing was written")


@dataclass(frozen=True)
class Build:
    """What a build made: the dataset, the validation report and the manifest."""

    dataset: Dataset
    report: Report
    manifest: dict[str, Any]


def default_registers() -> list[Path]:
    """The folders of all registers that come with the project.

    >>> "authority" in [folder.name for folder in default_registers()]
    True
    """
    return sorted({path.parent for path in REGISTERS.glob("*/*") if path.suffix in (".toml", ".csv")})


def load(folders: Sequence[Path]) -> list[Register]:
    """Read and check registers; the project's authority joins them where none was named.

    Raises LoadError with every problem of every table.
    """
    wanted = list(dict.fromkeys(folder.resolve() for folder in folders))
    registers = [read_register(folder) for folder in wanted]
    authority = REGISTERS / "authority"
    if all(r.document or r.refused for r in registers) and authority not in wanted:
        registers.insert(0, read_register(authority))
    problems = check(registers, vocabulary())
    if problems:
        raise LoadError(problems)
    return registers


def assemble(registers: Sequence[Register], base: str = DEFAULT_BASE, readings: Sequence[Reading] = ()) -> Dataset:
    """Make the whole dataset from checked registers and readings: asserted graphs, inferred graph, description."""
    words = vocabulary()
    read = read_registers(readings, registers)
    stated = emit(registers, words, base, read)
    dataset = Dataset(chain(stated, emit_read(readings, read, registers, words, base)), base)
    asserted = dataset.merged()
    derived = {*date_bounds(asserted, words), *stated_in(dataset)}
    dataset.graphs[dataset.inferred_graph] = (infer(asserted | derived, words) | derived) - asserted
    dataset.graphs[ONTOLOGY_GRAPH] = vocabulary_triples(words)
    dataset.graphs[dataset.description_graph] = describe(dataset, registers)
    return dataset


def without_inferred(dataset: Dataset, registers: Sequence[Register]) -> Dataset:
    """The dataset with the asserted graphs alone, described as such."""
    kept = Dataset(base=dataset.base)
    left_out = (dataset.inferred_graph, dataset.description_graph)
    kept.graphs.update({name: triples for name, triples in dataset.graphs.items() if name not in left_out})
    kept.graphs[kept.description_graph] = describe(kept, registers)
    return kept


def build(
    folders: Sequence[Path],
    output: Path,
    base: str = DEFAULT_BASE,
    progress: Progress = lambda _: None,
    *,
    asserted: bool = False,
    read: Callable[[Sequence[Register]], Sequence[Reading]] = lambda _: (),
) -> Build:
    """Build registers into a folder, which is replaced whole or not at all.

    `read` reads documents with the names that the registers know. What is inferred is part of every form, and in a
    graph and a file of its own, unless only what is `asserted` is wanted; the validation always sees all of it. Raises
    LoadError for bad tables, BuildInvalid for violated shapes, OutputRefused where the folder is not ours.
    """
    words = vocabulary()
    refuse_foreign(output, built_files(output))
    progress("reading")
    registers = load(folders)
    readings = read(registers)
    progress("assembling")
    dataset = assemble(registers, base, readings)
    progress("validating")
    report = validate(dataset.merged(leave_out=[ONTOLOGY_GRAPH]), words)
    if not report.conforms:
        raise BuildInvalid(report)
    if asserted:
        dataset = without_inferred(dataset, registers)
    progress("writing")
    with replacing(output) as folder:
        write_files(dataset, report, folder, words)
        made = manifest(dataset, registers, words, summary(report), folder, readings)
        text = json.dumps(made, ensure_ascii=False, indent=2)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return Build(dataset, report, made)


def summary(report: Report) -> dict[str, Any]:
    """The outcome of the validation as the manifest gives it."""
    return {"conforms": report.conforms, "warnings": report.count("Warning"), "infos": report.count("Info")}


def write_files(dataset: Dataset, report: Report, folder: Path, words: Vocabulary) -> None:
    """Write data, inferred graph, report, ontology, concepts, context, shapes and description."""
    from .report import to_json, to_turtle

    write_quads(dataset, folder)
    write_triples(dataset.merged(), folder / "sijill", dataset.base, words)
    for stem, graph in (("inferred", dataset.inferred_graph), ("description", dataset.description_graph)):
        if graph in dataset.graphs:
            write_turtle(sorted_triples(dataset.graphs[graph]), folder / f"{stem}.ttl", dataset.base)
    for name in ("sijill.ttl", "concepts.ttl", "alignments.ttl"):
        target = "ontology.ttl" if name == "sijill.ttl" else name
        shutil.copyfile(ONTOLOGY_FOLDER / name, folder / target)
    names = {"@context": context(words, dataset.base)}
    (folder / "context.jsonld").write_text(
        json.dumps(names, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    (folder / "shapes.ttl").write_text(shapes.combined(), encoding="utf-8", newline="\n")
    (folder / "validation.ttl").write_text(to_turtle(report), encoding="utf-8", newline="\n")
    (folder / "validation.json").write_text(to_json(report), encoding="utf-8", newline="\n")


def built_files(folder: Path) -> set[str]:
    """The names of the files that a build made in a folder, as its manifest lists them; none where there is none.

    >>> built_files(Path("no such folder"))
    set()
    """
    path = folder / "manifest.json"
    try:
        made = json.loads(path.read_text(encoding="utf-8"))
        return {path.name, *made["files"]} if made["counts"] and made["registers"] is not None else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()
