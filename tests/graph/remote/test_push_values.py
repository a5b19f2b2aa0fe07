"""Values of all sorts through real stores: each comes back as it was, or the push says that the store changes it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from loaders.text import grouped
from ontology.namespaces import expand

from .command import Sijill
from .server import Server
from .small import beside, description, held_by, put, quad, state_of, write


def typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(expand(f"xsd:{kind}")))


def tagged(text: str, tag: str) -> ox.Literal:
    return ox.Literal(text, language=tag)


KEPT: dict[str, ox.Literal | ox.NamedNode] = {
    "marks": tagged("سِجِلّ ٱلْقَرَارَاتِ ـ", "ar"),
    "ends of lines": ox.Literal("a\nb\r\nc\rd\te"),
    "quotes": ox.Literal('"a" \\ \'b\' """ \\n \\u0041 \\'),
    "control characters": ox.Literal("".join(map(chr, [*range(1, 32), 0x7F, 0x85, 0x9F]))),
    "emoji": ox.Literal("🕊️👩🏽‍⚖️𝒳"),
    "directions": ox.Literal("\u200f\u200e\u202b\u202c\u2066\u2069\u061c\ufeff\u200d\u200c\u00ad"),
    "last code points": ox.Literal("\ufffe\uffff\U0010ffff\ue000\ufffd"),
    "long": tagged("مجلس " * 12_000, "ar"),
    "empty": ox.Literal(""),
    "empty in a language": tagged("", "ar"),
    "not composed": ox.Literal("e\u0301 é أ أ"),
    "spaces": ox.Literal("  a  \u00a0 \u2028\u2029 "),
    "like SPARQL": ox.Literal("?x $y {z} <urn:a> # ; . @ ^^ %20 __ ?? } INSERT"),
    "tag of a region": tagged("a", "ar-eg"),
    "tag of a script": tagged("a", "zh-hant-tw"),
    "integer": typed("42", "integer"),
    "negative": typed("-7", "integer"),
    "decimal": typed("3.25", "decimal"),
    "long decimal": typed("1234567890123456.123456789", "decimal"),
    "whole decimal": typed("3", "decimal"),
    "true": typed("true", "boolean"),
    "date": typed("2018-10-15", "date"),
    "year": typed("2018", "gYear"),
    "month": typed("2018-10", "gYearMonth"),
    "time": typed("10:00:00", "time"),
    "moment": typed("2018-10-15T10:00:00Z", "dateTime"),
    "moment of no zone": typed("2018-10-17T10:00:00", "dateTime"),
    "moment of another zone": typed("2018-10-15T10:00:00+03:00", "dateTime"),
    "fraction of a second": typed("2018-10-15T10:00:00.123Z", "dateTime"),
    "no date": typed("2018-13-45", "date"),
    "address": typed("http://a.net/x y", "anyURI"),
    "type of one's own": ox.Literal("x", datatype=ox.NamedNode("https://a.net/t#d")),
    "IRI with per cent": ox.NamedNode("https://a.net/%D9%85/%2F?x=%20&y='z'#f"),
    "IRI in Arabic": ox.NamedNode("https://a.net/قرار/é𝒳"),
    "IRI with signs": ox.NamedNode("https://a.net/a(b)c,;:@!$*+~"),
    "IRI of mail": ox.NamedNode("mailto:a@b.net"),
}
"""What both stores keep: the forms in which the graphs of this project are written, and more.

A date with a zone, such as 2018-10-16Z, is not among them: Virtuoso 7.2.5 loses the zone where its column holds others
without one, in one index and not in another, so that it comes back in either form and cannot be removed any more.
"""
CHANGED: dict[str, ox.Literal | ox.NamedNode] = {
    "leading zero": typed("01", "integer"),
    "sign": typed("+5", "integer"),
    "zeros at the end": typed("1.00", "decimal"),
    "whole decimal with a point": typed("3.0", "decimal"),
    "truth as a number": typed("1", "boolean"),
    "double": typed("1.5E0", "double"),
}
"""What both stores write in a form of their own."""


def in_graphs(values: dict[str, ox.Literal | ox.NamedNode]) -> list[ox.Quad]:
    """A graph for each value, and the dataset that lists them."""
    graphs = {name: f"https://a.net/id/value/{number}" for number, name in enumerate(values)}
    found = [quad(graphs[name], "rdfs:label", value, graphs[name]) for name, value in values.items()]
    return [*found, *description([*graphs.values(), "https://a.net/graph/dataset"])]


def test_what_stores_keep_comes_back_to_the_byte(clean_server: Server, writer: Sijill, tmp_path: Path) -> None:
    given = in_graphs(KEPT)
    run = writer("push", clean_server.address, "--files", write(given, tmp_path / "x.nq"))
    assert run.status == 0 and held_by(clean_server) == beside(clean_server, state_of(given))
    assert writer("pull", clean_server.address, "-o", str(tmp_path / "back")).status == 0
    lines = sorted({f"{one} .\n" for one in given})
    assert (tmp_path / "back" / "sijill.nq").read_bytes() == "".join(lines).encode()
    lines = sorted({f"{one.triple} .\n" for one in given})
    assert (tmp_path / "back" / "sijill.nt").read_bytes() == "".join(lines).encode()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_stores_change_is_found_and_told(clean_server: Server, writer: Sijill, tmp_path: Path, lang: str) -> None:
    given = in_graphs(CHANGED)
    file = write(given, tmp_path / "x.nq")
    run = writer("push", clean_server.address, "--files", file, lang=lang)
    wanted = beside(clean_server, state_of(given))
    differ = [name for name, triples in held_by(clean_server).items() if triples != wanted[name]]
    said = {"en": "the store changes what is written: compare with sijill diff", "ar": "فالمخزن يغيّر ما يُكتب فيه"}
    assert len(differ) >= len(CHANGED) and f"({grouped(str(len(differ)), lang)})" in run.err
    assert run.status == 1 and said[lang] in run.err and min(differ) in run.err
    assert writer("push", clean_server.address, "--files", file, "--no-verify").status == 0, "who does not want to know"


def test_two_values_that_a_store_writes_alike_are_not_taken_for_one(
    clean_server: Server, writer: Sijill, tmp_path: Path
) -> None:
    both = [quad("https://a.net/x", "rdfs:label", typed(text, "integer"), "https://a.net/g") for text in ("1", "01")]
    file = write(both, tmp_path / "x.nq")
    run = writer("push", clean_server.address, "--files", file)
    said = {"oxigraph": "the store does not hold what was sent", "virtuoso": "writes two different values alike"}
    assert run.status == 1 and said[clean_server.kind] in run.err
    clean_server.clear()
    old = {"https://a.net/g": frozenset({'<https://a.net/x> <https://a.net/p> "old"'})}
    put(clean_server, old)
    run = writer("push", clean_server.address, "--files", file)
    assert run.status == 1 and "writes two different values alike" in run.err
    assert held_by(clean_server) == old, "and nothing is left aside"


@pytest.mark.parametrize("value", [typed("12345678901234567890123", "integer"), typed("P1Y2M", "duration")])
def test_virtuoso_refuses_some_values_and_says_which(
    clean_virtuoso: Server, sijill: Sijill, tmp_path: Path, value: ox.Literal
) -> None:
    sijill.as_writer(clean_virtuoso)
    file = write([quad("https://a.net/x", "rdfs:label", value, "https://a.net/g")], tmp_path / "x.nq")
    run = sijill("push", clean_virtuoso.address, "--files", file)
    assert run.status == 1 and sijill.waits == [], "to try again is of no use"
    assert "the store refuses the request" in run.err and "Virtuoso 220" in run.err
    assert "The store holds what it held before" in run.err
    assert all(name.startswith("urn:sijill:plan:") for name in clean_virtuoso.graphs())
