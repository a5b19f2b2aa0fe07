"""Real web servers over the published files: nginx and Apache lead IRIs to pages and data by our rules."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.publishing.rules import rules
from graph.site.formats import FORMATS

from .conftest import BASE

MODULES = Path("/usr/lib/apache2/modules")


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def _until_it_answers(command: list[str], port: int) -> Iterator[str]:
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    address = f"http://127.0.0.1:{port}/sijill/"
    try:
        for _ in range(200):
            if server.poll() is not None:
                raise AssertionError(server.stdout.read() if server.stdout else "")
            try:
                httpx.get(address, trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=30)


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """The site under nginx, with our rules as they are but for the folder and the port."""
    port = _free()
    (folder / "rules.conf").write_text(rules(BASE, str(site), f"127.0.0.1:{port}")["nginx.conf"])
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "main.conf").write_text(
        f"pid {folder}/pid;\nerror_log stderr;\nuser root;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {folder}/rules.conf;\n}}\n"
    )
    with _until_it_answers(
        ["nginx", "-p", str(folder), "-c", str(folder / "main.conf"), "-g", "daemon off;"], port
    ) as at:
        yield at


@contextmanager
def apache(site: Path, folder: Path) -> Iterator[str]:
    """The site under Apache, with the .htaccess that lies in it."""
    port = _free()
    names = ("mpm_event", "authz_core", "dir", "mime", "alias", "rewrite", "headers", "negotiation", "env", "setenvif")
    loaded = "".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in names if (MODULES / f"mod_{name}.so").exists()
    )
    (folder / "apache.conf").write_text(
        f'{loaded}ServerRoot "{folder}"\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/apache.pid\n'
        f'ErrorLog /dev/stderr\nTypesConfig /dev/null\nDocumentRoot "{folder}/root"\nAlias "/sijill" "{site}"\n'
        f'<Directory "{site}">\nAllowOverride All\nRequire all granted\n</Directory>\n'
    )
    (folder / "root").mkdir()
    with _until_it_answers(["apache2", "-f", str(folder / "apache.conf"), "-DFOREGROUND"], port) as at:
        yield at


@pytest.fixture(scope="module", params=[nginx, apache], ids=["nginx", "apache"])
def address(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where each of the servers gives the site."""
    program = {"nginx": "nginx", "apache": "apache2"}[request.param.__name__]
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    for folder in (site, *site.parents):
        if folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    with request.param(site, tmp_path_factory.mktemp(program)) as at:
        yield at


def get(address: str, path: str, **headers: str) -> httpx.Response:
    return httpx.get(
        address + path, headers={name.replace("_", "-"): v for name, v in headers.items()}, trust_env=False
    )


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_an_iri_leads_to_its_data(address: str, form: object) -> None:
    media, ending = form.media_type, form.ending  # type: ignore[attr-defined]
    sent = get(address, "id/body/unodc", accept=media)
    assert sent.status_code == 303
    assert sent.headers["location"].endswith(f"/sijill/data/body/unodc.{ending}")
    assert "Accept" in sent.headers["vary"]
    data = get(address, f"data/body/unodc.{ending}")
    assert data.status_code == 200 and data.headers["content-type"].startswith(media)
    assert data.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("accept", "languages", "to"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "ar-EG,ar;q=0.9,en;q=0.5", "ar/id/body/unodc.html"),
        ("text/html", "en-GB,en;q=0.9,ar;q=0.1", "en/id/body/unodc.html"),
        ("*/*", "fr", "ar/id/body/unodc.html"),
        ("text/html, text/turtle", "en", "en/id/body/unodc.html"),
        ("application/rdf+xml, text/turtle;q=0.5", "en", "data/body/unodc.rdf"),
    ],
)
def test_an_iri_leads_to_its_page_in_the_readers_language(address: str, accept: str, languages: str, to: str) -> None:
    sent = get(address, "id/body/unodc", accept=accept, accept_language=languages)
    assert sent.status_code == 303 and sent.headers["location"].endswith(f"/sijill/{to}")
    assert get(address, to).status_code == 200


def test_symbols_with_slashes_and_brackets_are_led_to_their_files(address: str) -> None:
    for name in ("document/A/RES/71/167", "document/S/RES/2331(2016)", "document/CTOC/COP/2018/2/para/36"):
        sent = get(address, f"id/{name}", accept="text/turtle")
        assert sent.status_code == 303 and sent.headers["location"].endswith(f"/data/{name}.ttl")
        assert httpx.get(httpx.URL(address).join(sent.headers["location"]), trust_env=False).status_code == 200


def test_terms_pages_and_the_description_are_found(address: str) -> None:
    assert get(address, "ontology", accept="text/turtle").headers["location"].endswith("/sijill/ontology.ttl")
    assert (
        get(address, "concepts", accept="text/html", accept_language="en")
        .headers["location"]
        .endswith("/en/concepts.html")
    )
    assert get(address, ".well-known/void").headers["location"].endswith("/sijill/void.ttl")


def test_a_page_is_guarded_and_what_is_missing_is_told(address: str) -> None:
    page = get(address, "ar/id/country/NGA.html")
    assert page.headers["content-type"].replace(" ", "").lower() == "text/html;charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    missing = get(address, "ar/id/nothing.html")
    assert missing.status_code == 404 and "لا صفحة هنا" in missing.text
    assert get(address, "data/body/").status_code in (403, 404)
