"""The two stores of the tests, Oxigraph and Virtuoso, as real servers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from string import Template

import httpx

from .server import Server, free_port

OXIGRAPH = Path(sys.executable).parent / "oxigraph"
VIRTUOSO = shutil.which("virtuoso-t")
_ISQL = shutil.which("isql-vt") or "isql-vt"
_INI = Template((Path(__file__).parent / "virtuoso.ini").read_text(encoding="utf-8"))
_LONGEST = 10  # seconds that a query may take


class OxigraphServer(Server):
    """Oxigraph's server, which asks nobody who they are; one that only reads needs a folder that has data."""

    kind = "oxigraph"

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        super().__init__(folder)
        self.read_only = read_only

    @property
    def queries(self) -> str:
        return f"{self.address}/query"

    @property
    def updates(self) -> str:
        return f"{self.address}/update"

    @property
    def graph_store(self) -> str:
        return f"{self.address}/store"

    def _remove_all(self) -> None:
        self.update("DROP ALL")

    def _command(self) -> list[str]:
        serve = "serve-read-only" if self.read_only else "serve"
        # A query that nobody waits for any more is ended, or it would take a core from all tests that follow.
        limited = ["--timeout-s", str(_LONGEST)]
        return [str(OXIGRAPH), serve, "--location", "data", "--bind", f"127.0.0.1:{self.port}", *limited]


class VirtuosoServer(Server):
    """Virtuoso with answers cut at 10,000 rows, as Debian sets it; anybody may read, and writers show a password.

    `user` may write; `reader`, with the same password, may not.
    """

    kind = "virtuoso"
    own_graphs = frozenset(
        {
            "http://www.openlinksw.com/schemas/virtrdf#",
            "http://www.w3.org/ns/ldp#",
            "http://localuriqaserver/sparql",
        }
    )
    user: str = "loader"
    reader: str = "reader"
    password: str = "unspoken"

    def __init__(self, folder: Path, prepared: Path | None = None) -> None:
        """A server over a copy of a prepared folder; without one, over nothing, and without users."""
        super().__init__(folder)
        self._sql_port = free_port()
        if prepared is not None:
            shutil.copytree(prepared, folder, dirs_exist_ok=True)

    @property
    def queries(self) -> str:
        return f"{self.address}/sparql"

    @property
    def updates(self) -> str:
        return f"{self.address}/sparql-auth"

    @property
    def graph_store(self) -> str:
        return f"{self.address}/sparql-graph-crud-auth"

    @property
    def auth(self) -> httpx.Auth:
        return httpx.DigestAuth(self.user, self.password)

    def _remove_all(self) -> None:
        own = ", ".join(f"iri_to_id('{graph}')" for graph in sorted(self.own_graphs))
        # An update that clears each graph takes seconds where there were many triples.
        self.run_sql(
            f"DELETE FROM DB.DBA.RDF_QUAD WHERE G NOT IN ({own}); DELETE FROM DB.DBA.RDF_EXPLICITLY_CREATED_GRAPH;"
        )

    def run_sql(self, statements: str) -> str:
        """What the program `isql` tells about some statements of the administrator, such as `checkpoint;`."""
        address, options = f"127.0.0.1:{self._sql_port}", ["VERBOSE=OFF", "BANNER=OFF", "ERRORS=STDOUT"]
        command = [_ISQL, address, "dba", self.password, *options, f"EXEC={statements}"]
        told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
        assert "*** Error" not in told, told
        return told

    def set_passwords(self) -> None:
        """Make a new database in the folder, with the password of the administrator."""
        words = ["+pwdold", "dba", "+pwddba", self.password, "+pwddav", self.password]
        subprocess.run([*self._command(), *words], cwd=self.folder, capture_output=True, timeout=60, check=True)

    def _command(self) -> list[str]:
        written = _INI.substitute(port=self.port, sql_port=self._sql_port)
        (self.folder / "virtuoso.ini").write_text(written, encoding="utf-8")
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)  # a killed server leaves it
        return [VIRTUOSO or "virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]


def prepare_virtuoso(folder: Path) -> Path:
    """Make a folder that servers copy: the database, the passwords and the users; takes some seconds.

    Gives the folder, which holds nothing that a server needs to be told or that a process still uses.
    """
    made = VirtuosoServer(folder)
    made.set_passwords()
    with made:
        for user in (made.user, made.reader):
            made.run_sql(f"DB.DBA.USER_CREATE('{user}', '{made.password}');")
        made.run_sql(f'GRANT SPARQL_UPDATE TO "{made.user}"; checkpoint;')
        made.stop()
    for name in ("output.txt", "virtuoso.ini", "virtuoso.log"):
        (folder / name).unlink()
    return folder
