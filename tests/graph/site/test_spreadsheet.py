"""Answers as tables for spreadsheets: they open as they are, hold the IRIs, and run nothing."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest

from graph.query import Answer, run
from graph.site.answer_table import answer_table
from graph.site.downloads import files
from graph.site.question_pages import page
from graph.site.question_values import asked
from graph.site.reader import Reader
from graph.site.site import Site
from graph.site.spreadsheet import file_name, spreadsheet
from graph.site.wording import Wording
from graph.store import base_of
from ontology.namespaces import DEFAULT_BASE
from queries.catalogue import questions

from .reading import read


@pytest.fixture(scope="module")
def site(store: ox.Store) -> Site:
    """A site that a server answers for."""
    return Site(store, base_of(store))


def rows(content: bytes) -> list[list[str]]:
    """The rows of a file as a spreadsheet reads them."""
    assert content.startswith(b"\xef\xbb\xbf"), "else Arabic opens garbled"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def table_of(site: Site, language: str, name: str, **values: str) -> list[list[str]]:
    """The table of a question that was asked with some values."""
    asking = asked(site, language, name, values)
    answer = run(site.store, asking.text)
    document = asking.things.get("document", "")
    return rows(spreadsheet(answer_table(site.reader, language, answer, asking.question, document), Wording(language)))


@pytest.mark.parametrize(
    ("language", "country", "code", "paragraph", "document", "name"),
    [
        ("ar", "البلد", "الرمز", "الفقرة", "الوثيقة", "أوكرانيا"),
        ("en", "Country", "Code", "Paragraph", "Document", "Ukraine"),
    ],
)
def test_headings_and_labels_are_those_of_the_page_and_each_thing_has_its_iri(
    site: Site, language: str, country: str, code: str, paragraph: str, document: str, name: str
) -> None:
    head, *body = table_of(site, language, "programme-countries")
    iris = [f"{heading} (IRI)" for heading in (country, paragraph, document)]
    assert head == [country, iris[0], code, paragraph, iris[1], document, iris[2]]
    report = f"{DEFAULT_BASE}id/document/CTOC/COP/2018/2"
    ukraine = [
        name,
        f"{DEFAULT_BASE}id/country/UKR",
        "UKR",
        Wording(language).digits("41"),
        f"{report}/para/41",
        "CTOC/COP/2018/2",
        report,
    ]
    assert ukraine in body and len(body) == 13


def test_numbers_and_dates_can_be_calculated_with(site: Site) -> None:
    figures = table_of(site, "ar", "figures-of-measure")
    number = figures[0].index("القيمة")
    assert all(float(row[number]) for row in figures[1:] if row[number])
    assert any("2017" in row[0] for row in table_of(site, "ar", "timeline")[1:])


def test_a_text_is_no_formula() -> None:
    texts = ["=1+1", "+x", "-x", "@x", "\t=1", "a=b", "-5"]
    answer = Answer(("x",), tuple((ox.Literal(text, language="en"),) for text in texts))
    written = rows(spreadsheet(answer_table(Reader(ox.Store(), DEFAULT_BASE), "en", answer), Wording("en")))
    assert not any(row[0].startswith(("=", "+", "-", "@", "\t")) for row in written)
    number = Answer(("x",), ((ox.Literal(-5),),))
    assert rows(spreadsheet(answer_table(Reader(ox.Store(), DEFAULT_BASE), "en", number), Wording("en")))[1] == ["-5"]


@pytest.mark.parametrize(
    ("name", "values", "file"),
    [
        ("country-overview", {"country": "Nigeria"}, "country-overview-NGA.csv"),
        ("country-overview", {}, "country-overview-MEX.csv"),
        ("document-outline", {"document": "CTOC/COP/2018/2"}, "document-outline-CTOC-COP-2018-2.csv"),
        ("texts-cited", {"class": "sj:Resolution"}, "texts-cited-CTOC-COP-2018-2-Resolution.csv"),
        ("chairs-at", {"body": "body/icat"}, "chairs-at-icat-role-chair-2017-06-30.csv"),
        ("conflicts", {}, "conflicts.csv"),
    ],
)
def test_a_file_is_called_by_the_question_and_what_it_was_asked_about(
    site: Site, name: str, values: dict[str, str], file: str
) -> None:
    asking = asked(site, "ar", name, values)
    assert set(file_name(asking, ".csv").removesuffix(".csv").split("-")) == set(file.removesuffix(".csv").split("-"))
    reading = read(site, page(site, "ar", f"question/{name}.html", values), "ar")
    names = [a.attributes["download"] for a in reading.all("a") if a.attributes.get("download")]
    stem = file_name(asking, "")
    assert names == [f"{stem}.table.csv", *(f"{stem}.{form}" for form in ("csv", "tsv", "json", "xml"))]


def test_a_static_site_has_the_tables_beside_its_pages(store: ox.Store) -> None:
    static = Site(store, base_of(store), live=False)
    wanted = "ar/question/assistance-in-country.table.csv"
    content = dict(files(static))[wanted]
    assert len(rows(content)) == len(run(store, asked(static, "ar", "assistance-in-country", {}).text).rows) + 1
    reading = read(static, page(static, "ar", "question/assistance-in-country.html", {}), "ar")
    assert wanted in reading.addresses


def test_every_question_has_a_table_as_wide_as_its_headings(site: Site) -> None:
    for name in questions():
        head, *body = table_of(site, "ar", name)
        assert {len(row) for row in body} <= {len(head)}, name
        assert len(body) == len(run(site.store, asked(site, "ar", name, {}).text).rows)
