"""The site as files: every link leads somewhere, data and dumps are whole, nothing of others is written over."""

from __future__ import annotations

import gzip
import os
import posixpath
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from lxml import etree

from graph.output import OutputRefused
from graph.publishing import static
from graph.publishing.sitemap import MOST, sitemaps
from graph.publishing.static import WritingStopped, publish
from graph.site.formats import FORMATS
from graph.site.wording import LANGUAGES
from ontology.namespaces import expand
from ontology.vocabulary import RDF_TYPE, key
from tests.conftest import ROOT

from ..site.made import BASE as MADE
from ..site.made import store_of, thing
from .conftest import BASE, SYMBOLS, TOP, small, symbols


def links_and_anchors(path: Path) -> tuple[set[str], set[str]]:
    """The links and the anchors of a page."""
    links, anchors = set[str](), set[str]()
    for element in etree.parse(path, etree.HTMLParser(encoding="utf-8", huge_tree=True)).iter():
        links.update(link for link in (element.get("href"), element.get("src")) if link)
        anchors.update(anchor for anchor in [element.get("id")] if anchor)
    return links, anchors


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): links_and_anchors(path) for path in site.rglob("*.html")}
    assert len(pages) > 2000
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    broken = set()
    for path, (links, _) in pages.items():
        for link in links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            place = unquote(parts.path)
            if place.startswith("/"):
                assert place.startswith("/sijill/"), (path, link)
                target = posixpath.normpath(place.removeprefix("/sijill/"))
            else:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), place)) if place else path
            if target not in files or (
                parts.fragment and target in pages and unquote(parts.fragment) not in pages[target][1]
            ):
                broken.add((path, link))
    assert not broken, sorted(broken)[:10]


def test_every_page_is_there_in_both_languages(site: Path) -> None:
    names = [{str(path.relative_to(site / tag)) for path in (site / tag).rglob("*.html")} for tag in ("ar", "en")]
    assert names[0] == names[1]


def test_data_lie_beside_the_pages(site: Path) -> None:
    about = (site / "data" / "body" / "unodc.ttl").read_bytes()
    assert f"<{BASE}id/body/unodc>" in about.decode()
    for name in SYMBOLS:
        for form in FORMATS:
            content = (site / "data" / f"{unquote(name)}.{form.ending}").read_bytes()
            told = ox.parse(content, ox.RdfFormat.from_extension(form.ending), base_iri=BASE)
            assert any(quad.subject == ox.NamedNode(f"{BASE}id/{name}") for quad in told), (name, form)


def test_every_dump_holds_the_whole_graph(site: Path, published: ox.Store) -> None:
    merged = {quad.triple for quad in published.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    named = {quad for quad in published if isinstance(quad.graph_name, ox.NamedNode)}
    names = {f"sijill.{form.ending}{packed}" for form in FORMATS for packed in ("", ".gz")}
    assert {path.name for path in (site / "dumps").iterdir()} == names
    for form in FORMATS:
        content = gzip.decompress((site / "dumps" / f"sijill.{form.ending}.gz").read_bytes())
        assert content == (site / "dumps" / f"sijill.{form.ending}").read_bytes()
        read = list(ox.parse(content, ox.RdfFormat.from_extension(form.ending)))
        assert len(read) == len(named if form.graphs else merged), form
        if form.graphs:
            assert set(read) == named, form
        else:
            assert {quad.triple for quad in read} == merged, form


def test_the_description_has_counts_licence_coverage_dumps_and_examples(site: Path) -> None:
    described = ox.Store()
    described.load(path=str(site / "void.ttl"), format=ox.RdfFormat.TURTLE)
    assert (site / ".well-known" / "void").read_bytes() == (site / "void.ttl").read_bytes()

    def values(name: str) -> set[str]:
        return {key(quad.object) for quad in described.quads_for_pattern(None, ox.NamedNode(expand(name)), None, None)}

    dataset, home = f"{BASE}id/dataset/sijill", (site / "en" / "index.html").read_text(encoding="utf-8")
    kinds = {key(q.object) for q in described.quads_for_pattern(ox.NamedNode(dataset), ox.NamedNode(RDF_TYPE), None)}
    assert {expand("void:Dataset"), expand("dcat:Dataset")} <= kinds
    assert values("void:triples") and values("dcterms:license") and values("void:vocabulary")
    assert values("dqv:hasQualityMeasurement")
    examples = values("void:exampleResource")
    assert examples and all((site / "ar" / f"{unquote(e.removeprefix(BASE))}.html").is_file() for e in examples)
    for name in ("void:dataDump", "dcat:downloadURL"):
        assert values(name) == {f"{BASE}dumps/sijill.{form.ending}" for form in FORMATS}
    assert all((site / address.removeprefix(BASE)).is_file() for address in values("void:dataDump"))
    sizes = {str((site / "dumps" / f"sijill.{form.ending}").stat().st_size) for form in FORMATS}
    assert values("dcat:byteSize") == sizes and all(f'"{size} B"' in home for size in sizes)
    assert values("dcat:landingPage") == {BASE}
    assert not values("void:sparqlEndpoint") | values("dcat:endpointURL")
    assert values("foaf:primaryTopic") == {dataset}


def test_the_sitemap_names_every_page_with_both_languages(site: Path) -> None:
    listed = ElementTree.parse(site / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = listed.findall("s:url", space)
    assert len(places) == sum(1 for tag in ("ar", "en") for _ in (site / tag).rglob("*.html"))
    for place in places:
        where = place.findtext("s:loc", namespaces=space) or ""
        assert (site / unquote(where.removeprefix(BASE))).is_file(), where
        assert {link.get("hreflang") for link in place.findall("x:link", space)} == {"ar", "en"}


def test_what_is_missing_is_told_in_both_languages_with_links_that_hold_anywhere(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    assert "لا صفحة هنا" in text and "There is no page here" in text
    inner = {
        link
        for link in links_and_anchors(site / "404.html")[0]
        if not urlsplit(link).scheme and not link.startswith("#")
    }
    assert len(inner) > 5 and all(link.startswith("/sijill/") for link in inner), inner
    assert all((site / unquote(urlsplit(link).path.removeprefix("/sijill/"))).is_file() for link in inner)


def test_search_engines_are_told_of_the_sitemap_and_of_the_day_where_it_is_known(site: Path) -> None:
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text()
    assert "lastmod" not in (site / "sitemap.xml").read_text()
    for pages in (["index.html"], ["index.html"] * (MOST + 1)):
        for name, text in sitemaps(pages, BASE, "2026-01-31"):
            assert text.count("<loc>") == text.count("<lastmod>2026-01-31</lastmod>") > 0, name


def test_the_same_graph_gives_the_same_files(tmp_path: Path) -> None:
    for name, processes in (("one", 1), ("two", 2)):
        publish(small(), TOP, tmp_path / name, processes=processes)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_an_earlier_publication_is_replaced_and_nothing_else(tmp_path: Path, top_site: Path) -> None:
    folder = Path(shutil.copytree(top_site, tmp_path / "site"))
    (folder / "ar" / "old.html").write_text("old")
    made = publish(small(), TOP, folder, processes=2)
    assert contents(folder) == contents(top_site)
    assert made.files == len(contents(folder)) and made.bytes == sum(map(len, contents(folder).values()))
    assert made.pages == sum(1 for tag in LANGUAGES for _ in (folder / tag).rglob("*.html"))
    (folder / "mine.txt").write_text("keep")
    with pytest.raises(OutputRefused, match=r"mine\.txt"):
        publish(small(), TOP, folder, processes=1)
    assert (folder / "mine.txt").read_text() == "keep" and (folder / "ar" / "index.html").is_file()


def test_a_publication_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "site.json").write_text('{"made": "sijill publish", "files": ["index.html"]}')
    (folder / "index.html").write_text("earlier")
    before = contents(folder)

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(small(), TOP, folder, processes=2, progress=stop)
    assert contents(folder) == before and [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("sign", "to_all", "status"),
    [(signal.SIGINT, True, 130), (signal.SIGTERM, False, 143), (signal.SIGTERM, True, 143)],
    ids=["interrupt", "end", "end-all"],
)
def test_a_command_that_is_ended_leaves_the_earlier_site_and_no_process(
    tmp_path: Path, site: Path, sign: signal.Signals, to_all: bool, status: int
) -> None:
    data = tmp_path / "data.nq"
    data.write_bytes(gzip.decompress((site / "dumps" / "sijill.nq.gz").read_bytes()))
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "site.json").write_text('{"made": "sijill publish", "files": ["index.html"]}')
    (folder / "index.html").write_text("earlier")
    command = [sys.executable, "-m", "graph.cli", "publish", str(folder), str(data), "--base", BASE]
    running = subprocess.Popen(
        [*command, "--processes", "2"],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        while running.poll() is None and not any(tmp_path.glob(".site-*/new/ar/*.html")):
            time.sleep(0.05)
        assert running.poll() is None
        if to_all:  # as a terminal does for all processes of a command
            os.killpg(running.pid, sign)
        else:  # as what supervises it does
            running.send_signal(sign)
        _, said = running.communicate(timeout=60)
        assert (running.returncode, said) == (status, "")
        with pytest.raises(ProcessLookupError):
            os.killpg(running.pid, 0)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
    assert (folder / "index.html").read_text() == "earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.nq", "site"]


def test_a_process_that_is_killed_ends_the_command_and_leaves_the_earlier_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, write = os.getpid(), static._write_share

    def killed(share: tuple[str, list[str]]) -> None:
        if os.getpid() != here and share[0] == "data":
            os.kill(os.getpid(), signal.SIGKILL)
        write(share)

    # A process finds by this name what it is to do.
    monkeypatch.setattr(killed, "__module__", static.__name__)
    monkeypatch.setattr(killed, "__qualname__", "_write_share")
    monkeypatch.setattr(static, "_write_share", killed)
    monkeypatch.setattr(static, "paths", lambda _: ["index.html"])
    with pytest.raises(WritingStopped, match="--processes"):
        publish(small(), BASE, tmp_path / "site", processes=2)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("most", "language", "told"),
    [(1_000, "ar", "تعذرت الكتابة في {}: "), (60_000, "en", "{} cannot be written: ")],
)
def test_where_no_more_can_be_written_the_folder_is_named_and_nothing_left(
    tmp_path: Path, most: int, language: str, told: str
) -> None:
    data = tmp_path / "data.nq"
    data.write_bytes(ox.serialize(symbols(TOP), format=ox.RdfFormat.N_QUADS) or b"")
    folder = tmp_path / "site"
    command = [sys.executable, "-m", "graph.cli", "publish", str(folder), str(data), "--base", TOP]
    done = subprocess.run(
        [*command, "--lang", language, "--processes", "2"],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert done.returncode == 2 and done.stderr.startswith("sijill: " + told.format(folder)), done.stderr
    assert done.stdout == "" and len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["data.nq"]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "status", "arabic", "english"),
    [
        (["site", "--base", "nonsense"], 2, "ليس عنوان موقع", "is not the address of a site"),
        (["site", "--base", "https://a.net/?x"], 2, "ليس عنوان موقع", "is not the address of a site"),
        (["site", "--base", "https://a.net/", "--address", "ftp"], 2, "ليس عنوان موقع", "is not the address of a site"),
        (["site", "no-such-build", "--base", "https://a.net/"], 2, "no-such-build", "no-such-build"),
        ([".", "data.nt", "--base", "https://a.net/"], 2, "هو المجلد الحالي", "is the folder you are in"),
        (["data.nt", "data.nt", "--base", "https://a.net/"], 2, "ملف؛ سمِّ مجلداً", "is a file; name a folder"),
        (["site"], 2, "--base", "--base"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_use_is_told(
    tmp_path: Path, language: str, arguments: list[str], status: int, arabic: str, english: str
) -> None:
    (tmp_path / "data.nt").write_text("<https://a.net/x> <https://a.net/y> <https://a.net/z> .\n")
    command = [sys.executable, "-m", "graph.cli", "publish", *arguments, "--lang", language]
    done = subprocess.run(command, cwd=tmp_path, env=_environment(), capture_output=True, text=True)
    assert done.returncode == status and (arabic if language == "ar" else english) in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == "" and done.stderr.splitlines()[0].strip()
    assert [path.name for path in tmp_path.iterdir()] == ["data.nt"]


@pytest.mark.parametrize(("language", "said"), [("ar", "كُتب الموقع في"), ("en", "The site was written to")])
def test_the_command_writes_the_site_and_tells(tmp_path: Path, language: str, said: str) -> None:
    data = tmp_path / "data.nq"
    data.write_bytes(ox.serialize(symbols(TOP), format=ox.RdfFormat.N_QUADS) or b"")
    command = [sys.executable, "-m", "graph.cli", "publish", "site", "data.nq", "--base", TOP, "--lang", language]
    done = subprocess.run(command, cwd=tmp_path, env=_environment(), capture_output=True, text=True)
    assert done.returncode == 0 and said in done.stderr, done.stderr
    assert (tmp_path / "site" / "ar" / "id" / f"{unquote(SYMBOLS[0])}.html").is_file()


def _environment() -> dict[str, str]:
    return {
        "PYTHONPATH": str(ROOT),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "SIJILL_BIDI": "off",
        "COLUMNS": "200",
    }


LEADING_OUT = (
    "body/../../../../evil",
    "body/..%2F..%2F..%2F..%2Fevil",
    "body/a%00b",
    "body/" + "a" * 300,
    "body/%2E%2E/%2e%2e/x",
)


def test_no_iri_of_the_data_leads_out_of_the_folder(tmp_path: Path) -> None:
    store = store_of(*(thing(identifier, "Body", ar="هيئة", en="Body") for identifier in LEADING_OUT))
    site = tmp_path / "a" / "b" / "site"
    publish(store, MADE, site, processes=1)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written and all(path.is_relative_to(site) for path in written)
    dump = (site / "dumps" / "sijill.nt").read_bytes()
    assert all(identifier.encode() in dump for identifier in LEADING_OUT), "what has no page is in the dumps"
