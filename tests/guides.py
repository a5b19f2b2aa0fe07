"""Runs the commands of the guides and compares what they print with what the guides show.

`python -m tests.guides --write` writes the answers of the guides again, after data or questions have changed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
GUIDES = ("README.md", "README.ar.md")
MAY_FIND_PROBLEMS = re.compile(r"sijill (diff|align)\b")
"""Commands whose exit status is 1 where they find what they look for."""
_BLOCK = re.compile(r"^```(?P<kind>sh|bash)\n(?P<code>.*?)^```\n", re.MULTILINE | re.DOTALL)
_IN_A_STORE = re.compile(r" --endpoint \S+")


@dataclass(frozen=True)
class Step:
    """One command of a guide, with the line that it stands on and the answer that the guide shows, if any."""

    line: int
    command: str
    answer: str | None

    @property
    def bare(self) -> str:
        """The command without the remark behind it."""
        return self.command.partition("  #")[0].rstrip()


def steps(text: str, kind: str = "sh") -> Iterator[Step]:
    """The commands of a guide in their order; a here-document belongs to the command that reads it.

    Those of the kind `bash` need a server, or are one.
    """
    for block in _BLOCK.finditer(text):
        if block["kind"] != kind:
            continue
        line = text.count("\n", 0, block.start()) + 2
        commands = list(_commands(block["code"], line))
        for number, (place, command) in enumerate(commands):
            last = number == len(commands) - 1
            yield Step(place, command, shown_after(text, block.end()) if last else None)


def _commands(code: str, line: int) -> Iterator[tuple[int, str]]:
    waiting: list[str] = []
    begin, until = line, ""
    for number, text in enumerate(code.splitlines(), line):
        if not waiting:
            begin = number
        waiting.append(text)
        started = re.search(r"<<'(\w+)'", text)
        if started:
            until = started[1]
        elif until and text == until:
            until = ""
        if not until:
            if text.strip():
                yield begin, "\n".join(waiting)
            waiting = []


def shown_after(text: str, place: int) -> str | None:
    """The table that stands right after a block, as `--format markdown` would print it; None where there is none."""
    rest = text[place:].lstrip("\n").removeprefix("</div>").lstrip("\n")
    if rest.startswith("ANSWER\n"):
        return "ANSWER\n"
    lines = rest.splitlines(keepends=True)
    if lines and lines[0] == '<div dir="rtl" lang="ar">\n':
        return "".join(lines[: lines.index("</div>\n") + 1])
    table: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        caption = table and (line.startswith("Document: ") or (line == "\n" and following.startswith("Document: ")))
        if not line.startswith("|") and not caption:
            break
        table.append(line)
    return "".join(table) or None


def environment(folder: Path) -> dict[str, str]:
    """A shell's environment in which `sijill`, and `make` as far as a test may call it, are this project's."""
    tools = folder / ".venv" / "bin"
    tools.mkdir(parents=True)
    scripts = {
        "sijill": f'exec {sys.executable} -m graph.cli "$@"\n',
        "make": f'exec "$(PATH=/usr/local/bin:/usr/bin:/bin command -v make)" -s -C {ROOT} BUILD={folder}/build '
        '$(test "$1" != test || echo --dry-run) "$1"\n',
    }
    for name, script in scripts.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}")
        (tools / name).chmod(0o755)
    (tools / "activate").write_text("")
    path = f"{tools}:{os.environ['PATH']}"
    return {"PATH": path, "PYTHONPATH": str(ROOT), "SIJILL_LANG": "en", "HOME": str(folder), "NO_COLOR": "1"}


def run(command: str, folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one command of a guide in a shell."""
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=variables, capture_output=True, text=True, encoding="utf-8"
    )


def answered(step: Step, folder: Path, variables: dict[str, str]) -> str:
    """What a command prints as Markdown."""
    return run(f"{step.bare} --format markdown", folder, variables).stdout


def _with_answer(text: str, name: str, step: Step, fresh: str) -> str:
    """The text of a guide with another answer of a command."""
    if not step.answer or not fresh.startswith(("|", "<div")):
        sys.exit(f"{name}:{step.line}: no answer: {step.command}")
    before, after = text.split(step.command, 1)
    return before + step.command + after.replace(step.answer, fresh, 1)


def _write(name: str) -> None:
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        variables = environment(folder)
        for step in list(steps(text)):
            run(step.command, folder, variables)
            if step.answer:
                text = _with_answer(text, name, step, answered(step, folder, variables))
        for step in list(steps(text, "bash")):
            if step.answer:  # a store answers as the build does that was put into it
                at_home = replace(step, command=_IN_A_STORE.sub("", step.command))
                text = _with_answer(text, name, step, answered(at_home, folder, variables))
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.guides --write")
    for guide in GUIDES:
        _write(guide)
