"""What cannot be read: every case is refused with a text in both languages that says what to do."""

from __future__ import annotations

import csv
import io
import os
import string
import tracemalloc
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.documents import formats
from loaders.documents.formats import read_source
from loaders.documents.sayings import SourceRefused, saying
from loaders.text import ARABIC_LETTER
from tests.loaders.documents.pdf_files import Drawn, pdf

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
PAGE = "<html><body><h1>أولاً - مقدمة</h1><ol start=3><li>نص<sup>1</sup><table><tr><td>a</table></ol></body></html>"


@cache
def word() -> bytes:
    """A small Word file with a list, a table and a header."""
    document = docx.Document()
    document.add_heading("أولاً - مقدمة", 1)
    document.add_paragraph("the first", style="List Number")
    document.add_table(1, 2).rows[0].cells[0].text = "cell"
    document.sections[0].header.paragraphs[0].text = "A/TEST/1"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@cache
def portable() -> bytes:
    """A small PDF."""
    return pdf([Drawn(20, 700, tuple("the first page")), Drawn(20, 680, tuple("رارقلا"))], [Drawn(20, 700, tuple("2"))])


def packed(names: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as package:
        for name, content in names.items():
            package.writestr(name, content)
    return stream.getvalue()


def repacked(change: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word())) as package:
        return packed({name: package.read(name) for name in package.namelist()} | change)


SPREADSHEET = {"[Content_Types].xml": b"<Types><Override ContentType='application/spreadsheetml.main+xml'/></Types>"}
SEVERAL = [
    ("empty", "a.txt", b""),
    ("blank", "a.txt", b" \n\t \xc2\xa0\n"),
    ("blank", "a.html", b"<html><body><script>1</script></body></html>"),
    ("blank", "a.pdf", pdf([])),
    ("binary", "a.txt", bytes(range(256)) * 20),
    ("binary", "a", b"\x7fELF\x02\x01\x01" + bytes(64) + b"\x01\x02\x03" * 9),
    ("image", "a.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ("image", "a.pdf", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
    ("archive", "a.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
    ("archive", "a.docx", packed({"a.txt": b"text"})),
    ("office", "a.xlsx", packed(SPREADSHEET)),
    ("office", "a.dotx", repacked({"[Content_Types].xml": b"wordprocessingml.template.main+xml"})),
    ("office", "a.odt", packed({"mimetype": b"application/vnd.oasis.opendocument.text"})),
    ("office", "a.xls", OLE + "Workbook".encode("utf-16-le")),
    ("legacy", "a.doc", OLE + "WordDocument".encode("utf-16-le")),
    ("password", "a.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
    ("rtf", "a.rtf", b"{\\rtf1\\ansi text}"),
    ("xml", "a.xml", b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><l>&b;</l>"),
    ("damaged", "a.pdf", b"%PDF-1.7\n" + b"junk" * 50),
    ("damaged", "a.pdf", portable()[:200]),
    ("damaged", "a.docx", b"PK\x03\x04" + b"junk" * 50),
    ("damaged", "a.docx", word()[: len(word()) // 2]),
    ("damaged", "a.docx", repacked({"word/document.xml": b"<w:document"})),
]


@pytest.mark.parametrize(("key", "name", "data"), SEVERAL, ids=lambda value: value if isinstance(value, str) else "")
def test_refused(key: str, name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceRefused) as refused:
        read_source(path)
    assert refused.value.key == key
    assert name in refused.value.said("en")
    assert name in refused.value.said("ar")
    assert ARABIC_LETTER.search(refused.value.said("ar"))


def test_every_text_is_in_both_languages_and_used() -> None:
    folder = Path(formats.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    with (folder / "says.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        fields = [sorted(name for _, name, _, _ in string.Formatter().parse(row[tag]) if name) for tag in ("ar", "en")]
        assert fields[0] == fields[1], row["key"]
        assert f'"{row["key"]}"' in code
        assert ARABIC_LETTER.search(row["ar"])
        assert not ARABIC_LETTER.search(row["en"])


def test_files_that_are_none(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text("text")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, key in (
        (tmp_path, "folder"),
        (tmp_path / "none.txt", "missing"),
        (pipe, "irregular"),
        (Path("a\0b"), "unreadable"),
    ):
        with pytest.raises(SourceRefused) as refused:
            read_source(path)
        assert refused.value.key == key


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests as root may read everything, so the system's answer is put there."""

    def deny(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", deny)
    (tmp_path / "a.txt").write_text("text")
    with pytest.raises(SourceRefused) as refused:
        read_source(tmp_path / "a.txt")
    assert refused.value.key == "forbidden"


def test_a_protected_pdf(tmp_path: Path) -> None:
    """The trailer names a handler of passwords (standard, revision 3) whose keys fit no empty password."""
    keys = f"/O <{'ab' * 32}> /U <{'cd' * 32}>"
    lock = f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 {keys} >> /ID [<{'00' * 16}> <{'00' * 16}>]"
    locked = portable().replace(b"/Root 1 0 R >>", f"/Root 1 0 R {lock} >>".encode())
    path = tmp_path / "a.pdf"
    path.write_bytes(locked)
    with pytest.raises(SourceRefused) as refused:
        read_source(path)
    assert refused.value.key == "password"


@pytest.mark.parametrize("part", ["word/document.xml", "word/media/image1.bin"])
def test_a_bomb_is_refused_before_it_is_unpacked(part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST_UNPACKED", 3 * formats.MEGABYTE)
    monkeypatch.setattr(formats, "LARGEST_PART", 2 * formats.MEGABYTE)
    path = tmp_path / "a.docx"
    path.write_bytes(repacked({part: bytes(4 * formats.MEGABYTE)}))
    assert path.stat().st_size < formats.MEGABYTE

    def unpack(*_: object, **__: object) -> bytes:
        raise AssertionError("unpacked")

    monkeypatch.setattr(formats, "word_text", unpack)
    with pytest.raises(SourceRefused) as refused:
        read_source(path)
    assert refused.value.key == "bomb"


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """What is unpacked stops at the size that the directory names, and then does not fit its checksum."""
    data = bytearray(repacked({"word/document.xml": b"<a>" + b" " * 40 * formats.MEGABYTE}))
    entry = data.rfind(b"word/document.xml") - 46
    data[entry + 24 : entry + 28] = (7).to_bytes(4, "little")
    path = tmp_path / "a.docx"
    path.write_bytes(bytes(data))
    tracemalloc.start()
    with pytest.raises(SourceRefused) as refused:
        read_source(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.key == "damaged"
    assert peak < 20 * formats.MEGABYTE


def test_a_file_larger_than_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 10)
    (tmp_path / "a.txt").write_text("more than ten letters")
    with pytest.raises(SourceRefused) as refused:
        read_source(tmp_path / "a.txt")
    assert refused.value.key == "large"


def test_the_content_tells_the_format_and_not_the_name(tmp_path: Path) -> None:
    for name, data, text in (
        ("a.txt", word(), "the first"),
        ("b.docx", portable(), "القرار"),
        ("c.pdf", PAGE.encode(), "3. نص^(1)"),
    ):
        (tmp_path / name).write_bytes(data)
        assert text in read_source(tmp_path / name).text
    (tmp_path / "d.html").write_text("A text that is no page < 5 pages.\n")
    assert read_source(tmp_path / "d.html").text == "A text that is no page < 5 pages.\n"


def read(data: bytes, name: str) -> None:
    """Nothing but the typed error, and a text that can be written."""
    try:
        text = formats._told(data, name, Path(name).suffix)[0]
    except SourceRefused as refused:
        assert saying(refused.key, file="", form="", limit="", size="", reason="")["ar"]
        return
    text.encode("utf-8")


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.html"]))
def test_no_bytes_raise_anything_else(data: bytes, name: str) -> None:
    for start in (b"", b"%PDF-", b"PK\x03\x04", b"<html>", OLE):
        read(start + data, name)


@settings(max_examples=60)
@given(st.data())
def test_no_damage_raises_anything_else(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["a.pdf", "a.docx", "a.html"]))
    content = bytearray({"a.pdf": portable(), "a.docx": word(), "a.html": PAGE.encode()}[name])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    read(bytes(content), name)


@settings(max_examples=60)
@given(st.data())
def test_no_damage_within_a_package_raises_anything_else(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as package:
        part = data.draw(
            st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml"])
        )
        content = bytearray(package.read(part))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 6))] = data.draw(
            st.sampled_from([b"", b"0", b"-1", b"x", b"</w:p>"])
        )
    read(repacked({part: bytes(content)}), "a.docx")
