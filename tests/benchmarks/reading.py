"""How fast documents are read, in how much memory, and whether the cost grows with the size and no faster.

`python -m tests.benchmarks.reading [MB...]`, 1, 5, 10, 25 and 50 if none are given. Each reading is a process of its
own that starts, makes the reader, and reads one file once; what stands before that is not counted as time, but as
memory. Texts are the paragraphs of the tests' own documents, three drawn anew for each, numbers going on.
"""

from __future__ import annotations

import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from graph.build import default_registers, load
from loaders.documents.formats import read_source
from loaders.documents.reader import Reader
from loaders.documents.structure import Given, read_structure

TEXTS = Path(__file__).parents[1] / "loaders" / "documents" / "texts"
SIZES = (1, 5, 10, 25, 50)
RUNS = 3
SEED = 2018
_NOTE = re.compile(r"\^\([^)]*\)")
_MARK = {"ar": "{}- ", "en": "{}. "}


@dataclass(frozen=True)
class Figures:
    """What one reading took: processor seconds, peak memory in MB (10^6 bytes), and how much was found."""

    processor: float
    memory: float
    parts: int
    mentions: int


def paragraphs(language: str) -> list[str]:
    """The numbered paragraphs of the tests' own documents, without the marks of footnotes."""
    found = []
    for name in ("report", "versions"):
        source = read_source(TEXTS / f"{name}.{language}.txt")
        parts = read_structure(source, Given(symbol="A/99/1", language=language)).parts
        found += [" ".join(_NOTE.sub("", part.text).split()) for part in parts if part.number.isdecimal()]
    return found


def write_text(file: Path, language: str, size: int) -> None:
    """Write a text of so many MB, its paragraphs numbered from 1."""
    sentences = paragraphs(language)
    draw, written, number = random.Random(SEED), 0, 0
    with file.open("wb") as out:
        while written < size * 10**6:
            number += 1
            said = " ".join(draw.choice(sentences) for _ in range(3))
            written += out.write(f"{_MARK[language].format(number)}{said}\n\n".encode())


def read_once(file: Path, language: str) -> Figures:
    """Read a file in this process, and say what that took."""
    reader = Reader(load(default_registers()))
    reader.names("")
    start = time.process_time()
    document = reader.read(file, Given(symbol="A/99/1", language=language)).document
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return Figures(took, peak, len(document.parts), sum(len(part.mentions) for part in document.parts))


def measure(file: Path, language: str) -> Figures:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.reading", "--once", str(file), language]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return Figures(**json.loads(told.stdout))


def main() -> None:
    """Print the medians for each language and size, and how the cost of a MB compares with that of the smallest."""
    sizes = [int(given) for given in sys.argv[1:]] or SIZES
    head = f"{'text':10} {'processor s':>12} {'MB/s':>6} {'peak MB':>8} {'parts':>8} {'mentions':>9}"
    print(f"{head}   medians of {RUNS} runs")
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "text.txt"
        for language in ("ar", "en"):
            least = 0.0
            for size in sizes:
                write_text(file, language, size)
                runs = [measure(file, language) for _ in range(RUNS)]
                processor, memory = statistics.median(r.processor for r in runs), max(r.memory for r in runs)
                least = least or processor / size
                print(
                    f"{language} {size:4} MB {processor:12.2f} {size / processor:6.2f} {memory:8.0f} {runs[0].parts:8,}"
                    f" {runs[0].mentions:9,}   {processor / size / least:.2f} of the cost of a MB of the smallest",
                    flush=True,
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(vars(read_once(Path(sys.argv[2]), sys.argv[3]))))
    else:
        main()
