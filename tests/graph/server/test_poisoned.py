"""Labels, comments, symbols and IRIs that are hostile: every page, data file and index that is made of them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from graph.publishing.static import publish
from graph.server.app import Application
from graph.server.sparql import Endpoint
from graph.site.data_files import DataFiles
from graph.site.formats import FORMATS, of_ending
from graph.site.pages import paths
from graph.site.site import Site
from loaders.text import BIDI_CONTROL

from .calling import Answered, Caller, Headers
from .described import HERE, linked
from .poisoned import NOWHERE, NUL, POISON, poisoned
from .sound import HARM, html, sound

HTML: Headers = [("accept", "text/html")]
LANGUAGES = ("ar", "en")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TERMS = re.compile(r"(?:ontology|concepts)/")


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(poisoned(HERE), HERE, HERE)


@pytest.fixture(scope="module")
def caller(site: Site) -> Iterator[Caller]:
    endpoint = Endpoint(site.store, f"{HERE}sparql", query_page="/query")
    endpoint.start()
    made = Caller(Application(site, 0.0, endpoint))
    yield made
    made.close()
    endpoint.stop()


@pytest.fixture(scope="module")
def pages(site: Site, caller: Caller) -> dict[str, Answered]:
    """All pages in both languages, but of those of the vocabulary, which is not from the data, only some."""
    found = list(paths(site))
    terms = [path for path in found if _TERMS.match(path)]
    shown = [*(path for path in found if not _TERMS.match(path)), *terms[::12]]
    addresses = [f"/{tag}/{path}" for tag in LANGUAGES for path in shown]
    return {address: caller.ask(sent(address), headers=HTML) for address in addresses}


def sent(address: str) -> str:
    """An address as a browser sends it."""
    return "".join(letter if letter.isascii() else "".join(f"%{b:02X}" for b in letter.encode()) for letter in address)


def test_every_page_is_there_and_nothing_comes_of_its_texts(pages: dict[str, Answered]) -> None:
    assert len(pages) > 200
    for address, answer in pages.items():
        assert answer.status == 200, address
        _harmless(answer)
        sound_but_for_iris(answer)
    assert sum(HARM in answer.text for answer in pages.values()) > 150, "the texts are shown as they are"


def _harmless(answer: Answered) -> None:
    """Neither controls nor marks of direction, but for the isolates of pictures, which are in pairs."""
    text = answer.text
    pictures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    for picture in pictures:
        assert picture.count("\u2066") + picture.count("\u2067") + picture.count("\u2068") == picture.count("\u2069")
        text = text.replace(picture, "")
    text = re.sub(r'<script type="application/ld\+json">.*?</script>', "", text, flags=re.DOTALL)
    assert not _CONTROL.search(text) and not _CONTROL.search("".join(pictures))
    assert not BIDI_CONTROL.search(text), BIDI_CONTROL.search(text)


def sound_but_for_iris(answer: Answered) -> None:
    """Sound, although links lead to things whose names are hostile; these stand in headers percent-encoded."""
    clean = tuple(
        (name, value.replace(HARM.encode(), b"") if name == b"link" else value) for name, value in answer.fields
    )
    sound(Answered(answer.status, clean, answer.body))


def test_what_pages_link_to_is_there(caller: Caller, pages: dict[str, Answered]) -> None:
    targets: dict[str, str] = {}
    for address, answer in pages.items():
        page = html(answer.text, address[1:3])
        for element in page.all():
            if element.name in ("a", "link") and "href" in element.attributes:
                whole = urldefrag(urljoin(HERE + sent(address)[1:], element.attributes["href"])).url
                if whole.startswith(HERE):
                    targets[whole.removeprefix(HERE)] = address
        for link in linked(answer, HERE):
            targets[link.target[1:]] = address
    assert len(targets) > 300
    assert not [(target, place) for target, place in targets.items() if not target.isascii()]
    for target, place in targets.items():
        if unquote(f"/{target}") in pages or _TERMS.search(target):
            continue
        answer = caller.ask(f"/{target}", headers=HTML)
        assert answer.status in (200, 302, 303), (target, place)


def test_the_data_of_a_page_for_search_engines_have_the_texts_and_no_more(pages: dict[str, Answered]) -> None:
    told = 0
    for address, answer in pages.items():
        page = html(answer.text, address[1:3])
        for script in page.all("script", type="application/ld+json"):
            assert "<" not in script.text and "&" not in script.text
            found = json.loads(script.text)
            assert found["@context"]
            told += HARM in json.dumps(found)
    assert told > 50


def test_data_files_have_every_text_as_it_is(site: Site, caller: Caller) -> None:
    texts = {quad.object for quad in site.store if isinstance(quad.object, ox.Literal)}
    assert any(POISON in text.value for text in texts)
    addresses = [address for address in DataFiles(site).addresses() if not address.startswith("data/ontology")]
    assert len({address.rpartition(".")[0] for address in addresses}) > 20
    for address in addresses[:: max(len(addresses) // 400, 1)] + addresses[-12:]:
        answer = caller.ask(sent(f"/{address}"))
        assert answer.status == 200, address
        sound_but_for_iris(answer)
        form = of_ending(address.rpartition(".")[2])
        assert form is not None and answer.media_type == form.media_type
        if not address.startswith("data/concepts") and address.startswith("data/"):
            read = list(ox.parse(answer.body, format=ox.RdfFormat.from_media_type(form.media_type)))
            literals = {
                quad.object for quad in read if isinstance(quad.object, ox.Literal) and HARM in quad.object.value
            }
            assert literals <= texts, address


def test_names_that_are_no_address_have_no_page_and_are_still_told(caller: Caller, site: Site) -> None:
    for name in NOWHERE:
        assert (
            site.addresses.path(f"{HERE}id/{name}") is None and site.addresses.data(f"{HERE}id/{name}", "ttl") is None
        )
        for address in (f"/id/{name}", f"/ar/id/{name}.html", f"/data/{name}.ttl"):
            answer = caller.ask(address, headers=HTML)
            assert answer.status == 404, address
            sound(answer)
    query = "SELECT ?l { ?s skos:prefLabel ?l FILTER(STRENDS(STR(?s), '..')) }"
    assert HARM in caller.ask(f"/sparql?query={''.join(f'%{b:02X}' for b in query.encode())}").text


def test_the_search_shows_them_as_texts(caller: Caller) -> None:
    for words in ("test", "harm", "اختبار", "x-harm onerror"):
        asked = "".join(f"%{b:02X}" for b in words.encode())
        for tag in LANGUAGES:
            page = caller.ask(f"/{tag}/search.html?q={asked}", headers=HTML)
            _harmless(page)
            sound(page)
            answer = caller.ask(f"/search.json?q={asked}&lang={tag}")
            sound_but_for_iris(answer)
            _harmless(answer)
    assert json.loads(answer.body)["results"] is not None


def test_questions_and_queries_show_them_as_texts(caller: Caller) -> None:
    for query in ("SELECT * { ?s skos:prefLabel ?label ; a ?type }", "CONSTRUCT WHERE { ?s skos:prefLabel ?o }"):
        asked = "".join(f"%{b:02X}" for b in query.encode())
        for tag in LANGUAGES:
            page = caller.ask(f"/{tag}/query.html?query={asked}", headers=HTML)
            assert page.status == 200 and HARM in page.text
            _harmless(page)
            sound(page)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static site of it."""
    above = tmp_path_factory.mktemp("poisoned")
    publish(poisoned("https://data.example.org/"), "https://data.example.org/", above / "deep" / "site", processes=2)
    assert [path.name for path in above.iterdir()] == ["deep"] and len(list((above / "deep").iterdir())) == 1
    return above / "deep" / "site"


def test_no_file_is_outside_the_site_and_every_one_is_as_harmless(folder: Path) -> None:
    pages = [
        path
        for path in folder.rglob("*.html")
        if not _TERMS.match(str(path.relative_to(folder / path.parts[len(folder.parts)])))
    ]
    assert len(pages) > 150
    for path in pages[::3]:
        text = path.read_text(encoding="utf-8")
        if path.parent != folder:
            html(text, path.relative_to(folder).parts[0])
    for path in folder.rglob("*"):
        assert path.resolve().is_relative_to(folder.resolve())


def test_what_programs_read_of_the_static_site(folder: Path) -> None:
    listed = ElementTree.parse(folder / "sitemap.xml").getroot()
    places = [element.text or "" for element in listed.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(places) > 300
    for place in places:
        assert place.isascii() and (folder / unquote(urlsplit(place).path)[1:]).is_file(), place
    index = (folder / "search-index.json").read_text(encoding="utf-8")
    assert any(HARM in str(thing) for thing in json.loads(index)["things"])
    assert not BIDI_CONTROL.search(json.dumps([t[2:5] for t in json.loads(index)["things"]], ensure_ascii=False))
    for form in FORMATS:
        content = gzip.decompress((folder / "dumps" / f"sijill.{form.ending}.gz").read_bytes())
        assert list(ox.parse(content, format=ox.RdfFormat.from_media_type(form.media_type)))
    for name in ("robots.txt", ".htaccess", "nginx.conf"):
        path = folder / name
        assert not path.exists() or HARM not in path.read_text(encoding="utf-8")


def test_a_null_is_no_sign_of_a_page_and_no_error_of_data(site: Site) -> None:
    nulls = Site(poisoned(HERE, NUL), HERE, HERE)
    caller = Caller(Application(nulls, 0.0))
    for path in [path for path in paths(site) if not _TERMS.match(path)][::9]:
        answer = caller.ask(sent(f"/ar/{path}"), headers=HTML)
        assert answer.status == 200 and NUL not in answer.text, path
    for iri in list(site.reader.things())[::3]:
        for _, address in site.formats(iri):
            answer = caller.ask(sent(f"/{address}"))
            assert answer.status == 200, address
            sound_but_for_iris(answer)
    caller.close()
