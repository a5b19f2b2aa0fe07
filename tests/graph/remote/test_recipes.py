"""The pages on loading much at once: in both languages the same commands; those of the stores that are here are run."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from graph.dataset import Dataset
from graph.export import write_quads
from graph.remote.profiles import Profile, profiles
from graph.remote.recipes import pieces, recipe
from loaders.text import ARABIC_LETTER, script_defect
from tests.conftest import ROOT

PAGES = ROOT / "graph" / "remote" / "recipes"
BETWEEN = "-- the answer ends here --"
each = pytest.mark.parametrize("told", profiles().values(), ids=lambda told: told.name)


def blocks(name: str, language: str) -> list[tuple[str, str]]:
    return [(piece.kind, "\n".join(piece.lines) + "\n") for piece in pieces(recipe(name, language)) if piece.kind]


def test_every_kind_has_its_page_in_both_languages_and_there_is_no_other() -> None:
    wanted = {f"{name}{ending}" for name in profiles() for ending in (".md", ".ar.md")}
    assert {page.name for page in PAGES.iterdir()} == wanted


@each
def test_both_languages_give_the_same_commands(told: Profile) -> None:
    assert blocks(told.name, "ar") == blocks(told.name, "en") != []
    assert {kind for kind, _ in blocks(told.name, "en")} == {"sh", "text"}
    assert ("text", "complete\n") in blocks(told.name, "en"), "a count proves the load"


@each
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_text_is_of_its_language(told: Profile, language: str) -> None:
    page = recipe(told.name, language)
    assert (page.startswith('<div dir="rtl" lang="ar">\n') and page.endswith("\n</div>\n")) == (language == "ar")
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"<bdi>.*?</bdi>|`[^`]+`|\]\([^)]+\)|</?div[^>]*>", "", prose)
    for line in filter(None, map(str.strip, prose.splitlines())):
        assert script_defect(line, language) is None, line
        assert language == "ar" or not ARABIC_LETTER.search(line), line
    links = re.findall(r"\]\(([^)]+)\)", page)
    assert all(link.startswith("https://") for link in links)


@each
def test_a_page_says_first_whether_it_was_tried(told: Profile) -> None:
    first = {
        language: recipe(told.name, language).split("\n\n")[1 if language == "en" else 2] for language in ("ar", "en")
    }
    if told.tried:
        assert all(told.tried in text for text in first.values())
    else:
        assert first["en"].startswith("Not tried") and first["ar"].startswith("لم تجرّب")
        assert "https://" in first["en"] and "https://" in first["ar"]


@each
def test_the_commands_are_those_of_a_shell(told: Profile) -> None:
    script = "".join(code for kind, code in blocks(told.name, "en") if kind == "sh")
    done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def place_of_build(tmp_path: Path, dataset: Dataset) -> Path:
    """An empty folder with a build."""
    folder = tmp_path / "build"
    folder.mkdir()
    write_quads(dataset, folder)
    return tmp_path


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def run(name: str, folder: Path) -> list[tuple[str, str]]:
    """Each block of commands of a page with what it prints, run in one shell in a folder, on ports that are free.

    No command may fail. Nothing that the page started is left.
    """
    code = [code for kind, code in blocks(name, "en") if kind == "sh"]
    script = f"echo '{BETWEEN}'\n".join(code)
    ports = {port: str(free_port()) for port in set(re.findall(r"127\.0\.0\.1:(\d+)", script))}
    script = re.sub(r"127\.0\.0\.1:(\d+)", lambda found: f"127.0.0.1:{ports[found[1]]}", script)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    shell = subprocess.Popen(
        ["bash", "-ec", script],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=(folder / "errors").open("wb"),
        start_new_session=True,
    )
    try:
        printed, _ = shell.communicate(timeout=240)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(shell.pid, signal.SIGKILL)
    assert shell.returncode == 0, (folder / "errors").read_text(encoding="utf-8", errors="replace")
    answers = printed.decode().replace("\r\n", "\n").split(f"{BETWEEN}\n")
    return list(zip(code, answers, strict=True))


@pytest.mark.parametrize(("name", "program"), [("oxigraph", "oxigraph"), ("virtuoso", "virtuoso-t")])
def test_a_page_brings_a_build_to_a_bilingual_answer(name: str, program: str, place_of_build: Path) -> None:
    if shutil.which(program, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}") is None:
        pytest.skip(f"{program} is not installed")
    answers = run(name, place_of_build)
    page = blocks(name, "en")
    shown = [
        (code, following[1])
        for (kind, code), following in zip(page, [*page[1:], ("", "")], strict=True)
        if kind == "sh" and following[0] == "text"
    ]
    errors = (place_of_build / "errors").read_text(encoding="utf-8", errors="replace")
    given = dict(answers)
    assert [(code, given[code]) for code, _ in shown] == shown, errors
    assert len(shown) >= 2 and ARABIC_LETTER.search(shown[-1][1])
