"""Reading a file of any format to its text: what it is is told by its content first, by its name second."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from ..problems import Problem
from .encodings import decoded
from .html import html_text
from .pdf import pdf_text
from .records import SourceText
from .sayings import SourceRefused
from .word import word_text

MEGABYTE = 1 << 20
LARGEST = 256 * MEGABYTE
"""No larger file is read; the text of a million paragraphs is smaller."""
LARGEST_HTML = 64 * MEGABYTE
"""A page takes ten times its size in memory while it is read."""
LARGEST_UNPACKED, LARGEST_PART = 256 * MEGABYTE, 96 * MEGABYTE
"""What a Word file may unpack to: everything, and one part that is XML."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML = re.compile(r"\s*<\?xml\b|\s*<!DOCTYPE\b(?!\s+html)")
_TAG = re.compile(r"<(?:p|div|table|ol|ul|h[1-6]|br|span|meta|title)\b[^<>]*>", re.I)
_NAMED_HTML = (".html", ".htm", ".xhtml")
_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")

Reader = Callable[[bytes, str], tuple[str, tuple[Problem, ...]]]


def read_source(path: Path) -> SourceText:
    """Read the text of a file: plain text, Word (`.docx`), PDF with a text layer, or HTML.

    What is in doubt is in the `problems` of the result. Raises SourceRefused, which says what to do, and nothing else.
    Nothing is fetched from the network.
    """
    data = _bytes(path)
    if not data:
        raise SourceRefused("empty", file=path.name)
    text, problems = _told(data, path.name, path.suffix.lower())
    if not _VISIBLE.search(text):
        raise SourceRefused("blank", file=path.name)
    return SourceText(path.name, text, problems)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceRefused("folder", file=path.name)
        if path.exists() and not path.is_file():
            raise SourceRefused("irregular", file=path.name)
        if path.stat().st_size > LARGEST:
            raise SourceRefused("large", file=path.name, limit=LARGEST // MEGABYTE)
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceRefused("missing", file=path.name) from None
    except PermissionError:
        raise SourceRefused("forbidden", file=path.name) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise SourceRefused("unreadable", file=path.name, reason=getattr(error, "strerror", None) or error) from error


def _told(data: bytes, file: str, suffix: str) -> tuple[str, tuple[Problem, ...]]:
    """Read bytes in the format that they have."""
    if b"%PDF-" in data[:1024]:
        return _guarded(pdf_text, data, file, "PDF")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _check_package(data, file)
        return _guarded(word_text, data, file, "docx")
    if data.startswith(_OLE):
        raise SourceRefused(_ole(data), file=file)
    if data.startswith(b"{\\rtf"):
        raise SourceRefused("rtf", file=file)
    if data.startswith(_PICTURES) and b"\x00" in data[:64]:
        raise SourceRefused("image", file=file)
    if data.startswith(_ARCHIVES) and not data[:64].isascii():
        raise SourceRefused("archive", file=file)
    if suffix in (".docx", ".pdf") and b"\x00" in data[:4096]:
        raise SourceRefused("damaged", file=file, form=suffix[1:])
    found = decoded(data, file)
    head = found.text[:4096]
    if _HTML.match(head) or (suffix in _NAMED_HTML and _TAG.search(head)):
        if len(data) > LARGEST_HTML:
            raise SourceRefused("large", file=file, limit=LARGEST_HTML // MEGABYTE)
        return _guarded(html_text, data, file, "HTML")
    if _XML.match(head):
        raise SourceRefused("xml", file=file)
    return found.text, found.problems


def _guarded(reader: Reader, data: bytes, file: str, form: str) -> tuple[str, tuple[Problem, ...]]:
    """Read with a library of the field, which says in many ways that a file is damaged."""
    try:
        return reader(data, file)
    except SourceRefused:
        raise
    except Exception as error:
        raise SourceRefused("damaged", file=file, form=form) from error


def _check_package(data: bytes, file: str) -> None:
    """Refuse a package that is no Word document, or that would unpack to more than can be read, before unpacking it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise SourceRefused("password", file=file)
            kinds = package.read("[Content_Types].xml") if _small(package, "[Content_Types].xml") else b""
            if b"wordprocessingml.document.main+xml" not in kinds:  # templates and files with macros are others
                office = kinds or "mimetype" in package.namelist()
                raise SourceRefused("office" if office else "archive", file=file)
            _check_size(entries, file)
            # read once piece by piece: a directory that lies about a size would let it all be unpacked at once
            whole = package.testzip() is None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, EOFError, NotImplementedError) as error:
        raise SourceRefused("damaged", file=file, form="docx") from error
    if not whole:
        raise SourceRefused("damaged", file=file, form="docx")


def _check_size(entries: list[zipfile.ZipInfo], file: str) -> None:
    size = sum(entry.file_size for entry in entries)
    largest = max((e.file_size for e in entries if e.filename.endswith((".xml", ".rels"))), default=0)
    for found, limit in ((size, LARGEST_UNPACKED), (largest, LARGEST_PART)):
        if found > limit:
            raise SourceRefused("bomb", file=file, size=found // MEGABYTE, limit=limit // MEGABYTE)


def _small(package: zipfile.ZipFile, name: str) -> bool:
    """Whether a package has a part of that name that can be unpacked without harm."""
    entry = package.NameToInfo.get(name)
    return entry is not None and entry.file_size < MEGABYTE and entry.compress_size < MEGABYTE


def _ole(data: bytes) -> str:
    """What is in a compound file: a protected Word document, an old one, or another."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password"
    return "legacy" if "WordDocument".encode("utf-16-le") in data else "office"
