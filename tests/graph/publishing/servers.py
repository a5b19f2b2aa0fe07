"""Real web servers over the published files, as plain processes that end with the test; no service is touched."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from graph.publishing.rules import rules

PROGRAMS = {"nginx": "nginx", "apache": "apache2"}
_MODULES = Path("/usr/lib/apache2/modules")
# Listings and MultiViews (autoindex, negotiation) are on in the server, so that it is our rules that switch them off.
_NAMES = [
    "mpm_event",
    "authz_core",
    "dir",
    "mime",
    "alias",
    "rewrite",
    "headers",
    "negotiation",
    "autoindex",
    "env",
    "setenvif",
]


def program(server: str) -> str | None:
    """The path of a server's program; None where it is not installed (Debian has it where users seldom look)."""
    return shutil.which(PROGRAMS[server], path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def serving(server: str, site: Path, base: str) -> Iterator[str]:
    """The address of the host where a server gives out a site with our rules, until the block ends.

    The files are linked into a folder that others may enter: servers give up the rights of root.
    """
    with tempfile.TemporaryDirectory(prefix="sijill-served-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        files = Path(shutil.copytree(site, folder / "files", copy_function=_link))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        command = (_nginx if server == "nginx" else _apache)(folder, files, base, port)
        with _running(command, port):
            yield f"http://127.0.0.1:{port}"


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # the temporary folders lie on two disks
        shutil.copyfile(source, target)


def _nginx(folder: Path, files: Path, base: str, port: int) -> list[str]:
    (folder / "rules.conf").write_text(rules(base, str(files), f"127.0.0.1:{port}")["nginx.conf"])
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(
        f"pid {folder}/pid;\nerror_log stderr warn;\n{user}worker_processes 1;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {folder}/rules.conf;\n}}\n"
    )
    start = [program("nginx") or "nginx", "-p", str(folder), "-c", str(folder / "main.conf")]
    checked = subprocess.run([*start, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0 and "[warn]" not in checked.stderr, checked.stderr
    return [*start, "-g", "daemon off;"]


def _apache(folder: Path, files: Path, base: str, port: int) -> list[str]:
    root, written = urlsplit(base).path, rules(base)[".htaccess"]
    allowed = re.search(r"^#   (AllowOverride .*)$", written, re.MULTILINE)
    assert allowed is not None
    loaded = "".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so\n" for name in _NAMES)
    (folder / "top").mkdir()
    placed = f'DocumentRoot "{files}"\n'
    if root != "/":  # what the rules say of the host goes into the configuration of the server
        host = re.search(r"^#   (Redirect .*)$", written, re.MULTILINE)
        assert host is not None
        placed = f'DocumentRoot "{folder}/top"\nAlias "{root.rstrip("/")}" "{files}"\n{host[1]}\n'
    (folder / "apache.conf").write_text(
        f'{loaded}ServerRoot "{folder}"\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile "{folder}/pid"\n'
        f"ErrorLog /dev/stderr\nTypesConfig /dev/null\nStartServers 1\n{placed}"
        f'<Directory "{files}">\nOptions Indexes FollowSymLinks MultiViews\n{allowed[1]}\n'
        "Require all granted\n</Directory>\n"
    )
    return [program("apache") or "apache2", "-f", str(folder / "apache.conf"), "-DFOREGROUND"]


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said, text=True)
        try:
            for _ in range(400):
                try:
                    httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
                    break
                except httpx.TransportError:
                    if server.poll() is not None:
                        break
                    time.sleep(0.05)
            if server.poll() is not None:
                said.seek(0)
                raise AssertionError(said.read())
            yield
        finally:
            server.terminate()
            server.wait(timeout=30)
