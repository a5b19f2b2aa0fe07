"""Reading RDF files of any form that pyoxigraph knows."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ontology.errors import SijillError

FORMS = "ttl nt nq trig rdf jsonld"


class UnreadableFile(SijillError):
    """A file cannot be read as RDF."""


class MissingFile(UnreadableFile):
    """A file is not there."""

    status = 2


def read_quads(path: Path) -> Iterator[ox.Quad]:
    """Read the quads of one file, its form told by its ending; a form without graphs gives the default graph.

    A folder stands for the build in it. Raises MissingFile, or UnreadableFile with file, line, column and what is
    wrong.
    """
    if not path.is_file() and (path.is_dir() or not path.suffix):
        if not (path / "sijill.nq").is_file():
            raise MissingFile(
                {
                    "ar": f"{path}: لا رسم بياني مبني هنا؛ نفّذ الأمر sijill build أولاً، أو سمِّ ملف RDF",
                    "en": f"{path}: there is no build here; run `sijill build` first, or name an RDF file",
                }
            )
        path = path / "sijill.nq"
    if not path.is_file():
        raise MissingFile({"ar": f"لا وجود للملف {path}", "en": f"{path}: there is no such file"})
    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise UnreadableFile(
            {
                "ar": f"{path}: لا صيغة RDF معروفة بهذا الامتداد؛ والصيغ المقبولة: {FORMS}",
                "en": f"{path}: no RDF form is known by this ending; use one of {FORMS}",
            }
        )
    try:
        for quad in ox.parse(path=str(path), format=form, base_iri=path.resolve().as_uri(), rename_blank_nodes=True):
            if _is_newer(quad):
                raise UnreadableFile(
                    {
                        "ar": f"{path}: لا يُقرأ ما استجد في RDF 1.2 (الثلاثية داخل الثلاثية، واتجاه النص): {quad}",
                        "en": f"{path}: RDF 1.2 (triple terms, base direction) is not read: {quad}",
                    }
                )
            yield quad
    except SyntaxError as error:
        place = f":{error.lineno}:{error.offset}" if error.lineno else ""
        if "LoadDocumentCallback" in error.msg:
            raise UnreadableFile(
                {
                    "ar": f"{path}: لا يُجلب سياق من الشبكة؛ اكتبه في الملف",
                    "en": f"{path}: a context from the web is not fetched; write it into the file",
                }
            ) from None
        message = re.sub(r"^Parser error at line .*? column \d+: ", "", error.msg)
        raise UnreadableFile(
            {"ar": f"تعذرت قراءة {path}{place}: {message}", "en": f"{path}{place}: {message}"}
        ) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise UnreadableFile({"ar": f"تعذرت قراءة {path}: {error}", "en": f"{path}: {error}"}) from None


def _is_newer(quad: ox.Quad) -> bool:
    value = quad.object
    return isinstance(value, ox.Triple) or (isinstance(value, ox.Literal) and value.direction is not None)


def file_record(path: Path) -> dict[str, int | str]:
    """What a manifest tells of a file: its size in bytes and its SHA-256 (FIPS 180-4). Raises OSError."""
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def manifest_of(folder: Path, names: Iterable[str]) -> dict[str, Any] | None:
    """The manifest of a build whose files of these names are as it wrote them, by size and time; else None.

    >>> manifest_of(Path("no such folder"), ["sijill.nq"])
    """
    try:
        told: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        written = (folder / "manifest.json").stat().st_mtime_ns
        for name in names:
            state = (folder / name).stat()
            if state.st_size != told["files"][name]["bytes"] or state.st_mtime_ns > written:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told
