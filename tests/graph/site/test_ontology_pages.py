"""The ontology as pages: every term and code in both languages, with what the shapes ask and what the data use."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

import shapes
from graph.site.axioms import code_lists
from graph.site.code_pages import page as code_page
from graph.site.code_pages import paths as code_paths
from graph.site.constraints import constraints_on
from graph.site.formats import FORMATS
from graph.site.ontology_page import page as ontology_page_at
from graph.site.pages import page_at
from graph.site.site import Site
from graph.site.term_pages import page as term_page
from graph.site.term_pages import paths as term_paths
from graph.site.usage import FIRST, questions_naming, usage
from graph.site.vocabulary_documents import NAMES
from graph.store import base_of, fill
from ontology.namespaces import DEFAULT_BASE, SJ, SJC, SJS, compress, expand
from ontology.vocabulary import RDF_TYPE, key, vocabulary
from queries.catalogue import questions

from .reading import Reading, read

OWN = sorted(iri for iri in vocabulary().by_iri if iri.startswith(SJ))


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    """A site over the whole graph."""
    return Site(store, base_of(store))


def term(site: Site, language: str, name: str) -> Reading:
    """The page of a term."""
    return read(site, term_page(site, language, f"ontology/{name}.html", {}), language)


def row(reading: Reading, heading: str) -> str:
    """What stands beside a heading of a list of descriptions."""
    found = [" ".join(e.text.split()) for e in reading.all("div", class_="property")]
    return next((text.removeprefix(heading).strip() for text in found if text.startswith(heading)), "")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_term_has_a_page_with_both_labels_and_definitions(site: Site, language: str) -> None:
    assert sorted(SJ + path.removeprefix("ontology/").removesuffix(".html") for path in term_paths(site)) == OWN
    for iri in OWN:
        reading, found = term(site, language, iri.removeprefix(SJ)), vocabulary().by_iri[iri]
        assert reading.all("h1")[0].text == found.labels[language]
        texts = {e.text for e in reading.all() if e.attributes.get("lang") in ("ar", "en")}
        assert set(found.definitions.values()) <= texts
        assert set(found.notes.values()) <= texts
        assert compress(iri) in reading.text
        other = "en" if language == "ar" else "ar"
        assert found.labels[other] in {e.text for e in reading.all("span", lang=other)}


def test_a_class_tells_its_place_among_others(site: Site) -> None:
    reading = term(site, "en", "Body")
    assert row(reading, "Broader") == "actor"
    assert "network" in row(reading, "Narrower")
    assert row(reading, "Broader in other vocabularies") == "organization org:Organization"
    assert "place" in row(reading, "Cannot at once be")
    assert "affiliated with" in row(reading, "Its properties")
    assert "contributed to" in row(reading, "Properties of broader classes")


@pytest.mark.parametrize(
    ("name", "heading", "said"),
    [
        ("assistedCountry", "تُقال عن", "برنامج، سلسلة أحداث، مشروع، نشاط"),
        ("assistedCountry", "قيمتها", "بلد"),
        ("established", "عكسها", "أنشأه"),
        ("within", "سماتها", "متعدية owl:TransitiveProperty"),
        ("adoptedOn", "قيمتها", "تاريخ بالدقة المطبوعة: يوم أو شهر أو سنة"),
        ("confidence", "قيمتها", "درجات اليقين (قائمة رموز)"),
        ("isoAlpha3", "قيمتها", "نص xsd:string"),
        ("operatesIn", "ما هو أعم في معاجم أخرى", "منطقة الخدمة schema:areaServed"),
    ],
)
def test_a_property_tells_what_it_is_said_of_and_takes(site: Site, name: str, heading: str, said: str) -> None:
    assert row(term(site, "ar", name), heading) == said


def test_a_chain_is_told_step_by_step(site: Site) -> None:
    assert "provided by (backwards) then assisted country" in term(site, "en", "assists").text


def test_the_status_of_labels_has_one_count_and_examples_by_name(site: Site, store: ox.Store) -> None:
    official = f"{SJC}label-status-official"
    of_labels = list(store.quads_for_pattern(None, None, ox.NamedNode(official), ox.DefaultGraph()))
    count = sum(one.predicate.value == expand("labelStatus") for one in of_labels)
    page = read(site, code_page(site, "en", "concepts/label-status-official.html", {}), "en")
    (uses,) = page.texts("section", aria_labelledby="uses")
    assert f"{count} statements: label status ({count})" in uses
    assert "Global Migration Group" in uses
    assert "#label" not in uses


def test_uses_are_those_of_the_data(site: Site, store: ox.Store) -> None:
    things: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    describing: Counter[str] = Counter()
    merged = {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    for triple in merged:
        if key(triple.subject).startswith(f"{DEFAULT_BASE}id/"):
            if triple.predicate.value == RDF_TYPE:
                things[key(triple.object)] += 1
            else:
                statements[triple.predicate.value] += 1
                if key(triple.object).startswith(SJC):
                    described = key(triple.subject).startswith(f"{DEFAULT_BASE}id/dataset/")
                    (describing if described else codes)[key(triple.object)] += 1
    codes.update({code: count for code, count in describing.items() if code not in codes})
    found = usage(site)
    assert (found.things, found.statements, found.codes) == (things, statements, codes)
    assert all(sum(found.by[code].values()) == count for code, count in codes.items())
    assert usage(site) is found
    assert all(1 <= len(examples) <= FIRST for examples in found.examples.values())


def test_examples_name_the_paragraphs_that_state_them(site: Site) -> None:
    reading = term(site, "ar", "assistedCountry")
    assert "١١٠ عبارات" in reading.text
    first = reading.all("ul", class_="items")[0].text
    assert "برنامج العمل العالمي على منع ومكافحة الاتجار بالأشخاص وتهريب المهاجرين" in " ".join(first.split())
    assert any(a.attributes["href"].endswith("/para/41.html") for a in reading.all("a", class_="source"))
    inferred = term(site, "en", "earliest")
    assert "inferred" in {tag.text for tag in inferred.all("span", class_="tag")}


def test_a_class_leads_to_its_list_only_where_it_has_things(site: Site) -> None:
    assert any(a.attributes["href"].endswith("/list/Body.html") for a in term(site, "ar", "Body").all("a"))
    unused = [iri for iri in OWN if vocabulary().by_iri[iri].is_class and not usage(site).things[iri]]
    assert unused
    for iri in unused:
        reading = term(site, "ar", iri.removeprefix(SJ))
        assert "لا يرد في هذه البيانات" in reading.text
        assert not any("/list/" in a.attributes["href"] for a in reading.all("a"))


def test_what_every_shape_asks_is_on_the_page_of_its_class_or_property(site: Site) -> None:
    targets: dict[str, list[str]] = {}
    messages: dict[str, str] = {}
    paths: dict[str, str] = {}
    for triple in shapes.triples():
        name, subject = compress(triple.predicate.value), key(triple.subject)
        if subject.startswith(SJS) and name in ("sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf"):
            targets.setdefault(subject, []).append(key(triple.object))
        elif name == "sh:path" and isinstance(triple.object, ox.NamedNode):
            paths[subject] = triple.object.value
        elif name == "sh:message" and getattr(triple.object, "language", "") == "ar":
            messages[subject] = key(triple.object)
    told = {iri: {one.messages["ar"] for one in constraints_on(iri)} for iri in vocabulary().by_iri}
    checked = 0
    for shape, message in messages.items():
        for about in [*targets.get(shape, ()), *([paths[shape]] if shape in paths else ())]:
            if about in told and shape.startswith(SJS):
                assert message in told[about], (shape, about)
                checked += 1
    assert checked > 300
    reading = term(site, "ar", "Body")
    cells = [" ".join(cell.text.split()) for cell in reading.all("td")]
    assert "معرّف كل شيء من صنف «هيئة» على مثال id/body/name" in cells
    assert cells.count("خطأ") == len(reading.all("tr")) - 1


def test_questions_are_those_whose_query_names_the_term(site: Site) -> None:
    named = {one.name for one in questions_naming(expand("assistedCountry"))}
    assert named == {n for n, one in questions().items() if "sj:assistedCountry" in one.text}
    links = {a.attributes["href"] for a in term(site, "ar", "assistedCountry").all("a")}
    assert {f"../../ar/question/{name}.html" for name in named} <= links


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_of_the_ontology_has_every_term(site: Site, language: str) -> None:
    reading = read(site, ontology_page_at(site, language, "ontology.html", {}), language)
    links = reading.addresses
    assert {f"{language}/ontology/{iri.removeprefix(SJ)}.html" for iri in OWN} <= links
    assert {f"{language}/concepts/{name}.html" for name in code_lists()} <= links
    ids = {e.attributes["id"] for e in reading.all() if "id" in e.attributes}
    assert {compress(iri) for iri in vocabulary().by_iri if not iri.startswith(SJ)} <= ids
    drawing = next(e for e in reading.all("svg") if e.attributes.get("role") == "group")
    assert drawing.attributes["lang"] == language
    assert f"../{language}/ontology/Body.html" in {a.attributes["href"] for a in reading.all("a")}


def test_the_files_of_the_ontology_are_linked_where_they_are(site: Site) -> None:
    reading = read(site, ontology_page_at(site, "ar", "ontology.html", {}), "ar")
    linked = {address for address in reading.addresses if address.partition(".")[0] in NAMES}
    assert linked == {f"{name}.{form.ending}" for name in NAMES for form in FORMATS}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_code_has_a_page_with_its_list_and_its_neighbours(site: Site, language: str) -> None:
    paths = list(code_paths(site))
    assert len(paths) == 1 + len(code_lists()) + len(vocabulary().code_labels)
    for path in paths[1:]:
        reading = read(site, code_page(site, language, path, {}), language)
        iri = SJC + path.removeprefix("concepts/").removesuffix(".html")
        labels = vocabulary().code_labels.get(iri) or code_lists()[iri.removeprefix(SJC)]
        assert reading.all("h1")[0].text == labels[language]
        assert labels["en" if language == "ar" else "ar"] in reading.text
        if iri in vocabulary().code_labels:
            assert len(reading.all("strong")) == 1


def test_a_code_tells_what_uses_it(site: Site) -> None:
    reading = read(site, code_page(site, "ar", "concepts/confidence-likely.html", {}), "ar")
    count = usage(site).codes[f"{SJC}confidence-likely"]
    assert count > 0
    assert site.words["ar"].of("term.statements", count) in reading.text
    assert "درجة اليقين" in reading.text


@pytest.mark.parametrize("path", [
    "ontology/Nothing.html", "ontology/.html", "ontology/x/Body.html", "ontology/Body", "concepts/nothing.html",
    "concepts/.html", "ontology.htm", "ontology/<script>.html",
])  # fmt: skip
def test_what_is_no_term_has_no_page(site: Site, path: str) -> None:
    assert page_at(site, "ar", path, {}) is None


def test_an_empty_store_still_documents_the_ontology() -> None:
    site = Site(ox.Store(), DEFAULT_BASE)
    for path in ("ontology.html", "concepts.html", "ontology/Body.html", "concepts/confidence.html"):
        for language in ("ar", "en"):
            read(site, page_at(site, language, path, {}), language)


def test_labels_of_the_data_are_text() -> None:
    thing = ox.NamedNode(f"{DEFAULT_BASE}id/body/x")
    hostile = ox.Literal("</a><script>alert(1)</script>", language="ar")
    kind = ox.Quad(thing, ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("Body")))
    site = Site(fill([kind, ox.Quad(thing, ox.NamedNode(expand("skos:prefLabel")), hostile)]), DEFAULT_BASE)
    reading = read(site, page_at(site, "ar", "ontology/Body.html", {}), "ar")
    assert hostile.value in reading.text
    assert all("alert" not in script.text for script in reading.all("script"))


def test_counts_do_not_depend_on_the_order_of_the_store(store: ox.Store) -> None:
    again = ox.Store()
    again.bulk_extend(sorted(store, key=str, reverse=True))
    first, second = Site(store, base_of(store)), Site(again, base_of(store))
    assert usage(first).examples == usage(second).examples
    for path in ("ontology.html", "ontology/Event.html", "concepts/unit.html"):
        made = []
        for site in (first, second):
            page = page_at(site, "ar", path, {})
            assert page is not None
            made.append(site.html(page, "ar"))
        assert made[0] == made[1]
