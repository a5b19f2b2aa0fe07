"""Which things have no label in a language, and how many labels there are of each status."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from ..statements import natural
from .holdings import holdings
from .site import Site
from .wording import LANGUAGES


@dataclass(frozen=True)
class Coverage:
    """How many things there are, which lack a label in each language, and the statuses of the labels that there are.

    `statuses` counts labels by language and status, the latter as the IRI of its code.
    """

    things: int
    missing: dict[str, tuple[str, ...]]
    statuses: Counter[tuple[str, str]]
    classes: dict[str, tuple[int, int, int]]
    """By class: things, those with an Arabic label, those with an English one."""


def coverage(site: Site) -> Coverage:
    """The labels of all things of a class of the ontology, counted once; the codes of the ontology are no things.

    >>> import pyoxigraph as ox
    >>> coverage(Site(ox.Store(), "https://a.net/")).missing
    {'ar': (), 'en': ()}
    """
    return site.whole(_coverage)


def _coverage(site: Site) -> Coverage:
    held = holdings(site)
    labelled = {language: held.labels.get(language, {}).keys() for language in LANGUAGES}
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for thing, classes in held.classes.items():
        for cls in classes:
            counted[cls]["all"] += 1
            counted[cls].update(language for language in LANGUAGES if thing in labelled[language])
    return Coverage(
        len(held.classes),
        {language: tuple(sorted(held.classes.keys() - labelled[language], key=natural)) for language in LANGUAGES},
        Counter({(tag, code): n for tag, codes in held.statuses.items() if tag for code, n in codes.items()}),
        {cls: (counts["all"], counts["ar"], counts["en"]) for cls, counts in counted.items()},
    )
