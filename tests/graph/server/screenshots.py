"""Pictures of eight pages in both languages: `python -m tests.graph.server.screenshots FOLDER [BUILD]`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.chromium import launch

from .running import running

PAGES = {
    "home": "index.html",
    "programme": "id/programme/glo-act.html",
    "document": "id/document/CTOC/COP/2018/2.html",
    "paragraph": "id/document/CTOC/COP/2018/2/para/41.html",
    "countries": "countries.html",
    "timeline": "timeline.html",
    "question": "question/who-must-act.html",
    "search": "search.html?q=UNODC",
}
WIDE, HIGH = 1200, 860


def take(page: Page, address: str, folder: Path) -> list[Path]:
    """Write a picture of each page in each language into a folder; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": WIDE, "height": HIGH})
    made = []
    for name, path in PAGES.items():
        for language in ("ar", "en"):
            page.goto(f"{address}{language}/{path}")
            made.append(folder / f"{name}.{language}.png")
            page.screenshot(path=made[-1])
    return made


def main() -> None:
    """Serve a build and write the pictures."""
    folder, data = Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "build")
    with running(data) as server, sync_playwright() as play:
        browser = launch(play)
        take(browser.new_page(), server.address, folder)


if __name__ == "__main__":
    main()
