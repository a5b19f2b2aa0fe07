"""Pictures: what they show is what the data say, nothing overlaps, and both languages are drawn in their own way."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.boxes import BAR, EDGE_SIZE, LABEL_SIZE, NOTE_SIZE, PAD, Box, Lane, Link, Plan, label_box
from graph.captions import KINDS, caption, kind_of, kinds, property_label, values
from graph.columns import TooFar, plan
from graph.kept_pictures import FOLDER, kept
from graph.lettering import width
from graph.model_figure import MODEL, model, model_plan, model_svg
from graph.neighbourhood import MOST, between, sides
from graph.picture import more, neighbourhood_plan, neighbourhood_svg, part_plan, part_svg
from graph.statements import class_of, statements_of
from graph.svg import EDGE_INK, INK, LINE, PAGE
from loaders.text import grouped
from ontology.namespaces import SJ, expand, thing_iri
from ontology.vocabulary import key, vocabulary
from tests.conftest import ROOT

from .test_cli import sijill

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("ar", "en")
FULL = Path("/dev/full")
SHOWN = (
    "document/A/RES/71/167",
    "body/unodc",
    "country/KGZ",
    "campaign/blue-heart",
    "tool/case-law-database",
    "event/cop-9",
    "programme/glo-act",
    "country/TUV",
    "document/CTOC/COP/2018/2/para/36",
    "document/CTOC/COP/2018/2/para/36#figure-2",
)
SEVERAL = (
    "document/A/RES/72/195",
    "body/general-assembly",
    "body/unodc",
    "programme/glo-act",
    "tool/case-law-database",
    "document/CTOC/COP/2018/2/para/36",
)


def same(iri: str) -> str:
    return iri


def svg(store: ox.Store, identifier: str, language: str) -> str:
    return neighbourhood_svg(store, thing_iri(identifier), language, same)


def texts(element: ET.Element) -> list[str]:
    """The lines of text in an element, without the characters that isolate symbols."""
    return [re.sub("[\u2066\u2069]", "", "".join(t.itertext())) for t in element.iter(f"{SVG}text")]


def edge_labels(root: ET.Element) -> list[str]:
    """The labels of the edges; a group with a rectangle is a box that lists several things."""
    edges = [g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}rect") is None]
    return [g.findtext(f"{SVG}title") or "" for g in edges]


@pytest.fixture(scope="module")
def things(store: ox.Store) -> list[str]:
    labelled = store.quads_for_pattern(None, ox.NamedNode(expand("skos:prefLabel")), None, ox.DefaultGraph())
    iris = {q.subject.value for q in labelled if isinstance(q.subject, ox.NamedNode)}
    found = sorted(iri for iri in iris if class_of(store, iri))
    assert len(found) > 1000
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("identifier", SHOWN)
def test_a_picture_is_a_well_formed_document_that_stands_alone(store: ox.Store, identifier: str, language: str) -> None:
    text = svg(store, identifier, language)
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg" and root.get("role") == "img"
    assert root.get("lang") == language and root.get("direction") == {"ar": "rtl", "en": "ltr"}[language]
    label = caption(store, thing_iri(identifier), language).label
    assert label in (root.findtext(f"{SVG}title") or "") and root.findtext(f"{SVG}desc")
    used = {e.tag.removeprefix(SVG) for e in root.iter()}
    assert used <= {"svg", "title", "desc", "rect", "path", "text", "a", "g"}
    assert "url(" not in text and "@font-face" not in text
    assert text == svg(store, identifier, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("identifier", SHOWN)
def test_every_text_is_that_of_the_data(store: ox.Store, identifier: str, language: str) -> None:
    root = ET.fromstring(svg(store, identifier, language))
    boxes = [a for a in root.iter(f"{SVG}a") if a.findtext(f"{SVG}title")]
    assert boxes
    for box in boxes:
        iri = box.get("href") or ""
        about = caption(store, iri, language)
        lines = texts(box)
        if box.find(f".//{SVG}rect[@stroke-dasharray]") is not None:
            assert re.search(r"\d|آخر", lines[0])
            continue
        assert box.findtext(f"{SVG}title") == about.label
        expected = f"{about.short} {about.note}"
        for line in lines:
            assert all(word in expected for word in line.removesuffix("…").split()), (line, expected)
    pairs = [s.property for s in statements_of(store, thing_iri(identifier))]
    labels = {property_label(p, language) for p in pairs}
    groups = edge_labels(root)
    assert groups and all(set(re.split("، |, ", g)) <= labels for g in groups)


def test_the_class_and_the_label_are_those_of_the_language(store: ox.Store) -> None:
    arabic = " ".join(texts(ET.fromstring(svg(store, "programme/glo-act", "ar"))))
    english = " ".join(texts(ET.fromstring(svg(store, "programme/glo-act", "en"))))
    assert "برنامج العمل العالمي" in arabic and "قيرغيزستان" in arabic and "ينفذه" in arabic
    assert "Global Action to" in english and "Kyrgyzstan" in english and "implemented by" in english
    assert not re.search("[a-z]", arabic) and not re.search("[\u0621-\u064a]", english)


def test_a_label_in_another_language_than_asked_for_is_marked() -> None:
    data = ox.Store()
    alone = ox.NamedNode("https://a.net/x")
    data.add(ox.Quad(alone, ox.NamedNode(expand("rdf:type")), ox.NamedNode(SJ + "Tool")))
    data.add(ox.Quad(alone, ox.NamedNode(expand("skos:prefLabel")), ox.Literal("Alone", language="en")))
    drawn = neighbourhood_svg(data, alone.value, "ar", same)
    (line,) = [t for t in ET.fromstring(drawn).iter(f"{SVG}text") if t.text == "Alone"]
    assert (line.get("lang"), line.get("direction"), line.get("text-anchor")) == ("en", "ltr", "end")
    assert "أداة، [en]" in texts(ET.fromstring(drawn))


def test_a_label_with_control_characters_makes_no_broken_document() -> None:
    data = ox.Store()
    alone = ox.NamedNode("https://a.net/x")
    data.add(ox.Quad(alone, ox.NamedNode(expand("rdf:type")), ox.NamedNode(SJ + "Tool")))
    data.add(ox.Quad(alone, ox.NamedNode(expand("skos:prefLabel")), ox.Literal("A\x1b\nlone\x01\ufffe", language="en")))
    drawn = ET.fromstring(neighbourhood_svg(data, alone.value, "en", same))
    assert "A␛ lone␁\ufffd" in texts(drawn)


def lanes_meet_no_box(made: Plan, lane: Lane) -> Iterator[bool]:
    """Curves stay in the gap between two columns, and the line under the label between the curves."""
    left = made.gap_start(lane.gap)
    for placed in made.boxes:
        outside = placed.x + placed.width <= left + 0.01 or placed.x >= left + made.sizes.gap - 0.01
        yield outside
        if placed.box.key in lane.ports:
            yield placed.y < lane.ports[placed.box.key] < placed.y + placed.height


def check_geometry(made: Plan) -> None:
    rectangles = [(p.x, p.y, p.width, p.height) for p in made.boxes]
    labels = [label_box(made, lane) for lane in made.lanes]
    for (x, y, w, h), (a, b, c, d) in combinations(rectangles + labels, 2):
        assert x + w <= a + 0.01 or a + c <= x + 0.01 or y + h <= b + 0.01 or b + d <= y + 0.01
    for x, y, w, h in rectangles + labels:
        assert x >= 0 and y >= 0 and x + w <= made.width and y + h <= made.height
    for placed in made.boxes:
        room = placed.width - BAR - 2 * PAD
        assert placed.lines and len(placed.lines) <= (len(placed.box.names) or 3)
        assert all(width(line, LABEL_SIZE, bold=True) <= room for line in placed.lines), placed.lines
        assert all(width(line, NOTE_SIZE) <= room for line in placed.notes), placed.notes
    for one, other in combinations(made.lanes, 2):
        _, top, _, high = label_box(made, other)
        # No edge of the same gap runs through the label of another.
        if one.gap == other.gap and not one.returns:
            assert one.y <= top or one.y >= top + high
    for lane in made.lanes:
        assert all(lanes_meet_no_box(made, lane))
        zone = made.gap_start(lane.gap) + made.sizes.curve
        begin, _, wide, _ = label_box(made, lane)
        assert begin >= zone - 0.01 or not lane.starts
        assert begin + wide <= zone + made.sizes.label + 0.01 or not lane.ends
        assert all(width(line, EDGE_SIZE) <= made.sizes.label + made.sizes.curve for line in lane.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_overlaps_in_the_picture_of_any_thing(store: ox.Store, things: list[str], language: str) -> None:
    for iri in things:
        check_geometry(neighbourhood_plan(store, iri, language, same))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_overlaps_where_several_things_are_drawn(store: ox.Store, language: str) -> None:
    for first in range(len(SEVERAL) - 1):
        part = between(store, [thing_iri(i) for i in SEVERAL[first:]])
        check_geometry(part_plan(store, part, language, same))
    check_geometry(model_plan(language))


def test_the_geometry_check_finds_an_overlap() -> None:
    made = plan([Box("a", 0, "A"), Box("b", 0, "B")], [])
    made.boxes[1].y = made.boxes[0].y
    with pytest.raises(AssertionError):
        check_geometry(made)


def test_an_edge_that_would_pass_a_column_is_refused() -> None:
    boxes = [Box("a", 0, "A"), Box("b", 1, "B"), Box("c", 2, "C")]
    with pytest.raises(TooFar, match="a and c are too far apart"):
        plan(boxes, [Link(("a",), ("c",), "to")])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_points_to_a_thing_stands_where_reading_begins(store: ox.Store, language: str) -> None:
    root = ET.fromstring(svg(store, "programme/glo-act", language))
    places = {}
    for box in root.iter(f"{SVG}a"):
        rectangle = box.find(f"{SVG}rect")
        if rectangle is None:
            continue  # a name in a list
        places[box.get("href") or "", rectangle.get("stroke-dasharray")] = float(rectangle.get("x") or "")
    incoming = places[thing_iri("document/CTOC/COP/2018/2/para/41#figure-1"), None]
    middle = places[thing_iri("programme/glo-act"), None]
    outgoing = places[thing_iri("body/unodc"), None]
    assert incoming < middle < outgoing if language == "en" else incoming > middle > outgoing


def test_a_neighbour_stands_once_on_a_side_and_what_is_left_out_is_counted(store: ox.Store) -> None:
    iri = thing_iri("body/unodc")
    statements = statements_of(store, iri)
    pointing, pointed = sides(store, iri)
    stated = {s.other(iri) for s in statements if not s.inferred}
    for side, ends in (
        (pointing, {s.subject for s in statements if s.object == iri and (not s.inferred or s.subject not in stated)}),
        (pointed, {s.object for s in statements if s.subject == iri and (not s.inferred or s.object not in stated)}),
    ):
        drawn = [t for g in side.groups for t in g.things]
        assert len(drawn) == len(set(drawn)) and set(drawn) <= ends
        assert side.left_out + sum(g.left_out for g in side.groups) == len(ends) - len(drawn) > 0


def test_a_picture_has_room_for_so_many_boxes(store: ox.Store, things: list[str]) -> None:
    filled = 0
    for iri in things:
        one, other = sides(store, iri)
        high = sum(g.boxes for side in (one, other) for g in side.groups)
        assert high <= MOST + 2  # where one box more on a side leaves nothing out
        filled += high >= MOST
        for side in (one, other):
            assert all(g.left_out != 1 for g in side.groups)
    assert filled


def test_many_things_of_one_property_stand_in_one_box_by_name(store: ox.Store) -> None:
    _, pointed = sides(store, thing_iri("programme/glo-act"))
    (countries,) = [g for g in pointed.groups if expand("operatesIn") in g.properties]
    assert countries.listed and len(countries.things) == 13 and not countries.left_out
    root = ET.fromstring(svg(store, "programme/glo-act", "ar"))
    boxes = [g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}rect") is not None]
    (box,) = [g for g in boxes if "قيرغيزستان" in texts(g)]
    assert texts(box)[-1] == "بلد"
    linked = {a.get("href"): texts(a) for a in box.iter(f"{SVG}a")}
    assert set(linked) == set(countries.things) and linked[thing_iri("country/KGZ")] == ["قيرغيزستان"]
    assert "البلد المستفيد، يعمل في – قيرغيزستان، " in (root.findtext(f"{SVG}desc") or "")


def test_a_list_says_how_many_names_it_leaves_out(store: ox.Store) -> None:
    lines = texts(ET.fromstring(svg(store, "topic/trafficking-in-persons", "en")))
    first = lines.index("Paragraph 3")
    assert lines[first + 1] == "Paragraph 4" and "CTOC/COP/2018/2" in lines
    _, pointed = sides(store, thing_iri("topic/trafficking-in-persons"))
    (left_out,) = [g.left_out for g in pointed.groups if g.left_out]
    assert f"and {left_out} more" in lines


def test_named_things_come_before_parts_of_documents_which_have_room_all_the_same(
    store: ox.Store, things: list[str]
) -> None:
    both = 0
    for iri in things:
        for side in sides(store, iri):
            ranks = [bool(g.rank) for g in side.groups]
            assert ranks == sorted(ranks)
            both += len(set(ranks)) == 2
            for group in side.groups:
                assert not group.listed or len(group.things) > 1
                assert not (group.rank == 2 and len(group.things) > 10)
    assert both


def test_a_property_shows_one_of_each_kind_before_a_second_and_figures_before_what_they_count(store: ox.Store) -> None:
    pointing, _ = sides(store, thing_iri("document/CTOC/COP/2018/2/para/36"))
    (stated,) = [g for g in pointing.groups if g.properties == (expand("statedIn"),)]
    kinds_shown = [kind_of(class_of(store, iri) or "") for iri in stated.things]
    first = kinds_shown[: len(set(kinds_shown))]
    assert len(set(first)) == len(first) >= 4
    names = [vocabulary().by_iri[class_of(store, iri) or ""].name for iri in stated.things]
    assert "Figure" in names and "Measure" not in names


def test_inverses_broader_properties_and_mentions_are_not_told_again(store: ox.Store) -> None:
    told = statements_of(store, thing_iri("programme/glo-act"))
    names = {s.property for s in told}
    assert expand("implementedBy") in names and expand("operatesIn") in names
    assert not names & {expand(n) for n in ("implements", "hasFigure", "schema:areaServed", "schema:mentions")}
    assert len({frozenset((s.subject, s.object, s.property)) for s in told}) == len(told)


def test_what_leads_further_by_a_transitive_property_is_not_told(store: ox.Store) -> None:
    iri = thing_iri("country/TUV")
    merged = ox.Store()
    merged.extend(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    for data in (store, merged):
        told = statements_of(data, iri)
        places = [s.object for s in told if s.property == expand("schema:containedInPlace")]
        assert places == [thing_iri("region/oceania")]


def test_stated_neighbours_come_before_inferred_ones(store: ox.Store, things: list[str]) -> None:
    mixed = 0
    for iri in things:
        for side in sides(store, iri):
            flags = [(g.rank, g.inferred) for g in side.groups]
            assert flags == sorted(flags)
            mixed += len({inferred for _, inferred in flags}) == 2
    assert mixed


def test_several_things_are_drawn_with_the_nodes_that_connect_them(store: ox.Store) -> None:
    given = [thing_iri(i) for i in ("tool/case-law-database", "document/CTOC/COP/2018/2/para/36")]
    part = between(store, given)
    joined = {thing_iri(f"document/CTOC/COP/2018/2/para/36#figure-{n}") for n in (2, 3)}
    assert set(part.things) == {*given, *joined} and part.left_out == 0
    assert {(s.subject, s.object) for s in part.statements} == {(f, g) for f in joined for g in given}
    lines = texts(ET.fromstring(part_svg(store, given, "ar", same)))
    assert "١٬٤٩٢: القضايا" in lines and "رقم، الفقرة ٣٦" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_box_never_loses_the_value_the_verb_or_the_role(store: ox.Store, things: list[str], language: str) -> None:
    """However long the rest is: they come first, and no line cuts them."""
    words = vocabulary()
    counted = dict.fromkeys(("Figure", "Mandate", "Membership"), 0)
    for iri in things:
        name = words.by_iri[class_of(store, iri) or ""].name
        if name not in counted:
            continue
        if name == "Figure":
            (value,) = values(store, iri, "schema:value")
            said = grouped(key(value), language)
        else:
            (code,) = values(store, iri, {"Mandate": "operativeVerb", "Membership": "org:role"}[name])
            said = words.code_labels[key(code)][language]
        about = caption(store, iri, language)
        for columns in (3, 4):
            made = plan([Box("", columns - 1, about.short)], [])
            first = " ".join(made.boxes[0].lines)
            assert said in first.partition(":")[0], first
        counted[name] += 1
    assert all(counted.values())


def test_a_membership_names_who_is_not_in_the_middle_and_its_dates(store: ox.Store) -> None:
    iri = thing_iri("document/CTOC/COP/2018/2/para/22#membership-3")
    member, body = (key(v) for name in ("member", "organization") for v in values(store, iri, f"org:{name}"))
    names = {end: caption(store, end, "en").label for end in (member, body)}
    role = caption(store, iri, "en").short.partition(":")[0]
    assert caption(store, iri, "en").short == f"{role}: {names[member]}, {names[body]}"
    for end, other in ((member, body), (body, member)):
        assert caption(store, iri, "en", (end,)).short == f"{role}: {names[other]}"
    assert caption(store, iri, "en", (member, body)).short == f"{role}: {names[member]}"
    assert caption(store, iri, "en").note == "membership, 2018, paragraph 22"
    assert caption(store, iri, "ar").note == "عضوية، ٢٠١٨، الفقرة ٢٢"


def test_arrows_run_with_the_reading_direction_where_there_is_a_word_for_it(store: ox.Store) -> None:
    given = [thing_iri(i) for i in ("body/unodc", "programme/glo-act")]
    root = ET.fromstring(part_svg(store, given, "en", same))
    assert [g.findtext(f"{SVG}title") for g in root.iter(f"{SVG}g")] == ["implements"]


def test_each_pair_has_a_node_between_before_any_has_a_second(store: ox.Store) -> None:
    given = [thing_iri(i) for i in ("body/icat", "body/unodc", "body/ohchr", "body/unicef")]
    part = between(store, given)
    members = {s.object for s in part.statements if s.property == expand("org:member")}
    assert members == set(given[1:]) and part.left_out > 0
    # What the memberships say is not drawn again as inferred.
    assert not any(s.inferred for s in part.statements)


def test_a_property_that_says_the_same_from_both_ends_has_two_arrowheads(store: ox.Store) -> None:
    given = [thing_iri(i) for i in ("body/unodc", "body/unicef")]
    for iris in (given, given[::-1]):
        root = ET.fromstring(part_svg(store, iris, "en", same))
        (edge,) = [g for g in root.iter(f"{SVG}g") if g.findtext(f"{SVG}title") == "cooperates with"]
        heads = edge.findall(f"{SVG}path")[1].get("d") or ""
        assert heads.count("Z") == 2


def test_the_model_is_that_of_the_ontology() -> None:
    words = vocabulary()
    shown = model()
    assert all(words.by_iri[iri].is_class for iri in shown.columns)
    assert len(shown.columns) >= 14
    for s in shown.properties:
        term = words.by_iri[s.property]
        assert term.is_object_property, term.name
        for end, allowed in ((s.subject, term.domains), (s.object, term.ranges)):
            assert end in shown.columns
            assert not allowed or allowed & words.superclasses[end], (term.name, end)
        if not term.ranges:
            assert any("No range" in note for note in term.notes.values()), term.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_of_the_model_has_every_class_and_property(language: str) -> None:
    drawn = model_svg(language)
    root = ET.fromstring(drawn)
    words = vocabulary()
    assert {a.get("href") for a in root.iter(f"{SVG}a")} == set(model().columns)
    labels = {part for g in root.iter(f"{SVG}g") for part in re.split("، |, ", g.findtext(f"{SVG}title") or "")}
    turned = {b: a for a, b in words.pairs("owl:inverseOf")}
    for s in model().properties:
        either = {words.by_iri[i].labels[language] for i in (s.property, turned.get(s.property, s.property))}
        assert either & labels, s.property
    assert drawn == model_svg(language)


def test_the_kept_pictures_are_what_the_code_makes_of_the_data(store: ox.Store) -> None:
    for name, text in kept(store).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run `make pictures`"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_colours_have_the_contrast_that_wcag_asks_for() -> None:
    assert contrast(EDGE_INK, PAGE) >= 4.5 and contrast(LINE, PAGE) >= 3
    for kind in kinds().values():
        assert contrast(INK, kind.fill) >= 4.5 and contrast(kind.ink, kind.fill) >= 4.5, kind.name
        assert contrast(kind.line, PAGE) >= 3 and contrast(kind.line, kind.fill) >= 3, kind.name


def test_every_class_of_the_kinds_is_one_and_every_thing_has_a_kind(store: ox.Store, things: list[str]) -> None:
    with KINDS.open(encoding="utf-8", newline="") as file:
        names = [n for row in csv.DictReader(file) for n in row["classes"].split(" | ")]
    assert all(n == "owl:Thing" or vocabulary().term(n).is_class for n in names)
    without = {class_of(store, iri) or "" for iri in things if kind_of(class_of(store, iri) or "") == "other"}
    assert not without


def test_the_number_of_what_is_left_out_follows_arabic_grammar() -> None:
    assert [more(n, "ar") for n in (10, 12, 103, 111)] == [
        "و١٠ أشياء أخرى",
        "و١٢ شيئاً آخر",
        "و١٠٣ أشياء أخرى",
        "و١١١ شيئاً آخر",
    ]


def test_the_command_draws_and_says_what_is_wrong(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(
        """@prefix sj: <https://w3id.org/sijill/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix id: <https://w3id.org/sijill/id/tool/> .
        id:one a sj:Tool ; skos:prefLabel "One & only"@en , "الأداة الأولى"@ar ; sj:usedIn id:two .
        id:two a sj:Tool ; skos:prefLabel "Two"@en , "الثانية"@ar .""",
        encoding="utf-8",
    )
    drawn = sijill("picture", "tool/one", "--data", str(data))
    assert drawn.returncode == 0 and "One &amp; only" in drawn.stdout and "used in" in drawn.stdout
    wrote = sijill(
        "picture", "tool/one", "tool/two", "--data", str(data), "-o", str(tmp_path / "x.svg"), "--lang", "ar"
    )
    assert (wrote.returncode, wrote.stdout) == (0, "")
    assert "استُخدم في" in (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert sijill("picture", "--model", "--lang", "ar").stdout == model_svg("ar")
    for arguments, message in (
        (["tool/onne"], "did you mean tool/one?"),
        (["tool/nothing-like-it"], "sijill search looks for names"),
        ([], "name one thing or several"),
        (["tool/one", "--model"], "name one thing or several"),
        (["tool/one", "-o", str(tmp_path / "no" / "x.svg")], "there is no folder"),
        (["tool/one", "-o", str(tmp_path / "no" / "x.svg"), "--lang", "ar"], "لا وجود للمجلد"),
        (["tool/one", "-o", str(tmp_path)], "ends in .svg"),
        (["tool/one", "-o", str(tmp_path / "x.png")], "x.svg"),
        (["tool/one", "-o", str(tmp_path / "x.png"), "--lang", "ar"], "لا تُكتب الصور إلا بصيغة SVG"),
    ):
        run = sijill("picture", *arguments, "--data", str(data))
        assert run.returncode == 2 and message in run.stderr, run.stderr
        assert "Traceback" not in run.stderr and not run.stdout

    assert not (tmp_path / "x.png").exists() and not (tmp_path / "no").exists()


def test_what_nothing_connects_is_drawn_and_named_beside_the_picture(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(
        """@prefix sj: <https://w3id.org/sijill/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix id: <https://w3id.org/sijill/id/tool/> .
        id:one a sj:Tool ; skos:prefLabel "One"@en , "الأولى"@ar ; sj:usedIn id:two .
        id:two a sj:Tool ; skos:prefLabel "Two"@en , "الثانية"@ar .
        id:three a sj:Tool ; skos:prefLabel "Three"@en , "الثالثة"@ar .""",
        encoding="utf-8",
    )
    picture = ("picture", "tool/one", "tool/two", "--data", str(data))
    assert sijill(*picture).stderr == ""
    alone = sijill(*picture, "tool/three")
    assert alone.returncode == 0 and ">Three</text>" in alone.stdout
    assert alone.stderr == "no statement connects the following with another of the things drawn: Three\n"
    arabic = sijill(*picture, "tool/three", "--lang", "ar").stderr
    assert "الثالثة" in arabic and "الأولى" not in arabic


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told_without_a_traceback() -> None:
    command = [sys.executable, "-m", "graph.cli", "picture", "--model", "--lang", "en"]
    with FULL.open("w") as full:
        run = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.returncode == 2
    assert run.stderr == "sijill: the picture cannot be written to standard output: No space left on device\n"


def test_the_rows_of_the_model_name_each_class_and_property_once() -> None:
    with MODEL.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert len(names) == len(set(names))
