"""The editor, the questions and the ontology in a real browser: by key, narrow, with a strict content policy."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from graph.site.pages import page_at
from graph.site.query_page import TERMS, terms_file
from graph.site.site import ASSETS, Site
from graph.store import base_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; require-trusted-types-for 'script'"
)
MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json"}
MISTAKEN = "SELECT ?x WHERE {\n  ?x a sj:Campaign ;\n  FILTR(?x = 1)\n}"
KINDS = (
    "questions.html", "question/programme-countries.html", "question/countries-named-often.html", "query.html",
    "ontology.html", "ontology/Body.html", "ontology/assistedCountry.html", "concepts.html", "concepts/unit.html",
    "concepts/confidence-likely.html", "question/programme-countries.html?programme=x",
    f"query.html?query={quote(MISTAKEN)}", f"query.html?query={quote('DESCRIBE <https://w3id.org/sijill/id/body/unodc>')}",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(store: ox.Store) -> Iterator[str]:
    """Where a server on this machine gives the pages and their assets."""
    site = Site(store, base_of(store))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            path = unquote(asked.path).removeprefix("/")
            language, _, rest = path.partition("/")
            body, media = b"", "text/html; charset=utf-8"
            if path == TERMS:
                body, media = terms_file(), MEDIA[".json"]
            elif language == "assets" and (ASSETS / rest).is_file():
                body, media = (ASSETS / rest).read_bytes(), MEDIA[(ASSETS / rest).suffix]
            elif language in ("ar", "en") and (page := page_at(site, language, rest, dict(parse_qsl(asked.query)))):
                body = site.html(page, language).encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", media)
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must not complain: no error of a script, nothing that the content policy stops."""
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    assert not complaints


def chosen(page: Page) -> str:
    """The text that is selected in the editor."""
    return str(page.evaluate(
        "(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.querySelector('textarea'))"
    ))  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_mistake_is_read_first_and_its_place_is_reached_by_key(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/query.html?query={quote(MISTAKEN)}")
    expect(page.locator("#mistake")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_be_focused()
    assert chosen(page) == "FILTR"
    told = {"ar": "السطر ٣، العمود ٣", "en": "Line 3, column 3"}[language]
    expect(page.locator(".caret")).to_have_text(told)


def test_a_query_is_run_by_key_and_its_result_read(page: Page, address: str) -> None:
    page.goto(f"{address}/ar/query.html")
    page.locator("textarea").fill("SELECT ?x WHERE { ?x a sj:Programme }")
    page.locator("textarea").press("Control+Enter")
    expect(page.locator("#result")).to_be_focused()
    assert page.locator("table.answer tbody tr").count() == 2
    first = page.locator("table.answer tbody a").first
    assert first.get_attribute("href") == "../ar/id/programme/glo-act.html"


def test_tab_leads_out_of_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}/en/query.html")
    before = page.locator("textarea").input_value()
    page.locator("textarea").focus()
    page.keyboard.press("Tab")
    expect(page.locator("form.editor button")).to_be_focused()
    assert page.locator("textarea").input_value() == before


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("البلد المستفيد", "sj:assistedCountry"),
        ("بلد مستف", "sj:assistedCountry"),
        ("assisted coun", "sj:assistedCountry"),
        ("شخص", "sjc:unit-person"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_term_is_found_by_its_label_in_either_language(
    page: Page, address: str, language: str, typed: str, term: str
) -> None:
    page.goto(f"{address}/{language}/query.html")
    page.locator("textarea").fill("SELECT * { ?x  ?y }")
    page.locator("textarea").evaluate("t => t.setSelectionRange(14, 14)")
    page.locator("textarea").press("Control+ ")
    expect(page.locator("#term")).to_be_focused()
    page.keyboard.type(typed)
    option = page.locator("#terms li", has_text=term).first
    expect(option).to_be_visible()
    expect(page.locator("#term")).to_have_attribute("aria-expanded", "true")
    for _ in range(40):
        if page.locator("#terms li[aria-selected=true] code").text_content() == term:
            break
        page.keyboard.press("ArrowDown")
    marked = page.locator("#term").get_attribute("aria-activedescendant")
    assert page.locator(f"#{marked} code").text_content() == term
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_be_focused()
    assert page.locator("textarea").input_value() == f"SELECT * {{ ?x {term} ?y }}"
    page.keyboard.press("Control+z")
    assert page.locator("textarea").input_value() == "SELECT * { ?x  ?y }"


def test_the_word_before_the_caret_is_completed(page: Page, address: str) -> None:
    page.goto(f"{address}/en/query.html")
    page.locator("textarea").fill("ASK { ?x a sj:Campai")
    page.locator("textarea").press("Control+ ")
    expect(page.locator("#terms li").first).to_be_visible()
    page.keyboard.press("Enter")
    assert page.locator("textarea").input_value() == "ASK { ?x a sj:Campaign"
    page.locator("textarea").press("Control+ ")
    page.locator("#term").fill("zzzz")
    expect(page.locator(".combo [role=status]")).to_have_text("No term has this name")
    page.keyboard.press("Escape")
    expect(page.locator("textarea")).to_be_focused()


@pytest.mark.parametrize(
    ("language", "typed"), [("ar", "الحملات"), ("ar", "حمله"), ("en", "adaptations"), ("en", "حملة")]
)
def test_the_questions_are_narrowed_as_one_types(page: Page, address: str, language: str, typed: str) -> None:
    page.goto(f"{address}/{language}/questions.html")
    everything = page.locator("#all li:visible").count()
    page.locator("#narrow").type(typed)
    shown = page.locator("#all li:visible")
    assert 0 < shown.count() < everything
    expect(page.locator("#all a[href$='/campaign-adaptations.html']")).to_be_visible()
    page.locator("#narrow").fill("zzzz")
    expect(page.locator("#all section:visible")).to_have_count(0)
    expect(page.locator("output[for=narrow]")).not_to_be_empty()


@pytest.mark.parametrize(
    ("language", "typed", "name"),
    [
        ("ar", "مكتب", "mandates-to"),
        ("ar", "طلبت", "done-on-request"),
        ("ar", "والتصويبات", "corrections"),
        ("ar", "الجِهة المُخاطبة", "mandates-of-document"),
        ("en", "operative", "mandates-with-verb"),
        ("en", "Mexico", "country-overview"),
        ("en", "texts cited", "texts-cited"),
    ],
)
def test_a_question_is_found_by_its_columns_and_values_and_by_other_forms_of_a_word(
    page: Page, address: str, language: str, typed: str, name: str
) -> None:
    page.goto(f"{address}/{language}/questions.html")
    everything = page.locator("#all li:visible").count()
    page.locator("#narrow").fill(typed)
    expect(page.locator(f"#all a[href$='/{name}.html']")).to_be_visible()
    assert page.locator("#all li:visible").count() < everything / 2


@pytest.mark.parametrize("language", ["ar", "en"])
def test_without_a_script_all_is_there(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{language}/query.html?example=cities")
    page.locator("form.editor button[type=submit]").click()
    assert page.locator("table.answer tbody tr").count() == 16
    assert not page.locator(".combo").is_visible()
    page.goto(f"{address}/{language}/questions.html")
    assert not page.locator(".filter").is_visible()
    page.goto(f"{address}/{language}/question/programme-countries.html")
    page.locator("#field-programme").fill("حملة القلب الأزرق لمكافحة الاتجار بالبشر")
    page.locator("form.fields button").click()
    assert "programme=" in page.url
    assert page.locator("#field-programme").input_value() == "حملة القلب الأزرق لمكافحة الاتجار بالبشر"
    context.close()


@pytest.mark.parametrize(("language", "scheme"), [("ar", "dark"), ("en", "light")])
@pytest.mark.parametrize("path", KINDS)
def test_pages_can_be_used_by_everyone(browser: Browser, address: str, path: str, language: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}/{language}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    direction = page.evaluate("getComputedStyle(document.querySelector('main')).direction")
    assert direction == {"ar": "rtl", "en": "ltr"}[language]
    found = Axe().run(page).response["violations"]
    told = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found if one["impact"] != "minor"]
    assert not told
    page.close()
