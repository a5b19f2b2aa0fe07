"""The difference of two graphs: nothing for equal ones, each kind of change as a reader and a program meet it."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from graph.build import assemble, build, load, without_inferred
from graph.dataset import ONTOLOGY_GRAPH, Dataset
from graph.diff import Difference, Kind, Origin
from graph.diff_forms import CS, to_json, to_turtle
from graph.diff_statements import read
from graph.diff_text import to_markdown, to_text
from loaders.register import Register
from ontology.namespaces import DEFAULT_BASE, expand, graph_iri, thing_iri
from ontology.vocabulary import HERE, key
from tests.conftest import ROOT, SMALL
from tests.graph.test_cli import sijill

Quads = set[ox.Quad]
Edit = Callable[[Path], None]


def quads_of(folder: Path) -> Quads:
    return set(assemble(load([folder])).quads())


@pytest.fixture(scope="module")
def before() -> Quads:
    return quads_of(SMALL)


def graph_of(quad: ox.Quad) -> str:
    assert isinstance(quad.graph_name, ox.NamedNode)
    return quad.graph_name.value


def edit_text(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit(folder: Path, table: str, *changes: tuple[str, str]) -> Quads:
    """Change the text of a table and give the graph that it makes."""
    for old, new in changes:
        edit_text(folder / f"{table}.csv", old, new)
    return quads_of(folder)


SUBJECT = "2,event/test-workshop,dcterms:subject,topic/testing,\n"
LOCATION = "2,event/test-workshop,schema:location,country/TUN,\n"
CHAIR = "1,1,country/TUN,body/test-commission,chair,2018,2019-06\n"
TOPIC = "topic/testing,Topic,الاختبار,described,Testing,translated,,,\n"
CHANGES = [
    pytest.param(
        ["statements", ("2019-02,", "2019-03,")],
        "~ date: from February 2019 to March 2019 (paragraph 2 of A/TEST/1)",
        "~ التاريخ: من شباط/فبراير ٢٠١٩ إلى آذار/مارس ٢٠١٩ (الفقرة ٢ من الوثيقة A/TEST/1)",
        id="another value",
    ),
    pytest.param(
        ["figures", (",1200,", ",1300,")],
        "~ value: from 1,200 to 1,300 (paragraph 2 of A/TEST/1)",
        "~ القيمة: من ١٬٢٠٠ إلى ١٬٣٠٠ (الفقرة ٢ من الوثيقة A/TEST/1)",
        id="another figure",
    ),
    pytest.param(
        ["statements", (LOCATION, LOCATION.replace("TUN", "EGY"))],
        "~ location: from Tunisia to Egypt (paragraph 2 of A/TEST/1)",
        "~ مكان الانعقاد: من تونس إلى مصر (الفقرة ٢ من الوثيقة A/TEST/1)",
        id="another thing",
    ),
    pytest.param(
        ["statements", (LOCATION, LOCATION.replace("2", "1", 1))],
        "> location: Tunisia (moved from paragraph 2 of A/TEST/1 to paragraph 1 of A/TEST/1)",
        "> مكان الانعقاد: تونس (نُقلت العبارة من الفقرة ٢ من الوثيقة A/TEST/1 إلى الفقرة ١ من الوثيقة A/TEST/1)",
        id="another paragraph",
    ),
    pytest.param(
        ["statements", (LOCATION, LOCATION.replace("2", "1", 1).replace("TUN", "EGY"))],
        "~ location: from Tunisia (paragraph 2 of A/TEST/1) to Egypt (paragraph 1 of A/TEST/1)",
        "~ مكان الانعقاد: من تونس (الفقرة ٢ من الوثيقة A/TEST/1) إلى مصر (الفقرة ١ من الوثيقة A/TEST/1)",
        id="another value in another paragraph",
    ),
    pytest.param(
        ["statements", (SUBJECT, SUBJECT.replace("2", "1", 1) + SUBJECT)],
        "+ subject: Testing (paragraph 1 of A/TEST/1; already stated in paragraph 2 of A/TEST/1)",
        "(الفقرة ١ من الوثيقة A/TEST/1؛ وكانت واردة من قبل في الفقرة ٢ من الوثيقة A/TEST/1)",
        id="another paragraph as well",
    ),
    pytest.param(
        ["statements", ("2,event/test-workshop,schema:organizer,body/test-commission,\n", "")],
        "- organizer: Test Commission (paragraph 2 of A/TEST/1)",
        ": لجنة التجارب (الفقرة ٢ من الوثيقة A/TEST/1)",
        id="a statement less",
    ),
    pytest.param(
        ["statements", ("seminar", "summit")],
        "(register A/TEST/1)",
        "(السجل A/TEST/1)",
        id="what no paragraph states",
    ),
    pytest.param(
        ["things", ("Test workshop", "Trial workshop")],
        "~ preferred label: from Test workshop to Trial workshop (register A/TEST/1)",
        "~ التسمية المفضلة: من Test workshop [en] إلى Trial workshop [en] (السجل A/TEST/1)",
        id="another name",
    ),
    pytest.param(
        ["things", ("Testing,translated", "Testing,official")],
        "~ label status [en]: from translated here to official (register A/TEST/1)",
        "~ حالة التسمية [en]: من مترجمة هنا إلى رسمية (السجل A/TEST/1)",
        id="another status of a name",
    ),
    pytest.param(
        ["things", ("TC,", "T.C.,")],
        "~ alternative label: from TC to T.C. (register A/TEST/1)",
        "~ تسمية أخرى: من TC [en] إلى T.C. [en] (السجل A/TEST/1)",
        id="another acronym",
    ),
    pytest.param(
        ["corrections", ("٢٠٠ ١", "٢٠٠١")],
        "~ text as printed: from ٢٠٠ ١ [ar] to ٢٠٠١ [ar] (register A/TEST/1)",
        "~ النص كما طُبع: من ٢٠٠ ١ إلى ٢٠٠١ (السجل A/TEST/1)",
        id="another quotation of a correction",
    ),
    pytest.param(
        ["paragraphs", (" | country/TUN", "")],
        "- mentions: Tunisia (paragraph 2 of A/TEST/1)",
        "- يذكر: تونس (الفقرة ٢ من الوثيقة A/TEST/1)",
        id="a mention less",
    ),
]


@pytest.mark.parametrize(("changes", "english", "arabic"), CHANGES)
def test_each_kind_of_change_is_one_line_in_both_languages(
    before: Quads, small: Path, changes: list[Any], english: str, arabic: str
) -> None:
    found = Difference(before, edit(small, *changes))
    marks = ("+ ", "- ", "~ ", "> ")
    for language, expected in (("en", english), ("ar", arabic)):
        text = to_text(found, language)
        assert text.splitlines()[0] == {"en": "Changed: 1", "ar": "أشياء تغيّرت: ١"}[language]
        lines = [line.strip() for line in text.splitlines() if line.strip().startswith(marks)]
        assert len(lines) == 1 and expected in lines[0], text


def test_things_are_new_and_gone_with_what_is_said_of_them(before: Quads, small: Path) -> None:
    second = "topic/second,Topic,موضوع ثان,described,Second topic,translated,,,\n"
    edit_text(small / "things.csv", TOPIC, second + TOPIC)
    edit_text(small / "statements.csv", SUBJECT, SUBJECT + "2,topic/second,skos:broader,topic/testing,\n")
    found = Difference(before, edit(small, "memberships", (CHAIR, "")))
    assert to_text(found, "en").split("\nConsequences")[0] == (
        "New: 1\n\n"
        "  Second topic (topic)\n"
        "    topic/second\n"
        "    + preferred label: موضوع ثان [ar] (register A/TEST/1)\n"
        "    + broader concept: Testing (paragraph 2 of A/TEST/1)\n\n"
        "Gone: 1\n\n"
        "  Tunisia: chair, Test Commission (2018 – June 2019) (membership)\n"
        "    document/A/TEST/1/para/1#membership-1\n"
        "    - preferred label: تونس: رئيس، لجنة التجارب (٢٠١٨ – حزيران/يونيه ٢٠١٩) [ar] (register A/TEST/1)\n"
        "    - member: Tunisia (paragraph 1 of A/TEST/1)\n"
        "    - organization: Test Commission (paragraph 1 of A/TEST/1)\n"
        "    - role: chair (paragraph 1 of A/TEST/1)\n"
        "    - from: 2018 (paragraph 1 of A/TEST/1)\n"
        "    - to: June 2019 (paragraph 1 of A/TEST/1)\n"
    )
    arabic = to_text(found, "ar")
    assert "أشياء جديدة: ١\n\n  موضوع ثان (موضوع)\n    topic/second\n" in arabic
    assert "أشياء حُذفت: ١\n\n  تونس: رئيس، لجنة التجارب" in arabic


def test_another_name_does_not_make_every_label_made_from_it_a_change(before: Quads, small: Path) -> None:
    found = Difference(before, edit(small, "things", ("Test Commission", "Trial Commission")))
    text = to_text(found, "en")
    assert text.startswith("Changed: 1\n\n  Trial Commission (intergovernmental body)\n")
    # the membership and the mandate each have one English label, kept as skos:prefLabel and rdfs:label
    assert "labels made from values: 4 added, 4 removed" in text
    assert found.consequences()[Origin.label] == (4, 4)
    listed = {thing["id"] for thing in json.loads(to_json(found))["things"]}
    assert listed == {
        "body/test-commission",
        "body/test-commission#label-en",
        "document/A/TEST/1/para/1#mandate-1",
        "document/A/TEST/1/para/1#membership-1",
    }


def test_a_part_that_comes_or_goes_is_shown_by_what_it_says(before: Quads) -> None:
    quote = ox.NamedNode(thing_iri("document/A/TEST/1/para/2#correction-1-quote"))
    found = Difference({q for q in before if quote not in (q.subject, q.object)}, before)
    (entry,) = found.entries()
    assert (key(entry.thing).rpartition("/")[2], entry.kind) == ("2#correction-1", Kind.changed)
    assert [(s.step.value, s.predicate) for s in read(entry, found)] == [("+", expand("oa:exact"))]


def test_a_link_to_a_part_that_stays_is_no_repetition(before: Quads) -> None:
    link = ox.NamedNode(expand("skosxl:prefLabel"))
    event = ox.NamedNode(thing_iri("event/test-workshop"))
    found = Difference(before, {q for q in before if (q.subject, q.predicate) != (event, link)})
    assert to_text(found, "en").count("- label node: event/test-workshop#label-") == 2


def test_a_fact_that_one_of_two_paragraphs_no_longer_states_is_still_stated(before: Quads, small: Path) -> None:
    twice = edit(small, "statements", (SUBJECT, SUBJECT.replace("2", "1", 1) + SUBJECT))
    text = to_text(Difference(twice, before), "en")
    assert "- subject: Testing (paragraph 1 of A/TEST/1; still stated in paragraph 2 of A/TEST/1)" in text
    assert "؛ وما زالت العبارة واردة في الفقرة ٢" in to_text(Difference(twice, before), "ar")


def test_an_old_and_a_new_value_beside_others_are_not_taken_for_a_pair(before: Quads, small: Path) -> None:
    found = Difference(before, edit(small, "paragraphs", ("country/TUN | country/EGY", "country/TUN | country/SDN")))
    text = to_text(found, "en")
    assert "- mentions: Egypt" in text and "+ mentions: Sudan" in text and "~" not in text


def test_a_label_that_the_language_lacks_is_shown_in_the_other_with_its_tag(before: Quads, small: Path) -> None:
    after = edit(small, "statements", ("2019-02,", "2019-03,"))
    event = ox.NamedNode(thing_iri("event/test-workshop"))

    def without_arabic(quads: Quads) -> Quads:
        return {q for q in quads if q.subject != event or getattr(q.object, "language", None) != "ar"}

    text = to_text(Difference(without_arabic(before), without_arabic(after)), "ar")
    assert "  Test workshop [en] (حلقة عمل)\n    event/test-workshop\n" in text


def test_the_order_of_entries_follows_the_numbers_in_their_labels(dataset: Dataset) -> None:
    quads = set(dataset.quads())
    value = expand("schema:value")
    wanted = [thing_iri(f"document/CTOC/COP/2018/2/para/{n}") for n in (3, 36)]
    after = {q for q in quads if q.predicate.value != value or graph_of(q) not in wanted}
    text = to_text(Difference(quads, after), "en")
    figures = [f"para/3#figure-{n}\n" for n in (9, 10)]
    assert text.index(figures[0]) < text.index(figures[1])


def test_a_change_of_the_report_names_its_paragraph(dataset: Dataset) -> None:
    quads = set(dataset.quads())
    figure = ox.NamedNode(thing_iri("document/CTOC/COP/2018/2/para/36#figure-2"))
    (old,) = (q for q in quads if q.subject == figure and q.predicate.value == expand("schema:value"))
    new = ox.Quad(figure, old.predicate, ox.Literal("1500", datatype=key_type("xsd:integer")), old.graph_name)
    found = Difference(quads, quads - {old} | {new})
    assert [entry.kind for entry in found.entries()] == [Kind.changed]
    assert "~ value: from 1,492 to 1,500 (paragraph 36 of CTOC/COP/2018/2)" in to_text(found, "en")
    assert "~ القيمة: من ١٬٤٩٢ إلى ١٬٥٠٠ (الفقرة ٣٦ من الوثيقة CTOC/COP/2018/2)" in to_text(found, "ar")


def test_a_label_with_control_characters_breaks_no_line_and_commands_no_terminal() -> None:
    event, label = ox.NamedNode("https://w3id.org/sijill/id/event/x"), ox.NamedNode(expand("skos:prefLabel"))
    texts = ("One\n\n# two\x1b[2J", "One\u2028three\x9b2J")
    found = Difference(*([ox.Quad(event, label, ox.Literal(text, language="en"))] for text in texts))
    assert to_text(found, "en").splitlines() == [
        "Changed: 1",
        "",
        "  One three�2J",
        "    event/x",
        "    ~ preferred label: from One # two␛[2J to One three�2J",
        "",
    ]
    lines = to_markdown(found, "en").splitlines()
    assert "- **One three�2J** `event/x`" in lines
    assert "  - ✏️ preferred label: from One \\# two␛\\[2J to One three�2J" in lines


def key_type(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def test_what_is_inferred_counts_as_a_difference_and_is_listed_on_demand(registers: list[Register]) -> None:
    whole = assemble(registers)
    found = Difference(whole.quads(), without_inferred(whole, registers).quads())
    inferred = len(whole.graphs[whole.inferred_graph])
    assert not found.equal
    assert found.consequences()[Origin.inferred] == (0, inferred)
    assert found.entries((Origin.inferred, Origin.description)) == []
    text = to_text(found, "en")
    assert text.startswith("Nothing that is stated changed.\n") and text.count("\n") == 2
    assert f"inferred triples: 0 added, {inferred:,} removed" in text and "--all" in text
    assert "لم يتغيّر شيء مما ذُكر صراحةً" in to_text(found, "ar")
    assert "(inferred)\n" in to_text(found, "en", everything=True)


@pytest.fixture(scope="module")
def many_changes(before: Quads, tmp_path_factory: pytest.TempPathFactory) -> Difference:
    folder = tmp_path_factory.mktemp("many") / "small"
    shutil.copytree(SMALL, folder)
    edit_text(folder / "things.csv", TOPIC, "")
    edit_text(folder / "things.csv", "Test Commission,translated", "Trial *Commission*,official")
    edit_text(folder / "mandates.csv", "topic/testing", "")
    edit_text(folder / "memberships.csv", CHAIR, "")
    edit_text(folder / "figures.csv", "1200", "1300")
    return Difference(before, edit(folder, "statements", (SUBJECT, ""), (LOCATION, LOCATION.replace("2", "1", 1))))


CONSEQUENCE_GRAPHS = {graph_iri("inferred"), graph_iri("dataset"), ONTOLOGY_GRAPH}


def of_interest(quads: Quads, *, everything: bool) -> Quads:
    return {q for q in quads if everything or graph_of(q) not in CONSEQUENCE_GRAPHS}


def value_of(term: dict[str, str]) -> ox.NamedNode | ox.Literal:
    if term["type"] == "uri":
        return ox.NamedNode(term["value"])
    if "xml:lang" in term:
        return ox.Literal(term["value"], language=term["xml:lang"])
    return ox.Literal(term["value"], datatype=ox.NamedNode(term.get("datatype", expand("xsd:string"))))


@pytest.mark.parametrize("everything", [False, True])
def test_the_json_applied_to_the_old_graph_gives_the_new(many_changes: Difference, everything: bool) -> None:
    made = json.loads(to_json(many_changes, everything=everything))
    quads = of_interest(many_changes.before, everything=everything)
    for thing in made["things"]:
        subject = ox.NamedNode(thing["subject"]["value"])
        lists = {
            name: {
                ox.Quad(subject, ox.NamedNode(s["property"]), value_of(s["value"]), ox.NamedNode(s["graph"]))
                for s in thing[name]
            }
            for name in ("added", "removed")
        }
        assert lists["removed"] <= quads and not lists["added"] & quads
        quads = quads - lists["removed"] | lists["added"]
    assert quads == of_interest(many_changes.after, everything=everything)
    assert made["counts"]["added"] == sum(len(t["added"]) for t in made["things"])
    gone = {t["id"]: t for t in made["things"] if t["change"] == "gone" and t["partOf"] is None}
    assert set(gone) == {"topic/testing", "document/A/TEST/1/para/1#membership-1"}
    assert made["counts"]["gone"] == len(gone)
    assert gone["topic/testing"]["class"] == "sj:Topic"
    assert gone["topic/testing"]["labels"] == {"ar": "الاختبار", "en": "Testing"}


@pytest.mark.parametrize("everything", [False, True])
def test_the_turtle_applied_to_the_old_graph_gives_the_new(many_changes: Difference, everything: bool) -> None:
    text = to_turtle(many_changes, everything=everything)
    made = set(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    values: dict[tuple[Any, str], list[Any]] = {}
    for q in made:
        values.setdefault((q.subject, q.predicate.value), []).append(q.object)

    def statements(name: str) -> Quads:
        nodes = [q.object for q in made if q.predicate.value == CS + name]
        parts = ("rdf:subject", "rdf:predicate", "rdf:object", "dcterms:source")
        return {ox.Quad(*(values[node, expand(part)][0] for part in parts)) for node in nodes}

    added, removed = statements("addition"), statements("removal")
    quads = of_interest(many_changes.before, everything=everything)
    assert removed <= quads and not added & quads
    assert quads - removed | added == of_interest(many_changes.after, everything=everything)
    sets = [subject for subject, name in values if name == f"{CS}subjectOfChange"]
    assert all({label.language for label in values[s, expand("rdfs:label")]} == {"ar", "en"} for s in sets)
    assert not any(isinstance(node, ox.BlankNode) for q in made for node in (q.subject, q.object))


def test_rdflib_reads_the_turtle_as_the_same_triples(many_changes: Difference) -> None:
    text = to_turtle(many_changes, everything=True)
    graph = rdflib.Graph().parse(data=text, format="turtle")
    assert len(graph) == len(set(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)))
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{CS}ChangeSet")))) > 10


def test_markdown_reads_in_its_direction_and_escapes_what_the_data_hold(many_changes: Difference) -> None:
    english, arabic = to_markdown(many_changes, "en"), to_markdown(many_changes, "ar")
    assert english.startswith("## What changed in the graph\n\n### Changed: ")
    assert "**Trial \\*Commission\\* (intergovernmental body)** `body/test-commission`\n" in english
    assert "  - ✏️ value: from 1,200 to 1,300 (paragraph 2 of A/TEST/1)\n" in english
    assert arabic.startswith('<div dir="rtl">\n\n## ما تغيّر في الرسم البياني\n') and arabic.endswith("\n\n</div>\n")
    assert '<span dir="ltr">`body/test-commission`</span>' in arabic
    assert '<span dir="ltr">Trial \\*Commission\\* \\[en\\]</span> (السجل A/TEST/1)' in arabic


def test_equal_graphs_give_nothing_whatever_their_order(before: Quads) -> None:
    shuffled = sorted(before, key=str)
    random.Random(7).shuffle(shuffled)
    found = Difference(before, shuffled)
    assert found.equal
    assert [write(found, "en") for write in (to_text, to_markdown)] == ["", ""]
    assert to_turtle(found) == ""
    assert json.loads(to_json(found))["equal"] is True


def test_the_names_of_blank_nodes_do_not_matter_and_their_number_does() -> None:
    def ontology() -> Quads:
        path = str(HERE / "sijill.ttl")
        return set(ox.parse(path=path, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))

    one, other = ontology(), ontology()
    assert one != other
    assert Difference(one, other).equal
    union = ox.NamedNode(expand("owl:unionOf"))
    axiom = next(q for q in sorted(other, key=str) if q.predicate == union)
    assert not Difference(one, other - {axiom}).equal
    p = ox.NamedNode("https://example.org/p")
    twins = [ox.Quad(ox.BlankNode(), p, ox.Literal("x")) for _ in range(2)]
    found = Difference(twins[:1], twins)
    assert (len(found.added), len(found.removed)) == (1, 0)


def test_one_changed_blank_node_leaves_the_others_their_names() -> None:
    p = ox.NamedNode("https://example.org/p")

    def quads(*values: str) -> Quads:
        return {ox.Quad(ox.BlankNode(), p, ox.Literal(value)) for value in values}

    found = Difference(quads("a", "b", "c"), quads("a", "b", "d"))
    assert [key(q.object) for q in found.added] == ["d"] and [key(q.object) for q in found.removed] == ["c"]


def test_a_value_that_its_type_does_not_allow_is_shown_as_it_is_written() -> None:
    thing, date = ox.NamedNode(thing_iri("event/x")), ox.NamedNode(expand("date"))
    old, new = (
        ox.Quad(thing, date, ox.Literal(text, datatype=key_type("xsd:gYearMonth"))) for text in ("2017-12", "2017-13")
    )
    assert "~ date: from December 2017 to 2017-13\n" in to_text(Difference([old], [new]), "en")


def test_a_base_is_told_by_either_description() -> None:
    assert Difference([], []).bases == (DEFAULT_BASE, DEFAULT_BASE)
    dataset = ox.NamedNode("https://data.example.net/id/dataset/sijill")
    described = ox.Quad(dataset, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("dcat:Dataset")))
    assert set(Difference([described], []).bases) == {"https://data.example.net/"}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("builds")
    shutil.copytree(SMALL, folder / "small")
    build([folder / "small"], folder / "A")
    edit_text(folder / "small" / "statements.csv", "2019-02,", "2019-03,")
    build([folder / "small"], folder / "B")
    return folder


@pytest.mark.parametrize("form", ["table", "json", "ttl", "md"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_command_ends_as_diff_does_in_every_form(builds: Path, form: str, lang: str) -> None:
    options = ("--format", form, "--lang", lang)
    run = sijill("diff", "A", "B", *options, folder=builds)
    assert run.returncode == 1 and run.stdout and run.stderr == ""
    assert sijill("diff", "A", "B/sijill.trig", *options, folder=builds).stdout == run.stdout
    same = sijill("diff", "A", "A/sijill.trig", *options, folder=builds)
    assert same.returncode == 0 and same.stderr == ""
    assert (json.loads(same.stdout)["things"] == []) if form == "json" else (same.stdout == "")


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld"])
def test_a_form_without_graphs_is_compared_with_the_merged_set(builds: Path, ending: str) -> None:
    same = sijill("diff", "A", f"A/sijill.{ending}", folder=builds)
    assert same.returncode == 0 and same.stdout == ""
    assert f"A/sijill.{ending} has no named graphs" in same.stderr
    other = sijill("diff", f"A/sijill.{ending}", "B", "--lang", "ar", folder=builds)
    assert other.returncode == 1
    assert "~ التاريخ: من شباط/فبراير ٢٠١٩ إلى آذار/مارس ٢٠١٩\n" in other.stdout
    made = json.loads(sijill("diff", f"A/sijill.{ending}", "B", "--format", "json", folder=builds).stdout)
    assert made["graphs"] is False
    assert {s["graph"] for t in made["things"] for s in t["added"] + t["removed"]} == {None}
    assert f"لا رسوم بيانية مسماة في A/sijill.{ending}" in other.stderr and "nq أو trig" in other.stderr


def test_everything_is_listed_on_demand(builds: Path) -> None:
    run = sijill("diff", "A", "B", "--all", folder=builds)
    assert "~ earliest date: from 1 February 2019 to 1 March 2019 (inferred)" in run.stdout
    assert "(description of the dataset)" in run.stdout and "--all" not in run.stdout
    assert "earliest" not in sijill("diff", "A", "B", folder=builds).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["A"], "Missing argument"),
        (["A", "absent.ttl"], "absent.ttl: there is no such file"),
        (["absent", "A"], "sijill build"),
        (["A", "bad.ttl"], "bad.ttl:1:9"),
        (["A", "data.xyz"], "no RDF form"),
        (["A", "B", "--format", "csv"], "csv"),
    ],
)
def test_trouble_ends_with_status_2_and_says_what_it_is(builds: Path, arguments: list[str], message: str) -> None:
    (builds / "bad.ttl").write_text("<a> <b> .")
    (builds / "data.xyz").write_text("")
    run = sijill("diff", *arguments, folder=builds)
    assert run.returncode == 2 and run.stdout == ""
    assert message in run.stderr and "Traceback" not in run.stderr


def test_builds_under_different_bases_are_said_to_be_so(builds: Path) -> None:
    build([builds / "small"], builds / "C", "https://data.example.net/")
    run = sijill("diff", "B", "C", folder=builds)
    assert run.returncode == 1
    assert "different bases (https://w3id.org/sijill/ and https://data.example.net/)" in run.stderr


def test_the_command_is_among_those_that_help_shows() -> None:
    assert "diff" in sijill(folder=ROOT).stdout
