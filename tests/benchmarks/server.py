"""The server's figures: pages and point queries a second, beside Oxigraph's own server, and a large graph.

`python -m tests.benchmarks.server`; the load comes from wrk (Debian package wrk), with 20 clients on the same machine.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox

from graph.build import build, default_registers
from graph.site.addresses import Addresses
from graph.site.reader import Reader
from graph.store import base_of, from_files
from ontology.vocabulary import key
from tests.graph.server.running import running

from .enlarged import enlarged

ROUNDS, SECONDS, CLIENTS = 5, 4, 20
LUA = Path(__file__).parent / "load.lua"
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Load:
    """What one round gave: requests a second, milliseconds within which 95 in 100 were answered, and errors."""

    rate: float
    within: float
    errors: int


def load(address: str, targets: Path, media: str, start: int = 0) -> Load:
    """Load a server for some seconds with the addresses of a file in turn."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "-s", str(LUA), address, "--", str(targets), media]
    done = subprocess.run([*command, str(start)], capture_output=True, text=True, check=True)
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT")]
    _, rate, within, errors = line.split()
    return Load(float(rate), float(within), int(errors))


@contextmanager
def oxigraph(data: Path, folder: Path) -> Iterator[str]:
    """Oxigraph's own server over the same quads, the merged set in its default graph as well."""
    program = str(Path(sys.executable).parent / "oxigraph")
    for name in ("sijill.nq", "sijill.nt"):
        subprocess.run([program, "load", "-l", folder, "-f", data / name], check=True, capture_output=True)
    port = 7891
    server = subprocess.Popen(
        [program, "serve-read-only", "-l", folder, "-b", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                httpx.get(f"http://127.0.0.1:{port}/query", params={"query": "ASK {}"}, trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def pages_of(store: ox.Store) -> list[str]:
    """The addresses of the pages of all things that have one, in both languages."""
    addresses = Addresses(base_of(store))
    things = Reader(store, addresses.base).things()
    found = sorted({path for iri in things if (path := addresses.path(iri))})
    return [f"/{language}/{path}" for path in found for language in ("ar", "en")]


def median(rounds: int, measured: Callable[[int], float]) -> float:
    """The median of some rounds."""
    return statistics.median(measured(number) for number in range(rounds))


def main() -> None:
    """Measure, and print what was measured."""
    if not shutil.which("wrk"):
        sys.exit("the load of this benchmark comes from wrk: apt-get install wrk")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "build"
        build(default_registers(), data)
        store = from_files([data])
        pages = pages_of(store)
        _pages(data, folder, pages)
        _points(data, folder, store)
        _static(data, folder)
        _large(folder, data)


def _pages(data: Path, folder: Path, pages: list[str]) -> None:
    targets = folder / "pages.txt"
    targets.write_text("\n".join(pages) + "\n")
    start = time.perf_counter()
    with running(data) as server:
        print(f"serve: until it listens {time.perf_counter() - start:.2f} s")
        with httpx.Client(base_url=server.address, trust_env=False) as client:
            print(f"a thing's page, made anew, one client: {_alone(client, pages)}")
        rounds = [load(server.address, targets, "text/html", 7 * n) for n in range(ROUNDS)]
        print(
            f"a thing's page, {CLIENTS} clients, {len(pages)} pages in turn: "
            f"{statistics.median(r.rate for r in rounds):,.0f} a second, "
            f"95 in 100 within {statistics.median(r.within for r in rounds):.1f} ms, "
            f"errors {sum(r.errors for r in rounds)}"
        )


def _alone(client: httpx.Client, pages: list[str]) -> str:
    """How long pages take that no process has made yet: median and 95 in 100, in milliseconds."""
    times = []
    for page in pages:
        start = time.perf_counter()
        answer = client.get(page)
        times.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, page
    ranked = sorted(times)
    return f"median {statistics.median(ranked):.1f} ms, 95 in 100 within {ranked[len(ranked) * 95 // 100]:.1f} ms"


def _points(data: Path, folder: Path, store: ox.Store) -> None:
    subjects = sorted({key(q.subject) for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())})
    kinds = {"in turn": "SELECT ?p ?o {{ <{}> ?p ?o }}", "never the same": "SELECT ?p ?o{{}} {{{{ <{}> ?p ?o{{}} }}}}"}
    with running(data) as ours, oxigraph(data, folder / "oxigraph") as theirs:
        for kind, form in kinds.items():
            again = kind != "in turn"
            texts = [form.format(s).format("X", "X") if again else form.format(s) for s in subjects]
            encoded = [quote(text, safe="").replace("oX", "o#") if again else quote(text, safe="") for text in texts]
            files = []
            for path in ("sparql", "query"):
                file = folder / f"{path}.txt"
                file.write_text("".join(f"/{path}?query={text}\n" for text in encoded))
                files.append(file)
            pairs = []
            for number in range(ROUNDS):
                place = number * 10_000_000
                one = load(ours.address.rstrip("/"), files[0], JSON, place)
                other = load(theirs, files[1], JSON, place)
                pairs.append((one, other))
            rates = [statistics.median(pair[side].rate for pair in pairs) for side in (0, 1)]
            ratio = statistics.median(one.rate / other.rate for one, other in pairs)
            errors = sum(one.errors + other.errors for one, other in pairs)
            print(
                f"point queries, {kind}, {CLIENTS} clients: ours {rates[0]:,.0f}, Oxigraph's {rates[1]:,.0f} a second, "
                f"median of ratios {ratio:.2f}, errors {errors}"
            )


def _static(data: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "graph.cli", "publish", str(folder / "site"), str(data), "-q"]
    command += ["--base", "https://data.example.org/"]

    def once(_: int) -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True)
        return time.perf_counter() - start

    print(f"sijill publish: {median(3, once):.1f} s")


def _large(folder: Path, data: Path, things: int = 100_000) -> None:
    made = folder / "large.nq"
    identifiers = enlarged(data / "sijill.nq", made, things)
    start = time.perf_counter()
    with running(made, "--processes", "1") as server:
        print(f"serve, {things:,} things: until it listens {time.perf_counter() - start:.1f} s")
        with httpx.Client(base_url=server.address, trust_env=False, timeout=120) as client:
            pages = [f"/{language}/id/{name}.html" for name in identifiers for language in ("ar", "en")]
            client.get(pages[0])
            print(f"a thing's page among {things:,}, made anew, one client: {_alone(client, pages[1:])}")


if __name__ == "__main__":
    main()
