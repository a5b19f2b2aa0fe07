"""Print processor time and peak memory of whole processes, as medians over several runs.

Each command runs in a process of its own; the operating system's accounting of the finished process is what counts
(user and system time of the process and its children, peak resident memory).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from queries.catalogue import questions

RUNS = 5
SIJILL = str(Path(sys.executable).parent / "sijill")


@dataclass(frozen=True)
class Figures:
    """What one run took: processor seconds, elapsed seconds, and peak memory in MB (10^6 bytes)."""

    processor: float
    elapsed: float
    memory: float


def measure(command: list[str], folder: Path) -> Figures:
    """Run a command once. Raises subprocess.CalledProcessError where it fails."""
    start = os.times()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = os.times().elapsed - start.elapsed
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Figures(usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss * 1024 / 1e6)


def main() -> None:
    """Measure the commands that have figures to reach, and what stands beside them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = {
            "sijill --help": [SIJILL, "--help"],
            "sijill build (all forms, validation)": [SIJILL, "build", "-q", "-o", "build"],
            "sijill validate build/sijill.nq": [SIJILL, "validate", "build/sijill.nq"],
            "sijill diff build build/sijill.trig": [SIJILL, "diff", "build", "build/sijill.trig"],
            "sijill query --list": [SIJILL, "query", "--list"],
            "sijill query conflicts": [SIJILL, "query", "conflicts"],
            "sijill query programme-countries --lang ar": [SIJILL, "query", "programme-countries", "--lang", "ar"],
            "sijill search knowlege portal": [SIJILL, "search", "knowlege", "portal"],
            "sijill search القرار 167/71": [SIJILL, "search", "القرار", "167/71"],
            "sijill show body/unodc": [SIJILL, "show", "body/unodc"],
            "sijill why ICAT": [SIJILL, "why", "ICAT"],
            "sijill stats": [SIJILL, "stats"],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        print(f"{'command':44} {'processor s':>12} {'elapsed s':>10} {'peak MB':>8}   medians of {RUNS} runs")
        for label, command in commands.items():
            measure(command, folder)
            runs = [measure(command, folder) for _ in range(RUNS)]
            processor = statistics.median(r.processor for r in runs)
            elapsed = statistics.median(r.elapsed for r in runs)
            memory = max(r.memory for r in runs)
            print(f"{label:44} {processor:12.2f} {elapsed:10.2f} {memory:8.0f}", flush=True)
        slowest = max((measure([SIJILL, "query", name], folder).processor, name) for name in questions())
        print(f"{f'slowest question: {slowest[1]}':44} {slowest[0]:12.2f}   one run of each of {len(questions())}")


if __name__ == "__main__":
    main()
