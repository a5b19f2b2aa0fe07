"""Pages of what a program read in a real browser: axe, a narrow screen, from the words of a text to their meaning."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .made import SYMBOL

PARAGRAPH = f"id/document/{SYMBOL}/para/1.html"
PAGES = (PARAGRAPH, f"id/document/{SYMBOL}.html", f"id/document/{SYMBOL}/read.html", "id/country/COM.html")
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture(scope="module")
def store(read_store: ox.Store) -> ox.Store:
    """The store that is served here: the one with readings."""
    return read_store


@LANGUAGES
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off_on_a_narrow_screen(
    page: Page, address: str, path: str, language: str
) -> None:
    axe: Any = Axe()
    page.emulate_media(color_scheme="light" if language == "ar" else "dark")
    page.goto(f"{address}/static/{language}/{path}")
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@LANGUAGES
def test_the_words_of_the_text_lead_to_what_they_mean(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/static/{language}/{PARAGRAPH}")
    page.locator(".read-text a", has_text="Comoros").click()
    row = page.locator(".read-table tr:target")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text({"ar": "جزر القمر", "en": "Comoros"}[language])
    assert page.evaluate("getComputedStyle(document.querySelector('.read-text')).direction") == "ltr"
