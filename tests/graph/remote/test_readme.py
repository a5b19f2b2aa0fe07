"""The guide on stores, as a new user follows it: its commands bring a build to an answer in both languages and back."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.text import ARABIC_LETTER
from tests.conftest import ROOT
from tests.guides import GUIDES, Step, answered, environment, run, steps

from .server import free_port
from .servers import OXIGRAPH, VIRTUOSO

START = "sh graph/remote/virtuoso.sh virtuoso"
PATIENCE = 300  # seconds
each = pytest.mark.parametrize("guide", GUIDES)


def store_steps(guide: str) -> list[Step]:
    """The commands of a guide on stores, in three blocks: Oxigraph, Virtuoso, and what else can be done."""
    wanted = ("pip", "oxigraph", "sudo", START, "sijill push", "sijill pull", "sijill diff http", "sijill stores")
    text = (ROOT / guide).read_text(encoding="utf-8")
    return [s for s in steps(text, "bash") if s.command.startswith(wanted) or "--endpoint" in s.command]


def block(guide: str, number: int) -> list[Step]:
    """The commands of one of the three blocks, which end with their answers, on the ports as they stand."""
    found: list[list[Step]] = [[]]
    for step in store_steps(guide):
        found[-1].append(step)
        if step.answer:
            found.append([])
    return found[number]


def bare(step: Step) -> str:
    """A command without the remark after it."""
    return step.command.partition("  #")[0].rstrip()


class Newcomer:
    """A folder with a build, the programs that the guide installs, and ports that are free for those that it names."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._groups = folder, list[int]()
        self.variables = environment(folder)
        tools = folder / ".venv" / "bin"
        (tools / "oxigraph").symlink_to(OXIGRAPH)
        for installer in ("pip", "sudo"):  # what they install is there: CI and make test see to that
            (tools / installer).write_text('#!/bin/sh\ncase "$*" in *install*) ;; *) exit 9 ;; esac\n')
            (tools / installer).chmod(0o755)
        script = folder / "graph" / "remote" / "virtuoso.sh"
        script.parent.mkdir(parents=True)
        shutil.copy(ROOT / "graph" / "remote" / "virtuoso.sh", script)
        virtuoso, sql = free_port(), free_port()
        self._ports = {":7878": f":{free_port()}", ":8890": f":{virtuoso}", START: f"{START} {virtuoso} {sql}"}

    def at(self, step: Step) -> Step:
        """A command with free ports."""
        command = bare(step)
        for written, free in self._ports.items():
            command = command.replace(written, free)
        return Step(step.line, command, step.answer)

    def follow(self, *followed: Step) -> str:
        """What commands print that are given to one shell one after the other; none may fail."""
        script = "\n".join(self.at(step).command for step in followed)
        path = self.folder / "printed"
        with path.open("wb") as printed:  # a pipe would be held open by a server that goes on
            shell = subprocess.Popen(
                ["bash", "-ec", script],
                cwd=self.folder,
                env=self.variables,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=printed,
                start_new_session=True,
            )
            self._groups.append(shell.pid)
            status = shell.wait(timeout=PATIENCE)
        told = path.read_text(encoding="utf-8", errors="replace")
        assert status == 0 and "Traceback" not in told, f"{script}\n{told}"
        return told

    def answer(self, step: Step) -> str:
        """What a command prints as Markdown."""
        return answered(self.at(step), self.folder, self.variables)

    def end(self) -> None:
        """Kill what was left running."""
        for lock in self.folder.glob("*/virtuoso.lck"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(lock.read_text().rpartition("=")[2]), signal.SIGKILL)
        for group in self._groups:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make graph` builds."""
    folder = tmp_path_factory.mktemp("built")
    made = run("sijill build -q", folder, environment(folder))
    assert made.returncode == 0, made.stderr
    return folder / "build"


@pytest.fixture
def newcomer(built: Path, tmp_path: Path) -> Iterator[Newcomer]:
    """Somebody who has done what the guide says up to the stores."""
    shutil.copytree(built, tmp_path / "build")
    someone = Newcomer(tmp_path)
    try:
        yield someone
    finally:
        someone.end()


def in_both_languages(answer: str | None) -> bool:
    return answer is not None and bool(ARABIC_LETTER.search(answer)) and " en " in answer and " ar " in answer


@each
def test_each_store_takes_four_commands_from_its_installation_to_an_answer_in_both_languages(guide: str) -> None:
    for number, installer in ((0, "pip install"), (1, "sudo apt-get install")):
        install, start, push, ask = block(guide, number)
        assert install.command.startswith(installer) and push.command.startswith("sijill push")
        assert "127.0.0.1" in start.command or start.command == START
        assert in_both_languages(ask.answer), ask


def test_both_guides_give_the_same_commands() -> None:
    english, arabic = ([bare(step) for step in store_steps(guide)] for guide in GUIDES)
    assert english == [command.replace("بوابة", "portal").removesuffix(" --lang ar") for command in arabic]


def test_oxigraph_answers_as_the_guides_show_and_the_rest_is_done_there(newcomer: Newcomer) -> None:
    newcomer.follow(*block(GUIDES[0], 0)[:-1])
    for ask in (block(guide, 0)[-1] for guide in GUIDES):
        assert newcomer.answer(ask) == ask.answer, "make readme writes the answers again"
    dry, pull, diff, search, merge, *stores = block(GUIDES[1], 2)
    newcomer.follow(dry, pull)
    same = [(newcomer.folder / folder / "sijill.nq").read_bytes() for folder in ("build", "pulled")]
    assert same[0] == same[1]
    assert newcomer.follow(diff) == ""
    assert "tool/" in newcomer.follow(search)
    newcomer.follow(merge, *stores)
    assert in_both_languages(newcomer.answer(ask))


def test_virtuoso_answers_as_the_guides_show_and_starts_again_with_its_data(newcomer: Newcomer) -> None:
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin, virtuoso-opensource-7-common)")
    before = block(GUIDES[0], 1)[:-1]
    newcomer.follow(*before)
    for ask in (block(guide, 1)[-1] for guide in GUIDES):
        assert newcomer.answer(ask) == ask.answer, "make readme writes the answers again"
    texts = [(ROOT / guide).read_text(encoding="utf-8") for guide in GUIDES]
    (stop,) = {part for text in texts for part in text.split("`") if part.startswith("kill $(")}
    newcomer.follow(Step(0, f"{stop}; while [ -e virtuoso/virtuoso.lck ]; do sleep 0.1; done", None))
    newcomer.follow(before[1])
    assert newcomer.answer(ask) == ask.answer
