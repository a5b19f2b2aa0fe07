"""The guides: every command in them runs, in order, in a fresh folder, and prints what the guide shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.text import arabic_digits
from tests.guides import GUIDES, MAY_FIND_PROBLEMS, ROOT, Step, answered, environment, run, steps


def of(name: str) -> list[Step]:
    return list(steps((ROOT / name).read_text(encoding="utf-8")))


def test_every_command_runs_and_prints_what_the_guides_show(tmp_path: Path) -> None:
    """Both guides are followed side by side in one folder: what is the same in both, but for remarks, is run once."""
    variables = environment(tmp_path)
    for steps_alike in zip(*map(of, GUIDES), strict=True):
        done = ""
        for name, step in zip(GUIDES, steps_alike, strict=True):
            if step.bare != done or step.answer is not None:
                _follow(step, name, tmp_path, variables)
            done = step.bare
    assert (tmp_path / "build" / "manifest.json").is_file() and (tmp_path / "my-build").is_dir()
    assert "<svg" in (tmp_path / "model.svg").read_text(encoding="utf-8")
    assert (tmp_path / "changes.md").stat().st_size > 0


def _follow(step: Step, name: str, folder: Path, variables: dict[str, str]) -> None:
    """Run a command of a guide; one with an answer is asked once only, in the form that is shown."""
    where = f"{name}:{step.line}: {step.command}"
    if step.answer is not None:
        assert answered(step, folder, variables) == step.answer, f"{where}\nmake readme writes the answers again"
        return
    done = run(step.command, folder, variables)
    allowed = {0, 1} if MAY_FIND_PROBLEMS.search(step.command) else {0}
    assert done.returncode in allowed, f"{where}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr, f"{where}\n{done.stdout}{done.stderr}"


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
