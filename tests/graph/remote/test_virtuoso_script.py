"""The script that starts a small Virtuoso: only this machine reaches it, its secrets are kept, nothing half made stays.

That it makes a store which takes a push and starts again with its data is tested with the guide (test_readme).
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT

from .server import free_port
from .servers import VIRTUOSO

SCRIPT = ROOT / "graph" / "remote" / "virtuoso.sh"
Run = subprocess.CompletedProcess[str]


def start(folder: Path, *arguments: str | int, path: str = os.environ["PATH"]) -> Run:
    command = ["/bin/sh", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env={"PATH": path}, capture_output=True, text=True, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for stores, which are killed at the end."""
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin, virtuoso-opensource-7-common)")
    yield tmp_path
    for lock in tmp_path.glob("*/virtuoso.lck"):
        os.kill(process(lock.parent), signal.SIGKILL)


def process(store: Path) -> int:
    return int((store / "virtuoso.lck").read_text().rpartition("=")[2])


def listening(number: int) -> set[str]:
    """The addresses at which a process listens, in the form of /proc/net/tcp."""
    sockets = {
        str(entry.readlink()) for entry in Path(f"/proc/{number}/fd").iterdir() if "socket:" in str(entry.readlink())
    }
    found: set[str] = set()
    for table in ("tcp", "tcp6"):
        rows = [line.split() for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
        found |= {row[1].partition(":")[0] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}
    return found


def test_only_this_machine_reaches_it_and_others_know_no_password(folder: Path) -> None:
    port, sql = free_port(), free_port()
    done = start(folder, "made", port, sql)
    assert done.returncode == 0, done.stderr
    assert f"http://127.0.0.1:{port}" in done.stderr and "--login made/login.toml" in done.stderr
    assert listening(process(folder / "made")) == {"0100007F"}, "127.0.0.1 and nothing else"
    login = tomllib.loads((folder / "made" / "login.toml").read_text())
    assert login["password"] not in done.stdout + done.stderr
    assert (folder / "made").stat().st_mode & 0o077 == 0
    assert (folder / "made" / ".gitignore").read_text() == "*\n"
    writes = f"http://127.0.0.1:{port}/sparql-auth"
    update = {"update": "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> } }"}
    with httpx.Client(trust_env=False, timeout=60) as client:
        for user, password, status in (
            (login["user"], login["password"], 200),
            (login["user"], "wrong", 401),
            ("dba", "dba", 401),
            ("dav", "dav", 401),
        ):
            assert client.post(writes, data=update, auth=httpx.DigestAuth(user, password)).status_code == status, user
    again = start(folder, "made")
    assert (again.returncode, process(folder / "made") > 0) == (0, True) and "runs already" in again.stderr


def test_a_port_that_is_taken_is_told_and_nothing_is_left(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for ports in ((port, free_port()), (free_port(), port)):
            done = start(folder, "made", *ports)
            assert done.returncode == 1 and str(port) in done.stderr and "لم يبدأ" in done.stderr
            assert list(folder.iterdir()) == []


def test_a_folder_of_something_else_is_left_alone(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "virtuoso.ini").write_text("mine")
    done = start(folder, "other")
    assert done.returncode == 2 and "something else in other" in done.stderr and "شيء آخر" in done.stderr
    assert (folder / "other" / "virtuoso.ini").read_text() == "mine"


def test_wrong_use_and_a_missing_program_are_explained(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == start(tmp_path, "a", 1, 2, 3).returncode == 2
    assert "usage" in start(tmp_path).stderr and "الاستعمال" in start(tmp_path).stderr
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "sh").symlink_to(shutil.which("sh") or "/bin/sh")
    missing = start(tmp_path, "made", path=str(tmp_path / "bin"))
    assert missing.returncode == 2 and "virtuoso-opensource-7-bin" in missing.stderr and "غير مثبت" in missing.stderr
    assert not (tmp_path / "made").exists()
