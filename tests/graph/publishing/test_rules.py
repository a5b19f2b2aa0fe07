"""Real web servers over the published files: nginx and Apache lead IRIs to pages and data by our rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import httpx
import pytest

from graph.policy import CONTENT_POLICY
from graph.publishing.rules import media_types
from graph.site.formats import FORMATS, Format

from .conftest import BASE, SYMBOLS, TOP
from .servers import PROGRAMS, program, serving

HARD = SYMBOLS[0]
CASES = [(server, base) for server in PROGRAMS for base in (TOP, BASE)]


@dataclass(frozen=True)
class Served:
    """A site under a server: the address of the host, the root of the site on it, and the files."""

    host: str
    root: str
    files: Path

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for an address below the root, as it is written; redirects are not followed."""
        return self.at(self.root + path, **headers)

    def at(self, path: str, **headers: str) -> httpx.Response:
        """Ask for an address of the host."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.get(self.host + path, headers=named, trust_env=False)

    def to(self, sent: httpx.Response) -> str:
        """Where an answer sends the client, below the root, decoded; the address must be one that URIs allow."""
        location = sent.headers["location"]
        assert not set(location) & set('[]<>"{}|\\^` \r\n') and location.isascii(), location
        path = urlsplit(urljoin(str(sent.url), location)).path
        assert path.startswith(self.root), location
        return unquote(path.removeprefix(self.root))

    def follow(self, sent: httpx.Response) -> httpx.Response:
        """The answer at the place where a client is sent."""
        return httpx.get(urljoin(str(sent.url), sent.headers["location"]), trust_env=False)


@pytest.fixture(scope="module", params=CASES, ids=[f"{server}-{urlsplit(base).path}" for server, base in CASES])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    """The sites under each of the servers."""
    server, base = request.param
    if program(server) is None:
        pytest.skip(f"{PROGRAMS[server]} is not installed")
    files: Path = request.getfixturevalue("top_site" if base == TOP else "site")
    with serving(server, files, base) as host:
        yield Served(host, urlsplit(base).path, files)


def negotiated(answer: httpx.Response) -> bool:
    told = {name.strip().lower() for name in answer.headers.get("vary", "").split(",")}
    return {"accept", "accept-language"} <= told


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_an_iri_leads_to_data_of_the_type_that_is_asked_for(served: Served, form: Format) -> None:
    for name, to in [(f"id/{iri}", f"data/{unquote(iri)}") for iri in SYMBOLS] + [(n, n) for n in VOCABULARY]:
        sent = served.get(name, accept=form.media_type, accept_language="en")
        assert (sent.status_code, served.to(sent)) == (303, f"{to}.{form.ending}")
        assert negotiated(sent) and sent.headers["access-control-allow-origin"] == "*"
        data = served.follow(sent)
        assert data.status_code == 200 and data.content == (served.files / f"{to}.{form.ending}").read_bytes()
        assert content_type(data) == f"{form.media_type};charset=utf-8"
        assert data.headers["access-control-allow-origin"] == "*"


VOCABULARY = ("ontology", "concepts")
PAGES = [
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "ar-EG,ar;q=0.9,en;q=0.5", "ar"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "en-GB,en;q=0.9,ar;q=0.1", "en"),
    ("*/*", "fr", "ar"),
    ("text/html, text/turtle", "EN", "en"),
    ("application/xhtml+xml, text/turtle;q=0.5", "fr-CH, fr;q=0.9, en;q=0.8, ar;q=0.7", "en"),
    ("image/png", "es-AR, en", "en"),
    ("text/html", "arn, ken, zh-x-en", "ar"),
    ("", "", "ar"),
]


@pytest.mark.parametrize(("accept", "languages", "language"), PAGES)
def test_an_iri_leads_to_its_page_in_the_language_of_the_reader(
    served: Served, accept: str, languages: str, language: str
) -> None:
    for name, to in [(f"id/{iri}", f"id/{unquote(iri)}") for iri in SYMBOLS] + [(n, n) for n in VOCABULARY]:
        sent = served.get(name, accept=accept, accept_language=languages)
        assert (sent.status_code, served.to(sent)) == (303, f"{language}/{to}.html")
        assert negotiated(sent)
        page = served.follow(sent)
        assert page.status_code == 200 and content_type(page) == "text/html;charset=utf-8"
        assert f'<html lang="{language}"' in page.text


def test_a_graph_that_is_no_paragraph_leads_to_the_description_of_the_dataset(served: Served) -> None:
    sent = served.get("graph/CTOC/COP/2018/2", accept="text/turtle, text/html;q=0.1")
    assert (sent.status_code, served.to(sent)) == (303, "void.ttl") and negotiated(sent)
    assert served.follow(sent).status_code == 200
    for languages, language in (("en", "en"), ("fr", "ar")):
        sent = served.get("graph/inferred", accept="text/html", accept_language=languages)
        assert (sent.status_code, served.to(sent)) == (303, f"{language}/about.html") and negotiated(sent)
        assert served.follow(sent).status_code == 200


def test_the_address_by_which_a_version_is_cited_leads_where_the_dataset_does(served: Served) -> None:
    for name in ("0123456789abcdef", "0123456789abcdef?x=y"):
        cited = f"id/dataset/sijill/version/{name}"
        sent = served.get(cited, accept="text/turtle")
        assert (sent.status_code, served.to(sent)) == (303, "data/dataset/sijill.ttl") and negotiated(sent)
        sent = served.get(cited, accept="text/html", accept_language="en")
        assert (sent.status_code, served.to(sent)) == (303, "en/id/dataset/sijill.html")
    other = served.get("id/dataset/sijill/version/latest", accept="text/turtle")
    assert served.to(other) == "data/dataset/sijill/version/latest.ttl" and served.follow(other).status_code == 404


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_a_program_that_asks_for_the_site_itself_gets_the_description(served: Served, form: Format) -> None:
    sent = served.get("", accept=form.media_type, accept_language="en")
    assert (sent.status_code, served.to(sent)) == (303, f"void.{form.ending}") and negotiated(sent)
    assert served.follow(sent).status_code == 200


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("application/rdf+xml, text/turtle;q=0.5", "rdf"),
        ("text/turtle;q=0.9, text/html;q=0.1", "ttl"),
        ("Application/LD+JSON;profile=x, */*;q=0.1", "jsonld"),
        ("image/png, application/trig", "trig"),
        ("application/json", "jsonld"),
        ("text/n3, text/turtle;q=0.1", "ttl"),
        ("text/xml", "rdf"),
        ("text/plain;q=0.5, application/xml", "nt"),
        ("a/b," * 1500 + "application/n-quads", "nq"),
    ],
)
def test_the_type_that_is_named_first_decides(served: Served, accept: str, ending: str) -> None:
    sent = served.get(f"id/{HARD}", accept=accept)
    assert (sent.status_code, served.to(sent)) == (303, f"data/{unquote(HARD)}.{ending}")


def test_the_home_page_is_in_the_language_of_the_reader_or_offers_both(served: Served) -> None:
    for asked, language in (("ar-SY, en", "ar"), ("en", "en"), ("es-AR, en", "en")):
        sent = served.get("", accept_language=asked)
        assert (sent.status_code, served.to(sent)) == (302, f"{language}/index.html")
        assert negotiated(sent) and served.follow(sent).status_code == 200
    both = served.get("", accept_language="fr")
    assert both.status_code == 200 and negotiated(both)
    assert 'lang="ar"' in both.text and 'lang="en"' in both.text


def test_every_kind_of_file_has_its_media_type_and_guards(served: Served) -> None:
    by_ending: dict[str, Path] = {}
    for path in sorted(p for p in served.files.rglob("*") if p.is_file()):
        by_ending.setdefault(path.suffix.removeprefix("."), path)
    kinds = media_types()
    assert set(by_ending) - {"", "conf"} == set(kinds)
    for ending, (media_type, text) in kinds.items():
        sent = served.get(str(by_ending[ending].relative_to(served.files)))
        assert sent.status_code == 200, ending
        assert content_type(sent) == f"{media_type};charset=utf-8" * text + media_type * (not text), ending
        assert "content-encoding" not in sent.headers and not negotiated(sent), ending
        assert sent.headers["content-security-policy"] == CONTENT_POLICY
        assert sent.headers["x-content-type-options"] == "nosniff"
        assert sent.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path", ["ar/id/nothing.html", "data/nothing.ttl", "no such", "id/", ".htaccess", "nginx.conf"]
)
def test_what_is_missing_or_not_for_readers_is_told_in_both_languages(served: Served, path: str) -> None:
    missing = served.get(path, accept="text/html")
    assert missing.status_code == 404 and content_type(missing) == "text/html;charset=utf-8"
    assert "لا صفحة هنا" in missing.text and "There is no page here" in missing.text
    assert f'href="{served.root}assets/site.css"' in missing.text
    assert missing.headers["content-security-policy"] == CONTENT_POLICY


def test_an_unknown_iri_leads_to_the_page_for_what_is_missing(served: Served) -> None:
    missing = served.follow(served.get("id/body/nobody", accept="text/turtle"))
    assert missing.status_code == 404 and "لا صفحة هنا" in missing.text


def test_folders_are_not_listed(served: Served) -> None:
    for folder in ("data/", "assets/", "dumps/", "ar/id/document/"):
        refused = served.get(folder)
        assert refused.status_code in (403, 404) and "لا صفحة هنا" in refused.text, folder


def test_the_description_is_found_where_programs_look_for_it(served: Served) -> None:
    for path in {"/.well-known/void", f"{served.root}.well-known/void"}:
        sent = served.at(path)
        assert (sent.status_code, served.to(sent)) == (302, "void.ttl")
        assert content_type(served.follow(sent)) == "text/turtle;charset=utf-8"


def test_nothing_in_an_address_becomes_a_header(served: Served) -> None:
    for name in ("id/a%0d%0aX-Bad:%20y", "id/a%0dX-Bad:%20y", "id/a%0aX-Bad:%20y", "id/%22%3Cscript%3E"):
        for accept in ("text/turtle", "text/html"):
            sent = served.get(name, accept=accept)
            assert sent.status_code in (303, 400, 403, 404) and "x-bad" not in sent.headers, name
            if sent.status_code == 303:
                served.to(sent)


def test_only_the_site_is_given_out(served: Served) -> None:
    assert served.get("../rules.conf").status_code in (400, 404)
    assert served.get("data/..%2f..%2frules.conf").status_code in (400, 404)
    if served.root != "/":
        assert served.at("/ar/index.html").status_code == 404
        moved = served.at(served.root.rstrip("/"))
        assert moved.status_code == 301 and served.to(moved) == ""


def content_type(answer: httpx.Response) -> str:
    return str(answer.headers["content-type"]).replace(" ", "").lower()
