"""HTML: what a reader sees is read, and nothing is fetched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.formats import read_source
from loaders.documents.html import html_text


def shown(page: str) -> str:
    return html_text(page.encode(), "a.html")[0]


def test_blocks_lines_and_tables() -> None:
    page = """<!DOCTYPE html><html lang=ar dir=rtl><head><title>عنوان</title><style>p{}</style></head><body>
    <nav><a href=x>Home</a></nav><h1>أولاً -  مقدمة</h1><p>١- قررت
    اللجنة <b>أن</b> تنظر<br>في التقرير.<script>x()</script></p>
    <table><tr><th>البلد<th>العدد<tr><td>ملاوي<td>١٢</table>
    <div hidden>مخفي</div><p style="display:none">مخفي</p></body></html>"""
    expected = "أولاً - مقدمة\n\n١- قررت اللجنة أن تنظر\nفي التقرير.\n\nالبلد\tالعدد\nملاوي\t١٢\n"
    assert shown(page) == expected


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<ol><li>a<li>b</ol>", "1. a\n2. b\n"),
        ("<ol start=9><li>a<li value=20>b<li>c</ol>", "9. a\n20. b\n21. c\n"),
        ("<ol type=I start=3><li>a<ol type=a><li>x<li>y</ol><li>b</ol>", "III. a\na. x\nb. y\nIV. b\n"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n1. b\n"),
        ("<ol style='list-style-type: arabic-indic'><li>أ</ol>", "١. أ\n"),
        ("<ol type=A><li><p>a</p><li><p>b</p></ol>", "A. a\nB. b\n"),
        ("<ul><li>a<li>b</ul>", "• a\n• b\n"),
        ("<ol style='list-style: none'><li>1. a</ol>", "1. a\n"),
        ("<ol start=x><li>a</ol><li>b", "1. a\n\nb\n"),
    ],
)
def test_lists(page: str, text: str) -> None:
    assert shown(page) == text


def test_marks_of_notes() -> None:
    page = "<p>Text.<sup>1</sup> More<sup><a href='#n'>[2]</a></sup> 4<sup>th</sup>."
    page += "<p><sup>1</sup> See A/72/643.<p>نص<sup>(٢)</sup>"
    assert shown(page) == "Text.^(1) More^(2) 4th.\n\n(1) See A/72/643.\n\nنص^(٢)\n"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("windows-1256", "windows-1256"),
        ("windows-1256", ""),
        ("iso-8859-6", "iso-8859-6"),
        ("utf-8", ""),
        ("utf-16", ""),
    ],
)
def test_the_page_names_its_encoding_or_the_bytes_tell(encoding: str, declared: str, tmp_path: Path) -> None:
    meta = f"<meta charset={declared}>" if declared else ""
    text = "قررت اللجنة في دورتها العاشرة أن تنظر في تقرير الأمين العام عن منع الجريمة"
    path = tmp_path / "a.html"
    path.write_bytes(f"<html><head>{meta}</head><body><p>{text}</body></html>".encode(encoding))
    assert read_source(path).text == text + "\n"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a request to the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    path = tmp_path / "a.html"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"'
        f' [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        '<html xmlns:xi="http://www.w3.org/2001/XInclude"><link rel=stylesheet href="http://127.0.0.1:9/a.css">'
        '<body background="http://127.0.0.1:9/b.png"><img src="http://127.0.0.1:9/c.png">'
        '<script src="http://127.0.0.1:9/d.js"></script>'
        f'<iframe src="http://127.0.0.1:9/e"></iframe><xi:include href="{secret.as_uri()}"/>'
        "<p>Text &s; &amp; more</p></body></html>"
    )
    text = read_source(path).text
    assert "Text" in text
    assert "& more" in text
    assert "secret" not in text


def test_deep_nesting_is_bounded_and_told() -> None:
    text, problems = html_text(b"<html><body>start" + b"<b>" * 100_000 + b"deep", "a.html")
    assert "start" in text
    assert "deep" in text or problems


@given(
    st.lists(
        st.sampled_from(
            ["<ol>", "<li>", "</ol>", "<sup>", "1", "</sup>", "<p>", "<br>", "<td>", "نص ", "<pre>", "&#0;", "<!--"]
        )
    )
)
def test_no_page_raises(parts: list[str]) -> None:
    text = shown("".join(["<html>", *parts]))
    assert "\n\n\n" not in text
    assert "\v" not in text
