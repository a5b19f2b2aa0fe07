"""Chromium as Debian packs it, without a window and without talk of its own to the network."""

from __future__ import annotations

from playwright.sync_api import Browser, Playwright

CHROMIUM = "/usr/bin/chromium"
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(play: Playwright) -> Browser:
    """Start the browser; who starts it closes it."""
    return play.chromium.launch(executable_path=CHROMIUM, args=_SWITCHES)
