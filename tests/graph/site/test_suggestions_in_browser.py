"""Suggestions under the field of every page, in a real browser: by keys and pointer, read aloud, without script."""

from __future__ import annotations

import re
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Served

KINDS = ["static", "live"]
PLACES = [("index.html", "home-find"), ("id/body/unodc.html", "find"), ("countries.html", "find")]


def field(page: Page) -> Locator:
    return page.locator("form.find input:visible")


def options(page: Page) -> Locator:
    return page.locator("form.find [role=option]:visible")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("place", "identifier"), PLACES)
@pytest.mark.parametrize(
    ("language", "typed", "told", "path"),
    [("ar", "نيجيريا", "٧ اقتراحات", "id/country/NGA.html"), ("en", "nigeria", "7 suggestions", "id/country/NGA.html")],
)
def test_what_is_found_is_suggested_as_one_types_on_every_page(
    page: Page, address: str, kind: str, place: str, identifier: str, language: str, typed: str, told: str, path: str
) -> None:
    page.goto(f"{address}/{kind}/{language}/{place}")
    page.keyboard.press("/")
    expect(page.locator(":focus")).to_have_id(identifier)
    expect(field(page)).to_have_attribute("role", "combobox")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.type(typed)
    expect(options(page)).to_have_count(7)
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form.find [role=status]").first).to_have_text(told)
    page.keyboard.press("ArrowDown")
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    expect(field(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{kind}/{language}/{path}")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_loaded_before_the_field_is_gone_to(page: Page, address: str, kind: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    page.goto(f"{address}/{kind}/en/countries.html")
    page.wait_for_load_state("networkidle")
    assert not [name for name in asked if name.startswith(("suggest", "search"))]
    with page.expect_request("**/search-index.json" if kind == "static" else "**/suggest.js"):
        field(page).focus()
    expect(field(page)).to_have_attribute("role", "combobox")
    expect(field(page)).to_be_focused()
    assert ("search-index.json" in asked) == (kind == "static")


def test_the_keys_of_a_combobox(page: Page, address: str) -> None:
    page.goto(f"{address}/static/en/countries.html")
    field(page).focus()
    keys = page.keyboard
    keys.type("trafficking")
    expect(options(page)).to_have_count(9)
    for key, at in (("ArrowUp", 8), ("ArrowDown", None), ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        keys.press(key)
        chosen = page.locator("form.find [role=option][aria-selected=true]")
        if at is None:
            expect(chosen).to_have_count(0)
            assert field(page).get_attribute("aria-activedescendant") is None
        else:
            expect(options(page).nth(at)).to_have_attribute("aria-selected", "true")
            expect(chosen).to_have_count(1)
    keys.press("ArrowLeft")
    expect(page.locator("form.find [role=option][aria-selected=true]")).to_have_count(0)
    keys.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_value("trafficking")
    keys.press("Alt+ArrowDown")
    expect(options(page)).to_have_count(9)
    keys.press("Alt+ArrowUp")
    expect(options(page)).to_have_count(0)
    keys.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    keys.press("Escape")
    keys.press("Escape")
    expect(field(page)).to_have_value("")
    keys.type("trafficking")
    expect(options(page)).to_have_count(9)
    keys.press("Tab")
    expect(options(page)).to_have_count(0)
    keys.press("Shift+Tab")
    keys.press("Enter")
    page.wait_for_url("**/en/search.html?q=trafficking")


def test_the_last_suggestion_leads_to_all_results(page: Page, address: str) -> None:
    page.goto(f"{address}/static/ar/countries.html")
    field(page).focus()
    page.keyboard.type("الاتجار بالأشخاص")
    expect(options(page).last).to_have_text(re.compile(r"^كل النتائج \([٠-٩]+\)$"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == {"q": ["الاتجار بالأشخاص"]})
    expect(page.locator("#search-found li")).to_have_count(20)


def test_by_pointer(page: Page, address: str) -> None:
    page.goto(f"{address}/live/ar/index.html")
    field(page).click()
    page.keyboard.type("UNODC")
    option = options(page).first
    option.hover()
    expect(field(page)).to_be_focused()
    option.click()
    page.wait_for_url("**/live/ar/id/body/unodc.html")


def test_what_is_not_found_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}/static/ar/countries.html")
    field(page).focus()
    page.keyboard.type("qqqqqqqq")
    expect(page.locator(".suggested .none")).to_contain_text("لا نتائج")
    expect(page.locator("form.find [role=status]")).to_contain_text("لا نتائج")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.locator(".suggested")).to_be_hidden()


@pytest.mark.parametrize("kind", KINDS)
def test_where_nothing_answers_the_form_can_still_be_sent(page: Page, address: str, served: Served, kind: str) -> None:
    page.goto(f"{address}/{kind}/en/countries.html")
    served.broken = True  # the console holds the answers that failed
    field(page).focus()
    page.keyboard.type("unodc")
    page.wait_for_timeout(400)
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?q=unodc")


def test_hostile_words_and_labels_are_text(page: Page, address: str) -> None:
    page.goto(f"{address}/live/en/countries.html")
    field(page).focus()
    page.keyboard.insert_text("<img src=x onerror=alert(1)> \u202e unodc")
    expect(options(page).first).to_be_visible()
    assert page.locator(".suggested img").count() == 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_without_script_the_field_is_as_it_was(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/live/{language}/countries.html")
    assert field(plain).get_attribute("role") is None and plain.locator(".suggested").count() == 0
    field(plain).fill("unodc")
    field(plain).press("Enter")
    plain.wait_for_url(f"**/{language}/search.html?q=unodc")
    expect(plain.locator("#search-found code").first).to_have_text("body/unodc")
    context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["index.html", "id/body/unodc.html"])
def test_suggestions_are_read_by_everyone_and_stay_on_a_narrow_screen(
    page: Page, address: str, language: str, scheme: Literal["light", "dark"], place: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}/static/{language}/{place}")
    field(page).focus()
    page.keyboard.type("trafficking")
    expect(options(page)).to_have_count(9)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box, wide = page.locator(".suggested:visible").bounding_box(), page.locator("form.find:visible").bounding_box()
    assert box and wide and box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert box["width"] == pytest.approx(wide["width"], abs=1)
    axe: Any = Axe()
    found = axe.run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
