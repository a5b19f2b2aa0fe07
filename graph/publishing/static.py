"""Writing the site as static files: pages in both languages, data beside them, dumps, search, rules for servers."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from ontology.errors import SijillError

from ..catalogue_record import published
from ..output import refuse_foreign, replacing
from ..site import downloads
from ..site.addresses import file_name
from ..site.data_files import DataFiles
from ..site.formats import DUMPS
from ..site.home_pages import root
from ..site.pages import page_at, paths
from ..site.search_index import holds, written
from ..site.site import ASSETS, HOME, INDEX, Page, Site
from ..site.wording import LANGUAGES
from .dumps import write_dumps
from .rules import rules
from .sitemap import robots, sitemaps

MANIFEST = "site.json"
_SHARE = 40
"""How many pages a process writes before it takes the next share."""
Progress = Callable[[int, int], None]
"""Told how many of how many shares are done."""


class WritingStopped(SijillError):
    """A process that writes the site was ended from outside, so that the site is not whole."""


@dataclass(frozen=True)
class Published:
    """What was written: how many pages and files, and their bytes."""

    pages: int
    files: int
    bytes: int


def publish(
    store: ox.Store,
    base: str,
    output: Path,
    address: str = "",
    processes: int = 0,
    progress: Progress = lambda _done, _all: None,
    modified: float = 0,
) -> Published:
    """Write the site of a store into a folder, which is replaced whole or not at all.

    Things are minted at the `base`; `address` is where the site is reached, if elsewhere. Work is shared by as many
    `processes` as there are cores, unless another number is given. `modified` is when the data were made, in seconds
    since 1970, if search engines are to be told. Raises OutputRefused and WritingStopped.
    """
    refuse_foreign(output, published_files(output))
    site = Site(store, base, address or base, live=False)
    site.searchable = holds(store, base)
    with replacing(output) as folder:
        site.dumps = tuple(write_dumps(store, base, folder / DUMPS))
        sizes = {path.name: path.stat().st_size for path in (folder / DUMPS).iterdir()}
        site.published = tuple(published(base, sizes, site.address))
        shown = list(paths(site))
        _write_all(site, folder, shown, processes or len(os.sched_getaffinity(0)), progress)
        _write_around(site, folder, shown, time.strftime("%Y-%m-%d", time.gmtime(modified)) if modified else "")
        names = sorted(path.name for path in folder.iterdir())
        (folder / MANIFEST).write_text(json.dumps({"made": "sijill publish", "files": names}, indent=1) + "\n")
    written = [path for path in output.rglob("*") if path.is_file()]
    return Published(len(shown) * len(LANGUAGES), len(written), sum(path.stat().st_size for path in written))


def published_files(folder: Path) -> set[str]:
    """The names that an earlier publication made in a folder; none where there was none.

    >>> published_files(Path("no such folder"))
    set()
    """
    try:
        made = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {MANIFEST, *map(str, made["files"])} if made["made"] == "sijill publish" else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


_at_work: tuple[Site, Path, DataFiles]
"""The site and the folder, which processes that are forked have in common."""


def _write_all(site: Site, folder: Path, shown: Sequence[str], processes: int, progress: Progress) -> None:
    """Write the pages and the data, in several processes: a page takes no account of another."""
    global _at_work
    data = DataFiles(site)
    _at_work = site, folder, data
    work: list[tuple[str, list[str]]] = [("page", part) for part in _shares(shown)]
    work += [("data", part) for part in _shares(list(data.addresses()))]
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _heed_signals)
    try:
        for number, share in enumerate(as_completed([pool.submit(_write_share, part) for part in work]), start=1):
            share.result()
            progress(number, len(work))
    except BrokenProcessPool:  # one of them was killed: a pool that does not see this would wait for ever
        raise WritingStopped(
            {
                "ar": "أُنهيت إحدى عمليات الكتابة قبل أن تتم عملها، ولعل الذاكرة لم تكفِ؛ "
                "أعد المحاولة بعدد أقل بالخيار --processes",
                "en": "a process that writes was ended before it was done, perhaps for want of memory; try again with "
                "fewer by --processes",
            }
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _heed_signals() -> None:
    """Leave an interrupt to the process that waits, which ends the others: they would each tell of it.

    SIGTERM ends them at once: they have nothing to clear away, unlike the process that waits.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _shares(whole: Sequence[str]) -> Iterator[list[str]]:
    return (list(whole[start : start + _SHARE]) for start in range(0, len(whole), _SHARE))


def _write_share(share: tuple[str, list[str]]) -> None:
    site, folder, data = _at_work
    kind, names = share
    for name in names:
        if kind == "data":
            found = data.get(name)
            assert found is not None, name
            _write(folder / file_name(name), found[0])
        else:
            for language in LANGUAGES:
                page = page_at(site, language, name, {})
                assert page is not None, name
                _write(folder / file_name(f"{language}/{page.path}"), site.html(page, language).encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_around(site: Site, folder: Path, shown: Sequence[str], day: str) -> None:
    """Write what goes with the pages: assets, the index of the search, what servers and search engines read."""
    shutil.copytree(ASSETS, folder / "assets", dirs_exist_ok=True)
    if site.searchable:
        _write(folder / INDEX, written(site.store, site.base).encode())
    _write(folder / "index.html", root(site).encode())
    _write(folder / "404.html", _missing(site).encode())
    for address, content in downloads.files(site):
        _write(folder / address, content)
    for name, text in [*rules(site.address).items(), *sitemaps(shown, site.address, day)]:
        _write(folder / name, text.encode())
    _write(folder / "robots.txt", robots(site.address).encode())
    # Where no rules are read, as on hosts of pages, the file itself is what programs find (VoID, section 7.2).
    if (folder / "void.ttl").exists():
        shutil.copyfile(folder / "void.ttl", _made(folder / ".well-known") / "void")
    _write(folder / ".nojekyll", b"")


def _missing(site: Site) -> str:
    """The page for what is missing, in both languages."""
    language, other = LANGUAGES
    told = {
        tag: (site.words[tag]("refused.missing.title"), site.words[tag]("refused.missing.static")) for tag in LANGUAGES
    }
    shown = {"text_of_refusal": told[language][1], "ways": (), "status": 404, "other_told": told[other]}
    page = Page(HOME, "refusal.html", told[language][0], shown, status=404, indexed=False)
    return site.html(page, language, root=urlsplit(site.address).path or "/")
