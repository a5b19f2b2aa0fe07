"""The search page in a real browser: the script folds and ranks as the server does, and people can use it.

Pages come from a small server on this machine, with the content policy that forbids all that is not the site's own.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from graph.names import Name, Thing
from graph.search import Index
from graph.site.markup import shown
from graph.site.search_index import search_index
from graph.site.search_page import answer as answer_of
from loaders.folding import spelled, stems, words
from ontology.vocabulary import vocabulary

from .conftest import Served

NAMES = Path(__file__).parent.parent / "names"
SETS = ("ar", "en", "ar-second", "en-second")


def rows(name: str) -> list[dict[str, str]]:
    with (NAMES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_script(page: Page, module: str, body: str, argument: object) -> Any:
    """What a function gives that is called with a module of the site and an argument."""
    code = f"async ([address, argument]) => {{ const module = await import(address); {body} }}"
    return page.evaluate(code, [f"../assets/{module}", argument])


def ask(page: Page, text: str) -> None:
    """Write a question anew with real keys, as far as there are keys for it."""
    page.locator("#asked").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def first(page: Page) -> str:
    return page.locator("#search-found code").first.inner_text()


@pytest.fixture
def arabic(page: Page, address: str) -> Page:
    page.goto(f"{address}/static/ar/search.html")
    return page


@pytest.fixture
def english(page: Page, address: str) -> Page:
    page.goto(f"{address}/static/en/search.html")
    return page


FOLD = """
const { Folding } = module;
const folding = new Folding(argument.rules);
return argument.texts.map((text) => folding.words(text));
"""


def test_the_script_folds_all_names_and_questions_as_the_graph_is_folded(english: Page, served: Served) -> None:
    texts = [name.text for thing in served.index.things for name in thing.names]
    texts += [row["query"] for name in SETS for row in rows(name)]
    texts += [
        "U.N.O.D.C.",
        "UNODC’s d’Ivoire 12's",
        "الأمم\u200cالمتحدة",
        "ΣΊΣΥΦΟΣ",
        "ﷺ ﬁle Straße İstanbul",
        "٧۱१",
        "½ ²",
    ]
    rules = search_index(served.index)["rules"]["folding"]
    folded = in_script(english, "search-folding.js", FOLD, {"rules": rules, "texts": texts})
    assert len(folded) > 4000
    assert [(text, found) for text, found in zip(texts, folded, strict=True) if found != words(text)] == []


def test_the_script_folds_every_character_alike(english: Page, served: Served) -> None:
    """Every character that Python knows, between letters; of the blocks that fold to themselves some."""
    same = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x17000, 0x18AFF), (0x20000, 0x323AF), (0xF0000, sys.maxunicode)]
    texts = []
    for point in range(sys.maxunicode + 1):
        thinned = any(low <= point <= high for low, high in same) and point % 997
        if unicodedata.category(chr(point)) not in ("Cn", "Cs") and not thinned:
            texts.append(f"a{chr(point)}B {chr(point)}")
    rules = search_index(served.index)["rules"]["folding"]
    folded = in_script(english, "search-folding.js", FOLD, {"rules": rules, "texts": texts})
    assert len(texts) > 30_000
    assert [(text, found) for text, found in zip(texts, folded, strict=True) if found != words(text)] == []


def test_the_script_knows_the_forms_of_words_and_how_they_are_written(english: Page, served: Served) -> None:
    texts = [name.text for thing in served.index.things for name in thing.names]
    known = sorted({word for text in texts for word in words(text)} | {"والقرارات", "كتابهما", "boxes", "uss", "côtes"})
    rules = search_index(served.index)["rules"]["folding"]
    forms = in_script(
        english,
        "search-folding.js",
        "const f = new module.Folding(argument.rules); return argument.words.map((w) => [...f.stems(w)]);",
        {"rules": rules, "words": known},
    )
    assert {w: dict(f) for w, f in zip(known, forms, strict=True)} == {w: dict(stems(w)) for w in known}
    texts = ["وثائق المُؤتمر", "Côte d’Ivoire", "U.N.O.D.C.", "ما\u200cلي"]
    asked = ["الموتمر", "cote", "unodc", "مالي"]
    spelt = in_script(
        english,
        "search-folding.js",
        "const f = new module.Folding(argument.rules); return argument.w.map((w) => f.spelled(w, argument.texts));",
        {"rules": rules, "w": asked, "texts": texts},
    )
    assert spelt == [spelled(word, texts) for word in asked]


RANK = """
const { Index } = module;
const index = new Index(argument.data);
return argument.texts.map((text) => index.answer(text, argument.language, argument.limit));
"""


@pytest.mark.parametrize("name", SETS)
def test_the_script_finds_what_the_server_finds(
    english: Page, served: Served, name: str, record_property: Callable[[str, object], None]
) -> None:
    asked = rows(name)
    language, texts = name[:2], [row["query"] for row in asked]
    data = json.loads(served.file)
    found = in_script(
        english, "search-ranking.js", RANK, {"data": data, "texts": texts, "language": language, "limit": 20}
    )
    ids = [[one["id"] for one in answer["results"]] for answer in found]
    best = sum(hits[:1] == [row["id"]] for row, hits in zip(asked, ids, strict=True))
    five = sum(row["id"] in hits[:5] for row, hits in zip(asked, ids, strict=True))
    record_property("shown", f"search in the browser {name}: {best} of {len(asked)} first, {five} in the first five")
    assert best >= 0.95 * len(asked) and five >= 0.99 * len(asked)
    different = [
        text for text, answer in zip(texts, found, strict=True) if answer != served_answer(served.index, text, language)
    ]
    assert different == []


MISSPELT = ["القضاة", "نيجريه", "السودن", "فاليتتا", "kyrgistan", "traficking nigera", "شبكتان", "الاتجاار بالبشر"]
MISSPELT += [
    "٤١",
    "paragraph 41",
    "الفقرة ٤١",
    "footnote 2",
    "section II.B",
    "<b>x",
    "b",
    "caselaw",
    "resolutions xyz xyz",
]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_script_takes_words_for_others_as_the_server_does(english: Page, served: Served, language: str) -> None:
    known = sorted({word for row in rows("en") + rows("ar") for word in words(row["query"]) if len(word) > 3})
    texts = MISSPELT + [word[: len(word) // 2] + word[len(word) // 2 + 1 :] for word in known]  # each lacks a letter
    data = json.loads(served.file)
    found = in_script(
        english, "search-ranking.js", RANK, {"data": data, "texts": texts, "language": language, "limit": 8}
    )
    assert len(texts) > 400
    served_ones = [served_answer(served.index, text, language, 8) for text in texts]
    assert [text for text, one, own in zip(texts, found, served_ones, strict=True) if one != own] == []


def served_answer(index: Index, text: str, language: str, limit: int = 20) -> Any:
    """The answer of the server as it comes out of JSON."""
    return json.loads(json.dumps(answer_of(index, text, language, limit)))


INVENTED = [
    Thing("x/1", names=[Name("Agate Bay", "label", "en"), Name("x/1", "identifier", "")], mentions=3),
    Thing("x/2#figure-1", names=[Name("Agate", "label", "en"), Name("x/2#figure-1", "identifier", "")]),
    Thing("sjc:agates", names=[Name("عقيق A/RES/1(II)", "label", "ar"), Name("sjc:agates", "identifier", "")]),
    Thing("x/3", names=[Name("Nobody", "label", ""), Name("x/3", "identifier", "")], beside=["2030"]),
    Thing("x/4", names=[Name("Indicator 16.2.2", "label", "en"), Name("x/4", "identifier", "")]),
    Thing("x/5%5BA%5D", names=[Name("<b>Agate & Bay</b>", "label", "en"), Name("x/5%5BA%5D", "identifier", "")]),
    Thing("x/6", names=[Name("of the", "label", "en"), Name("wörld wide Website", "other-name", "de")], described=True),
]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_odd_things_are_found_alike(english: Page, language: str) -> None:
    index = Index(INVENTED, vocabulary())
    asked = ["agate", "agate bay", "agatebay", "aga", "agatte", "nobody 2030", "16.2.2", "16.2", "res 1", "عقيق", "x/3"]
    asked += ["of", "", "…", "world-wide websites", "web site", "baysagate", "agates agates", "\u202eagate", "a" * 300]
    data = search_index(index)
    found = in_script(
        english, "search-ranking.js", RANK, {"data": data, "texts": asked, "language": language, "limit": 20}
    )
    assert found == [served_answer(index, text, language) for text in asked]
    assert sum(bool(answer["results"]) for answer in found) >= 14


@pytest.mark.parametrize("kind", ["static", "live"])
@pytest.mark.parametrize(
    ("language", "typed", "identifier"),
    [
        ("ar", "مكتب الامم المتحده المعني بالمخدرات والجريمه", "body/unodc"),
        ("ar", "الاتّجارُ بالأشخاصِ", "topic/trafficking-in-persons"),
        ("ar", "٧١/١٦٧", "document/A/RES/71/167"),
        ("en", "blue heart", "campaign/blue-heart"),
        ("en", "U.N.O.D.C.", "body/unodc"),
    ],
)
def test_results_come_as_one_types(
    page: Page, address: str, kind: str, language: str, typed: str, identifier: str
) -> None:
    page.goto(f"{address}/{kind}/{language}/search.html")
    ask(page, typed)
    link = page.locator(f"#search-found li:first-child a.hit[href*='{identifier}.html']")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("lang", language)
    expect(link).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    other = page.locator("#search-found li").first.locator(".in-other bdi").first
    expect(other).to_have_attribute("lang", "en" if language == "ar" else "ar")
    assert first(page) == identifier
    link.click()
    page.wait_for_url(f"**/{language}/id/{identifier}.html")
    assert page.locator("h1").count() == 1


SHAPE = """items => items.map((li) => [
    li.textContent.replace(/\\s+/g, " ").trim().replaceAll("> <", "><"),
    [...li.querySelectorAll("*")].map((one) => [one.localName, one.className, one.lang, one.dir, one.textContent]),
    li.querySelector("a").pathname.replace("/static/", "/live/"),
])"""
"""What a reader gets of each result: texts, elements with their language and direction, and where the link leads."""


@pytest.mark.parametrize(
    ("language", "asked"),
    [("ar", "اتجار بالبشر"), ("en", "trafficing portal"), ("ar", "A/RES/71/167"), ("en", "نيجيريا"), ("ar", "GLOACT")],
)
def test_the_script_writes_what_the_server_writes(
    page: Page, address: str, browser: Browser, language: str, asked: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/live/{language}/search.html?q={quote(asked)}")
    page.goto(f"{address}/static/{language}/search.html?q={quote(asked)}")
    expect(page.locator("#search-found li").first).to_be_visible()
    written_there, made_here = (one.locator("#search-found li").evaluate_all(SHAPE) for one in (plain, page))
    counts = {one.locator("#search-count").inner_text() for one in (plain, page)}
    context.close()
    assert [shape[1:] for shape in made_here] == [shape[1:] for shape in written_there] != []
    assert len(counts) == 1 and counts != {""}


def test_a_site_of_files_says_without_script_that_it_cannot_search(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/static/ar/search.html?q=UNODC")
    expect(plain.locator("main .gap")).to_contain_text("JavaScript")
    assert plain.locator("main .gap a").get_attribute("href") == "../ar/lists.html"
    context.close()


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ("UNODC", "الاسم كله؛ تسمية أخرى بالإنكليزية: UNODC"),
        ("knowlege portal", "كلمة قريبة؛ التسمية بالإنكليزية؛ المكتوب «knowlege»، وفُهم على أنه «knowledge»"),
        ("نيجريه", "كلمة قريبة؛ المكتوب «نيجريه»، وفُهم على أنه «النيجر»"),
        ("resolutions xyz", "بعض الكلمات؛ التسمية بالإنكليزية؛ لم ترد: «xyz»"),
        (
            "traficking nigera",
            "بعض الكلمات؛ التسمية بالإنكليزية؛ المكتوب «nigera»، وفُهم على أنه «nigeria»؛ لم ترد: «traficking»",
        ),
        ("NGA", "الاسم كله؛ رمز أو معرّف: NGA"),
        ("country/NGA", "الاسم كله؛ رمز أو معرّف"),
    ],
)
def test_what_matched_is_explained(arabic: Page, typed: str, how: str) -> None:
    ask(arabic, typed)
    expect(arabic.locator("#search-found li").first.locator(".match")).to_have_text(how)


def test_matched_words_are_marked_and_symbols_keep_their_direction(arabic: Page) -> None:
    ask(arabic, "قرار الجمعية العامة 71/167")
    hit = arabic.locator("a.hit[href$='document/A/RES/71/167.html']")
    expect(hit).to_be_visible()
    item = arabic.locator("#search-found li", has=hit)
    for number in ("71", "167"):
        expect(item.locator("mark", has_text=number).first).to_be_visible()
    assert item.locator(".id bdi").get_attribute("dir") == "ltr"
    ask(arabic, "المخدرات والجريمة")
    expect(arabic.locator("#search-found mark").first).to_contain_text("المخدرات والجريمة")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "ar",
            {
                0: "لا نتائج.",
                1: "نتيجة واحدة",
                2: "نتيجتان",
                5: "٥ نتائج",
                12: "١٢ نتيجة",
                20: "٢٠ نتيجة",
                21: "٢١ نتيجة (من ١ إلى ٢٠)",
            },
        ),
        (
            "en",
            {
                0: "Nothing found.",
                1: "1 result",
                2: "2 results",
                5: "5 results",
                20: "20 results",
                21: "21 results (1 to 20)",
            },
        ),
    ],
)
def test_how_many_were_found_is_said_in_the_plural_of_the_language(
    page: Page, address: str, served: Served, language: str, told: Mapping[int, str]
) -> None:
    questions = {word for thing in served.index.things for name in thing.names for word in words(name.text)}
    by_count: dict[int, str] = {0: "qqqqqqqq"}
    for word in sorted(questions):
        if len(by_count) == len(told) or len(word) < 4:
            continue
        found = served.index.find(word, limit=1).total
        if found in told:
            by_count.setdefault(found, word)
    assert set(by_count) == set(told)
    page.goto(f"{address}/static/{language}/search.html")
    status = page.get_by_role("status")
    for count, question in by_count.items():
        ask(page, question)
        expect(status).to_contain_text(told[count])
        expect(page.locator("#search-found li")).to_have_count(min(count, 20))


def test_with_the_keyboard_alone(english: Page) -> None:
    keys, focused = english.keyboard, english.locator(":focus")
    keys.press("/")
    expect(focused).to_have_id("asked")
    keys.type("trafficking/")
    english.wait_for_url("**/search.html?q=trafficking%2F")
    assert english.locator("#asked").input_value() == "trafficking/"
    links = english.locator("#search-found a.hit")
    expect(links).to_have_count(20)
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("End", 19), ("ArrowDown", 19), ("Home", 0)):
        keys.press(key)
        expect(links.nth(at)).to_be_focused()
    keys.press("ArrowUp")
    expect(focused).to_have_id("asked")
    keys.press("ArrowDown")
    keys.press("Escape")
    expect(focused).to_have_id("asked")
    assert english.locator("#asked").input_value() == "trafficking/"
    keys.press("Escape")
    expect(links).to_have_count(0)
    assert english.locator("#asked").input_value() == english.get_by_role("status").inner_text() == ""
    assert urlsplit(english.url).query == ""
    keys.type("blue heart")
    keys.press("Enter")
    expect(links.first).to_be_visible()
    keys.press("Tab")
    expect(focused).to_have_attribute("type", "submit")
    keys.press("Tab")
    expect(english.locator("summary")).to_be_focused()
    keys.press("Tab")
    expect(links.first).to_be_focused()
    keys.press("Enter")
    english.wait_for_url("**/id/campaign/blue-heart.html")


def test_the_focus_is_not_lost_when_results_follow(page: Page, address: str) -> None:
    page.goto(f"{address}/live/en/search.html?q=trafficking")
    links = page.locator("#search-found a.hit")
    expect(links).to_have_count(20)
    for asked, at in (("united nations", 2), ("qqqqqqqq", None)):
        page.locator("#asked").evaluate("(field, asked) => { field.value = asked; }", asked)
        with page.expect_response("**/search.json?*"):
            page.evaluate("""() => {
                document.querySelector("#asked").dispatchEvent(new Event("input"));
                document.querySelectorAll("#search-found a.hit")[2].focus();
            }""")
        expect(page.locator("#asked") if at is None else links.nth(at)).to_be_focused()
        expect(page.get_by_role("status")).to_have_text(re.compile("Nothing found" if at is None else "results"))


def test_the_keys_are_told_where_they_work(english: Page, browser: Browser) -> None:
    english.locator("summary").focus()
    english.keyboard.press("Enter")
    expect(english.locator("#search-keys")).to_be_visible()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(english.url)
    plain.locator("summary").click()
    expect(plain.locator("details p").first).to_be_visible()
    expect(plain.locator("#search-keys")).to_be_hidden()
    context.close()


def test_the_slash_of_an_arabic_keyboard(arabic: Page) -> None:
    press = "(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code: 'Slash', bubbles: true}))"
    arabic.evaluate(press, "-")
    expect(arabic.locator("#asked")).not_to_be_focused()
    arabic.evaluate(press, "ظ")
    expect(arabic.locator("#asked")).to_be_focused()


def test_a_search_can_be_linked_and_the_other_language_keeps_it(arabic: Page) -> None:
    ask(arabic, "نيجيريا & مالي")
    arabic.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == {"q": ["نيجيريا & مالي"]})
    arabic.reload()
    expect(arabic.locator("#search-found li").first).to_be_visible()
    assert arabic.locator("#asked").input_value() == "نيجيريا & مالي"
    arabic.locator("a.switch").click()
    arabic.wait_for_url("**/en/search.html?q=*")
    expect(arabic.locator("#search-found li").first).to_be_visible()
    assert arabic.locator("#asked").input_value() == "نيجيريا & مالي"
    assert arabic.locator("#search-found a.hit").first.get_attribute("lang") == "en"


HOSTILE = [
    "<script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">",
    "\u202eCDONU\u202c \u2067\u200f unodc",
    "unodc" * 2000,
    "{asked} {word} {n} __proto__ constructor",
    "' OR 1=1 -- %00 \x07 %E0%A4%A \ufffd \U0001f600",
    "../../../etc/passwd #x ?q=1&lang=xx",
]


@pytest.mark.parametrize("kind", ["static", "live"])
def test_hostile_text_is_text(page: Page, address: str, kind: str) -> None:
    status = page.get_by_role("status")
    for text in HOSTILE:
        page.goto(f"{address}/{kind}/en/search.html?q={quote(text)}")
        expect(status).not_to_be_empty()
        expect(status).not_to_contain_text("did not work")
        assert page.locator("#asked").input_value() == (shown(text[:300]) if kind == "live" else text[:300])
        assert page.title().startswith("Search")
        assert page.locator("#search-found :is(script, img)").count() == 0
        ask(page, "unodc")
        expect(page.locator("#search-found code").first).to_have_text("body/unodc")


def test_labels_that_hold_markup_are_shown_as_they_are(page: Page, address: str) -> None:
    data = search_index(Index(INVENTED, vocabulary()))
    page.route("**/search-index.json", lambda route: route.fulfill(json=data))
    page.goto(f"{address}/static/en/search.html?q=agate%20bay")
    link = page.locator("a.hit[href$='x/5%5BA%5D.html']")
    expect(link).to_have_text("<b>Agate & Bay</b>")
    assert link.locator("b").count() == 0 and link.locator("mark").all_inner_texts() == ["Agate", "Bay"]


def test_the_answer_to_an_older_question_is_not_shown(page: Page, address: str, served: Served) -> None:
    served.wait.clear()
    page.goto(f"{address}/live/en/search.html")
    with page.expect_request("**/search.json?q=slow*") as slow:
        ask(page, "slow")
    with page.expect_event("requestfailed") as failed:
        ask(page, "blue heart")
    assert failed.value.url == slow.value.url
    expect(page.locator("#search-found code").first).to_have_text("campaign/blue-heart")
    served.wait.set()
    page.wait_for_load_state("networkidle")
    assert first(page) == "campaign/blue-heart" and parse_qs(urlsplit(page.url).query) == {"q": ["blue heart"]}


def test_keys_that_follow_each_other_fast_are_one_question(page: Page, address: str, served: Served) -> None:
    page.goto(f"{address}/live/en/search.html")
    served.asked.clear()
    ask(page, "blue heart campaign")
    expect(page.locator("#search-found code").first).to_have_text("campaign/blue-heart")
    assert len(served.asked) < len("blue heart campaign") and served.asked[-1] == "blue heart campaign"


@pytest.mark.parametrize("kind", ["static", "live"])
def test_what_is_out_of_reach_is_said_and_tried_again(page: Page, address: str, served: Served, kind: str) -> None:
    served.broken = True
    page.goto(f"{address}/{kind}/ar/search.html")
    ask(page, "unodc")
    expect(page.get_by_role("status")).to_contain_text("تعذر البحث")
    served.broken = False
    page.keyboard.press("Enter")
    expect(page.locator("#search-found code").first).to_have_text("body/unodc")
    served.broken = True  # the console holds the answers that failed


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_and_everyone_can_read_it(
    page: Page, address: str, language: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}/static/{language}/search.html?q=unodc%20trafficing")
    expect(page.locator("#search-found li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    starts = page.evaluate("""() => ["#asked", "h1", "#search-found a.hit"].map((name) => {
        const { left, right } = document.querySelector(name).getBoundingClientRect();
        return document.dir === "rtl" ? document.documentElement.clientWidth - right : left;
    })""")
    assert starts == [pytest.approx(starts[1], abs=1)] * 3, "all begin at the side where reading begins"
    assert page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    axe: Any = Axe()
    found = axe.run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
