"""The server in a real browser: a reader's way, both directions, narrow screens, keys, and what axe finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from graph.build import build, default_registers

from .running import running
from .screenshots import CHROMIUM, PAGES, SWITCHES, take

REPORT = "id/document/CTOC/COP/2018/2"
KINDS = [
    "index.html",
    "id/programme/glo-act.html",
    "id/country/NGA.html",
    f"{REPORT}.html",
    f"{REPORT}/para/36.html",
    f"{REPORT}/footnote/1.html",
    "lists.html",
    "list/Event.html",
    "list/Event/year-2017.html",
    "documents.html",
    "countries.html",
    "timeline.html",
    "timeline/2017.html",
    "conflicts.html",
    "corrections.html",
    "gaps.html",
    "questions.html",
    "question/who-must-act.html",
    f"query.html?query={quote('SELECT * { ?x a sj:Campaign }')}",
    f"query.html?query={quote('SELCT * { ?x a sj:Campaign }')}",
    "ontology.html",
    "ontology/Body.html",
    "concepts.html",
    "concepts/unit.html",
    "search.html?q=UNODC",
    "about.html",
    "nothing.html",
]
"""One page of each kind."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the whole graph."""
    folder = tmp_path_factory.mktemp("browsed") / "build"
    build(default_registers(), folder)
    with running(folder) as server:
        yield server.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if not Path(CHROMIUM).exists():
        pytest.skip("chromium is not installed")
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path=CHROMIUM, args=SWITCHES.split())


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that complains of nothing and asks no other host."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on(
        "console", lambda said: wrong.append(said.text) if said.type == "error" and "404" not in said.text else None
    )
    made.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
    yield made
    context.close()
    assert not wrong


def test_a_reader_of_arabic_finds_programme_country_and_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}ar/index.html")
    page.get_by_role("navigation", name="أقسام الموقع").get_by_role("link", name="البلدان").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader").get_by_role("link", name="البرازيل"))
    expect(row).to_contain_text("برنامج العمل العالمي")
    row.get_by_role("link", name=re.compile("٤١")).first.click()
    expect(page).to_have_url(re.compile(r"/ar/id/document/CTOC/COP/2018/2/para/41\.html"))
    expect(page.get_by_role("main")).to_contain_text("البرازيل")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_search_in_arabic_by_keys_alone_leads_to_a_page(page: Page, address: str) -> None:
    page.goto(f"{address}ar/search.html")
    page.keyboard.press("/")
    page.keyboard.type("الاتجار بالاشخاص صندوق")
    expect(page.locator("#search-found li").first).to_contain_text("صندوق")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/ar/id/"))


@pytest.mark.parametrize("path", [f"{REPORT}/para/41.html", "search.html?q=UNODC", "list/Event/year-2017.html"])
def test_the_switch_of_language_stays_at_the_place(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}ar/{path}")
    page.locator("a.switch").click()
    assert page.url == f"{address}en/{path}"
    assert page.locator("html").get_attribute("dir") == "ltr"
    page.locator("a.switch").click()
    assert page.url == f"{address}ar/{path}"


def test_the_layout_is_that_of_the_language(page: Page, address: str) -> None:
    sides = {}
    for language in ("ar", "en"):
        page.goto(f"{address}{language}/id/programme/glo-act.html")
        brand = page.locator(".brand").bounding_box()
        first, last = page.locator("table.figures thead th").first, page.locator("table.figures thead th").last
        one, other = first.bounding_box(), last.bounding_box()
        assert brand and one and other
        sides[language] = (brand["x"] > 600, one["x"] > other["x"])
    assert sides == {"ar": (True, True), "en": (False, False)}


def test_a_symbol_inside_arabic_reads_from_the_left(page: Page, address: str) -> None:
    page.goto(f"{address}ar/{REPORT}/para/36.html")
    places = page.evaluate(
        """() => { const node = [...document.querySelectorAll('main bdi[dir=ltr]')]
          .find(e => e.textContent.includes('CTOC/COP/2018/2')).firstChild;
          const at = node.textContent.indexOf('CTOC'); const range = document.createRange();
          return [0, 5, 9, 14].map(n => { range.setStart(node, at + n); range.setEnd(node, at + n + 1);
            return range.getBoundingClientRect().left; }); }"""
    )
    assert places == sorted(places)


def test_arabic_is_drawn_with_an_arabic_font(page: Page, address: str) -> None:
    page.goto(f"{address}ar/index.html")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert any(re.search("Arab|Naskh|Kufi|Amiri|DejaVu", font["familyName"]) for font in fonts), fonts


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_overflows_a_narrow_screen(page: Page, address: str, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in KINDS:
        page.goto(f"{address}{language}/{path}")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    assert not wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_nothing_serious(page: Page, address: str, language: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = []
    for path in KINDS if scheme == "light" else KINDS[:6]:
        page.goto(f"{address}{language}/{path}")
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append((path, violation["id"], violation["nodes"][0]["html"][:150]))
    assert not found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_keys_alone_reach_the_content(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}/id/country/NGA.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box and box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert page.evaluate("document.activeElement.tagName") == "A" and outline != "none"


def test_a_question_is_asked_by_its_form(page: Page, address: str) -> None:
    page.goto(f"{address}ar/question/programme-countries.html")
    page.get_by_role("main").get_by_role("textbox").or_(page.get_by_role("main").get_by_role("combobox")).first.fill(
        "GLO.ACT"
    )
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("main").get_by_role("table").first).to_contain_text("البرازيل")


def test_print_leaves_out_what_leads_around(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}en/{REPORT}/para/36.html")
    expect(page.locator("nav.main")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_pictures_of_eight_pages_are_written(browser: Browser, address: str, tmp_path: Path) -> None:
    made = take(browser.new_page(), address, tmp_path)
    assert len(made) == 2 * len(PAGES) == 16 and all(path.stat().st_size > 10_000 for path in made)
