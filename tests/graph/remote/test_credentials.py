"""Secrets that are mistyped or cannot be sent: it is said what is wrong with them, and they are not repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command import Sijill

NOWHERE = "http://127.0.0.1:1"
SECRET = "unspoken"


@pytest.fixture
def sijill(sijill: Sijill) -> Sijill:
    """What runs commands, none of which may tell the secret."""
    sijill.secrets.append(SECRET)
    return sijill


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    "address",
    [
        f"http://me:{SECRET}@127.0.0.1:1/",
        f"http:/me:{SECRET}@127.0.0.1:1/",
        f"me:{SECRET}@127.0.0.1:1",
        f"{NOWHERE}/?token={SECRET}",
        f"{NOWHERE}/?user=a@b&token={SECRET}",
        "http://[127.0.0.1:1",
        "http://127.0.0.1:99999",
    ],
)
def test_an_address_that_can_be_none_is_refused(sijill: Sijill, tmp_path: Path, address: str, lang: str) -> None:
    run = sijill("pull", address, "-o", str(tmp_path / "x"), lang=lang)
    assert run.status == 2 and {"ar": "عنوان", "en": "the address of"}[lang] in run.err


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"TOKEN": f"{SECRET}\n"}, {"ar": "في الرمز", "en": "the token holds"}),
        ({"TOKEN": f"{SECRET}é"}, {"ar": "في الرمز", "en": "the token holds"}),
        ({"USER": "me\r\nX: y", "PASSWORD": SECRET}, {"ar": "في اسم المستخدم", "en": "the user or password holds"}),
        ({"USER": "me", "PASSWORD": f"{SECRET}\n"}, {"ar": "في اسم المستخدم", "en": "the user or password holds"}),
    ],
)
def test_a_secret_that_cannot_be_sent_is_refused(
    sijill: Sijill,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    variables: dict[str, str],
    said: dict[str, str],
    lang: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"SIJILL_STORE_{name}", value)
    run = sijill("pull", NOWHERE, "--kind", "oxigraph", "-o", str(tmp_path / "x"), lang=lang)
    assert run.status == 2 and said[lang] in run.err


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_name_that_digest_cannot_send_is_refused(
    sijill: Sijill, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    monkeypatch.setenv("SIJILL_STORE_USER", "مستخدم")
    monkeypatch.setenv("SIJILL_STORE_PASSWORD", SECRET)
    run = sijill("pull", NOWHERE, "--kind", "virtuoso", "-o", str(tmp_path / "x"), lang=lang)
    assert run.status == 2 and "--auth basic" in run.err
