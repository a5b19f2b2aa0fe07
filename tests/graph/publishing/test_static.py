"""The site as files: every link leads somewhere, data and dumps are whole, nothing of others is written over."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from graph.output import OutputRefused
from graph.publishing.static import publish
from graph.store import fill
from tests.conftest import ROOT

from ..site.made import BASE as MADE
from ..site.made import document, quad, thing
from .conftest import BASE


class Links(HTMLParser):
    """The links and the anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.anchors: set[str] = set()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.add(value)
            elif name == "id" and value:
                self.anchors.add(value)


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = {}
    for path in site.rglob("*.html"):
        found = Links()
        found.feed(path.read_text(encoding="utf-8"))
        pages[path] = found
    assert len(pages) > 2000
    files = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    broken = set()
    for path, found in pages.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            if parts.path.startswith("/"):
                assert parts.path.startswith("/sijill/"), (path, link)
                target = (site / unquote(parts.path.removeprefix("/sijill/"))).resolve()
            else:
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if str(target.relative_to(site)) not in files or (
                parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in pages[target].anchors
            ):
                broken.add((str(path.relative_to(site)), link))
    assert not broken, sorted(broken)[:10]


def test_every_page_is_there_in_both_languages(site: Path) -> None:
    names = [{str(path.relative_to(site / tag)) for path in (site / tag).rglob("*.html")} for tag in ("ar", "en")]
    assert names[0] == names[1]


def test_data_lie_beside_the_pages_and_dumps_are_whole(site: Path, store: ox.Store) -> None:
    about = (site / "data" / "body" / "unodc.ttl").read_bytes()
    assert f"<{BASE}id/body/unodc>" in about.decode()
    dumped = set(ox.parse(gzip.decompress((site / "dumps" / "sijill.nt.gz").read_bytes()), ox.RdfFormat.N_TRIPLES))
    assert len(dumped) == sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    quads = list(ox.parse(gzip.decompress((site / "dumps" / "sijill.nq.gz").read_bytes()), ox.RdfFormat.N_QUADS))
    assert len(quads) == sum(1 for q in store if isinstance(q.graph_name, ox.NamedNode))
    described = (site / "void.ttl").read_text(encoding="utf-8")
    for word in ("void:dataDump", "dcat:distribution", "void:vocabulary", "void:exampleResource", "dqv:"):
        assert word in described
    dumps = set(re.findall(rf"<{re.escape(BASE)}(dumps/[^>]+)>", described))
    assert dumps and all((site / name).is_file() or (site / f"{name}.gz").is_file() for name in dumps), dumps


def test_the_sitemap_names_every_page_with_both_languages(site: Path) -> None:
    listed = ElementTree.parse(site / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = listed.findall("s:url", space)
    assert len(places) == sum(1 for tag in ("ar", "en") for _ in (site / tag).rglob("*.html"))
    for place in places:
        where = place.findtext("s:loc", namespaces=space) or ""
        assert (site / unquote(where.removeprefix(BASE))).is_file(), where
        assert {link.get("hreflang") for link in place.findall("x:link", space)} == {"ar", "en"}


def test_what_is_missing_is_told_in_both_languages(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    assert "لا صفحة هنا" in text and "There is no page here" in text and 'href="/sijill/assets/site.css"' in text


def test_the_same_graph_gives_the_same_files(tmp_path: Path) -> None:
    quads = [
        *document(),
        *thing("body/x", "Body", ar="هيئة", en="Body"),
        quad(f"{MADE}id/body/x", "skos:notation", "X"),
    ]
    for name in ("one", "two"):
        publish(fill(quads), MADE, tmp_path / name, processes=1)
    files = [
        {str(p.relative_to(tmp_path / name)): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        for name in ("one", "two")
    ]
    assert files[0] == files[1]
    publish(fill(quads), MADE, tmp_path / "two", processes=1)  # an earlier publication is replaced
    (tmp_path / "one" / "mine.txt").write_text("keep")
    with pytest.raises(OutputRefused, match=r"mine\.txt"):
        publish(fill(quads), MADE, tmp_path / "one", processes=1)
    assert (tmp_path / "one" / "mine.txt").read_text() == "keep"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["site", "--base", "nonsense"], 2, "is not the address of a site"),
        (["site", "--base", "nonsense", "--lang", "ar"], 2, "ليس عنوان موقع"),
        (["site", "no-such-build", "--base", "https://a.net/"], 2, "no-such-build"),
        (["site"], 2, "--base"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, arguments: list[str], status: int, said: str) -> None:
    command = [sys.executable, "-m", "graph.cli", "publish", *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=_environment(), capture_output=True, text=True)
    assert done.returncode == status and said in done.stderr and "Traceback" not in done.stderr


def _environment() -> dict[str, str]:
    return {
        "PYTHONPATH": str(ROOT),
        "SIJILL_LANG": "en",
        "PATH": "/usr/bin:/bin",
        "SIJILL_BIDI": "off",
        "COLUMNS": "200",
    }
