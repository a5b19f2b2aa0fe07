"""Word: what is printed is read, with automatic numbers, notes and boxes, and without what was deleted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loaders.documents.formats import read_source
from loaders.documents.sayings import SourceRefused

W = nsdecls("w")


def numbering(levels: Iterable[tuple[str, str]], more: str = "") -> str:
    """A list with the given forms and texts of its levels."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum {W} w:abstractNumId="77">{inner}</w:abstractNum>'


def with_list(document: Document, definition: str, instances: str = "") -> None:
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(definition))
    root.append(parse_xml(f'<w:num {W} w:numId="7"><w:abstractNumId w:val="77"/></w:num>'))
    if instances:
        root.append(parse_xml(instances))


def add(document: Document, text: str, level: int | None = None, number: int = 7, arabic: bool = False) -> None:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if level is not None else ""
    turned = "<w:bidi/>" if arabic else ""
    add_xml(document, f"<w:pPr>{listed}{turned}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")


def add_xml(document: Document, inner: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))


def read(document: Document, tmp_path: Path) -> str:
    path = tmp_path / "a.docx"
    document.save(str(path))
    return read_source(path).text


def lines(document: Document, tmp_path: Path) -> list[str]:
    return [line for line in read(document, tmp_path).splitlines() if line]


def test_numbers_of_lists_are_printed(tmp_path: Path) -> None:
    document = docx.Document()
    forms = [("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3."), ("lowerLetter", "(%4)")]
    with_list(document, numbering(forms))
    for level, text in [(0, "Intro"), (1, "First"), (2, "It notes"), (3, "a"), (3, "b"), (2, "It asks"), (1, "Second")]:
        add(document, text, level)
    add(document, "Activities", 0)
    add(document, "Third", 1)
    assert lines(document, tmp_path) == [
        *("I. Intro", "A. First", "1. It notes", "(a) a", "(b) b", "2. It asks", "B. Second", "II. Activities"),
        "A. Third",
    ]


def test_numbers_of_arabic_lists(tmp_path: Path) -> None:
    document = docx.Document()
    with_list(
        document, numbering([("decimal", "%1-"), ("arabicAlpha", "(%2)"), ("arabicAbjad", "%3-"), ("hebrew1", "%4-")])
    )
    for level in (0, 0, 1, 1, 1, 2, 2, 2, 3):
        add(document, "تقرر اللجنة أن تنظر في التقرير", level, arabic=True)
    numbers = [line.split(" ")[0] for line in lines(document, tmp_path)]
    assert numbers == ["١-", "٢-", "(أ)", "(ب)", "(ت)", "أ-", "ب-", "ج-", "א-"]


def test_a_number_goes_on_through_unnumbered_text_and_starts_again_where_told(tmp_path: Path) -> None:
    document = docx.Document()
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="40"/></w:lvlOverride>'
    again = f'<w:num {W} w:numId="8"><w:abstractNumId w:val="77"/>{start}</w:num>'
    with_list(document, numbering([("decimal", "%1.")], "<w:lvlRestart w:val='0'/>"), again)
    add(document, "one", 0)
    add(document, "plain")
    add(document, "two", 0)
    add(document, "forty", 0, number=8)
    add(document, "next", 0, number=8)
    add(document, "none", 0, number=0)
    assert lines(document, tmp_path) == ["1. one", "plain", "2. two", "40. forty", "41. next", "none"]


def test_numbers_that_come_with_a_style(tmp_path: Path) -> None:
    document = docx.Document()
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
        '<w:pStyle w:val="Heading1"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="Heading2"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    with_list(document, f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>')
    for name in ("Heading 1", "Heading 2"):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:numId w:val="7"/></w:numPr>'))
    for text, level in (("Introduction", 1), ("Scope", 2), ("Aims", 2), ("Activities", 1), ("Scope", 2)):
        document.add_heading(text, level)
    assert lines(document, tmp_path) == ["I. Introduction", "1.1 Scope", "1.2 Aims", "II. Activities", "2.1 Scope"]


def test_an_unknown_form_of_numbers_is_told(tmp_path: Path) -> None:
    document = docx.Document()
    with_list(document, numbering([("ideographLegalTraditional", "%1.")]))
    add(document, "text", 0)
    document.save(str(tmp_path / "a.docx"))
    source = read_source(tmp_path / "a.docx")
    assert source.text == "1. text\n"
    assert "ideographLegalTraditional" in source.problems[0].message


def test_revisions_hidden_text_fields_and_signs(tmp_path: Path) -> None:
    document = docx.Document()
    add_xml(
        document,
        "<w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>asks</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>requests</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t> shown</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink>"
        "<w:r><w:t> a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>",
    )
    add_xml(document, "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r>")
    add(document, "paragraph")
    assert lines(document, tmp_path) == ["It requests shown link a-b\tc", "One paragraph"]


def test_tables_boxes_headers_and_pages(tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "A/TEST/2018/1"
    section.header.paragraphs[0].text = "running header"
    section.footer.paragraphs[0].text = "V.18-00000"
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Country", "Number", "Malawi", "12"), strict=True
    ):
        cell.text = text
    content = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Beside it</w:t><w:br w:type='page'/><w:t>second page</w:t></w:r>"
    )
    add_xml(document, box)
    add_xml(document, "<w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>third page</w:t></w:r>")
    pages = [[line for line in page.split("\n") if line] for page in read(document, tmp_path).split("\f")]
    assert pages == [
        ["A/TEST/2018/1", "Country\tNumber", "Malawi\t12", "Beside it"],
        ["second page", "in a box"],
        ["third page"],
    ]


def test_notes_stand_where_their_page_ends(tmp_path: Path) -> None:
    document = docx.Document()
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for i, text in ((5, "See A/72/643."), (6, "E/2017/30."), (9, "* CTOC/COP/2018/1."))
    )
    blob = f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>{notes}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    add_xml(
        document,
        "<w:r><w:t>Agenda</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows='1' w:id='9'/><w:t>*</w:t></w:r>",
    )
    add_xml(
        document,
        "<w:r><w:t>First.</w:t></w:r><w:r><w:footnoteReference w:id='5'/></w:r><w:r><w:br w:type='page'/></w:r>",
    )
    add_xml(document, "<w:r><w:t>Second.</w:t></w:r><w:r><w:footnoteReference w:id='6'/></w:r>")
    add_xml(
        document,
        "<w:r><w:t>Third.</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>(٣)</w:t></w:r>",
    )
    pages = [[line for line in page.split("\n") if line] for page in read(document, tmp_path).split("\f")]
    assert pages == [
        ["Agenda*", "First.^(1)", "* CTOC/COP/2018/1.", "(1) See A/72/643."],
        ["Second.^(2)", "Third.^(٣)", "(2) E/2017/30."],
    ]


@pytest.mark.parametrize("expanded", [False, True])
def test_entities_within_a_package_are_not_expanded(expanded: bool, tmp_path: Path) -> None:
    document = docx.Document()
    add(document, "text")
    stream = io.BytesIO()
    document.save(stream)
    path = tmp_path / "a.docx"
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if expanded and name == "word/document.xml":
                start = content.index(b"<w:document")
                content = f"<!DOCTYPE a [{laughs}]>".encode() + content[start:].replace(b"text", b"text&l11;")
            new.writestr(name, content)
    if not expanded:
        assert read_source(path).text == "text\n"
        return
    with pytest.raises(SourceRefused) as refused:
        read_source(path)
    assert refused.value.key == "damaged"
