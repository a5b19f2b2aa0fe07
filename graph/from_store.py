"""Opening a store on the web for a command: to ask it, or to bring its dataset here for the time of the command."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from loaders.text import grouped

from .options import Language, note
from .remote_options import StoreAt

if TYPE_CHECKING:
    from .remote.endpoint import Endpoint
    from .remote.store import RemoteStore

_TRIES = 3
"""So often a request is tried: who asks a question waits for it."""
_SOON = 1.0
"""Seconds after which a reader is told how far the reading is."""
_READING = {"ar": "القراءة من المخزن: {}", "en": "reading from the store: {}"}


@contextmanager
def connected_for(at: StoreAt, lang: Language, tries: int = _TRIES) -> Iterator[Endpoint]:
    """The store that options name; a reader hears of what is tried again.

    Raises what `graph.remote.endpoint.connected` raises, and WrongCredentials.
    """
    from .remote.credentials import credentials
    from .remote.endpoint import connected
    from .remote.patience import Patience
    from .remote.telling import again_line

    patience = Patience(
        tries, tell=lambda trouble, seconds, left: note(again_line(trouble, seconds, left, lang.value), lang)
    )
    known = credentials(at.login)
    with connected(at.address, at.kind, known, at.auth, patience=patience, seconds=at.seconds) as endpoint:
        yield endpoint


@contextmanager
def asked_at(at: StoreAt, lang: Language) -> Iterator[Callable[[], RemoteStore]]:
    """What opens the dataset of a store to be asked there; the store is not spoken to before.

    What is opened tells a reader at a terminal how much of a long answer has come.
    """
    from .remote.held import held
    from .remote.store import RemoteStore

    with ExitStack() as open_till_the_end:

        def opened() -> RemoteStore:
            endpoint = open_till_the_end.enter_context(connected_for(at, lang))
            dataset = held(endpoint, at.wanted)
            return RemoteStore(endpoint, dataset, Counter(lang), lambda said: note(said.said(lang.value), lang))

        yield opened


@contextmanager
def brought(at: StoreAt, lang: Language, *, any_base: bool = False) -> Iterator[Path]:
    """A folder, as of a build, with the dataset of a store, there for a while.

    With `any_base` a base that the store has no dataset of is no error: it is where things are to be minted anew.
    Raises NoDataset, SeveralDatasets, ChangedMeanwhile, RemoteTrouble.
    """
    from .remote.held import descriptions
    from .remote.pull import pull

    wanted = at.wanted
    with connected_for(at, lang) as endpoint, TemporaryDirectory(prefix="sijill-") as folder:
        if any_base and wanted not in descriptions(endpoint):
            wanted = ""
        count = Counter(lang)
        pull(endpoint, Path(folder), wanted, lambda _step, done, _total: count(done))
        count(0)
        endpoint.close()
        yield Path(folder)


class Counter:
    """Tells a reader at a terminal how much has come, where it takes more than a second; 0 takes it away again.

    >>> Counter(Language.en)(1000)
    """

    def __init__(self, lang: Language) -> None:
        self._lang, self._begun, self._shown = lang, time.monotonic(), False

    def __call__(self, done: int) -> None:
        """Show how many have come."""
        if not done:
            self._clear()
        elif sys.stderr.isatty() and time.monotonic() - self._begun > _SOON:
            said = _READING[self._lang.value].format(grouped(str(done), self._lang.value))
            sys.stderr.write(f"\r\x1b[K{said}")
            sys.stderr.flush()
            self._shown = True

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
