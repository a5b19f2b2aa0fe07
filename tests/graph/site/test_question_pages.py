"""The pages of the questions: asked by name in either language, answered with links and paragraphs, or told why not."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from graph.query import Answer, run
from graph.site import downloads
from graph.site.ordering import sort_key
from graph.site.outcome import Outcome
from graph.site.question_forms import fields
from graph.site.question_list_page import list_page
from graph.site.question_pages import page, question_page
from graph.site.question_values import asked
from graph.site.site import Site
from graph.store import base_of, fill
from graph.unfitting import unfitting
from ontology.errors import SijillError
from ontology.namespaces import DEFAULT_BASE, expand
from queries.catalogue import UnknownQuestion, question, questions

from .reading import Reading, read

GLO_ACT = f"{DEFAULT_BASE}id/programme/glo-act"


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    """A site that a server answers for."""
    return Site(store, base_of(store))


@pytest.fixture(scope="module")
def files(store: ox.Store) -> Site:
    """A site of static files."""
    return Site(store, base_of(store), live=False)


def shown(site: Site, language: str, name: str, **values: str) -> Reading:
    """The page of a question that was asked with some values."""
    return read(site, page(site, language, f"question/{name}.html", values), language)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_list_has_every_question_under_its_group(site: Site, language: str) -> None:
    reading = read(site, list_page(site, language), language)
    items = reading.all("li", data_text="")
    assert not items
    titles = [a.text for a in reading.all("a") if "question/" in a.attributes["href"]]
    assert sorted(titles) == sorted(one.questions[language] for one in questions().values())
    groups = {h.text.strip() for h in reading.all("h2")}
    assert groups == {one.group[language] for one in questions().values()}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", sorted(questions()))
def test_each_question_is_answered_on_its_page(site: Site, language: str, name: str) -> None:
    one = questions()[name]
    reading = shown(site, language, name)
    assert reading.all("h1")[0].text == one.questions[language]
    asking = asked(site, language, name, {})
    answer = run(site.store, asking.text, name)
    rows = reading.all("table", class_="answer")
    assert bool(rows) == bool(answer.rows)
    assert len(reading.all("tr")) == (len(answer.rows) + 1 if answer.rows else 0)
    assert not reading.all("div", class_="error")
    headings = [cell.text for cell in reading.all("th", scope="col")]
    assert set(headings) <= {texts[language] for texts in one.columns.values()}
    named = [e.attributes for e in reading.all() if e.name in ("input", "select") and "name" in e.attributes]
    fields = [attributes["name"] for attributes in named if attributes.get("type") != "hidden"]
    assert fields == ["q", *(p.name for p in one.parameters if p.name != "lang")]


def test_the_example_answers_with_links_to_things_and_paragraphs(site: Site) -> None:
    reading = shown(site, "ar", "programme-countries")
    links = {a.text: a.attributes["href"] for a in reading.all("a")}
    assert links["بيلاروس"] == "../../ar/id/country/BLR.html"
    assert links["٤١"] == "../../ar/id/document/CTOC/COP/2018/2/para/41.html"
    assert links["CTOC/COP/2018/2"].endswith("/id/document/CTOC/COP/2018/2.html")
    assert "١٣ نتيجة" in reading.text


@pytest.mark.parametrize("given", [
    "programme/glo-act", GLO_ACT, "GLO.ACT",
    "Global Action to Prevent and Address Trafficking in Persons and the Smuggling of Migrants",
    "برنامج العمل العالمي على منع ومكافحة الاتجار بالأشخاص وتهريب المهاجرين",
])  # fmt: skip
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_thing_is_given_by_any_of_its_names_in_either_language(site: Site, language: str, given: str) -> None:
    asking = asked(site, language, "programme-countries", {"programme": given})
    assert asking.things == {"programme": GLO_ACT}
    assert not asking.errors
    assert f'VALUES ?lang {{ "{language}" }}' in asking.text


def test_a_document_is_given_by_its_symbol(site: Site) -> None:
    asking = asked(site, "ar", "document-outline", {"document": "CTOC/COP/2018/2"})
    assert list(asking.things.values()) == [f"{DEFAULT_BASE}id/document/CTOC/COP/2018/2"]


def test_what_the_form_holds_at_first_is_understood(site: Site) -> None:
    for name, one in questions().items():
        for language in ("ar", "en"):
            first = asked(site, language, name, {})
            filled = {f.parameter.name: f.value for f in fields(site, language, first)}
            again = asked(site, language, name, filled)
            assert not again.errors, (name, again.errors)
            assert again.things == first.things
            assert all(f.error is None for f in fields(site, language, again)), one.name


def test_the_language_is_that_of_the_page(site: Site) -> None:
    asking = asked(site, "ar", "programme-countries", {"lang": "en"})
    assert 'VALUES ?lang { "ar" }' in asking.text
    assert not asking.given


@pytest.mark.parametrize(
    ("name", "values", "field", "said"),
    [
        ("programme-countries", {"programme": "برنامج العمل العالمي على منع"}, "programme", "لا شيء في البيانات"),
        ("events-between", {"from": "2018-13"}, "from", "القيمة «2018-13» لا تصلح"),
        ("events-between", {"from": "2018", "to": "2017"}, "to", "تنتهي الفترة قبل أن تبدأ"),
        ("figures-in-paragraph", {"part": "999"}, "", ""),
        ("paragraph-of-figure", {"value": "كثير"}, "value", "عدد صحيح"),
    ],
)
def test_a_wrong_value_is_told_beside_its_field(
    site: Site, name: str, values: dict[str, str], field: str, said: str
) -> None:
    if not field:
        field = next(p.name for p in question(name).parameters if p.kind == "paragraph")
        values, said = {field: "999"}, "لا فقرة في البيانات رقمها"
    reading = shown(site, "ar", name, **values)
    box = next(e for e in reading.all("input") if e.attributes.get("name") == field)
    assert box.attributes["aria-invalid"] == "true"
    told = box.attributes["aria-describedby"].split()[-1]
    text = next(e.text for e in reading.all() if e.attributes.get("id") == told)
    assert said in text
    assert "--" not in text
    assert "sijill" not in text
    assert reading.all("a", href=f"#field-{field}")
    assert not reading.all("table")


def test_what_may_be_meant_is_a_link_that_asks(site: Site) -> None:
    reading = shown(site, "en", "programme-countries", programme="Global Action to Prevent")
    links = [a for a in reading.all("a") if "programme=" in a.attributes["href"]]
    meant = [parse_qs(urlsplit(a.attributes["href"]).query)["programme"][0] for a in links]
    assert "programme/glo-act" in meant
    assert links[meant.index("programme/glo-act")].text.startswith("Global Action")


def test_codes_are_chosen_from_their_list(site: Site) -> None:
    reading = shown(site, "ar", "tools-for-audience")
    chosen = [o for o in reading.all("option") if "selected" in o.attributes]
    assert [(o.attributes["value"], o.text) for o in chosen] == [
        ("sjc:audience-criminal-justice-practitioners", "ممارسو العدالة الجنائية")
    ]


def test_a_cut_answer_and_an_error_are_told(site: Site) -> None:
    answer = run(site.store, asked(site, "en", "programme-countries", {}).text)
    cut = read(
        site,
        question_page(site, "en", asked(site, "en", "programme-countries", {}), Outcome(answer, cut_after=13, most=99)),
        "en",
    )
    assert (
        "The first 13 rows of more than 13 are shown; the files below have the whole answer if it is not above 99"
        in (" ".join(cut.text.split()))
    )
    error = SijillError({"ar": "انتهت المهلة", "en": "time is over"})
    for language, said in (("ar", "انتهت المهلة"), ("en", "time is over")):
        failed = read(
            site, question_page(site, language, asked(site, language, "cities", {}), Outcome(error=error)), language
        )
        assert said in failed.all("div", class_="error")[0].text
        assert not failed.all("table")


def test_a_long_answer_is_shown_in_part_and_says_so(site: Site) -> None:
    rows = tuple((ox.Literal(f"city {n}"), None, None, None, None, None) for n in range(700))
    answer = Answer(("city", "thing", "earliest", "latest", "document", "paragraph"), rows)
    reading = read(site, question_page(site, "en", asked(site, "en", "cities", {}), Outcome(answer)), "en")
    assert len(reading.all("tr")) == 501
    told = reading.texts("p", class_="count")
    assert told == ["The first 500 rows of 700 are shown; the files below have them all."]


def test_the_forms_to_download_are_links_to_the_endpoint(site: Site) -> None:
    reading = shown(site, "ar", "programme-countries", programme="GLO.ACT")
    links = {a.text: urlsplit(a.attributes["href"]) for a in reading.all("a") if "sparql?" in a.attributes["href"]}
    assert list(links) == ["CSV", "TSV", "JSON", "XML"]
    values = parse_qs(links["CSV"].query)
    assert values["format"] == ["csv"]
    assert (
        run(site.store, values["query"][0]).rows
        == run(site.store, asked(site, "ar", "programme-countries", {}).text).rows
    )


def test_files_stand_beside_static_pages_and_are_linked(files: Site) -> None:
    made = {}
    for address, content in downloads.files(files):
        made[address] = content
        if address.startswith("en/question/cities."):
            break
    for language in ("ar", "en"):
        reading = shown(files, language, "assistance-in-country")
        linked = {a for a in reading.addresses if not a.endswith("html")}
        expected = {f"{language}/question/assistance-in-country.{form}" for form in ("csv", "tsv", "json", "xml")}
        assert expected <= linked
        assert expected <= made.keys()
    assert made["ar/question/assistance-in-country.csv"].decode().startswith("assistance,form,provider,")


def test_a_static_page_has_no_form_to_send(files: Site) -> None:
    reading = shown(files, "ar", "programme-countries")
    assert [form.attributes.get("role") for form in reading.all("form")] == ["search"]
    assert "سُئل عن مثال" in reading.text


def test_an_address_that_no_question_has_is_no_page(site: Site) -> None:
    assert page(site, "ar", "question/nothing.html", {}) is None
    assert page(site, "ar", "question/../cities.html", {}) is None
    assert page(site, "ar", "questions", {}) is None
    with pytest.raises(UnknownQuestion):
        question_page(site, "ar", asked(site, "ar", "nothing", {}), Outcome())


HOSTILE = '"><script>alert(1)</script>\u202e'


def test_what_a_form_brings_is_text(site: Site) -> None:
    reading = shown(site, "ar", "programme-countries", programme=HOSTILE)
    assert all("alert" not in script.text for script in reading.all("script"))
    assert (
        next(e for e in reading.all("input") if e.attributes.get("name") == "programme")
        .attributes["value"]
        .startswith('"><script>')
    )


def test_what_the_data_bring_is_text() -> None:
    thing, label = ox.NamedNode(f"{DEFAULT_BASE}id/programme/glo-act"), ox.NamedNode(expand("skos:prefLabel"))
    site = Site(fill([ox.Quad(thing, label, ox.Literal(HOSTILE, language="en"))]), DEFAULT_BASE)
    reading = shown(site, "en", "names-of")
    assert all("alert" not in script.text for script in reading.all("script"))
    assert "<script>alert(1)</script>" in reading.text


def test_data_without_graphs_or_without_anything_still_have_pages(store: ox.Store) -> None:
    merged = [ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    plain = ox.Store()
    plain.bulk_extend(merged)
    for site in (Site(plain, base_of(store)), Site(ox.Store(), DEFAULT_BASE)):
        for language in ("ar", "en"):
            for name in questions():
                shown(site, language, name)
    told = shown(Site(plain, base_of(store)), "ar", "programme-countries")
    assert "رسوم بيانية مسماة" in told.all("div", class_="error")[0].text
    empty = shown(Site(ox.Store(), DEFAULT_BASE), "ar", "programme-countries")
    assert "المثال programme/glo-act ليس في هذه البيانات" in empty.text


def test_a_page_is_the_same_from_whatever_store_it_is_made(store: ox.Store) -> None:
    again = ox.Store()
    again.bulk_extend(sorted(store, key=str, reverse=True))
    first, second = Site(store, base_of(store)), Site(again, base_of(store))
    for name in ("programme-countries", "things-by-class", "mandates-of-document"):
        outcome = Outcome(run(store, question(name).text))
        made = [
            site.html(question_page(site, "ar", asked(site, "ar", name, {}), outcome), "ar") for site in (first, second)
        ]
        assert made[0] == made[1]


@pytest.mark.parametrize(
    ("language", "said"), [("ar", "لا شيء في البيانات معرّفه أو اسمه"), ("en", "Nothing in the data")]
)
def test_a_refused_question_says_what_is_wrong_and_not_what_it_was_asked_with(
    site: Site, language: str, said: str
) -> None:
    reading = shown(site, language, "programme-countries", programme="zzz")
    assert said in reading.all("div", class_="error")[0].text
    assert not reading.all("p", class_="asked-with")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "صنف «نيجيريا» هو: بلد؛ والمطلوب هنا: البرنامج أو الشبكة أو النشاط."),
        ("en", "“Nigeria” is of the class “country”; what is asked for here is: programme, network or activity."),
    ],
)
def test_a_thing_of_another_kind_is_told_with_the_questions_about_it(site: Site, language: str, said: str) -> None:
    reading = shown(site, language, "programme-countries", programme="Nigeria")
    box = reading.all("div", class_="error")[0]
    assert said in " ".join(box.text.split())
    links = [a for a in reading.addresses if a.startswith(f"{language}/question/country-overview.html?")]
    assert [parse_qs(urlsplit(link).query) for link in links] == [{"country": ["country/NGA"]}]


def test_of_a_thing_of_another_kind_those_linked_with_it_may_be_meant(site: Site) -> None:
    reading = shown(site, "en", "programme-countries", programme="Ukraine")
    queries = [
        parse_qs(urlsplit(a.attributes["href"]).query) for a in reading.all("a") if "nofollow" in str(a.attributes)
    ]
    assert {"programme": ["programme/glo-act"]} in queries


@pytest.mark.parametrize("name", sorted(questions()))
def test_the_examples_are_of_the_kinds_that_are_asked_for(site: Site, name: str) -> None:
    asking = asked(site, "en", name, {})
    assert not list(unfitting(site.store, asking.question, asking.things, site.base))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "programme-countries",
            "This question has no value “programe”, so it was not looked at. did you mean programme?",
        ),
        ("timeline", "This question has no value “programe”, so it was not looked at. Its values are from, to."),
        ("conflicts", "This question has no value “programe”, so it was not looked at."),
    ],
)
def test_a_value_that_the_question_does_not_have_is_told(site: Site, name: str, said: str) -> None:
    assert shown(site, "en", name, programe="<x>", lang="ar").texts("div", class_="error") == [said]
    assert "programe" not in shown(site, "en", name, lang="ar").text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_class_is_chosen_from_those_that_have_things(site: Site, language: str) -> None:
    for name in ("texts-cited", "things-of-class", "names-by-status"):
        asking = asked(site, language, name, {})
        field = next(f for f in fields(site, language, asking) if f.parameter.name == "class")
        values = [value for value, _ in field.codes]
        assert field.value in values and "sj:Body" in values and len(values) > 30
        texts = [sort_key(text.text, language) for _, text in field.codes]
        assert texts == sorted(texts)


def test_a_class_given_for_a_code_or_without_things_stays_chosen(site: Site) -> None:
    for name, parameter, given in (("events-of-kind", "kind", "sj:Event"), ("texts-cited", "class", "sj:Mandate")):
        reading = shown(site, "en", name, **{parameter: given})
        chosen = [o.attributes["value"] for o in reading.all("option") if "selected" in o.attributes]
        assert given in chosen
