"""What a program read is apart from what people recorded, in its place, with the reading that made it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build import assemble, default_registers, load
from graph.dataset import ONTOLOGY_GRAPH, Dataset
from graph.store import fill
from graph.validate import validate
from loaders.documents.emit_read import read_registers
from loaders.documents.known import Known
from loaders.documents.reader import Reader
from loaders.documents.reading import Reading
from loaders.documents.structure import Given
from loaders.register import Register, read_register
from ontology.namespaces import expand, thing_iri
from ontology.vocabulary import key, vocabulary
from tests.conftest import SMALL, TEXTS

REPORT, RESOLUTION = "document/CAC/COSP/2019/12", "document/E/RES/2016/40"


Ask = Callable[[str], list[tuple[str, ...]]]


@pytest.fixture(scope="module")
def ask(read_dataset: Dataset) -> Ask:
    store = fill(read_dataset.quads())

    def rows(text: str) -> list[tuple[str, ...]]:
        names = {name: expand(f"{name}:") for name in ("sj", "sjc", "oa", "eli", "schema", "prov", "dcterms", "sd")}
        answer = store.query(text, prefixes=names)
        assert isinstance(answer, ox.QuerySolutions)
        return sorted(tuple("" if cell is None else key(cell) for cell in row) for row in answer)

    return rows


def test_the_whole_conforms_to_the_shapes(read_dataset: Dataset) -> None:
    found = validate(read_dataset.merged(leave_out=[ONTOLOGY_GRAPH]), vocabulary())
    assert [r for r in found.results if r.severity == "Violation"] == []


def test_what_registers_say_is_not_touched_by_reading(read_dataset: Dataset, dataset: Dataset) -> None:
    kept = set(dataset.graphs) - {dataset.inferred_graph, dataset.description_graph}
    authority = f"{dataset.base}graph/authority"
    assert all(read_dataset.graphs[name] == dataset.graphs[name] for name in kept - {authority})
    assert read_dataset.graphs[authority] >= dataset.graphs[authority]  # more of its things are in use


def test_reading_one_document_again_replaces_its_graphs_alone(
    registers: list[Register], read_dataset: Dataset, report: Reading
) -> None:
    alone = assemble(registers, readings=[report])
    of_report = thing_iri(REPORT)
    for name in (n for n in alone.graphs if n == of_report or n.startswith(f"{of_report}/")):
        assert alone.graphs[name] == read_dataset.graphs[name]
    gone = {n for n in read_dataset.graphs if n not in alone.graphs}
    assert gone and all(n.startswith(thing_iri(RESOLUTION)) for n in gone)


def test_mentions_point_at_the_words_that_they_quote(ask: Ask, report: Reading, resolution: Reading) -> None:
    rows = ask(
        "SELECT ?part ?start ?end ?exact WHERE { ?m a sj:Mention ; oa:hasTarget ?t . ?t oa:hasSource ?part ;"
        " oa:hasSelector ?p , ?q . ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact }"
    )
    texts = {}
    for identifier, reading in ((REPORT, report), (RESOLUTION, resolution)):
        register = Register(Path("x"), "x", identifier, {})
        document = reading.document
        assert document.cover is not None
        for part in (document.cover, *document.parts):
            texts[thing_iri(register.part(part.number))] = part.text
    assert len(rows) > 20
    assert all(texts[part][int(start) : int(end)] == exact for part, start, end, exact in rows)


def test_citations_are_cited_by_the_paragraph_in_its_graph_of_what_was_read(ask: Ask) -> None:
    part = thing_iri(f"{RESOLUTION}/para/pp1")
    cited = ask(f"SELECT ?d WHERE {{ GRAPH <{part}/read> {{ <{part}> eli:cites ?d }} }}")
    assert cited == [(thing_iri("document/E/RES/2014/22"),)]
    assert ask(f"SELECT ?d WHERE {{ GRAPH <{part}> {{ <{part}> eli:cites ?d }} }}") == []


def test_each_graph_of_what_was_read_leads_to_the_reading_and_its_tool(ask: Ask, report: Reading) -> None:
    rows = ask(
        "SELECT ?part ?graph ?digest ?version WHERE { ?part sj:readGraph ?graph . ?graph prov:wasGeneratedBy ?run ."
        " ?run sj:fileDigest ?digest ; prov:wasAssociatedWith ?tool . ?tool schema:softwareVersion ?version }"
    )
    described = ask("SELECT ?g WHERE { ?d sj:graphRole sjc:graph-role-read ; sd:name ?g }")
    assert {graph for _, graph, _, _ in rows} == {graph for (graph,) in described}
    assert all(graph == f"{part}/read" for part, graph, _, _ in rows)
    assert report.digest in {digest for *_, digest, _ in rows}


def test_the_text_is_given_where_it_was_asked_for(ask: Ask, report: Reading) -> None:
    rows = ask("SELECT ?part ?text WHERE { GRAPH ?g { ?part schema:text ?text } }")
    texts = {row[0]: row[1] for row in rows}
    wanted = {p.number: p.text for p in report.document.parts if p.kind == "paragraph"}
    assert texts[thing_iri(f"{REPORT}/para/1")] == wanted["1"]
    assert not any(part.startswith(thing_iri(RESOLUTION)) for part in texts)


def test_the_document_is_described_in_its_own_graph(ask: Ask) -> None:
    iri = thing_iri(RESOLUTION)
    graph = f"GRAPH <{iri}> {{ <{iri}> %s ?value }}"
    assert ask(f"SELECT ?value WHERE {{ {graph % 'sj:adoptedBy'} }}") == [(thing_iri("body/ecosoc"),)]
    assert ask(f"SELECT ?value WHERE {{ {graph % 'sj:issuedOn'} }}") == [("2016-08-02",)]
    assert ask(f"SELECT ?value WHERE {{ {graph % 'sj:adoptedOn'} }}") == [("2016-07-27",)]
    parts = f"SELECT ?n WHERE {{ GRAPH <{iri}> {{ ?p a sj:Paragraph ; eli:number ?n }} }}"
    assert ("pp1",) in ask(parts) and ("4",) in ask(parts)


def test_a_document_that_a_register_describes_is_not_described_again(registers: list[Register], reader: Reader) -> None:
    known = [*registers, read_register(SMALL)]
    symbol = next(r.document for r in known if r.folder == SMALL).removeprefix("document/")
    reading = reader.read(TEXTS / "report.ar.txt", Given(symbol=symbol))
    read = read_registers([reading], known)[0]
    assert read.document in Known(known).curated and read.sections == []
    whole, without = assemble(known, readings=[reading]), assemble(known)
    document = thing_iri(read.document)
    assert whole.graphs[document] == without.graphs[document]


def test_documents_that_are_named_elsewhere_conform_with_one_name_each(
    registers: list[Register], reader: Reader, tmp_path: Path
) -> None:
    named, known = (
        "document/A/RES/71/167",
        next(t for r in registers for t in r.things if t.id == "document/A/RES/71/167"),
    )
    readings = [reader.read(TEXTS / "resolution.en.txt", Given(symbol=named.removeprefix("document/")))]
    for own, other, title in (("A/70/100", "A/70/101", "Registers of ships"), ("A/70/101", "A/70/100", "Of aircraft")):
        path = tmp_path / own.replace("/", "_")
        page = f"United Nations  {own}\nDistr.: General\n10 March 2016\nOriginal: English\n\nGeneral Assembly\n\n"
        body = f"Report of the Secretary-General\n\n1. See documents {other} and A/70/200.\n\n2. See also {own}.\n"
        path.write_text(f"{page}{title}\n\n{body}", encoding="utf-8")
        readings.append(reader.read(path, Given()))
    readings += [reader.read(TEXTS / name, Given()) for name in ("report.en.txt", "resolution.ar.txt")]
    readings += [reader.read(TEXTS / f"versions.{language}.txt", Given()) for language in ("ar", "en")]
    made = assemble(registers, readings=readings)
    found = validate(made.merged(leave_out=[ONTOLOGY_GRAPH]), vocabulary())
    assert [str(result) for result in found.results if result.severity == "Violation"] == []
    names = {ox.NamedNode(thing_iri(d)) for d in (named, "document/A/70/100", "document/A/70/101")}
    labels = [t.object for t in made.merged() if t.subject in names and t.predicate.value == expand("skos:prefLabel")]
    english = sorted(label.value for label in labels if isinstance(label, ox.Literal) and label.language == "en")
    assert english == sorted([known.labels["en"], "Registers of ships", "Of aircraft"])


def test_each_item_of_an_agenda_is_one(registers: list[Register], reader: Reader) -> None:
    read = read_registers([reader.read(TEXTS / "resolution.ar.txt", Given())], registers)[0]
    items = [t for t in read.things if t.cls == "AgendaItem"]
    names = {t.labels["ar"].partition(" من ")[0]: t.labels["en"].partition(" of ")[0] for t in items}
    assert names == {"البند ٢١ (ب)": "Item 21 (b)", "البند ١٠٨": "Item 108"}


def test_a_lone_surrogate_does_not_reach_the_graph(registers: list[Register], reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = "Distr.: General\n\n1. The Office \ud800met in Vienna on 5 May 2016.\n\n2. It met again.\n"
    path.write_bytes(words.encode("utf-8", "surrogatepass"))
    reading = reader.read(path, Given(symbol="A/73/999"), with_text=True)
    made = assemble(registers, readings=[reading])
    texts = [t.object for g in made.graphs.values() for t in g if t.predicate.value == expand("schema:text")]
    assert any("met in Vienna" in key(text) for text in texts)


def test_two_languages_of_one_document_give_both_labels(
    registers: list[Register], reader: Reader, tmp_path: Path
) -> None:
    english = (TEXTS / "report.en.txt").read_text(encoding="utf-8")
    path = tmp_path / "report.en.txt"
    path.write_text(english, encoding="utf-8")
    arabic = reader.read(TEXTS / "report.ar.txt", Given())
    other = reader.read(path, Given(symbol=arabic.document.front.symbol))
    register = read_registers([arabic, other], registers)[0]
    document = next(t for t in register.things if t.id == register.document)
    assert set(document.statuses.values()) == {"printed"}
    assert {t.id.rpartition("/")[2] for t in register.things if t.cls == "LanguageVersion"} == {"ar", "en"}
    assert load(default_registers())[0].document == ""


def test_the_mark_of_a_footnote_is_no_quantity(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "1. Resources came to 12 offices, 1\nand to no other.\n\n2. The rest went to 3 States.\n\n1 See A/73/85.\n"
    path.write_text(f"Distr.: General\n\nReport of the Secretary-General\n\n{text}", encoding="utf-8")
    parts = {p.number: p for p in reader.read(path, Given(symbol="A/73/999")).document.parts}
    assert parts["fn1"].anchor == ("1", parts["1"].text.index(" 1\n") + 1)
    assert [m.value for m in parts["1"].mentions if m.kind == "number"] == ["12"]
    assert [m.value for m in parts["2"].mentions if m.kind == "number"] == ["3"]
