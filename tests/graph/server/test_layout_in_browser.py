"""How every kind of page looks in a real browser: direction, order, symbols, fonts, narrow, dark, printed; and axe."""

from __future__ import annotations

import re
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from graph.site.pages import page_at
from graph.site.site import HERE, Site
from graph.store import base_of

from .kinds import KINDS, REPORT

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
STARTS = """() => {
  const rtl = document.documentElement.dir === "rtl", wrong = [];
  const begins = (one, other) => rtl ? one.right >= other.right - 1 : one.left <= other.left + 1;
  const box = it => it.getBoundingClientRect();
  if (getComputedStyle(document.querySelector("main")).direction !== (rtl ? "rtl" : "ltr")) wrong.push("main");
  const header = document.querySelector("header.top .bar"), brand = box(document.querySelector(".brand"));
  if ([...header.children].some(it => box(it).width > 1 && !begins(brand, box(it)))) wrong.push("brand");
  let rows = 0;
  for (const row of document.querySelectorAll("main tr")) {
    const cells = [...row.cells].filter(cell => box(cell).width > 1);
    if (cells.length < 2) continue;
    rows += 1;
    const places = cells.map(cell => rtl ? -box(cell).right : box(cell).left);
    if (places.some((place, at) => at && place <= places[at - 1])) wrong.push(row.textContent);
  }
  return [wrong, rows]; }"""
"""What does not begin where reading begins, or does not follow in the order of reading, and how many rows were seen."""
SYMBOLS = """() => {
  const found = [], range = document.createRange();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    for (const match of node.data.matchAll(/[A-Z]+[A-Z0-9.]*(?:[/.-][A-Z0-9.]+)+/g)) {
      const boxes = [...match[0]].map((_, at) => {
        range.setStart(node, match.index + at); range.setEnd(node, match.index + at + 1);
        return range.getBoundingClientRect(); });
      if (boxes.some(box => box.width === 0 || Math.abs(box.top - boxes[0].top) > 1)) continue;
      const before = node.data.slice(0, match.index);
      const marked = before.lastIndexOf("\u2066") > before.lastIndexOf("\u2069");
      const alone = marked || getComputedStyle(node.parentElement).direction === "ltr";
      found.push([match[0], alone && boxes.every((box, at) => !at || box.left >= boxes[at - 1].right - 1)]);
    }
  }
  return found; }"""
"""Every symbol that stands on one line, and whether an element or, in a picture, marks isolate it, letters in order."""
UNITS = """() => [...document.querySelectorAll("td.number")].map(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getBoundingClientRect().right; })"""
"""Where the number in each cell for numbers ends, that is where its units stand: at the right in both languages."""
COLOURS = """() => { const style = getComputedStyle(document.documentElement);
  const sum = colour => colour.match(/[0-9]+/g).slice(0, 3).reduce((one, other) => one + Number(other), 0);
  return [sum(style.backgroundColor), sum(style.color)]; }"""
"""How light the paper and the ink are, from 0 to 765."""


def test_no_kind_of_page_is_left_out(store: ox.Store) -> None:
    site = Site(store, base_of(store))
    shown = {"refusal.html", "reading.html"}  # of a reading there is a page where there is one: test_read_in_browser
    assert page_at(site, "ar", "gaps/ar.html", {}) is None, "a thing lacks a label: add this page to the kinds"
    shown.add("gap-list.html")
    for path in KINDS:
        split = urlsplit(path)
        if page := page_at(site, "ar", split.path, dict(parse_qsl(split.query))):
            shown.add(page.template)
    pages = re.compile(r'^\{% extends "(page|thing)\.html" %\}', re.MULTILINE)
    templates = (HERE / "templates").glob("*.html")
    assert shown == {path.name for path in templates if pages.search(path.read_text("utf-8"))}


@LANGUAGES
def test_the_layout_is_that_of_the_language(page: Page, address: str, language: str) -> None:
    wrong, rows = [], 0
    for path in KINDS:
        page.goto(f"{address}{language}/{path}")
        root = page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language, {"ar": "rtl"}.get(language, "ltr"))
        found, counted = page.evaluate(STARTS)
        wrong += [(path, one) for one in found]
        rows += counted
    assert not wrong and rows > 200


@LANGUAGES
def test_a_symbol_is_one_run_from_left_to_right(page: Page, address: str, language: str) -> None:
    found = []
    for path in KINDS:
        page.goto(f"{address}{language}/{path}")
        found += [(path, *one) for one in page.evaluate(SYMBOLS)]
    assert len(found) > 100 and {"CTOC/COP/2018/2", "GLO.ACT"} <= {symbol for _, symbol, _ in found}
    assert [(path, symbol) for path, symbol, ordered in found if not ordered] == []


@pytest.mark.parametrize(("language", "font"), [("ar", "Noto Sans Arabic"), ("en", "Noto Sans")])
def test_letters_are_drawn_with_the_font_of_their_language(page: Page, address: str, language: str, font: str) -> None:
    session = page.context.new_cdp_session(page)
    glyphs: dict[str, int] = {}
    for path in ("index.html", "id/programme/glo-act.html", "query.html"):
        page.goto(f"{address}{language}/{path}")
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        for part in ("h1", "h2", "main p", "main li", "nav.main a", "label", "button", "dt"):
            for node in session.send("DOM.querySelectorAll", {"nodeId": root, "selector": part})["nodeIds"]:
                for used in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
                    glyphs[used["familyName"]] = glyphs.get(used["familyName"], 0) + int(used["glyphCount"])
    assert glyphs[font] > 0.8 * sum(glyphs.values()), glyphs
    assert all(re.match("Noto ", name) for name in glyphs), glyphs


@LANGUAGES
def test_nothing_overflows_a_narrow_screen(page: Page, address: str, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in KINDS:
        page.goto(f"{address}{language}/{path}")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    assert not wide


@pytest.mark.parametrize(("language", "scheme"), [("ar", "light"), ("en", "dark")])
def test_axe_finds_nothing_that_matters(
    page: Page, address: str, language: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    axe: Any = Axe()
    found = []
    for path in KINDS:
        page.goto(f"{address}{language}/{path}")
        for violation in axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]:
            if violation["impact"] != "minor":
                found.append((path, violation["id"], [node["html"][:150] for node in violation["nodes"]][:3]))
    assert not found


@LANGUAGES
def test_dark_is_dark_and_what_is_printed_is_dark_on_white(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/{REPORT}/para/36.html")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, media="screen")
        paper, ink = page.evaluate(COLOURS)
        assert (paper > 600 and ink < 200) if scheme == "light" else (paper < 120 and ink > 600)
        page.emulate_media(color_scheme=scheme, media="print")
        assert page.evaluate(COLOURS) == [765, 0]
        for part in ("nav.main", ".switch", ".find", ".skip"):
            expect(page.locator(part)).to_be_hidden()
        for part in ("h1", "#states", ".brand"):
            expect(page.locator(part)).to_be_visible()


@LANGUAGES
def test_sections_are_a_menu_on_a_narrow_screen_and_need_no_script(
    browser: Browser, address: str, language: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{language}/countries.html")
    sections, menu = page.locator("nav.main"), page.locator("button.menu")
    expect(sections).to_be_hidden()
    menu.press("Enter")
    expect(sections.locator("a")).to_have_count(9)
    for link in sections.locator("a").all():
        expect(link).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(sections).to_be_hidden()
    expect(menu).to_be_focused()
    menu.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/lists.html")
    page.set_viewport_size({"width": 1200, "height": 800})
    expect(sections).to_be_visible()
    expect(page.locator("button.menu")).to_be_hidden()
    context.close()


@LANGUAGES
def test_units_of_numbers_stand_below_each_other(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/timeline.html")
    ends = page.evaluate(UNITS)
    assert len(ends) > 3 and max(ends) - min(ends) < 1


@LANGUAGES
@pytest.mark.parametrize("name", ["texts-cited", "stated-by", "country-overview", "programme-countries"])
def test_the_paragraph_of_each_row_is_in_view_on_a_narrow_screen(
    page: Page, address: str, language: str, name: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{address}{language}/question/{name}.html")
    proof = page.locator("table.answer tbody tr:first-child a").last.bounding_box()
    assert proof and proof["x"] >= 0 and proof["x"] + proof["width"] <= 360


@LANGUAGES
def test_answers_of_many_columns_are_cards_on_a_narrow_screen(page: Page, address: str, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{address}{language}/question/who-must-act.html")
    table = page.locator("table.answer")
    assert table.evaluate("it => it.parentElement.scrollWidth <= it.parentElement.clientWidth")
    cells = table.locator("td:visible")
    names = {cell.get_attribute("data-label") for cell in cells.all()}
    assert cells.count() > 8 and len(names) == 4 and None not in names


@LANGUAGES
def test_a_printed_page_names_its_address_and_day(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/{REPORT}/para/36.html")
    paper = page.locator(".paper")
    expect(paper).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(paper).to_be_visible()
    expect(paper.locator(".address")).to_have_text(page.url)
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", paper.locator("time").inner_text())
