"""Reading RDF files of any form that pyoxigraph knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import SijillError

FORMS = "use ttl, nt, nq, trig, rdf or jsonld"


class UnreadableFile(SijillError):
    """A file is not there, or cannot be read as RDF."""


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """Read the quads of one file, its form told by its ending; a form without graphs gives the default graph.

    Raises UnreadableFile with file, line, column and what is wrong.
    """
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if path.is_dir():
        raise UnreadableFile(f"{path} is a folder; name an RDF file in it")
    if not path.is_file():
        raise UnreadableFile(f"{path}: there is no such file")
    if form is None:
        raise UnreadableFile(f"{path}: no RDF form is known by this ending; {FORMS}")
    try:
        yield from ox.parse(path=str(path), format=form, base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        place = f":{error.lineno}:{error.offset}" if error.lineno else ""
        message = re.sub(r"^Parser error at line .*? column \d+: ", "", error.msg)
        raise UnreadableFile(f"{path}{place}: {message}") from None
    except (ValueError, OSError) as error:
        raise UnreadableFile(f"{path}: {error}") from None
