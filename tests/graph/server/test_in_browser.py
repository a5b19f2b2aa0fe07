"""The server in a real browser: what a reader of Arabic or English does, by mouse and by keys alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from .kinds import MISTAKEN, REPORT
from .screenshots import PAGES, take

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
BLUE_HEART = {"ar": "حملة القلب الأزرق لمكافحة الاتجار بالبشر", "en": "Blue Heart Campaign against Human Trafficking"}
FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  const all = [...document.querySelectorAll("*")];
  return { place: all.indexOf(it), name: it.textContent.trim(), tag: it.tagName,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth }; }"""


@pytest.mark.parametrize(
    ("language", "navigation", "countries", "country", "programme", "number"),
    [
        ("ar", "أقسام الموقع", "البلدان", "البرازيل", "برنامج العمل العالمي", "٤١"),
        ("en", "Sections of the site", "Countries", "Brazil", "Global Action to Prevent", "41"),
    ],
)
def test_a_reader_finds_programme_country_and_paragraph_by_clicking(
    page: Page, address: str, language: str, navigation: str, countries: str, country: str, programme: str, number: str
) -> None:
    page.goto(f"{address}{language}/index.html")
    page.get_by_role("navigation", name=navigation).get_by_role("link", name=countries).click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader").get_by_role("link", name=country))
    row.get_by_role("link", name=programme).first.click()
    expect(page).to_have_url(f"{address}{language}/id/programme/glo-act.html")
    said = page.get_by_role("definition").filter(has=page.get_by_role("link", name=country, exact=True)).first
    said.get_by_role("link", name=number, exact=True).click()
    expect(page).to_have_url(f"{address}{language}/{REPORT}/para/41.html")
    for name in (programme, country):
        expect(page.get_by_role("main").get_by_role("link", name=name).first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [("ar", "الاتجار بالاشخاص صندوق", "صندوق"), ("en", "trafficking fund", "Fund")],
)
def test_search_by_keys_alone_leads_to_a_page(page: Page, address: str, language: str, typed: str, found: str) -> None:
    page.goto(f"{address}{language}/search.html")
    page.keyboard.press("/")
    page.keyboard.type(typed)
    expect(page.locator("#search-found li").first).to_contain_text(found)
    page.keyboard.press("ArrowDown")
    name = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/{language}/id/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize(("language", "typed", "country"), [("ar", "كولومبيا", "COL"), ("en", "South Africa", "ZAF")])
def test_what_the_home_page_is_asked_is_found(
    page: Page, address: str, language: str, typed: str, country: str
) -> None:
    page.goto(f"{address}{language}/index.html")
    page.locator("#home-find").click()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/{language}/search\.html\?q="))
    expect(page.get_by_role("searchbox")).to_have_value(typed)
    page.locator("#search-found a.hit").first.click()
    expect(page).to_have_url(f"{address}{language}/id/country/{country}.html")


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        f"{REPORT}/para/41.html",
        "search.html?q=UNODC",
        "list/Event/year-2017.html",
        "question/programme-countries.html?programme=GLO.ACT",
        "query.html?query=ASK%20%7B%20%3Fx%20a%20sj%3ABody%20%7D",
    ],
)
def test_the_switch_of_language_stays_at_the_place(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}ar/{path}")
    for language, direction in (("en", "ltr"), ("ar", "rtl")):
        page.locator("a.switch").click()
        found, meant = urlsplit(page.url), urlsplit(f"{address}{language}/{path}")
        assert found.path == meant.path and parse_qs(found.query) == parse_qs(meant.query)
        assert page.locator("html").get_attribute("dir") == direction


@LANGUAGES
def test_a_question_is_asked_about_something_else(page: Page, address: str, language: str) -> None:
    answer = page.locator("table.answer tbody tr")
    page.goto(f"{address}{language}/question/programme-countries.html")
    expect(answer).to_have_count(13)
    page.locator("#field-programme").fill(BLUE_HEART[language])
    page.locator("form.fields button").click()
    assert parse_qs(urlsplit(page.url).query)["programme"] == [BLUE_HEART[language]]
    expect(answer).to_have_count(2)
    expect(answer.filter(has_text="MEX")).to_contain_text({"ar": "٦٥", "en": "65"}[language])
    expect(page.locator("#field-programme")).to_have_value(BLUE_HEART[language])
    page.locator("#field-programme").fill("zzzz")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("zzzz")
    expect(answer).to_have_count(0)


@LANGUAGES
def test_a_query_is_run_put_right_where_it_is_wrong_and_run_again(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/query.html")
    page.locator("#query").fill(MISTAKEN)
    page.locator("form.editor button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text({"ar": "السطر ٣، العمود ٣", "en": "Line 3, column 3"}[language])
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type("FILTER")
    page.locator("#query").evaluate("field => { field.value = field.value.replace('?x = 1', 'true'); }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator("table.answer tbody a").first.click()
    expect(page).to_have_url(re.compile(f"/{language}/id/campaign/"))


@LANGUAGES
def test_keys_alone_lead_from_the_home_page_to_a_paragraph(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip" and page.evaluate(FOCUSED)["seen"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    passed: list[dict[str, Any]] = []
    while not passed or not re.fullmatch("41|٤١", passed[-1]["name"]):
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
        assert len(passed) < 60
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{language}/{REPORT}/para/41.html")
    assert [stop for stop in passed if not (stop["outlined"] and stop["seen"])] == []


@LANGUAGES
@pytest.mark.parametrize("path", ["id/country/NGA.html", "countries.html", "query.html"])
def test_keys_go_through_a_page_in_the_order_of_reading(page: Page, address: str, path: str, language: str) -> None:
    page.goto(f"{address}{language}/{path}")
    passed: list[dict[str, Any]] = []
    while len(passed) < 40:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        passed.append(stop)
    places = [stop["place"] for stop in passed]
    assert places == sorted(set(places)) and len(places) > 20
    assert [stop for stop in passed if not (stop["outlined"] and stop["seen"])] == []


def test_pictures_of_eight_pages_are_written(browser: Browser, address: str, tmp_path: Path) -> None:
    page = browser.new_page()
    made = take(page, address, tmp_path)
    page.close()
    assert len(made) == 2 * len(PAGES) == 16 and all(path.stat().st_size > 10_000 for path in made)
