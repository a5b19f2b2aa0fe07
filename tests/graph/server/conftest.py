"""The server over the whole graph, and a real browser that reads it and keeps what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from .running import running


@pytest.fixture(scope="session")
def data(built: Path) -> Path:
    """A build of the whole graph."""
    return built / "build"


@pytest.fixture(scope="session")
def address(data: Path) -> Iterator[str]:
    """The address of a server over the whole graph, in a process of its own."""
    with running(data) as server:
        yield server.address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that at the end has complained of nothing and asked no other host."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, reduced_motion="reduce")
    wrong = complaints(context, address)
    yield context.new_page()
    context.close()
    assert not wrong


def complaints(context: BrowserContext, address: str) -> list[str]:
    """A list that fills with what goes wrong: errors of scripts, of the console, and requests to another host.

    The page that is asked for because it is not there may say so; an asset that is missing may not.
    """
    wrong: list[str] = []

    def said(message: ConsoleMessage) -> None:
        meant = "404" in message.text and message.location["url"].endswith("/nothing.html")
        if message.type in ("error", "warning") and not meant:
            wrong.append(f"{message.location['url']}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith(address):
            wrong.append(request.url)

    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", said)
    context.on("request", asked)
    return wrong
