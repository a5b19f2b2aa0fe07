"""Classes counted and over lists: the table of their names agrees with the ontology, and the pages use it."""

from __future__ import annotations

import csv
import re

import pyoxigraph as ox
import pytest

from graph.query import Answer
from graph.site.answer_table import answer_table
from graph.site.chart import chart
from graph.site.class_names import NAMES, counted, forms, listed
from graph.site.country_pages import countries_of
from graph.site.holdings import holdings
from graph.site.ordering import sort_key
from graph.site.pages import page_at
from graph.site.reader import Text
from graph.site.site import Site
from graph.site.timeline_pages import years_of
from graph.site.wording import Wording, wording
from graph.store import base_of
from ontology.namespaces import expand
from ontology.vocabulary import vocabulary

from .made import BASE, HOSTILE, document, iri, quad, store_of, thing
from .parsed import read

CLASSES = sorted(term.name for term in vocabulary().terms.values() if term.is_class)
_OTHERWISE = {"Legislation": "piece of legislation", "Training": "training event"}
"""What English counts instead of what it cannot count."""
_NOT_OF_THE_NOUN = {"من", "عن", "في", "أو", "باقتباس", "بموضع", "غير", "ذات"}
"""After these words an adjective belongs to another noun, or to one of several."""
_TWO_WRITTEN_AS_MANY = {"Country", "schema:Country"}
"""بلدان is the dual and the plural; the number two is put behind it."""

NAMED, ORDERED = ("الوكالة", "الأمانة", "بعثة"), ["الأمانة", "بعثة", "الوكالة"]


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    return Site(store, base_of(store))


def row(cls: str) -> dict[str, str]:
    return forms()[vocabulary().term(cls).iri]


def test_each_class_of_the_ontology_has_one_row_and_no_other_has_one() -> None:
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one["class"] for one in rows] == CLASSES
    for one in rows:
        assert all(text and text == text.strip() for text in one.values()), one
        assert not re.search(r"[0-9٠-٩{}]", "".join(one.values())), one


@pytest.mark.parametrize("cls", CLASSES)
def test_the_singular_is_the_label_of_the_ontology(cls: str) -> None:
    label, said = vocabulary().term(cls).labels, row(cls)
    assert said["ar_other"] == label["ar"]
    assert re.sub(r" واحدة?\b", "", said["ar_one"]) == label["ar"]
    assert said["ar_many"].replace("شيئاً", "شيء").replace("اً", "") == label["ar"]
    assert said["en_one"] == _OTHERWISE.get(cls, label["en"])
    assert said["en_list"][0].isupper()


@pytest.mark.parametrize("cls", CLASSES)
def test_the_number_one_agrees_with_its_noun(cls: str) -> None:
    words = row(cls)["ar_one"].split()
    for place, word in enumerate(words):
        if word in ("واحد", "واحدة"):
            behind = max((n for n, before in enumerate(words[:place]) if before == "أو"), default=-1)
            noun = words[behind + 1]
            assert (word == "واحدة") == noun.endswith("ة"), words


@pytest.mark.parametrize("cls", CLASSES)
def test_the_dual_is_one_of_the_nominative_and_its_adjectives_agree(cls: str) -> None:
    two, label = row(cls)["ar_two"].split(), row(cls)["ar_other"].split()
    noun, single = two[0], label[0]
    stem = single.replace("ة", "ت")
    assert noun in (f"{stem}ان", f"{stem}ا", "شيئان"), (noun, stem)
    if noun.endswith("تا") or not noun.endswith("ان"):
        assert len(two) > 1, "the dual loses its ending before a noun alone"
    assert len(two) == len(label) + (cls in _TWO_WRITTEN_AS_MANY)
    assert two != row(cls)["ar_few"].split()
    adjectives = [(one, many) for one, many in zip(label[1:], two[1:], strict=False) if one.endswith(("ي", "ية"))]
    if noun.endswith("ان") and not _NOT_OF_THE_NOUN & set(label):
        assert all(many.endswith("ان") for _, many in adjectives), two


def test_the_accusative_ends_where_it_is_written() -> None:
    assert row("Figure")["ar_many"] == "رقماً"
    assert row("AssistanceActivity")["ar_many"] == "نشاط مساعدة", "a noun before a noun has no nunation"
    assert row("sd:NamedGraph")["ar_many"] == "رسماً بيانياً مسمى"
    for cls in CLASSES:
        first = row(cls)["ar_other"].split()
        alone = len(first) == 1
        if alone and not first[0].endswith("ة"):
            assert row(cls)["ar_many"].endswith("اً"), cls


@pytest.mark.parametrize(
    ("cls", "number", "arabic", "english"),
    [
        ("Resolution", 3, "٣ قرارات", "3 resolutions"),
        ("Resolution", 1, "قرار واحد", "1 resolution"),
        ("Resolution", 100, "١٠٠ قرار", "100 resolutions"),
        ("Session", 2, "دورتان", "2 sessions"),
        ("Figure", 11, "١١ رقماً", "11 figures"),
        ("IntergovernmentalBody", 2, "هيئتان حكوميتان دوليتان", "2 intergovernmental bodies"),
        ("IntergovernmentalBody", 11, "١١ هيئة حكومية دولية", "11 intergovernmental bodies"),
        ("NonGovernmentalOrganization", 2, "منظمتان غير حكوميتين", "2 non-governmental organizations"),
        ("Workshop", 2, "حلقتا عمل", "2 workshops"),
        ("WorkingGroup", 12, "١٢ فريقاً عاملاً", "12 working groups"),
        ("EventSeries", 1161, "١٬١٦١ سلسلة أحداث", "1,161 event series"),
        ("Legislation", 1, "تشريع واحد", "1 piece of legislation"),
        ("Footnote", 5, "٥ حواشٍ", "5 footnotes"),
        ("prov:Agent", 5, "٥ فاعلين", "5 agents"),
        ("Country", 2, "بلدان اثنان", "2 countries"),
        ("Country", 0, "لا بلد", "no countries"),
    ],
)
def test_counted_as_the_language_counts(cls: str, number: int, arabic: str, english: str) -> None:
    term = vocabulary().term(cls).iri
    assert (counted(term, number, "ar").text, counted(term, number, "en").text) == (arabic, english)


@pytest.mark.parametrize("number", [1, 2, 3, 11, 100])
@pytest.mark.parametrize("cls", ["Paragraph", "Section", "Footnote", "Figure", "Membership", "Correction", "Country"])
def test_texts_that_count_the_same_say_the_same(cls: str, number: int) -> None:
    names = {name: f"doc.count.{name.lower()}s" for name in ("Paragraph", "Section", "Footnote")}
    names["Country"] = "countries.count"
    for language in ("ar", "en"):
        said = Wording(language).of(names.get(cls, f"doc.count.{cls}"), number)
        assert said == counted(expand(cls), number, language).text


def test_a_class_without_a_row_is_its_label_with_the_number_in_brackets() -> None:
    foreign = "http://www.cidoc-crm.org/cidoc-crm/E5"
    assert counted(foreign, 3, "ar") == Text(f"{foreign} (٣)", "")
    assert listed(foreign, "en") == Text(foreign, "")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_table_of_countries_counts_nouns(site: Site, language: str) -> None:
    page = read(site, language, "countries.html")
    shown = set(page.texts("a", class_="kind"))
    rows = [one for group in countries_of(site, language).groups for r in group.rows for one in r.counted]
    assert rows
    assert {counted(one.cls, one.count, language).text for one in rows} == shown


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_timeline_counts_the_things_of_a_year(site: Site, language: str) -> None:
    page = read(site, language, "timeline.html")
    for year, kinds in years_of(site).kinds.items():
        things = {one.iri for one in years_of(site).begun[year]}
        assert sum(kinds.values()) == len(things)
    (number, cls) = max((n, cls) for kinds in years_of(site).kinds.values() for cls, n in kinds.items())
    assert counted(cls, number, language).text in page.texts("a")


@pytest.mark.parametrize(("language", "name"), [("ar", "قرارات"), ("en", "Resolutions")])
def test_a_list_has_the_name_of_many_everywhere(site: Site, language: str, name: str) -> None:
    page = read(site, language, "list/Resolution.html")
    number = holdings(site).counts[expand("Resolution")]
    assert page.texts("h1") == [name]
    assert page.texts("title")[0].startswith(name)
    assert counted(expand("Resolution"), number, language).text in page.texts("strong")
    assert name in read(site, language, "lists.html").texts("a")
    assert name in read(site, language, "documents.html").texts("a")
    assert name in read(site, language, "list/Document.html").texts("a"), "the facet of kinds"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_thing_stands_below_the_list_of_many_and_is_told_to_be_one(site: Site, language: str) -> None:
    page = read(site, language, "id/programme/glo-act.html")
    assert page.texts("nav", class_="trail")[0].endswith(listed(expand("Programme"), language).text)
    assert vocabulary().term("Programme").labels[language] in page.texts("a", class_="kind")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_of_the_ontology_count_the_things_of_a_class(site: Site, language: str) -> None:
    cls = expand("Session")
    number = holdings(site).counts[cls]
    said = read(site, language, "ontology/Session.html").texts("p")
    assert any(text.startswith(counted(cls, number, language).text) for text in said)
    items = read(site, language, "ontology.html").texts("li")
    label = vocabulary().term("Session").labels[language]
    assert f"{label} ({site.words[language].number(number)})" in items


@pytest.mark.parametrize("language", ["ar", "en"])
def test_labels_are_counted_alike_on_the_home_page_and_where_they_are_missing(site: Site, language: str) -> None:
    held, words = holdings(site), site.words[language]
    home = read(site, language, "index.html").texts("a", class_="figure-number")
    assert words.number(len(held.labels[language])) in home
    page = read(site, language, "gaps.html")
    both = words("doc.gaps.of", labelled=len(held.labels[language]), things=len(held.classes))
    assert page.texts("p").count(both) == 2
    assert words("doc.gaps.counted") in page.texts("p")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_classes_of_labels_are_in_the_order_of_their_names(site: Site, language: str) -> None:
    names = read(site, language, "gaps.html").texts("th", scope="row")
    classes = names[names.index(wording()["doc.statuses.all", ""][language]) + 1 :]
    assert len(classes) > 50
    assert classes == sorted(classes, key=lambda name: sort_key(name, language))


def test_things_that_lack_a_label_are_in_the_order_of_the_names_that_they_have() -> None:
    lacking = [thing(f"body/b{n}", "Body", ar=name) for n, name in enumerate(NAMED)]
    made = Site(store_of(document(), *lacking), BASE)
    assert [text for text in read(made, "ar", "gaps.html").texts("li") if text in NAMED] == ORDERED


def test_values_of_a_thing_are_in_the_order_of_their_names() -> None:
    bodies = [thing(f"body/b{n}", "Body", ar=name) for n, name in enumerate(NAMED)]
    links = [quad(iri("event/e"), "participant", iri(f"body/b{n}")) for n in range(3)]
    made = Site(store_of(*bodies, thing("event/e", "Event", ar="حدث", en="Event"), links), BASE)
    said = read(made, "ar", "id/event/e.html").texts("ul", class_="values")
    assert said == [" ".join(ORDERED)]


def test_a_hostile_label_beside_a_counted_class_is_text() -> None:
    made = Site(store_of(document(), thing("body/b", "Body", ar=HOSTILE, en=HOSTILE)), BASE)
    assert "هيئة واحدة" in read(made, "ar", "list/Body.html").texts("strong")
    page = page_at(made, "ar", "list/Body.html", {})
    assert page is not None
    assert "<script>alert" not in made.html(page, "ar")


def test_a_chart_of_classes_has_the_names_of_many(site: Site) -> None:
    rows = tuple(
        (ox.NamedNode(expand(name)), ox.Literal(str(n), datatype=ox.NamedNode(expand("xsd:integer"))))
        for n, name in ((3, "Resolution"), (2, "Session"))
    )
    drawn = chart(answer_table(site.reader, "ar", Answer(("class", "things"), rows)), "ar")
    assert "قرارات: ٣؛ دورات: ٢" in drawn
