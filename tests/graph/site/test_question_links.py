"""Every link from the pages of questions, the editor, the ontology and the codes leads somewhere."""

from __future__ import annotations

from itertools import chain

import pyoxigraph as ox
import pytest

from graph.site import code_pages, downloads, ontology_page, query_page, question_pages, term_pages
from graph.site.formats import FORMATS
from graph.site.pages import page_at
from graph.site.pages import paths as all_paths
from graph.site.site import ASSETS, Site
from graph.site.spreadsheet import ENDING
from graph.site.vocabulary_documents import NAMES, is_term
from graph.store import base_of
from queries.catalogue import questions

from .reading import path_of, read

SECTIONS = (question_pages, query_page, ontology_page, term_pages, code_pages)


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_link_is_broken(store: ox.Store, language: str, live: bool) -> None:
    site = Site(store, base_of(store), live=live)
    paths = list(dict.fromkeys(chain.from_iterable(section.paths(site) for section in SECTIONS)))
    ids: dict[str, set[str]] = {}
    links: dict[str, str] = {}
    for path in paths:
        here = f"{language}/{path}"
        reading = read(site, page_at(site, language, path, {}), language)
        ids[path] = {e.attributes["id"] for e in reading.all() if "id" in e.attributes}
        links.update(dict.fromkeys(reading.addresses, here))
    known = set(all_paths(site))
    whole = {f"{name}.{form.ending}" for name in NAMES for form in FORMATS}
    answers = {address for address, _ in downloads.files(site)} if not live and language == "ar" else set()
    assert len(links) > 500
    for address, here in links.items():
        path = path_of(address)
        fragment = address.partition("#")[2]
        if address.startswith("assets/"):
            assert (ASSETS / address.removeprefix("assets/")).is_file(), here
        elif path.startswith("id/"):
            iri = site.addresses.iri(path.replace("[", "%5B").replace("]", "%5D"))
            assert iri is not None
            assert site.reader.known(iri), (address, here)
        elif path in ids:
            assert not fragment or fragment in ids[path], (address, here)
        elif address.startswith("data/"):
            described = site.addresses.described(address)
            assert described is not None
            assert is_term(described[0]), (address, here)
        elif live and path.endswith(ENDING):
            assert path.partition(".")[0].removeprefix("question/") in questions(), here
        elif path.rpartition(".")[2] in downloads.FORMS:
            assert not live
            assert language != "ar" or address in answers, (address, here)
        elif not address.startswith("sparql?"):
            assert path in known or address in whole or path == "search.html", (address, here)
