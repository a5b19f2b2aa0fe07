"""What a push takes, beside the store's own bulk upload of the same file in the same run.

`python -m tests.benchmarks.stores [TRIPLES...]`, 100,000 and 1,000,000 if none are given. Every round starts an empty
Oxigraph server; the upload is sent by curl as its documentation shows, the pushes are commands in processes of their
own, started anew, so that the time of starting counts too.
"""

from __future__ import annotations

import contextlib
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.build import build, default_registers
from graph.dataset import DATASET_ID
from graph.remote.source import source
from ontology.namespaces import DEFAULT_BASE, expand, graph_iri, thing_iri
from tests.graph.remote.servers import OxigraphServer

from .__main__ import SIJILL

ROUNDS = 3
SIZES = (100_000, 1_000_000)
_OWN = re.compile(r"/(id|graph)/(?!dataset)")
_LOAD = "store?no_transaction"


@dataclass(frozen=True)
class Figures:
    """What one run took: elapsed seconds, and peak memory in MB (10^6 bytes)."""

    elapsed: float
    memory: float


def large_build(small: Path, folder: Path, triples: int) -> None:
    """Write a build of so many triples: copies of a small one, each with things and graphs of its own, described."""
    lines = (small / "sijill.nq").read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if "/sijill/ontology> ." not in line and "/graph/dataset> ." not in line]
    names = {line.rpartition(" <")[2].removesuffix("> .") for line in own}
    here, dataset = graph_iri("dataset", DEFAULT_BASE), thing_iri(DATASET_ID, DEFAULT_BASE)
    folder.mkdir()
    raw = folder / "raw.nq"
    written = len(lines)
    with raw.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in lines)
        for copy in range(1, triples):
            there = rf"/\1/copy-{copy}/"
            new = [_OWN.sub(there, line) for line in own]
            for number, name in enumerate(sorted(names)):
                node, graph = f"{dataset}#copy-{copy}-{number}", _OWN.sub(there, name)
                new.append(f"<{dataset}> <{expand('sd:namedGraph')}> <{node}> <{here}> .")
                new.append(f"<{node}> <{expand('sd:name')}> <{graph}> <{here}> .")
            out.writelines(f"{line}\n" for line in new[: triples - written])
            written += len(new)
            if written >= triples:
                break
    with source([raw]) as made:
        made.file.replace(folder / "sijill.nq")
        told = {name: str(taken) for name, taken in made.graphs.items()}
    raw.unlink()
    size = (folder / "sijill.nq").stat().st_size
    manifest = {"base": DEFAULT_BASE, "graphs": told, "files": {"sijill.nq": {"bytes": size}}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def measure(command: list[str], folder: Path) -> Figures:
    """Run a command once. Raises subprocess.CalledProcessError where it fails.

    The peak is looked up while the process runs: what the system tells of a finished one counts from its parent's.
    """
    start, peak = time.monotonic(), 0
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
            peak = max([peak, *(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM"))])
        time.sleep(0.005)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Figures(time.monotonic() - start, peak * 1024 / 1e6)


def upload(server: OxigraphServer, data: Path, path: str) -> Figures:
    """The store's own upload of N-Quads, sent by curl."""
    kind = "Content-Type: application/n-quads"
    command = ["curl", "-sf", "-X", "POST", "-H", kind, "-T", str(data / "sijill.nq"), f"{server.address}/{path}"]
    return measure(command, data)


def push(server: OxigraphServer, data: Path, *options: str) -> Figures:
    """A push by the command."""
    return measure([SIJILL, "push", server.address, "--build", str(data), *options], data)


def rounds(data: Path, folder: Path) -> dict[str, list[Figures]]:
    """Every way in turn, each round anew on an empty store."""
    found: dict[str, list[Figures]] = defaultdict(list)
    for number in range(ROUNDS):
        alone: dict[str, Callable[[OxigraphServer], Figures]] = {
            "its own bulk upload": lambda server: upload(server, data, _LOAD),
            "its own upload in a transaction": lambda server: upload(server, data, "store"),
            "push --no-verify": lambda server: push(server, data, "--no-verify"),
            "push": lambda server: push(server, data),
        }
        for label, work in alone.items():
            with OxigraphServer(folder / f"{number}-{label}") as server:
                found[label].append(work(server))
                if label == "push":
                    found["push again, nothing changed"].append(push(server, data))
    return found


def main() -> None:
    """Print the medians for each size, and their ratios to the store's own bulk upload."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(default_registers(), folder / "small", DEFAULT_BASE, lambda _: None)
        for triples in [int(given) for given in sys.argv[1:]] or SIZES:
            data = folder / f"build-{triples}"
            large_build(folder / "small", data, triples)
            start = time.monotonic()
            found = rounds(data, folder / str(triples))
            print(f"{triples:,} triples, medians of {ROUNDS} rounds ({time.monotonic() - start:.0f} s)")
            own = statistics.median(one.elapsed for one in found["its own bulk upload"])
            for label, figures in found.items():
                took = statistics.median(one.elapsed for one in figures)
                memory = max(one.memory for one in figures)
                print(
                    f"  {label:34} {took:8.2f} s {triples / took:10,.0f} triples/s {own / took:6.2f} of its own upload"
                    f" {memory:6.0f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
