"""The guides: every command in them runs, in order, in a fresh folder, and prints what the guide shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.text import arabic_digits
from tests.guides import GUIDES, MAY_FIND_PROBLEMS, ROOT, Step, answered, environment, run, steps


def of(name: str) -> list[Step]:
    return list(steps((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_runs_and_prints_what_the_guide_shows(name: str, tmp_path: Path) -> None:
    variables = environment(tmp_path)
    for step in of(name):
        if step.answer is not None:  # asked once only, in the form that is shown
            said = f"{name}:{step.line}: {step.command}\nmake readme writes the answers again"
            assert answered(step, tmp_path, variables) == step.answer, said
            continue
        done = run(step.command, tmp_path, variables)
        where = f"{name}:{step.line}: {step.command}\n{done.stdout}{done.stderr}"
        allowed = {0, 1} if MAY_FIND_PROBLEMS.search(step.command) else {0}
        assert done.returncode in allowed, where
        assert "Traceback" not in done.stderr, where
    assert (tmp_path / "build" / "manifest.json").is_file() and (tmp_path / "my-build").is_dir()
    assert "<svg" in (tmp_path / "model.svg").read_text(encoding="utf-8")
    assert (tmp_path / "changes.md").stat().st_size > 0


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_ten_questions_with_answers(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for number in range(1, 11):
        written = f"{number}." if name == "README.md" else f"{arabic_digits(str(number))}-"
        line = text.count("\n", 0, text.index(f"**{written} "))
        step = next(step for step in of(name) if step.line > line)
        assert step.answer and step.answer.count("\n|") >= 2, f"{name}: question {number} has no answer"


def test_both_guides_show_the_same_commands() -> None:
    """The words and the language differ, the commands do not."""
    names = [[step.command.split()[0:2] for step in of(name)] for name in GUIDES]
    assert names[0] == names[1]


@pytest.mark.parametrize("name", [*GUIDES, "graph/README.md", "graph/README.ar.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", text)
    assert links and all((ROOT / name).parent.joinpath(link).exists() for link in links)


def test_a_guide_names_every_command_of_the_program() -> None:
    from tests.graph.test_cli import COMMANDS

    for name in GUIDES:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert [c for c in COMMANDS if not re.search(rf"sijill {c}\b|`{c}`", text)] == []
